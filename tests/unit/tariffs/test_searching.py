"""Finding rows of a deck."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.deck import Deck, DeckRow

DECK = Deck(
    "RUB",
    (
        DeckRow("7", "Russia, other cities", "Россия, другие города", 1),
        DeckRow("7495", "Russia, Moscow", "Россия, Москва", 1),
        DeckRow("7499", "Russia, Moscow", "Россия, Москва", 1),
        DeckRow("79", "Russia, mobile", "Россия, мобильные", 1),
        DeckRow("73472", "Russia, Old Moscow Road", "Россия, Орёл", 1),
        DeckRow("86", "China, landline", "Китай, городские", 1),
        DeckRow("8613", "China, mobile", "Китай, мобильные", 1),
        DeckRow("39", "Italy, Comoscow", "Италия, Комо", 1),
    ),
)


@pytest.mark.parametrize(
    ("text", "prefixes"),
    [
        ("moscow", ["7495", "7499", "73472", "39"]),  # inside of a word comes last
        ("МОСКВА", ["7495", "7499"]),
        ("орел", ["73472"]),
        ("китай моб", ["8613"]),
        ("mobile china", ["8613"]),
        ("moscow 7499", ["7499"]),
        ("749", ["7", "7495", "7499"]),  # what covers it, then what begins with it
        ("+7 (495) 111-22-33", ["7495", "7"]),
        ("86", ["86", "8613"]),
        ("1", []),
        ("nowhere", []),
        ("", []),
        ("  ", []),
        ("+", []),
    ],
)
def test_a_part_of_a_name_a_prefix_or_a_number_finds_rows(text: str, prefixes: list[str]) -> None:
    assert [row.prefix for row in DECK.search(text)] == prefixes


def test_no_more_rows_than_asked_for() -> None:
    assert [row.prefix for row in DECK.search("russia", 2)] == ["7", "7495"]
    assert len(DECK.search("7", 2)) == 2


def test_rows_of_one_prefix_are_all_found() -> None:
    night = DeckRow("7495", "Moscow, later", "Москва, потом", 2, valid_from_us=5)
    deck = Deck("RUB", (DeckRow("7495", "Moscow", "Москва", 1), night))
    assert len(deck.search("7495")) == len(deck.search("74951112233")) == len(deck.search("moscow")) == 2


@given(st.text(max_size=30))
def test_any_text_finds_rows_or_none(text: str) -> None:
    assert set(DECK.search(text)) <= set(DECK.rows)


@given(st.from_regex(r"[0-9]{1,15}", fullmatch=True))
def test_the_first_row_of_a_number_is_its_price(number: str) -> None:
    found = DECK.search(number)
    match = DECK.match(number)
    assert match is None or found[0] == match
