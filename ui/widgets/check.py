"""A box to tick, drawn from the roles: the style's own frame can't be seen on a dark ground."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox

from ui.icons import paint_icon
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.painting import fill, ring

BOX = 18
GAP = 10


class Check(QCheckBox):
    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(BOX + GAP + min(width, 260) + 4, max(24, self._text_height(min(width, 260))))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def _text_height(self, width: int) -> int:
        box = self.fontMetrics().boundingRect(0, 0, width + 1, 1000, int(Qt.TextFlag.TextWordWrap), self.text())
        return box.height() + 4

    def hitButton(self, pos: QPoint) -> bool:
        """The words are part of it."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(1, (self.height() - BOX) / 2, BOX, BOX)
        fill(painter, box, 4, roles.accent if self.isChecked() else roles.muted)
        if self.isChecked():
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), roles.on_accent)
        else:
            fill(painter, box.adjusted(1.5, 1.5, -1.5, -1.5), 3, roles.surface)
        painter.setFont(font())
        painter.setPen(roles.on_surface)
        room = QRectF(BOX + GAP, 0, self.width() - BOX - GAP, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), self.text())
        if self.hasFocus():
            ring(painter, box.adjusted(-1, -1, 1, 1), 5, roles.on_surface)
        painter.end()
