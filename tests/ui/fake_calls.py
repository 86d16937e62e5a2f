"""Calls and their history, without an engine or a database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.snapshots import CallDirection, CallItem, CallSnapshot
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.ui.fake_clock import now_us

if TYPE_CHECKING:
    from tests.ui.fake_contacts import FakeContacts


class FakeCalls(QObject):
    changed = Signal(object)
    dtmf_received = Signal(str, str)
    dtmf_sent = Signal(str, str)
    refused = Signal(str, object)
    time_warning = Signal(str, int)

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
        live = self.calls()
        talking = [call for call in live if call.state is not CallState.INCOMING]
        return (talking or list(live) or [None])[0]

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


class FakeHistory(QObject):
    recent_changed = Signal()
    missed_changed = Signal(int)
    contact_calls_ready = Signal(str, object)
    remote_calls_ready = Signal(str, object)

    def __init__(self, contacts: FakeContacts, *items: CallItem) -> None:
        super().__init__()
        self._contacts = contacts
        self.items = items

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
