"""What opens a list: text at the left, a caret at the right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.painting import by_keyboard, fill, ring


class DropDown(QPushButton):
    """`flat` has no ground of its own, `with_caret` off makes it a plain line of text."""

    def __init__(self, *, flat: bool = False, semibold: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flat = flat
        self._caret = True
        self._ringed = False
        self.setFont(font(semibold=semibold))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_caret(self, on: bool) -> None:
        """Without one it opens nothing."""
        self._caret = on
        self.setEnabled(on)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 22 if self._flat else metrics.FIELD)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        pad = 0 if self._flat else 12
        if not self._flat:
            fill(painter, box, metrics.RADIUS_SMALL, roles.outline)
            fill(painter, box.adjusted(1, 1, -1, -1), metrics.RADIUS_SMALL - 1, roles.surface)
            if self.underMouse():
                fill(painter, box, metrics.RADIUS_SMALL, roles.shade)
        room = box.adjusted(pad, 0, -pad - (18 if self._caret else 0), 0)
        painter.setFont(self.font())
        painter.setPen(roles.on_surface)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine), text)
        if self._caret:
            paint_icon(painter, "caret-down", QRectF(box.right() - pad - 14, box.center().y() - 7, 14, 14), roles.muted)
        if self.hasFocus() and self._ringed:
            ring(painter, box, metrics.RADIUS_SMALL, roles.accent)
        painter.end()
