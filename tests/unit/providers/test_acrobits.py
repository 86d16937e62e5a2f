"""The adapter for Acrobits' balance and rate checkers against a local server."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tariffs.providers.acrobits import AcrobitsAccount, AcrobitsProvider, Service
from tariffs.providers.errors import (
    BadCredentialsError,
    CurrencyError,
    ForbiddenError,
    GarbageError,
    NoRateError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.provider import AccountStatus, Capability
from tariffs.providers.rows import Increments
from tariffs.providers.templates import Template
from tariffs.rating.deck import DeckRow
from tariffs.rating.money import Money
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import MOSCOW, SECRET, TIMEOUT_S, as_json, fields_of, shown

XML_BALANCE = Answer(body=b"<response><error>0</error><balanceString>EUR 60.20</balanceString></response>")
XML_RATE = Answer(body=b"<response><error>0</error><callRateString>Moscow = EUR 0.0044-0.0098 / min</callRateString></response>")


@pytest.fixture
def server() -> Iterator[AnsweringServer]:
    with AnsweringServer({"GET /balance": XML_BALANCE, "GET /rate": XML_RATE}) as running:
        yield running


def acrobits(server: AnsweringServer, *, balance_body: str = "", rate: bool = True, currency: str = "EUR") -> AcrobitsProvider:
    account = AcrobitsAccount("anna", "sip.example.com", currency, Increments(30, 6))
    body = Template.parse(balance_body) if balance_body else None
    places = "" if body else "?u=%account[username]%&p=%account[password]%"
    asked = Service(Template.parse(f"{server.url}/balance{places}"), body)
    of_numbers = Service(Template.parse(f"{server.url}/rate?to=%targetNumber%&h=%account[host]%")) if rate else None
    return AcrobitsProvider(account, lambda: SECRET, balance=asked, rate=of_numbers, timeout_s=TIMEOUT_S)


@pytest.mark.parametrize(
    ("answer", "micros"),
    [
        (XML_BALANCE, 60_200_000),
        (Answer(body=b"\n <response><balanceString>1,5</balanceString></response>"), 1_500_000),
        (as_json({"balanceString": "EUR 60.20"}), 60_200_000),
        (as_json({"balanceString": "whatever", "balance": 60.2, "currency": "EUR"}), 60_200_000),
        (as_json({"balance": -0.1234567}), -123_457),
    ],
)
def test_a_balance_is_read_from_xml_and_json(server: AnsweringServer, answer: Answer, micros: int) -> None:
    server.answers["GET /balance"] = answer
    assert acrobits(server).account_status() == AccountStatus(Money(micros, "EUR"), "prepaid")
    assert server.asked[0].path == "/balance?u=anna&p=s3cr%2Fet%2B%C3%BC%26%25%20Pa55"


def test_a_price_is_the_higher_end_by_the_increments_that_are_set_up(server: AnsweringServer) -> None:
    row = DeckRow("74951112233", "Moscow", "Moscow", 9_800_000, initial_increment=30, recurring_increment=6)
    price = acrobits(server).price(MOSCOW)
    assert (price.row, price.currency) == (row, "EUR")
    assert server.asked[0].path == "/rate?to=%2B74951112233&h=sip.example.com"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("u=%account[username]%&p=%account[password]%", "application/x-www-form-urlencoded"),
        ('{"u": "%account[username]%", "p": "%account[password]%"}', "application/json"),
    ],
)
def test_a_body_keeps_the_password_out_of_the_address(server: AnsweringServer, body: str, content_type: str) -> None:
    server.answers["POST /balance"] = XML_BALANCE
    acrobits(server, balance_body=body).account_status()
    asked = server.asked[0]
    assert (asked.path, asked.headers["content-type"]) == ("/balance", content_type)
    fields = json.loads(asked.body) if "json" in content_type else fields_of(asked)
    assert fields == {"u": "anna", "p": SECRET}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"error": 401, "description": f"bad password {SECRET}"}), BadCredentialsError),
        (as_json({"error": "403"}), ForbiddenError),
        (Answer(body=b"<response><error>7</error><description>no</description></response>"), RefusedError),
        (as_json({}), GarbageError),
        (as_json({"balance": "NaN"}), GarbageError),
        (as_json({"balance": 1e30}), GarbageError),
        (as_json({"balanceString": "1,234"}), GarbageError),
        (as_json({"balanceString": "$5"}), CurrencyError),
        (as_json({"balance": 5, "currency": "USD"}), CurrencyError),
        (as_json({"balance": 5, "currency": "US"}), CurrencyError),
        (Answer(body=b"<response><balanceString>5</balanceString>"), GarbageError),
    ],
)
def test_a_wrong_balance_is_told_apart(server: AnsweringServer, answer: Answer, error: type[ProviderError]) -> None:
    server.answers["GET /balance"] = answer
    with pytest.raises(error) as caught:
        acrobits(server).account_status()
    assert type(caught.value) is error
    assert SECRET not in shown(caught.value)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (as_json({"callRateString": ""}), NoRateError),
        (as_json({"error": 5, "message": "no route"}), NoRateError),
        (Answer(404), UnsupportedError),
        (as_json({"callRateString": "call us"}), GarbageError),
        (as_json({"callRateString": "-0.5/min"}), GarbageError),
        (as_json({"callRateString": "$0.5/min"}), CurrencyError),
    ],
)
def test_a_wrong_price_is_told_apart(server: AnsweringServer, answer: Answer, error: type[ProviderError]) -> None:
    server.answers["GET /rate"] = answer
    with pytest.raises(error) as caught:
        acrobits(server).price(MOSCOW)
    assert type(caught.value) is error


def test_a_service_that_is_not_set_up_is_not_offered(server: AnsweringServer) -> None:
    provider = acrobits(server, rate=False)
    assert provider.capabilities == {Capability.ACCOUNT_STATUS}
    with pytest.raises(UnsupportedError):
        provider.price(MOSCOW)
