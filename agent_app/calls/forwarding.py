"""Calls that are sent on to whom the user wrote down: by their callers' own side (302), or by a call of ours that is joined to theirs."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.accounts.calling import ForwardWay
from agent_app.contacts.index import remote_key
from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState
from telephony.messages import Answer, Conference, HangUp, Redirect, Ring
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.calling import Forwarding as ForwardingRule
    from agent_app.calls.allowance import Allowance
    from agent_app.calls.dialler import Dialler
    from agent_app.calls.dialling import DialPlan
    from agent_app.calls.ground import Ground
    from agent_app.calls.live import LiveCall
    from agent_app.snapshots import AccountSnapshot, CallSnapshot

log = logging.getLogger(__name__)

_MOST_BRIDGES: Final = 3  # at once: what comes on top of them is most likely one of them, on its way round


class _Bridge(msgspec.Struct):
    """`there` is the call_id of ours; `joined` once both are up and hear each other."""

    there: str
    group: str
    joined: bool = False


class Forwarder:
    """`back` is called with a call that could not be sent on after all: it rings as any other.

    A call of ours is judged as if it had been dialled, but that nobody can answer a question: what is asked about is not called. We call
    first, and answer the caller when that is answered: who finds nobody pays nothing.
    """

    def __init__(self, ground: Ground, dialler: Dialler, allowance: Allowance, back: Callable[[str], None]) -> None:
        self._ground = ground
        self._dialler = dialler
        self._allowance = allowance
        self._back = back
        self._bridges: dict[str, _Bridge] = {}  # by the caller's call_id
        ground.table.settling.connect(self._follow)

    def begin(self, live: LiveCall, rule: ForwardingRule) -> bool:
        """By the user's rule; False where that can't be: the rule leads nowhere, in a circle, or to what the limits do not allow."""
        call = live.snapshot
        account = self._ground.accounts.account(call.account_id)
        plan = Reason(ReasonCode.UNKNOWN_ACCOUNT) if account is None else self._dialler.plan(account, rule.target, confirmed=False)
        if account is None or isinstance(plan, Reason) or self._goes_round(call, plan.remote):
            log.warning("call %s is not forwarded: %s", call.call_id, plan)
            return False
        objection = self._allowance.objection(account.account_id, plan, confirmed=False)
        if objection is not None:
            log.warning("call %s is not forwarded: %s", call.call_id, objection)
            self._ground.refuse(call.call_id, objection)
            return False
        if rule.way is ForwardWay.REDIRECT:
            self._redirect(call, plan)
            return True
        return self._bridge(live, account, plan)

    def redirect(self, call_id: str, text: str, *, confirmed: bool) -> bool:
        """By the user's own hand: a call that rings goes to what he types."""
        call = self._ground.table.get(call_id)
        account = None if call is None else self._ground.accounts.account(call.account_id)
        if call is None or account is None or call.state is not CallState.INCOMING:
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE, value="" if call is None else call.state))
            return False
        plan = self._dialler.plan(account, text, confirmed=confirmed)
        objection = plan if isinstance(plan, Reason) else self._allowance.objection(account.account_id, plan, confirmed=confirmed)
        if isinstance(plan, Reason) or objection is not None:
            self._ground.refuse(call_id, objection or Reason(ReasonCode.INTERNAL))
            return False
        self._redirect(call, plan)
        return True

    def _redirect(self, call: CallSnapshot, plan: DialPlan) -> None:
        call_id = call.call_id

        def go() -> None:
            self._ground.table.note(call_id, forwarded_to=plan.remote)
            self._ground.engine.send(Redirect(call_id, plan.target))

        def stop(reason: Reason) -> None:
            self._ground.refuse(call_id, reason)
            self._back(call_id)

        self._allowance.proceed(f"redirect:{call_id}", call.account_id, plan, go, stop)

    def _bridge(self, live: LiveCall, account: AccountSnapshot, plan: DialPlan) -> bool:
        here = live.snapshot.call_id
        self._ground.engine.send(Ring(here, silent=True))
        there = self._dialler.begin(account, plan, confirmed=False, bridged=True)
        if not there:
            return False
        if self._ground.table.get(there) is None:  # it is over already: there is no engine
            return False
        live.note(forwarded_to=plan.remote)
        self._bridges[here] = _Bridge(there, new_id())
        return True

    def _goes_round(self, call: CallSnapshot, target: str) -> bool:
        """Whether the call has been there, comes from there, or is our own on its way round."""
        key = remote_key(target)
        own = {remote_key(account.address) for account in self._ground.accounts.accounts()}
        numbers = {address.partition("@")[0] for address in own}  # a provider shows ours as the caller of what we call
        been = {remote_key(remote) for remote in (call.remote, call.diverted_from) if remote}
        known = own | numbers
        if key in been | known or been & known:
            return True
        waiting = [self._ground.table.get(bridge.there) for bridge in self._bridges.values() if not bridge.joined]
        if any(other is not None and remote_key(other.remote) == key for other in waiting):
            return True
        return len(self._bridges) >= _MOST_BRIDGES

    # --- the two calls of a bridge ----------------------------------------------------------------------------------------------

    def _follow(self, live: LiveCall) -> None:
        call = live.snapshot
        if call.state is CallState.ENDED:
            self._allowance.cancel(f"redirect:{call.call_id}")
        for here, bridge in list(self._bridges.items()):
            if call.call_id == bridge.there:
                self._follow_there(here, bridge, call)
            elif call.call_id == here:
                self._follow_here(here, bridge, call)

    def _follow_there(self, here: str, bridge: _Bridge, call: CallSnapshot) -> None:
        if call.state is CallState.ESTABLISHED and not bridge.joined:
            self._ground.table.note(here, bridged=True)
            self._ground.engine.send(Answer(here))
        elif call.state is CallState.ENDED:
            del self._bridges[here]
            if bridge.joined or self._is_answered(here):
                self._hang_up(here)
            else:
                self._ground.table.note(here, forwarded_to="", bridged=False)
                self._back(here)

    def _follow_here(self, here: str, bridge: _Bridge, call: CallSnapshot) -> None:
        if call.state is CallState.ENDED:
            del self._bridges[here]
            self._hang_up(bridge.there)
        elif call.state is CallState.ESTABLISHED and call.bridged:
            bridge.joined = True
            self._ground.engine.send(Conference(bridge.group, (here, bridge.there), with_us=False))
        elif call.state is CallState.ESTABLISHED:  # we have taken it ourselves meanwhile
            del self._bridges[here]
            self._ground.table.note(here, forwarded_to="")
            self._hang_up(bridge.there)

    def _is_answered(self, call_id: str) -> bool:
        call = self._ground.table.get(call_id)
        return call is not None and (call.state is CallState.ESTABLISHED or call.bridged)

    def _hang_up(self, call_id: str) -> None:
        if self._allowance.cancel(call_id):
            self._ground.table.end(call_id, Reason(ReasonCode.CANCELLED_HERE))
        elif self._ground.table.get(call_id) is not None and self._ground.engine.send(HangUp(call_id)):
            self._ground.table.is_ending(call_id)
