"""Whatever stands in an answer, it becomes a value or a ProviderError: nothing else leaves an adapter. The documented answers, each time
with something in them replaced or left out."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, cast
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tariffs.providers.errors import ProviderError
from tariffs.providers.http import HttpApi, HttpRequest
from tariffs.providers.provider import Provider
from tests.unit.providers import test_cgrates, test_sipnet, test_voipms, test_zadarma
from tests.unit.providers.telling import MOSCOW
from tests.unit.providers.test_wrong_answers import ADAPTERS

WORDS = (
    "7495",
    "0.5",
    "1,5",
    "1e30",
    "1e999999999",
    "NaN",
    "-1",
    "USD",
    "answered",
    "2026-02-31 10:00:00",
    "0001-01-01 00:00:00",
    "9" * 400,
)
HOLLOW: list[object] = [[], {}, [[]], [{}], [None]]
ODD: st.SearchStrategy[object] = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.sampled_from(WORDS)
    | st.text(max_size=5)
    | st.sampled_from(HOLLOW)
)
SAMPLES: dict[str, list[dict[str, Any]]] = {
    "zadarma": [
        dict(test_zadarma.BALANCE),
        dict(test_zadarma.PRICE),
        dict(test_zadarma.SMS),
        dict(test_zadarma.ZONE) | {"stats": [test_zadarma.CALL, test_zadarma.MISSED]},
    ],
    "voipms": [
        dict(test_voipms.BALANCE),
        {"status": "success", "rates": test_voipms.RATES},
        {"status": "success", "cdr": [test_voipms.CALL]},
        {"status": "success", "sms": 1},
    ],
    "cgrates": [
        {"result": test_cgrates.ACCOUNT, "error": None},
        {"result": test_cgrates.event_cost((0, "0.1", 60, 60), (60, "0.05", 1, 60)), "error": None},
        {"result": 252_000_000_000, "error": None},
    ],
    "sipnet": [{"Result": True, "calls": [test_sipnet.CALL, test_sipnet.MISSED]}],
    "acrobits": [
        {"error": 0, "balance": 60.2, "currency": "EUR", "balanceString": "EUR 60.20", "callRateString": "Moscow = EUR 0.01 / min"}
    ],
}


def places(value: Any, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of everything inside `value`."""
    keys: list[Any] = []
    if isinstance(value, (dict, list)):
        keys = list(cast("dict[str, Any]", value)) if isinstance(value, dict) else list(range(len(cast("list[Any]", value))))
    for key in keys:
        yield (*at, key)
        yield from places(value[key], (*at, key))


@st.composite
def odd_json(draw: st.DrawFn, samples: list[dict[str, Any]]) -> bytes:
    answer = copy.deepcopy(draw(st.sampled_from(samples)))
    for _ in range(draw(st.integers(0, 3))):
        inside: Any = answer
        *way, last = draw(st.sampled_from([("status",), *places(answer)]))
        for key in way:
            inside = inside[key]
        if draw(st.booleans()) or (isinstance(inside, dict) and last not in inside):
            inside[last] = copy.deepcopy(draw(ODD))
        else:
            del inside[last]
    return json.dumps(answer).encode()


@st.composite
def odd_xml(draw: st.DrawFn) -> bytes:
    result, value, currency = draw(st.sampled_from(["0", "1", ""])), draw(st.sampled_from(WORDS)), draw(st.sampled_from(WORDS))
    text = draw(st.sampled_from(WORDS) | st.text("0123456789.,-= €$/min", max_size=12))
    balance = f'<balance value="{value}" currency="{currency}"/><balanceString>{text}</balanceString>'
    return f"<r><result>{result}</result>{balance}<callRateString>{text}</callRateString></r>".encode()


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda adapter: adapter.__name__)
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_answer_is_a_value_or_a_provider_error(adapter: Callable[[str], Provider], data: st.DataObject) -> None:
    body = data.draw(odd_json(SAMPLES[adapter.__name__]) | odd_xml() | st.binary(max_size=30))

    def ask(api: HttpApi, request: HttpRequest) -> bytes:
        del api, request
        return body

    provider = adapter("http://127.0.0.1:1")
    asks: list[Callable[[], object]] = [
        provider.account_status,
        lambda: provider.price(MOSCOW),
        lambda: provider.credit_time(MOSCOW),
        provider.calls,
        lambda: provider.send_sms("+15557654321", "Hi"),
        lambda: provider.call_back(MOSCOW, MOSCOW),
    ]
    with patch.object(HttpApi, "ask", ask):
        for each in asks:
            with contextlib.suppress(ProviderError):
                each()
