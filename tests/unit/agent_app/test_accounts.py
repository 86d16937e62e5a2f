"""Accounts: the sign-in form, what is kept, what the engine is told, and the keyring that may be absent, locked or silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, AccountError, StoredAccounts, account_of_form, engine_config, normalised_address
from agent_app.accounts.service import AccountService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import AccountSnapshot, KeyringProblem, ProblemCode, SignInForm
from telephony.messages import AccountState, AddAccount, ChangeAccount, RegisterNow, Registration, RemoveAccount, Transport
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from tests.unit.agent_app.drawer import Drawer
    from tests.unit.agent_app.listening import ListeningEngine

FORM = SignInForm("Anna@Provider.TEST", Secret("hush-hush"), display_name="Anna  I.", area_code="(495)")


class Fixture:
    """The service, and all that it said."""

    def __init__(self, service: AccountService) -> None:
        self.service = service
        self.changed: list[AccountSnapshot] = []
        self.needed: list[KeyringProblem | None] = []
        self.not_kept: list[KeyringProblem] = []
        self.refused: list[Reason] = []
        service.changed.connect(self.changed.append)
        service.sign_in_refused.connect(self.refused.append)
        service.password_needed.connect(self._need)
        service.password_not_kept.connect(self._not_kept)

    def _need(self, _account: AccountSnapshot, problem: KeyringProblem | None) -> None:
        self.needed.append(problem)

    def _not_kept(self, _account: AccountSnapshot, problem: KeyringProblem) -> None:
        self.not_kept.append(problem)


@pytest.fixture
def start(profile: Profile, problems: Problems, engine: ListeningEngine, qtbot: QtBot) -> Callable[[], Fixture]:
    """A service over the profile, as at each start of the program."""

    def begin() -> Fixture:
        store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
        settings = SettingsService(profile.settings, problems, engine)
        return Fixture(AccountService(store, engine, KeyringLane(engine, patience_ms=300), settings, parent=engine))

    return begin


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
