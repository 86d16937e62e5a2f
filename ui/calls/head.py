"""The head of a call: who, how long, how it sounds, whether it is recorded, and what there is to say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_app.clock import now_us
from telephony.calls import CallState
from ui.calls.offline import has_no_network
from ui.calls.quality import QualityLine
from ui.calls.several import recorded_of
from ui.calls.who import show_caller
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.avatar import Avatar
from ui.widgets.label import Label
from ui.wording.calls import hold_words, transfer_sentence, trouble_sentence
from ui.wording.people import caller_name, number_and_place
from ui.wording.reasons import call_reason
from ui.wording.states import call_state
from ui.wording.times import seconds_since, timer

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from telephony.reasons import Reason

SAID_MS: Final = 12_000  # how long a refusal stays


class CallHead(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._call: CallSnapshot | None = None
        self._group: tuple[CallSnapshot, ...] = ()
        self._recorded_since: dict[str, int] = {}  # file -> when we saw it begin, UTC microseconds
        middle = Qt.AlignmentFlag.AlignHCenter
        self.avatar = Avatar(72)
        self.name = Label(size=Type.HEAD, semibold=True, align=middle)
        self.number = Label(role="muted", align=middle)
        self.clock = Label(size=Type.HERO, semibold=True, tabular=True, align=middle)
        self.recording = Label(role="danger_text", semibold=True, tabular=True, align=middle)
        self.state = QualityLine()
        self.trouble = Label(role="warning_text", wrap=True, align=middle)
        self.notice = Label(wrap=True, align=middle)
        self._unsay = QTimer(self)
        self._unsay.setSingleShot(True)
        self._unsay.setInterval(SAID_MS)
        self._unsay.timeout.connect(lambda: self.say(""))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(metrics.TIGHT)
        for part in (self.name, self.number, self.clock, self.recording, self.state, self.trouble, self.notice):
            layout.addWidget(part)
        for part in (self.recording, self.trouble, self.notice):
            part.hide()

    def show_call(self, call: CallSnapshot, group: tuple[CallSnapshot, ...] = ()) -> None:
        """`group`: all parties of the conference that it is in."""
        self._call, self._group = call, group
        self._show_who(call)
        self._show_transfer(call)
        self.show_time()

    def rest(self) -> None:
        self._call, self._group = None, ()
        self.say("")

    def _show_who(self, call: CallSnapshot) -> None:
        name = show_caller(self.avatar, call, self._services)
        if self._group:
            self.name.setText(tr("Calls", "Conference"))
            self.number.setText(tr_count("Calls", "%n people and you", len(self._group)))
        else:
            self.name.setText(name)
            self.number.setText(number_and_place(call.remote, name))
        self.number.setVisible(bool(self.number.text()))

    def show_time(self) -> None:
        call = self._call
        if call is None:
            return
        talking = call.state is CallState.ESTABLISHED
        answered = min((party.answered_us for party in self._group), default=call.answered_us)
        self.clock.setVisible(bool(answered))
        if answered:
            self.clock.setText(timer(seconds_since(answered, call.ended_us)))
        instead = ("" if talking else call_state(call.state)) or hold_words(call)
        if talking and call.muted:
            instead = tr("Phone", "you are muted")
        self.state.show_call(call, instead, "warning_text" if talking and (call.muted or call.held_there) else "muted")
        self.state.setVisible(bool(instead) or not self._group)  # one party's sound says nothing of the others'
        trouble = "" if call.held_here or call.held_there or not talking else trouble_sentence(call.quality)
        if talking and has_no_network(self._services.accounts.account(call.account_id)):
            trouble = tr("Calls", "There is no network. The call goes on when it is back.")
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        self._show_recording(call)

    def _show_recording(self, call: CallSnapshot) -> None:
        recorded = recorded_of(call, self._group)
        self.recording.setVisible(recorded is not None)
        if recorded is not None:
            since = self._recorded_since.setdefault(recorded.recording_path, now_us())
            self.recording.setText(tr("Calls", "● Recording {time}", time=timer(seconds_since(since))))

    def _show_transfer(self, call: CallSnapshot) -> None:
        """How a transfer goes, of this call or of the one that waits for it."""
        going = next((each for each in (call, *self._services.calls.calls()) if each.transfer is not None), None)
        if going is not None and not self._unsay.isActive():
            name = caller_name(going, self._services.contacts.find_by_remote(going.remote))
            failed = going.transfer_reason is not None
            self._put_notice(transfer_sentence(going, name), "danger_text" if failed else "muted")
        elif not self._unsay.isActive():
            self._put_notice("", "muted")

    def say(self, sentence: str) -> None:
        """Why something that was wanted of the call can't be done; for a while."""
        self._put_notice(sentence, "danger_text")
        if sentence:
            self._unsay.start()
            QAccessible.updateAccessibility(QAccessibleEvent(self.notice, QAccessible.Event.Alert))
        else:
            self._unsay.stop()

    def say_reason(self, reason: Reason) -> None:
        who = self.name.text() if not reason.value else reason.value
        self.say(call_reason(reason, who))

    def _put_notice(self, sentence: str, role: str) -> None:
        self.notice.setText(sentence)
        self.notice.set_role(role)
        self.notice.setVisible(bool(sentence))
