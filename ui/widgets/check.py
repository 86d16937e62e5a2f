"""A box to tick, drawn from the roles: the style's own frame can't be seen on a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.painting import fill, ring

BOX = 18
GAP = 10
_LINE = 360  # as wide as its words ask to be at most


class Check(QCheckBox):
    """Its words wrap: it is as high as they need at the width it is given."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(font())
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = min(self.fontMetrics().horizontalAdvance(self.text()), _LINE)
        return QSize(BOX + GAP + width + 4, self.heightForWidth(BOX + GAP + width))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 24)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - BOX - GAP)
        box = self.fontMetrics().boundingRect(0, 0, room + 1, 1000, int(Qt.TextFlag.TextWordWrap), self.text())
        return max(24, box.height() + 4)

    def hitButton(self, pos: QPoint) -> bool:
        """The words are part of it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(1, (self.height() - BOX) / 2, BOX, BOX)
        fill(painter, box, 4, roles.accent if self.isChecked() and self.isEnabled() else roles.muted)
        if self.isChecked():
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), roles.on_accent)
        else:
            fill(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), 3, roles.surface)
        painter.setFont(self.font())
        painter.setPen(roles.on_surface if self.isEnabled() else roles.muted)
        room = QRectF(BOX + GAP, 0, self.width() - BOX - GAP, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.text())
        if self.hasFocus():
            ring(painter, box.adjusted(-1, -1, 1, 1), 5, roles.on_surface)
        painter.end()
