"""How often a provider may be asked."""

from __future__ import annotations

import pytest

from tariffs.providers.errors import RateLimitedError
from tariffs.providers.http import HttpApi
from tariffs.providers.limits import LONGEST_HOLD_S, RateLimiter
from tests.unit.providers.answering import Answer, AnsweringServer


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_fourth_request_of_a_minute_is_refused_with_the_time_to_wait() -> None:
    clock = Clock()
    limiter = RateLimiter(3, 60, clock)
    for _ in range(3):
        limiter.take("statistics")
        clock.now += 10
    with pytest.raises(RateLimitedError) as caught:
        limiter.take("statistics")
    assert caught.value.retry_after_s == 30
    clock.now += 30
    limiter.take("statistics")
    with pytest.raises(RateLimitedError):
        limiter.take("statistics")


def test_a_refused_request_takes_no_place() -> None:
    clock = Clock()
    limiter = RateLimiter(1, 60, clock)
    limiter.take("x")
    for _ in range(5):
        clock.now += 10
        with pytest.raises(RateLimitedError):
            limiter.take("x")
    clock.now += 10
    limiter.take("x")


def test_nothing_is_asked_while_the_provider_wants_to_be_left_alone_but_never_for_more_than_an_hour() -> None:
    clock = Clock()
    limiter = RateLimiter(clock=clock)
    for _ in range(1000):
        limiter.take("x")
    limiter.hold(10**9)
    clock.now += LONGEST_HOLD_S - 1
    with pytest.raises(RateLimitedError) as caught:
        limiter.take("x")
    assert caught.value.retry_after_s == 1
    clock.now += 1
    limiter.take("x")


def test_a_retry_after_that_the_provider_told_is_obeyed_without_asking_it() -> None:
    with AnsweringServer({"GET /x": Answer(429, headers={"Retry-After": "30"})}) as server:
        api = HttpApi(server.url, None, 1.0)
        for _ in range(3):
            with pytest.raises(RateLimitedError) as caught:
                api.get("/x")
            assert caught.value.retry_after_s in {29, 30}
        api.close()
        assert len(server.asked) == 1


def test_a_429_without_a_time_is_told_each_time() -> None:
    with AnsweringServer({"GET /x": Answer(429, headers={"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"})}) as server:
        api = HttpApi(server.url, None, 1.0)
        for _ in range(2):
            with pytest.raises(RateLimitedError) as caught:
                api.get("/x")
            assert caught.value.retry_after_s is None
        api.close()
        assert len(server.asked) == 2
