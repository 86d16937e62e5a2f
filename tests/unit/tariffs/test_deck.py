"""Decks: the longest prefix, and the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.cost import credit_seconds
from tariffs.rating.deck import Deck, DeckError, DeckRow, parse_csv, read_csv

HEADING = "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency\n"
GOOD = "7495,Moscow,Москва,0.70,0,0,60,60,0,RUB\n"
SANDBOX = Path(__file__).parents[3] / "resources" / "decks" / "sandbox.csv"


def row(prefix: str, rate_nanos: int = 1) -> DeckRow:
    return DeckRow(prefix, prefix, prefix, rate_nanos)


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


def test_a_prefix_stands_once() -> None:
    with pytest.raises(ValueError, match="7495 stands twice"):
        Deck("RUB", (row("7495"), row("7495")))


@pytest.mark.parametrize("prefix", ["", "+7", "7a", "٧", "1234567890123456"])
def test_a_prefix_is_digits(prefix: str) -> None:
    with pytest.raises(ValueError, match="a prefix is"):
        row(prefix)


def test_a_file_is_read_exactly() -> None:
    deck, broken = parse_csv("\ufeff" + HEADING + GOOD + '+381,"Serbia, all",Сербия,7.1234567,0.50,10,30,6,1,RUB\n')
    assert broken == ()
    assert deck.currency == "RUB"
    assert deck.rows[0] == DeckRow("7495", "Moscow", "Москва", 700_000_000)
    assert deck.rows[1] == DeckRow("381", "Serbia, all", "Сербия", 7_123_456_700, 500_000, 10, 30, 6, forbidden=True)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("7x,a,b,1,0,0,60,60,0,RUB", "a prefix is"),
        ("7,a,b,1.2.3,0,0,60,60,0,RUB", "not a decimal"),
        ("7,a,b,0.0000000001,0,0,60,60,0,RUB", "more than 9 decimals"),
        ("7,a,b,-1,0,0,60,60,0,RUB", "negative"),
        ("7,a,b,1,0,0.5,60,60,0,RUB", "more than 0 decimals"),
        ("7,a,b,1,0,0,60,60,yes,RUB", "forbidden is 0 or 1"),
        ("7,a,b,1,0,0,60,60,0,EUR", "currency EUR in a deck of RUB"),
        ("7,a,b,1,0,0,60,60,0,rub", "three capital letters"),
        ("7495,a,b,1,0,0,60,60,0,RUB", "stands twice"),
        ("7,a,b,1", "4 fields where"),
        ("7,a,b,1,0,0,60,60,0,RUB,more", "11 fields where the heading has 10"),
    ],
)
def test_a_broken_line_is_named_and_the_others_stand(line: str, reason: str) -> None:
    deck, broken = parse_csv(HEADING + GOOD + line + "\n7499,Moscow,Москва,0.70,0,0,60,60,0,RUB\n")
    assert [row.prefix for row in deck.rows] == ["7495", "7499"]
    assert [bad.line for bad in broken] == [3]
    assert reason in broken[0].reason


def test_a_wrong_heading_is_named() -> None:
    deck, broken = parse_csv("prefix,rate\n7,1\n")
    assert deck.rows == ()
    assert broken[0].line == 1
    assert "currency" in broken[0].reason


def test_reading_a_file_with_a_broken_line_raises_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "deck.csv"
    path.write_text(HEADING + GOOD + "x,a,b,1,0,0,60,60,0,RUB\n", encoding="utf-8")
    with pytest.raises(DeckError, match="line 3: a prefix is"):
        read_csv(path)


@given(st.text(max_size=200))
def test_any_text_is_a_deck_or_broken_lines(text: str) -> None:
    parse_csv(HEADING + text)


def test_the_sandbox_deck_has_its_documented_rows() -> None:
    deck = read_csv(SANDBOX)
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
    match = read_csv(SANDBOX).match(number)
    assert match is not None
    assert match.forbidden


def test_the_sandbox_decks_dear_row_ends_a_small_credit_in_seconds() -> None:
    match = read_csv(SANDBOX).match("88216123456")
    assert match is not None
    assert credit_seconds(match, 12_400_000) == 6
