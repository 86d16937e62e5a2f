"""Accounts and their providers: built from what is set up, with the secret from the keyring, and told where that is not possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ProviderKind, ProviderSettings, provider_key
from agent_app.identity import APPLICATION_ID
from agent_app.money.providers import AccountProviders, is_optional, needs_secret
from telephony.secret import Secret
from tests.unit.agent_app.money.conftest import ANNA, OFFICE, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent_app.money.snapshots import PriceSnapshot
    from tests.unit.agent_app.drawer import Drawer
    from tests.unit.agent_app.listening import ListeningEngine

DECK = (
    "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency\n"
    "7495,Moscow,Москва,0.70,0,0,60,60,0,RUB\n"
)
ZADARMA = ProviderSettings(ProviderKind.ZADARMA, {"key": "k", "base_url": "http://127.0.0.1:9"})


@pytest.fixture
def providers(desk: Desk, engine: ListeningEngine) -> Iterator[AccountProviders]:
    keyring = KeyringLane(engine, patience_ms=300)
    yield AccountProviders(desk.accounts, keyring, desk.money, engine)
    keyring.close()


@pytest.mark.usefixtures("providers")
def test_a_deck_gives_prices_without_a_network_and_at_once(desk: Desk, tmp_path: Path) -> None:
    deck = tmp_path / "deck.csv"
    deck.write_text(DECK, encoding="utf-8")
    desk.money.begin()
    desk.accounts.set_provider(ANNA, ProviderSettings(ProviderKind.DECK, {"deck": str(deck)}), Secret(""))
    assert desk.money.has_provider(ANNA)
    desk.wait_for("free_directions_ready")
    desk.money.request_price(ANNA, "+74951112233")
    price: PriceSnapshot = desk.said["price_ready"][-1][1]
    assert price.rate is not None
    assert (price.rate.row.rate_nanos, price.lasts_s, price.error) == (700_000_000, None, "")


@pytest.mark.usefixtures("providers")
def test_a_deck_that_can_not_be_read_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.money.begin()
    desk.accounts.set_provider(ANNA, ProviderSettings(ProviderKind.DECK, {"deck": str(tmp_path / "gone.csv")}), Secret(""))
    money = desk.wait_for("balance_changed")[0]
    assert (money.account_id, money.balance, money.error) == (ANNA, None, "deck")


@pytest.mark.usefixtures("providers")
def test_settings_that_can_not_be_used_are_told_and_nobody_is_asked(desk: Desk) -> None:
    desk.accounts.set_provider(ANNA, ProviderSettings(ProviderKind.CGRATES, {"base_url": "http://rates.example"}), Secret("s"))
    assert desk.wait_for("balance_changed")[0].error == "settings"
    assert not desk.money.has_provider(ANNA)
    told = desk.money.balance(ANNA)
    assert told is not None
    assert told.error == "settings"
    desk.accounts.set_provider(ANNA, ProviderSettings(), Secret(""))
    assert desk.money.balance(ANNA) is None


def test_the_secret_comes_from_the_keyring_at_the_next_start(desk: Desk, providers: AccountProviders, drawer: Drawer) -> None:
    drawer.kept[APPLICATION_ID, provider_key(ANNA)] = "from the keyring"
    desk.accounts.provider_changed.disconnect()  # as a former run left it
    desk.accounts.set_provider(ANNA, ZADARMA, Secret(""))
    providers.begin()
    desk._qtbot.waitUntil(lambda: desk.money.has_provider(ANNA))  # pyright: ignore[reportPrivateUsage] - the fixture's own
    assert not desk.money.has_provider(OFFICE)


def test_without_its_secret_a_provider_is_not_asked_and_that_is_told(desk: Desk, providers: AccountProviders) -> None:
    desk.accounts.set_provider(ANNA, ZADARMA, Secret(""))
    assert desk.wait_for("balance_changed")[0].error == "no_secret"
    assert not desk.money.has_provider(ANNA)
    del providers


@pytest.mark.usefixtures("providers")
def test_a_given_secret_is_used_at_once_and_nowhere_to_be_read(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.accounts.set_provider(ANNA, ZADARMA, Secret("hush-hush"))
    assert desk.money.has_provider(ANNA)
    desk.money.begin()
    desk.wait_for("balance_changed")
    assert "hush-hush" not in caplog.text
    assert "hush-hush" not in repr(desk.money.provider(ANNA))


@pytest.mark.parametrize("kind", list(ProviderKind))
def test_every_kind_of_provider_can_be_set_up(kind: ProviderKind) -> None:
    assert needs_secret(kind) is (kind not in {ProviderKind.NONE, ProviderKind.DECK})
    assert is_optional(kind) is (kind in {ProviderKind.NONE, ProviderKind.DECK, ProviderKind.ACROBITS, ProviderKind.CGRATES})
