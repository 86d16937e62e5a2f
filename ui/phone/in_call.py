"""The phone during a call: who, how long, what it costs, mute and keypad, and the red button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from telephony.calls import CallState
from ui.language import tr
from ui.phone.cost import CostCard
from ui.phone.dialpad import KEYS, DialPad
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.wording.people import caller_name, person_key, remote_text
from ui.wording.states import call_state
from ui.wording.times import seconds_since, timer

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


class RoundAction(QWidget):
    """A round button with its word below."""

    def __init__(self, icon: str, *, checkable: bool = False) -> None:
        super().__init__()
        self.button = IconButton(icon, size=44, filled=True)
        self.button.setCheckable(checkable)
        self._word = Label(role="muted", size=Type.SMALL, align=Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._word)
        self.setMinimumWidth(84)

    def set_words(self, word: str, tip: str) -> None:
        self._word.setText(word)
        self.button.set_words(word, tip)


class InCall(Retranslated):
    """One live call. The window's shortcuts are the panel's; keys typed here are sent as tones."""

    other_wanted = Signal(str)  # call_id: show that one
    top_up_wanted = Signal(str)  # account_id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._call: CallSnapshot | None = None
        self._sent = ""
        middle = Qt.AlignmentFlag.AlignHCenter
        self.avatar = Avatar(72)
        self.name = Label(size=Type.HEAD, semibold=True, align=middle)
        self.number = Label(role="muted", align=middle)
        self.clock = Label(size=Type.HERO, semibold=True, tabular=True, align=middle)
        self.state = Label(role="muted", align=middle)
        self.sent = Label(size=Type.HEAD, semibold=True, tabular=True, align=middle)
        self.cost = CostCard(services)
        self.mute = RoundAction("microphone-slash", checkable=True)
        self.keypad = RoundAction("dots-nine", checkable=True)
        self.pad = DialPad()
        self.hang_up = Button(kind=Kind.DANGER, icon="phone-disconnect", big=True)
        self.other = Button(kind=Kind.QUIET, icon="phone-call")
        self._other_id = ""
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_time)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        actions = QHBoxLayout()
        actions.addStretch(1)
        actions.addWidget(self.mute)
        actions.addWidget(self.keypad)
        actions.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.other)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(metrics.SMALL)
        for part in (self.name, self.number, self.clock, self.state):
            layout.addWidget(part)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self.cost)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self.sent)
        layout.addWidget(self.pad)
        layout.addSpacing(metrics.TIGHT)
        layout.addLayout(actions)
        layout.addSpacing(metrics.SMALL)
        layout.addWidget(self.hang_up)
        self.pad.hide()
        self.sent.hide()
        self.other.hide()

    def _connect(self) -> None:
        self.mute.button.clicked.connect(self._set_muted)
        self.keypad.button.clicked.connect(self._show_keypad)
        self.pad.struck.connect(self.send_tone)
        self.hang_up.clicked.connect(self.press_hang_up)
        self.other.clicked.connect(lambda: self.other_wanted.emit(self._other_id))
        self.cost.top_up_wanted.connect(self.top_up_wanted)
        self._services.calls.dtmf_sent.connect(self._note_sent)
        self._services.calls.time_warning.connect(self._call_attention)

    def retranslate(self) -> None:
        self.mute.set_words(tr("Phone", "Mute"), tr("Phone", "Switch your microphone off or on (Ctrl+M)"))
        self.keypad.set_words(tr("Phone", "Keypad"), tr("Phone", "Send digits as tones; the keyboard does it too"))
        if self._call is not None:
            self.show_call(self._call)

    # --- what is shown ---------------------------------------------------------------------------------------------------------

    def call_id(self) -> str:
        return self._call.call_id if self._call else ""

    def show_call(self, call: CallSnapshot) -> None:
        """The call as it stands; another call than the last one shown begins with its keypad closed."""
        if call.call_id != self.call_id():
            self._sent = ""
            self.sent.setText("")
            self.keypad.button.setChecked(False)
        self._call = call
        contact = self._services.contacts.find_by_remote(call.remote)
        name = caller_name(call, contact)
        picture = contact.picture if contact else ""
        self.avatar.show_person(contact.name if contact else call.remote_name, person_key(contact, call.remote), picture)
        self.name.setText(name)
        shown_number = remote_text(call.remote)
        self.number.setText("" if shown_number == name else shown_number)
        self.number.setVisible(bool(self.number.text()))
        self.cost.show_call(call)
        self._show_buttons(call)
        self._show_time()
        self._tick.start()

    def show_other(self, other: CallSnapshot | None) -> None:
        """A second live call, to go to by one click."""
        self._other_id = other.call_id if other else ""
        self.other.setVisible(other is not None)
        if other is not None:
            name = caller_name(other, self._services.contacts.find_by_remote(other.remote))
            self.other.setText(f"{name}: {call_state(other.state)}")

    def rest(self) -> None:
        """No call any more."""
        self._call = None
        self._tick.stop()

    def _show_buttons(self, call: CallSnapshot) -> None:
        talking = call.state is CallState.ESTABLISHED
        tones = talking or call.state is CallState.EARLY_MEDIA
        self.mute.setVisible(talking)
        self.keypad.setVisible(tones)
        self.mute.button.setChecked(call.muted)
        self.hang_up.setText(tr("Phone", "Hang up") if talking else tr("Phone", "Cancel"))
        self.hang_up.setToolTip(tr("Phone", "End the call (Ctrl+Shift+H)"))
        self.hang_up.setEnabled(call.state is not CallState.ENDING)
        self._show_keypad()

    def _show_keypad(self) -> None:
        shown = self.keypad.button.isChecked() and not self.keypad.isHidden()
        self.pad.setVisible(shown)
        self.avatar.setVisible(not shown)
        self.cost.setVisible(not shown and self.cost.has_something())
        self.sent.setVisible(bool(self._sent))

    def _show_time(self) -> None:
        call = self._call
        if call is None:
            return
        talking = call.state is CallState.ESTABLISHED
        self.clock.setVisible(bool(call.answered_us))
        if call.answered_us:
            self.clock.setText(timer(seconds_since(call.answered_us, call.ended_us)))
        details = [call.codec, call.encryption] if talking and call.codec else [call_state(call.state)]
        if talking and call.muted:
            details.insert(0, tr("Phone", "you are muted"))
        self.state.setText(" · ".join(part for part in details if part))
        self.state.set_role("warning_text" if talking and call.muted else "muted")

    # --- what is done ----------------------------------------------------------------------------------------------------------

    def press_hang_up(self) -> None:
        """Cancel what is dialled, end what talks."""
        if self._call is not None:
            self._services.calls.hang_up(self._call.call_id)

    def toggle_mute(self) -> None:
        if self._call is not None and self._call.state is CallState.ESTABLISHED:
            self._services.calls.set_muted(self._call.call_id, not self._call.muted)

    def _set_muted(self, on: bool) -> None:
        if self._call is not None:
            self._services.calls.set_muted(self._call.call_id, on)

    def send_tone(self, sign: str) -> None:
        if self._call is not None and sign in KEYS and not self.keypad.isHidden():
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
            self.sent.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text in KEYS:
            self.send_tone(text)
        elif event.key() == Qt.Key.Key_Escape and not self.keypad.isHidden() and self.keypad.button.isChecked():
            self.keypad.button.setChecked(False)
            self._show_keypad()
        else:
            super().keyPressEvent(event)
