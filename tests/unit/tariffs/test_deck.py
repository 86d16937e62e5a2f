"""Decks: the longest prefix of the rows that hold at an instant."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.band import Band
from tariffs.rating.cost import credit_seconds
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.reading import read_deck

SANDBOX = Path(__file__).parents[3] / "resources" / "decks" / "sandbox.csv"
MOSCOW = "+74951112233"


def row(prefix: str, rate_nanos: int = 1, **fields: Any) -> DeckRow:
    return DeckRow(prefix, prefix, prefix, rate_nanos, **fields)


def at(text: str, zone: str = "Europe/Moscow") -> int:
    """The instant of a wall clock."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 10**6


def matched(deck: Deck, when: int) -> int | None:
    found = deck.match(MOSCOW, when)
    return found.rate_nanos if found else None


def test_the_longest_prefix_wins_not_the_cheapest() -> None:
    """ASTPP#273."""
    deck = Deck("RUB", (row("7", 1), row("7495", 9), row("749", 2)))
    assert deck.match("74951112233") == row("7495", 9)
    assert deck.match("+74961112233") == row("749", 2)
    assert deck.match("79161112233") == row("7", 1)
    assert deck.match("380441112233") is None
    assert deck.match("") is None


@given(st.sets(st.from_regex(r"[0-9]{1,6}", fullmatch=True), max_size=30), st.from_regex(r"[0-9]{1,15}", fullmatch=True))
def test_a_match_is_the_longest_of_all_prefixes(prefixes: set[str], number: str) -> None:
    deck = Deck("RUB", tuple(row(prefix) for prefix in prefixes))
    expected = max((prefix for prefix in prefixes if number.startswith(prefix)), key=len, default=None)
    match = deck.match(number)
    assert (match.prefix if match else None) == expected


@pytest.mark.parametrize("prefix", ["", "+7", "7a", "٧", "1234567890123456"])
def test_a_prefix_is_digits(prefix: str) -> None:
    with pytest.raises(ValueError, match="a prefix is"):
        row(prefix)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rate_nanos": -1}, "negative price"),
        ({"connection_fee_micros": -1}, "negative price"),
        ({"rate_nanos": 10**18 + 1}, "one above 1000000000"),
        ({"free_seconds": -1}, "negative duration"),
        ({"initial_increment": 86_401}, "more than a day"),
        ({"recurring_increment": -1}, "negative duration"),
        ({"valid_from_us": 5, "valid_until_us": 5}, "ends before it begins"),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        row("7", **fields)


def test_validity_is_half_open() -> None:
    deck = Deck("RUB", (row("7495", 2, valid_from_us=100, valid_until_us=200),))
    assert [matched(deck, when) for when in (99, 100, 199, 200)] == [None, 2, 2, None]


def test_a_row_that_does_not_hold_leaves_the_number_to_a_shorter_prefix() -> None:
    deck = Deck("RUB", (row("7", 1), row("7495", 2, valid_until_us=200)))
    assert [matched(deck, when) for when in (199, 200)] == [2, 1]


def test_of_two_issues_the_later_one_holds() -> None:
    deck = Deck("RUB", (row("7495", 2, valid_from_us=200), row("7495", 1), row("7495", 3, valid_from_us=300, valid_until_us=400)))
    assert [matched(deck, when) for when in (199, 200, 299, 300, 399, 400)] == [1, 2, 2, 3, 3, 2]


def test_now_is_the_instant_that_is_not_named() -> None:
    deck = Deck(
        "RUB", (row("7495", 1), row("7495", 2, valid_from_us=at("2020-01-01 00:00")), row("7495", 3, valid_from_us=at("2999-01-01 00:00")))
    )
    found = deck.match(MOSCOW)
    assert found is not None
    assert found.rate_nanos == 2


def test_a_band_is_told_in_the_deck_s_zone() -> None:
    evening = row("7495", 2, band=Band(from_minute=20 * 60))
    deck = Deck("RUB", (row("7495", 1), evening))
    assert [matched(deck, at(f"2026-11-20 {clock}")) for clock in ("19:59:59", "20:00", "23:59:59")] == [1, 2, 2]
    assert matched(Deck("RUB", (row("7495", 1), evening), "UTC"), at("2026-11-20 20:00")) == 1
    assert matched(Deck("RUB", (row("7495", 1), evening), "UTC"), at("2026-11-20 23:00")) == 2


def test_a_band_over_midnight_belongs_to_the_day_it_begins_on() -> None:
    friday_night = row("7495", 2, band=Band((5,), 22 * 60, 8 * 60))
    deck = Deck("RUB", (row("7495", 1), friday_night))
    assert [matched(deck, at(clock)) for clock in ("2026-11-20 21:59", "2026-11-20 22:00", "2026-11-21 07:59", "2026-11-21 08:00")] == [
        1,
        2,
        2,
        1,
    ]
    assert matched(deck, at("2026-11-20 07:59")) == 1, "the night before"


def test_a_band_of_a_sunday_night_runs_into_the_next_week() -> None:
    assert Band((7,), 22 * 60, 60).covers(1, 59)
    assert not Band((7,), 22 * 60, 60).covers(1, 60)
    assert Band((7,), 22 * 60, 60).overlaps(Band((1,), 0, 1))


def test_summer_time_moves_a_band_with_the_wall_clock() -> None:
    """In Berlin clocks go from 02:00 to 03:00 on 2026-03-29, and from 03:00 back to 02:00 on 2026-10-25."""
    deck = Deck("EUR", (row("7495", 1), row("7495", 2, band=Band(from_minute=2 * 60, until_minute=3 * 60))), "Europe/Berlin")
    spring, autumn = at("2026-03-29 00:00", "UTC"), at("2026-10-25 00:00", "UTC")
    hour = 3600 * 10**6
    assert [matched(deck, spring + n * hour) for n in range(3)] == [1, 1, 1], "01:00, 03:00, 04:00: the hour was skipped"
    assert [matched(deck, autumn + n * hour) for n in range(3)] == [2, 2, 1], "02:00, 02:00 again, 03:00"


def test_a_later_issue_wins_over_a_band_of_an_earlier_one() -> None:
    deck = Deck("RUB", (row("7495", 1, band=Band()), row("7495", 2, valid_from_us=200)))
    assert [matched(deck, when) for when in (199, 200)] == [1, 2]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (row("7495"), row("7495", 2)),
        (row("7495", valid_from_us=5), row("7495", 2, valid_from_us=5, valid_until_us=9)),
        (row("7495", band=Band((1, 2))), row("7495", 2, band=Band((2, 3)))),
    ],
)
def test_two_rows_that_nothing_tells_apart_are_refused(first: DeckRow, second: DeckRow) -> None:
    with pytest.raises(ValueError, match="7495 stands twice for the same time"):
        Deck("RUB", (first, second))


def test_bands_of_one_issue_stand_side_by_side() -> None:
    deck = Deck("RUB", (row("7495", 1), row("7495", 2, band=Band((6, 7))), row("7495", 3, band=Band((1, 2, 3, 4, 5), 0, 480))))
    assert [matched(deck, at(when)) for when in ("2026-11-21 03:00", "2026-11-20 03:00", "2026-11-20 08:00")] == [2, 3, 1]


def test_an_unknown_zone_is_refused_where_it_matters() -> None:
    with pytest.raises(ValueError, match="no time zone 'Mars/Olympus'"):
        Deck("RUB", (row("7", band=Band((1,))),), "Mars/Olympus")


@pytest.mark.parametrize(
    ("days", "start", "end"),
    [((), 0, 60), ((0,), 0, 60), ((2, 1), 0, 60), ((1, 1), 0, 60), ((1,), 60, 60), ((1,), -1, 60), ((1,), 0, 1441)],
)
def test_a_band_that_makes_no_sense_is_refused(days: tuple[int, ...], start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a band's"):
        Band(days, start, end)


issues = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9), st.booleans()), max_size=8, unique_by=lambda issue: issue[0])


@given(issues, st.integers(0, 20))
def test_the_row_that_holds_is_the_latest_of_those_that_are_valid(of: list[tuple[int, int, bool]], when: int) -> None:
    spans = [(start, None if is_open else start + length) for start, length, is_open in of]
    rows = tuple(row("7495", start + 1, valid_from_us=start, valid_until_us=end) for start, end in spans)
    valid = [start for start, end in spans if start <= when and (end is None or when < end)]
    assert matched(Deck("RUB", rows), when) == (max(valid) + 1 if valid else None)


def test_the_sandbox_deck_has_its_documented_rows() -> None:
    deck = read_deck(SANDBOX).whole()
    expected = {
        "74951112233": ("Russia, Moscow", 700_000_000),
        "74991112233": ("Russia, Moscow", 700_000_000),
        "78121112233": ("Russia, St Petersburg", 700_000_000),
        "73431112233": ("Russia, Yekaterinburg", 1_000_000_000),
        "74711112233": ("Russia, other cities", 1_600_000_000),
        "79161112233": ("Russia, mobile", 1_900_000_000),
        "77011112233": ("Kazakhstan, mobile", 7_800_000_000),
        "77271112233": ("Kazakhstan, landline", 4_200_000_000),
        "380441112233": ("Ukraine, Kyiv", 5_400_000_000),
        "861012345678": ("China, landline", 900_000_000),
        "8613812345678": ("China, mobile", 950_000_000),
    }
    for number, facts in expected.items():
        match = deck.match(number)
        assert match is not None
        assert (match.destination_en, match.rate_nanos) == facts
    assert all(row.destination_en and row.destination_ru for row in deck.rows)


@pytest.mark.parametrize("number", ["78091234567", "881612345678", "979123456789"])
def test_the_sandbox_deck_forbids_premium_and_some_satellite_numbers(number: str) -> None:
    match = read_deck(SANDBOX).whole().match(number)
    assert match is not None
    assert match.forbidden


def test_the_sandbox_decks_dear_row_ends_a_small_credit_in_seconds() -> None:
    match = read_deck(SANDBOX).whole().match("88216123456")
    assert match is not None
    assert credit_seconds(match, 12_400_000) == 6


@pytest.mark.parametrize(
    ("number", "when", "nanos"),
    [
        ("+911123456789", "2026-11-20 21:59", 1_150_000_000),
        ("+911123456789", "2026-11-20 22:00", 800_000_000),
        ("+8221234567", "2026-11-20 12:00", 1_450_000_000),
        ("+8221234567", "2026-11-21 12:00", 1_150_000_000),
        ("+6621234567", "2026-12-31 23:59", 1_900_000_000),
        ("+6621234567", "2027-01-01 00:00", 2_200_000_000),
    ],
)
def test_the_sandbox_deck_has_a_night_a_weekend_and_a_price_of_next_year(number: str, when: str, nanos: int) -> None:
    match = read_deck(SANDBOX).whole().match(number, at(when))
    assert match is not None
    assert match.rate_nanos == nanos
