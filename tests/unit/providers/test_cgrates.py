"""CGRateS' adapter against a local server that checks each JSON-RPC request; the sample answers are in its EventCost form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tariffs.providers.cgrates import CgratesProvider
from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    NoFundsError,
    NoRateError,
    ProviderError,
    RefusedError,
    UnsupportedError,
)
from tariffs.providers.provider import AccountStatus
from tariffs.rating.cost import cost_micros
from tariffs.rating.money import Money
from tariffs.rating.terms import RoundingDirection
from tests.unit.providers.answering import Answer, AnsweringServer, Asked
from tests.unit.providers.telling import MOSCOW, SECRET, TIMEOUT_S, as_json, clock

SECOND = 1_000_000_000
ACCOUNT: dict[str, object] = {
    "ID": "cgrates.org:1001",
    "BalanceMap": {
        "*monetary": [
            {"ID": "main", "Value": 9.983333333333333, "ExpirationDate": "0001-01-01T00:00:00Z", "Disabled": False, "DestinationIDs": {}},
            {"ID": "gift", "Value": 5, "ExpirationDate": "2026-12-01T00:00:00Z", "Disabled": False, "DestinationIDs": None},
            {"ID": "gone", "Value": 100, "ExpirationDate": "2026-11-22T11:59:59Z", "Disabled": False},
            {"ID": "off", "Value": 1000, "ExpirationDate": "0001-01-01T00:00:00Z", "Disabled": True},
            {"ID": "germany", "Value": 10000, "ExpirationDate": "0001-01-01T00:00:00Z", "DestinationIDs": {"DST_DE": True}},
        ],
        "*voice": [{"ID": "minutes", "Value": 6e10}],
    },
    "AllowNegative": False,
    "Disabled": False,
}
Step = tuple[int, str, int, int]


def event_cost(*steps: Step, fee: float = 0.2, method: str = "*up", decimals: int = 4, prefix: str = "+7495") -> dict[str, object]:
    """Steps are (start s, value, increment s, unit s); each is in a charge and a rating of its own, as CGRateS tells them."""
    names = [f"r{start}" for start, *_ in steps]
    rates = {
        name: [{"GroupIntervalStart": start * SECOND, "Value": float(value), "RateIncrement": inc * SECOND, "RateUnit": unit * SECOND}]
        for name, (start, value, inc, unit) in zip(names, steps, strict=True)
    }
    rating = {
        name: {"ConnectFee": fee, "RoundingMethod": method, "RoundingDecimals": decimals, "RatesID": name, "RatingFiltersID": "f"}
        for name in names
    }
    return {
        "CGRID": "",
        "Usage": 3600 * SECOND,
        "Cost": 1.23,
        "Charges": [{"RatingID": name, "Increments": [], "CompressFactor": 1} for name in names],
        "Rating": rating,
        "Rates": rates,
        "RatingFilters": {"f": {"DestinationID": "DST_MOSCOW", "DestinationPrefix": prefix, "RatingPlanID": "RP", "Subject": "x"}},
    }


class Engine:
    """`results` and `errors` by method; what is in neither is not known."""

    def __init__(self) -> None:
        self.results: dict[str, object] = {"APIerSv2.GetAccount": ACCOUNT, "APIerSv1.GetMaxUsage": 252 * SECOND}
        self.errors: dict[str, object] = {}

    def __call__(self, asked: Asked) -> Answer:
        request = json.loads(asked.body)
        assert (asked.method, asked.path, asked.headers["content-type"]) == ("POST", "/jsonrpc", "application/json")
        assert asked.token == "Basic YW5uYTpzM2NyL2V0K8O8JiUgUGE1NQ=="
        method = request["method"]
        if method in self.errors:
            return as_json({"id": request["id"], "result": None, "error": self.errors[method]})
        if method in self.results:
            return as_json({"id": request["id"], "result": self.results[method], "error": None})
        return as_json({"id": request["id"], "result": None, "error": f"rpc: can't find service {method}"})


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
def server(engine: Engine) -> Iterator[AnsweringServer]:
    with AnsweringServer({}, engine) as running:
        yield running


@pytest.fixture
def provider(server: AnsweringServer) -> Iterator[CgratesProvider]:
    adapter = CgratesProvider(
        server.url, "1001", currency="EUR", username="anna", password=lambda: SECRET, timeout_s=TIMEOUT_S, clock=clock
    )
    yield adapter
    adapter.close()


def test_the_balance_is_what_pays_for_any_call(provider: CgratesProvider, server: AnsweringServer) -> None:
    assert provider.account_status() == AccountStatus(Money(14_983_333, "EUR"), "prepaid")
    assert json.loads(server.asked[0].body) == {
        "method": "APIerSv2.GetAccount",
        "params": [{"Tenant": "cgrates.org", "Account": "1001"}],
        "id": 1,
    }


def test_an_account_without_money_has_none_and_a_postpaid_one_is_told(provider: CgratesProvider, engine: Engine) -> None:
    engine.results["APIerSv2.GetAccount"] = {"ID": "x", "BalanceMap": None, "AllowNegative": True}
    assert provider.account_status() == AccountStatus(Money(0, "EUR"), "postpaid")


def test_the_older_names_of_methods_are_tried(provider: CgratesProvider, engine: Engine, server: AnsweringServer) -> None:
    engine.results = {"ApierV2.GetAccount": ACCOUNT}
    assert provider.account_status().balance == Money(14_983_333, "EUR")
    assert [json.loads(asked.body)["method"] for asked in server.asked] == ["APIerSv2.GetAccount", "ApierV2.GetAccount"]
    engine.results = {}
    with pytest.raises(RefusedError):
        provider.account_status()


def test_a_first_minute_whole_then_seconds_is_a_row_with_its_fee_and_rounding(
    provider: CgratesProvider, engine: Engine, server: AnsweringServer
) -> None:
    engine.results["APIerSv1.GetCost"] = event_cost((0, "0.1", 60, 60), (60, "0.05", 1, 60))
    price = provider.price(MOSCOW)
    row = price.row
    assert (price.currency, row.prefix, row.destination_en) == ("EUR", "7495", "DST_MOSCOW")
    assert (row.initial_increment, row.recurring_increment, row.rate_nanos) == (60, 1, 50_000_000)
    assert (row.terms.direction, row.terms.decimals) == (RoundingDirection.UP, 4)
    assert cost_micros(row, 1) == 300_000, "the fee and a whole first minute"
    assert cost_micros(row, 60) == 300_000
    assert cost_micros(row, 120) == 350_000
    assert json.loads(server.asked[0].body)["params"] == [
        {
            "Tenant": "cgrates.org",
            "Category": "call",
            "Subject": "1001",
            "AnswerTime": "2026-11-22T12:00:00Z",
            "Destination": "74951112233",
            "Usage": "1h",
        }
    ]


def test_their_published_call_costs_what_they_say(provider: CgratesProvider, engine: Engine) -> None:
    """0.006 a minute at 30/6: 32 s are .0036, 57 s .006, 75 s .0078 (issue 118 of theirs)."""
    engine.results["APIerSv1.GetCost"] = event_cost((0, "0.006", 30, 60), (30, "0.006", 6, 60), fee=0)
    row = provider.price(MOSCOW).row
    assert [cost_micros(row, seconds) for seconds in (32, 57, 75)] == [3_600, 6_000, 7_800]


def test_the_same_rate_in_two_groups_is_one(provider: CgratesProvider, engine: Engine) -> None:
    engine.results["APIerSv1.GetCost"] = event_cost((0, "0.6", 1, 60), (60, "0.01", 1, 1), fee=0, method="*middle")
    row = provider.price(MOSCOW).row
    assert (row.initial_increment, row.recurring_increment, row.rate_nanos) == (1, 1, 600_000_000)
    assert row.terms.direction is RoundingDirection.HALF_UP


@pytest.mark.parametrize(
    ("result", "error"),
    [
        (event_cost((0, "0.1", 60, 60), (60, "0.05", 1, 60), (600, "0.01", 1, 60)), UnsupportedError),
        (event_cost((0, "0.1", 30, 60), (60, "0.1", 6, 60)), UnsupportedError),
        (event_cost((0, "0.01", 60, 60), (60, "0.1", 1, 60)), UnsupportedError),
        (event_cost((60, "0.1", 60, 60)), GarbageError),
        (event_cost((0, "-0.1", 60, 60)), GarbageError),
        (event_cost((0, "1e30", 60, 60)), GarbageError),
        (event_cost((0, "0.1", 60, 0)), UnsupportedError),
        (event_cost((0, "0.1", 0, 60)), UnsupportedError),
        (event_cost((0, "0.1", 60, 60), method="*sideways"), GarbageError),
        (event_cost((0, "0.1", 60, 60), prefix="*any"), GarbageError),
        (event_cost(), NoRateError),
        ({}, NoRateError),
        ([], GarbageError),
        ("free", GarbageError),
    ],
)
def test_a_price_that_no_row_can_say_is_not_guessed(
    provider: CgratesProvider, engine: Engine, result: object, error: type[ProviderError]
) -> None:
    engine.results["APIerSv1.GetCost"] = result
    with pytest.raises(error) as caught:
        provider.price(MOSCOW)
    assert type(caught.value) is error


def test_a_price_beyond_all_bounds_is_garbage(provider: CgratesProvider, engine: Engine) -> None:
    for told, key in (("rates", "Value"), ("rating", "ConnectFee")):
        cost: Any = event_cost((0, "0.1", 60, 60), (60, "0.05", 1, 60))
        first = cost["Rates"]["r0"][0] if told == "rates" else cost["Rating"]["r0"]
        first[key] = "1e999999999"
        engine.results["APIerSv1.GetCost"] = cost
        with pytest.raises(GarbageError, match="beyond all bounds"):
            provider.price(MOSCOW)


@pytest.mark.parametrize(
    ("told", "seconds"),
    [(252 * SECOND, 252), (252.9 * SECOND, 252), (0, 0), (-1, None), (-SECOND, None), (24 * 3600 * SECOND, None)],
)
def test_the_longest_call_is_in_seconds(provider: CgratesProvider, engine: Engine, told: float, seconds: int | None) -> None:
    engine.results["APIerSv1.GetMaxUsage"] = told
    assert provider.credit_time(MOSCOW) == seconds


def test_no_credit_is_no_time_and_nonsense_is_garbage(provider: CgratesProvider, engine: Engine) -> None:
    for nonsense in ("long", None, 1e30, "NaN"):
        engine.results["APIerSv1.GetMaxUsage"] = nonsense
        with pytest.raises(GarbageError):
            provider.credit_time(MOSCOW)
    engine.errors["APIerSv1.GetMaxUsage"] = "INSUFFICIENT_CREDIT"
    assert provider.credit_time(MOSCOW) == 0


@pytest.mark.parametrize(
    ("words", "error"),
    [
        ("NOT_FOUND", NoRateError),
        ("SERVER_ERROR: RATING_PLAN_NOT_FOUND", NoRateError),
        ("UNAUTHORIZED_DESTINATION", ForbiddenError),
        ("ACCOUNT_DISABLED", ForbiddenError),
        ("ACCOUNT_NOT_FOUND", BadCredentialsError),
        ("INSUFFICIENT_FUNDS", NoFundsError),
        ("MANDATORY_IE_MISSING: [Category]", RefusedError),
        ({"code": -32000}, RefusedError),
    ],
)
def test_its_errors_are_told_apart(provider: CgratesProvider, engine: Engine, words: object, error: type[ProviderError]) -> None:
    engine.errors["APIerSv1.GetCost"] = words
    with pytest.raises(error) as caught:
        provider.price(MOSCOW)
    assert type(caught.value) is error


def test_an_account_that_is_unknown_or_disabled_is_told(provider: CgratesProvider, engine: Engine) -> None:
    engine.results["APIerSv2.GetAccount"] = ACCOUNT | {"Disabled": True}
    with pytest.raises(ForbiddenError):
        provider.account_status()
    engine.errors["APIerSv2.GetAccount"] = "NOT_FOUND"
    with pytest.raises(BadCredentialsError):
        provider.account_status()
