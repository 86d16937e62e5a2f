"""A provider for the tests of services: it tells what a test lets it tell, when the test lets it. Adapters are tested elsewhere."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from tariffs.providers.basis import BasicProvider
from tariffs.providers.errors import NoRateError
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, Price, SmsReceipt, SmsState, SmsTerms, TopUpReceipt
from tariffs.rating.money import Money
from tests.prices import deck_row

if TYPE_CHECKING:
    from tariffs.rating.deck import Deck, DeckRow
    from tariffs.rating.free import FreeDirection
    from tariffs.rating.tariff import FreeSpan


class ToldProvider(BasicProvider):
    """`rows` by number; `trouble` is raised at each question; `gate` must be open for an answer; `asked` is what was asked."""

    def __init__(self, balance: str = "12.40", currency: str = "RUB", **rows: DeckRow) -> None:
        self.status = AccountStatus(Money.parse_decimal(balance, currency), "prepaid", minimum=Money(50_000, currency))
        self.currency = currency
        self.rows: dict[str, DeckRow] = {"+74951112233": deck_row(), **{f"+{key.removeprefix('n')}": row for key, row in rows.items()}}
        self.free: FreeSpan | None = None
        self.trouble: Exception | None = None
        self.records: tuple[CallRecord, ...] = ()
        self.directions: tuple[FreeDirection, ...] = ()
        self.list: Deck | None = None
        self.receipt = SmsReceipt("s1", SmsState.ACCEPTED, 1, Money(2_000_000, currency))
        self.states: list[SmsState] = []
        self.without = frozenset({Capability.LOCAL_PRICES})
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.closed = threading.Event()

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset(Capability) - self.without

    @property
    def top_up_url(self) -> str:
        return "https://pay.test/"

    def account_status(self) -> AccountStatus:
        self._answer("status")
        return self.status

    def price(self, number: str) -> Price:
        self._answer(f"price {number}")
        row = self.rows.get(number)
        if row is None:
            raise NoRateError("no price")
        return Price(number, row, self.currency, self.free)

    def deck(self) -> Deck:
        self._answer("deck")
        assert self.list is not None
        return self.list

    def free_directions(self) -> tuple[FreeDirection, ...]:
        self._answer("directions")
        return self.directions

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        self._answer(f"calls {limit}")
        return self.records

    def top_up(self, amount: Money) -> TopUpReceipt:
        self._answer(f"top_up {amount}")
        balance = self.status.balance + amount
        self.status = AccountStatus(balance, "prepaid", minimum=self.status.minimum)
        return TopUpReceipt(self.status, "5f3a9c01")

    def sms_terms(self, number: str) -> SmsTerms:
        self._answer(f"terms {number}")
        return SmsTerms(Money(2_000_000, self.currency), 10, 50, 49)

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        self._answer(f"sms {number} {text}")
        return self.receipt

    def sms_state(self, sms_id: str) -> SmsState:
        self._answer(f"state {sms_id}")
        return self.states.pop(0)

    def close(self) -> None:
        self.closed.set()
        self.gate.set()

    def _answer(self, question: str) -> None:
        self.asked.append(question)
        self.gate.wait(10)
        if self.trouble is not None:
            raise self.trouble
