"""The calls that go out: read, allowed, shown, and handed to the engine."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from agent_app.calls.dialling import plan_address, plan_number
from agent_app.calls.reading import plan_text
from agent_app.clock import now_us
from agent_app.snapshots import CallDirection, CallSnapshot
from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState
from telephony.messages import Dial
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.allowance import Allowance
    from agent_app.calls.dialling import DialPlan
    from agent_app.calls.ground import Ground
    from agent_app.calls.holding import Holding
    from agent_app.snapshots import AccountSnapshot
    from telephony.messages import AnyCommand

log = logging.getLogger(__name__)


class Dialler:
    """`refuse` is told why something is not called; the call_id is "" then."""

    def __init__(self, ground: Ground, holding: Holding, allowance: Allowance) -> None:
        self._ground = ground
        self._holding = holding
        self._allowance = allowance

    def number(self, account_id: str, number: str, extension: str, *, confirmed: bool) -> str:
        account = self._ground.accounts.account(account_id)
        if account is None:
            return self._refused(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self.begin(account, plan_number(account, number, extension, confirmed=confirmed), confirmed=confirmed)

    def address(self, account_id: str, address: str) -> str:
        account = self._ground.accounts.account(account_id)
        if account is None:
            return self._refused(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self.begin(account, plan_address(account, address), confirmed=False)

    def text(self, account_id: str, text: str, *, confirmed: bool) -> str:
        """As typed, by the account's dial rules."""
        account = self._ground.accounts.account(account_id)
        if account is None:
            return self._refused(Reason(ReasonCode.UNKNOWN_ACCOUNT, value=account_id))
        return self.begin(account, self.plan(account, text, confirmed=confirmed), confirmed=confirmed)

    def plan(self, account: AccountSnapshot, text: str, *, confirmed: bool) -> DialPlan | Reason:
        """How the account calls what is typed, by its dial rules."""
        return plan_text(account, self._ground.accounts.rewrite(account.account_id, text)[0], confirmed=confirmed)

    def begin(
        self,
        account: AccountSnapshot,
        plan: DialPlan | Reason,
        *,
        confirmed: bool,
        command: Callable[[str], AnyCommand] | None = None,
        bridged: bool = False,
    ) -> str:
        """Show the call, and send `command` (of its call_id; None: Dial) once nothing stands against it; the others are held then.

        A `bridged` one is not talked by here, so that nobody is held for it. The call_id, or "" where it was refused at once.
        """
        account_id = account.account_id
        objection = plan if isinstance(plan, Reason) else self._allowance.objection(account_id, plan, confirmed=confirmed)
        if isinstance(plan, Reason) or objection is not None:
            return self._refused(objection or Reason(ReasonCode.INTERNAL))
        call_id = new_id()
        call = CallSnapshot(call_id, account_id, CallDirection.OUTGOING, plan.remote, CallState.DIALLING, now_us(), bridged=bridged)
        self._ground.table.begin(call, is_priced=plan.is_priced)
        order = command(call_id) if command is not None else Dial(call_id, account_id, plan.target, plan.tones)

        def go() -> None:
            if self._ground.table.get(call_id) is not None:  # it may have ended meanwhile, with its engine
                self._send(call_id, order, alone=not bridged)

        self._allowance.proceed(call_id, account_id, plan, go, lambda reason: self._ground.table.end(call_id, reason))
        return call_id

    def _send(self, call_id: str, order: AnyCommand, *, alone: bool) -> None:
        if alone:
            self._holding.hold_others(call_id)
        if not self._ground.engine.send(order):
            self._ground.table.end(call_id, Reason(ReasonCode.ENGINE_LOST))

    def _refused(self, reason: Reason) -> str:
        log.info("not dialled: %s", reason)
        self._ground.refuse("", reason)
        return ""
