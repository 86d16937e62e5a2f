"""Money and SMS without a provider."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.money.snapshots import DaySpending, MoneySnapshot, Offer, PriceSnapshot, SmsItem, SmsStatus, SmsTermsSnapshot, SmsThread
from tariffs.providers.provider import FreeDirection
from tariffs.rating.deck import Deck
from tariffs.rating.money import Money
from tests.ui.fake_clock import now_us


class FakeMoney(QObject):
    balance_changed = Signal(object)
    price_ready = Signal(str, object)
    charged = Signal(str, object)
    charge_differs = Signal(object)
    top_up_done = Signal(str, object, object, str)
    top_up_failed = Signal(str, str)
    offers_ready = Signal(str, object)
    deck_ready = Signal(str, object)
    deck_failed = Signal(str, str, str)
    free_directions_ready = Signal(str, object)
    spending_ready = Signal(str, object)
    export_done = Signal(str)
    export_failed = Signal(str, str)
    announced = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, MoneySnapshot] = {}
        self.prices: dict[str, PriceSnapshot] = {}
        self.offers: dict[str, tuple[Offer, ...]] = {}
        self.asked: list[str] = []
        self.topped: list[tuple[str, Money]] = []
        self.pages: dict[str, str] = {}  # account_id: where one pays, for accounts that can't be topped up here
        self.recovery_pages: dict[str, str] = {}
        self.tops_up = True
        self.deck: Deck | None = None
        self.deck_trouble: tuple[str, str] | None = None
        self.directions: tuple[FreeDirection, ...] = ()
        self.spending: dict[str, tuple[DaySpending, ...]] = {}
        self.without_balance: set[str] = set()
        self.known: set[tuple[str, str]] = set()  # prices that are told without asking
        self.exported: list[tuple[str, Path]] = []

    def has_provider(self, account_id: str) -> bool:
        return bool(account_id)

    def tells_balance(self, account_id: str) -> bool:
        return account_id not in self.without_balance

    def is_known(self, account_id: str, number: str) -> bool:
        return (account_id, number) in self.known

    def balance(self, account_id: str) -> MoneySnapshot | None:
        return self.states.get(account_id)

    def put(self, state: MoneySnapshot) -> None:
        self.states[state.account_id] = state
        self.balance_changed.emit(state)

    def refresh(self, account_id: str) -> None: ...

    def request_price(self, account_id: str, number: str) -> None:
        self.asked.append(number)
        if number in self.prices:
            self.price_ready.emit(account_id, self.prices[number])

    def request_deck(self, account_id: str) -> None:
        if self.deck_trouble:
            self.deck_failed.emit(account_id, *self.deck_trouble)
        elif self.deck is not None:
            self.deck_ready.emit(account_id, self.deck)

    def request_free_directions(self, account_id: str) -> None:
        self.free_directions_ready.emit(account_id, self.directions)

    def request_spending(self, month: str) -> None:
        self.spending_ready.emit(month, self.spending.get(month, ()))

    def export_spending(self, month: str, path: Path) -> None:
        self.exported.append((month, path))

    def request_offers(self, number: str) -> None:
        if number in self.offers:
            self.offers_ready.emit(number, self.offers[number])

    def watch(self, on: bool) -> None: ...

    def can_top_up(self, account_id: str) -> bool:
        return bool(account_id) and self.tops_up

    def top_up_url(self, account_id: str) -> str:
        return self.pages.get(account_id, "")

    def recovery_url(self, account_id: str) -> str:
        return self.recovery_pages.get(account_id, "")

    def top_up(self, account_id: str, amount: Money) -> None:
        self.topped.append((account_id, amount))


class FakeSms(QObject):
    changed = Signal(object)
    items_ready = Signal(object, object)
    threads_ready = Signal(object)
    terms_ready = Signal(object)
    operator_ready = Signal(str, str)
    unseen_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, SmsItem] = {}
        self.terms: dict[str, SmsTermsSnapshot] = {}
        self.operators: dict[str, str] = {}
        self.seen: list[tuple[str, ...]] = []

    def put(self, item: SmsItem) -> None:
        """An SMS is sent, comes in, or comes further."""
        self.all[item.item_id] = item
        self.changed.emit(item)
        self.unseen_changed.emit(self.unseen())

    def happen(self, item_id: str, **fields: object) -> None:
        self.put(msgspec.structs.replace(self.all[item_id], **fields))

    def send(self, account_id: str, number: str, text: str) -> str:
        item_id = f"s{len(self.all) + 1}"
        self.put(SmsItem(item_id, account_id, number, False, now_us(), text, SmsStatus.SENDING))
        return item_id

    def request_items(self, remotes: tuple[str, ...]) -> None:
        found = [item for item in self.all.values() if item.remote in remotes]
        self.items_ready.emit(remotes, tuple(sorted(found, key=lambda item: -item.at_us)))

    def request_threads(self) -> None:
        newest = sorted(self.all.values(), key=lambda item: -item.at_us)
        latest = {item.remote: item for item in reversed(newest)}
        unseen = {remote: sum(item.remote == remote and not item.seen for item in newest) for remote in latest}
        threads = [SmsThread(item, unseen[item.remote]) for item in newest if latest[item.remote] is item]
        self.threads_ready.emit(tuple(threads))

    def request_terms(self, account_id: str, number: str) -> None:
        terms = self.terms.get(number, SmsTermsSnapshot(account_id, number))
        self.terms_ready.emit(msgspec.structs.replace(terms, account_id=account_id, number=number))

    def request_operator(self, number: str, language: str = "en") -> None:
        del language
        self.operator_ready.emit(number, self.operators.get(number, ""))

    def unseen(self) -> int:
        return sum(not item.seen for item in self.all.values())

    def mark_seen(self, remotes: tuple[str, ...]) -> None:
        self.seen.append(remotes)
        self.all = {key: msgspec.structs.replace(item, seen=True) if item.remote in remotes else item for key, item in self.all.items()}
        self.unseen_changed.emit(self.unseen())
