"""A bar for each day of a month. A click or the arrow keys choose a day, whose value is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.label import plain_tip
from ui.widgets.painting import by_keyboard, fill, ring

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TOP: Final = 22
_BOTTOM: Final = 20
_EVERY: Final = 5  # days between two figures


class DayChart(QWidget):
    """`amounts` in micro-units; `say` puts a day (from 0) and its amount into words."""

    day_chosen = Signal(int)  # from 0; -1: the whole month

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts: Sequence[int] = ()
        self._say: Callable[[int, int], str] = lambda day, amount: f"{day + 1}: {amount}"
        self._most = ""
        self._day = -1
        self._ringed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_amounts(self, amounts: Sequence[int], most: str, say: Callable[[int, int], str]) -> None:
        """`most` is the highest amount in words, for the upper line."""
        self._amounts, self._most, self._say, self._day = tuple(amounts), most, say, -1
        self._tell()

    def day(self) -> int:
        return self._day

    def amounts(self) -> Sequence[int]:
        return self._amounts

    def choose(self, day: int) -> None:
        """The same day again: the whole month."""
        self._day = -1 if day == self._day or not 0 <= day < len(self._amounts) else day
        self._tell()
        self.day_chosen.emit(self._day)

    def _tell(self) -> None:
        said = self._say(self._day, self._amounts[self._day]) if self._day >= 0 else ""
        self.setAccessibleDescription(said)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, 148)

    # --- mouse and keyboard ------------------------------------------------------------------------------------------------------

    def _slot(self) -> float:
        return self.width() / max(1, len(self._amounts))

    def _day_at(self, x: float) -> int:
        day = int(x / self._slot())
        return day if 0 <= day < len(self._amounts) else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.choose(self._day_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._amounts:
            super().keyPressEvent(event)
            return
        start = len(self._amounts) if self._day < 0 and step < 0 else self._day
        self._day = max(0, min(len(self._amounts) - 1, start + step))
        self._tell()
        self.day_chosen.emit(self._day)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self._day_at(event.pos().x())
            if day >= 0:
                QToolTip.showText(event.globalPos(), plain_tip(self._say(day, self._amounts[day])), self)
            return True
        return super().event(event)

    # --- painting ----------------------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        floor = self.height() - _BOTTOM
        painter.fillRect(QRectF(0, floor, self.width(), 1), roles.outline)
        painter.fillRect(QRectF(0, _TOP, self.width(), 1), roles.outline)
        painter.setFont(font(Type.SMALL, tabular=True))
        painter.setPen(roles.muted)
        painter.drawText(QRectF(0, 0, self.width(), _TOP - 4), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), self._most)
        self._paint_bars(painter, roles, floor)
        if self.hasFocus() and self._ringed:
            ring(painter, QRectF(self.rect()), 6, roles.accent)
        painter.end()

    def _paint_bars(self, painter: QPainter, roles: Roles, floor: int) -> None:
        most, slot = max(self._amounts, default=0), self._slot()
        for day, amount in enumerate(self._amounts):
            left = day * slot
            if amount > 0:
                height = max(3.0, (floor - _TOP) * (amount / most))
                color = roles.accent if self._day in (-1, day) else roles.outline
                fill(painter, QRectF(left + slot * 0.15, floor - height, slot * 0.7, height), min(3.0, slot * 0.3), color)
            if (day + 1) % _EVERY == 0 or day in (0, self._day):
                middle = min(max(left + slot / 2, 8.0), self.width() - 8.0)
                self._paint_figure(painter, roles, QRectF(middle - 15, floor + 2, 30, _BOTTOM - 2), day)

    def _paint_figure(self, painter: QPainter, roles: Roles, box: QRectF, day: int) -> None:
        chosen = day == self._day
        painter.setFont(font(Type.SMALL, semibold=chosen))
        painter.setPen(roles.accent_text if chosen else roles.muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(day + 1))
