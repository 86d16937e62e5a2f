"""Contacts and calls at the left, the card in the middle, the editor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from agent_app.snapshots import Contact, ContactPoint, PointKind
from tests.ui.fakes import FakeContacts, Fakes
from tests.ui.scenes import OFFICE, address, phone
from ui.contacts.editor import ContactEditor
from ui.contacts.picker import ContactPicker
from ui.widgets.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QModelIndex
    from PySide6.QtWidgets import QListView

    from ui.contacts.panel import PeoplePanel
    from ui.shell import Shell
    from ui.widgets.rows import RowList


@pytest.fixture
def people(shell: Shell) -> PeoplePanel:
    return shell.window.people


def rows(view: QListView) -> list[Row]:
    return [view.model().index(place, 0).data(ROW_ROLE) for place in range(view.model().rowCount())]


def click_action(view: RowList, row: int) -> None:
    """The phone icon at a row's right end."""
    box = view.visualRect(view.model().index(row, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(box.right() - 20, box.center().y()))


def editor_of(shell: Shell) -> ContactEditor:
    return next(dialog for dialog in shell.dialogs() if isinstance(dialog, ContactEditor))


# --- the list --------------------------------------------------------------------------------------------------------------------


def test_favourites_stand_first_and_names_are_plain_text(people: PeoplePanel) -> None:
    shown = rows(people.contacts_view)
    assert shown[0].title == "Борис Петров"
    assert shown[0].subtitle == "+7 495 111-22-33 +2"
    assert "<b>Bold</b> & Co" in [row.title for row in shown]


def test_a_chosen_contact_is_shown_with_its_numbers_and_calls(shell: Shell, people: PeoplePanel) -> None:
    people.select_contact("p1")
    page = shell.window.conversation
    assert page.header.name.text() == "Борис Петров"
    assert [line.call.accessibleName() for line in page.card.lines] == [
        "Call +7 495 111-22-33",
        "Call +7 916 123-45-67",
        "Call boris@sandbox.test",
    ]
    assert page.timeline.entries.rowCount() == 6, "three calls, on three days"


def test_the_phone_icon_calls_an_only_address_at_once(people: PeoplePanel, fakes: Fakes) -> None:
    row = [shown.title for shown in rows(people.contacts_view)].index("Вера")
    click_action(people.contacts_view, row)
    assert fakes.calls.asked == [("address", "a1", "vera@sandbox.test")]


def test_the_phone_icon_puts_an_only_number_on_the_phone_with_its_price(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    row = [shown.title for shown in rows(people.contacts_view)].index("Мама")
    click_action(people.contacts_view, row)
    dialling = shell.window.phone.dialling
    assert (dialling.contact.text(), dialling.field.text()) == ("Мама", "+7 812 333-44-55")
    assert fakes.calls.asked == []


def test_the_phone_icon_asks_which_of_several(people: PeoplePanel) -> None:
    click_action(people.contacts_view, 0)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert len(menu.actions()) == 3
    menu.close()


def test_search_and_enter_opens_the_first_one(shell: Shell, people: PeoplePanel) -> None:
    people.focus_search()
    people.search.setText("вера")
    assert [row.title for row in rows(people.contacts_view)] == ["Вера"]
    QTest.keyClick(people.search, Qt.Key.Key_Return)
    assert shell.window.conversation.header.name.text() == "Вера"


def test_a_number_in_the_search_goes_to_the_phone_and_enter_calls(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    people.focus_search()
    QTest.keyClicks(people.search, "8 495 111-22-33")
    QTest.keyClick(people.search, Qt.Key.Key_Return)
    assert people.search.text() == ""
    field = shell.window.phone.dialling.field
    assert shell.window.focusWidget() is field
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert fakes.calls.asked == [("number", "a1", OFFICE, "", "False")]


@pytest.mark.parametrize("typed", ["sip:somebody2@example.org", "somebody2@example.org"])
def test_an_address_in_the_search_opens_its_page_to_write_or_to_call(shell: Shell, people: PeoplePanel, typed: str) -> None:
    people.focus_search()
    QTest.keyClicks(people.search, typed)
    QTest.keyClick(people.search, Qt.Key.Key_Return)
    assert people.search.text() == ""
    assert shell.window.conversation.story_remotes() == ("somebody2@example.org",)
    assert not shell.window.conversation.writing.isHidden()


def test_what_is_no_address_goes_to_the_phone_which_says_so(shell: Shell, people: PeoplePanel) -> None:
    people.focus_search()
    QTest.keyClicks(people.search, "@@")
    QTest.keyClick(people.search, Qt.Key.Key_Return)
    assert shell.window.phone.dialling.field.text() == "@@"


def test_nobody_found_is_said(people: PeoplePanel) -> None:
    QTest.keyClicks(people.search, "zzz")
    assert people.no_contacts.isVisible()
    assert people.no_contacts._title.text() == "Nobody found"


def test_down_goes_from_the_search_to_the_list(shell: Shell, people: PeoplePanel) -> None:
    people.focus_search()
    QTest.keyClick(people.search, Qt.Key.Key_Down)
    assert shell.window.focusWidget() is people.contacts_view
    assert shell.window.conversation.header.name.text() == "Борис Петров"


def test_an_empty_list_teaches_how_to_begin(open_shell: Callable[[Fakes], Shell]) -> None:
    shell = open_shell(Fakes())
    people = shell.window.people
    assert people.no_contacts.isVisible()
    people.no_contacts._button.click()
    assert isinstance(shell.dialogs()[0], ContactEditor)


def test_ten_thousand_contacts_are_smooth(open_shell: Callable[[Fakes], Shell]) -> None:
    crowd = [Contact(f"p{number}", f"Name {number:05}", (phone(f"+7495{number:07}"),)) for number in range(10_000)]
    shell = open_shell(Fakes(contacts=FakeContacts(*crowd)))
    view = shell.window.people.contacts_view
    bar = view.verticalScrollBar()
    view.viewport().repaint()
    slowest = 0.0
    for step in range(40):
        bar.setValue(bar.maximum() * step // 39)
        before = time.thread_time()
        view.viewport().repaint()
        slowest = max(slowest, time.thread_time() - before)
    assert bar.maximum() > 9_900 * 56 - view.height()
    assert slowest < 0.05, "a frame of a full list at any place"


# --- the two ways to the phone -----------------------------------------------------------------------------------------------------


def test_the_call_button_of_the_list_offers_every_number_of_every_contact(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    people.call_button.click()
    picker = people.call_button.findChild(ContactPicker)
    assert isinstance(picker, ContactPicker)
    assert picker._model.rowCount() == 9
    picker._filter.setText("борис")
    QTest.keyClick(picker, Qt.Key.Key_Down)
    QTest.keyClick(picker._filter, Qt.Key.Key_Return)
    assert shell.window.phone.dialling.field.text() == "+7 916 123-45-67"
    assert fakes.calls.asked == []


def test_the_drop_down_of_the_phone_fills_the_number(shell: Shell) -> None:
    dialling = shell.window.phone.dialling
    dialling.contact.click()
    picker = dialling.contact.findChild(ContactPicker)
    assert isinstance(picker, ContactPicker)
    picker._filter.setText("мама")
    QTest.keyClick(picker._filter, Qt.Key.Key_Return)
    assert (dialling.contact.text(), dialling.field.text()) == ("Мама", "+7 812 333-44-55")
    dialling.field.setFocus()
    QTest.keyClick(dialling.field, Qt.Key.Key_Backspace)
    assert dialling.contact.text() == "Choose a contact", "a changed number is no longer hers"


def test_call_in_the_card_offers_the_numbers_and_a_phone_to_type_on(shell: Shell, people: PeoplePanel) -> None:
    people.select_contact("p1")
    page = shell.window.conversation
    page.header.call.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["+7 495 111-22-33  ·  работа", "+7 916 123-45-67  ·  мобильный", "boris@sandbox.test  ·  Computer", "Call a phone…"]
    menu.actions()[-1].trigger()
    menu.close()
    assert shell.window.focusWidget() is shell.window.phone.dialling.field


def test_an_address_in_the_card_is_called_by_one_click(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    people.select_contact("p1")
    shell.window.conversation.card.lines[2].call.click()
    assert fakes.calls.asked == [("address", "a1", "boris@sandbox.test")]


def test_the_sandbox_says_whom_to_try(open_shell: Callable[[Fakes], Shell]) -> None:
    fakes = Fakes()
    fakes.accounts.sandbox = True
    shell = open_shell(fakes)
    lines = shell.window.conversation.welcome.card.lines
    named = {line.call.accessibleName(): line for line in lines}
    named["Call +7 495 111-22-00"].call.click()
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-00"
    named["Call echo@sandbox.test"].call.click()
    assert fakes.calls.asked == [("address", "a1", "echo@sandbox.test")]
    lines[0].write.click()
    assert shell.window.conversation.header.name.text() == "bot@sandbox.test"


def test_outside_the_sandbox_nobody_is_recommended(shell: Shell) -> None:
    assert shell.window.conversation.welcome.card.isHidden()


# --- calls ---------------------------------------------------------------------------------------------------------------------------


def test_the_calls_tell_who_how_long_and_what_it_cost(people: PeoplePanel) -> None:
    people.tabs.setCurrentIndex(2)
    shown = rows(people.calls_view)
    assert (shown[0].title, shown[0].subtitle, shown[0].role) == ("Дмитрий Соколов", "Missed call", "danger_text")
    assert shown[1].subtitle.replace("\u00a0", " ") == "Outgoing · 3 min 12 s · 1.90 ₽"
    assert shown[1].short.replace("\u00a0", " ") == "3 min 12 s · 1.90 ₽", "where there is less room, no amount is cut"
    assert shown[4].title == "+7 495 111-22-44"


def test_somebody_unknown_can_be_added_from_the_calls(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    people.tabs.setCurrentIndex(2)
    people.calls_view.setCurrentIndex(people.calls_view.model().index(4, 0))
    page = shell.window.conversation
    assert page.header.under.text() == "Not in your contacts"
    page.header.add.click()
    editor = editor_of(shell)
    assert editor.lines()[0].value.text() == "+7 495 111-22-44"
    editor.name.setText("Склад")
    editor.save()
    assert fakes.contacts.all["p8"].points == (ContactPoint(PointKind.PHONE, "+74951112244"),)
    assert page.header.name.text() == "Склад"


def test_enter_on_a_call_calls_back(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    people.tabs.setCurrentIndex(2)
    index: QModelIndex = people.calls_view.model().index(2, 0)
    people.calls_view.activated.emit(index)
    assert fakes.calls.asked == [("address", "a1", "vera@sandbox.test")]
    assert shell.window.phone.in_call.isVisible()


# --- the editor ------------------------------------------------------------------------------------------------------------------------


def test_a_contact_gets_numbers_and_addresses_in_their_full_form(shell: Shell, fakes: Fakes) -> None:
    shell.edit_new_contact()
    editor = editor_of(shell)
    editor.name.setText("  Галина ")
    editor.lines()[0].value.setText("8 (812) 333-44-55")
    editor.lines()[0].label.setText("дом")
    editor.add_line(PointKind.SIP).value.setText("sip:galina@example.org")
    editor.favourite.setChecked(True)
    editor.save()
    saved = fakes.contacts.all["p8"]
    assert saved == Contact("p8", "Галина", (phone("+78123334455", "дом"), address("galina@example.org")), True)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (PointKind.PHONE, "+7 495 111", "too short"),
        (PointKind.PHONE, "112", "emergency"),
        (PointKind.PHONE, "+74951112233 / +78123334455", "One number a line"),
        (PointKind.SIP, "galina", "looks like name@provider.com"),
    ],
)
def test_what_is_no_number_or_address_is_told_and_not_kept(shell: Shell, fakes: Fakes, kind: PointKind, text: str, words: str) -> None:
    shell.edit_new_contact()
    editor = editor_of(shell)
    editor.name.setText("Галина")
    line = editor.add_line(kind)
    line.value.setText(text)
    editor.save()
    assert words in line.trouble.text()
    assert not line.trouble.isHidden()
    assert "p8" not in fakes.contacts.all


def test_a_guessed_number_is_put_in_and_kept_by_the_next_save(shell: Shell, fakes: Fakes) -> None:
    shell.edit_new_contact()
    editor = editor_of(shell)
    editor.name.setText("Галина")
    editor.lines()[0].value.setText("495 111-22-33")
    editor.save()
    assert editor.lines()[0].value.text() == "+7 495 111-22-33"
    editor.save()
    assert fakes.contacts.all["p8"].points == (phone(OFFICE),)


def test_a_box_is_ticked_by_its_words_too(shell: Shell) -> None:
    shell.edit_new_contact()
    box = editor_of(shell).favourite
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 5, box.height() // 2))
    assert box.isChecked()


def test_a_contact_needs_a_name(shell: Shell, fakes: Fakes) -> None:
    shell.edit_new_contact()
    editor = editor_of(shell)
    editor.save()
    assert editor.trouble.text() == "A contact needs a name"
    assert len(fakes.contacts.all) == 7


def test_a_contact_is_changed(shell: Shell, fakes: Fakes) -> None:
    shell.edit_contact("p1")
    editor = editor_of(shell)
    editor.lines()[1].remove.click()
    editor.name.setText("Борис")
    editor.save()
    changed = fakes.contacts.all["p1"]
    assert (changed.name, len(changed.points), changed.note, changed.favourite) == ("Борис", 2, "Отдел связи", True)
    assert shell.window.conversation.header.name.text() == "Борис"


@pytest.mark.parametrize("answer", [True, False])
def test_a_contact_is_deleted_after_a_question(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    monkeypatch.setattr("ui.contacts.editor.ask_remove", lambda *_: answer)
    shell.window.open_contact("p1")
    shell.edit_contact("p1")
    editor_of(shell).delete()
    assert ("p1" in fakes.contacts.all) is not answer
    assert shell.window.conversation.shows_somebody() is not answer
