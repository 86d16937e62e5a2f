"""Calls and their history, without an engine or a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.history.snapshots import CallFilter, CallKind
from agent_app.snapshots import CallDirection, CallItem, CallSnapshot, TransferStage
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.ui.fake_clock import now_us

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.ui.fake_contacts import FakeContacts


class FakeCalls(QObject):
    changed = Signal(object)
    dtmf_received = Signal(str, str)
    dtmf_sent = Signal(str, str)
    refused = Signal(str, object)
    time_warning = Signal(str, int)
    transfer_asked = Signal(str, str)
    conference_changed = Signal()
    recording_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, CallSnapshot] = {}
        self.preferred: dict[str, str] = {}  # contact_id or number: account_id
        self.refusals: list[Reason] = []  # what the next attempts to dial a number are refused with
        self.asked: list[tuple[str, ...]] = []

    def calls(self) -> tuple[CallSnapshot, ...]:
        return tuple(call for call in self.all.values() if call.state is not CallState.ENDED)

    def call(self, call_id: str) -> CallSnapshot | None:
        return self.all.get(call_id)

    def current(self) -> CallSnapshot | None:
        return min(self.calls(), key=_rank, default=None)

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        self.asked.append(("number", account_id, number, extension, str(confirmed)))
        if self.refusals and not confirmed:
            self.refused.emit("", self.refusals.pop(0))
            return ""
        return self.begin(number, account_id=account_id)

    def account_for(self, number: str, contact_id: str | None = None) -> str:
        """ "" stands for the current account."""
        return self.preferred.get(contact_id or "", self.preferred.get(number, ""))

    def dial_address(self, account_id: str, address: str) -> str:
        self.asked.append(("address", account_id, address))
        return self.begin(address)

    def begin(self, remote: str, direction: CallDirection = CallDirection.OUTGOING, **fields: object) -> str:
        """A call is there: dialled, or ringing."""
        state = CallState.DIALLING if direction is CallDirection.OUTGOING else CallState.INCOMING
        call_id = f"c{len(self.all) + 1}"
        call = CallSnapshot(call_id, "a1", direction, remote, state, now_us())
        self.put(msgspec.structs.replace(call, **fields))
        return call_id

    def put(self, call: CallSnapshot) -> None:
        self.all[call.call_id] = call
        self.changed.emit(call)

    def happen(self, call_id: str, **fields: object) -> None:
        """Something of the call changes."""
        self.put(msgspec.structs.replace(self.all[call_id], **fields))

    def answer(self, call_id: str) -> None:
        self.asked.append(("answer", call_id))
        self._hold_others(call_id)
        self.happen(call_id, state=CallState.ESTABLISHED, answered_us=now_us(), codec="PCMA")

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        del busy
        self.asked.append(("decline", call_id))
        self.happen(call_id, state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.DECLINED_HERE))

    def hang_up(self, call_id: str) -> None:
        self.asked.append(("hang_up", call_id))
        self.happen(call_id, state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.HUNG_UP_HERE))

    def send_dtmf(self, call_id: str, digits: str) -> None:
        self.asked.append(("dtmf", call_id, digits))
        self.dtmf_sent.emit(call_id, digits)

    def set_muted(self, call_id: str, muted: bool) -> None:
        self.asked.append(("mute", call_id, str(muted)))
        self.happen(call_id, muted=muted)

    # --- several calls

    def hold(self, call_id: str, *, held: bool) -> None:
        self.asked.append(("hold", call_id, str(held)))
        self.happen(call_id, held_here=held)

    def focus(self, call_id: str) -> None:
        self.asked.append(("focus", call_id))
        self._hold_others(call_id)
        self.happen(call_id, held_here=False)

    def swap(self) -> None:
        self.asked.append(("swap",))

    def _hold_others(self, call_id: str) -> None:
        for call in self.calls():
            if call.call_id != call_id and call.state is CallState.ESTABLISHED and not call.conference:
                self.happen(call.call_id, held_here=True)

    def transfer(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        self.asked.append(("transfer", call_id, text))
        if self.refusals and not confirmed:
            self.refused.emit(call_id, self.refusals.pop(0))
            return False
        self.happen(call_id, transfer=TransferStage.ASKED)
        return True

    def transfer_to(self, call_id: str, other_call_id: str) -> bool:
        self.asked.append(("transfer_to", call_id, other_call_id))
        return True

    def answer_transfer(self, call_id: str, *, accepted: bool) -> None:
        self.asked.append(("answer_transfer", call_id, str(accepted)))

    def join(self, *call_ids: str) -> None:
        self.asked.append(("join", *call_ids))
        for call_id in call_ids:
            self.happen(call_id, conference="g1", held_here=False)
        self.conference_changed.emit()

    def split(self, call_id: str) -> None:
        self.asked.append(("split", call_id))
        self.happen(call_id, conference="", held_here=True)
        self.conference_changed.emit()

    def end_conference(self) -> None:
        self.asked.append(("end_conference",))
        for call in self.calls():
            if call.conference:
                self.happen(call.call_id, conference="", held_here=True)
        self.conference_changed.emit()

    def set_party(self, call_id: str, *, muted: bool, volume: int = 100) -> None:
        self.asked.append(("party", call_id, str(muted), str(volume)))
        self.happen(call_id, party_muted=muted, party_volume=volume)

    # --- recording, answering machine, other ways

    def record(self, call_id: str, *, on: bool) -> None:
        """A call, or all of its conference, into one file."""
        self.asked.append(("record", call_id, str(on)))
        group = self.all[call_id].conference
        for call in self.calls():
            if call.call_id == call_id or (group and call.conference == group):
                self.happen(call.call_id, recording=on, recording_path="/tmp/talk.wav")
        self.recording_changed.emit(call_id)

    def redirect(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        del confirmed
        self.asked.append(("redirect", call_id, text))
        return True

    def take_over(self, call_id: str) -> None:
        self.asked.append(("take_over", call_id))
        self.happen(call_id, by_machine=False)

    def send_to_machine(self, call_id: str) -> None:
        self.asked.append(("machine", call_id))
        self.happen(call_id, state=CallState.ESTABLISHED, answered_us=now_us(), by_machine=True)

    def redial(self) -> str:
        self.asked.append(("redial",))
        return ""

    def speed_dial(self, key: str) -> str:
        self.asked.append(("speed_dial", key))
        return ""

    def voicemail(self, account_id: str) -> str:
        self.asked.append(("voicemail", account_id))
        return ""

    def feature(self, account_id: str, code_name: str) -> str:
        self.asked.append(("feature", account_id, code_name))
        return ""


class FakeHistory(QObject):
    recent_changed = Signal()
    missed_changed = Signal(int)
    contact_calls_ready = Signal(str, object)
    remote_calls_ready = Signal(str, object)
    found = Signal(int, object)
    exported = Signal(object, object)

    def __init__(self, contacts: FakeContacts, *items: CallItem) -> None:
        super().__init__()
        self._contacts = contacts
        self.items = items
        self.asked: list[tuple[object, ...]] = []
        self._questions = 0

    def find(self, wanted: CallFilter, before_us: int = 0, limit: int = 200) -> int:
        """Answered at once, but after the caller knows the question's number."""
        self._questions += 1
        question = self._questions
        self.asked.append(("find", wanted, before_us))
        fitting = [item for item in self.items if self._fits(item, wanted) and (not before_us or item.started_us < before_us)]
        QTimer.singleShot(0, self, lambda: self.found.emit(question, tuple(fitting[:limit])))
        return question

    def _fits(self, item: CallItem, wanted: CallFilter) -> bool:
        contact = self._contacts.find_by_remote(item.remote)
        named = wanted.text.casefold() in f"{contact.name if contact else ''} {item.remote}".casefold()
        match wanted.kind:
            case CallKind.ALL:
                return named
            case CallKind.MISSED:
                return named and item.missed
            case CallKind.VOICE_MAIL:
                return named and item.is_voice_mail
            case CallKind.INCOMING | CallKind.OUTGOING:
                return named and item.direction.value == wanted.kind.value

    def delete(self, item_ids: Sequence[str], *, with_recordings: bool) -> None:
        self.asked.append(("delete", tuple(item_ids), with_recordings))
        self.items = tuple(item for item in self.items if item.item_id not in item_ids)
        self.recent_changed.emit()

    def clear(self, wanted: CallFilter, *, with_recordings: bool = False) -> None:
        del with_recordings
        self.asked.append(("clear", wanted))
        self.items = tuple(item for item in self.items if not self._fits(item, wanted))
        self.recent_changed.emit()

    def export(self, wanted: CallFilter, path: Path) -> None:
        self.asked.append(("export", wanted, path))
        self.exported.emit(path, None)

    def recent(self) -> tuple[CallItem, ...]:
        return self.items

    def request_contact_calls(self, contact_id: str) -> None:
        values = {point.value for point in self._contacts.all[contact_id].points}
        self.contact_calls_ready.emit(contact_id, tuple(item for item in self.items if item.remote in values))

    def request_remote_calls(self, remote: str) -> None:
        self.remote_calls_ready.emit(remote, tuple(item for item in self.items if item.remote == remote))

    def missed_unseen(self) -> int:
        return sum(item.missed and not item.seen for item in self.items)

    def mark_seen(self) -> None:
        self.items = tuple(msgspec.structs.replace(item, seen=True) for item in self.items)
        self.missed_changed.emit(0)

    def put(self, *items: CallItem) -> None:
        self.items = (*items, *self.items)
        self.recent_changed.emit()
        self.missed_changed.emit(self.missed_unseen())


def _rank(call: CallSnapshot) -> tuple[bool, int]:
    """As the service ranks them: who talks, who goes out, who waits, who rings last."""
    wanted = {CallState.ESTABLISHED: 2 if call.held_here else 0, CallState.ENDING: 3, CallState.INCOMING: 4}
    return call.bridged or call.by_machine, wanted.get(call.state, 1)
