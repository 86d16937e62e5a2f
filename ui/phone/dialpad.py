"""The keys: large round targets with letters; 0 held is +, and others may mean something of their own when held."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import roles_of
from ui.widgets.painting import by_keyboard, fill, ring
from ui.widgets.retranslated import Retranslated

KEYS: Final = "123456789*0#"
HOLD_MS: Final = 500


class PadKey(QPushButton):
    """One key. `struck` carries its sign, or what it types when held; `was_held` its sign, where holding it does something else."""

    struck = Signal(str)
    was_held = Signal(str)

    def __init__(self, sign: str, held: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self._held = held
        self._letters = held
        self._ringed = False
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(HOLD_MS)
        self._hold.timeout.connect(self._strike_held)
        self._was_held = False
        self._holdable = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.pressed.connect(self._begin)
        self.clicked.connect(self._strike)

    def set_letters(self, letters: str) -> None:
        self._letters = letters
        self.setAccessibleName(f"{self._sign} {letters}".strip())
        self.update()

    def set_holdable(self, on: bool) -> None:
        """Held down it does something else than it types."""
        self._holdable = on

    def sizeHint(self) -> QSize:
        return QSize(64, 50)

    def minimumSizeHint(self) -> QSize:
        return QSize(52, 44)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def _begin(self) -> None:
        self._was_held = False
        if self._held or self._holdable:
            self._hold.start()

    def _strike_held(self) -> None:
        if not self.isDown():
            return
        self._was_held = True
        if self._held:
            self.struck.emit(self._held)
        else:
            self.setDown(False)  # what opens now takes the mouse
            self.was_held.emit(self._sign)

    def _strike(self) -> None:
        self._hold.stop()
        if not self._was_held:
            self.struck.emit(self._sign)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        radius = box.height() / 2
        fill(painter, box, radius, roles.sunken)
        if self.underMouse() or self.isDown():
            fill(painter, box, radius, roles.shade)
        if self.isDown():
            fill(painter, box, radius, roles.selected)
        painter.setPen(roles.on_surface)
        painter.setFont(font(Type.HEAD))
        upper = box.adjusted(0, 4, 0, -18) if self._letters else box
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self._sign)
        painter.setPen(roles.muted)
        small = font(Type.SMALL)
        small.setPixelSize(10)
        painter.setFont(small)
        painter.drawText(box.adjusted(0, 28, 0, -6), Qt.AlignmentFlag.AlignCenter, self._letters)
        if self.hasFocus() and self._ringed:
            ring(painter, box, radius - 1, roles.accent)
        painter.end()


class DialPad(Retranslated):
    """Twelve keys. `struck` carries 0-9, *, # or +; `held` one of those that `set_holdable` named."""

    struck = Signal(str)
    held = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys: dict[str, PadKey] = {}
        layout = QGridLayout(self)
        layout.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        layout.setHorizontalSpacing(metrics.LARGE)
        layout.setVerticalSpacing(metrics.SMALL)
        for place, sign in enumerate(KEYS):
            key = PadKey(sign, "+" if sign == "0" else "")
            key.struck.connect(self.struck)
            key.was_held.connect(self.held)
            layout.addWidget(key, place // 3, place % 3)
            self.keys[sign] = key
        self.retranslate()

    def set_holdable(self, signs: str) -> None:
        for sign in signs:
            self.keys[sign].set_holdable(on=True)

    def retranslate(self) -> None:
        # The letters that the country's phones have on their keys.
        letters = {
            "2": tr("Keys", "ABC"),
            "3": tr("Keys", "DEF"),
            "4": tr("Keys", "GHI"),
            "5": tr("Keys", "JKL"),
            "6": tr("Keys", "MNO"),
            "7": tr("Keys", "PQRS"),
            "8": tr("Keys", "TUV"),
            "9": tr("Keys", "WXYZ"),
            "0": "+",
        }
        for sign, key in self.keys.items():
            key.set_letters(letters.get(sign, ""))
        self.keys["0"].setToolTip(tr("Keys", "Hold for +"))
