"""The calls: dialling, answering, ending, and a snapshot for each change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.calls.choosing import preferred_account
from agent_app.calls.dialling import DialPlan, plan_address, plan_number
from agent_app.calls.holding import Holding
from agent_app.calls.meter import CallMeter
from agent_app.calls.table import CallTable
from agent_app.calls.turning_away import Doorman
from agent_app.calls.waiting import PriceWait
from agent_app.clock import now_us
from agent_app.snapshots import AccountSnapshot, CallDirection, CallSnapshot
from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState
from telephony.messages import Answer, Decline, Dial, HangUp, SendDtmf, SetMuted
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.money.service import MoneyService
    from agent_app.settings.service import SettingsService

log = logging.getLogger(__name__)

_WANTED: Final = {CallState.ESTABLISHED: 0, CallState.ENDING: 2, CallState.INCOMING: 3}
_DTMF: Final = frozenset("0123456789*#ABCDabcd")


class CallService(QObject):
    """What a person can do with calls. One that goes out is here before the engine has said a word."""

    changed = Signal(object)  # CallSnapshot, its end included
    dtmf_received = Signal(str, str)  # call_id, digit
    dtmf_sent = Signal(str, str)  # call_id, digits
    refused = Signal(str, object)  # call_id ("" when no call was made), Reason
    time_warning = Signal(str, int)  # call_id, seconds left: at 60 and at 10, once each
    transfer_asked = Signal(str, str)  # call_id, whom its far side wants us to call instead (E.164 or user@domain): `answer_transfer`
    conference_changed = Signal()
    recording_changed = Signal(str)  # call_id; its snapshot says the rest

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        money: MoneyService,
        settings: SettingsService,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._money = money
        self._settings = settings
        self._table = CallTable(engine, contacts, Doorman(engine, contacts.ignored, settings), self)
        self._meter = CallMeter(self._table, accounts, money, self)
        self._meter.time_warning.connect(self.time_warning)
        self._meter.limit_reached.connect(self._end)
        self._waiting = PriceWait(money, self)
        self._holding = Holding(engine, self._table)
        self._table.changed.connect(self.changed)
        self._table.dtmf_received.connect(self.dtmf_received)
        self._table.refused.connect(self.refused)

    def calls(self) -> tuple[CallSnapshot, ...]:
        """The live ones, oldest first."""
        return self._table.snapshots()

    def call(self, call_id: str) -> CallSnapshot | None:
        return self._table.get(call_id)

    def current(self) -> CallSnapshot | None:
        """The call a window shows: the established one, else the one that goes out, else the first that rings."""
        return min(self.calls(), key=lambda call: _WANTED.get(call.state, 1), default=None)

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        """Call a full number (E.164), or on a PBX account an internal one as typed; `extension` is sent as DTMF after the answer.

        Returns the call_id, or "" after `refused`. An emergency number is refused on a provider's account (EMERGENCY_REFUSED), and on a
        PBX account until `confirmed` says that the person was told what VoIP can't promise (EMERGENCY_UNCONFIRMED). A premium number is
        refused until it is `confirmed` too (PREMIUM_UNCONFIRMED), and so is what the account's money or the user's limits do not allow.
        Where the price is not known yet the call is shown at once, waits for it (at most 1.5 s), and goes out or ends with such a reason.
        """
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self._dial(account, plan_number(account, number, extension, confirmed=confirmed), confirmed=confirmed)

    def account_for(self, number: str, contact_id: str | None = None) -> str:
        """The account that the user prefers for this contact or number, else the current one; "" while there is none."""
        current = self._accounts.current()
        known = {account.account_id for account in self._accounts.accounts()}
        chosen = preferred_account(self._settings.values().preferred, number, contact_id)
        return chosen if chosen in known else "" if current is None else current.account_id

    def dial_address(self, account_id: str, address: str) -> str:
        """Call a SIP address (user@domain); the call_id, or "" after `refused`."""
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self._dial(account, plan_address(account, address), confirmed=False)

    def answer(self, call_id: str) -> None:
        """The others are held."""
        self._holding.hold_others(call_id)
        self._send(call_id, Answer(call_id))

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        """603, or 486 with `busy`."""
        self._send(call_id, Decline(call_id, busy=busy))

    def hang_up(self, call_id: str) -> None:
        """End it, whatever its state."""
        if self._waiting.cancel(call_id):
            self._table.end(call_id, Reason(ReasonCode.CANCELLED_HERE))
        else:
            self._end(call_id, None)

    def hang_up_all(self) -> None:
        for call in self.calls():
            self.hang_up(call.call_id)

    def send_dtmf(self, call_id: str, digits: str) -> None:
        """Digits of 0-9 * # A-D; others are refused (BAD_DIGITS)."""
        if not digits or not set(digits) <= _DTMF:
            self.refused.emit(call_id, Reason(ReasonCode.BAD_DIGITS, value=digits[:40]))
        elif self._send(call_id, SendDtmf(call_id, digits.upper())):
            self.dtmf_sent.emit(call_id, digits.upper())

    def set_muted(self, call_id: str, muted: bool) -> None:
        self._send(call_id, SetMuted(call_id, muted))

    # --- several calls ----------------------------------------------------------------------------------------------------------

    def hold(self, call_id: str, *, held: bool) -> None:
        """Hold it, or take it up again; what its snapshot says follows."""
        self._holding.hold(call_id, held=held)

    def swap(self) -> None:
        """Hold the call that talks and take up the one that waits longest; with one call alone: hold it, or take it up."""
        self._holding.swap()

    def focus(self, call_id: str) -> None:
        """Talk by this call (and its conference), hold the others."""
        self._holding.focus(call_id)

    def join(self, *call_ids: str) -> None:
        """One conference of these calls and us; those that are in one already stay in it."""
        self._unsupported("")

    def split(self, call_id: str) -> None:
        """Take one out of its conference: it is held."""
        self._unsupported(call_id)

    def end_conference(self) -> None:
        """Hang up all that are in it."""
        self._unsupported("")

    def set_party(self, call_id: str, *, muted: bool, volume: int = 100) -> None:
        """One party of a conference: heard by nobody while `muted`; how loud for everybody (0 to 200)."""
        self._unsupported(call_id)

    # --- transfer ---------------------------------------------------------------------------------------------------------------

    def transfer(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        """Tell the far side to call a number or address as typed instead of us; how that goes is in the call's snapshot.

        Read, priced and limited as dialling is: False after `refused`, and as there `confirmed` answers a question.
        """
        return self._unsupported(call_id)

    def transfer_to(self, call_id: str, other_call_id: str) -> bool:
        """The far sides of both calls talk to each other, without us; False after `refused`."""
        return self._unsupported(call_id)

    def answer_transfer(self, call_id: str, *, accepted: bool) -> None:
        """To `transfer_asked`: call whom the far side named, or refuse."""
        self._unsupported(call_id)

    # --- recording, the answering machine ---------------------------------------------------------------------------------------

    def record(self, call_id: str, *, on: bool) -> None:
        self._unsupported(call_id)

    def send_to_machine(self, call_id: str) -> None:
        """A call that rings is taken by the answering machine now."""
        self._unsupported(call_id)

    def take_over(self, call_id: str) -> None:
        """From the answering machine: we talk now."""
        self._unsupported(call_id)

    def redirect(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        """Send a call that rings to a number or address as typed (302): the caller's side calls that. False after `refused`."""
        return self._unsupported(call_id)

    # --- dialling what is kept --------------------------------------------------------------------------------------------------

    def dial(self, account_id: str, text: str, *, confirmed: bool = False) -> str:
        """Call a number or address as typed, by the account's dial rules; the call_id, or "" after `refused`."""
        self._unsupported("")
        return ""

    def redial(self) -> str:
        """Call whom we called last, by the same account; the call_id, or "" after `refused`."""
        self._unsupported("")
        return ""

    def speed_dial(self, key: str) -> str:
        """Call what is kept for a key (2 to 9); the call_id, or "" after `refused`."""
        self._unsupported("")
        return ""

    def voicemail(self, account_id: str) -> str:
        """Call the account's voice mailbox; the call_id, or "" after `refused`."""
        self._unsupported("")
        return ""

    def feature(self, account_id: str, code_name: str) -> str:
        """Dial one of the account's feature codes; in a call it is sent as tones. The call_id, or "" after `refused`."""
        self._unsupported("")
        return ""

    def _unsupported(self, call_id: str) -> bool:
        self.refused.emit(call_id, Reason(ReasonCode.UNSUPPORTED))
        return False

    def _dial(self, account: AccountSnapshot, plan: DialPlan | Reason, *, confirmed: bool) -> str:
        if isinstance(plan, Reason):
            return self._refuse(plan)
        account_id = account.account_id
        known = not plan.is_priced or self._money.is_known(account_id, plan.remote)
        objection = self._money.objection(account_id, plan.remote, confirmed=confirmed) if plan.is_priced else None
        if objection is not None and (known or objection.code is ReasonCode.PREMIUM_UNCONFIRMED):
            return self._refuse(objection)
        call_id = new_id()
        call = CallSnapshot(call_id, account_id, CallDirection.OUTGOING, plan.remote, CallState.DIALLING, now_us())
        self._holding.hold_others()
        self._table.begin(call, is_priced=plan.is_priced)
        if known:
            self._send_out(call_id, account_id, plan)
            if plan.is_priced:
                self._money.request_price(account_id, plan.remote)
        else:
            self._waiting.begin(call_id, account_id, plan.remote, lambda: self._go_on(call_id, account_id, plan))
        return call_id

    def _go_on(self, call_id: str, account_id: str, plan: DialPlan) -> None:
        """The price is there, or will not come in time; the call may have ended meanwhile, with its engine."""
        if self._table.get(call_id) is None:
            return
        objection = self._money.objection(account_id, plan.remote, confirmed=True)
        if objection is not None:
            log.info("not dialled: %s", objection)
            self._table.end(call_id, objection)
        else:
            self._send_out(call_id, account_id, plan)

    def _send_out(self, call_id: str, account_id: str, plan: DialPlan) -> None:
        if not self._engine.send(Dial(call_id, account_id, plan.target, plan.tones)):
            self._table.end(call_id, Reason(ReasonCode.ENGINE_LOST))

    def _end(self, call_id: str, reason: Reason | None) -> None:
        """`reason` is ours, where we have one of our own."""
        if self._table.get(call_id) is None:
            return
        if self._engine.send(HangUp(call_id)):
            self._table.is_ending(call_id, reason)
        else:
            self._table.end(call_id, Reason(ReasonCode.ENGINE_LOST))

    def _refuse(self, reason: Reason) -> str:
        log.info("not dialled: %s", reason)
        self.refused.emit("", reason)
        return ""

    def _send(self, call_id: str, command: Answer | Decline | SendDtmf | SetMuted) -> bool:
        if self._table.get(call_id) is None:
            self.refused.emit(call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id))
            return False
        return self._engine.send(command)
