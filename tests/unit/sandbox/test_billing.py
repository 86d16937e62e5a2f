"""Prepaid credit: what is held, what is charged, and that no account ever spends what it has not."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.billing.ledger import Ledger
from sandbox.billing.meter import Meter
from sandbox.billing.tariff import CallRefusedError, Tariff
from sandbox.state import Account, State, open_state
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.free import FreeDirection
from tariffs.rating.tariff import Charge, FreeSpan
from tests.unit.sandbox.quick_loop import run

if TYPE_CHECKING:
    from pathlib import Path

MOSCOW = DeckRow("7495", "Moscow", "Москва", 700_000_000)
GERMANY = DeckRow("49", "Germany", "Германия", 1_200_000_000, connection_fee_micros=300_000, initial_increment=1, recurring_increment=1)
DEAR = DeckRow("882", "Sea", "Море", 60_000_000_000, initial_increment=1, recurring_increment=1)
FREE = DeckRow("7812", "St Petersburg", "Санкт-Петербург", 0)
PREMIUM = DeckRow("7809", "Premium", "Платные", 1, forbidden=True)
TARIFF = Tariff(Deck("RUB", (MOSCOW, GERMANY, DEAR, FREE, PREMIUM)))
NOW = 1_800_000_000_000_000
NUMBER, GERMAN, SEA = "74951112233", "493012345678", "8821012345"


def account(balance: int = 0, trial: int = 0) -> Account:
    return Account("anna", "Anna", "p", "t", balance, trial, 300)


@pytest.mark.parametrize(("number", "status"), [("99999999999", 404), ("78091112233", 403), (NUMBER, 402), (GERMAN, 402)])
def test_a_call_that_may_not_begin_says_why(number: str, status: int) -> None:
    with pytest.raises(CallRefusedError) as refusal:
        Ledger(TARIFF).hold(account(), number, NOW)
    assert refusal.value.status == status


def test_the_trial_pays_for_russian_landlines_alone() -> None:
    ledger, trial = Ledger(TARIFF), account(trial=300)
    assert ledger.longest(ledger.hold(trial, NUMBER, NOW)) == 300
    with pytest.raises(CallRefusedError, match="402"):
        ledger.hold(trial, GERMAN, NOW)


def test_free_destinations_need_no_money() -> None:
    assert Ledger(TARIFF).longest(Ledger(TARIFF).hold(account(), "78121112233", NOW)) is None


@pytest.mark.parametrize(
    ("balance", "trial", "number", "seconds", "cost", "used"),
    [
        (0, 300, NUMBER, 12, 0, 12),
        (1_400_000, 10, NUMBER, 11, 700_000, 10),
        (1_400_000, 0, NUMBER, 61, 1_400_000, 0),
        (1_400_000, 0, NUMBER, 1, 700_000, 0),
        (320_000, 300, GERMAN, 1, 320_000, 0),
        (12_400_000, 0, GERMAN, 30, 900_000, 0),
        (12_400_000, 0, NUMBER, 0, 0, 0),
    ],
)
def test_a_call_costs_its_trial_seconds_first_then_money(balance: int, trial: int, number: str, seconds: int, cost: int, used: int) -> None:
    ledger, payer = Ledger(TARIFF), account(balance, trial)
    hold = ledger.hold(payer, number, NOW)
    while hold.seconds < seconds:
        assert ledger.extend(hold)
    charge = ledger.settle(hold, seconds)
    assert (charge.cost_micros, charge.bucket_seconds) == (cost, used)
    assert (payer.balance_micros, payer.trial_left) == (balance - cost, trial - used)


def test_a_second_call_waits_for_what_the_first_holds() -> None:
    ledger, payer = Ledger(TARIFF), account(700_000)
    first = ledger.hold(payer, NUMBER, NOW)
    with pytest.raises(CallRefusedError, match="402"):
        ledger.hold(payer, NUMBER, NOW)
    ledger.settle(first, 0)
    assert ledger.hold(payer, NUMBER, NOW).seconds == 60


def exact_cost(row: DeckRow, seconds: int) -> int:
    """The oracle: fractions, and the increments counted one by one."""
    billed = row.initial_increment
    while billed < seconds:
        billed += row.recurring_increment
    return row.connection_fee_micros + ceil(Fraction(row.rate_nanos * billed, 60_000)) if seconds else 0


@given(
    st.integers(0, 5_000_000),
    st.integers(0, 200),
    st.lists(st.tuples(st.sampled_from([(NUMBER, MOSCOW), (GERMAN, GERMANY), (SEA, DEAR)]), st.integers(1, 400)), max_size=5),
)
def test_calls_at_once_never_overspend_and_none_ends_before_its_credit(
    balance: int, trial: int, wanted: list[tuple[tuple[str, DeckRow], int]]
) -> None:
    ledger, payer = Ledger(TARIFF), account(balance, trial)
    running = list[tuple[object, int]]()
    spent = used = 0
    for (number, row), seconds in wanted:
        try:
            hold = ledger.hold(payer, number, NOW)
        except CallRefusedError:
            continue
        assert hold.seconds >= 1
        while hold.seconds < seconds and ledger.extend(hold):
            pass
        lasted = min(seconds, hold.seconds)
        if len(running) % 2:
            charge = ledger.settle(hold, lasted)
            assert charge.cost_micros == exact_cost(row, lasted - charge.bucket_seconds)
            spent, used = spent + charge.cost_micros, used + charge.bucket_seconds
        running.append((hold, lasted))
        assert payer.balance_micros == balance - spent >= 0
        assert payer.trial_left == trial - used >= 0


@given(st.integers(0, 20_000_000), st.integers(0, 400), st.sampled_from([(NUMBER, MOSCOW), (GERMAN, GERMANY), (SEA, DEAR)]))
def test_one_call_alone_lasts_to_the_last_second_it_can_pay(balance: int, trial: int, destination: tuple[str, DeckRow]) -> None:
    number, row = destination
    ledger, payer = Ledger(TARIFF), account(balance, trial)
    free = trial if row is MOSCOW else 0
    try:
        hold = ledger.hold(payer, number, NOW)
    except CallRefusedError:
        assert free == 0
        assert exact_cost(row, 1) > balance
        return
    longest = ledger.longest(hold)
    while ledger.extend(hold):
        pass
    assert hold.seconds == longest
    assert exact_cost(row, hold.seconds - free if hold.seconds > free else 0) <= balance
    assert exact_cost(row, hold.seconds - free + 1) > balance


def state_with(tmp_path: Path, balance: int, trial: int) -> State:
    state = open_state(tmp_path)
    state.accounts["anna"] = account(balance, trial)
    return state


def test_the_meter_cuts_at_the_very_second_and_charges_no_more(tmp_path: Path) -> None:
    async def story() -> None:
        state = state_with(tmp_path, 1_400_000, 5)
        loop, cut = asyncio.get_running_loop(), list[float]()
        call = Meter(state, Ledger(TARIFF)).paid("anna", NUMBER)
        assert call.credit_seconds == 125
        await asyncio.sleep(7)

        def end() -> None:
            cut.append(loop.time())
            call.ended("credit_exhausted")

        call.answered(end)
        await asyncio.sleep(500)
        assert cut == [132]
        assert (call.record.cost_micros, call.record.trial_seconds, call.record.billed_seconds) == (1_400_000, 5, 120)
        assert state.accounts["anna"].balance_micros == 0

    run(story())


def test_a_top_up_in_mid_call_makes_it_longer(tmp_path: Path) -> None:
    async def story() -> None:
        state = state_with(tmp_path, 700_000, 0)
        loop, cut = asyncio.get_running_loop(), list[float]()
        call = Meter(state, Ledger(TARIFF)).paid("anna", NUMBER)
        call.answered(lambda: cut.append(loop.time()))
        await asyncio.sleep(30)
        state.accounts["anna"].balance_micros += 700_000
        await asyncio.sleep(500)
        assert cut == [120]

    run(story())


def test_a_call_that_was_not_answered_costs_nothing_and_a_record_says_so(tmp_path: Path) -> None:
    async def story() -> None:
        state = state_with(tmp_path, 700_000, 0)
        meter = Meter(state, Ledger(TARIFF))
        call = meter.paid("anna", NUMBER)
        assert meter.live("anna") == [call]
        call.ended("cancelled", 487)
        call.ended("busy", 486)
        assert meter.live("anna") == []
        assert (call.record.end_cause, call.record.cost_micros, call.record.answer_us) == ("cancelled", 0, 0)
        assert state.accounts["anna"].balance_micros == 700_000

    run(story())


# --- the tariff: free directions, the minimum, the rate at the answer -----------------------------------------------------------

MONTH_US = 30 * 24 * 3600 * 1_000_000


def direction(*prefixes: str, from_us: int = 0, until_us: int | None = None, is_campaign: bool = False) -> FreeDirection:
    return FreeDirection("x", FreeSpan("Somewhere", "Где-то", from_us, until_us, is_campaign), prefixes)


def test_free_directions_hold_from_the_first_top_up_on_and_cost_neither_money_nor_trial() -> None:
    ledger, payer = Ledger(Tariff(TARIFF.deck, (direction("7495"),))), account(0, 300)
    assert ledger.could_last(payer, NUMBER, NOW) == 300
    payer.topped_up = True
    assert ledger.could_last(payer, NUMBER, NOW) is None
    hold = ledger.hold(payer, NUMBER, NOW)
    while hold.seconds < 4000:
        assert ledger.extend(hold)
    assert ledger.settle(hold, 4000) == Charge()
    assert (payer.balance_micros, payer.trial_left) == (0, 300)


def test_a_campaign_holds_for_everybody_and_within_its_time_alone() -> None:
    month = direction("49", from_us=NOW, until_us=NOW + MONTH_US, is_campaign=True)
    ledger, payer = Ledger(Tariff(TARIFF.deck, (month,))), account()
    assert ledger.could_last(payer, GERMAN, NOW) is None
    assert ledger.could_last(payer, GERMAN, NOW - 1) == 0
    assert ledger.could_last(payer, GERMAN, NOW + MONTH_US) == 0


def test_the_rate_at_the_answer_holds_for_the_whole_call() -> None:
    month = direction("49", from_us=NOW + 1, until_us=NOW + 2, is_campaign=True)
    ledger, payer = Ledger(Tariff(TARIFF.deck, (month,))), account(12_400_000)
    for answer_us, cost in ((NOW, 320_000), (NOW + 1, 0), (NOW + 2, 320_000)):
        hold = ledger.hold(payer, GERMAN, NOW)
        ledger.answered(hold, answer_us)
        assert ledger.settle(hold, 1).cost_micros == cost


def test_a_rate_that_became_too_dear_while_it_rang_lets_the_call_last_no_second() -> None:
    month = direction("49", until_us=NOW + 1, is_campaign=True)
    ledger, payer = Ledger(Tariff(TARIFF.deck, (month,))), account(1)
    hold = ledger.hold(payer, GERMAN, NOW)
    ledger.answered(hold, NOW + 1)
    assert not ledger.extend(hold)
    assert ledger.settle(hold, 1) == Charge()
    assert payer.balance_micros == 1


def test_a_row_that_ended_while_it_rang_still_prices_the_call() -> None:
    old = DeckRow("49", "Germany", "Германия", 60_000_000, initial_increment=1, recurring_increment=1, valid_until_us=NOW + 1)
    ledger, payer = Ledger(Tariff(Deck("RUB", (old,)))), account(1_000_000)
    hold = ledger.hold(payer, GERMAN, NOW)
    ledger.answered(hold, NOW + 1)
    assert ledger.settle(hold, 10).cost_micros == 10_000


@pytest.mark.parametrize(
    ("balance", "trial", "topped_up", "number", "phrase"),
    [
        (49_999, 0, False, NUMBER, "Trial Used Up"),
        (49_999, 300, False, GERMAN, "Trial Does Not Cover This Number"),
        (49_999, 0, True, NUMBER, "Balance Below Minimum"),
        (50_000, 0, False, NUMBER, "Not Enough Credit"),
        (0, 300, True, GERMAN, "Balance Below Minimum"),
    ],
)
def test_a_call_that_nothing_pays_for_says_which_is_the_matter(balance: int, trial: int, topped_up: bool, number: str, phrase: str) -> None:
    payer = account(balance, trial)
    payer.topped_up = topped_up
    with pytest.raises(CallRefusedError) as refusal:
        Ledger(TARIFF).hold(payer, number, NOW)
    assert (refusal.value.status, refusal.value.phrase) == (402, phrase)


def test_below_the_minimum_no_paid_call_begins_although_it_would_last() -> None:
    cheap = DeckRow("49", "Germany", "Германия", 60_000, initial_increment=1, recurring_increment=1)
    ledger = Ledger(Tariff(Deck("RUB", (cheap,))))
    assert ledger.could_last(account(49_999), GERMAN, NOW) == 0
    assert ledger.could_last(account(50_000), GERMAN, NOW) == 50_000


def test_at_sixty_times_the_pace_a_second_is_a_minute(tmp_path: Path) -> None:
    async def story() -> None:
        state = state_with(tmp_path, 1_400_000, 30)
        loop, cut = asyncio.get_running_loop(), list[float]()
        meter = Meter(state, Ledger(TARIFF))
        meter.scale = 60
        call = meter.paid("anna", NUMBER)
        call.answered(lambda: cut.append(loop.time()))
        meter.scale = 1  # for calls that are answered later
        await asyncio.sleep(1.25)
        call.ended("hung_up_by_caller")
        assert call.record.end_us - call.record.answer_us == 75_000_000
        assert (call.record.trial_seconds, call.record.billed_seconds, call.record.cost_micros) == (30, 60, 700_000)
        assert cut == []

    run(story())
