"""The accounts' providers: each in a lane of its own, with what it told of balance and prices."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane
from agent_app.clock import now_us
from agent_app.money.asking import ask_lists, ask_price, code_of, deck_price, money_of, unknown
from agent_app.money.purse import KnownPrice, Purse
from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.cached import CachedProvider
    from tariffs.providers.provider import FreeDirection, Provider
    from tariffs.rating.deck import Deck

log = logging.getLogger(__name__)
T = TypeVar("T")

_REFRESH_MS: Final = 60_000
_RECENT_US: Final = 60_000_000  # a price that was told within this is asked about again by no answered call


class ProviderDesk(QObject):
    """A slow provider delays no other, and nothing is ever waited for.

    Nothing is asked before `begin`: the providers' HTTP library is not on the way to the first frame.
    """

    balance_changed = Signal(object)  # MoneySnapshot
    price_ready = Signal(str, object)  # account_id, PriceSnapshot

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._purses: dict[str, Purse] = {}
        self._side_lane = Lane("money", self)  # what must not wait behind a provider: files, and ending connections
        self._troubles: dict[str, MoneySnapshot] = {}  # of accounts whose provider can't be asked at all
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh_all)

    def begin(self) -> None:
        """The first frame is out: ask what there is to ask."""
        self._begun = True
        for purse in list(self._purses.values()):
            self._ask_first(purse)

    def set_provider(self, account_id: str, provider: Provider) -> None:
        """The account's money is told by `provider` from now on."""
        from tariffs.providers.cached import CachedProvider
        from tariffs.providers.provider import Capability

        known = self._purses.pop(account_id, None)
        self._troubles.pop(account_id, None)
        if known is not None:
            self._dismiss(known)
        lane = Lane(f"money-{account_id[:8]}", self)
        purse = self._purses[account_id] = Purse(
            account_id, CachedProvider(provider), lane, Capability.LOCAL_PRICES in provider.capabilities, known and known.money
        )
        if self._begun:
            self._ask_first(purse)

    def drop_provider(self, account_id: str) -> None:
        """Nobody tells this account's money any more; what is being asked is given up."""
        purse = self._purses.pop(account_id, None)
        self._troubles.pop(account_id, None)
        if purse is not None:
            self._dismiss(purse)

    def has_provider(self, account_id: str) -> bool:
        """Whether the account's provider tells balance and prices at all."""
        return account_id in self._purses

    def tells_balance(self, account_id: str) -> bool:
        """Whether there will be a balance: a price list alone has none."""
        from tariffs.providers.provider import Capability

        purse = self._purses.get(account_id)
        return purse is not None and Capability.ACCOUNT_STATUS in purse.provider.capabilities

    def provider(self, account_id: str) -> CachedProvider | None:
        """For its capabilities and addresses; whatever blocks goes through `ask`."""
        purse = self._purses.get(account_id)
        return None if purse is None else purse.provider

    def ask(
        self, account_id: str, work: Callable[[CachedProvider], T], then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> bool:
        """Run `work` with the account's provider in its lane; False where it has none."""
        purse = self._purses.get(account_id)
        if purse is None:
            return False
        provider = purse.provider
        purse.lane.run(lambda: work(provider), then, failed)
        return True

    def watch(self, on: bool) -> None:
        """Balances are asked for every 60 s while a window is visible."""
        if on == self._timer.isActive():
            return
        if on:
            self._timer.start()
            self._refresh_all()
        else:
            self._timer.stop()

    def close(self) -> None:
        self._timer.stop()
        for purse in self._purses.values():
            self._dismiss(purse)
        self._purses.clear()
        self._side_lane.close(0.2)

    def balance(self, account_id: str) -> MoneySnapshot | None:
        """The last known; None before the first answer, and for accounts whose provider tells none."""
        purse = self._purses.get(account_id)
        return self._troubles.get(account_id) if purse is None else purse.money

    def refresh(self, account_id: str) -> None:
        """Ask for the balance; `balance_changed` brings it, or the code of an error with what was known before."""
        purse = self._purses.get(account_id)
        if purse is None or purse.asking_balance or not self._begun or not self.tells_balance(account_id):
            return
        purse.asking_balance = True
        provider = purse.provider
        provider.invalidate()
        purse.lane.run(
            lambda: money_of(account_id, provider.account_status()),
            lambda money: self._take_money(purse, money),
            lambda error: self._take_money(purse, unknown(account_id, purse.money, error)),
        )

    def request_price(self, account_id: str, number: str) -> None:
        """The price of a full number (E.164), by `price_ready`; before this returns where it is known already."""
        purse = self._purses.get(account_id)
        if purse is None:
            return
        if purse.money is None:  # what the trial pays, and how long a call lasts, is part of the answer: it comes first
            self._begun = True
            self.refresh(account_id)
        known = self._known(purse, number)
        if known is not None and known.is_fresh(now_us()):
            self._tell_price(purse, number, known)
            return
        purse.want(number)
        self._ask_next_price(purse)

    def price(self, account_id: str, number: str) -> PriceSnapshot | None:
        """The price as far as it is known now, with how long today's money lasts; None where it is not."""
        purse = self._purses.get(account_id)
        known = None if purse is None else self._known(purse, number)
        return None if purse is None or known is None else snapshot_of(purse, number, known)

    def is_known(self, account_id: str, number: str) -> bool:
        """Whether asking the provider would tell nothing new before a call."""
        purse = self._purses.get(account_id)
        if purse is None:
            return True
        if purse.money is None and self.tells_balance(account_id):
            return False
        if purse.is_local and purse.deck is not None:
            return True  # asked, it would look into the same list
        known = purse.prices.get(number)
        return known is not None and known.is_fresh(now_us())

    def renew_price(self, account_id: str, number: str) -> bool:
        """Ask anew about a price that was told a while ago, by `price_ready`: a part of the day or a validity may have begun since, and the
        rate at the answer is that of the whole call. False: what is known is of this minute, or nobody can be asked."""
        purse = self._purses.get(account_id)
        known = None if purse is None else self._known(purse, number)
        if purse is None or known is None or now_us() - known.at_us < _RECENT_US:
            return False
        purse.provider.forget_price(number)
        purse.want(number)
        self._ask_next_price(purse)
        return True

    def _ask_first(self, purse: Purse) -> None:
        """What is asked of a provider before anybody wants to know."""
        self.refresh(purse.account_id)
        if purse.is_local:
            self._read_deck(purse)

    def _read_deck(self, purse: Purse) -> None:
        """Before it is in memory prices are asked for in the lane, behind this; afterwards they are told at once."""

        def take(lists: tuple[Deck, tuple[FreeDirection, ...]]) -> None:
            purse.deck, purse.directions = lists
            purse.deck_at_us = now_us()

        provider = purse.provider
        purse.lane.run(lambda: ask_lists(provider), take, lambda error: self.note_trouble(purse.account_id, code_of(error)))

    def note_trouble(self, account_id: str, code: str) -> None:
        """The account's money can't be told, and why: with what was known of it before."""
        purse = self._purses.get(account_id)
        before = purse.money if purse is not None else None
        money = msgspec.structs.replace(before or MoneySnapshot(account_id), error=code)
        if purse is not None:
            purse.money = money
        else:
            self._troubles[account_id] = money
        self.balance_changed.emit(money)

    def _refresh_all(self) -> None:
        for purse in list(self._purses.values()):
            self.refresh(purse.account_id)
            if purse.is_local:
                self._read_deck(purse)

    def _dismiss(self, purse: Purse) -> None:
        """End what is waited for; its results are dropped."""
        purse.lane.close(0)
        self._side_lane.run(purse.provider.close)

    def _take_money(self, purse: Purse, money: MoneySnapshot) -> None:
        purse.asking_balance = False
        if self._purses.get(money.account_id) is not purse:
            return  # the sandbox was started anew meanwhile
        if purse.money is not None and purse.money.tariff != money.tariff:
            purse.prices.clear()  # they were those of the other tariff
            purse.provider.invalidate(prices=True)
        purse.money = money
        self.balance_changed.emit(money)

    def _ask_next_price(self, purse: Purse) -> None:
        if purse.asking_price or not purse.wanted:
            return
        number, _ = purse.wanted.popitem()  # the newest: that is what somebody looks at
        provider, purse.asking_price = purse.provider, True
        purse.lane.run(
            lambda: ask_price(provider, number),
            lambda known: self._take_price(purse, number, known),
            lambda error: self._miss_price(purse, number, error),
        )

    def _take_price(self, purse: Purse, number: str, known: KnownPrice) -> None:
        purse.asking_price = False
        purse.keep(number, known)
        self._tell_price(purse, number, known)
        self._ask_next_price(purse)

    def _miss_price(self, purse: Purse, number: str, error: Exception) -> None:
        """The provider can't be asked now, and was not asked before."""
        purse.asking_price = False
        self._tell_price(purse, number, KnownPrice(None, trial_covers=False, at_us=now_us(), error=code_of(error)))
        self._ask_next_price(purse)

    def _known(self, purse: Purse, number: str) -> KnownPrice | None:
        """From the provider's deck at once where that is in memory, else what was told before."""
        if not purse.is_local or purse.deck is None:
            return purse.prices.get(number)
        return deck_price(purse.deck, purse.directions, number)

    def _tell_price(self, purse: Purse, number: str, known: KnownPrice) -> None:
        if self._purses.get(purse.account_id) is purse:
            self.price_ready.emit(purse.account_id, snapshot_of(purse, number, known))


def snapshot_of(purse: Purse, number: str, known: KnownPrice) -> PriceSnapshot:
    """The price with how long today's money lasts."""
    if known.price is None:
        return PriceSnapshot(number, error=known.error, at_us=known.at_us)
    from agent_app.money.prices import price_snapshot  # with the first price: not on the way to the first frame

    snapshot = price_snapshot(known.price, purse.money, trial_covers=known.trial_covers, at_us=known.at_us)
    return msgspec.structs.replace(snapshot, error=known.error)
