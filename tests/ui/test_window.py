"""The window as a whole: first start, sizes, the end, the keyboard, what a screen reader hears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QScrollBar,
    QWidget,
)

from agent_app.snapshots import AccountKind, KeyringProblem, ProblemCode, SignInForm
from telephony.messages import Registration, Transport
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from tests.ui.fakes import ACCOUNT, FakeAccounts, Fakes
from tests.ui.scenes import OFFICE, talking
from ui.dialogs.questions import Question
from ui.welcome.password import PasswordDialog
from ui.widgets.label import plain_tip
from ui.window import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from ui.shell import Shell


@pytest.fixture
def first_start(open_shell: Callable[[Fakes], Shell]) -> tuple[Shell, Fakes]:
    fakes = Fakes(accounts=FakeAccounts())
    return open_shell(fakes), fakes


# --- the first start -----------------------------------------------------------------------------------------------------------------


def test_the_first_start_offers_to_try_without_an_account(first_start: tuple[Shell, Fakes]) -> None:
    shell, fakes = first_start
    page = shell.welcome_page()
    assert page is not None
    assert page.isVisible()
    assert not shell.window.people.isVisible()
    page.choice.try_out.click()
    assert fakes.accounts.sandbox_wanted == 1


def test_signing_in_takes_address_and_password(first_start: tuple[Shell, Fakes]) -> None:
    shell, fakes = first_start
    page = shell.welcome_page()
    assert page is not None
    page.choice.sign_in.click()
    QTest.keyClicks(page.form.address, "anna@sip.example")
    QTest.keyClicks(page.form.password, "s3cret")
    QTest.keyClick(page.form.password, Qt.Key.Key_Return)
    assert fakes.accounts.forms == [SignInForm("anna@sip.example", Secret("s3cret"))]
    fakes.accounts.put(msgspec.structs.replace(ACCOUNT, registration=Registration.REGISTERING))
    assert shell.welcome_page() is None
    assert shell.window.people.isVisible()
    assert shell.window.status.state.text() == "Connecting…"


def test_signing_in_has_more_for_those_who_need_it(first_start: tuple[Shell, Fakes]) -> None:
    shell, fakes = first_start
    page = shell.welcome_page()
    assert page is not None
    page.show_form()
    form, more = page.form, page.form.more
    form.address.setText("sip:204@pbx.example")
    form.password.setText("x")
    assert more.isHidden()
    form.more_button.click()
    more.registrar.setText("10.0.0.1:5070")
    more.proxy.setText("proxy.example")
    more.auth_user.setText("ext204")
    more.area_code.setText("(495)")
    more.transport.setCurrentIndex(1)
    more.kind.setCurrentIndex(1)
    form.submit.click()
    assert fakes.accounts.forms == [
        SignInForm(
            "204@pbx.example", Secret("x"), "", "ext204", "10.0.0.1:5070", "proxy.example", Transport.TCP, AccountKind.PBX, "RU", "495"
        )
    ]


@pytest.mark.parametrize(("address", "password", "words"), [("anna", "x", "looks like"), ("anna@x.org", "", "password")])
def test_an_unfinished_sign_in_is_told(first_start: tuple[Shell, Fakes], address: str, password: str, words: str) -> None:
    shell, fakes = first_start
    page = shell.welcome_page()
    assert page is not None
    page.show_form()
    page.form.address.setText(address)
    page.form.password.setText(password)
    page.form.send()
    assert words in page.form.trouble.text()
    assert fakes.accounts.forms == []


def test_a_refused_sign_in_says_why(first_start: tuple[Shell, Fakes]) -> None:
    shell, fakes = first_start
    page = shell.welcome_page()
    assert page is not None
    page.show_form()
    fakes.accounts.sign_in_refused.emit(Reason(ReasonCode.ACCOUNT_EXISTS, value="anna@sip.example"))
    assert page.form.trouble.text() == "The account anna@sip.example is here already"


def test_a_password_that_no_keyring_has_is_asked_for_with_the_reason(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.password_needed.emit(ACCOUNT, KeyringProblem.ABSENT)
    fakes.accounts.password_needed.emit(ACCOUNT, KeyringProblem.ABSENT)
    assert len(shell.dialogs()) == 1
    dialog = shell.dialogs()[0]
    assert isinstance(dialog, PasswordDialog)
    assert "no keyring" in dialog.why.text()
    assert dialog.field.echoMode() is QLineEdit.EchoMode.Password
    dialog.field.setText("s3cret")
    dialog.connect_button.click()
    assert fakes.accounts.passwords == [("a1", Secret("s3cret"))]
    assert shell.dialogs() == ()


def test_a_program_trouble_is_told(shell: Shell, fakes: Fakes) -> None:
    fakes.problems.reported.emit(ProblemCode.DISK_FULL, "")
    assert "disk is full" in shell.window.status.state.text()


# --- sizes ---------------------------------------------------------------------------------------------------------------------------


def test_wide_shows_people_conversation_and_phone(shell: Shell) -> None:
    shell.window.resize(1280, 760)
    window = shell.window
    assert all(part.isVisible() for part in (window.people, window.conversation, window.phone))
    assert not window.phone_button.isVisible()


def test_below_900_the_phone_is_a_page_of_its_own(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    window.resize(700, 740)
    qtbot.waitUntil(lambda: not window.phone.isVisible())
    assert window.people.isVisible()
    assert window.conversation.isVisible()
    window.phone_button.click()
    assert window.phone.isVisible()
    assert not window.conversation.isVisible()
    window.phone_bar.back.click()
    assert window.conversation.isVisible()


def test_below_600_there_is_one_column_at_a_time(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    window.resize(360, 740)
    qtbot.waitUntil(lambda: window.width() == 360)

    def shown() -> list[bool]:
        return [part.isVisible() for part in (window.people, window.conversation, window.phone)]

    assert shown() == [True, False, False]
    window.people.select_contact("p1")
    assert shown() == [False, True, False]
    window.conversation.card.lines[0].call.click()
    assert shown() == [False, False, True]
    window.go_back()
    assert shown() == [False, True, False]
    window.conversation.header.back.click()
    assert shown() == [True, False, False]


def test_back_by_keys_leads_from_the_phone_over_the_conversation_to_the_list(shell: Shell, qtbot: QtBot) -> None:
    window = shell.window
    window.resize(360, 740)
    qtbot.waitUntil(lambda: window.width() == 360)
    window.people.select_contact("p1")
    window.open_phone()
    seen: list[Column] = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        seen.append(window.column())
    assert seen == [Column.PERSON, Column.PEOPLE, Column.PEOPLE]
    assert window.focusWidget() is window.people.search


def test_back_in_a_wide_window_closes_the_conversation(shell: Shell) -> None:
    window = shell.window
    window.people.select_contact("p1")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.conversation.welcome.isVisible()
    assert not window.people.contacts_view.currentIndex().isValid()
    window.people.select_contact("p1")
    assert window.conversation.shows_somebody()


def test_a_conversation_is_closed_by_its_menu_and_the_page_of_what_to_try_is_back(shell: Shell) -> None:
    window = shell.window
    window.people.select_contact("p1")
    window.conversation.header.more.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[-1].trigger()
    menu.close()
    assert window.conversation.welcome.isVisible()


@pytest.mark.parametrize("width", [640, 1000, 1240])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_what_to_try_in_the_sandbox_is_told_whole(open_shell: Callable[[Fakes], Shell], fakes: Fakes, language: str, width: int) -> None:
    fakes.accounts.sandbox = True
    window = open_shell(fakes).window
    fakes.settings.change(language=language)
    window.resize(width, 740)
    QTest.qWait(50)
    labels = [label for line in window.conversation.welcome.card.lines for label in line.findChildren(QLabel)]
    cut = [
        label.text()
        for label in labels
        if (label.height() < label.heightForWidth(label.width()) if label.wordWrap() else label.width() < label.sizeHint().width())
    ]
    assert len(labels) == 14
    assert cut == []
    fakes.settings.change(language="en")


@pytest.mark.parametrize("width", [640, 900, 1240])
def test_the_left_column_is_as_wide_with_any_list_in_it(shell: Shell, width: int) -> None:
    window = shell.window
    window.resize(width, 740)
    QTest.qWait(20)
    before = window.people.width()
    window.people.tabs.setCurrentIndex(2)
    window.open_contact("p1")
    QTest.qWait(20)
    assert window.people.width() == before


@pytest.mark.parametrize("column", Column)
def test_nothing_sticks_out_of_the_narrowest_window(shell: Shell, column: Column) -> None:
    window = shell.window
    window.resize(360, 640)
    window.open_contact("p1")
    window.show_column(column)
    QTest.qWait(20)
    assert window.width() == 360
    assert shell.window.phone.area.viewport().width() <= 360
    for part in window.findChildren(QWidget):
        if part.isVisible() and isinstance(part, (QAbstractButton, QLineEdit)):
            assert part.mapTo(window, part.rect().topRight()).x() < 360, part.accessibleName()


def test_a_call_brings_the_phone_to_the_front_of_a_narrow_window(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    window = shell.window
    window.resize(360, 740)
    qtbot.waitUntil(lambda: not window.phone.isVisible())
    talking(fakes)
    assert window.column() is Column.PHONE
    assert window.phone.in_call.isVisible()


# --- the end -------------------------------------------------------------------------------------------------------------------------


def test_closing_ends_the_program_where_there_is_no_tray(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    fakes.settings.change(close_to_tray=False)
    with qtbot.waitSignal(shell.quit_requested):
        shell.window.close()
    assert fakes.settings.values().window_geometry


@pytest.mark.parametrize("answer", [True, False])
def test_quitting_in_a_call_asks(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    monkeypatch.setattr("ui.dialogs.questions.ask_quit", lambda _: answer)
    said: list[bool] = []
    shell.quit_requested.connect(lambda: said.append(True))
    talking(fakes)
    shell.request_quit()
    assert said == ([True] if answer else [])


def test_closing_hides_to_the_tray_where_there_is_one(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.tray.Tray.is_there", staticmethod(lambda: True))
    said: list[bool] = []
    shell.quit_requested.connect(lambda: said.append(True))
    shell.window.close()
    assert not shell.window.isVisible()
    assert said == []
    shell.show_number(OFFICE)
    assert shell.window.isVisible()


def test_the_safe_answer_of_a_question_has_the_focus(qtbot: QtBot) -> None:
    question = Question("Title", "Lead", "Do it", "Leave it")
    qtbot.addWidget(question)
    question.show()
    assert question.focusWidget() is question.no
    assert question.no.isDefault()


def test_the_window_comes_back_in_its_size(open_shell: Callable[[Fakes], Shell], fakes: Fakes) -> None:
    shell = open_shell(fakes)
    shell.window.resize(700, 650)
    fakes.settings.change(window_geometry=shell.window.geometry_text())
    again = open_shell(fakes)
    assert (again.window.width(), again.window.height()) == (700, 650)


# --- links, menus, screen readers --------------------------------------------------------------------------------------------------


def test_a_link_shows_the_number_and_waits_for_call(shell: Shell, fakes: Fakes) -> None:
    shell.show_number("tel:+7-495-111-22-33")
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-33"
    assert shell.window.phone.dialling.target() is not None
    assert fakes.calls.asked == []
    assert shell.window.focusWidget() is shell.window.phone.dialling.field


def test_the_menu_opens_settings_accounts_and_about(shell: Shell) -> None:
    header = shell.window.people.header
    for signal in (header.settings_wanted, header.accounts_wanted, header.about_wanted):
        signal.emit()
    assert [dialog.windowTitle() for dialog in shell.dialogs()] == ["Settings", "Accounts", "About Agent"]


def visible_controls(root: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QListView, QAbstractSlider, QComboBox)
    found = [part for part in root.findChildren(QWidget) if isinstance(part, kinds) and not isinstance(part, QScrollBar)]
    return [part for part in found if part.isVisibleTo(root) and not isinstance(part.parent(), (QLineEdit, QComboBox, QMenu))]


@pytest.mark.parametrize("state", ["rest", "call", "settings", "accounts", "editor", "sign_in"])
def test_every_control_has_a_name_for_the_screen_reader(shell: Shell, fakes: Fakes, state: str) -> None:
    shell.window.open_contact("p1")
    if state == "call":
        talking(fakes)
    for name, act in (("settings", shell.open_settings), ("accounts", shell.open_accounts), ("editor", shell.edit_new_contact)):
        if state == name:
            act()
    root: QWidget = shell.dialogs()[0] if shell.dialogs() else shell.window
    if state == "sign_in":
        fakes.accounts.all.clear()
        fakes.accounts.removed.emit("a1")
        page = shell.welcome_page()
        assert page is not None
        page.show_form()
        page.form.more_button.click()
    controls = visible_controls(root)
    assert len(controls) > 1
    nameless = [part for part in controls if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())]
    assert nameless == []


def test_every_label_is_plain_text(shell: Shell, fakes: Fakes) -> None:
    talking(fakes)
    labels = [label for label in shell.window.findChildren(QLabel) if label.objectName() != "qt_scrollarea_viewport"]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_foreign_text_in_a_tool_tip_is_no_markup() -> None:
    assert plain_tip("<b>x</b>") == "<span>&lt;b&gt;x&lt;/b&gt;</span>"


def test_tab_reaches_the_phone_from_the_search(shell: Shell) -> None:
    window = shell.window
    window.people.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        reached.append(window.focusWidget())
    assert window.phone.dialling.field in reached
    assert window.phone.volumes.speaker.slider in reached
    assert window.people.contacts_view in reached


def _stops_after(first: QWidget) -> list[QWidget]:
    """What the window's Tab goes through, from `first` on."""
    stops, at = [first], first.nextInFocusChain()
    while at is not None and at is not first:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.append(at)
        at = at.nextInFocusChain()
    return stops


def test_what_is_made_late_is_reached_by_tab_where_it_stands(fakes: Fakes, open_shell: Callable[[Fakes], Shell]) -> None:
    window = open_shell(fakes).window
    stops = _stops_after(window.phone.dialling.field)
    in_call, sliders = window.phone.in_call, window.phone.volumes
    inside = [place for place, part in enumerate(stops) if part is in_call or in_call.isAncestorOf(part)]
    first_slider = next(place for place, part in enumerate(stops) if sliders.isAncestorOf(part))
    assert inside == list(range(first_slider - len(inside), first_slider))
