"""The cost that the window counts is the cost that the provider charges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.accounts.model import MoneyRules
from agent_app.calls.cost import running_cost
from agent_app.money.prices import price_snapshot
from agent_app.money.refusals import Standing, objection
from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot
from sandbox.billing.ledger import Ledger
from sandbox.billing.tariff import MINIMUM_MICROS, CallRefusedError, Tariff
from sandbox.state import Account
from tariffs.providers.provider import Price
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.money import Money
from tests.prices import MOSCOW, deck_row, priced

S = 1_000_000
NOW = 1_800_000_000 * S
rows = st.builds(
    deck_row,
    rate_nanos=st.integers(0, 5_000_000_000),
    connection_fee_micros=st.integers(0, 500_000),
    free_seconds=st.integers(0, 30),
    initial_increment=st.sampled_from([0, 1, 6, 30, 60]),
    recurring_increment=st.sampled_from([0, 1, 6, 10, 60]),
)


@given(row=rows, balance=st.integers(0, 20_000_000), trial=st.integers(0, 400), talked_us=st.integers(1, 2000 * S))
def test_it_is_what_the_sandbox_charges_and_it_refuses_what_the_sandbox_refuses(
    row: DeckRow, balance: int, trial: int, talked_us: int
) -> None:
    account = Account("anna", "Anna", "", "", balance, trial, 300)
    ledger = Ledger(Tariff(Deck("RUB", (row,))))
    tariff, minimum = "trial" if trial else "prepaid", Money(MINIMUM_MICROS, "RUB")
    money = MoneySnapshot("a", Money(balance, "RUB"), tariff, trial, 300, minimum=minimum)
    price = price_snapshot(Price(MOSCOW, row, "RUB"), money, trial_covers=True)
    objected = objection(Standing(MOSCOW, price, money, MoneyRules(), trial_covers=True))
    try:
        hold = ledger.hold(account, MOSCOW, NOW)
    except CallRefusedError:
        assert objected is not None
        return
    assert objected is None
    assert price.lasts_s == ledger.longest(hold)
    while hold.seconds * S < talked_us and ledger.extend(hold):
        pass
    charged = ledger.settle(hold, -(-min(talked_us, hold.seconds * S) // S))
    assert running_cost(price, 1, 1 + talked_us) == Money(charged.cost_micros, "RUB")


@pytest.mark.parametrize(
    ("talked_us", "micros"),
    [(0, 700_000), (1, 700_000), (60 * S, 700_000), (60 * S + 1, 1_400_000), (107 * S, 1_400_000), (3600 * S, 42_000_000)],
)
def test_a_started_minute_of_moscow_costs_seventy_kopecks(talked_us: int, micros: int) -> None:
    price = priced()
    assert running_cost(price, 5 * S, 5 * S + talked_us) == Money(micros, "RUB")


def test_the_trial_pays_first_and_the_connection_fee_only_when_it_is_used_up() -> None:
    price = priced(trial_s=30, rate_nanos=600_000_000, connection_fee_micros=1_000_000, initial_increment=1, recurring_increment=1)
    assert running_cost(price, S, 31 * S) == Money(0, "RUB")
    assert running_cost(price, S, 32 * S) == Money(1_010_000, "RUB")


def test_nothing_is_charged_beyond_the_credit() -> None:
    price = priced(lasts_s=60)
    assert running_cost(price, S, 61 * S + 300_000) == Money(700_000, "RUB")


@pytest.mark.parametrize("price", [PriceSnapshot(MOSCOW), priced(forbidden=True)])
def test_without_a_price_there_is_no_cost(price: PriceSnapshot) -> None:
    assert running_cost(price, S, 61 * S) is None


def test_a_call_that_was_not_answered_costs_nothing() -> None:
    assert running_cost(priced(connection_fee_micros=9), 0, 99 * S) == Money(0, "RUB")
