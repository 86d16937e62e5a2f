"""The phone during a call: who, how long, how it sounds, what it costs, the round buttons, and the red one, which stands below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from telephony.calls import CallState
from ui.calls.actions import Action, ActionGrid
from ui.calls.commands import CallCommands
from ui.calls.conference import ConferenceCard
from ui.calls.head import CallHead
from ui.calls.several import as_one, can_add, in_conference_with, recorded_of
from ui.calls.transfer_bar import AskedBar, ConsultBar
from ui.language import tr
from ui.phone.cost import CostCard
from ui.phone.dialpad import KEYS, DialPad
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


SENT_MS: Final = 4000


class InCall(Retranslated):
    """The call that is looked at, or the conference that it is in. Keys typed here are sent as tones."""

    top_up_wanted = Signal(str)  # account_id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._call: CallSnapshot | None = None
        self._group: tuple[CallSnapshot, ...] = ()
        self._sent = ""
        self._crowded = False  # no room for a picture
        middle = Qt.AlignmentFlag.AlignHCenter
        self.head = CallHead(services)
        self.name, self.clock, self.state = self.head.name, self.head.clock, self.head.state
        self.asked = AskedBar(services)
        self.consult = ConsultBar(services)
        self.conference = ConferenceCard(services)
        self.sent = Label(size=Type.HEAD, semibold=True, tabular=True, align=middle)
        self.cost = CostCard(services)
        self.buttons = ActionGrid()
        self.mute, self.keypad = self.buttons[Action.MUTE], self.buttons[Action.KEYPAD]
        self.pad = DialPad()
        self.hang_up = Button(kind=Kind.DANGER, icon="phone-disconnect", big=True)  # the panel has a place for it that does not scroll
        self.commands = CallCommands(services, self)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self.head.show_time)
        self._linger = QTimer(self)  # tones that were typed with the keypad closed stay so long in sight
        self._linger.setSingleShot(True)
        self._linger.setInterval(SENT_MS)
        self._linger.timeout.connect(self._show_keypad)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.head)
        layout.addSpacing(metrics.TIGHT)
        for part in (self.asked, self.consult, self.conference, self.cost):
            layout.addWidget(part)
        layout.addSpacing(metrics.TIGHT)
        layout.addWidget(self.sent)
        layout.addWidget(self.pad)
        layout.addSpacing(metrics.TIGHT)
        layout.addWidget(self.buttons)
        for part in (self.pad, self.sent):
            part.hide()

    def _connect(self) -> None:
        acts = {
            Action.MUTE: self.toggle_mute,
            Action.HOLD: self.toggle_hold,
            Action.KEYPAD: self._show_keypad,
            Action.TRANSFER: self.transfer,
            Action.ADD: self.add,
            Action.RECORD: self.toggle_recording,
            Action.SOUND: self.choose_devices,
            Action.MORE: self.open_more,
        }
        for action, act in acts.items():
            self.buttons.button(action).clicked.connect(lambda _=False, act=act: act())
        self.pad.struck.connect(self.send_tone)
        self.hang_up.clicked.connect(self.press_hang_up)
        self.cost.top_up_wanted.connect(self.top_up_wanted)
        self.commands.consulted.connect(self.consult.expect)
        self.consult.came_back.connect(self.head.say)
        self._services.calls.dtmf_sent.connect(self._note_sent)
        self._services.calls.time_warning.connect(self._call_attention)

    def retranslate(self) -> None:
        words = {
            Action.KEYPAD: (tr("Phone", "Keypad"), tr("Phone", "Send digits as tones; the keyboard does it too")),
            Action.TRANSFER: (tr("Calls", "Transfer"), tr("Calls", "Send this call to somebody else (Ctrl+Shift+T)")),
            Action.ADD: (tr("Calls", "Add"), tr("Calls", "Call one more; this call waits (Ctrl+Shift+L)")),
            Action.SOUND: (tr("Calls", "Sound"), tr("Calls", "Choose speaker and microphone")),
            Action.MORE: (tr("Calls", "More"), tr("Calls", "What else can be done")),
        }
        for action, (word, tip) in words.items():
            self.buttons[action].set_words(word, tip)
        if self._call is not None:
            self.show_call(self._call)

    # --- what is shown ---------------------------------------------------------------------------------------------------------

    def call_id(self) -> str:
        return self._call.call_id if self._call else ""

    def show_call(self, call: CallSnapshot, *, beside: int = 0) -> None:
        """The call as it stands, with so many cards beside it; another than the last one begins with its keypad closed."""
        if call.call_id != self.call_id():
            self._sent = ""
            self.sent.setText("")
            self.keypad.button.setChecked(False)
        self._call = call
        self._group = in_conference_with(call, self._services.calls.calls())
        self._crowded = bool(self._group) or beside > 1
        self.head.show_call(call, self._group)
        self.conference.show_calls(self._group)
        self.consult.show_for(call)
        self.cost.show_call(as_one(self._group) if self._group else call)
        self._show_buttons(call)
        self._tick.start()

    def rest(self) -> None:
        """No call any more."""
        self._call, self._group = None, ()
        self.conference.show_calls(())
        self.consult.show_for(None)
        self.head.rest()
        self._tick.stop()

    def _show_buttons(self, call: CallSnapshot) -> None:
        self.buttons.show_actions(self._wanted(call))
        mute, hold, record = (self.buttons[action] for action in (Action.MUTE, Action.HOLD, Action.RECORD))
        mute.button.setChecked(call.muted)
        mute.set_words(tr("Phone", "Mute"), tr("Phone", "Switch your microphone off or on (Ctrl+M)"))
        hold.button.setChecked(call.held_here)
        hold.button.set_icon("play" if call.held_here else "pause")
        tip = tr("Calls", "Talk again (Ctrl+P)") if call.held_here else tr("Calls", "Let the other side wait (Ctrl+P)")
        hold.set_words(tr("Calls", "Resume") if call.held_here else tr("Calls", "Hold"), tip)
        recorded = recorded_of(call, self._group) is not None
        record.button.setChecked(recorded)
        stop = tr("Calls", "Stop recording (Ctrl+Shift+R)")
        everybody = tr("Calls", "Record everybody into one file (Ctrl+Shift+R)")
        begin = everybody if self._group else tr("Calls", "Record both sides (Ctrl+Shift+R)")
        record.set_words(tr("Calls", "Record"), stop if recorded else begin)
        talking = call.state is CallState.ESTABLISHED
        self.hang_up.setText(tr("Phone", "Hang up") if talking else tr("Phone", "Cancel"))
        tip = tr("Calls", "End the conference (Ctrl+Shift+H)") if self._group else tr("Phone", "End the call (Ctrl+Shift+H)")
        self.hang_up.setToolTip(tip)
        self.hang_up.setEnabled(call.state is not CallState.ENDING)
        self._show_keypad()

    def _wanted(self, call: CallSnapshot) -> set[Action]:
        """What makes sense now: nothing is shown that would be refused."""
        if call.state is CallState.EARLY_MEDIA:
            return {Action.KEYPAD, Action.SOUND, Action.MORE}
        if call.state is not CallState.ESTABLISHED:
            return {Action.MORE}
        add = {Action.ADD} if can_add(self._services) else set[Action]()
        if self._group:
            return {Action.MUTE, Action.RECORD, Action.SOUND, Action.MORE} | add
        return set(Action) - {Action.ADD} | add

    def _show_keypad(self) -> None:
        can = Action.KEYPAD in self.buttons.shown()
        shown = can and self.keypad.button.isChecked()
        self.pad.setVisible(shown)
        self.head.avatar.setVisible(not shown and not self._crowded)
        self.cost.setVisible(not shown and self.cost.has_something())
        self.sent.setVisible(bool(self._sent) and (shown or self._linger.isActive()))

    # --- what is done ----------------------------------------------------------------------------------------------------------

    def press_hang_up(self) -> None:
        """Cancel what is dialled, end what talks; a conference with all its calls."""
        for call in self._group or ((self._call,) if self._call else ()):
            self._services.calls.hang_up(call.call_id)

    def _can(self, action: Action) -> bool:
        return self._call is not None and action in self.buttons.shown()

    def toggle_mute(self) -> None:
        """In a conference nobody hears us, or everybody does."""
        call = self._call
        if call is not None and self._can(Action.MUTE):
            for party in self._group or (call,):
                self._services.calls.set_muted(party.call_id, not call.muted)
            self._show_buttons(self._call or call)

    def toggle_hold(self) -> None:
        call = self._call
        if call is None or not self._can(Action.HOLD):
            return
        if call.held_here:
            self._services.calls.focus(call.call_id)
        else:
            self._services.calls.hold(call.call_id, held=True)
        self._show_buttons(self._call or call)

    def toggle_recording(self) -> None:
        call = self._call
        if call is not None and self._can(Action.RECORD):
            self._services.calls.record(call.call_id, on=recorded_of(call, self._group) is None)
            self._show_buttons(self._call or call)

    def transfer(self) -> None:
        if self._call is not None and self._can(Action.TRANSFER):
            self.commands.open_transfer(self._call, self.buttons.button(Action.TRANSFER))

    def add(self) -> None:
        if self._call is not None and self._can(Action.ADD):
            self.commands.open_add(self._call, self.buttons.button(Action.ADD))

    def choose_devices(self) -> None:
        if self._can(Action.SOUND):
            self.commands.open_sound(self.buttons.button(Action.SOUND))

    def open_more(self) -> None:
        if self._call is not None:
            self.commands.open_more(self._call, self.buttons.button(Action.MORE))

    def toggle_keypad(self) -> None:
        if self._can(Action.KEYPAD):
            self.keypad.button.toggle()
            self._show_keypad()

    def send_tone(self, sign: str) -> None:
        if self._call is not None and sign in KEYS and self._can(Action.KEYPAD):
            self._services.calls.send_dtmf(self._call.call_id, sign)

    def _call_attention(self, call_id: str, seconds_left: int) -> None:
        """The card says it in words and colour; who looks elsewhere sees the task bar, who does not see hears the screen reader."""
        del seconds_left
        if call_id == self.call_id():
            QApplication.alert(self.window())
            QAccessible.updateAccessibility(QAccessibleEvent(self.cost.warning, QAccessible.Event.Alert))

    def _note_sent(self, call_id: str, digits: str) -> None:
        if call_id == self.call_id():
            self._sent = (self._sent + digits)[-18:]
            self.sent.setText(self._sent)
            self._linger.start()
            self._show_keypad()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text in KEYS:
            self.send_tone(text)
        elif event.key() == Qt.Key.Key_Escape and self._can(Action.KEYPAD) and self.keypad.button.isChecked():
            self.toggle_keypad()
        else:
            super().keyPressEvent(event)
