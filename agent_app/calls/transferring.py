"""Transfers: ours to the far side, and the far side's to us, which never happens by itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import msgspec

from agent_app.calls.reading import plan_uri
from agent_app.snapshots import TransferStage
from telephony.calls import CallState
from telephony.messages import AnswerTransfer, CommandRefused, Transfer, TransferAsked, TransferProgress, TransferTo
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.allowance import Allowance
    from agent_app.calls.dialler import Dialler
    from agent_app.calls.dialling import DialPlan
    from agent_app.calls.ground import Ground
    from agent_app.calls.live import LiveCall
    from agent_app.money.service import MoneyService

log = logging.getLogger(__name__)


class _Asked(msgspec.Struct):
    """What a call's far side wants us to call; `warned`: the person was told that it is a premium number; `new_call_id` once we call."""

    plan: DialPlan
    warned: bool = False
    new_call_id: str = ""


class Transfers:
    """`asked` is called with the call and whom its far side names; `refuse` with what does not go."""

    def __init__(
        self, ground: Ground, money: MoneyService, dialler: Dialler, allowance: Allowance, asked: Callable[[str, str], None]
    ) -> None:
        self._ground = ground
        self._money = money
        self._dialler = dialler
        self._allowance = allowance
        self._ask = asked
        self._asked: dict[str, _Asked] = {}  # by call_id
        self._targets: dict[str, str] = {}  # by call_id: whom we sent its far side to
        ground.engine.received.connect(self._take)
        ground.table.settling.connect(self._follow)

    def blind(self, call_id: str, text: str, *, confirmed: bool) -> bool:
        """The far side is told to call what is typed: False where that is refused. It may be waited for the price."""
        call = self._ground.table.get(call_id)
        account = None if call is None else self._ground.accounts.account(call.account_id)
        if call is None or account is None or call.state is not CallState.ESTABLISHED:
            return self._refused(call_id, Reason(ReasonCode.WRONG_STATE, value="" if call is None else call.state))
        plan = self._dialler.plan(account, text, confirmed=confirmed)
        objection = plan if isinstance(plan, Reason) else self._allowance.objection(account.account_id, plan, confirmed=confirmed)
        if isinstance(plan, Reason) or objection is not None:
            return self._refused(call_id, objection or Reason(ReasonCode.INTERNAL))
        self._ground.table.note(call_id, transfer=TransferStage.ASKED, transfer_reason=None)
        self._allowance.proceed(
            f"transfer:{call_id}",
            account.account_id,
            plan,
            lambda: self._send(call_id, Transfer(call_id, plan.target), plan.remote),
            lambda reason: self._fail(call_id, reason),
        )
        return True

    def attended(self, call_id: str, other_call_id: str) -> bool:
        """Both far sides are up: they talk to each other from now on."""
        calls = (self._ground.table.get(call_id), self._ground.table.get(other_call_id))
        if call_id == other_call_id or any(call is None or call.state is not CallState.ESTABLISHED for call in calls):
            return self._refused(call_id, Reason(ReasonCode.WRONG_STATE))
        other = calls[1]
        self._ground.table.note(call_id, transfer=TransferStage.ASKED, transfer_reason=None)
        self._send(call_id, TransferTo(call_id, other_call_id), "" if other is None else other.remote)
        return True

    def answer(self, call_id: str, *, accepted: bool, confirmed: bool) -> None:
        """Call whom the far side named, as if we had dialled it ourselves; where money or limits are against it, it hears a no."""
        asked = self._asked.get(call_id)
        call = self._ground.table.get(call_id)
        account = None if call is None else self._ground.accounts.account(call.account_id)
        if asked is None or account is None or asked.new_call_id:
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE))
            return
        sure = confirmed or asked.warned
        objection = self._allowance.objection(account.account_id, asked.plan, confirmed=sure) if accepted else None
        if objection is not None and objection.code is ReasonCode.PREMIUM_UNCONFIRMED:
            asked.warned = True
            self._ground.refuse(call_id, objection)
            self._ask(call_id, asked.plan.remote)  # asked again, now that it was said what it is
            return
        if not accepted or objection is not None:
            self._decline(call_id)
            if objection is not None:
                self._ground.refuse(call_id, objection)
            return
        asked.new_call_id = self._dialler.begin(
            account, asked.plan, confirmed=True, command=lambda new_id: AnswerTransfer(call_id, accepted=True, new_call_id=new_id)
        )

    def _send(self, call_id: str, command: Transfer | TransferTo, remote: str) -> None:
        self._targets[call_id] = remote
        if self._ground.table.get(call_id) is not None and not self._ground.engine.send(command):
            self._fail(call_id, Reason(ReasonCode.ENGINE_LOST))

    def _refused(self, call_id: str, reason: Reason) -> bool:
        log.info("not transferred: %s", reason)
        self._ground.refuse(call_id, reason)
        return False

    def _fail(self, call_id: str, reason: Reason | None) -> None:
        self._targets.pop(call_id, None)
        self._ground.table.note(call_id, transfer=TransferStage.FAILED, transfer_reason=reason)

    def _decline(self, call_id: str) -> None:
        self._asked.pop(call_id, None)
        self._ground.engine.send(AnswerTransfer(call_id, accepted=False))

    # --- what the engine says ---------------------------------------------------------------------------------------------------

    def _take(self, event: object) -> None:
        match event:
            case TransferProgress():
                self._progress(event)
            case TransferAsked():
                self._asks(event)
            case CommandRefused(command="Transfer" | "TransferTo"):
                self._fail(event.subject, event.reason)
            case CommandRefused(command="AnswerTransfer"):
                asked = self._asked.pop(event.subject, None)
                if asked is not None and asked.new_call_id:
                    self._ground.table.end(asked.new_call_id, event.reason)
            case _:
                pass

    def _progress(self, event: TransferProgress) -> None:
        if not event.is_final:
            stage = TransferStage.RINGING if event.status >= 180 else TransferStage.TRYING if event.status else TransferStage.ASKED
            self._ground.table.note(event.call_id, transfer=stage)
        elif 200 <= event.status < 300:
            self._ground.table.note(event.call_id, transfer=TransferStage.DONE, forwarded_to=self._targets.pop(event.call_id, ""))
        else:
            self._fail(event.call_id, event.reason)

    def _asks(self, event: TransferAsked) -> None:
        """What can't be called at all is refused at once; everything else waits for a person."""
        call = self._ground.table.get(event.call_id)
        account = None if call is None else self._ground.accounts.account(call.account_id)
        if account is None:
            return
        plan = plan_uri(account, event.target)
        if isinstance(plan, Reason):
            self._decline(event.call_id)
            self._refused(event.call_id, plan)
            return
        self._asked[event.call_id] = _Asked(plan)
        if plan.is_priced:
            self._money.request_price(account.account_id, plan.remote)
        self._ask(event.call_id, plan.remote)

    def _follow(self, live: LiveCall) -> None:
        if live.snapshot.state is CallState.ENDED:
            self._asked.pop(live.snapshot.call_id, None)
            self._targets.pop(live.snapshot.call_id, None)
            self._allowance.cancel(f"transfer:{live.snapshot.call_id}")
