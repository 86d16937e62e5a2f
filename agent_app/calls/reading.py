"""What is typed, kept in a rule, or named by somebody else's server, read as what an account can call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.calls.addresses import remote_of_uri
from agent_app.calls.dialling import DialPlan, plan_address, plan_number
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot

_SHOWN = 80


def plan_text(account: AccountSnapshot, text: str, *, confirmed: bool = False) -> DialPlan | Reason:
    """How the account calls a number or an address as a person writes it; the reason where it does not, or where it is but a guess."""
    from telephony.numbers import Address, Callable, Emergency, Internal, NumberPlan, PlanKind, Refusal, RefusalCode, interpret

    meaning = interpret(text, NumberPlan(account.region, account.area_code, PlanKind(account.kind.value)))
    match meaning:
        case Callable():
            return plan_number(account, meaning.number.e164, meaning.number.extension, confirmed=confirmed)
        case Internal():
            return plan_number(account, meaning.number, meaning.extension, confirmed=confirmed)
        case Address():
            return plan_address(account, meaning.uri)
        case Emergency():
            return plan_number(account, meaning.number, "", confirmed=confirmed)
        case Refusal() if meaning.code is RefusalCode.EMERGENCY_ON_PROVIDER:
            return Reason(ReasonCode.EMERGENCY_REFUSED, value=str(meaning.params.get("number", "")))
        case _:
            return Reason(ReasonCode.BAD_ADDRESS, value=text.strip()[:_SHOWN])


def plan_uri(account: AccountSnapshot, uri: str) -> DialPlan | Reason:
    """How the account calls whom a SIP or tel URI names that came from outside: nothing in it but who is called counts."""
    remote = remote_of_uri(uri)
    return plan_address(account, remote, is_foreign=True) if "@" in remote else plan_text(account, remote)
