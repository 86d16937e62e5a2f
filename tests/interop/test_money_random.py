"""Random calls: the sandbox's record, the tests' own oracle over the recorded time, and the shared rule agree to the micro-unit.

Two hundred in a clock that jumps, and some by SIP against the real process, at sixty times the pace and more.
"""

from __future__ import annotations

import asyncio
import random
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from sandbox.billing.ledger import Ledger
from sandbox.billing.meter import Meter
from sandbox.billing.tariff import CallRefusedError, Tariff
from sandbox.state import CallRecord, open_state
from tariffs.rating.free import read_free_directions
from tariffs.rating.reading import read_deck
from tariffs.rating.tariff import Bucket, BucketKind, FreeSpan, Rate, charge
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone
from tests.unit.sandbox.quick_loop import run
from tests.unit.tariffs.oracle import cost as exact_cost

if TYPE_CHECKING:
    from collections.abc import Iterator

RESOURCES: Final = Path(__file__).parents[2] / "resources"
DECK: Final = read_deck(RESOURCES / "decks" / "sandbox.csv").whole()
DIRECTIONS: Final = read_free_directions(RESOURCES / "tariffs" / "free_directions.csv")
CALLS: Final = 200
RICH: Final = 10**12


@dataclass(frozen=True)
class Number:
    """A number to call; what the tables of PRODUCT's tariffs say of it."""

    e164: str
    trial: bool = False
    free: bool = False  # once the account was topped up


NUMBERS: Final = (
    Number("+74951112213", trial=True, free=True),
    Number("+78122112233", trial=True, free=True),
    Number("+78432001122", trial=True, free=True),
    Number("+73812212233", trial=True),
    Number("+79161112233"),
    Number("+380442223344"),
    Number("+380501112233"),
    Number("+77011112233"),
    Number("+998901112233"),
    Number("+8613812345678", free=True),
    Number("+861062345678", free=True),
    Number("+493012345678"),
    Number("+4915111122233"),
    Number("+13125551234"),
    Number("+12423221234"),
    Number("+8821612345678"),
    Number("+78001112233"),
)


def expected(number: Number, seconds: int, trial_left: int, *, topped_up: bool) -> tuple[int, int]:
    """The oracle: money and trial seconds of an answered call."""
    if number.free and topped_up:
        return 0, 0
    on_trial = min(seconds, trial_left) if number.trial else 0
    row = DECK.match(number.e164)
    assert row is not None
    return (exact_cost(row, seconds - on_trial) if seconds > on_trial else 0), on_trial


def ruled(number: Number, seconds: int, trial_left: int, *, topped_up: bool) -> tuple[int, int]:
    """The same by tariffs.rating, as a client would reckon it."""
    row = DECK.match(number.e164)
    assert row is not None
    free = FreeSpan("", "", 0) if number.free and topped_up else None
    buckets = (Bucket(BucketKind.TRIAL, trial_left),) if number.trial and trial_left else ()
    cost = charge(Rate(row, DECK.currency, free, buckets), seconds)
    return cost.cost_micros, cost.bucket_seconds


def charged_seconds(answer_us: int, end_us: int) -> int:
    """Started seconds of the recorded time."""
    return -(-(end_us - answer_us) // 1_000_000)


def test_two_hundred_random_calls_cost_what_the_oracle_says(tmp_path: Path) -> None:
    async def story() -> None:
        dice, state = random.Random(2026), open_state(tmp_path)
        payer = state.accounts["anna"]
        payer.balance_micros = RICH
        meter = Meter(state, Ledger(Tariff(DECK, DIRECTIONS)))
        for index in range(CALLS):
            payer.topped_up = index >= CALLS // 2
            number = dice.choice(NUMBERS)
            before, trial = payer.balance_micros, payer.trial_left
            record = await one_call(meter, number.e164, dice)
            seconds = charged_seconds(record.answer_us, record.end_us) if record.answer_us else 0
            told = (record.cost_micros, record.trial_seconds)
            assert told == (expected(number, seconds, trial, topped_up=payer.topped_up) if seconds else (0, 0)), number
            assert told == ruled(number, seconds, trial, topped_up=payer.topped_up)
            assert (payer.balance_micros, payer.trial_left) == (before - told[0], trial - told[1])
        assert sum(record.cost_micros for record in state.records) == RICH - payer.balance_micros > 0
        assert len(state.records) == CALLS

    run(story())


async def one_call(meter: Meter, e164: str, dice: random.Random) -> CallRecord:
    """Rings, is mostly answered, lasts up to an hour, often ends within a few seconds of a minute's end."""
    call = meter.paid("anna", e164)
    await asyncio.sleep(dice.uniform(0, 60))
    if dice.random() < 0.1:
        call.ended("no_answer", 408)
        return call.record
    call.answered(lambda: pytest.fail("the credit is large enough"))
    await asyncio.sleep(dice.choice([dice.uniform(0.001, 3600), 60 * dice.randint(1, 9) + dice.choice([-1, -0.001, 0, 0.001, 1])]))
    call.ended("hung_up_by_caller")
    return call.record


def test_random_calls_at_once_on_little_money_are_cut_where_the_oracle_has_no_more(tmp_path: Path) -> None:
    async def story() -> None:
        dice, state = random.Random(42), open_state(tmp_path)
        payer = state.accounts["anna"]
        payer.balance_micros, total = 60_000_000, 60_000_000
        meter = Meter(state, Ledger(Tariff(DECK)))
        await asyncio.gather(*(cut_call(meter, dice.choice(NUMBERS).e164, dice) for _ in range(40)))
        answered = [record for record in state.records if record.answer_us]
        for record in answered:
            row, paid = DECK.match(record.number), charged_seconds(record.answer_us, record.end_us) - record.trial_seconds
            assert row is not None
            assert record.cost_micros == (exact_cost(row, paid) if paid else 0), record
        assert payer.balance_micros == total - sum(record.cost_micros for record in answered) >= 0
        assert payer.trial_left == 300 - sum(record.trial_seconds for record in answered) >= 0
        causes = {record.end_cause for record in state.records}
        assert {"credit_exhausted", "hung_up_by_caller", "payment_required"} <= causes

    run(story())


async def cut_call(meter: Meter, e164: str, dice: random.Random) -> None:
    await asyncio.sleep(dice.uniform(0, 2000))
    try:
        call = meter.paid("anna", e164)
    except CallRefusedError:
        return
    call.answered(lambda: call.ended("credit_exhausted"))
    await asyncio.sleep(dice.uniform(1, 2000))
    call.ended("hung_up_by_caller")


# --- by SIP ---------------------------------------------------------------------------------------------------------------------

SCALE: Final = 300
CALLS_EACH: Final = 5


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        assert process.post("/v1/test/time", {"scale": SCALE}).status == 200
        yield process


def test_calls_by_sip_in_compressed_time_are_recorded_as_the_oracle_says(sandbox: SandboxProcess) -> None:
    with ThreadPoolExecutor(3) as pool:
        counts = list(pool.map(partial(call_around, sandbox), ("anna", "boris", "vera")))
    assert counts == [CALLS_EACH] * 3


def call_around(sandbox: SandboxProcess, user: str) -> int:
    """Some calls of one account, which is topped up after the second; how many were right."""
    dice = random.Random(user)
    sandbox.set_credit(user, balance_micros=100_000_000_000, trial_seconds_left=200)
    with SandboxPhone(sandbox, user) as phone:
        for index in range(CALLS_EACH):
            if index == 2:
                assert sandbox.post("/v1/topup", {"amount_micros": 1_000_000}, user).status == 200
            number, before = dice.choice(NUMBERS[:-2]), sandbox.account(user)
            leg = phone.answered_call(number.e164)
            time.sleep(dice.uniform(0.05, 1.2))
            phone.again(leg, "BYE")
            record, after = sandbox.wait_for_record(user), sandbox.account(user)
            seconds = charged_seconds(record["answer_us"], record["end_us"])
            assert 10 < seconds < 30 * SCALE, "a second on the line is five minutes in the record"
            told, trial = (record["cost_micros"], record["trial_seconds"]), before["trial_seconds_left"]
            assert record["number"] == number.e164
            assert told == expected(number, seconds, trial, topped_up=index >= 2)
            assert told == ruled(number, seconds, trial, topped_up=index >= 2)
            assert after["balance_micros"] == before["balance_micros"] - told[0]
            assert after["trial_seconds_left"] == trial - told[1]
    assert len(sandbox.calls(user)) == CALLS_EACH
    return CALLS_EACH
