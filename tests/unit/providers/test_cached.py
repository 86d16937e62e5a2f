"""A provider that is not asked twice for the same, and whose last word stays known while it is down."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from tariffs.providers.basis import BasicProvider
from tariffs.providers.cached import BALANCE_S, MAX_ENTRIES, RATE_S, RETRY_S, CachedProvider, Known
from tariffs.providers.errors import (
    BadCredentialsError,
    GarbageError,
    NoRateError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    TransientError,
)
from tariffs.providers.provider import AccountStatus, Capability, Price, SmsReceipt, SmsState, SmsTerms, TopUpReceipt
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.free import FreeSpan
from tariffs.rating.money import Money
from tests.unit.providers.telling import MOSCOW


class Told(BasicProvider):
    """Answers with a balance that falls by one at each question; `error` is raised instead, where there is one."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.error: ProviderError | None = None
        self.during: Callable[[], None] = lambda: None
        self.free: FreeSpan | None = None
        self.valid_until_us: int | None = None
        self.is_local = False

    @property
    def capabilities(self) -> frozenset[Capability]:
        return frozenset({Capability.LOCAL_PRICES}) if self.is_local else frozenset({Capability.PRICE})

    @property
    def top_up_url(self) -> str:
        return "https://pay.test/"

    def account_status(self) -> AccountStatus:
        self._note("status")
        return AccountStatus(Money(100 - len(self.asked), "RUB"), "prepaid")

    def price(self, number: str) -> Price:
        self._note(number)
        return Price(number, DeckRow("7", "", "", len(self.asked), valid_until_us=self.valid_until_us), "RUB", self.free)

    def deck(self) -> Deck:
        self._note("deck")
        return Deck("RUB", (DeckRow("7", "", "", 1),))

    def top_up(self, amount: Money) -> TopUpReceipt:
        self._note("top_up")
        return TopUpReceipt(AccountStatus(amount, "prepaid"), "no. 1")

    def sms_terms(self, number: str) -> SmsTerms:
        self._note(f"terms {number}")
        return SmsTerms(left_today=100 - len(self.asked))

    def send_sms(self, number: str, text: str) -> SmsReceipt:
        self._note(f"sms {number} {text}")
        return SmsReceipt("1", SmsState.ACCEPTED, 1)

    def _note(self, what: str) -> None:
        self.asked.append(what)
        self.during()
        if self.error is not None:
            raise self.error


class Clock:
    def __init__(self) -> None:
        self.now = 500.0

    def __call__(self) -> float:
        return self.now

    def wall_us(self) -> int:
        return int(self.now * 1_000_000)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cached(told: Told, clock: Clock) -> CachedProvider:
    return CachedProvider(told, clock, clock.wall_us)


def micros(known: Known[AccountStatus]) -> int:
    return known.value.balance.micros


def test_a_balance_is_asked_for_once_a_minute(cached: CachedProvider, told: Told, clock: Clock) -> None:
    assert cached.known_status().age_s == 0
    clock.now += BALANCE_S - 1
    assert cached.known_status() == Known(AccountStatus(Money(99, "RUB"), "prepaid"), 59)
    assert cached.account_status().balance.micros == 99
    clock.now += 1
    assert cached.account_status().balance.micros == 98
    assert told.asked == ["status", "status"]


def test_after_a_call_the_balance_is_asked_for_again_and_prices_are_not(cached: CachedProvider, told: Told) -> None:
    cached.account_status()
    cached.price(MOSCOW)
    cached.invalidate()
    cached.account_status()
    cached.price(MOSCOW)
    assert told.asked == ["status", MOSCOW, "status"]
    cached.invalidate(prices=True)
    cached.price(MOSCOW)
    assert told.asked[-1] == MOSCOW


def test_a_balance_that_was_on_its_way_when_a_call_ended_is_not_fresh(cached: CachedProvider, told: Told) -> None:
    told.during = cached.invalidate
    cached.account_status()
    told.during = lambda: None
    cached.account_status()
    assert told.asked == ["status", "status"]


def test_a_price_is_asked_for_once_in_two_hours(cached: CachedProvider, told: Told, clock: Clock) -> None:
    for _ in range(3):
        cached.price(MOSCOW)
    cached.price("+7812")
    clock.now += RATE_S - 1
    assert cached.known_price(MOSCOW).age_s == RATE_S - 1
    clock.now += 1
    cached.price(MOSCOW)
    assert told.asked == [MOSCOW, "+7812", MOSCOW]


@pytest.mark.parametrize("ends", ["free", "row"])
def test_a_price_is_not_remembered_beyond_what_it_says_of_itself(cached: CachedProvider, told: Told, clock: Clock, ends: str) -> None:
    until_us = clock.wall_us() + 10_000_000
    told.free = FreeSpan("Moscow", "Москва", 0, until_us if ends == "free" else None)
    told.valid_until_us = until_us if ends == "row" else None
    cached.price(MOSCOW)
    clock.now += 9
    cached.price(MOSCOW)
    assert told.asked == [MOSCOW]
    clock.now += 1
    cached.price(MOSCOW)
    assert told.asked == [MOSCOW, MOSCOW]


@pytest.mark.parametrize("error", [TransientError("down"), GarbageError("nonsense"), RateLimitedError("too often", 30)])
def test_the_last_value_stays_known_with_its_age_while_the_provider_is_down(
    cached: CachedProvider, told: Told, clock: Clock, error: ProviderError
) -> None:
    cached.account_status()
    cached.price(MOSCOW)
    told.error = error
    clock.now += 3 * RATE_S
    status = cached.known_status()
    assert (micros(status), status.age_s, status.error) == (99, 3 * RATE_S, error)
    assert cached.known_price(MOSCOW).error is error
    with pytest.raises(type(error)):
        cached.account_status()
    with pytest.raises(type(error)):
        cached.price(MOSCOW)
    told.error = None
    clock.now += 60
    assert cached.known_status().error is None


def test_a_provider_that_is_down_is_not_asked_at_every_key(cached: CachedProvider, told: Told, clock: Clock) -> None:
    told.error = TransientError("down")
    for _ in range(5):
        with pytest.raises(TransientError):
            cached.price(MOSCOW)
    assert told.asked == [MOSCOW]
    clock.now += RETRY_S
    with pytest.raises(TransientError):
        cached.price(MOSCOW)
    assert told.asked == [MOSCOW, MOSCOW]


def test_a_time_to_wait_that_the_provider_told_is_waited(cached: CachedProvider, told: Told, clock: Clock) -> None:
    told.error = RateLimitedError("too often", 30)
    with pytest.raises(RateLimitedError):
        cached.account_status()
    clock.now += 29
    with pytest.raises(RateLimitedError):
        cached.account_status()
    assert len(told.asked) == 1


def test_a_wrong_password_hides_no_error_behind_an_old_balance(cached: CachedProvider, told: Told) -> None:
    cached.account_status()
    cached.invalidate()
    told.error = BadCredentialsError("no")
    for _ in range(3):
        with pytest.raises(BadCredentialsError):
            cached.known_status()
    assert len(told.asked) == 2, "nor is it tried at every key, until the account is locked"


def test_a_number_without_a_price_is_remembered_as_such(cached: CachedProvider, told: Told, clock: Clock) -> None:
    told.error = NoRateError("none")
    for _ in range(3):
        with pytest.raises(NoRateError):
            cached.known_price(MOSCOW)
        clock.now += RETRY_S
    assert told.asked == [MOSCOW]


def test_a_top_up_tells_the_balance_that_is_known_from_then_on(cached: CachedProvider, told: Told) -> None:
    cached.account_status()
    assert cached.top_up(Money(500, "RUB")) == TopUpReceipt(AccountStatus(Money(500, "RUB"), "prepaid"), "no. 1")
    assert cached.account_status().balance.micros == 500
    assert told.asked == ["status", "top_up"]


@pytest.mark.parametrize("error", [None, OutcomeUnknownError("perhaps")])
def test_an_sms_is_sent_each_time_and_makes_balance_and_terms_old(cached: CachedProvider, told: Told, error: ProviderError | None) -> None:
    cached.account_status()
    cached.sms_terms(MOSCOW)
    cached.sms_terms(MOSCOW)
    told.error = error
    for _ in range(2):
        try:
            cached.send_sms(MOSCOW, "Hi")
        except OutcomeUnknownError:
            assert error is not None
    told.error = None
    cached.account_status()
    cached.sms_terms(MOSCOW)
    assert told.asked == ["status", f"terms {MOSCOW}", *[f"sms {MOSCOW} Hi"] * 2, "status", f"terms {MOSCOW}"]


def test_prices_of_a_file_here_are_not_remembered(told: Told, clock: Clock) -> None:
    told.is_local = True
    cached = CachedProvider(told, clock, clock.wall_us)
    for _ in range(2):
        cached.price(MOSCOW)
        cached.deck()
    assert told.asked == [MOSCOW, "deck"] * 2


def test_memory_has_an_end_and_keeps_the_balance(cached: CachedProvider, told: Told) -> None:
    cached.account_status()
    for number in range(2 * MAX_ENTRIES):
        cached.price(f"+{number}")
    asked = len(told.asked)
    cached.account_status()
    cached.price(f"+{2 * MAX_ENTRIES - 1}")
    assert len(told.asked) == asked
    cached.price("+0")
    assert len(told.asked) == asked + 1


def test_asking_holds_no_lock(cached: CachedProvider, told: Told) -> None:
    """While one thread waits for a price, another gets the balance that is known."""
    cached.account_status()
    asking, may_end = threading.Event(), threading.Event()

    def wait() -> None:
        asking.set()
        may_end.wait(30)

    told.during = wait
    thread = threading.Thread(target=cached.price, args=(MOSCOW,))
    thread.start()
    assert asking.wait(30)
    assert micros(cached.known_status()) == 99
    may_end.set()
    thread.join()


def test_the_rest_is_the_providers_own(cached: CachedProvider) -> None:
    assert (cached.top_up_url, cached.recovery_url, cached.capabilities) == ("https://pay.test/", "", {Capability.PRICE})
