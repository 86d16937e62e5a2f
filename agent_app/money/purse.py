"""What is known of one account's money, and the thread in which its provider is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from agent_app.background import Lane
    from agent_app.money.snapshots import MoneySnapshot
    from tariffs.providers.cached import CachedProvider
    from tariffs.providers.provider import FreeDirection, Price
    from tariffs.rating.deck import Deck

_SECOND_US: Final = 1_000_000
_RATE_US: Final = 2 * 3600 * _SECOND_US  # a provider's price holds for two hours
_SHORT_US: Final = 60 * _SECOND_US  # a price of a part of the day, and the news that there is none
_MOST_PRICES: Final = 1000
MOST_WANTED: Final = 4  # numbers typed meanwhile whose price nobody waits for any more are not asked about


class KnownPrice(msgspec.Struct, frozen=True):
    """What the provider told of a number at `at_us`, and whether the trial may pay for it. `price` None: it has none, `error` says why."""

    price: Price | None
    trial_covers: bool
    at_us: int
    error: str = ""

    def is_fresh(self, now_us: int) -> bool:
        """Whether it may be used without asking again."""
        age = now_us - self.at_us
        if self.price is None:
            return age < _SHORT_US
        row, free = self.price.row, self.price.free
        ends = [end for end in (row.valid_until_us, free and free.until_us) if end is not None]
        return age < (_RATE_US if row.band is None else _SHORT_US) and all(now_us < end for end in ends)


class Purse(msgspec.Struct):
    """`is_local`: the provider's prices come from its deck alone, without a network. `deck` and `directions`: as last listed.

    `prices` is what the window's thread knows without asking; what the provider need not be asked again its `CachedProvider` knows.
    `wanted`: numbers to ask about, oldest first.
    """

    account_id: str
    provider: CachedProvider
    lane: Lane
    is_local: bool = False
    money: MoneySnapshot | None = None
    prices: dict[str, KnownPrice] = msgspec.field(default_factory=dict[str, KnownPrice])
    wanted: dict[str, None] = msgspec.field(default_factory=dict[str, None])
    deck: Deck | None = None
    deck_at_us: int = 0
    directions: tuple[FreeDirection, ...] = ()
    asking_balance: bool = False
    asking_price: bool = False

    def keep(self, number: str, price: KnownPrice) -> None:
        """Remember it; the oldest is forgotten where there are very many."""
        self.prices.pop(number, None)
        self.prices[number] = price
        if len(self.prices) > _MOST_PRICES:
            del self.prices[next(iter(self.prices))]

    def want(self, number: str) -> None:
        """Ask about this one next; of those that waited before it, the last few."""
        self.wanted.pop(number, None)
        self.wanted[number] = None
        while len(self.wanted) > MOST_WANTED:
            del self.wanted[next(iter(self.wanted))]
