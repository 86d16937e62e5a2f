"""The sandbox's HTTP API against the real process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


def test_a_new_account_is_on_the_trial_with_a_little_money(sandbox: SandboxProcess) -> None:
    assert sandbox.account("vera") == {
        "user": "vera",
        "currency": "RUB",
        "balance_micros": 12_400_000,
        "minimum_micros": 50_000,
        "tariff": "trial",
        "trial_seconds_left": 300,
        "trial_seconds_total": 300,
        "free_directions": False,
        "topup_min_micros": 1_000_000,
        "topup_max_micros": 100_000_000_000,
        "file_server": sandbox.accounts["vera"].file_server,
    }


def test_a_token_opens_its_own_account_alone(sandbox: SandboxProcess) -> None:
    for token in ("", "x", sandbox.accounts["anna"].token + "x", "ÿ"):
        answer = sandbox.request("GET", "/v1/account", None, token=token)
        assert (answer.status, answer.content["error"]["code"]) == (401, "unauthorized")
    assert sandbox.account("boris")["user"] == "boris"


def test_the_price_of_a_number_is_its_longest_prefix(sandbox: SandboxProcess) -> None:
    [row] = sandbox.get("/v1/tariff?number=+74951112233").content["rows"]
    assert row == {
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
        "terms": {"convention": "after_initial", "direction": "up", "place": "call", "decimals": 6},
        "valid_from_us": 0,
        "valid_until_us": None,
        "band": None,
    }
    rows = sandbox.get("/v1/tariff").content["rows"]
    assert len(rows) > 100
    assert row in rows


@pytest.mark.parametrize(("number", "status"), [("+0", 404), ("anna", 400), ("", 400), ("1" * 16, 400)])
def test_a_number_without_a_price_is_an_error(sandbox: SandboxProcess, number: str, status: int) -> None:
    assert sandbox.get(f"/v1/tariff?number={number}").status == status


def test_a_top_up_adds_money_and_gives_a_receipt(sandbox: SandboxProcess) -> None:
    before = sandbox.account()["balance_micros"]
    answer = sandbox.post("/v1/topup", {"amount_micros": 100_000_000})
    receipt = answer.content.pop("receipt")
    assert (answer.status, answer.content) == (200, sandbox.account())
    assert answer.content["balance_micros"] == receipt["balance_micros"] == before + 100_000_000
    assert (receipt["amount_micros"], receipt["currency"], receipt["user"]) == (100_000_000, "RUB", "anna")
    sandbox.post("/v1/topup", {"amount_micros": 1_000_000})
    assert [one["amount_micros"] for one in sandbox.get("/v1/topups").content["topups"]] == [1_000_000, 100_000_000]
    assert sandbox.get("/v1/topups").content["topups"][1] == receipt
    assert sandbox.get("/v1/topups", "boris").content["topups"] == []


@pytest.mark.parametrize(
    ("micros", "code", "limit"), [(999_999, "amount_too_small", "1 rouble"), (100_000_000_001, "amount_too_large", "100,000 roubles")]
)
def test_an_amount_beyond_the_limits_is_told_the_limit(sandbox: SandboxProcess, micros: int, code: str, limit: str) -> None:
    answer = sandbox.post("/v1/topup", {"amount_micros": micros})
    assert (answer.status, answer.content["error"]["code"]) == (400, code)
    assert limit in answer.content["error"]["message"]


def test_an_sms_is_listed_and_only_for_its_sender(sandbox: SandboxProcess) -> None:
    sent = sandbox.post("/v1/sms", {"to": "+79161112202", "text": "Привет"}).content
    assert {name: sent[name] for name in ("user", "to", "text", "state", "parts", "cost_micros")} == {
        "user": "anna",
        "to": "+79161112202",
        "text": "Привет",
        "state": "accepted",
        "parts": 1,
        "cost_micros": 0,
    }
    assert sandbox.get("/v1/sms").content["messages"] == [sent]
    assert sandbox.get(f"/v1/sms/{sent['id']}").content == sent
    assert sandbox.get(f"/v1/sms/{sent['id']}", "boris").status == 404


@pytest.mark.parametrize("body", [{}, {"to": "+79161112233"}, {"to": 1, "text": "x"}, {"to": "+79161112233", "text": "\ud83d"}, [], None])
def test_what_is_no_sms_is_refused(sandbox: SandboxProcess, body: object) -> None:
    assert sandbox.post("/v1/sms", body).status == 400


def test_time_runs_faster_where_a_test_wants_it(sandbox: SandboxProcess) -> None:
    assert [sandbox.post("/v1/test/time", {"scale": scale}).status for scale in (0, 3601, "2", 60)] == [400, 400, 400, 200]
    assert sandbox.post("/v1/test/credit", {"balance_micros": 2_100_000, "trial_seconds_left": 0, "topped_up": False}).status == 200
    with SandboxPhone(sandbox) as phone:
        phone.answered_call("74951112213")
        assert phone.receive().method == "BYE"
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["cost_micros"], record["billed_seconds"]) == ("credit_exhausted", 2_100_000, 180)
    assert record["end_us"] - record["answer_us"] == 180_000_000
    sandbox.post("/v1/test/time", {"scale": 1})


@pytest.mark.parametrize(
    "body", [{"amount_micros": 0}, {"amount_micros": -1}, {"amount_micros": 1.5}, {"amount_micros": True}, {"amount_micros": "1"}]
)
def test_an_amount_is_a_whole_positive_number(sandbox: SandboxProcess, body: object) -> None:
    before = sandbox.account()
    assert sandbox.post("/v1/topup", body).status == 400
    assert sandbox.account() == before


@pytest.mark.parametrize("body", [{}, {"amount_micros": 10**12}, [], "x", None])
def test_what_is_no_top_up_changes_nothing(sandbox: SandboxProcess, body: object) -> None:
    before = sandbox.account()
    assert sandbox.post("/v1/topup", body).status == 400
    assert sandbox.account() == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/v1/calls/", 404),
        ("DELETE", "/v1/account", 405),
        ("GET", "/v1/topup", 405),
        ("GET", "/v1/calls?limit=0", 400),
    ],
)
def test_other_requests_are_refused(sandbox: SandboxProcess, method: str, path: str, status: int) -> None:
    answer = sandbox.request(method, path, None)
    assert (answer.status, set(answer.content["error"])) == (status, {"code", "message"})


def test_calls_are_listed_newest_first_and_only_ones_own(sandbox: SandboxProcess) -> None:
    with SandboxPhone(sandbox, "boris") as phone:
        phone.again(phone.answered_call("74951112213"), "BYE")
        phone.call("74951112201")
    sandbox.wait_for_record("boris")
    assert [call["number"] for call in sandbox.calls("boris")] == ["+74951112201", "+74951112213"]
    assert len(sandbox.get("/v1/calls?limit=1", "boris").content["calls"]) == 1
    assert all(call["user"] == "vera" for call in sandbox.calls("vera"))


def test_a_live_call_shows_its_packets_and_its_credit(sandbox: SandboxProcess) -> None:
    with SandboxPhone(sandbox, "vera") as phone:
        leg = phone.answered_call("74951112206")
        sandbox.wait_for(lambda: sandbox.active("vera")[0]["rtp_sent"] > 10)
        [call] = sandbox.active("vera")
        assert call["credit_seconds"] == 300 + 60 * (12_400_000 // 700_000)
        phone.again(leg, "BYE")
    sandbox.wait_for(lambda: sandbox.active("vera") == [])
