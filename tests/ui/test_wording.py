"""Every code has words, amounts are exact, and the words fit the case."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.commandline import wording as commandline_wording
from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot
from agent_app.snapshots import (
    AccountSnapshot,
    AudioSnapshot,
    CallDirection,
    CallItem,
    EngineStatus,
    KeyringProblem,
    ProblemCode,
)
from tariffs.providers.errors import ProviderError
from tariffs.rating.band import Band
from tariffs.rating.free import FreeSpan
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import AudioBackend, Registration
from telephony.numbers import Refusal, RefusalCode, interpret
from telephony.reasons import Reason, ReasonCode, reason_of_status
from tests.ui.fakes import ACCOUNT
from tests.ui.scenes import price
from ui.language import LanguageSwitch
from ui.wording.amounts import age_words, cost_or_free, decimal, is_free, lasts_line, money, price_line
from ui.wording.countries import country
from ui.wording.money_reasons import MONEY_SENTENCES, amount_words, money_sentence
from ui.wording.numbers import refusal_sentence, unworded
from ui.wording.people import item_summary
from ui.wording.providers import provider_trouble, worded_troubles
from ui.wording.reasons import call_reason, general_reason, refusal_words, worded_codes
from ui.wording.states import account_state, account_trouble, audio_line, call_state, engine_trouble, keyring_sentence, problem_sentence
from ui.wording.times import clock, day, duration, seconds_since, short_when, timer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

SPACE = "\u00a0"


def _errors(base: type[ProviderError]) -> list[type[ProviderError]]:
    return [base, *(error for kind in base.__subclasses__() for error in _errors(kind))]


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[LanguageSwitch]:
    switch = LanguageSwitch(qapp, "en")
    yield switch
    switch.choose("en")


# --- codes ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_is_a_sentence_about_the_call_and_about_the_account(code: ReasonCode) -> None:
    assert code in worded_codes()
    assert len(call_reason(Reason(code, value="x"), "Vera")) > 5
    assert len(general_reason(Reason(code, value="x"))) > 5


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (486, "Vera is busy"),
        (404, "does not exist"),
        (480, "can't be reached"),
        (408, "does not answer"),
        (503, "overloaded"),
        (402, "Top up"),
        (403, "does not allow"),
        (484, "incomplete"),
        (603, "declined"),
        (488, "sound format"),
    ],
)
def test_a_sip_failure_is_a_sentence_with_what_helps(status: int, words: str) -> None:
    assert words in call_reason(reason_of_status(status, "Whatever"), "Vera")


@pytest.mark.parametrize(
    ("value", "words"),
    [("12.40 RUB", f"12.40{SPACE}₽"), ("0.005 USD", f"0.005{SPACE}$"), ("12.40", "12.40"), ("", ""), ("+74951112233", "+74951112233")],
)
def test_the_amount_in_a_reason_is_in_the_users_language(value: str, words: str) -> None:
    assert amount_words(value) == words


def test_a_reason_without_its_amount_is_a_sentence_all_the_same() -> None:
    assert all("{" not in money_sentence(code, "Vera", "") for code in MONEY_SENTENCES)


@pytest.mark.parametrize("code", [*MONEY_SENTENCES, ReasonCode.FORBIDDEN, "nobody knows"])
def test_why_an_account_would_not_call_is_a_few_words(code: str) -> None:
    assert 5 < len(refusal_words(code)) < 32


@pytest.mark.parametrize("error", _errors(ProviderError))
def test_every_trouble_with_a_provider_has_words(error: type[ProviderError]) -> None:
    assert error.code in worded_troubles()
    assert len(provider_trouble(error.code)) > 10


def test_the_command_line_has_words_for_the_same_troubles() -> None:
    assert commandline_wording.worded_troubles() == worded_troubles()
    assert commandline_wording.provider_trouble("garbage", "ru") == "ответ провайдера не имеет смысла"


def test_a_vague_refusal_shows_what_the_server_said() -> None:
    assert (
        call_reason(reason_of_status(433, "Anonymity Disallowed"), "Vera")
        == "The provider refused the call (it says: 433 Anonymity Disallowed)"
    )


def test_every_code_about_numbers_has_words() -> None:
    assert unworded() == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("112", "emergency"),
        ("+7 495 111", "too short"),
        ("+7 4", "Too short to be a full number: 2 of 7–15 digits"),
        ("+74951112233495111", "Too long for a number: 17 digits instead of 7–15"),
        ("+7 495 111 22 33 44", "too long"),
        ("111-22-33", "city code"),
        ("Борис", "no number here"),
        ("+7 495 abc 1", "no part of a number"),
        ("+999 123456789", "code"),
        ("*43", "exchange"),
    ],
)
def test_a_refused_text_says_why(text: str, words: str) -> None:
    meaning = interpret(text)
    assert isinstance(meaning, Refusal)
    assert words in refusal_sentence(meaning)


@given(st.text(max_size=40))
def test_any_refusal_of_any_text_can_be_said(text: str) -> None:
    meaning = interpret(text)
    if isinstance(meaning, Refusal):
        said = refusal_sentence(meaning)
        assert said or meaning.code is RefusalCode.EMPTY


@pytest.mark.parametrize("code", ProblemCode)
def test_every_problem_has_words(code: ProblemCode) -> None:
    assert len(problem_sentence(code, "/tmp/x")) > 10


@pytest.mark.parametrize("problem", [KeyringProblem.ABSENT, KeyringProblem.LOCKED, KeyringProblem.NO_ANSWER, KeyringProblem.FAILED])
def test_a_keyring_that_keeps_nothing_is_explained(problem: KeyringProblem) -> None:
    assert "until the program ends" in keyring_sentence(problem)


def test_every_state_has_words() -> None:
    assert all(call_state(state) for state in CallState)
    assert all(account_state(msgspec.structs.replace(ACCOUNT, registration=state)) for state in Registration)
    assert [bool(engine_trouble(status)) for status in EngineStatus] == [False, False, True, True]


def test_an_account_in_trouble_says_why_and_when_it_is_tried_again() -> None:
    failed = AccountSnapshot("a", "x@y", registration=Registration.FAILED, reason=Reason(ReasonCode.NO_RESPONSE), retry_s=32)
    assert account_trouble(failed) == "The server does not answer. Check the network connection. Next attempt in 32 s."
    assert account_trouble(ACCOUNT) == ""


@pytest.mark.parametrize(
    ("audio", "words"),
    [
        (AudioSnapshot(), "No sound card"),
        (AudioSnapshot(AudioBackend.DEVICE, "Speakers"), "No microphone"),
        (AudioSnapshot(AudioBackend.DEVICE, "Jabra", "Jabra"), "Jabra"),
        (AudioSnapshot(AudioBackend.DEVICE, "Speakers", "Webcam"), "Speakers · Webcam"),
        (AudioSnapshot(AudioBackend.DEVICE, "default", "default"), "Sound as the system has it"),
    ],
)
def test_the_sound_is_told_in_a_line(audio: AudioSnapshot, words: str) -> None:
    assert audio_line(audio).startswith(words)


# --- amounts -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("micros", "words"),
    [(12_400_000, "12.40"), (0, "0.00"), (5_000, "0.005"), (1, "0.000001"), (-700_000, "-0.70"), (1_234_567_000_000, "1,234,567.00")],
)
def test_money_is_exact(micros: int, words: str) -> None:
    assert money(Money(micros, "RUB")) == f"{words}{SPACE}₽"


def test_russian_money_has_its_separators(english: LanguageSwitch) -> None:
    english.choose("ru")
    assert money(Money(12_400_000, "RUB")) == f"12,40{SPACE}₽"


@given(st.integers(-(10**15), 10**15), st.sampled_from([6, 9]))
def test_no_digit_is_lost(value: int, places: int) -> None:
    said = decimal(value, places).replace(",", "")
    whole, fraction = said.split(".")
    assert int(whole.lstrip("-") + fraction.ljust(places, "0")) == abs(value)
    assert said.startswith("-") == (value < 0)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (price(), f"0.70{SPACE}₽/min, whole minutes"),
        (price(initial_increment=60, recurring_increment=1), f"0.70{SPACE}₽/min, first minute whole"),
        (price(initial_increment=1, recurring_increment=1), f"0.70{SPACE}₽/min, by the second"),
        (price(initial_increment=30, recurring_increment=6), f"0.70{SPACE}₽/min, first 30 s, then by 6 s"),
        (price(connection_fee_micros=500_000), f"0.70{SPACE}₽/min, 0.50{SPACE}₽ to connect, whole minutes"),
        (price(free_seconds=10), f"0.70{SPACE}₽/min, first 10 s free, whole minutes"),
        (price(rate_nanos=0), "Free"),
        (price(trial_s=300, rate_nanos=0), "Free"),
        (price(trial_s=300), f"Free on the trial, then 0.70{SPACE}₽/min"),
        (price(forbidden=True), "The provider does not call this destination"),
        (price(band=Band((1, 2, 3, 4, 5), 8 * 60, 20 * 60)), f"0.70{SPACE}₽/min, whole minutes, 8:00\u202fAM–8:00\u202fPM"),
        (price(free=FreeSpan("Moscow", "Москва", 0)), "Free: Moscow"),
        (price(minutes_s=60), f"Free minutes, then 0.70{SPACE}₽/min"),
        (PriceSnapshot("+74951112233"), "The provider gives no price for this number"),
        (PriceSnapshot("+74951112233", error="no_rate"), "The provider gives no price for this number"),
        (PriceSnapshot("+74951112233", error="garbage"), "Price not known. The provider's answer makes no sense"),
    ],
)
def test_a_price_is_one_line(shown: PriceSnapshot, words: str) -> None:
    assert price_line(shown) == words


def test_a_price_that_soon_ends_says_when() -> None:
    now = time.time_ns() // 1000
    assert price_line(price(valid_until_us=now + 3_600_000_000)).startswith(f"0.70{SPACE}₽/min, whole minutes, until ")
    assert "until" not in price_line(price(valid_until_us=now + 60 * 86_400_000_000))
    assert "until" not in price_line(price(valid_until_us=now - 1))


def test_what_is_not_renewed_says_since_when() -> None:
    balance = Money(1, "RUB")
    assert age_words(price(), MoneySnapshot("a", balance, at_us=1, error="transient")).startswith("as of ")
    assert age_words(msgspec.structs.replace(price(), at_us=1, error="transient"), None).startswith("as of ")
    assert age_words(price(), MoneySnapshot("a", balance, at_us=1)) == ""
    nothing_known = (PriceSnapshot("+74951112233", at_us=1, error="no_rate"), MoneySnapshot("a", at_us=1, error="transient"))
    assert age_words(*nothing_known) == "", "what was never told has no age"


def test_how_long_the_money_lasts() -> None:
    assert lasts_line(price(lasts_s=1020)) == "lasts 17 min"
    assert lasts_line(price(lasts_s=0)) == "The balance is not enough for this call"
    assert lasts_line(price(lasts_s=None)) == ""
    assert not is_free(price())


def test_what_a_call_cost() -> None:
    assert [cost_or_free(None), cost_or_free(Money(0, "RUB"))] == ["", "free"]


# --- times ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (192, "3 min 12 s"), (3600, "1 h 00 min"), (7505, "2 h 05 min"), (-5, "0 s")],
)
def test_durations_are_said_shortly(seconds: int, words: str) -> None:
    assert duration(seconds) == words


@pytest.mark.parametrize(("seconds", "words"), [(0, "00:00:00"), (107, "00:01:47"), (36_001, "10:00:01")])
def test_the_timer_counts_hours_minutes_seconds(seconds: int, words: str) -> None:
    assert timer(seconds) == words


def test_today_is_said_by_the_clock_and_other_days_by_name() -> None:
    now = time.time_ns() // 1000
    a_day = 86_400_000_000
    assert short_when(now) == clock(now)
    assert [day(now), day(now - a_day), short_when(now - a_day)] == ["Today", "Yesterday", "yesterday"]
    assert len({short_when(now - age * a_day) for age in (0, 1, 3, 40)}) == 4
    assert seconds_since(now - 5_000_000, now) == 5


def test_a_call_in_the_list_is_a_few_words() -> None:
    talked = CallItem("i", "a", "x@y", CallDirection.OUTGOING, 0, duration_s=192, cost=Money(1_900_000, "RUB"))
    busy = CallItem("i", "a", "x@y", CallDirection.OUTGOING, 0, reason=Reason(ReasonCode.BUSY))
    broke = msgspec.structs.replace(talked, reason=Reason(ReasonCode.CREDIT_EXHAUSTED))
    assert item_summary(talked) == f"Outgoing · 3 min 12 s · 1.90{SPACE}₽"
    assert item_summary(busy) == "Outgoing · busy"
    assert "the money ran out" in item_summary(broke)
    assert item_summary(msgspec.structs.replace(busy, direction=CallDirection.INCOMING, missed=True)) == "Missed call"


@pytest.mark.parametrize(("language", "name"), [("ru", "Германия"), ("en", "Germany")])
def test_countries_are_named_in_the_users_language(english: LanguageSwitch, language: str, name: str) -> None:
    english.choose(language)
    assert country("DE") == name
    assert country("NR")  # none of the named ones in Russian: the English name stands
