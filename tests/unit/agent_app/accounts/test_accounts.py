"""Accounts: the sign-in form, what is kept, what the engine is told, and the keyring that may be absent, locked or silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from agent_app.accounts.live import Credentials
from agent_app.accounts.model import (
    ACCOUNTS_VERSION,
    OLDEST_ACCOUNTS,
    AccountError,
    MoneyRules,
    ProviderKind,
    ProviderSettings,
    StoredAccounts,
    account_of_form,
    engine_config,
    normalised_address,
)
from agent_app.identity import APPLICATION_ID
from agent_app.settings.store import JsonStore
from agent_app.snapshots import AccountKind, KeyringProblem, ProblemCode, SignInForm
from telephony.messages import AccountState, AddAccount, ChangeAccount, RegisterNow, Registration, RemoveAccount, Transport
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from tests.unit.agent_app.accounts.conftest import FORM, Fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from tests.unit.agent_app.drawer import Drawer
    from tests.unit.agent_app.listening import ListeningEngine


def test_signing_in_registers_keeps_the_account_and_puts_the_password_into_the_keyring(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, profile: Profile, qtbot: QtBot
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    [added] = engine.told_of(AddAccount)
    assert (added.config.user, added.config.domain, added.config.display_name) == ("Anna", "provider.test", "Anna I.")
    current = accounts.service.current()
    assert current is not None
    assert (current.account_id, current.area_code, current.registration) == (account_id, "495", Registration.REGISTERING)
    qtbot.waitUntil(lambda: bool(drawer.kept))
    assert list(drawer.kept.values()) == ["hush-hush"]
    assert "hush-hush" not in profile.accounts.read_text()


def test_what_answers_a_challenge_of_the_provider_is_the_name_and_password_that_it_gave(start: Callable[[], Fixture]) -> None:
    service = start().service
    first = service.sign_in(FORM)
    assert service.credentials(first) == Credentials("Anna", Secret("hush-hush"))
    assert "hush-hush" not in repr(service.credentials(first))
    second = service.sign_in(SignInForm("boris@other.test", Secret("psst"), auth_user="100200"))
    assert service.credentials(second) == Credentials("100200", Secret("psst"))
    assert service.credentials("nobody") is None


def test_at_the_next_start_the_password_comes_from_the_keyring(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot
) -> None:
    start().service.sign_in(FORM)
    qtbot.waitUntil(lambda: bool(drawer.kept))
    engine.told.clear()
    later = start()
    [waiting] = later.service.accounts()
    assert waiting.needs_password
    later.service.load_passwords()
    qtbot.waitUntil(lambda: bool(engine.told_of(AddAccount)))
    assert engine.told_of(AddAccount)[0].config.password == Secret("hush-hush")
    assert not later.service.accounts()[0].needs_password
    assert later.needed == []


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (KeyringLocked("dismissed"), KeyringProblem.LOCKED),
        (RuntimeError("D-Bus fell over"), KeyringProblem.FAILED),
        (None, KeyringProblem.NOT_STORED),
    ],
)
def test_a_keyring_in_trouble_makes_the_program_ask_and_say_why(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot, trouble: Exception | None, problem: KeyringProblem
) -> None:
    start().service.sign_in(FORM)
    qtbot.waitUntil(lambda: bool(drawer.kept))
    drawer.kept.clear()
    drawer.trouble = trouble
    engine.told.clear()
    later = start()
    later.service.load_passwords()
    qtbot.waitUntil(lambda: later.needed == [problem])
    later.service.supply_password(later.service.accounts()[0].account_id, Secret("typed"))
    assert engine.told_of(AddAccount)[0].config.password == Secret("typed")
    if trouble is not None:
        qtbot.waitUntil(lambda: later.not_kept == [problem])


def test_without_any_keyring_the_password_serves_this_run_only(
    start: Callable[[], Fixture], drawer: Drawer, profile: Profile, qtbot: QtBot
) -> None:
    keyring.set_keyring(NoKeyring())
    accounts = start()
    accounts.service.sign_in(FORM)
    qtbot.waitUntil(lambda: accounts.not_kept == [KeyringProblem.ABSENT])
    assert "hush-hush" not in "".join(path.read_text(errors="replace") for path in profile.data.rglob("*") if path.is_file())


def test_a_silent_keyring_is_not_waited_for_and_may_still_answer_later(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot
) -> None:
    start().service.sign_in(FORM)
    qtbot.waitUntil(lambda: bool(drawer.kept))
    engine.told.clear()
    drawer.delay_s = 0.8
    later = start()
    later.service.load_passwords()
    qtbot.waitUntil(lambda: later.needed == [KeyringProblem.NO_ANSWER])
    assert engine.told_of(AddAccount) == []
    qtbot.waitUntil(lambda: bool(engine.told_of(AddAccount)))


def test_a_wrong_password_is_asked_for_again_once(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    wrong = AccountState(account_id, Registration.FAILED, Reason(ReasonCode.WRONG_PASSWORD, 401))
    engine.say(wrong)
    engine.say(wrong)
    assert accounts.needed == [None]
    assert accounts.changed[-1].needs_password
    accounts.service.supply_password(account_id, Secret("better"))
    assert engine.told_of(ChangeAccount)[0].config.password == Secret("better")
    engine.say(AccountState(account_id, Registration.REGISTERED, expires_s=600))
    assert (accounts.changed[-1].registration, accounts.changed[-1].needs_password) == (Registration.REGISTERED, False)


def test_a_restarted_engine_is_told_all_accounts_again(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer) -> None:
    accounts = start()
    accounts.service.sign_in(FORM)
    accounts.service.sign_in(SignInForm("boris@provider.test", Secret("b"), transport=Transport.TCP))
    engine.die()
    assert {account.registration for account in accounts.service.accounts()} == {Registration.OFF}
    engine.come_back()
    assert [(each.config.user, each.config.transport) for each in engine.told_of(AddAccount)] == [
        ("Anna", Transport.UDP),
        ("boris", Transport.TCP),
    ]


def test_a_removed_account_is_forgotten_everywhere(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot
) -> None:
    accounts = start()
    first = accounts.service.sign_in(FORM)
    second = accounts.service.sign_in(SignInForm("boris@provider.test", Secret("b")))
    qtbot.waitUntil(lambda: len(drawer.kept) == 2)
    with qtbot.waitSignal(accounts.service.current_changed):
        accounts.service.remove(first)
    assert engine.told_of(RemoveAccount) == [RemoveAccount(first)]
    current = accounts.service.current()
    assert current is not None
    assert current.account_id == second
    qtbot.waitUntil(lambda: list(drawer.kept.values()) == ["b"])
    assert [account.account_id for account in start().service.accounts()] == [second]


def test_the_chosen_account_is_still_chosen_after_a_restart(start: Callable[[], Fixture], drawer: Drawer, qtbot: QtBot) -> None:
    accounts = start()
    accounts.service.sign_in(FORM)
    second = accounts.service.sign_in(SignInForm("boris@provider.test", Secret("b")))
    with qtbot.waitSignal(accounts.service.current_changed):
        accounts.service.set_current(second)
    qtbot.wait(700)  # settings are written a moment later
    current = start().service.current()
    assert current is not None
    assert current.account_id == second


def test_retrying_does_not_wait_for_the_back_off(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    accounts.service.retry(account_id)
    assert engine.told_of(RegisterNow) == [RegisterNow(account_id)]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (SignInForm("anna", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@pro vider", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@x\r\nEvil: 1", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@provider.test", Secret("x"), proxy="http://x/"), ReasonCode.UNKNOWN_HOST),
        (SignInForm("anna@[:::]", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@2001:db8::1", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@provider.test:0", Secret("x")), ReasonCode.BAD_ADDRESS),
        (SignInForm("anna@provider.test", Secret("x"), proxy="[::1"), ReasonCode.UNKNOWN_HOST),
        (SignInForm("anna@provider.test", Secret("x"), registrar="[12]:5060"), ReasonCode.UNKNOWN_HOST),
    ],
)
def test_a_form_that_can_not_be_used_is_refused_with_its_reason(
    start: Callable[[], Fixture], engine: ListeningEngine, form: SignInForm, code: ReasonCode
) -> None:
    accounts = start()
    assert accounts.service.sign_in(form) == ""
    assert [reason.code for reason in accounts.refused] == [code]
    assert accounts.service.accounts() == ()
    assert engine.told == []


def test_an_ipv6_address_may_stand_for_a_name_and_for_a_server(start: Callable[[], Fixture], engine: ListeningEngine) -> None:
    accounts = start()
    assert accounts.service.sign_in(SignInForm("anna@[2001:DB8::1]:5070", Secret("x"), registrar="[::1]:5080", proxy="2001:db8::2"))
    [told] = engine.told_of(AddAccount)
    assert (told.config.domain, told.config.registrar, told.config.proxy) == ("[2001:db8::1]:5070", "[::1]:5080", "[2001:db8::2]")


def test_the_same_address_is_not_added_twice_in_whatever_case_its_domain_is(start: Callable[[], Fixture], drawer: Drawer) -> None:
    accounts = start()
    accounts.service.sign_in(FORM)
    assert accounts.service.sign_in(SignInForm("sip:Anna@PROVIDER.test", Secret("x"))) == ""
    assert accounts.refused[0].code is ReasonCode.ACCOUNT_EXISTS


def test_a_broken_accounts_file_is_set_aside(start: Callable[[], Fixture], profile: Profile, told: list[tuple[ProblemCode, str]]) -> None:
    profile.accounts.write_text("{ half")
    assert start().service.accounts() == ()
    [(code, aside)] = told
    assert code is ProblemCode.ACCOUNTS_BROKEN
    assert (profile.config / aside.rpartition("/")[2]).read_text() == "{ half"


def test_a_server_given_for_registering_is_where_calls_go_too() -> None:
    stored = account_of_form(SignInForm("a@x.test", Secret("x"), registrar="127.0.0.1:5070"), ())
    config = engine_config(stored, Secret("x"))
    assert (config.registrar, config.proxy) == ("127.0.0.1:5070", "127.0.0.1:5070")


@given(st.text() | st.from_regex(r"[a-z+]{0,5}@[a-z0-9.:\[\]]{0,12}", fullmatch=True))
def test_any_text_is_an_address_or_a_refusal(text: str) -> None:
    try:
        address = normalised_address(text)
    except AccountError:
        return
    assert "@" in address
    assert not set(address) & set(' \r\n\t<>"')
    assert normalised_address(address) == address


# --- editing --------------------------------------------------------------------------------------------------------------------


def _edited(accounts: Fixture, account_id: str, **fields: object) -> bool:
    return accounts.service.change(account_id, msgspec.structs.replace(accounts.service.form(account_id), **fields))


def test_the_form_of_an_account_has_everything_but_its_password(start: Callable[[], Fixture], drawer: Drawer) -> None:
    accounts = start()
    form = accounts.service.form(accounts.service.sign_in(FORM))
    assert not form.password
    assert (form.address, form.display_name, form.area_code, form.region) == ("Anna@provider.test", "Anna I.", "495", "RU")
    del drawer


def test_another_address_is_the_same_account_and_registers_anew_with_the_same_password(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    qtbot.waitUntil(lambda: len(drawer.kept) == 1)
    assert _edited(accounts, account_id, address="sip:anna@Other.test", transport=Transport.TCP)
    [change] = engine.told_of(ChangeAccount)
    assert (change.config.account_id, change.config.domain, change.config.transport) == (account_id, "other.test", Transport.TCP)
    assert change.config.password == FORM.password
    later = start()
    assert [(account.account_id, account.address) for account in later.service.accounts()] == [(account_id, "anna@other.test")]
    assert list(drawer.kept.values()) == ["hush-hush"]


def test_what_the_registrar_does_not_see_registers_nothing_anew(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    assert _edited(accounts, account_id, area_code="812", region="kz", kind=AccountKind.PBX)
    assert _edited(accounts, account_id)
    assert engine.told_of(ChangeAccount) == []
    assert (accounts.changed[-1].area_code, accounts.changed[-1].region, accounts.changed[-1].kind) == ("812", "KZ", AccountKind.PBX)
    del drawer


def test_a_new_password_registers_once_and_goes_into_the_keyring(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    assert _edited(accounts, account_id, password=Secret("another"), address="anna@other.test")
    [change] = engine.told_of(ChangeAccount)
    assert (change.config.password, change.config.domain) == (Secret("another"), "other.test")
    qtbot.waitUntil(lambda: list(drawer.kept.values()) == ["another"])


def test_an_address_that_is_none_or_is_taken_changes_nothing(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    accounts.service.sign_in(msgspec.structs.replace(FORM, address="boris@provider.test"))
    assert not _edited(accounts, account_id, address="boris@provider.test")
    assert not _edited(accounts, account_id, address="anna")
    assert not _edited(accounts, account_id, proxy="no server")
    assert [reason.code for reason in accounts.refused] == [
        ReasonCode.ACCOUNT_EXISTS,
        ReasonCode.BAD_ADDRESS,
        ReasonCode.UNKNOWN_HOST,
    ]
    assert engine.told_of(ChangeAccount) == []
    assert accounts.service.form(account_id).address == "Anna@provider.test"
    del drawer


def test_rules_and_provider_are_kept_and_the_secret_is_in_the_keyring_alone(
    start: Callable[[], Fixture], drawer: Drawer, profile: Profile, qtbot: QtBot
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    rules = MoneyRules(call_limit_micros=5_000_000, only_known_rates=True)
    settings = ProviderSettings(ProviderKind.ZADARMA, {"key": "k1"})
    accounts.service.set_rules(account_id, rules)
    accounts.service.set_provider(account_id, settings, Secret("api-secret"))
    qtbot.waitUntil(lambda: len(drawer.kept) == 2)
    later = start()
    assert (later.service.rules(account_id), later.service.provider_settings(account_id)) == (rules, settings)
    assert "api-secret" not in profile.accounts.read_text()
    assert drawer.kept[APPLICATION_ID, f"{account_id}/provider"] == "api-secret"
    later.service.remove(account_id)
    qtbot.waitUntil(lambda: drawer.kept == {})
    assert later.service.rules(account_id) == MoneyRules()


def test_an_accounts_file_of_the_first_version_is_read(profile: Profile, problems: Problems, told: list[tuple[ProblemCode, str]]) -> None:
    old = b'{"version": 1, "content": [{"account_id": "a1", "address": "anna@provider.test", "transport": "tcp"}]}'
    profile.accounts.write_bytes(old)
    store = JsonStore(
        profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN, oldest=OLDEST_ACCOUNTS
    )
    [account] = store.load(())
    assert (account.account_id, account.transport, account.rules, account.provider) == ("a1", "tcp", MoneyRules(), ProviderSettings())
    store.save((account,))
    assert f'"version": {ACCOUNTS_VERSION}'.encode() in profile.accounts.read_bytes()
    assert store.load(()) == (account,)
    assert told == []


@pytest.mark.parametrize("content", [b'{"version": 0, "content": []}', b'{"version": 4, "content": []}'])
def test_other_versions_are_set_aside(profile: Profile, problems: Problems, content: bytes) -> None:
    profile.accounts.write_bytes(content)
    store = JsonStore(
        profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN, oldest=OLDEST_ACCOUNTS
    )
    assert store.load(()) == ()
    assert not profile.accounts.exists()
