"""Whether and how a number or an address is dialled on an account; emergency numbers first, before anything is made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import msgspec

from agent_app.accounts.model import AccountError, normalised_address, split_address
from agent_app.calls.addresses import can_be_dialled, is_e164, number_remote, number_target
from agent_app.snapshots import AccountKind
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot


_NUMERIC: Final = re.compile(r"\+?[\d*#.()-]{7,}", re.ASCII)


class DialPlan(msgspec.Struct, frozen=True):
    """`target`: the SIP URI; `remote`: how the far side is shown and remembered; `tones`: DTMF for after the answer.

    `is_priced`: a full number through the account's own provider, which charges for it.
    """

    target: str
    remote: str
    tones: str = ""
    is_priced: bool = False


def plan_number(account: AccountSnapshot, number: str, extension: str, *, confirmed: bool) -> DialPlan | Reason:
    """The reason where the account does not call this number."""
    reason = _objection(account, number, confirmed=confirmed)
    if reason is not None:
        return reason
    tones = extension if not extension or extension.startswith(",") else f",{extension}"
    return DialPlan(number_target(number, account.address), number_remote(number, account.address), tones, is_e164(number))


def plan_address(account: AccountSnapshot, address: str, *, is_foreign: bool = False) -> DialPlan | Reason:
    """The reason where it is no SIP address, or stands for an emergency number.

    What the account's own provider would take for a full number costs what that costs, however it is written. One that comes from outside
    (`is_foreign`) and looks like a number of whose reading we are not sure is none: nobody knows what the provider would make of it.
    """
    try:
        remote = normalised_address(address)
    except AccountError as error:
        return error.reason
    user, domain = split_address(remote)
    emergency = _emergency(account, user, confirmed=False)
    if emergency is not None:
        return emergency
    if domain != split_address(account.address)[1]:
        return DialPlan(f"sip:{remote}", user if is_e164(user) else remote)
    number = _number_of(account, user)
    if not number and is_foreign and _is_numeric(account, user):
        return Reason(ReasonCode.BAD_ADDRESS, value=remote[:80])
    return DialPlan(f"sip:{remote}", number or remote, is_priced=bool(number))


def _number_of(account: AccountSnapshot, user: str) -> str:
    """The full number that the account's own provider would take `user` for; "" for a name, and for what it has names of its own for."""
    if is_e164(user) or not _is_numeric(account, user):
        return user if is_e164(user) else ""
    from telephony.numbers import Callable, NumberPlan, PlanKind, Suggestion, interpret

    meaning = interpret(user, NumberPlan(account.region, account.area_code, PlanKind.PROVIDER))
    return meaning.number.e164 if isinstance(meaning, Callable | Suggestion) else ""


def _is_numeric(account: AccountSnapshot, user: str) -> bool:
    """Whether a provider may route it as a telephone number; an exchange's own numbers are its own matter."""
    return account.kind is AccountKind.PROVIDER and _NUMERIC.fullmatch(user) is not None


def _objection(account: AccountSnapshot, number: str, *, confirmed: bool) -> Reason | None:
    """Why this number is not dialled on this account."""
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
