"""What the painted widgets share: the rounded ground, hover and press, and one focus ring for all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen

from ui.theme import metrics
from ui.theme.roles import Roles

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

_KEYBOARD: Final = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
    Qt.FocusReason.OtherFocusReason,
)


def by_keyboard(event: QFocusEvent) -> bool:
    """Whether the focus came in a way that asks for a ring: not by the mouse."""
    return event.reason() in _KEYBOARD


def fill(painter: QPainter, box: QRectF, radius: float, color: QColor) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(box, radius, radius)


def ring(painter: QPainter, box: QRectF, radius: float, color: QColor) -> None:
    """The focus ring: two pixels just inside `box`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(color, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)


def ground(painter: QPainter, widget: QWidget, color: QColor) -> None:
    """The whole widget in one colour."""
    painter.fillRect(widget.rect(), color)


@cache
def _states() -> type[QStyle.StateFlag]:
    """QStyle has hundreds of names, which PySide makes with its first use: 6 ms, and a first frame has no row to ask about."""
    from PySide6.QtWidgets import QStyle

    return QStyle.StateFlag


def is_under_mouse(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & _states().State_MouseOver)


def is_ringed(option: QStyleOptionViewItem) -> bool:
    """Whether the keyboard is there, and shall be seen."""
    return bool(option.state & _states().State_HasFocus) and bool(option.state & _states().State_KeyboardFocusChange)


def row_ground(painter: QPainter, roles: Roles, option: QStyleOptionViewItem) -> None:
    """Of a list's row: chosen, under the mouse, and with the keyboard's ring."""
    box = QRectF(option.rect)
    if option.state & _states().State_Selected:
        fill(painter, box, 0, roles.selected)
    elif is_under_mouse(option):
        fill(painter, box, 0, roles.shade)
    if is_ringed(option):
        ring(painter, box.adjusted(2, 2, -2, -2), metrics.RADIUS_SMALL, roles.accent)
