"""Providers built from settings, and what is wrong with settings."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tariffs.providers.errors import SettingsError
from tariffs.providers.factory import KINDS, Fault, Form, Notice, build, faults, notices
from tariffs.providers.provider import Capability
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import MOSCOW, SECRET, as_json

FINE: dict[str, dict[str, str]] = {
    "none": {},
    "sandbox": {"base_url": "http://127.0.0.1:25080"},
    "sipnet": {"sip_id": "0012345678"},
    "zadarma": {"key": "k"},
    "voipms": {"username": "anna@example.com", "did": "+15551234567"},
    "acrobits": {"username": "anna", "currency": "EUR", "rate_url": "https://x.test/?to=%targetNumber%"},
    "cgrates": {"base_url": "https://cgr.test:2080", "account": "1001", "currency": "EUR"},
    "deck": {"deck": "/nowhere/deck.csv"},
}
PAGES = {"sipnet": "customer.sipnet.ru", "zadarma": "my.zadarma.com", "voipms": "voip.ms"}


def never() -> str:
    raise AssertionError("the secret was asked for")


def whys(kind: str, settings: dict[str, str]) -> list[tuple[str, str]]:
    return [(error.field, error.why) for error in faults(kind, settings)]


def test_every_kind_is_built_without_asking_or_reading_anything() -> None:
    assert set(FINE) == set(KINDS)
    for kind, settings in FINE.items():
        assert faults(kind, settings) == ()
        provider = build(kind, settings, never)
        assert SECRET not in repr(provider)
        provider.close()


def test_what_each_kind_can_is_known_before_it_is_asked() -> None:
    assert build("none", {}, never).capabilities == frozenset()
    assert Capability.SMS in build("voipms", FINE["voipms"], never).capabilities
    assert build("acrobits", FINE["acrobits"], never).capabilities == {Capability.PRICE}
    assert Capability.PRICE not in build("sipnet", FINE["sipnet"], never).capabilities
    assert Capability.PRICE in build("sipnet", FINE["sipnet"] | {"deck": "/nowhere/deck.csv"}, never).capabilities


def test_pages_to_pay_and_to_recover_a_password_are_public_and_can_be_set_up() -> None:
    for kind, host in PAGES.items():
        provider = build(kind, FINE[kind], never)
        assert provider.top_up_url.startswith(f"https://{host}/")
        assert provider.recovery_url.startswith(f"https://{host}/")
    own = {"top_up_url": "https://pay.test/", "recovery_url": "https://lost.test/"}
    for kind in ("sipnet", "zadarma", "voipms", "acrobits", "cgrates", "deck"):
        provider = build(kind, FINE[kind] | own, never)
        assert (provider.top_up_url, provider.recovery_url) == ("https://pay.test/", "https://lost.test/")


def test_a_form_can_be_drawn_from_the_fields() -> None:
    for kind, fields in KINDS.items():
        keys = [field.key for field in fields]
        assert len(keys) == len(set(keys))
        for field in fields:
            assert field.is_secret == (field.key == "secret")
            assert (field.form is Form.CHOICE) == bool(field.choices)
            assert not field.default or whys(kind, FINE[kind] | {field.key: field.default}) == []
            if field.is_required and not field.is_secret:
                without = {key: value for key, value in FINE[kind].items() if key != field.key}
                assert (field.key, Fault.MISSING.value) in whys(kind, without)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("http://api.test/", Fault.NOT_HTTPS),
        ("ftp://api.test/", Fault.NOT_HTTPS),
        ("file:///etc/passwd", Fault.NO_ADDRESS),
        ("api.test", Fault.NO_ADDRESS),
        ("https://", Fault.NO_ADDRESS),
        ("https://[::1", Fault.NO_ADDRESS),
        ("https://a b.test/", Fault.NO_ADDRESS),
        ("https://api.test:99999/", Fault.NO_ADDRESS),
        ("https://anna:secret@api.test/", Fault.PASSWORD_IN_CLEAR),
        ("http://127.0.0.1.evil.test/", Fault.NOT_HTTPS),
    ],
)
def test_secrets_travel_encrypted_or_not_at_all(address: str, fault: Fault) -> None:
    assert whys("sipnet", FINE["sipnet"] | {"base_url": address}) == [("base_url", fault.value)]
    with pytest.raises(SettingsError) as caught:
        build("sipnet", FINE["sipnet"] | {"base_url": address}, never)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://127.0.0.1:8080", "http://[::1]:80/", "http://localhost", "https://api.test:8443/x"])
def test_this_machine_needs_no_encryption(address: str) -> None:
    assert whys("sipnet", FINE["sipnet"] | {"base_url": address}) == []


@pytest.mark.parametrize(
    ("kind", "key", "value", "fault"),
    [
        ("acrobits", "rate_url", "https://x.test/?to=%targetNumber%&q=%foo%", Fault.UNKNOWN_PLACE),
        ("acrobits", "rate_body", "a=%account[secret]%", Fault.UNKNOWN_PLACE),
        ("acrobits", "rate_url", "https://x.test/", Fault.NO_NUMBER_PLACE),
        ("acrobits", "balance_url", "http://x.test/?p=%account[password]%", Fault.PASSWORD_IN_CLEAR),
        ("acrobits", "balance_url", "http://x.test/", Fault.NOT_HTTPS),
        ("acrobits", "currency", "roubles", Fault.NO_CURRENCY),
        ("acrobits", "currency", "eur", Fault.NO_CURRENCY),
        ("voipms", "route", "3", Fault.NO_CHOICE),
        ("zadarma", "increments", "0/60", Fault.NO_INCREMENTS),
        ("zadarma", "increments", "60", Fault.NO_INCREMENTS),
        ("zadarma", "increments", "60/-1", Fault.NO_INCREMENTS),
        ("deck", "deck_zone", "Mars/Olympus", Fault.NO_ZONE),
        ("deck", "deck_zone", "../../etc/passwd", Fault.NO_ZONE),
        ("deck", "deck_broken", "perhaps", Fault.NO_CHOICE),
        ("deck", "top_up_url", "javascript:alert(1)", Fault.NO_ADDRESS),
    ],
)
def test_a_setting_that_can_not_work_is_told_with_its_field(kind: str, key: str, value: str, fault: Fault) -> None:
    assert (key, fault.value) in whys(kind, FINE[kind] | {key: value})


def test_neither_balance_nor_rate_is_missing_something() -> None:
    assert whys("acrobits", {"username": "anna", "currency": "EUR"}) == [("balance_url", "missing")]


def test_a_kind_that_is_not_known_is_told() -> None:
    with pytest.raises(SettingsError, match="no kind of provider"):
        build("skype", {}, never)
    assert notices("skype", {}) == ()


def test_a_password_in_an_address_is_marked() -> None:
    marked = FINE["acrobits"] | {"balance_url": "https://x.test/?p=%account[password]%", "rate_url": "https://x.test/%broken%"}
    assert notices("acrobits", marked) == (("balance_url", Notice.PASSWORD_IN_ADDRESS),)
    assert notices("acrobits", FINE["acrobits"]) == ()


def test_a_built_provider_asks_where_it_was_set_up_with_the_secret_of_that_moment() -> None:
    secrets = iter(["first", "second"])
    answers = {
        "GET /b": Answer(body=b"<response><balanceString>5 EUR</balanceString></response>"),
        "GET /r": as_json({"callRateString": "1"}),
    }
    with AnsweringServer(answers) as server:
        settings = {"balance_url": f"{server.url}/b?p=%account[password]%", "rate_url": f"{server.url}/r?n=%targetNumber%"}
        provider = build("acrobits", {"username": "anna", "currency": "EUR", **settings}, lambda: next(secrets))
        provider.account_status()
        provider.account_status()
        assert provider.price(MOSCOW).row.initial_increment == 60
        provider.close()
    assert [asked.path for asked in server.asked] == ["/b?p=first", "/b?p=second", "/r?n=%2B74951112233"]


def test_a_deck_is_found_where_it_was_set_up(tmp_path: Path) -> None:
    deck = tmp_path / "deck.csv"
    deck.write_text(
        "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency\n"
        "7,Russia,Россия,1.5,0,0,60,60,0,RUB\nx,Broken,Сломано,1,0,0,60,60,0,RUB\n",
        encoding="utf-8",
    )
    provider = build("deck", {"deck": str(deck), "deck_broken": "skip"}, never)
    assert provider.price(MOSCOW).row.rate_nanos == 1_500_000_000


def test_importing_the_factory_does_not_load_adapters_or_the_http_library() -> None:
    code = "import sys, tariffs.providers.factory; sys.exit(any(n in sys.modules for n in ('httpx', 'tariffs.providers.zadarma')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
