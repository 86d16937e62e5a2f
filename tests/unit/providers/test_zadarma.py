"""Zadarma's adapter against a local server that checks each signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest

from tariffs.providers.errors import (
    CurrencyError,
    GarbageError,
    NoFundsError,
    NoRateError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
)
from tariffs.providers.provider import AccountStatus, CallRecord, SmsReceipt, SmsState
from tariffs.providers.rows import Increments
from tariffs.providers.zadarma import ZadarmaProvider
from tariffs.rating.deck import DeckRow
from tariffs.rating.money import Money
from tests.unit.providers.answering import Answer, AnsweringServer, Asked
from tests.unit.providers.telling import MOSCOW, SECRET, TIMEOUT_S, as_json, clock, fields_of, shown, us

KEY = "a248a6a9"
BALANCE = {"status": "success", "balance": 10.34, "currency": "USD"}
INFO: dict[str, object] = {"prefix": "7495", "description": "Russia, Moscow", "price": "0.00912", "currency": "USD"}
PRICE = {"status": "success", "info": INFO}
SMS = {
    "status": "success",
    "messages": 2,
    "cost": 0.24,
    "currency": "USD",
    "sms_detalization": [{"callerid": "Teamsale", "number": "79161112233", "cost": 0.24, "parts": 2, "message": "Hi"}],
}
ZONE = {"status": "success", "unixtime": 1795348801, "datetime": "2026-11-22 15:00:00", "timezone": "UTC+3"}
CALL = {
    "id": "155581",
    "sip": "00001",
    "callstart": "2026-11-22 14:30:00",
    "from": 74950000000,
    "to": 74951112233,
    "description": "Russia, Moscow",
    "disposition": "answered",
    "billseconds": 75,
    "cost": 0.0091,
    "billcost": 0.0182,
    "currency": "USD",
}
MISSED = CALL | {"id": "155582", "callstart": "2026-11-22 14:40:00", "disposition": "no answer", "billseconds": 0, "billcost": 0}


@pytest.fixture
def server() -> Iterator[AnsweringServer]:
    answers = {
        "GET /v1/info/balance/": as_json(BALANCE),
        "GET /v1/info/price/": as_json(PRICE),
        "GET /v1/info/timezone/": as_json(ZONE),
        "GET /v1/statistics/": as_json({"status": "success", "stats": [CALL, MISSED]}),
        "GET /v1/request/callback/": as_json({"status": "success", "from": 1, "to": 2, "time": 3}),
        "POST /v1/sms/send/": as_json(SMS),
    }
    with AnsweringServer(answers) as running:
        yield running


@pytest.fixture
def provider(server: AnsweringServer) -> Iterator[ZadarmaProvider]:
    adapter = ZadarmaProvider(KEY, lambda: SECRET, base_url=server.url, timeout_s=TIMEOUT_S, clock=clock)
    yield adapter
    adapter.close()


def check_signature(asked: Asked) -> dict[str, str]:
    """As their documentation has it, over what was really sent; gives the fields."""
    path = urlsplit(asked.path).path
    sent = urlsplit(asked.path).query if asked.method == "GET" else asked.body.decode()
    names = [pair.split("=")[0] for pair in sent.split("&")]
    assert names == sorted(names)
    digest = hmac.new(SECRET.encode(), (path + sent + hashlib.md5(sent.encode()).hexdigest()).encode(), "sha1")
    assert asked.token == f"{KEY}:{base64.b64encode(digest.hexdigest().encode()).decode()}"
    return dict(parse_qsl(sent, strict_parsing=True))


def test_the_signature_is_the_documented_one() -> None:
    with AnsweringServer({"GET /v1/info/balance/": as_json(BALANCE)}) as server:
        ZadarmaProvider("key", lambda: "secret", base_url=server.url, timeout_s=TIMEOUT_S).account_status()
    # printf '/v1/info/balance/format=json<md5 of "format=json">' | openssl dgst -sha1 -hmac secret, as hex, in base64
    assert server.asked[0].token == "key:ZDUxZTZlNWQzNzM4NTkzODc5NTQwNTgzZDEwOWNhZDU3OTE0MjdlZA=="


def test_the_balance(provider: ZadarmaProvider, server: AnsweringServer) -> None:
    assert provider.account_status() == AccountStatus(Money(10_340_000, "USD"), "prepaid")
    assert check_signature(server.asked[0]) == {"format": "json"}


def test_the_price_is_exact_and_by_the_increments_that_are_set_up(server: AnsweringServer, provider: ZadarmaProvider) -> None:
    expected = DeckRow("7495", "Russia, Moscow", "Russia, Moscow", 9_120_000)
    assert (provider.price(MOSCOW).row, provider.price(MOSCOW).currency) == (expected, "USD")
    assert check_signature(server.asked[0]) == {"format": "json", "number": "74951112233"}
    by_second = ZadarmaProvider(KEY, lambda: SECRET, increments=Increments(1, 1), base_url=server.url, timeout_s=TIMEOUT_S)
    assert by_second.price(MOSCOW).row.recurring_increment == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"status": "error", "message": "Wrong number"}), NoRateError),
        (Answer(404), NoRateError),
        (as_json({"status": "success"}), GarbageError),
        (as_json({"status": "success", "info": INFO | {"prefix": "7812"}}), GarbageError),
        (as_json({"status": "success", "info": INFO | {"price": "NaN"}}), GarbageError),
        (as_json({"status": "success", "info": INFO | {"price": -1}}), GarbageError),
        (as_json({"status": "success", "info": INFO | {"price": 1e30}}), GarbageError),
    ],
)
def test_a_wrong_price_is_told_apart(
    server: AnsweringServer, provider: ZadarmaProvider, answer: Answer, error: type[ProviderError]
) -> None:
    server.answers["GET /v1/info/price/"] = answer
    with pytest.raises(error) as caught:
        provider.price(MOSCOW)
    assert type(caught.value) is error


def test_a_price_in_another_currency_than_the_balance_is_an_error(server: AnsweringServer, provider: ZadarmaProvider) -> None:
    provider.account_status()
    server.answers["GET /v1/info/price/"] = as_json({"status": "success", "info": INFO | {"currency": "EUR"}})
    with pytest.raises(CurrencyError):
        provider.price(MOSCOW)


def test_calls_are_told_in_utc_newest_first(provider: ZadarmaProvider, server: AnsweringServer) -> None:
    answered, missed = us("2026-11-22 11:30:00"), us("2026-11-22 11:40:00")
    free, paid = Money(0, "USD"), Money(18_200, "USD")
    assert provider.calls() == (
        CallRecord("155582", "out", MOSCOW, "Russia, Moscow", missed, 0, missed, 0, 0, free, "no answer"),
        CallRecord("155581", "out", MOSCOW, "Russia, Moscow", answered, answered, answered + 75_000_000, 75, 0, paid, "answered"),
    )
    fields = check_signature(server.asked[-1])
    assert (fields["start"], fields["end"]) == ("2026-11-15 15:00:00", "2026-11-22 15:00:00")


@pytest.mark.parametrize("unixtime", [0, -(2**62), 2**62, 1795348801 - 16 * 3600])
def test_a_clock_that_no_zone_has_is_garbage(provider: ZadarmaProvider, server: AnsweringServer, unixtime: int) -> None:
    server.answers["GET /v1/info/timezone/"] = as_json(ZONE | {"unixtime": unixtime})
    with pytest.raises(GarbageError):
        provider.calls()


def test_statistics_are_asked_for_three_times_a_minute_at_most(provider: ZadarmaProvider, server: AnsweringServer) -> None:
    for _ in range(3):
        provider.calls()
    with pytest.raises(RateLimitedError) as caught:
        provider.calls()
    assert caught.value.retry_after_s is not None
    assert len([asked for asked in server.asked if asked.path.startswith("/v1/statistics/")]) == 3


def test_an_sms_is_sent_once_with_its_text_as_it_is(provider: ZadarmaProvider, server: AnsweringServer) -> None:
    receipt = provider.send_sms("+79161112233", "Привет ~ 100% & +7")
    assert receipt == SmsReceipt("", SmsState.ACCEPTED, 2, Money(240_000, "USD"))
    assert check_signature(server.asked[0]) == {"format": "json", "message": "Привет ~ 100% & +7", "number": "79161112233"}
    assert fields_of(server.asked[0])["message"] == "Привет ~ 100% & +7"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json(SMS | {"denied_numbers": [{"number": "7", "message": "Denied"}]}), RefusedError),
        (as_json({"status": "error", "message": "Not enough funds"}), NoFundsError),
        (as_json({"status": "error", "message": f"no {SECRET}"}), RefusedError),
        (as_json(SMS | {"currency": "?"}), OutcomeUnknownError),
        (as_json(SMS | {"messages": "many"}), OutcomeUnknownError),
        (Answer(400), RefusedError),
    ],
)
def test_an_sms_that_was_not_taken_is_told_apart(
    provider: ZadarmaProvider, server: AnsweringServer, answer: Answer, error: type[ProviderError]
) -> None:
    server.answers["POST /v1/sms/send/"] = answer
    with pytest.raises(error) as caught:
        provider.send_sms("+79161112233", "Hi")
    assert type(caught.value) is error
    assert SECRET not in shown(caught.value)


def test_a_callback_names_both_telephones(provider: ZadarmaProvider, server: AnsweringServer) -> None:
    provider.call_back("+74950000000", MOSCOW)
    assert check_signature(server.asked[0]) == {"format": "json", "from": "74950000000", "to": "74951112233"}
