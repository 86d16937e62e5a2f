"""What stands under the number after a call: how it ended, what it came to, what the provider says of that, and the button that helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.calls.addresses import is_e164
from agent_app.snapshots import CallDirection
from telephony.reasons import ReasonCode
from ui.calls.offline import ended_offline, is_back
from ui.phone.remedies import REMEDIES, Help, Remedy, help_for
from ui.wording.amounts import difference_sentence
from ui.wording.calls import end_sentence
from ui.wording.people import caller_name, remote_text, talk_summary
from ui.wording.reasons import call_reason

if TYPE_CHECKING:
    from agent_app.money.snapshots import ChargeDifference, MoneySnapshot, Offer
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot
    from tariffs.rating.money import Money
    from telephony.reasons import Reason
    from ui.phone.dialling import Dialling
    from ui.phone.reading import Target

_GOOD_ENDS = (ReasonCode.HUNG_UP_HERE, ReasonCode.HUNG_UP_THERE, ReasonCode.CANCELLED_HERE, ReasonCode.DECLINED_HERE)
_NO_MONEY = frozenset(code for code, remedies in REMEDIES.items() if remedies[0] is Remedy.TOP_UP)


class Attempt(msgspec.Struct, frozen=True):
    """What was dialled, and with which account."""

    account_id: str
    target: Target


class Outcome(QObject):
    help_wanted = Signal(object, object)  # Help, Attempt

    def __init__(self, services: Services, dialling: Dialling) -> None:
        super().__init__(dialling)
        self._services = services
        self._dialling = dialling
        self._ended: CallSnapshot | None = None
        self._offline: CallSnapshot | None = None  # the same, where there was no way to the server
        self._attempt: Attempt | None = None
        self._code: ReasonCode | None = None
        self._help: Help | None = None
        self._offers: tuple[Offer, ...] = ()
        self._balance: Money | None = None
        dialling.facts.help_wanted.connect(self._press_help)
        services.money.offers_ready.connect(self._take_offers)
        services.money.charged.connect(self._take_charge)
        services.money.charge_differs.connect(self._show_difference)
        services.money.balance_changed.connect(self._take_balance)
        services.accounts.changed.connect(self._take_account)

    def say_end(self, call: CallSnapshot) -> None:
        """The call that was looked at is over."""
        from ui.phone.reading import Target

        who = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        good = call.reason is None or call.reason.code in _GOOD_ENDS
        self._dialling.show_outcome(end_sentence(call, who), "muted" if good else "danger_text", talk_summary(call))
        outgoing = call.direction is CallDirection.OUTGOING and is_e164(call.remote)
        self._ended = call
        self._offline = call if ended_offline(call, self._services) else None
        self._help_with(call.reason, Attempt(call.account_id, Target(call.remote)) if outgoing else None)

    def say_refusal(self, reason: Reason, who: str, attempt: Attempt | None) -> None:
        """Nothing was dialled. Without `attempt` it was not this phone that tried."""
        self._ended = self._offline = None
        self._dialling.show_outcome(call_reason(reason, who), "danger_text")
        self._help_with(reason, attempt)

    def say_trouble_in_call(self, reason: Reason, call: CallSnapshot | None) -> None:
        """Something that was wanted of a live call can't be done."""
        who = caller_name(call, None) if call else remote_text(reason.value)
        self.say_refusal(reason, who, None)

    # --- the button ------------------------------------------------------------------------------------------------------------

    def _help_with(self, reason: Reason | None, attempt: Attempt | None) -> None:
        self._code = reason.code if reason else None
        self._attempt = attempt
        self._offers = ()
        known = self._services.money.balance(attempt.account_id) if attempt else None
        self._balance = known.balance if known else None
        self._show_help()
        remedies = REMEDIES.get(self._code, ()) if self._code else ()
        if attempt is not None and Remedy.OTHER_ACCOUNT in remedies and len(self._services.accounts.accounts()) > 1:
            self._services.money.request_offers(attempt.target.number)

    def _show_help(self) -> None:
        self._help = None
        if self._code is not None and self._attempt is not None:
            self._help = help_for(self._code, self._services, self._attempt.account_id, self._offers)
        self._dialling.facts.show_help(self._help.words() if self._help else "")

    def _press_help(self) -> None:
        if self._help is not None and self._attempt is not None:
            self.help_wanted.emit(self._help, self._attempt)

    # --- what comes later ------------------------------------------------------------------------------------------------------

    def _take_offers(self, number: str, offers: tuple[Offer, ...]) -> None:
        if self._dialling.shows_outcome() and self._attempt is not None and self._attempt.target.number == number:
            self._offers = offers
            self._show_help()

    def _take_charge(self, call_id: str, cost: Money) -> None:
        """The provider's word counts."""
        if self._ended is not None and self._ended.call_id == call_id and self._dialling.shows_outcome():
            self._ended = msgspec.structs.replace(self._ended, cost=cost)
            self._dialling.facts.show_summary(talk_summary(self._ended))

    def _show_difference(self, difference: ChargeDifference) -> None:
        if self._ended is not None and self._ended.call_id == difference.call_id and self._dialling.shows_outcome():
            self._dialling.facts.show_note(difference_sentence(difference))

    def _take_account(self, account: AccountSnapshot) -> None:
        """There is a way again: the number waits for Call."""
        if is_back(account, self._offline) and self._dialling.shows_outcome():
            self._offline = None
            self._dialling.read_again()

    def _take_balance(self, state: MoneySnapshot) -> None:
        """There is more money than when it was not enough: the price and Call come back in the place of the refusal."""
        if self._attempt is None or self._attempt.account_id != state.account_id or self._code not in _NO_MONEY:
            return
        if not self._dialling.shows_outcome() or not self._has_grown(state):
            return
        if self._ended is None:
            self._dialling.read_again()
        else:
            self._dialling.facts.show_help("")

    def _has_grown(self, state: MoneySnapshot) -> bool:
        before = self._balance
        if state.balance is None or before is None or state.balance.currency != before.currency:
            return False
        return state.balance > before
