"""Whether the account's money and the user's limits let something be called: asked before it goes out, whoever wants it to."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telephony.reasons import ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.dialling import DialPlan
    from agent_app.calls.waiting import PriceWait
    from agent_app.money.service import MoneyService
    from telephony.reasons import Reason

log = logging.getLogger(__name__)


class Allowance:
    """A number whose price is not known yet is waited for, not for long; what is not priced is always allowed."""

    def __init__(self, money: MoneyService, waiting: PriceWait) -> None:
        self._money = money
        self._waiting = waiting

    def objection(self, account_id: str, plan: DialPlan, *, confirmed: bool) -> Reason | None:
        """What is known already to stand against it; a premium number is asked about before anything is waited for."""
        if not plan.is_priced:
            return None
        reason = self._money.objection(account_id, plan.remote, confirmed=confirmed)
        if reason is None or reason.code is ReasonCode.PREMIUM_UNCONFIRMED:
            return reason
        return reason if self._money.is_known(account_id, plan.remote) else None

    def proceed(self, key: str, account_id: str, plan: DialPlan, go: Callable[[], None], stop: Callable[[Reason], None]) -> None:
        """Where nothing stood against it: `go` at once, or once the price is there; `stop` where the price does not allow it."""
        if not plan.is_priced:
            go()
            return
        if self._money.is_known(account_id, plan.remote):
            go()
            self._money.request_price(account_id, plan.remote)
            return

        def judge() -> None:
            objection = self._money.objection(account_id, plan.remote, confirmed=True)
            if objection is None:
                go()
            else:
                log.info("not called: %s", objection)
                stop(objection)

        self._waiting.begin(key, account_id, plan.remote, judge)

    def cancel(self, key: str) -> bool:
        """Whether it was waiting: then it never goes out."""
        return self._waiting.cancel(key)
