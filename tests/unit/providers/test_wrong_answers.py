"""Whatever a provider answers instead of an answer is told apart, by every adapter alike; and no secret shows in it."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable

import pytest

from tariffs.providers.acrobits import AcrobitsAccount, AcrobitsProvider, Service
from tariffs.providers.cgrates import CgratesProvider
from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    NoFundsError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
    TransientError,
    UnsupportedError,
)
from tariffs.providers.provider import Provider
from tariffs.providers.rows import Increments
from tariffs.providers.sipnet import SipnetProvider
from tariffs.providers.templates import Template
from tariffs.providers.voipms import VoipMsProvider
from tariffs.providers.zadarma import ZadarmaProvider
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import MOSCOW, SECRET, SHORT_S, TIMEOUT_S, clock, shown, spellings


def secret() -> str:
    return SECRET


def sipnet(url: str, timeout_s: float = TIMEOUT_S) -> Provider:
    return SipnetProvider("0012345678", secret, base_url=url, timeout_s=timeout_s, clock=clock)


def zadarma(url: str, timeout_s: float = TIMEOUT_S) -> Provider:
    return ZadarmaProvider("key", secret, base_url=url, timeout_s=timeout_s, clock=clock)


def voipms(url: str, timeout_s: float = TIMEOUT_S) -> Provider:
    return VoipMsProvider("anna@example.com", secret, did="+15551234567", base_url=url, timeout_s=timeout_s, clock=clock)


def cgrates(url: str, timeout_s: float = TIMEOUT_S) -> Provider:
    return CgratesProvider(url, "1001", currency="EUR", username="anna", password=secret, timeout_s=timeout_s, clock=clock)


def acrobits(url: str, timeout_s: float = TIMEOUT_S) -> Provider:
    account = AcrobitsAccount("anna", "example.com", "EUR", Increments())
    asked = Service(Template.parse(f"{url}/?u=%account[username]%&p=%account[password]%&n=%targetNumber%"))
    return AcrobitsProvider(account, secret, balance=asked, rate=asked, timeout_s=timeout_s)


ADAPTERS = [sipnet, zadarma, voipms, cgrates, acrobits]
WRONG: list[tuple[str, Answer, type[ProviderError]]] = [
    ("refused", Answer(400), RefusedError),
    ("unauthorized", Answer(401), BadCredentialsError),
    ("payment required", Answer(402), NoFundsError),
    ("forbidden", Answer(403), ForbiddenError),
    ("not found", Answer(404), UnsupportedError),
    ("too often", Answer(429, headers={"Retry-After": "9"}), RateLimitedError),
    ("its fault", Answer(500), TransientError),
    ("overloaded", Answer(503, body=b"<html>later</html>"), TransientError),
    ("elsewhere", Answer(302, headers={"Location": "http://127.0.0.1:1/"}), GarbageError),
    ("empty", Answer(body=b""), GarbageError),
    ("a page", Answer(body=b"<!DOCTYPE html><html><body>Welcome</body></html>"), GarbageError),
    ("a page without its type", Answer(body=b"<html><body>Welcome</body></html>"), GarbageError),
    ("a list", Answer(body=b"[]"), GarbageError),
    ("not a number", Answer(body=b'{"status": "success", "balance": NaN}'), GarbageError),
    ("no UTF-8", Answer(body=b'{"status": "\xff\xfe"}'), GarbageError),
    ("too deep", Answer(body=b"[" * 100_000), GarbageError),
    ("half", Answer(body=b'{"status": "succ'), GarbageError),
    ("cut off", Answer(body=b'{"status": "succ', headers={"Content-Length": "500"}), TransientError),
    ("10 MB", Answer(body=b"x" * 10_000_000), TransientError),
    ("nothing", Answer(silent=True), TransientError),
    ("too late", Answer(wait_s=2 * SHORT_S), TransientError),
    ("drop by drop", Answer(body=b'{"status": "success"}' * 20, dribble_s=0.02), TransientError),
]


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.__name__)
@pytest.mark.parametrize(("answer", "error"), [(answer, error) for _, answer, error in WRONG], ids=[name for name, _, _ in WRONG])
def test_a_wrong_answer_is_told_apart(
    adapter: Callable[[str, float], Provider], answer: Answer, error: type[ProviderError], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with AnsweringServer({}, lambda _: answer) as server:
        provider = adapter(server.url, SHORT_S if answer.wait_s or answer.dribble_s else TIMEOUT_S)
        with pytest.raises(error) as caught:
            provider.account_status()
        provider.close()
    assert type(caught.value) is error
    everything = caplog.text + shown(caught.value) + repr(provider)
    assert not [spelling for spelling in spellings(SECRET) if spelling in everything]
    assert [asked for asked in server.asked if asked.path], "it was asked"


def zadarma_sms(url: str) -> None:
    zadarma(url, SHORT_S).send_sms(MOSCOW, "Hi")


def zadarma_callback(url: str) -> None:
    zadarma(url, SHORT_S).call_back(MOSCOW, MOSCOW)


def voipms_sms(url: str) -> None:
    voipms(url, SHORT_S).send_sms("+15557654321", "Hi")


def sipnet_callback(url: str) -> None:
    sipnet(url, SHORT_S).call_back(MOSCOW, MOSCOW)


CHANGES = [zadarma_sms, zadarma_callback, voipms_sms, sipnet_callback]


@pytest.mark.parametrize("answer", [Answer(500), Answer(silent=True), Answer(wait_s=2 * SHORT_S), Answer(body=b"OK"), Answer(body=b"")])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_without_a_clear_answer_may_have_happened_and_is_not_repeated(change: Callable[[str], object], answer: Answer) -> None:
    with AnsweringServer({}, lambda _: answer) as server:
        with pytest.raises(OutcomeUnknownError):
            change(server.url)
        assert len(server.asked) == 1


@pytest.mark.parametrize("adapter", [sipnet, voipms, cgrates, zadarma], ids=lambda adapter: adapter.__name__)
def test_the_secret_is_in_no_address(adapter: Callable[[str], Provider]) -> None:
    with AnsweringServer({}, lambda _: Answer(body=b"{}")) as server:
        provider = adapter(server.url)
        for ask in (provider.account_status, lambda: provider.price(MOSCOW), provider.calls):
            with contextlib.suppress(ProviderError):
                ask()
        provider.close()
    assert server.asked
    assert not [asked.path for asked in server.asked if any(spelling in asked.path for spelling in spellings(SECRET))]
