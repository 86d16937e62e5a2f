"""Changing an account: what it was signed in with, its limits, who tells its money, and which account calls where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QWidget

from agent_app.accounts.model import MoneyRules, ProviderKind, ProviderSettings
from agent_app.snapshots import AccountKind, AccountSnapshot, SignInForm
from telephony.messages import Transport
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from tests.ui.money_scenes import second
from ui.contacts.editor import ContactEditor
from ui.dialogs.account import AccountTab
from ui.dialogs.accounts import AccountsDialog
from ui.dialogs.provider import FileField, ProviderPart
from ui.dialogs.provider_words import unworded
from ui.tariffs.broken import BrokenDialog

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.dialogs.account import AccountPage
    from ui.shell import Shell

DECK = "prefix,destination_en,destination_ru,rate,initial_increment,recurring_increment,forbidden,currency\n"


@pytest.fixture
def dialog(shell: Shell, fakes: Fakes) -> AccountsDialog:
    second(fakes)
    shell.open_accounts()
    found = shell.dialogs()[0]
    assert isinstance(found, AccountsDialog)
    return found


@pytest.fixture
def page(dialog: AccountsDialog) -> AccountPage:
    """Of the second account."""
    edit = next(button for button in dialog.lines[1].actions if button.text() == "Edit")
    edit.click()
    assert dialog.account_page is not None
    return dialog.account_page


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def line(part: ProviderPart, key: str) -> QLineEdit:
    field = part.fields[key]
    assert isinstance(field, QLineEdit)
    return field


# --- signing in ----------------------------------------------------------------------------------------------------------------------


def test_an_account_is_changed_and_its_password_kept(fakes: Fakes, page: AccountPage) -> None:
    assert page.access.address.text() == "204@sip.example"
    assert page.access.password.text() == ""
    page.access.address.setText("sip:205@sip.example")
    page.access.more.display_name.setText("Boris P.")
    choose(page.connection.security.transport, Transport.TCP)
    page.access.more.kind.setCurrentIndex(1)
    page.save_button.click()
    assert fakes.accounts.changes["a2"] == SignInForm(
        "205@sip.example", Secret(""), "Boris P.", transport=Transport.TCP, kind=AccountKind.PBX
    )
    assert page.isHidden()


def test_a_new_password_goes_with_the_form(fakes: Fakes, page: AccountPage) -> None:
    page.access.password.setText("n3w")
    page.save()
    assert fakes.accounts.changes["a2"].password == Secret("n3w")


def test_what_was_not_changed_is_not_set_anew(fakes: Fakes, page: AccountPage) -> None:
    page.save()
    assert fakes.accounts.changes == {}
    assert fakes.accounts.provider_secrets == []
    assert fakes.accounts.kept_rules == {"a2": MoneyRules(5_000_000, 20_000_000, only_known_rates=True)}


def test_a_refused_change_says_why_and_nothing_is_kept(fakes: Fakes, page: AccountPage) -> None:
    fakes.accounts.refusal = Reason(ReasonCode.ACCOUNT_EXISTS, value="anna@sandbox.test")
    page.access.address.setText("anna@sandbox.test")
    page.rules.per_call.setText("7")
    page.tabs.setCurrentIndex(AccountTab.MONEY)
    page.save()
    assert page.access.trouble.text() == "The account anna@sandbox.test is here already"
    assert page.tabs.currentIndex() == AccountTab.ACCESS
    assert fakes.accounts.kept_rules["a2"].call_limit_micros == 5_000_000


def test_a_text_that_is_no_address_is_told(fakes: Fakes, page: AccountPage) -> None:
    page.access.address.setText("boris")
    page.save()
    assert "looks like" in page.access.trouble.text()
    assert fakes.accounts.changes == {}


def test_cancel_changes_nothing(fakes: Fakes, page: AccountPage) -> None:
    page.access.address.setText("x@y.example")
    page.cancel.click()
    assert fakes.accounts.changes == {}
    assert page.isHidden()


# --- limits --------------------------------------------------------------------------------------------------------------------------


def test_limits_are_set_and_taken_away(fakes: Fakes, page: AccountPage) -> None:
    assert (page.rules.per_call.text(), page.rules.per_day.text()) == ("5", "20")
    page.rules.per_call.setText("2.50")
    page.rules.per_day.clear()
    page.rules.ends_at_zero.click()
    page.save()
    assert fakes.accounts.kept_rules["a2"] == MoneyRules(2_500_000, 0, only_known_rates=True, ends_at_zero=True)


def test_a_limit_that_is_no_amount_is_told(fakes: Fakes, page: AccountPage) -> None:
    page.rules.per_day.setText("a lot")
    page.save()
    assert page.tabs.currentIndex() == AccountTab.MONEY
    assert page.rules.trouble.text() == "“a lot” is no amount: write it like 150.50"
    assert fakes.accounts.changes == {}


def test_the_sandbox_has_its_calls_and_limits_alone(shell: Shell, fakes: Fakes) -> None:
    shell.edit_account_money("a1")
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, AccountsDialog)
    page = dialog.account_page
    assert page is not None
    assert [place for place in range(page.tabs.count()) if page.tabs.isTabVisible(place)] == [AccountTab.CALLS, AccountTab.MONEY]
    assert page.tabs.currentIndex() == AccountTab.MONEY
    assert not page.provider.isVisible()
    page.rules.per_call.setText("3")
    page.save()
    assert fakes.accounts.kept_rules == {"a1": MoneyRules(3_000_000)}
    assert fakes.accounts.changes == {}


def test_change_limits_leads_to_the_accounts_money(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    shell.window.phone.limits_wanted.emit("a2")
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, AccountsDialog)
    assert dialog.account_page is not None
    assert dialog.account_page.tabs.currentIndex() == AccountTab.MONEY


# --- the provider --------------------------------------------------------------------------------------------------------------------


def test_everything_of_a_provider_has_words() -> None:
    assert unworded() == []


@pytest.mark.parametrize("kind", [kind for kind in ProviderKind if kind is not ProviderKind.SANDBOX])
def test_every_kind_draws_its_fields_with_names(page: AccountPage, kind: ProviderKind) -> None:
    from tariffs.providers.settings import KINDS

    choose(page.provider.kind, kind)
    assert set(page.provider.fields) == {field.key for field in KINDS[kind]} - {"deck_broken"}
    controls = [part for part in page.provider.findChildren(QWidget) if isinstance(part, (QLineEdit, QComboBox, QAbstractButton))]
    nameless = [part for part in controls if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())]
    assert [part for part in nameless if not isinstance(part.parent(), (QLineEdit, QComboBox))] == []


def test_a_provider_is_set_with_its_secret(fakes: Fakes, page: AccountPage) -> None:
    part = page.provider
    choose(part.kind, ProviderKind.SIPNET)
    line(part, "sip_id").setText("0012345")
    secret = line(part, "secret")
    assert secret.echoMode() is QLineEdit.EchoMode.Password
    page.save()
    assert part.trouble.text() == "Password: this is needed"
    secret.setText("s3cret")
    page.save()
    assert fakes.accounts.providers["a2"] == ProviderSettings(ProviderKind.SIPNET, {"sip_id": "0012345"})
    assert fakes.accounts.provider_secrets == [Secret("s3cret")]


def test_the_secret_that_is_kept_is_never_shown_and_may_stay(fakes: Fakes, page: AccountPage) -> None:
    part = page.provider
    assert part.chosen_kind() is ProviderKind.ZADARMA
    assert line(part, "secret").text() == ""
    line(part, "key").setText("other")
    page.save()
    assert fakes.accounts.providers["a2"].values == {"key": "other"}
    assert fakes.accounts.provider_secrets == [Secret("")]


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        (ProviderKind.SIPNET, {}, "SIP ID: this is needed"),
        (ProviderKind.CGRATES, {"base_url": "http://far.example", "account": "a", "currency": "RUB"}, "must begin with https://"),
        (ProviderKind.CGRATES, {"base_url": "nonsense", "account": "a", "currency": "RUB"}, "this is no address"),
        (ProviderKind.CGRATES, {"base_url": "https://far.example", "account": "a", "currency": "roubles"}, "three capital letters"),
        (ProviderKind.ZADARMA, {"key": "k", "increments": "sixty"}, "write them like 60/60"),
        (ProviderKind.ACROBITS, {"username": "u", "currency": "RUB"}, "this is needed"),
        (
            ProviderKind.ACROBITS,
            {"username": "u", "currency": "RUB", "rate_url": "https://x.example/?n=%phone%"},
            "between per cent signs",
        ),
        (ProviderKind.DECK, {}, "Price list: this is needed"),
    ],
)
def test_a_setting_that_can_not_be_used_is_told(
    fakes: Fakes, page: AccountPage, kind: ProviderKind, values: dict[str, str], words: str
) -> None:
    choose(page.provider.kind, kind)
    for key, text in values.items():
        line(page.provider, key).setText(text)
    if "secret" in page.provider.fields:
        line(page.provider, "secret").setText("x")
    page.save()
    assert words in page.provider.trouble.text()
    assert fakes.accounts.providers["a2"].kind is ProviderKind.ZADARMA


def test_a_price_list_without_a_fault_is_taken_at_once(fakes: Fakes, page: AccountPage, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "prices.csv"
    path.write_text(DECK + "7495,Moscow,Москва,0.70,60,60,0,RUB\n", "utf-8")
    choose(page.provider.kind, ProviderKind.DECK)
    page.provider.load_deck(path)
    qtbot.waitUntil(lambda: page.provider.value("deck") == str(path))
    assert page.provider.note.text() == "1 price in RUB"
    page.save()
    assert fakes.accounts.providers["a2"] == ProviderSettings(ProviderKind.DECK, {"deck": str(path)})


@pytest.mark.parametrize("answer", [True, False])
def test_broken_lines_are_left_out_only_where_the_user_says_so(
    fakes: Fakes, page: AccountPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    asked: list[int] = []

    def exec_(dialog: BrokenDialog) -> bool:
        asked.append(dialog.table.model.rowCount())
        return answer

    monkeypatch.setattr(BrokenDialog, "exec", exec_)
    path = tmp_path / "prices.csv"
    path.write_text(DECK + "7495,Moscow,Москва,0.70,60,60,0,RUB\n7499,Moscow,Москва,-1,60,60,0,RUB\n", "utf-8")
    choose(page.provider.kind, ProviderKind.DECK)
    page.provider.load_deck(path)
    qtbot.waitUntil(lambda: asked == [1])
    assert page.provider.value("deck") == (str(path) if answer else "")
    if answer:
        assert page.provider.note.text() == "1 price in RUB, 1 line left out"
        page.save()
        assert fakes.accounts.providers["a2"].values == {"deck": str(path), "deck_broken": "skip"}


def test_a_file_that_is_not_there_is_told(page: AccountPage, tmp_path: Path, qtbot: QtBot) -> None:
    choose(page.provider.kind, ProviderKind.DECK)
    page.provider.load_deck(tmp_path / "none.csv")
    qtbot.waitUntil(lambda: bool(page.provider.trouble.text()))
    assert page.provider.trouble.text() == "The file can't be read: it is not there"
    assert isinstance(page.provider.fields["deck"], FileField)


# --- which account calls where -------------------------------------------------------------------------------------------------------


def test_beginnings_of_numbers_choose_the_account(fakes: Fakes, dialog: AccountsDialog) -> None:
    fakes.settings.change(preferred={"contact:p1": "a2"})
    dialog.preferred.click()
    page = dialog.preferred_page
    assert page is not None
    assert [found.prefix.text() for found in page.lines] == ["Борис Петров"]
    added = page.add_line()
    added.prefix.setText("+7 (495)")
    choose(added.account, "a2")
    page.save_button.click()
    assert fakes.settings.values().preferred == {"contact:p1": "a2", "prefix:7495": "a2"}
    dialog.preferred.click()
    page.lines[0].remove.click()
    page.save()
    assert fakes.settings.values().preferred == {"prefix:7495": "a2"}


@pytest.mark.parametrize(("text", "words"), [("Moscow", "the beginning of a number"), ("7" * 20, "the beginning"), ("٧", "the beginning")])
def test_what_is_no_beginning_of_a_number_is_told(fakes: Fakes, dialog: AccountsDialog, text: str, words: str) -> None:
    dialog.preferred.click()
    page = dialog.preferred_page
    assert page is not None
    page.lines[0].prefix.setText(text)
    page.save()
    assert words in page.trouble.text()
    page.lines[0].prefix.setText("7495")
    page.add_line().prefix.setText("+7495")
    page.save()
    assert page.trouble.text() == "+7495 stands twice"
    assert fakes.settings.values().preferred == {}


def test_one_account_needs_no_choice(shell: Shell) -> None:
    shell.open_accounts()
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, AccountsDialog)
    assert not dialog.preferred.isVisible()


def test_a_broken_account_keeps_its_first_aid(fakes: Fakes, dialog: AccountsDialog) -> None:
    fakes.accounts.put(msgspec.structs.replace(AccountSnapshot("a2", "204@sip.example"), needs_password=True))
    texts = [button.text() for button in dialog.lines[1].actions]
    assert texts == ["Type the password", "Edit", "Sign out"]
    assert [button.text() for button in dialog.lines[0].actions] == ["Edit"]


def test_a_contact_may_have_its_own_account(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.settings.change(preferred={"prefix:7495": "a1"})
    shell.edit_contact("p1")
    editor = shell.dialogs()[0]
    assert isinstance(editor, ContactEditor)
    choose(editor.account, "a2")
    editor.save()
    assert fakes.settings.values().preferred == {"prefix:7495": "a1", "contact:p1": "a2"}
    shell.edit_contact("p1")
    editor = shell.dialogs()[0]
    assert isinstance(editor, ContactEditor)
    assert editor.account.currentData() == "a2"
    choose(editor.account, "")
    editor.save()
    assert fakes.settings.values().preferred == {"prefix:7495": "a1"}
