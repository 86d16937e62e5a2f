"""A provider that is not asked twice for the same: fresh values answer at once, and old ones stay known while the provider is down."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from tariffs.providers.deck_only import now_us
from tariffs.providers.errors import GarbageError, NoRateError, ProviderError, RateLimitedError, TransientError
from tariffs.providers.limits import LONGEST_HOLD_S
from tariffs.providers.provider import Capability

if TYPE_CHECKING:
    from collections.abc import Callable

    from tariffs.providers.provider import (
        AccountStatus,
        CallRecord,
        FreeDirection,
        Price,
        Provider,
        SmsReceipt,
        SmsState,
        SmsTerms,
        TopUpReceipt,
    )
    from tariffs.rating.deck import Deck
    from tariffs.rating.money import Money

BALANCE_S: Final = 60
RATE_S: Final = 2 * 3600
RETRY_S: Final = 10  # a provider that is down is asked again after so long, however often a key is pressed
MAX_ENTRIES: Final = 1000
_PASSING: Final = (TransientError, RateLimitedError, GarbageError)

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Known(Generic[_Value]):
    """`value` was told `age_s` seconds ago. `error`: why it is not a fresh one (None: it is)."""

    value: _Value
    age_s: int
    error: ProviderError | None = None


@dataclass
class _Entry:
    """What was told last, and what went wrong since. Times by the clock."""

    value: Any = None
    told_at: float | None = None
    is_stale: bool = True
    error: ProviderError | None = None
    failed_at: float = 0.0


class CachedProvider:
    """A `Provider` around another. The plain methods raise where no fresh value could be had; `known_status` and `known_price` then tell
    the last one, with its age and the error, for as long as the error may pass.

    Prices that need no request (LOCAL_PRICES) are not remembered, others not beyond the end of what they say: a free direction, a row's
    validity. `clock`: seconds that never go back; `wall_us`: UTC microseconds. Safe to use from several threads; no lock is held while the
    provider is asked.
    """

    def __init__(self, provider: Provider, clock: Callable[[], float] = time.monotonic, wall_us: Callable[[], int] = now_us) -> None:
        self._provider = provider
        self._clock = clock
        self._wall_us = wall_us
        self._is_local = Capability.LOCAL_PRICES in provider.capabilities
        self._generation = 0
        self._lock = threading.Lock()
        self._entries: OrderedDict[tuple[str, str], _Entry] = OrderedDict()

    def __repr__(self) -> str:
        return f"CachedProvider({self._provider!r})"

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._provider.capabilities

    @property
    def top_up_url(self) -> str:
        return self._provider.top_up_url

    @property
    def recovery_url(self) -> str:
        return self._provider.recovery_url

    def invalidate(self, *, prices: bool = False) -> None:
        """The balance is not what it was (after every call); with `prices` nothing is. The last values stay known, but not as fresh."""
        with self._lock:
            self._generation += 1
            for (kind, _), entry in self._entries.items():
                if prices or kind == "status":
                    entry.is_stale, entry.error = True, None

    def forget_price(self, number: str) -> None:
        """The next question about it is asked; the last price stays known, but not as fresh."""
        with self._lock:
            entry = self._entries.get(("price", number))
            if entry is not None:
                entry.is_stale, entry.error = True, None

    def known_status(self) -> Known[AccountStatus]:
        return self._known("status", "", BALANCE_S, self._provider.account_status)

    def known_price(self, number: str) -> Known[Price]:
        if self._is_local:
            return Known(self._provider.price(number), 0)
        return self._known("price", number, RATE_S, lambda: self._provider.price(number), self._holds)

    def account_status(self) -> AccountStatus:
        return _fresh(self.known_status())

    def price(self, number: str) -> Price:
        return _fresh(self.known_price(number))

    def credit_time(self, number: str) -> int | None:
        return self._provider.credit_time(number)

    def deck(self) -> Deck:
        return self._provider.deck() if self._is_local else _fresh(self._known("deck", "", RATE_S, self._provider.deck))

    def free_directions(self) -> tuple[FreeDirection, ...]:
        if self._is_local:
            return self._provider.free_directions()
        return _fresh(self._known("free_directions", "", RATE_S, self._provider.free_directions))

    def calls(self, limit: int = 100) -> tuple[CallRecord, ...]:
        return self._provider.calls(limit)

    def top_up(self, amount: Money) -> TopUpReceipt:
        self.invalidate()
        receipt = self._provider.top_up(amount)
        self._keep(("status", ""), receipt.status, self._generation)
        return receipt

    def sms_terms(self, number: str) -> SmsTerms:
        return _fresh(self._known("sms_terms", number, BALANCE_S, lambda: self._provider.sms_terms(number)))

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        """Never from memory, never twice; what is left to send and to spend is another after it, whatever its outcome."""
        try:
            return self._provider.send_sms(number, text)
        finally:
            self.invalidate()
            self._forget("sms_terms")

    def sms_state(self, sms_id: str) -> SmsState:
        return self._provider.sms_state(sms_id)

    def call_back(self, own_number: str, number: str) -> None:
        self._provider.call_back(own_number, number)

    def close(self) -> None:
        self._provider.close()

    def _known(
        self, kind: str, of: str, lasts_s: int, ask: Callable[[], _Value], holds: Callable[[_Value], bool] | None = None
    ) -> Known[_Value]:
        key = (kind, of)
        remembered = self._remembered(key, lasts_s, holds)
        if remembered is not None:
            return remembered
        generation = self._generation
        try:
            value = ask()
        except ProviderError as error:
            return self._failed(key, error)
        self._keep(key, value, generation)
        return Known(value, 0)

    def _remembered(self, key: tuple[str, str], lasts_s: int, holds: Callable[[Any], bool] | None) -> Known[Any] | None:
        """A fresh value, or an error that is young enough not to ask again; None: ask."""
        with self._lock:
            entry, now = self._entries.get(key), self._clock()
            if entry is None:
                return None
            if entry.error is not None and now - entry.failed_at < _pause(entry.error):
                return _with_error(entry, entry.error, now)
            if entry.told_at is None or entry.is_stale or now - entry.told_at >= lasts_s or (holds and not holds(entry.value)):
                return None
            return Known(entry.value, int(now - entry.told_at))

    def _holds(self, price: Price) -> bool:
        now = self._wall_us()
        ends = (price.free and price.free.until_us, price.row.valid_until_us)
        return price.row.band is None and all(end is None or now < end for end in ends)

    def _keep(self, key: tuple[str, str], value: object, generation: int) -> None:
        """A balance that was asked for before the last call ended is not fresh."""
        with self._lock:
            is_stale = key[0] == "status" and generation != self._generation
            self._entries[key] = _Entry(value, self._clock(), is_stale)
            self._trim(key)

    def _failed(self, key: tuple[str, str], error: ProviderError) -> Known[Any]:
        with self._lock:
            entry, now = self._entries.setdefault(key, _Entry()), self._clock()
            entry.error, entry.failed_at = error, now
            self._trim(key)
            return _with_error(entry, error, now)

    def _trim(self, newest: tuple[str, str]) -> None:
        """Numbers come and go; the rest are few."""
        self._entries.move_to_end(newest)
        while len(self._entries) > MAX_ENTRIES:
            del self._entries[next(key for key in self._entries if key[1])]

    def _forget(self, kind: str) -> None:
        with self._lock:
            for key in [key for key in self._entries if key[0] == kind]:
                del self._entries[key]


def _with_error(entry: _Entry, error: ProviderError, now: float) -> Known[Any]:
    if entry.told_at is None or not isinstance(error, _PASSING):
        raise error.with_traceback(None)
    return Known(entry.value, int(now - entry.told_at), error)


def _pause(error: ProviderError) -> int:
    """For how long an error is taken as the answer."""
    if isinstance(error, NoRateError):
        return RATE_S
    if isinstance(error, RateLimitedError) and error.retry_after_s is not None:
        return min(error.retry_after_s, LONGEST_HOLD_S)
    return RETRY_S


def _fresh(known: Known[_Value]) -> _Value:
    if known.error is not None:
        raise known.error.with_traceback(None)
    return known.value
