"""What the buttons of a call do: transfer, add, record, choose devices, and what else there is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from telephony.calls import CallState
from telephony.reasons import ReasonCode
from ui.calls.several import is_ours
from ui.calls.shortcuts import Act, sequences
from ui.contacts.points import plain_menu_text
from ui.dialogs.questions import ask_premium
from ui.language import tr
from ui.wording.codes import code_name
from ui.wording.people import caller_name, remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from telephony.reasons import Reason
    from ui.calls.target import Choice, TargetPicker


class CallCommands(QObject):
    """Acts on the call that it is given; `parent` is where menus open."""

    consulted = Signal(str, str)  # call_id of who is asked now, of who waits to be transferred
    dial_wanted = Signal(object, str)  # Target, account_id: one more
    mini_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._widget = parent
        self._transfer: tuple[str, Choice] | None = None  # that waits for the user's word on a premium number
        services.calls.refused.connect(self._take_refusal)

    def _others(self, call: CallSnapshot) -> tuple[CallSnapshot, ...]:
        """Calls that it could be connected with."""
        calls = self._services.calls.calls()
        up = [other for other in calls if other.state is CallState.ESTABLISHED and is_ours(other)]
        return tuple(other for other in up if other.call_id != call.call_id)

    def _name(self, call: CallSnapshot) -> str:
        return caller_name(call, self._services.contacts.find_by_remote(call.remote))

    # --- transfer ----------------------------------------------------------------------------------------------------------------

    def open_transfer(self, call: CallSnapshot, anchor: QWidget) -> TargetPicker:
        from ui.calls.target import TargetPicker, Words

        words = Words(tr("Calls", "Transfer {name} to", name=self._name(call)), tr("Calls", "Transfer"), tr("Calls", "Ask first"))
        account = self._services.accounts.account(call.account_id)
        picker = TargetPicker(self._services, account, words, anchor, self._others(call), but=call.remote)
        picker.ask.setToolTip(tr("Calls", "Talk with them first, then connect both (Ctrl+Enter)"))
        picker.chosen.connect(partial(self._transfer_now, call.call_id))
        picker.asked.connect(partial(self._consult, call))
        picker.open_below(anchor)
        return picker

    def _transfer_now(self, call_id: str, choice: Choice) -> None:
        if choice.call_id:
            self._services.calls.transfer_to(call_id, choice.call_id)
            return
        self._transfer = (call_id, choice)
        self._services.calls.transfer(call_id, choice.text())

    def _take_refusal(self, call_id: str, reason: Reason) -> None:
        """A transfer to a premium number goes on once the user says so."""
        waiting, self._transfer = self._transfer, None
        if waiting is None or waiting[0] != call_id or reason.code is not ReasonCode.PREMIUM_UNCONFIRMED:
            return
        text = waiting[1].text()
        QTimer.singleShot(0, self, lambda: self._ask_premium(call_id, text))  # the service has its say to the end first

    def _ask_premium(self, call_id: str, text: str) -> None:
        if ask_premium(remote_text(text), "", self._widget):
            self._services.calls.transfer(call_id, text, confirmed=True)

    def _consult(self, call: CallSnapshot, choice: Choice) -> None:
        before = {other.call_id for other in self._services.calls.calls()}
        self.dial_wanted.emit(choice.target, call.account_id)
        new = next((other.call_id for other in self._services.calls.calls() if other.call_id not in before), "")
        if new:
            self.consulted.emit(new, call.call_id)

    # --- one more ----------------------------------------------------------------------------------------------------------------

    def open_add(self, call: CallSnapshot, anchor: QWidget) -> TargetPicker:
        from ui.calls.target import TargetPicker, Words

        words = Words(tr("Calls", "Call one more"), tr("Calls", "Call"))
        account = self._services.accounts.account(call.account_id)
        picker = TargetPicker(self._services, account, words, anchor, but=call.remote)
        picker.chosen.connect(lambda choice: self.dial_wanted.emit(choice.target, call.account_id))
        picker.open_below(anchor)
        return picker

    # --- menus -------------------------------------------------------------------------------------------------------------------

    def open_sound(self, anchor: QWidget) -> QMenu:
        """The devices that one talks by, and what is done to the microphone's sound. The engine tells them once somebody looks."""
        audio = self._services.audio
        menu = QMenu(anchor)
        self._fill_sound(menu)
        refill = partial(self._fill_sound, menu)
        audio.devices_changed.connect(refill)
        audio.watch_devices(on=True)

        def leave() -> None:
            audio.devices_changed.disconnect(refill)
            audio.watch_devices(on=False)

        menu.aboutToHide.connect(leave)
        self._pop_up(menu, anchor)
        return menu

    def _fill_sound(self, menu: QMenu) -> None:
        menu.clear()
        chosen, processing = self._services.audio.chosen(), self._services.audio.processing()
        self._add_devices(menu, tr("Calls", "Speaker"), "output", chosen.output, outputs=True)
        self._add_devices(menu, tr("Calls", "Microphone"), "input", chosen.input, outputs=False)
        add_heading(menu, tr("Calls", "My sound"))
        for name, words, on in (
            ("echo", tr("Calls", "Take out the echo"), processing.echo),
            ("noise", tr("Calls", "Suppress noise"), processing.noise),
            ("gain", tr("Calls", "Even out my loudness"), processing.gain),
        ):
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(on)
            action.toggled.connect(lambda wanted, name=name: self._services.audio.set_processing(**{name: wanted}))

    def _add_devices(self, menu: QMenu, title: str, name: str, chosen: str, *, outputs: bool) -> None:
        add_heading(menu, title)
        group = QActionGroup(menu)
        devices = [device for device in self._services.audio.devices() if device.is_output is outputs]
        self._add_device(menu, group, tr("Calls", "As the system"), name, "", on=not chosen)
        for device in devices:
            self._add_device(menu, group, device.name, name, device.device_id, on=device.device_id == chosen)

    def _add_device(self, menu: QMenu, group: QActionGroup, words: str, name: str, device_id: str, *, on: bool) -> None:
        action = menu.addAction(plain_menu_text(words))
        action.setCheckable(True)
        action.setChecked(on)
        group.addAction(action)
        action.triggered.connect(lambda: self._services.audio.choose(**{name: device_id}))

    def open_more(self, call: CallSnapshot, anchor: QWidget) -> QMenu:
        menu = QMenu(anchor)
        codes = self._services.accounts.call_rules(call.account_id).feature_codes
        for name, code in codes.items():
            action = menu.addAction(plain_menu_text(tr("Calls", "{name} ({code})", name=code_name(name), code=code)))
            action.triggered.connect(partial(self._services.calls.feature, call.account_id, name))
        if codes:
            menu.addSeparator()
        if call.conference:
            part = menu.addAction(tr("Calls", "Part the conference, keep its calls"))
            part.triggered.connect(self._services.calls.end_conference)
        menu.addAction(tr("Calls", "Copy the number")).triggered.connect(
            lambda: QGuiApplication.clipboard().setText(remote_text(call.remote))
        )
        keys = sequences(Act.MINI)[0].toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(f"{tr('Keyboard', 'Small window')}\t{keys}").triggered.connect(self.mini_wanted)
        self._pop_up(menu, anchor)
        return menu

    def _pop_up(self, menu: QMenu, anchor: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))


def add_heading(menu: QMenu, words: str) -> None:
    """A line that can't be chosen: a style sheet leaves no words on Qt's own sections."""
    menu.addAction(plain_menu_text(words)).setEnabled(False)
