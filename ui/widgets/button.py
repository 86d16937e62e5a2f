"""Buttons, painted from the roles: one primary per view, quiet ones beside it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.painting import by_keyboard, fill, ring

_DISABLED = 0.4  # of an icon, which has no other colour to turn to


class Kind(Enum):
    """The role a button plays: ground and text."""

    PRIMARY = ("accent", "on_accent")
    CALL = ("call", "on_call")
    DANGER = ("danger", "on_danger")
    QUIET = ("sunken", "on_surface")
    LINK = ("", "accent_text")
    DANGER_LINK = ("", "danger_text")


class Button(QPushButton):
    """Text, an icon before it, and a caret behind it where it opens a list."""

    def __init__(
        self, text: str = "", *, kind: Kind = Kind.QUIET, icon: str = "", big: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)  # with a text PySide would look for an icon too, and make all its 150 names: 1.5 ms
        self.setText(text)
        self._kind = kind
        self._icon = icon
        self._big = big
        self._caret = False
        self._ringed = False
        self.setFont(font(Type.TITLE if big else Type.BODY, semibold=True))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_kind(self, kind: Kind) -> None:
        self._kind = kind
        self.update()

    def set_caret(self, on: bool) -> None:
        self._caret = on
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        flat = self._kind in (Kind.LINK, Kind.DANGER_LINK)
        width = self.fontMetrics().horizontalAdvance(self.text()) + (1 if flat else 32)
        width += self._icon_room()
        width += 16 if self._caret else 0
        return QSize(width, metrics.BIG_BUTTON if self._big else (24 if flat else metrics.BUTTON))

    def _icon_room(self) -> int:
        """The icon, and a gap where there is text behind it."""
        if not self._icon:
            return 0
        return metrics.ICON + (metrics.SMALL if self.text() else 0)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(max(24, hint.width() - 20), hint.height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        self._paint_ground(painter, roles, box)
        self._paint_content(painter, self._ink(roles), box)
        if self.hasFocus() and self._ringed:
            ring(
                painter,
                box,
                metrics.RADIUS_SMALL,
                roles.on_surface if self._kind.value[0] in ("accent", "call", "danger") else roles.accent,
            )
        painter.end()

    def _ink(self, roles: Roles) -> QColor:
        return getattr(roles, self._kind.value[1]) if self.isEnabled() else roles.muted

    def _paint_ground(self, painter: QPainter, roles: Roles, box: QRectF) -> None:
        name = self._kind.value[0]
        if name:
            fill(painter, box, metrics.RADIUS_SMALL, getattr(roles, name) if self.isEnabled() else roles.sunken)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            fill(painter, box, metrics.RADIUS_SMALL, roles.shade)
        if self.isDown():
            fill(painter, box, metrics.RADIUS_SMALL, roles.shade)

    def _paint_content(self, painter: QPainter, ink: QColor, box: QRectF) -> None:
        painter.setFont(self.font())
        text_width = self.fontMetrics().horizontalAdvance(self.text())
        whole = text_width + self._icon_room() + (16 if self._caret else 0)
        left = max(box.left(), box.center().x() - whole / 2)
        if self._icon:
            paint_icon(painter, self._icon, QRectF(left, box.center().y() - 10, 20, 20), ink)
            left += self._icon_room()
        painter.setPen(ink)
        room = box.right() - left - (16 if self._caret else 0)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(room + 1), int(Qt.TextFlag.TextShowMnemonic))
        painter.drawText(QRectF(left, box.top(), room + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
        if self._caret:
            paint_icon(painter, "caret-down", QRectF(left + min(text_width, room) + 4, box.center().y() - 6, 12, 12), ink)


class IconButton(QPushButton):
    """A round button with an icon alone: its accessible name and tool tip say what it does. `kind` QUIET has no ground until hovered."""

    def __init__(
        self,
        icon: str,
        *,
        size: int = 36,
        filled: bool = False,
        role: str = "",
        checked_role: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        """`role` is a coloured ground, `checked_role` the one while it is pressed in; there is an `on_…` for each."""
        super().__init__(parent)
        self._icon = icon
        self._size = size
        self._filled = filled
        self._role = role
        self._checked_role = checked_role
        self._ringed = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, name: str) -> None:
        self._icon = name
        self.update()

    def set_words(self, name: str, tip: str = "") -> None:
        self.setAccessibleName(name)
        self.setToolTip(tip or name)

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        radius = box.width() / 2
        if not self.isEnabled():
            painter.setOpacity(_DISABLED)
        color = self._checked_role if self.isChecked() else self._role
        if self._filled or color:
            fill(painter, box, radius, getattr(roles, color or "sunken"))
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            fill(painter, box, radius, roles.shade)
        ink = roles.on_surface if self._filled and self.isEnabled() else roles.muted
        if color:
            ink = getattr(roles, f"on_{color}")
        side = min(metrics.ICON, self._size - 10)  # of a small button smaller, as the carets beside other words are
        paint_icon(painter, self._icon, QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side), ink)
        if self.hasFocus() and self._ringed:
            ring(painter, box, radius - 1, roles.accent)
        painter.end()
