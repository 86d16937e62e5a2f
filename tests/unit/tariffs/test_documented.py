"""docs/decks.md says what the engine does."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from tariffs.rating.cost import cost_micros
from tariffs.rating.deck import DeckRow
from tariffs.rating.reading import parse_deck
from tariffs.rating.terms import RoundingDirection, RoundingPlace, Terms

DOCS = (Path(__file__).parents[3] / "docs" / "decks.md").read_text(encoding="utf-8")
COUNTED = re.findall(r"^\| ([\d.]+) \| (\d+)/(\d+) \| (\w+), (\w+), (\d) \| (\d+) \| ([\d.]+) \|$", DOCS, re.MULTILINE)


@pytest.mark.parametrize(
    ("when", "nanos"), [("2026-12-01 12:00", 700_000_000), ("2026-12-01 02:00", 350_000_000), ("2027-01-01 02:00", 800_000_000)]
)
def test_the_example_is_a_deck(when: str, nanos: int) -> None:
    deck = parse_deck(DOCS.partition("```csv\n")[2].partition("```")[0]).whole()
    moscow = int(datetime.fromisoformat(when).replace(tzinfo=UTC).timestamp() - 3 * 3600) * 10**6
    found = deck.match("+74951112233", moscow)
    assert found is not None
    assert found.rate_nanos == nanos


@pytest.mark.parametrize("row", COUNTED)
def test_the_counted_calls_cost_what_the_table_says(row: tuple[str, ...]) -> None:
    rate, initial, recurring, direction, place, decimals, seconds, cost = row
    terms = Terms(direction=RoundingDirection(direction), place=RoundingPlace(place), decimals=int(decimals))
    nanos = int(Fraction(rate) * 10**9)
    of = DeckRow("7", "", "", nanos, initial_increment=int(initial), recurring_increment=int(recurring), terms=terms)
    assert cost_micros(of, int(seconds)) == Fraction(cost) * 10**6


def test_every_counted_call_is_checked() -> None:
    assert len(COUNTED) == 5
