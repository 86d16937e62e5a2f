"""What the accounts' money allows, what providers list, and what was spent; `desk` asks for balances and prices."""

from __future__ import annotations

import errno
import logging
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.clock import now_us
from agent_app.money.asking import ask_charge, code_of, money_of
from agent_app.money.desk import ProviderDesk, snapshot_of
from agent_app.money.snapshots import ChargeDifference
from agent_app.money.today import Today, day_begins_us, day_of, month_span_us

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.accounts.service import AccountService
    from agent_app.money.purse import Purse
    from agent_app.money.snapshots import DaySpending, MoneySnapshot, Offer, PriceSnapshot
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import CallSnapshot
    from agent_app.storage.database import Database
    from agent_app.storage.spending import Expense
    from tariffs.providers.provider import FreeDirection, TopUpReceipt
    from tariffs.rating.deck import Deck
    from tariffs.rating.money import Money
    from telephony.reasons import Reason

log = logging.getLogger(__name__)

# A provider charges a call a moment after its end; later where it hears of that from the next engine, or not at all and finds out itself.
_SETTLE_MS: Final = (400, 4000)
_LIST_US: Final = 2 * 3600 * 1_000_000  # how long a price list is taken to be the provider's present one
_MOST_ANNOUNCED: Final = 200
_LONGEST_DETAIL: Final = 2000


class MoneyService(ProviderDesk):
    """All that a window and the command line ask of money; answers come as signals."""

    charged = Signal(str, object)  # call_id, Money: what the provider says that the call did cost
    charge_differs = Signal(object)  # ChargeDifference
    top_up_done = Signal(str, object, object, str)  # account_id, MoneySnapshot, Money: what was added, the receipt's number or ""
    top_up_failed = Signal(str, str)  # account_id, code
    offers_ready = Signal(str, object)  # number, tuple[Offer, ...]: those known so far, again with each that becomes known
    deck_ready = Signal(str, object)  # account_id, Deck
    deck_failed = Signal(str, str, str)  # account_id, code, detail
    free_directions_ready = Signal(str, object)  # account_id, tuple[FreeDirection, ...]
    announced = Signal(object)  # FreeDirection: a campaign that was not shown before
    spending_ready = Signal(str, object)  # month YYYY-MM, tuple[DaySpending, ...]
    export_done = Signal(str)  # path
    export_failed = Signal(str, str)  # path, code

    def __init__(self, accounts: AccountService, settings: SettingsService, database: Database, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._settings = settings
        self._database = database
        self._today = Today()
        self._offered = ""  # the number whose offers are wanted
        self._told_difference: set[str] = set()
        accounts.removed.connect(self.drop_provider)
        self.price_ready.connect(self._tell_offers)
        self.balance_changed.connect(self._note_currency)

    def begin(self) -> None:
        """The first frame is out: ask what there is to ask."""
        now = now_us()
        self._database.read(_spent_between(day_begins_us(now), now), lambda spent: self._today.take(spent, day_of(now)))
        super().begin()

    def can_top_up(self, account_id: str) -> bool:
        """Whether `top_up` adds money by itself; else `top_up_url` is where a person pays."""
        from tariffs.providers.provider import Capability

        purse = self._purses.get(account_id)
        return purse is not None and Capability.TOP_UP in purse.provider.capabilities

    def top_up(self, account_id: str, amount: Money) -> None:
        """Add `amount`, in the account's currency: `top_up_done` and `balance_changed`, or `top_up_failed`."""
        purse = self._purses[account_id]
        provider = purse.provider

        def done(receipt: TopUpReceipt) -> None:
            money = money_of(account_id, receipt.status)
            self._take_money(purse, money)
            self.top_up_done.emit(account_id, money, amount, receipt.number)

        def failed(error: Exception) -> None:
            self.top_up_failed.emit(account_id, code_of(error))
            self.refresh(account_id)  # it may have been added all the same

        purse.lane.run(lambda: provider.top_up(amount), done, failed)

    def top_up_url(self, account_id: str) -> str:
        """The https page where a person pays; "" where there is none."""
        purse = self._purses.get(account_id)
        return "" if purse is None else purse.provider.top_up_url

    def recovery_url(self, account_id: str) -> str:
        """The https page where a lost password is recovered; "" where there is none."""
        purse = self._purses.get(account_id)
        return "" if purse is None else purse.provider.recovery_url

    def request_offers(self, number: str) -> None:
        """Every account's price for this number side by side, the cheapest first, by `offers_ready` as they become known."""
        self._offered = number
        for account_id in list(self._purses):
            self.request_price(account_id, number)

    def offers(self, number: str) -> tuple[Offer, ...]:
        """Those that are known now, the cheapest first."""
        from agent_app.money.offers import offer_of, sorted_offers

        current = self._accounts.current()
        found: list[Offer] = []
        for account in self._accounts.accounts():
            price = self.price(account.account_id, number)
            if price is not None:
                found.append(offer_of(account, price, self.objection(account.account_id, number, confirmed=True)))
        return sorted_offers(found, "" if current is None else current.account_id)

    def objection(self, account_id: str, number: str, *, confirmed: bool) -> Reason | None:
        """Why this number is not to be called now on this account, by what is known without asking; None: call it."""
        from agent_app.money.refusals import Standing, objection, premium_question
        from tariffs.rating.trial import covers

        premium = is_premium(number)
        purse = self._purses.get(account_id)
        if purse is None:
            return premium_question(number, is_premium=premium, confirmed=confirmed)
        known = self._known(purse, number)
        price = None if known is None else snapshot_of(purse, number, known)
        rules = self._accounts.rules(account_id)
        spent = self._today.spent(account_id, _currency(purse, price))
        on_trial = purse.money is not None and purse.money.trial_left_s > 0
        return objection(Standing(number, price, purse.money, rules, spent, on_trial and covers(number), premium), confirmed=confirmed)

    def request_deck(self, account_id: str) -> None:
        """The provider's whole price list, by `deck_ready` or `deck_failed`."""
        purse = self._purses.get(account_id)
        if purse is None:
            self.deck_failed.emit(account_id, "unsupported", "")
        elif purse.deck is not None and now_us() - purse.deck_at_us < _LIST_US:
            self.deck_ready.emit(account_id, purse.deck)
        else:
            self._ask_deck(purse)

    def request_free_directions(self, account_id: str) -> None:
        """The table of free directions, by `free_directions_ready`; empty where the provider has none."""
        if not self.ask(
            account_id,
            lambda provider: provider.free_directions(),
            lambda directions: self._take_directions(account_id, directions),
            lambda error: self.free_directions_ready.emit(account_id, ()) if code_of(error) else None,
        ):
            self.free_directions_ready.emit(account_id, ())

    def spent_today(self, account_id: str, currency: str, *, but: str = "") -> int:
        """Micro-units of the user's own day on this account, running calls included, the call `but` left out."""
        return self._today.spent(account_id, currency, but=but)

    def note_cost(self, item_id: str, account_id: str, at_us: int, cost: Money) -> None:
        """A call or SMS of this run that began at `at_us` has cost this much so far."""
        self._today.note(item_id, account_id, at_us, cost)

    def settle(self, call: CallSnapshot) -> None:
        """An answered call has ended: ask what it did cost (`charged`) and what is left, once the provider has charged it."""
        if call.account_id in self._purses:
            for delay in _SETTLE_MS:
                QTimer.singleShot(delay, self, lambda: self._settle(call))

    def request_spending(self, month: str) -> None:
        """The (local) month YYYY-MM by day and destination, by `spending_ready`; ValueError for what is no month."""
        self._read_spending(month, lambda lines: self.spending_ready.emit(month, lines))

    def export_spending(self, month: str, path: Path) -> None:
        """The month as a CSV file, by `export_done` or `export_failed`; ValueError for what is no month."""
        from agent_app.money.spending import write_csv

        def write(lines: tuple[DaySpending, ...]) -> None:
            self._side_lane.run(
                lambda: write_csv(path, lines),
                lambda _: self.export_done.emit(str(path)),
                lambda error: self.export_failed.emit(str(path), _file_code(error)),
            )

        self._read_spending(month, write)

    def _ask_first(self, purse: Purse) -> None:
        from tariffs.providers.provider import Capability

        super()._ask_first(purse)
        if Capability.FREE_DIRECTIONS in purse.provider.capabilities:
            self.request_free_directions(purse.account_id)

    def _note_currency(self, money: MoneySnapshot) -> None:
        if money.balance is not None:
            self._accounts.note_currency(money.account_id, money.balance.currency)

    def _tell_offers(self, _account_id: str, price: PriceSnapshot) -> None:
        if price.number == self._offered:
            self.offers_ready.emit(price.number, self.offers(price.number))

    def _ask_deck(self, purse: Purse) -> None:
        def take(deck: Deck) -> None:
            purse.deck, purse.deck_at_us = deck, now_us()
            self.deck_ready.emit(purse.account_id, deck)

        purse.lane.run(
            purse.provider.deck, take, lambda error: self.deck_failed.emit(purse.account_id, code_of(error), str(error)[:_LONGEST_DETAIL])
        )

    def _take_directions(self, account_id: str, directions: tuple[FreeDirection, ...]) -> None:
        self.free_directions_ready.emit(account_id, directions)
        told, now = self._settings.values().announced, now_us()
        for direction in directions:
            new = direction.announcement_en and direction.direction_id not in told
            if new and direction.span.from_us <= now and (direction.span.until_us is None or now < direction.span.until_us):
                told = (*told, direction.direction_id)[-_MOST_ANNOUNCED:]
                self.announced.emit(direction)
        self._settings.change(announced=told)

    def _settle(self, call: CallSnapshot) -> None:
        self.ask(
            call.account_id,
            lambda provider: ask_charge(provider, call),
            lambda cost: self._take_charge(call, cost),
            lambda error: log.info("what the call cost is not told: %s", code_of(error)),
        )
        self.refresh(call.account_id)

    def _take_charge(self, call: CallSnapshot, cost: Money | None) -> None:
        if cost is None:
            return
        self._today.charge(call.call_id, cost)
        self.charged.emit(call.call_id, cost)
        if call.call_id not in self._told_difference and differs(call, cost):
            assert call.cost is not None
            self._told_difference.add(call.call_id)
            self.charge_differs.emit(ChargeDifference(call.call_id, call.cost, cost))

    def _read_spending(self, month: str, then: Callable[[tuple[DaySpending, ...]], None]) -> None:
        from agent_app.money.spending import month_spending

        month_span_us(month)
        self._database.read(partial(month_spending, month=month), then)


def differs(call: CallSnapshot, theirs: Money) -> bool:
    """Whether the provider's word and our count are more than one increment's price apart."""
    from agent_app.money.prices import increment_price

    ours, rate = call.cost, call.price.rate if call.price is not None else None
    if ours is None or rate is None or ours.currency != theirs.currency:
        return False
    return abs(ours.micros - theirs.micros) > increment_price(rate)


def _currency(purse: Purse, price: PriceSnapshot | None) -> str:
    """What an account's limits are counted in; "" where nobody told."""
    if price is not None and price.rate is not None:
        return price.rate.currency
    money = purse.money
    return money.balance.currency if money is not None and money.balance is not None else ""


def _spent_between(begin_us: int, end_us: int) -> Callable[[sqlite3.Connection], tuple[Expense, ...]]:
    from agent_app.storage.spending import expenses

    return lambda connection: expenses(connection, begin_us, end_us)


def _file_code(error: Exception) -> str:
    """Why a file could not be written."""
    known = {errno.ENOSPC: "disk_full", errno.EDQUOT: "disk_full", errno.EACCES: "not_allowed", errno.EPERM: "not_allowed"}
    log.warning("not written: %s", error)
    return known.get(getattr(error, "errno", 0), "failed")


@lru_cache(maxsize=256)
def is_premium(number: str) -> bool:
    """Whether a full number is of the expensive kind that a person is asked about first."""
    from telephony.numbers import NumberKind
    from telephony.numbers.library import read_number

    read = read_number(number, None)
    return read is not None and read[0].kind is NumberKind.PREMIUM
