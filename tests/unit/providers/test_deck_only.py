"""Prices from a file: read when needed, read again when it changes, refused with the broken lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tariffs.providers.deck_file import DeckFile, DeckSource
from tariffs.providers.deck_only import DeckOnlyProvider
from tariffs.providers.errors import DeckFileError, NoRateError, UnsupportedError
from tariffs.providers.pages import Pages
from tariffs.providers.provider import Capability, Provider
from tests.unit.providers.telling import MOSCOW, clock

HEADING = "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency\n"
ROW = "7495,Moscow,Москва,0.70,0,0,60,60,0,RUB\n"
FREE = (
    "id,by,name_en,name_ru,prefixes,number_type,valid_from,valid_until,campaign,announcement_en,announcement_ru\n"
    "msk,agent,Moscow,Москва,7495,,2026-10-01,,0,,\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "deck.csv"
    path.write_text(HEADING + ROW, encoding="utf-8")
    return path


def deck_only(path: Path, *, skips_broken: bool = False, free: Path | None = None) -> DeckOnlyProvider:
    return DeckOnlyProvider(
        DeckFile(DeckSource(path, skips_broken=skips_broken, free_directions=free)), Pages("https://x.test"), clock=clock
    )


def test_prices_are_told_without_a_network_or_a_balance(path: Path) -> None:
    provider: Provider = deck_only(path)
    assert provider.capabilities == {Capability.PRICE, Capability.DECK, Capability.FREE_DIRECTIONS, Capability.LOCAL_PRICES}
    price = provider.price(MOSCOW)
    assert (price.row.prefix, price.row.rate_nanos, price.currency, price.free) == ("7495", 700_000_000, "RUB", None)
    assert (provider.deck().rows[0].prefix, provider.top_up_url, provider.recovery_url) == ("7495", "https://x.test", "")
    with pytest.raises(NoRateError):
        provider.price("+8613800138000")
    with pytest.raises(UnsupportedError):
        provider.account_status()


def test_free_directions_of_a_file_are_known(path: Path, tmp_path: Path) -> None:
    free = tmp_path / "free.csv"
    free.write_text(FREE, encoding="utf-8")
    provider = deck_only(path, free=free)
    span = provider.price(MOSCOW).free
    assert span is not None
    assert span.name_en == "Moscow"
    assert [direction.direction_id for direction in provider.free_directions()] == ["msk"]
    free.write_text("nonsense")
    with pytest.raises(DeckFileError, match="free directions"):
        provider.price(MOSCOW)


def test_a_changed_file_is_read_again_and_an_unchanged_one_is_not(path: Path) -> None:
    provider = deck_only(path)
    first = provider.deck()
    assert provider.deck() is first
    path.write_text(HEADING + ROW.replace("0.70", "0.80"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    assert provider.price(MOSCOW).row.rate_nanos == 800_000_000


@pytest.mark.parametrize("text", ["", HEADING, "nonsense", HEADING + "7495,Moscow,Москва,-1,0,0,60,60,0,RUB\n"])
def test_a_file_without_a_usable_price_is_refused(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    for skips_broken in (False, True):
        with pytest.raises(DeckFileError):
            deck_only(path, skips_broken=skips_broken).price(MOSCOW)


def test_broken_lines_refuse_the_whole_or_are_left_out_as_the_user_decides(path: Path) -> None:
    path.write_text(f"{HEADING}{ROW}7812,St Petersburg,Петербург,cheap,0,0,60,60,0,RUB\n", encoding="utf-8")
    with pytest.raises(DeckFileError, match="line 3"):
        deck_only(path).price(MOSCOW)
    file = DeckFile(DeckSource(path, skips_broken=True))
    assert [row.prefix for row in file.deck().rows] == ["7495"]
    assert [row.line for row in file.reading().broken] == [3]


def test_a_file_that_is_not_there_is_told_without_its_path(path: Path) -> None:
    missing = path.with_name("none.csv")
    with pytest.raises(DeckFileError) as caught:
        deck_only(missing).price(MOSCOW)
    assert str(path.parent) not in str(caught.value)
