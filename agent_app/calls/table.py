"""The live calls: what the engine says of them, and what becomes of them when it is lost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_app.calls.addresses import remote_of_uri
from agent_app.calls.live import LiveCall
from agent_app.clock import now_us
from agent_app.snapshots import CallDirection, CallSnapshot
from telephony.calls import CallState, CallTrigger
from telephony.messages import (
    CallChanged,
    CallMedia,
    CallMuted,
    CallQuality,
    CallStats,
    CommandRefused,
    DialogSaved,
    DtmfReceived,
    IncomingCall,
    ReleaseDialog,
)
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.calls.turning_away import Doorman
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient

log = logging.getLogger(__name__)


class CallTable(QObject):
    """Every call that lives, by its call_id, in the order they began."""

    arrived = Signal(object, object)  # LiveCall, IncomingCall: before it is shown
    settling = Signal(object)  # LiveCall, whose state has changed: who counts its money adds that before `changed` is told
    changed = Signal(object)  # CallSnapshot, its end included
    dtmf_received = Signal(str, str)  # call_id, digit
    refused = Signal(str, object)  # call_id, Reason

    def __init__(self, engine: EngineClient, contacts: ContactService, doorman: Doorman, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._doorman = doorman
        self._contacts = contacts
        self._live: dict[str, LiveCall] = {}
        self._left_behind: list[ReleaseDialog] = []
        engine.received.connect(self._take)
        engine.lost.connect(self._lose_all)
        engine.spawned.connect(self._release_left_behind)
        contacts.changed.connect(self._find_contacts)

    def snapshots(self) -> tuple[CallSnapshot, ...]:
        """But those that nobody is to see yet."""
        return tuple(live.snapshot for live in self._live.values() if not _is_hidden(live))

    def get(self, call_id: str) -> CallSnapshot | None:
        live = self._live.get(call_id)
        return None if live is None else live.snapshot

    def find(self, call_id: str) -> LiveCall | None:
        return self._live.get(call_id)

    def live(self) -> tuple[LiveCall, ...]:
        """For who counts their money; `tell` after a change."""
        return tuple(self._live.values())

    def tell(self, live: LiveCall) -> None:
        if not _is_hidden(live):
            self.changed.emit(live.snapshot)

    def begin(self, snapshot: CallSnapshot, *, is_priced: bool = False, event: IncomingCall | None = None) -> None:
        """A call that goes out or comes in (`event`); `is_priced`: through the account's provider, to a full number."""
        live = LiveCall(snapshot, is_priced=is_priced)
        live.set_contact(self._contact_of(snapshot.remote))
        self._live[snapshot.call_id] = live
        if event is not None:
            self.arrived.emit(live, event)
        self.tell(live)

    def note(self, call_id: str, **fields: object) -> None:
        """Set what stands beside the state of a live call: fields of its snapshot."""
        live = self._live.get(call_id)
        if live is not None and live.note(**fields):
            self.tell(live)

    def is_ending(self, call_id: str, reason: Reason | None = None) -> None:
        """The engine was told to end it; `reason` is our own where there is one, and stays."""
        live = self._live.get(call_id)
        if live is not None and reason is not None:
            live.own_end = reason
        if live is not None and live.apply(CallTrigger.HANG_UP, now_us(), None):
            self.tell(live)

    def end(self, call_id: str, reason: Reason) -> None:
        """It is over, whatever the engine says later."""
        live = self._live.get(call_id)
        if live is not None and live.apply(CallTrigger.END, now_us(), reason):
            self._settle(live)

    def _take(self, event: object) -> None:
        match event:
            case IncomingCall():
                self._ring(event)
            case CallChanged():
                self._follow(event)
            case CallMedia() | CallStats() | CallQuality() | CallMuted() | DialogSaved() | DtmfReceived():
                self._take_detail(event)
            case CommandRefused() if event.subject in self._live:
                self._refused(event)
            case _:
                pass

    def _ring(self, event: IncomingCall) -> None:
        remote = remote_of_uri(event.remote_uri)
        if self._doorman.turns_away(event, remote):
            return
        self.begin(
            CallSnapshot(
                event.call_id,
                event.account_id,
                CallDirection.INCOMING,
                remote,
                CallState.INCOMING,
                now_us(),
                remote_name=event.remote_name,
                diverted_from=remote_of_uri(event.diverted_from) if event.diverted_from else "",
            ),
            event=event,
        )

    def _follow(self, event: CallChanged) -> None:
        live = self._live.get(event.call_id)
        if live is None:
            log.info("call %s: %s dropped, it has ended here", event.call_id, event.state)
        elif live.follow(event.state, event.at_us, event.reason):
            self._settle(live)

    def _take_detail(self, event: CallMedia | CallStats | CallQuality | CallMuted | DialogSaved | DtmfReceived) -> None:
        live = self._live.get(event.call_id)
        if live is None:
            return
        match event:
            case DialogSaved():
                live.dialog = event.dialog
                return
            case DtmfReceived():
                self.dtmf_received.emit(event.call_id, event.digit)
                return
            case CallMedia():
                live.take_media(event)
            case CallStats():
                live.take_stats(event)
            case CallQuality():
                live.take_quality(event)
            case CallMuted():
                live.set_muted(event.muted)
        self.tell(live)

    def _refused(self, event: CommandRefused) -> None:
        self.refused.emit(event.subject, event.reason)
        if event.command == "Dial" or event.reason.code is ReasonCode.UNKNOWN_CALL:
            self.end(event.subject, event.reason)

    def _settle(self, live: LiveCall) -> None:
        """After a change of state: forget what has ended."""
        if live.snapshot.state is CallState.ENDED:
            del self._live[live.snapshot.call_id]
        self.settling.emit(live)
        self.tell(live)

    def _lose_all(self) -> None:
        """The engine is gone, its dialogs are not: the next engine releases the far sides."""
        for live in list(self._live.values()):
            call = live.snapshot
            early_incoming = call.direction is CallDirection.INCOMING and not call.answered_us  # its caller hears of the end by a time-out
            if live.dialog is not None and not early_incoming:
                self._left_behind.append(ReleaseDialog(call.account_id, live.dialog))
            self.end(call.call_id, Reason(ReasonCode.ENGINE_LOST))

    def _release_left_behind(self) -> None:
        for command in self._left_behind:
            self._engine.send(command)
        self._left_behind.clear()

    def _find_contacts(self) -> None:
        for live in list(self._live.values()):
            contact_id = self._contact_of(live.snapshot.remote)
            if contact_id != live.snapshot.contact_id:
                live.set_contact(contact_id)
                self.tell(live)

    def _contact_of(self, remote: str) -> str | None:
        contact = self._contacts.find_by_remote(remote)
        return None if contact is None else contact.contact_id


def _is_hidden(live: LiveCall) -> bool:
    """It rings nowhere; what becomes of it is seen."""
    return live.veiled and live.snapshot.state in {CallState.INCOMING, CallState.ENDING}
