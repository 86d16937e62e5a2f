"""SIPNET's adapter against a local server with answers in its documented form."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tariffs.providers.deck_file import DeckFile, DeckSource
from tariffs.providers.errors import (
    BadCredentialsError,
    CurrencyError,
    GarbageError,
    NoRateError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.provider import AccountStatus, CallRecord, Capability
from tariffs.providers.sipnet import SipnetProvider
from tariffs.rating.money import Money
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import MOSCOW, SECRET, TIMEOUT_S, as_json, clock, fields_of, shown, us

PATH = "POST /cgi-bin/Exchange.dll/sip_balance"
CALL: dict[str, object] = {"cid": 11, "gmt": "21/11/2026 10:00:00", "phone": "74951112233", "cli": "7495", "duration": "75", "url": "…"}
MISSED = {"cid": "12", "gmt": "22/11/2026 09:30:00", "phone": 78121112233, "cli": "", "duration": 0}
DECK = (
    "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency\n"
    "7495,Moscow,Москва,0.70,0,0,60,60,0,RUB\n"
)


def balance_xml(value: str = "12.3456789", currency: str = "RUR", result: str = "0", comment: str = "") -> Answer:
    text = f'<?xml version="1.0" encoding="UTF-8"?><protocol><response><result>{result}</result><comment>{comment}</comment>'
    return Answer(body=f'{text}<balance value="{value}" currency="{currency}"/></response></protocol>'.encode())


@pytest.fixture
def server() -> Iterator[AnsweringServer]:
    with AnsweringServer({PATH: balance_xml()}) as running:
        yield running


def sipnet(server: AnsweringServer, deck: DeckFile | None = None) -> SipnetProvider:
    return SipnetProvider("0012345678", lambda: SECRET, deck=deck, base_url=server.url, timeout_s=TIMEOUT_S, clock=clock)


@pytest.fixture
def provider(server: AnsweringServer) -> Iterator[SipnetProvider]:
    adapter = sipnet(server)
    yield adapter
    adapter.close()


def test_the_balance_comes_with_the_least_that_a_call_needs(provider: SipnetProvider, server: AnsweringServer) -> None:
    assert provider.account_status() == AccountStatus(Money(12_345_678, "RUB"), "prepaid", minimum=Money(50_000, "RUB"))
    asked = server.asked[0]
    expected = {"operation": "balance", "sipuid": "0012345678", "password": SECRET, "lang": "en", "format": "0"}
    assert (asked.method, asked.path, fields_of(asked)) == ("POST", PATH.removeprefix("POST "), expected)
    assert asked.headers["content-type"] == "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (balance_xml(result="1", comment="Invalid login or password"), BadCredentialsError),
        (balance_xml(result="3", comment="Неверный пароль"), BadCredentialsError),
        (balance_xml(result="5", comment="Try tomorrow"), RefusedError),
        (balance_xml(result=""), GarbageError),
        (balance_xml(value="NaN"), GarbageError),
        (balance_xml(value="1e30"), GarbageError),
        (balance_xml(value="12,34"), GarbageError),
        (balance_xml(value=""), GarbageError),
        (balance_xml(currency="units"), CurrencyError),
        (Answer(body=b"<protocol><response><result>0</result></response></protocol>"), GarbageError),
        (Answer(body=b'<!DOCTYPE a [<!ENTITY b "c">]><protocol/>'), GarbageError),
    ],
)
def test_a_wrong_balance_is_told_apart(
    provider: SipnetProvider, server: AnsweringServer, answer: Answer, error: type[ProviderError]
) -> None:
    server.answers[PATH] = answer
    with pytest.raises(error) as caught:
        provider.account_status()
    assert type(caught.value) is error


def test_a_balance_in_another_currency_than_before_is_an_error(provider: SipnetProvider, server: AnsweringServer) -> None:
    provider.account_status()
    server.answers[PATH] = balance_xml(currency="USD")
    with pytest.raises(CurrencyError):
        provider.account_status()


def test_words_that_repeat_the_password_are_told_without_it(provider: SipnetProvider, server: AnsweringServer) -> None:
    server.answers[PATH] = balance_xml(result="1", comment="no password " + SECRET.replace("&", "&amp;"))
    with pytest.raises(BadCredentialsError) as caught:
        provider.account_status()
    assert SECRET not in shown(caught.value)


def test_calls_are_told_newest_first_without_a_cost(provider: SipnetProvider, server: AnsweringServer) -> None:
    server.answers[PATH] = as_json({"Result": True, "calls": [CALL, MISSED]})
    answered = us("2026-11-21 10:00:00")
    missed = us("2026-11-22 09:30:00")
    assert provider.calls() == (
        CallRecord("12", "out", "+78121112233", "", missed, 0, missed, 0, 0, None, "not answered"),
        CallRecord("11", "out", MOSCOW, "", answered, answered, answered + 75_000_000, 75, 0, None, "answered"),
    )
    assert len(provider.calls(1)) == 1
    fields = fields_of(server.asked[0])
    assert (fields["operation"], fields["D1"], fields["D2"], fields["format"]) == ("calls", "15/11/2026", "23/11/2026", "2")


def test_no_calls_are_none_and_a_refusal_is_told(provider: SipnetProvider, server: AnsweringServer) -> None:
    server.answers[PATH] = as_json({"Result": True})
    assert provider.calls() == ()
    server.answers[PATH] = as_json({"Result": False, "comment": "wrong password"})
    with pytest.raises(BadCredentialsError):
        provider.calls()


@pytest.mark.parametrize("broken", [{"gmt": "31/02/2026 10:00:00"}, {"gmt": "yesterday"}, {"duration": "long"}, {"duration": -1}])
def test_a_record_that_can_not_be_is_garbage(provider: SipnetProvider, server: AnsweringServer, broken: dict[str, object]) -> None:
    server.answers[PATH] = as_json({"calls": [CALL | broken]})
    with pytest.raises(GarbageError):
        provider.calls()


def test_a_callback_names_both_telephones(provider: SipnetProvider, server: AnsweringServer) -> None:
    provider.call_back("+74950000000", MOSCOW)
    fields = fields_of(server.asked[0])
    assert (fields["operation"], fields["SrcPhone"], fields["DstPhone"]) == ("genCall", "74950000000", "74951112233")
    server.answers[PATH] = balance_xml(result="7", comment="No money")
    with pytest.raises(RefusedError):
        provider.call_back("+74950000000", MOSCOW)


def test_prices_come_from_a_deck_alone(provider: SipnetProvider, server: AnsweringServer, tmp_path: Path) -> None:
    assert Capability.PRICE not in provider.capabilities
    with pytest.raises(UnsupportedError):
        provider.price(MOSCOW)
    (tmp_path / "deck.csv").write_text(DECK)
    with_deck = sipnet(server, DeckFile(DeckSource(tmp_path / "deck.csv")))
    assert with_deck.capabilities >= {Capability.PRICE, Capability.DECK, Capability.ACCOUNT_STATUS, Capability.LOCAL_PRICES}
    assert with_deck.price(MOSCOW).row.rate_nanos == 700_000_000
    assert with_deck.deck().currency == "RUB"
    with pytest.raises(NoRateError):
        with_deck.price("+8613800138000")
    assert server.asked == []
    server.answers[PATH] = balance_xml(currency="USD")
    with_deck.account_status()
    with pytest.raises(CurrencyError):
        with_deck.price(MOSCOW)
    with_deck.close()
