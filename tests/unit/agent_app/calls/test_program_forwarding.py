"""Forwarding in the whole program without its window: real engine, real sandbox, real money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.accounts.calling import CallRules, Forwarding, ForwardWay, ForwardWhen
from agent_app.accounts.model import MoneyRules
from agent_app.snapshots import CallDirection
from telephony.calls import CallState
from telephony.reasons import ReasonCode

if TYPE_CHECKING:
    from tests.unit.agent_app.running import Running

MADRID: Final = "+34911234567"  # 0.75 a minute, by the second
LIMIT: Final = 50_000  # four seconds


def test_a_call_that_is_sent_on_costs_no_more_than_the_user_allows(running: Running) -> None:
    services, account_id = running.services, running.account.account_id
    services.accounts.set_rules(account_id, MoneyRules(call_limit_micros=LIMIT))
    services.accounts.set_call_rules(account_id, CallRules(Forwarding(ForwardWhen.ALWAYS, MADRID, ForwardWay.BRIDGE)))
    assert services.calls.dial_address(account_id, "callback@sandbox.test")  # it hangs up, and calls back
    running.wait(lambda: any(call.remote == MADRID and call.state is CallState.ESTABLISHED for call in running.shown), 20_000)
    running.wait(lambda: any(call.remote == MADRID and call.state is CallState.ENDED for call in running.shown), 10_000)
    sent_on = next(call for call in reversed(running.shown) if call.remote == MADRID)
    assert sent_on.reason is not None
    assert sent_on.reason.code is ReasonCode.OVER_CALL_LIMIT
    assert sent_on.cost is not None
    assert 0 < sent_on.cost.micros <= LIMIT
    running.wait(lambda: services.calls.calls() == ())
    incoming = next(call for call in reversed(running.shown) if call.direction is CallDirection.INCOMING)
    assert (incoming.forwarded_to, incoming.bridged, incoming.missed) == (MADRID, True, False)
    assert all(call.state is not CallState.INCOMING for call in running.shown)
