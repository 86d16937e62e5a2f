"""The calls: dialling, answering, ending, and a snapshot for each change."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.calls.addresses import is_e164
from agent_app.calls.dialling import DialPlan, plan_address, plan_number
from agent_app.calls.table import CallTable
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

log = logging.getLogger(__name__)

_WANTED: Final = {CallState.ESTABLISHED: 0, CallState.ENDING: 2, CallState.INCOMING: 3}
_DTMF: Final = frozenset("0123456789*#ABCDabcd")


class CallService(QObject):
    """What a person can do with calls. One that goes out is here before the engine has said a word."""

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
        self._money = money
        self._table = CallTable(engine, contacts, money, self)
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
        PBX account until `confirmed` says that the person was told what VoIP can't promise (EMERGENCY_UNCONFIRMED).
        """
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self._dial(account, plan_number(account, number, extension, confirmed=confirmed))

    def dial_address(self, account_id: str, address: str) -> str:
        """Call a SIP address (user@domain); the call_id, or "" after `refused`."""
        account = self._accounts.account(account_id)
        if account is None:
            return self._refuse(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self._dial(account, plan_address(account, address))

    def answer(self, call_id: str) -> None:
        self._send(call_id, Answer(call_id))

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        """603, or 486 with `busy`."""
        self._send(call_id, Decline(call_id, busy=busy))

    def hang_up(self, call_id: str) -> None:
        """End it, whatever its state."""
        if self._table.get(call_id) is None:
            return
        if self._engine.send(HangUp(call_id)):
            self._table.is_ending(call_id)
        else:
            self._table.end(call_id, Reason(ReasonCode.ENGINE_LOST))

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

    def _dial(self, account: AccountSnapshot, plan: DialPlan | Reason) -> str:
        if isinstance(plan, Reason):
            return self._refuse(plan)
        call_id = new_id()
        self._table.begin(CallSnapshot(call_id, account.account_id, CallDirection.OUTGOING, plan.remote, CallState.DIALLING, now_us()))
        if is_e164(plan.remote) and self._money.has_provider(account.account_id):
            self._money.request_price(account.account_id, plan.remote)
        if not self._engine.send(Dial(call_id, account.account_id, plan.target, plan.tones)):
            self._table.end(call_id, Reason(ReasonCode.ENGINE_LOST))
        return call_id

    def _refuse(self, reason: Reason) -> str:
        log.info("not dialled: %s", reason)
        self.refused.emit("", reason)
        return ""

    def _send(self, call_id: str, command: Answer | Decline | SendDtmf | SetMuted) -> bool:
        if self._table.get(call_id) is None:
            self.refused.emit(call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id))
            return False
        return self._engine.send(command)
