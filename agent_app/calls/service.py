"""The calls: dialling, answering, ending, and a snapshot for each change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.accounts.model import AccountError, normalised_address
from agent_app.calls.addresses import can_be_dialled, is_e164, number_remote, number_target, remote_of_uri
from agent_app.calls.live import LiveCall
from agent_app.clock import now_us
from agent_app.snapshots import AccountKind, CallDirection, CallSnapshot
from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState, CallTrigger
from telephony.messages import (
    Answer,
    CallChanged,
    CallMedia,
    CallMuted,
    CallStats,
    CommandRefused,
    Decline,
    Dial,
    DialogSaved,
    DtmfReceived,
    HangUp,
    IncomingCall,
    ReleaseDialog,
    SendDtmf,
    SetMuted,
)
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.money.service import MoneyService
    from agent_app.snapshots import AccountSnapshot, PriceSnapshot

log = logging.getLogger(__name__)

_TICK_MS: Final = 1000
_WANTED: Final = {CallState.ESTABLISHED: 0, CallState.ENDING: 2, CallState.INCOMING: 3}
_DTMF: Final = frozenset("0123456789*#ABCDabcd")


class CallService(QObject):
    """The window's half of each call. A call that goes out is here before the engine has said a word."""

    changed = Signal(object)  # CallSnapshot, its end included
    dtmf_received = Signal(str, str)  # call_id, digit
    dtmf_sent = Signal(str, str)  # call_id, digits
    refused = Signal(str, object)  # call_id ("" when no call was made), Reason

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        money: MoneyService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._contacts = contacts
        self._money = money
        self._live: dict[str, LiveCall] = {}
        self._left_behind: list[ReleaseDialog] = []
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_costs)
        engine.received.connect(self._take)
        engine.lost.connect(self._lose_all)
        engine.spawned.connect(self._release_left_behind)
        money.price_ready.connect(self._take_price)
        contacts.changed.connect(self._find_contacts)

    def calls(self) -> tuple[CallSnapshot, ...]:
        """The live ones, oldest first."""
        return tuple(live.snapshot for live in self._live.values())

    def call(self, call_id: str) -> CallSnapshot | None:
        live = self._live.get(call_id)
        return None if live is None else live.snapshot

    def current(self) -> CallSnapshot | None:
        """The call a window shows: the established one, else the one that goes out, else the first that rings."""
        return min(self.calls(), key=lambda call: _WANTED.get(call.state, 1), default=None)

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        """Call a full number (E.164), or on a PBX account an internal one as typed; `extension` is sent as DTMF after the answer.

        Returns the call_id, or "" after `refused`. An emergency number is refused on a provider's account (EMERGENCY_REFUSED), and on a
        PBX account until `confirmed` says that the person was told what VoIP can't promise (EMERGENCY_UNCONFIRMED).
        """
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        reason = _objection(account, number, confirmed=confirmed)
        if reason is not None:
            return self._refuse(reason)
        tones = extension if not extension or extension.startswith(",") else f",{extension}"
        return self._dial(account, number_target(number, account.address), number_remote(number, account.address), tones)

    def dial_address(self, account_id: str, address: str) -> str:
        """Call a SIP address (user@domain); the call_id, or "" after `refused`."""
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        try:
            remote = normalised_address(address)
        except AccountError as error:
            return self._refuse(error.reason)
        user = remote.partition("@")[0]
        reason = _emergency(account, user, confirmed=False)
        if reason is not None:
            return self._refuse(reason)
        return self._dial(account, f"sip:{remote}", user if is_e164(user) else remote, "")

    def answer(self, call_id: str) -> None:
        self._send(call_id, Answer(call_id))

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        """603, or 486 with `busy`."""
        self._send(call_id, Decline(call_id, busy=busy))

    def hang_up(self, call_id: str) -> None:
        """End it, whatever its state."""
        live = self._live.get(call_id)
        if live is None:
            return
        if not self._engine.send(HangUp(call_id)):
            self._end(live, Reason(ReasonCode.ENGINE_LOST))
        elif live.apply(CallTrigger.HANG_UP, now_us(), None):
            self._tell(live)

    def hang_up_all(self) -> None:
        for call_id in list(self._live):
            self.hang_up(call_id)

    def send_dtmf(self, call_id: str, digits: str) -> None:
        """Digits of 0-9 * # A-D; others are refused (BAD_DIGITS)."""
        if not digits or not set(digits) <= _DTMF:
            self.refused.emit(call_id, Reason(ReasonCode.BAD_DIGITS, value=digits[:40]))
        elif self._send(call_id, SendDtmf(call_id, digits.upper())):
            self.dtmf_sent.emit(call_id, digits.upper())

    def set_muted(self, call_id: str, muted: bool) -> None:
        self._send(call_id, SetMuted(call_id, muted))

    def _dial(self, account: AccountSnapshot, target: str, remote: str, tones: str) -> str:
        call_id = new_id()
        live = self._begin(CallSnapshot(call_id, account.account_id, CallDirection.OUTGOING, remote, CallState.DIALLING, now_us()))
        if is_e164(remote) and self._money.has_provider(account.account_id):
            self._money.request_price(account.account_id, remote)
        if not self._engine.send(Dial(call_id, account.account_id, target, tones)):
            self._end(live, Reason(ReasonCode.ENGINE_LOST))
        return call_id

    def _begin(self, snapshot: CallSnapshot) -> LiveCall:
        live = LiveCall(snapshot)
        live.set_contact(self._contact_of(snapshot.remote))
        self._live[snapshot.call_id] = live
        self._tell(live)
        return live

    def _refuse(self, reason: Reason) -> str:
        log.info("not dialled: %s", reason)
        self.refused.emit("", reason)
        return ""

    def _send(self, call_id: str, command: Answer | Decline | SendDtmf | SetMuted) -> bool:
        if call_id not in self._live:
            self.refused.emit(call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id))
            return False
        return self._engine.send(command)

    def _take(self, event: object) -> None:
        match event:
            case IncomingCall():
                self._ring(event)
            case CallChanged():
                self._follow(event)
            case CallMedia() | CallStats() | CallMuted() | DialogSaved() | DtmfReceived():
                self._take_detail(event)
            case CommandRefused() if event.subject in self._live:
                self._refused(event)
            case _:
                pass

    def _ring(self, event: IncomingCall) -> None:
        remote = remote_of_uri(event.remote_uri)
        self._begin(
            CallSnapshot(
                event.call_id,
                event.account_id,
                CallDirection.INCOMING,
                remote,
                CallState.INCOMING,
                now_us(),
                remote_name=event.remote_name,
            )
        )

    def _follow(self, event: CallChanged) -> None:
        live = self._live.get(event.call_id)
        if live is None:
            log.info("call %s: %s dropped, it has ended here", event.call_id, event.state)
        elif live.follow(event.state, event.at_us, event.reason):
            self._settle(live)

    def _take_detail(self, event: CallMedia | CallStats | CallMuted | DialogSaved | DtmfReceived) -> None:
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
            case CallMuted():
                live.set_muted(event.muted)
        self._tell(live)

    def _refused(self, event: CommandRefused) -> None:
        live = self._live[event.subject]
        self.refused.emit(event.subject, event.reason)
        if event.command == "Dial" or event.reason.code is ReasonCode.UNKNOWN_CALL:
            self._end(live, event.reason)

    def _end(self, live: LiveCall, reason: Reason) -> None:
        if live.apply(CallTrigger.END, now_us(), reason):
            self._settle(live)

    def _settle(self, live: LiveCall) -> None:
        """After a change of state: forget what has ended, count money while something is talked."""
        if live.snapshot.state is CallState.ENDED:
            del self._live[live.snapshot.call_id]
        counting = any(call.answered_us and call.price is not None for call in self.calls())
        if counting and not self._tick.isActive():
            self._tick.start()
        elif not counting:
            self._tick.stop()
        self._tell(live)

    def _tell(self, live: LiveCall) -> None:
        self.changed.emit(live.snapshot)

    def _count_costs(self) -> None:
        for live in list(self._live.values()):
            if live.snapshot.answered_us and live.count_cost(now_us()):
                self._tell(live)

    def _take_price(self, account_id: str, price: PriceSnapshot) -> None:
        for live in list(self._live.values()):
            call = live.snapshot
            outgoing = call.direction is CallDirection.OUTGOING and call.account_id == account_id and call.remote == price.number
            if outgoing and call.price is None and price.known:
                live.take_price(price, now_us())
                self._settle(live)

    def _lose_all(self) -> None:
        """The engine is gone, its dialogs are not: the next engine releases the far sides."""
        for live in list(self._live.values()):
            call = live.snapshot
            early_incoming = call.direction is CallDirection.INCOMING and not call.answered_us  # its caller hears of the end by a time-out
            if live.dialog is not None and not early_incoming:
                self._left_behind.append(ReleaseDialog(call.account_id, live.dialog))
            self._end(live, Reason(ReasonCode.ENGINE_LOST))

    def _release_left_behind(self) -> None:
        for command in self._left_behind:
            self._engine.send(command)
        self._left_behind.clear()

    def _find_contacts(self) -> None:
        for live in list(self._live.values()):
            contact_id = self._contact_of(live.snapshot.remote)
            if contact_id != live.snapshot.contact_id:
                live.set_contact(contact_id)
                self._tell(live)

    def _contact_of(self, remote: str) -> str | None:
        contact = self._contacts.find_by_remote(remote)
        return None if contact is None else contact.contact_id


def _objection(account: AccountSnapshot, number: str, *, confirmed: bool) -> Reason | None:
    """Why this number is not dialled on this account; emergency numbers first, before anything is made of them."""
    emergency = _emergency(account, number, confirmed=confirmed)
    if emergency is not None:
        return emergency
    if not can_be_dialled(number) or (account.kind is AccountKind.PROVIDER and not is_e164(number)):
        return Reason(ReasonCode.BAD_ADDRESS, value=number[:80])
    return None


def _emergency(account: AccountSnapshot, number: str, *, confirmed: bool) -> Reason | None:
    from telephony.numbers import PlanKind
    from telephony.numbers.emergency import emergency_number

    found = emergency_number(number, PlanKind(account.kind.value))
    if found is None:
        return None
    if account.kind is AccountKind.PROVIDER:
        return Reason(ReasonCode.EMERGENCY_REFUSED, value=found)
    return None if confirmed else Reason(ReasonCode.EMERGENCY_UNCONFIRMED, value=found)
