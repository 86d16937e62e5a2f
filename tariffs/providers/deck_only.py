"""An account whose provider tells nothing: prices come from a file alone, without network and without a balance."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tariffs.providers.basis import BasicProvider
from tariffs.providers.pages import Pages
from tariffs.providers.provider import Capability

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.deck_file import DeckFile
    from tariffs.providers.provider import Price
    from tariffs.rating.deck import Deck
    from tariffs.rating.free import FreeDirection


def now_us() -> int:
    """UTC microseconds since 1970."""
    return time.time_ns() // 1000


class DeckOnlyProvider(BasicProvider):
    """A `Provider`. `clock` gives UTC microseconds: what is valid, and free, depends on it."""

    def __init__(self, deck: DeckFile, pages: Pages | None = None, *, clock: Callable[[], int] = now_us) -> None:
        self._deck = deck
        self._pages = pages or Pages()
        self._clock = clock

    def __repr__(self) -> str:
        return f"DeckOnlyProvider({self._deck!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.PRICE, Capability.DECK, Capability.FREE_DIRECTIONS, Capability.LOCAL_PRICES})

    def price(self, number: str) -> Price:
        return self._deck.price(number, self._clock())

    def deck(self) -> Deck:
        return self._deck.deck()

    def free_directions(self) -> tuple[FreeDirection, ...]:
        return self._deck.free_directions()
