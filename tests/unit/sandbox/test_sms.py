"""SMS: how many parts a text makes, what is refused, and what becomes of one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.sms.text import count
from sandbox.billing.ledger import Ledger
from sandbox.billing.tariff import Tariff
from sandbox.sms.center import FAILING, PER_DAY, SILENT, SmsCenter, SmsRefusedError
from sandbox.sms.text import count_parts
from sandbox.state import Account, State, open_state
from tariffs.rating.deck import Deck, DeckRow
from tests.unit.sandbox.quick_loop import run

if TYPE_CHECKING:
    from pathlib import Path

RUSSIAN, GERMAN, ANSWERING = "+79161112299", "+4915111122299", "+79161112233"
LEDGER = Ledger(Tariff(Deck("RUB", (DeckRow("882", "Sea", "Море", 60_000_000_000, initial_increment=1, recurring_increment=1),))))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 0),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        ("a" * 152 + "€" + "a" * 152, 3),  # an escape is not split: the first part has 152, the second 2 + 151
        ("я" * 70, 1),
        ("я" * 71, 2),
        ("я" * 134, 2),
        ("я" * 135, 3),
        ("🙂" * 35, 1),
        ("🙂" * 36, 2),
        ("я" * 66 + "🙂" + "я" * 66, 3),  # nor is a surrogate pair
        ("a" * 100 + "ы", 2),
        ("`" * 70, 1),  # not in the alphabet of GSM
        ("`" * 71, 2),
    ],
)
def test_the_parts_of_a_text(text: str, parts: int) -> None:
    assert count_parts(text) == parts


@given(st.text(max_size=700))
def test_parts_never_hold_more_than_they_can(text: str) -> None:
    parts, units = count_parts(text), len(text.encode("utf-16-le")) // 2
    assert (parts == 0) == (text == "")
    assert units <= max(160, parts * 153)
    assert parts <= max(1, -(-units * 2 // 66))


@given(st.text(alphabet="ab\n€^я`🙂", max_size=700) | st.text(alphabet="ab €", min_size=150, max_size=700))
def test_provider_and_program_count_the_same_parts(text: str) -> None:
    assert count_parts(text) == count(text).parts


class Handset:
    """Keeps what the numbers answer."""

    def __init__(self) -> None:
        self.answers: list[tuple[str, str, str, str]] = []

    def answer(self, user: str, number: str, text: str, call_id: str) -> None:
        self.answers.append((user, number, text, call_id))


def center_of(tmp_path: Path, balance: int = 0) -> tuple[SmsCenter, State, Account, Handset]:
    state, handset = open_state(tmp_path), Handset()
    state.accounts["anna"].balance_micros = balance
    center = SmsCenter(state, LEDGER, state.save)
    center.handset = handset
    return center, state, state.accounts["anna"], handset


def test_an_sms_is_accepted_then_delivered_and_a_handset_answers(tmp_path: Path) -> None:
    async def story() -> None:
        center, state, anna, handset = center_of(tmp_path)
        sms = center.send(anna, ANSWERING, "Привет", "abc@here")
        assert (sms.state, sms.cost_micros, sms.parts) == ("accepted", 0, 1)
        await asyncio.sleep(0.6)
        assert open_state(tmp_path).sms[0].state == "delivered"
        assert handset.answers == []
        await asyncio.sleep(1.0)
        assert handset.answers == [("anna", ANSWERING, "Получено: «Привет»", "abc@here")]
        assert state.sms == [sms]

    run(story())


def test_a_failed_sms_gives_its_price_back_and_a_silent_number_stays_accepted(tmp_path: Path) -> None:
    async def story() -> None:
        center, _, anna, handset = center_of(tmp_path, 4_000_000)
        failed, silent, paid = center.send(anna, FAILING, "x"), center.send(anna, SILENT, "x"), center.send(anna, GERMAN, "x" * 161)
        assert (anna.balance_micros, paid.cost_micros) == (0, 4_000_000)
        await asyncio.sleep(100)
        assert (failed.state, silent.state, paid.state) == ("failed", "accepted", "delivered")
        assert handset.answers == []

    run(story())


@pytest.mark.parametrize(
    ("number", "text", "balance", "code"),
    [
        ("+74951112233", "x", 9_000_000, "not_mobile"),
        ("79161112233", "x", 0, "bad_number"),
        ("+7916111223", "x", 0, "bad_number"),
        ("sip:echo", "x", 0, "bad_number"),
        (RUSSIAN, "", 0, "empty"),
        (RUSSIAN, "x" * 1531, 0, "too_many_parts"),
        (GERMAN, "x", 1_999_999, "payment_required"),
        (GERMAN, "x" * 161, 3_999_999, "payment_required"),
    ],
)
def test_what_may_not_be_sent_says_why_and_costs_nothing(tmp_path: Path, number: str, text: str, balance: int, code: str) -> None:
    center, state, anna, _ = center_of(tmp_path, balance)
    with pytest.raises(SmsRefusedError) as refusal:
        center.send(anna, number, text)
    assert (refusal.value.code, state.sms, anna.balance_micros) == (code, [], balance)


def test_money_that_a_live_call_holds_pays_no_sms(tmp_path: Path) -> None:
    center, _, anna, _ = center_of(tmp_path, 61_000_000)
    hold = LEDGER.hold(anna, "8821012345", 1)
    with pytest.raises(SmsRefusedError, match="does not pay"):
        center.send(anna, GERMAN, "x")
    LEDGER.settle(hold, 0)
    assert LEDGER.available(anna) == 61_000_000


def test_fifty_a_day_may_be_sent_and_the_next_day_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day_us = 24 * 3600 * 1_000_000
    before_midnight = 20_000 * day_us - 3 * 3600 * 1_000_000 - 1  # Moscow's

    async def story() -> None:
        center, _, anna, _ = center_of(tmp_path)
        monkeypatch.setattr("sandbox.sms.center.now_us", lambda: before_midnight)
        for _ in range(PER_DAY):
            center.send(anna, RUSSIAN, "x")
        with pytest.raises(SmsRefusedError, match="50 SMS a day"):
            center.send(anna, RUSSIAN, "x")
        monkeypatch.setattr("sandbox.sms.center.now_us", lambda: before_midnight + 1)
        assert center.terms(anna, RUSSIAN).left_today == PER_DAY
        center.stop()

    run(story())
