"""Tabs: a word, a line under the chosen one, a badge for what waits."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.painting import fill, ring


class Tabs(QTabBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges: dict[int, int] = {}
        self.setFont(font(semibold=True))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setUsesScrollButtons(False)

    def set_badge(self, index: int, count: int) -> None:
        if count == self._badges.get(index, 0):
            return
        self._badges[index] = count
        self.setTabText(index, self.tabText(index))  # what makes it measure its tabs anew
        self.update()

    def badge(self, index: int) -> int:
        return self._badges.get(index, 0)

    def tabSizeHint(self, index: int) -> QSize:
        badge = 28 if self.badge(index) else 0
        return QSize(self.fontMetrics().horizontalAdvance(self.tabText(index)) + 20 + badge, 36)

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        for index in range(self.count()):
            self._paint_tab(painter, roles, index)
        painter.end()

    def _paint_tab(self, painter: QPainter, roles: Roles, index: int) -> None:
        box = self.tabRect(index)
        chosen = index == self.currentIndex()
        painter.setFont(self.font())
        painter.setPen(roles.accent_text if chosen else roles.muted)
        width = self.fontMetrics().horizontalAdvance(self.tabText(index))
        painter.drawText(QRect(box.left(), box.top(), width + 2, box.height()), int(Qt.AlignmentFlag.AlignVCenter), self.tabText(index))
        if chosen:
            fill(painter, QRectF(box.left(), box.bottom() - 1.5, width, 2.5), 1, roles.accent)
        if self.badge(index):
            self._paint_badge(painter, roles, QRectF(box.left() + width + 6, box.center().y() - 8, 22, 17), self.badge(index))
        if chosen and self.hasFocus():
            ring(painter, QRectF(box.left() - 4, box.top() + 4, width + 8, box.height() - 9), 6, roles.accent)

    def _paint_badge(self, painter: QPainter, roles: Roles, box: QRectF, count: int) -> None:
        fill(painter, box, box.height() / 2, roles.danger)
        painter.setFont(font(Type.SMALL, semibold=True))
        painter.setPen(roles.on_danger)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "99+" if count > 99 else str(count))
