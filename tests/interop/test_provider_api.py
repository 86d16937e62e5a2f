"""The provider's adapter and the real sandbox agree on the API."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tariffs.providers.errors import BadCredentialsError, NoRateError, ProviderError, RefusedError, TransientError
from tariffs.providers.provider import AccountStatus
from tariffs.providers.sandbox import SandboxProvider
from tariffs.rating.deck import read_csv
from tariffs.rating.money import Money
from tests.peers.sandbox import SandboxProcess

DECK = Path(__file__).parents[2] / "resources" / "decks" / "sandbox.csv"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def provider(sandbox: SandboxProcess) -> Iterator[SandboxProvider]:
    adapter = SandboxProvider(f"http://127.0.0.1:{sandbox.http_port}", lambda: sandbox.accounts["anna"].token)
    yield adapter
    adapter.close()


def test_a_new_account_is_on_trial_and_a_top_up_reaches_it(sandbox: SandboxProcess, provider: SandboxProvider) -> None:
    sandbox.set_credit("anna", balance_micros=12_400_000, trial_seconds_left=300)
    assert provider.account_status() == AccountStatus(Money(12_400_000, "RUB"), "trial", 300, 300)
    assert provider.top_up(Money(100_000_000, "RUB")).balance == Money(112_400_000, "RUB")
    assert provider.account_status().balance == Money(112_400_000, "RUB")
    with pytest.raises(RefusedError):
        provider.top_up(Money(10**18, "RUB"))


@pytest.mark.parametrize("number", ["+74951112233", "+79161112233", "+381111234567", "+881612345678", "+88216123456"])
def test_the_price_is_the_decks_row_to_the_last_digit(provider: SandboxProvider, number: str) -> None:
    price = provider.price(number)
    assert price.row == read_csv(DECK).match(number)
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
    before = adapter.top_up(Money(1_000_000, "RUB"))
    sandbox.kill()
    with pytest.raises(TransientError):
        adapter.account_status()
    with sandbox.start():
        assert adapter.account_status() == before, "nothing was lost"
    with pytest.raises(ProviderError):
        adapter.account_status()
    adapter.close()
