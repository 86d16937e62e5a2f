"""The sandbox provider's adapter against a local server: right answers, and every kind of wrong one."""

from __future__ import annotations

import json
import logging
import socket
import subprocess
import sys
from collections.abc import Iterator

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
    TransientError,
    UnsupportedError,
)
from tariffs.providers.provider import AccountStatus, CallRecord, Capability, FreeDirection, Price, Provider, SmsReceipt, SmsState, SmsTerms
from tariffs.providers.sandbox import SandboxProvider
from tariffs.rating.band import Band
from tariffs.rating.deck import DeckRow
from tariffs.rating.money import Money
from tariffs.rating.tariff import FreeSpan
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import SHORT_S, TIMEOUT_S

TOKEN = "tok-5ecret"
LATE = (Answer(silent=True), Answer(wait_s=0.5))
ACCOUNT = {
    "user": "anna",
    "currency": "RUB",
    "balance_micros": 12_400_000,
    "tariff": "trial",
    "trial_seconds_left": 252,
    "trial_seconds_total": 300,
    "minimum_micros": 50_000,
    "topup_min_micros": 1_000_000,
    "topup_max_micros": 100_000_000_000,
}
STATUS = AccountStatus(Money(12_400_000, "RUB"), "trial", 252, 300, Money(50_000, "RUB"))
ROW = {
    "prefix": "7495",
    "destination_en": "Russia, Moscow",
    "destination_ru": "Россия, Москва",
    "rate_nanos_per_minute": 700_000_000,
    "connection_fee_micros": 0,
    "free_seconds": 0,
    "initial_increment": 60,
    "recurring_increment": 60,
    "forbidden": False,
    "currency": "RUB",
}
CALL = {
    "id": "c1",
    "user": "anna",
    "direction": "out",
    "number": "+74951112233",
    "destination": "Russia, Moscow",
    "start_us": 1,
    "answer_us": 2,
    "end_us": 3,
    "billed_seconds": 60,
    "cost_micros": 700_000,
    "trial_seconds": 0,
    "end_cause": "hung_up_by_caller",
    "currency": "RUB",
    "rtp_sent": 12,
}
FREE = {"name_en": "Moscow", "name_ru": "Москва", "from_us": 5, "until_us": None, "is_campaign": False}
DIRECTION = {"id": "m", **FREE, "prefixes": ["7495", "7499"], "number_type": "fixed", "by": "agent"}
TERMS = {"price_micros": 2_000_000, "currency": "RUB", "max_parts": 10, "per_day": 50, "left_today": 49}
SMS = {"id": "5a", "user": "anna", "to": "+79161112233", "text": "x", "at_us": 1, "state": "accepted", "parts": 2, "cost_micros": 0}
SMS["currency"] = "RUB"


def as_json(value: object) -> Answer:
    return Answer(body=json.dumps(value).encode())


@pytest.fixture
def server() -> Iterator[AnsweringServer]:
    answers = {
        "GET /v1/account": as_json(ACCOUNT),
        "GET /v1/tariff": as_json({"rows": [ROW]}),
        "GET /v1/calls": as_json({"calls": [CALL]}),
        "POST /v1/topup": as_json(ACCOUNT | {"balance_micros": 112_400_000, "receipt": {"id": "5f3a9c01"}}),
        "GET /v1/credit_time": as_json({"seconds": 7}),
        "GET /v1/free_directions": as_json({"directions": [DIRECTION], "hold": False}),
        "GET /v1/sms/terms": as_json(TERMS),
        "POST /v1/sms": as_json(SMS),
        "GET /v1/sms/5a": as_json(SMS | {"state": "delivered"}),
    }
    with AnsweringServer(answers) as running:
        yield running


@pytest.fixture
def provider(server: AnsweringServer) -> Iterator[SandboxProvider]:
    adapter = SandboxProvider(server.url, lambda: TOKEN, timeout_s=TIMEOUT_S)
    yield adapter
    adapter.close()


@pytest.fixture
def hurried(server: AnsweringServer) -> Iterator[SandboxProvider]:
    """For answers that are meant to come too late."""
    adapter = SandboxProvider(server.url, lambda: TOKEN, timeout_s=SHORT_S)
    yield adapter
    adapter.close()


def test_the_account_is_told(provider: SandboxProvider, server: AnsweringServer) -> None:
    assert provider.account_status() == STATUS
    assert server.asked[0].token == f"Bearer {TOKEN}"


def test_the_price_of_a_number_is_the_providers_row(provider: SandboxProvider, server: AnsweringServer) -> None:
    expected = DeckRow("7495", "Russia, Moscow", "Россия, Москва", 700_000_000)
    assert provider.price("+74951112233") == Price("+74951112233", expected, "RUB")
    assert server.asked[0].path == "/v1/tariff?number=%2B74951112233"


def test_the_calls_are_told_with_their_cost(provider: SandboxProvider, server: AnsweringServer) -> None:
    cost = Money(700_000, "RUB")
    expected = CallRecord("c1", "out", "+74951112233", "Russia, Moscow", 1, 2, 3, 60, 0, cost, "hung_up_by_caller")
    assert provider.calls() == (expected,)
    assert provider.calls(10_000) == (expected,)
    assert [asked.path for asked in server.asked] == ["/v1/calls?limit=100", "/v1/calls?limit=500"]


def test_a_top_up_sends_micro_units_and_brings_the_receipt(provider: SandboxProvider, server: AnsweringServer) -> None:
    receipt = provider.top_up(Money(100_000_000, "RUB"))
    assert (receipt.status.balance, receipt.number) == (Money(112_400_000, "RUB"), "5f3a9c01")
    assert json.loads(server.asked[-1].body) == {"amount_micros": 100_000_000}
    assert server.asked[-1].method == "POST"


def test_money_without_a_receipt_is_added_all_the_same(provider: SandboxProvider, server: AnsweringServer) -> None:
    server.answers["POST /v1/topup"] = as_json(ACCOUNT)
    assert provider.top_up(Money(100_000_000, "RUB")).number == ""


@pytest.mark.parametrize(
    "amount", [Money(0, "RUB"), Money(-1, "RUB"), Money(2_000_000, "USD"), Money(999_999, "RUB"), Money(10**12, "RUB")]
)
def test_a_top_up_beyond_the_limits_or_in_another_currency_is_not_sent(
    provider: SandboxProvider, server: AnsweringServer, amount: Money
) -> None:
    with pytest.raises(RefusedError):
        provider.top_up(amount)
    assert all(asked.method == "GET" for asked in server.asked)


def test_the_adapter_is_a_provider_that_offers_all_but_calling_back(provider: SandboxProvider) -> None:
    any_provider: Provider = provider
    assert any_provider.capabilities == set(Capability) - {Capability.CALLBACK, Capability.LOCAL_PRICES}
    with pytest.raises(UnsupportedError):
        provider.call_back("+79161112233", "+74951112233")


def test_a_price_is_free_where_the_provider_says_so(provider: SandboxProvider, server: AnsweringServer) -> None:
    server.answers["GET /v1/tariff"] = as_json({"rows": [ROW], "free": FREE})
    assert provider.price("+74951112233").free == FreeSpan("Moscow", "Москва", 5)


def test_a_row_keeps_its_terms_hours_and_dates(provider: SandboxProvider, server: AnsweringServer) -> None:
    more = {
        "terms": {"convention": "from_start", "direction": "half_up", "place": "increment", "decimals": 2},
        "valid_from_us": 1,
        "valid_until_us": 2,
        "band": {"weekdays": [6, 7], "from_minute": 0, "until_minute": 480},
    }
    server.answers["GET /v1/tariff"] = as_json({"rows": [ROW | more], "zone": "Europe/Moscow"})
    terms = Terms(IncrementConvention.FROM_START, RoundingDirection.HALF_UP, RoundingPlace.INCREMENT, 2)
    row = provider.deck().rows[0]
    assert (row.terms, row.valid_from_us, row.valid_until_us, row.band) == (terms, 1, 2, Band((6, 7), 0, 480))


def test_the_deck_has_all_rows_in_one_currency(provider: SandboxProvider, server: AnsweringServer) -> None:
    server.answers["GET /v1/tariff"] = as_json({"rows": [ROW, ROW | {"prefix": "7"}], "zone": "UTC"})
    deck = provider.deck()
    assert (deck.currency, deck.zone, {row.prefix for row in deck.rows}) == ("RUB", "UTC", {"7", "7495"})
    assert server.asked[-1].path == "/v1/tariff"


@pytest.mark.parametrize(
    "answer",
    [
        {"rows": []},
        {"rows": [ROW, ROW | {"prefix": "7", "currency": "USD"}]},
        {"rows": [ROW | {"band": {"weekdays": [1]}}], "zone": "Mars/Olympus"},
        {"rows": [ROW | {"band": {"weekdays": [9]}}]},
        {"rows": [ROW | {"terms": {"decimals": 9}}]},
        {"rows": [ROW | {"rate_nanos_per_minute": 10**30}]},
        {"rows": [ROW | {"rate_nanos_per_minute": 0.7}]},
    ],
)
def test_what_makes_no_deck_is_garbage(provider: SandboxProvider, server: AnsweringServer, answer: object) -> None:
    server.answers["GET /v1/tariff"] = as_json(answer)
    with pytest.raises(GarbageError):
        provider.deck()


def test_free_directions_and_credit_time_are_told(provider: SandboxProvider, server: AnsweringServer) -> None:
    direction = FreeDirection("m", FreeSpan("Moscow", "Москва", 5), ("7495", "7499"), "fixed", "agent")
    assert provider.free_directions() == (direction,)
    assert provider.credit_time("+74951112233") == 7
    assert server.asked[-1].path == "/v1/credit_time?number=%2B74951112233"
    server.answers["GET /v1/credit_time"] = as_json({"seconds": None})
    assert provider.credit_time("+74951112233") is None
    server.answers["GET /v1/credit_time"] = Answer(404)
    with pytest.raises(NoRateError):
        provider.credit_time("+74951112233")


def test_an_sms_is_sent_once_and_its_state_is_asked_for(provider: SandboxProvider, server: AnsweringServer) -> None:
    assert provider.sms_terms("+79161112233") == SmsTerms(Money(2_000_000, "RUB"), 10, 50, 49)
    assert provider.send_sms("+79161112233", "Привет 🙂") == SmsReceipt("5a", SmsState.ACCEPTED, 2, Money(0, "RUB"))
    assert json.loads(server.asked[-1].body) == {"to": "+79161112233", "text": "Привет 🙂"}
    assert provider.sms_state("5a") is SmsState.DELIVERED
    server.answers["GET /v1/sms/5a"] = as_json(SMS | {"state": "on a pigeon"})
    assert provider.sms_state("5a") is SmsState.UNKNOWN


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(400), RefusedError),
        (Answer(402), NoFundsError),
        (Answer(403), ForbiddenError),
        (Answer(413), RefusedError),
        (Answer(429), RateLimitedError),
        (Answer(500), OutcomeUnknownError),
        (Answer(body=b"sent"), OutcomeUnknownError),
        (as_json(SMS | {"parts": -1}), OutcomeUnknownError),
    ],
)
def test_an_sms_without_a_clear_answer_may_have_been_sent_and_is_not_sent_again(
    provider: SandboxProvider, server: AnsweringServer, answer: Answer, error: type[ProviderError]
) -> None:
    server.answers["POST /v1/sms"] = answer
    with pytest.raises(error) as caught:
        provider.send_sms("+79161112233", "secret plan")
    assert type(caught.value) is error
    assert "secret plan" not in str(caught.value)
    assert len([asked for asked in server.asked if asked.method == "POST"]) == 1


@pytest.mark.parametrize("answer", LATE)
def test_an_sms_that_is_answered_too_late_may_have_been_sent_and_is_not_sent_again(
    hurried: SandboxProvider, server: AnsweringServer, answer: Answer
) -> None:
    server.answers["POST /v1/sms"] = answer
    with pytest.raises(OutcomeUnknownError) as caught:
        hurried.send_sms("+79161112233", "secret plan")
    assert "secret plan" not in str(caught.value)
    assert len([asked for asked in server.asked if asked.method == "POST"]) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(400), RefusedError),
        (Answer(401), BadCredentialsError),
        (Answer(403), ForbiddenError),
        (Answer(404), UnsupportedError),
        (Answer(405), UnsupportedError),
        (Answer(408), TransientError),
        (Answer(413), RefusedError),
        (Answer(429), RateLimitedError),
        (Answer(500), TransientError),
        (Answer(503), TransientError),
        (Answer(301, headers={"Location": "http://127.0.0.1:1/"}), GarbageError),
        (Answer(204, body=b""), GarbageError),
        (Answer(body=b""), GarbageError),
        (Answer(body=b"<html>"), GarbageError),
        (Answer(body=b"\xff\xfe"), GarbageError),
        (Answer(body=b"[" * 100_000), GarbageError),
        (Answer(body=b"[]"), GarbageError),
        (as_json({}), GarbageError),
        (as_json(ACCOUNT | {"balance_micros": 12.4}), GarbageError),
        (as_json(ACCOUNT | {"balance_micros": "12400000"}), GarbageError),
        (as_json(ACCOUNT | {"balance_micros": True}), GarbageError),
        (as_json(ACCOUNT | {"trial_seconds_left": -1}), GarbageError),
        (as_json(ACCOUNT | {"currency": "roubles"}), GarbageError),
        (Answer(body=b"x" * 5_000_000), TransientError),
        (Answer(headers={"Content-Length": "nonsense"}), TransientError),
    ],
)
def test_every_wrong_answer_is_told_apart(
    provider: SandboxProvider, server: AnsweringServer, answer: Answer, error: type[ProviderError]
) -> None:
    server.answers["GET /v1/account"] = answer
    with pytest.raises(error) as caught:
        provider.account_status()
    assert type(caught.value) is error
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize("answer", [*LATE, Answer(body=json.dumps(ACCOUNT).encode(), dribble_s=0.02)])
def test_an_answer_that_comes_too_late_is_told_apart_too(hurried: SandboxProvider, server: AnsweringServer, answer: Answer) -> None:
    server.answers["GET /v1/account"] = answer
    with pytest.raises(TransientError) as caught:
        hurried.account_status()
    assert type(caught.value) is TransientError
    assert TOKEN not in str(caught.value)


def test_a_wait_is_told_where_the_provider_says_one(provider: SandboxProvider, server: AnsweringServer) -> None:
    server.answers["GET /v1/account"] = Answer(429, headers={"Retry-After": "17"})
    with pytest.raises(RateLimitedError) as caught:
        provider.account_status()
    assert caught.value.retry_after_s == 17


def test_a_number_without_a_price_is_told(provider: SandboxProvider, server: AnsweringServer) -> None:
    server.answers["GET /v1/tariff"] = Answer(404)
    with pytest.raises(NoRateError):
        provider.price("+999123")


@pytest.mark.parametrize(
    "rows",
    [[], [ROW, ROW], [ROW | {"prefix": "7812"}], [ROW | {"prefix": ""}], [ROW | {"rate_nanos_per_minute": -1}], [ROW | {"prefix": None}]],
)
def test_a_price_that_can_not_be_the_numbers_is_garbage(
    provider: SandboxProvider, server: AnsweringServer, rows: list[dict[str, object]]
) -> None:
    server.answers["GET /v1/tariff"] = as_json({"rows": rows})
    with pytest.raises(GarbageError):
        provider.price("+74951112233")


@pytest.mark.parametrize("answer", [Answer(500), Answer(body=b"thanks")])
def test_a_top_up_without_a_clear_answer_may_have_happened(provider: SandboxProvider, server: AnsweringServer, answer: Answer) -> None:
    server.answers["POST /v1/topup"] = answer
    with pytest.raises(OutcomeUnknownError):
        provider.top_up(Money(1_000_000, "RUB"))
    assert len([asked for asked in server.asked if asked.method == "POST"]) == 1, "it is not repeated"


@pytest.mark.parametrize("answer", LATE)
def test_a_top_up_that_is_answered_too_late_may_have_happened(hurried: SandboxProvider, server: AnsweringServer, answer: Answer) -> None:
    server.answers["POST /v1/topup"] = answer
    with pytest.raises(OutcomeUnknownError):
        hurried.top_up(Money(1_000_000, "RUB"))
    assert len([asked for asked in server.asked if asked.method == "POST"]) == 1, "it is not repeated"


def test_a_provider_that_is_not_there_is_transient() -> None:
    with socket.socket() as reserved:  # bound and not listening: the connection is refused
        reserved.bind(("127.0.0.1", 0))
        adapter = SandboxProvider(f"http://127.0.0.1:{reserved.getsockname()[1]}", lambda: TOKEN)
        with pytest.raises(TransientError):
            adapter.account_status()
        with pytest.raises(TransientError):
            adapter.top_up(Money(1, "RUB"))
        adapter.close()


def test_neither_token_nor_number_is_in_a_repr_or_a_log(
    provider: SandboxProvider, server: AnsweringServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.DEBUG)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")  # a proxy of the environment would see it
    provider.price("+74951112233")
    server.answers["GET /v1/account"] = Answer(401)
    with pytest.raises(BadCredentialsError):
        provider.account_status()
    assert TOKEN not in caplog.text
    assert "4951112233" not in caplog.text
    assert TOKEN not in repr(provider)
    assert all(TOKEN not in asked.path for asked in server.asked)


def test_a_new_token_is_used_at_the_next_request(server: AnsweringServer) -> None:
    tokens = iter(["first", "second"])
    adapter = SandboxProvider(server.url, lambda: next(tokens))
    adapter.account_status()
    adapter.account_status()
    adapter.close()
    assert [asked.token for asked in server.asked] == ["Bearer first", "Bearer second"]


def test_closing_an_adapter_that_never_asked_does_nothing() -> None:
    SandboxProvider("http://127.0.0.1:1", lambda: TOKEN).close()


def test_importing_the_adapter_does_not_load_the_http_library() -> None:
    code = "import sys, tariffs.providers.sandbox; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
