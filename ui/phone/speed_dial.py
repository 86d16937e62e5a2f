"""The keys that call when held down: 2 to 9 whom the user put there, 1 the voice mailbox, as on any telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from ui.contacts.points import plain_menu_text
from ui.language import tr
from ui.widgets.label import plain_tip
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.settings.values import Settings
    from ui.calls.target import Choice, TargetPicker
    from ui.phone.dialpad import DialPad, PadKey

KEYS: Final = "23456789"
MAILBOX: Final = "1"


class SpeedDial(QObject):
    """Over a pad: `wanted` says whom a held key calls; a key that nobody is on asks who shall be."""

    wanted = Signal(str, str)  # number or address, name
    mailbox_wanted = Signal()

    def __init__(self, services: Services, pad: DialPad) -> None:
        super().__init__(pad)
        self._services = services
        self._pad = pad
        self._known: dict[str, str] = {}
        pad.set_holdable(KEYS + MAILBOX)
        pad.held.connect(self.hold)
        for sign in KEYS:
            key = pad.keys[sign]
            key.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            key.customContextMenuRequested.connect(lambda spot, sign=sign: self._open_menu(sign, spot))
        services.settings.changed.connect(self._follow)
        services.contacts.changed.connect(self.retranslate)
        self.retranslate()

    def _follow(self, values: Settings) -> None:
        if values.speed_dial != self._known:
            self.retranslate()

    def retranslate(self) -> None:
        """The tool tips say who is where."""
        self._known = self._services.settings.values().speed_dial
        for sign in KEYS:
            value = self._known.get(sign, "")
            tip = tr("Keys", "Hold to call {name}", name=self._name(value)) if value else tr("Keys", "Hold to put somebody on this key")
            self._pad.keys[sign].setToolTip(plain_tip(tip))
        self._pad.keys[MAILBOX].setToolTip(tr("Keys", "Hold to call the voice mailbox"))

    def _name(self, value: str) -> str:
        contact = self._services.contacts.find_by_remote(value)
        return contact.name if contact else remote_text(value)

    def hold(self, sign: str) -> None:
        value = self._services.settings.values().speed_dial.get(sign, "")
        if sign == MAILBOX:
            self.mailbox_wanted.emit()
        elif value:
            contact = self._services.contacts.find_by_remote(value)
            self.wanted.emit(value, contact.name if contact else "")
        elif sign in KEYS:
            self.choose(sign)

    def choose(self, sign: str) -> TargetPicker:
        """Who shall be on this key."""
        from ui.calls.target import TargetPicker, Words

        key: PadKey = self._pad.keys[sign]
        words = Words(tr("Keys", "Who is on key {sign}?", sign=sign), tr("Keys", "Keep"))
        picker = TargetPicker(self._services, self._services.accounts.current(), words, key)
        picker.chosen.connect(lambda choice: self._keep(sign, choice))
        picker.open_below(key)
        return picker

    def _keep(self, sign: str, choice: Choice) -> None:
        self._change({**self._services.settings.values().speed_dial, sign: choice.text()})

    def _change(self, keys: dict[str, str]) -> None:
        self._services.settings.change(speed_dial=keys)

    def _open_menu(self, sign: str, spot: QPoint) -> None:
        value = self._services.settings.values().speed_dial.get(sign, "")
        key = self._pad.keys[sign]
        menu = QMenu(key)
        menu.aboutToHide.connect(menu.deleteLater)
        if value:
            call = menu.addAction(plain_menu_text(tr("Keys", "Call {name}", name=self._name(value))))
            call.triggered.connect(lambda: self.hold(sign))
        menu.addAction(tr("Keys", "Choose who is on this key…")).triggered.connect(lambda: self.choose(sign))
        if value:
            rest = {other: kept for other, kept in self._services.settings.values().speed_dial.items() if other != sign}
            menu.addAction(tr("Keys", "Take off this key")).triggered.connect(lambda: self._change(rest))
        menu.popup(key.mapToGlobal(spot))
