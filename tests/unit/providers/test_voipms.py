"""voip.ms' adapter against a local server that reads the multipart body and answers by method."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes

import pytest

from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    NoFundsError,
    NoRateError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
)
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, SmsReceipt, SmsState, SmsTerms
from tariffs.providers.voipms import VoipMsProvider
from tariffs.rating.deck import DeckRow
from tariffs.rating.money import Money
from tests.unit.providers.answering import Answer, AnsweringServer, Asked
from tests.unit.providers.telling import MOSCOW, SECRET, TIMEOUT_S, as_json, clock, shown, us

DID = "+15551234567"
MOBILE = "+15557654321"
BALANCE = {"status": "success", "balance": {"current_balance": 112.192790, "spent_total": 21.05321}}
ROUTE = [{"value": "1", "description": "Value"}]
RATES = [
    {"destination": "Russia", "prefix": "7", "increment": "60", "rate": 0.05},
    {"destination": "Russia - Moscow", "prefix": 7495, "increment": "6", "rate": "0.00520000"},
    {"destination": "Russia - St Petersburg", "prefix": "7812", "increment": "6", "rate": "0.0060"},
]
CALL = {
    "date": "2026-11-22 10:40:16",
    "callerid": '"Anna" <5551234567>',
    "destination": "01174951112233",
    "description": "Russia - Moscow",
    "account": "100000",
    "disposition": "ANSWERED",
    "duration": "00:00:53",
    "seconds": "53",
    "rate": "0.00520000",
    "total": "0.00468000",
    "uniqueid": "29463",
}
MISSED = CALL | {"date": "2026-11-22 09:00:00", "destination": "5557654321", "disposition": "NO ANSWER", "seconds": "0", "total": "0"}
INCOMING = CALL | {"date": "2026-11-21 09:00:00", "destination": "5551234567", "total": "0.00900000"}


def fields_of(asked: Asked) -> dict[str, str]:
    read = message_from_bytes(f"Content-Type: {asked.headers['content-type']}\r\n\r\n".encode() + asked.body)
    fields: dict[str, str] = {}
    for part in read.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes):
            fields[str(part.get_param("name", header="content-disposition"))] = payload.decode()
    return fields


def rates_by_query(query: str) -> Answer:
    found = [rate for rate in RATES if str(rate["prefix"]).startswith(query)]
    return as_json({"status": "success", "route": ROUTE, "rates": found} if found else {"status": "no_rates"})


class Service:
    """`answers` by method."""

    def __init__(self) -> None:
        self.answers = {
            "getBalance": as_json(BALANCE),
            "getCDR": as_json({"status": "success", "cdr": [MISSED, CALL, INCOMING]}),
            "sendSMS": as_json({"status": "success", "sms": 23434}),
        }

    def __call__(self, asked: Asked) -> Answer:
        fields = fields_of(asked)
        assert (asked.method, asked.path) == ("POST", "/api/v1/rest.php")
        assert (fields["api_username"], fields["api_password"], fields["content_type"]) == ("anna@example.com", SECRET, "json")
        if fields["method"] not in self.answers:
            return rates_by_query(fields["query"])
        return self.answers[fields["method"]]


@pytest.fixture
def service() -> Service:
    return Service()


@pytest.fixture
def server(service: Service) -> Iterator[AnsweringServer]:
    with AnsweringServer({}, service) as running:
        yield running


@pytest.fixture
def provider(server: AnsweringServer) -> Iterator[VoipMsProvider]:
    adapter = VoipMsProvider("anna@example.com", lambda: SECRET, did=DID, base_url=server.url, timeout_s=TIMEOUT_S, clock=clock)
    yield adapter
    adapter.close()


def test_the_balance_is_exact(provider: VoipMsProvider) -> None:
    assert provider.account_status() == AccountStatus(Money(112_192_790, "USD"), "prepaid")


def test_the_price_is_of_the_longest_prefix(provider: VoipMsProvider, server: AnsweringServer) -> None:
    expected = DeckRow("7495", "Russia - Moscow", "Russia - Moscow", 5_200_000, initial_increment=6, recurring_increment=6)
    assert provider.price(MOSCOW).row == expected
    assert [fields_of(asked)["query"] for asked in server.asked] == ["7495"]


def test_a_shorter_prefix_is_found_by_fewer_digits(provider: VoipMsProvider, server: AnsweringServer) -> None:
    assert provider.price("+73431112233").row.prefix == "7"
    assert [fields_of(asked)["query"] for asked in server.asked] == ["7343", "734", "73", "7"]
    with pytest.raises(NoRateError):
        provider.price("+8613800138000")


def test_calls_are_told_in_utc_with_their_cost(provider: VoipMsProvider, server: AnsweringServer) -> None:
    out, missed, came = us("2026-11-22 10:40:16"), us("2026-11-22 09:00:00"), us("2026-11-21 09:00:00")
    text = "Russia - Moscow"
    assert provider.calls() == (
        CallRecord("29463", "out", MOSCOW, text, out, out, out + 53_000_000, 53, 0, Money(4_680, "USD"), "ANSWERED"),
        CallRecord("29463", "out", MOBILE, text, missed, 0, missed, 0, 0, Money(0, "USD"), "NO ANSWER"),
        CallRecord("29463", "in", DID, text, came, came, came + 53_000_000, 53, 0, Money(9_000, "USD"), "ANSWERED"),
    )
    fields = fields_of(server.asked[0])
    assert (fields["date_from"], fields["date_to"], fields["timezone"], fields["answered"]) == ("2026-11-15", "2026-11-23", "0", "1")


def test_no_calls_are_none(provider: VoipMsProvider, service: Service) -> None:
    service.answers["getCDR"] = as_json({"status": "no_cdr"})
    assert provider.calls() == ()


def test_an_sms_goes_out_within_north_america(provider: VoipMsProvider, server: AnsweringServer) -> None:
    assert provider.sms_terms(MOBILE) == SmsTerms(max_parts=1, per_day=100)
    assert provider.send_sms(MOBILE, "Hi & ü") == SmsReceipt("23434", SmsState.ACCEPTED, 1)
    fields = fields_of(server.asked[0])
    assert (fields["did"], fields["dst"], fields["message"]) == ("5551234567", "5557654321", "Hi & ü")
    assert len(server.asked) == 1


@pytest.mark.parametrize(("number", "text"), [(MOSCOW, "Hi"), (MOBILE, "é" * 81), (MOBILE, "x" * 161), ("+442071234567", "Hi")])
def test_an_sms_that_it_would_not_take_is_not_sent(provider: VoipMsProvider, server: AnsweringServer, number: str, text: str) -> None:
    with pytest.raises(RefusedError):
        provider.send_sms(number, text)
    assert server.asked == []


def test_without_an_own_number_there_is_no_sms(server: AnsweringServer) -> None:
    without = VoipMsProvider("anna@example.com", lambda: SECRET, base_url=server.url)
    assert Capability.SMS not in without.capabilities


@pytest.mark.parametrize(
    ("status", "error"),
    [
        ("invalid_credentials", BadCredentialsError),
        ("ip_not_enabled", ForbiddenError),
        ("api_not_enabled", ForbiddenError),
        ("limit_reached", RateLimitedError),
        ("no_funds", NoFundsError),
        ("sms_toolong", RefusedError),
        (f"nonsense {SECRET}", RefusedError),
    ],
)
def test_what_it_refuses_with_http_200_is_told_apart(
    provider: VoipMsProvider, service: Service, status: str, error: type[ProviderError]
) -> None:
    service.answers["sendSMS"] = service.answers["getBalance"] = as_json({"status": status})
    for ask in (provider.account_status, lambda: provider.send_sms(MOBILE, "Hi")):
        with pytest.raises(error) as caught:
            ask()
        assert type(caught.value) is error
        assert SECRET not in shown(caught.value)


@pytest.mark.parametrize("told", [None, {"current_balance": "NaN"}, {"current_balance": 1e30}, {"current_balance": "1,5"}, {}])
def test_a_balance_that_is_none_is_garbage(provider: VoipMsProvider, service: Service, told: object) -> None:
    service.answers["getBalance"] = as_json({"status": "success", "balance": told})
    with pytest.raises(GarbageError):
        provider.account_status()


def test_an_sms_with_a_strange_answer_may_have_gone_out(provider: VoipMsProvider, service: Service) -> None:
    service.answers["sendSMS"] = as_json({"status": "success", "sms": [1]})
    with pytest.raises(OutcomeUnknownError):
        provider.send_sms(MOBILE, "Hi")
