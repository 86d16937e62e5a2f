"""Plain text in a role's colour, cut with an ellipsis where it is too long: foreign text can't become markup here."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.metrics import Type, font
from ui.theme.roles import roles_of


class Label(QLabel):
    """One line (elided) or, with `wrap`, a paragraph. `role` names the colour."""

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "on_surface",
        size: Type = Type.BODY,
        semibold: bool = False,
        tabular: bool = False,
        wrap: bool = False,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font(size, semibold=semibold, tabular=tabular))
        self.setWordWrap(wrap)
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        self.setText(text)

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.update()

    def role(self) -> str:
        return self._role

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint if self.wordWrap() else QSize(min(hint.width(), 24), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(getattr(roles_of(self.palette()), self._role))
        box = self.contentsRect()
        if self.wordWrap():
            painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextWordWrap), self.text())
        else:
            painter.drawText(box, int(self.alignment() | Qt.TextFlag.TextSingleLine), self._elided(box))
        painter.end()

    def _elided(self, box: QRect) -> str:
        line = self.text().replace("\n", " ")
        cut = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, box.width())
        return cut if cut != line else line

    def event(self, event: QEvent) -> bool:
        # What was cut is readable in a tool tip; escaped by Qt.PlainText rules: a tool tip would take markup for markup.
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and not self.wordWrap():
            cut = self._elided(self.contentsRect()) != self.text()
            return False if not cut else self._show_whole(event)
        return super().event(event)

    def _show_whole(self, event: QEvent) -> bool:
        from PySide6.QtGui import QHelpEvent
        from PySide6.QtWidgets import QToolTip

        assert isinstance(event, QHelpEvent)
        QToolTip.showText(event.globalPos(), plain_tip(self.text()), self)
        return True


def plain_tip(text: str) -> str:
    """Foreign text for a tool tip, which would otherwise guess at markup."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")  # html.escape comes with 2,000 names of signs
    return f"<span>{escaped}</span>"
