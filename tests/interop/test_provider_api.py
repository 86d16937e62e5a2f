"""The provider's adapter and the real sandbox agree on the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    NoFundsError,
    NoRateError,
    ProviderError,
    RateLimitedError,
    RefusedError,
    TransientError,
)
from tariffs.providers.provider import AccountStatus, SmsReceipt, SmsState, SmsTerms
from tariffs.providers.sandbox import SandboxProvider
from tariffs.rating.free import read_free_directions
from tariffs.rating.money import Money
from tariffs.rating.reading import read_deck
from tests.peers.sandbox import SandboxProcess

RESOURCES = Path(__file__).parents[2] / "resources"
DECK = RESOURCES / "decks" / "sandbox.csv"
FREE = (RESOURCES / "tariffs" / "free_directions.csv", RESOURCES / "tariffs" / "campaigns.csv")


def rub(micros: int) -> Money:
    return Money(micros, "RUB")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def provider(sandbox: SandboxProcess) -> Iterator[SandboxProvider]:
    adapter = SandboxProvider(f"http://127.0.0.1:{sandbox.http_port}", lambda: sandbox.accounts["anna"].token)
    yield adapter
    adapter.close()


@pytest.fixture(autouse=True)
def new_account(sandbox: SandboxProcess) -> None:
    """Anna's account as on its first day."""
    wanted = {"balance_micros": 12_400_000, "trial_seconds_left": 300, "topped_up": False}
    assert sandbox.post("/v1/test/credit", wanted).status == 200


def test_a_new_account_is_on_trial_and_a_top_up_reaches_it(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    assert provider.account_status() == AccountStatus(rub(12_400_000), "trial", 300, 300, rub(50_000))
    receipt = provider.top_up(rub(100_000_000))
    assert receipt.status == AccountStatus(rub(112_400_000), "prepaid", 300, 300, rub(50_000))
    assert receipt.number == sandbox.get("/v1/topups").content["topups"][0]["id"]
    assert provider.account_status().balance == rub(112_400_000)


@pytest.mark.parametrize(("micros", "limit"), [(0, "1.00 RUB"), (999_999, "1.00 RUB"), (100_000_000_001, "100000.00 RUB")])
def test_a_top_up_beyond_the_limits_names_the_limit(provider: SandboxProvider, micros: int, limit: str) -> None:
    with pytest.raises(RefusedError, match=limit):
        provider.top_up(rub(micros))
    assert provider.account_status().balance == rub(12_400_000)


def test_the_deck_is_the_sandboxs_file_to_the_last_digit(provider: SandboxProvider) -> None:
    assert provider.deck() == read_deck(DECK).whole()


def test_the_table_of_free_directions_is_told_and_holds_from_the_first_top_up_on(provider: SandboxProvider) -> None:
    directions = provider.free_directions()
    assert set(directions) == {direction for path in FREE for direction in read_free_directions(path)}
    assert provider.price("+74951112233").free is None
    provider.top_up(rub(1_000_000))
    assert provider.price("+74951112233").free in {direction.span for direction in directions if "7495" in direction.prefixes}
    assert provider.price("+79161112233").free is None
    assert provider.credit_time("+74951112233") is None


def test_credit_time_is_what_trial_and_balance_pay(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    assert provider.credit_time("+74951112233") == 300 + 60 * (12_400_000 // 700_000)
    assert provider.credit_time("+8821612345678") == 6
    sandbox.set_credit(balance_micros=49_999, trial_seconds_left=0)
    assert provider.credit_time("+74951112233") == 0
    with pytest.raises(NoRateError):
        provider.credit_time("+2901234")
    with pytest.raises(ForbiddenError):
        provider.credit_time("+78091112233")


def test_an_sms_is_accepted_then_delivered_and_a_foreign_one_costs_its_parts(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    assert provider.sms_terms("+79161112299") == SmsTerms(rub(0), 10, 50, 50)
    assert provider.sms_terms("+4915111122299") == SmsTerms(rub(2_000_000), 10, 50, 50)
    receipt = provider.send_sms("+4915111122299", "я" * 71)
    assert receipt == SmsReceipt(receipt.sms_id, SmsState.ACCEPTED, 2, rub(4_000_000))
    assert provider.account_status().balance == rub(8_400_000)
    sandbox.wait_for(lambda: provider.sms_state(receipt.sms_id) is SmsState.DELIVERED)
    assert provider.sms_terms("+79161112299").left_today == 49


def test_sms_that_fail_and_that_nobody_knows_of(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    silent, failing = provider.send_sms("+79161112202", "?"), provider.send_sms("+79161112201", "!")
    sandbox.wait_for(lambda: provider.sms_state(failing.sms_id) is SmsState.FAILED)
    assert provider.sms_state(silent.sms_id) is SmsState.ACCEPTED


def test_each_reason_to_refuse_an_sms_is_an_error_of_its_own(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    with pytest.raises(ForbiddenError):
        provider.sms_terms("+74951112233")
    for number, text in (("89161112233", "x"), ("+79161112233", ""), ("+79161112233", "x" * 1531)):
        with pytest.raises(RefusedError):
            provider.send_sms(number, text)
    sandbox.set_credit(balance_micros=1_999_999, trial_seconds_left=0)
    with pytest.raises(NoFundsError):
        provider.send_sms("+4915111122299", "x")
    for unknown in ("0" * 16, "terms/..", ""):
        with pytest.raises(RefusedError):
            provider.sms_state(unknown)


def test_the_fifty_first_sms_of_a_day_waits_until_tomorrow(sandbox: SandboxProcess) -> None:
    adapter = SandboxProvider(f"http://127.0.0.1:{sandbox.http_port}", lambda: sandbox.accounts["vera"].token)
    for _ in range(50):
        adapter.send_sms("+79161112299", "x")
    assert adapter.sms_terms("+79161112299").left_today == 0
    with pytest.raises(RateLimitedError) as limited:
        adapter.send_sms("+79161112299", "x")
    assert 0 < (limited.value.retry_after_s or 0) <= 24 * 3600
    adapter.close()


@pytest.mark.parametrize("number", ["+74951112233", "+79161112233", "+381111234567", "+881612345678", "+88216123456"])
def test_the_price_is_the_decks_row_to_the_last_digit(provider: SandboxProvider, number: str) -> None:
    price = provider.price(number)
    assert price.row == read_deck(DECK).whole().match(number)
    assert price.currency == "RUB"


def test_a_number_without_a_price_and_a_broken_one_are_told_apart(provider: SandboxProvider) -> None:
    with pytest.raises(NoRateError):
        provider.price("+2901234")
    with pytest.raises(RefusedError):
        provider.price("sip:echo")


def test_a_call_that_was_missed_costs_nothing(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    sandbox.place_call("anna", "+74951112233")  # she is not registered
    sandbox.wait_for(lambda: bool(provider.calls()))
    record = provider.calls()[0]
    assert (record.direction, record.number, record.answer_us, record.cost) == ("in", "+74951112233", 0, Money(0, "RUB"))


def test_a_wrong_token_is_told(sandbox: SandboxProcess) -> None:
    adapter = SandboxProvider(f"http://127.0.0.1:{sandbox.http_port}", lambda: "wrong")
    with pytest.raises(BadCredentialsError):
        adapter.account_status()
    adapter.close()


def test_a_sandbox_that_ended_is_transient_and_comes_back(tmp_path: Path) -> None:
    sandbox = SandboxProcess(tmp_path / "state").start()
    adapter = SandboxProvider(f"http://127.0.0.1:{sandbox.http_port}", lambda: sandbox.accounts["anna"].token)
    before = adapter.top_up(Money(1_000_000, "RUB")).status
    sandbox.kill()
    with pytest.raises(TransientError):
        adapter.account_status()
    with sandbox.start():
        assert adapter.account_status() == before, "nothing was lost"
    with pytest.raises(ProviderError):
        adapter.account_status()
    adapter.close()
