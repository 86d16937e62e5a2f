"""Groups in the contact list, dragging, menus, pictures; import, export, duplicates and the ignore list in their dialogs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QModelIndex, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QListView, QMenu, QWidget

from agent_app.contacts.pictures import PictureFolder
from agent_app.snapshots import Contact, ContactPoint, PointKind
from tests.ui import contact_scenes
from tests.ui.contact_scenes import CARDS, TABLE, export, file_with, grouped, import_of, picture, wait_for
from tests.ui.fakes import FakeContacts, Fakes
from tests.ui.scenes import OFFICE
from tests.ui.test_window import visible_controls
from ui.contacts.editor import ContactEditor
from ui.contacts.pictures import SIDE, shrink

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.contacts.panel import PeoplePanel
    from ui.shell import Shell


@pytest.fixture
def people(shell: Shell) -> PeoplePanel:
    return shell.window.people


def titles(people: PeoplePanel) -> list[str]:
    model = people.contacts_model
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def menu_of(people: PeoplePanel, title: str) -> QMenu:
    row = titles(people).index(title)
    people._open_menu(people.contacts_view.visualRect(people.contacts_model.index(row)).center())
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.close()


def drop(people: PeoplePanel, moved: str, onto: str) -> bool:
    model = people.contacts_model
    data = model.mimeData([model.index(titles(people).index(moved))])
    target = model.index(titles(people).index(onto))
    return model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, target)


# --- groups ------------------------------------------------------------------------------------------------------------------------


def test_everybody_stands_once_under_a_heading_and_telephones_under_their_own(people: PeoplePanel, fakes: Fakes) -> None:
    grouped(fakes)
    assert titles(people) == [
        "Борис Петров",
        "Семья",
        "Вера",
        "Мама",
        "Работа",
        "Дмитрий Соколов",
        "Other contacts",
        "Echo",
        "Telephones",
        "<b>Bold</b> & Co",
        "Ольга Лебедева",
    ]


def test_people_of_one_kind_need_no_headings(open_shell: Callable[[Fakes], Shell]) -> None:
    shell = open_shell(Fakes(contacts=FakeContacts(Contact("a", "Anna"), Contact("b", "Boris"))))
    assert titles(shell.window.people) == ["Anna", "Boris"]


def test_a_heading_folds_its_people_and_shows_them_again(people: PeoplePanel, fakes: Fakes) -> None:
    grouped(fakes)
    people.contacts_view.clicked.emit(people.contacts_model.index(titles(people).index("Семья")))
    assert "Вера" not in titles(people)
    people.contacts_view.activated.emit(people.contacts_model.index(titles(people).index("Семья")))
    assert "Вера" in titles(people)


def test_a_heading_says_what_it_is_to_a_screen_reader(people: PeoplePanel, fakes: Fakes) -> None:
    grouped(fakes)
    model = people.contacts_model
    spoken = model.data(model.index(titles(people).index("Семья")), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Семья, 2 contacts, unfolded"


def test_a_search_has_no_headings_and_finds_who_is_folded_away(people: PeoplePanel, fakes: Fakes) -> None:
    family, _ = grouped(fakes)
    fakes.settings.change(collapsed_groups=(family,))
    people.reload_contacts()
    people.search.setText("8 812")
    assert titles(people) == []  # the fake knows no trunk prefix
    people.search.setText("вера")
    assert titles(people) == ["Вера"]


def test_a_contact_is_dragged_into_another_group(people: PeoplePanel, fakes: Fakes) -> None:
    family, work = grouped(fakes)
    assert drop(people, "Вера", "Дмитрий Соколов")
    assert fakes.contacts.all["p2"].group_id == work
    assert drop(people, "Echo", "Семья")
    assert fakes.contacts.all["p4"].group_id == family


def test_a_contact_is_dragged_among_the_favourites_and_out_again(people: PeoplePanel, fakes: Fakes) -> None:
    family, _ = grouped(fakes)
    assert drop(people, "Вера", "Борис Петров")
    assert (fakes.contacts.all["p2"].favourite, fakes.contacts.all["p2"].group_id) == (True, family)
    assert drop(people, "Вера", "Other contacts")
    assert (fakes.contacts.all["p2"].favourite, fakes.contacts.all["p2"].group_id) == (False, "")


def test_the_list_takes_what_is_dropped_on_a_row(people: PeoplePanel, fakes: Fakes) -> None:
    family, _ = grouped(fakes)
    view, model = people.contacts_view, people.contacts_model
    data = model.mimeData([model.index(titles(people).index("Echo"))])
    spot = view.visualRect(model.index(titles(people).index("Мама"))).center()
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    move = Qt.DropAction.MoveAction
    enter, over = QDragEnterEvent(spot, move, data, buttons, keys), QDragMoveEvent(spot, move, data, buttons, keys)
    for event in (enter, over, QDropEvent(QPointF(spot), move, data, buttons, keys)):
        QApplication.sendEvent(view.viewport(), event)
        assert event.isAccepted()
    assert fakes.contacts.all["p4"].group_id == family


def test_a_heading_is_not_dragged_and_a_search_drags_nothing(people: PeoplePanel, fakes: Fakes) -> None:
    grouped(fakes)
    model = people.contacts_model
    assert not model.flags(model.index(1)) & Qt.ItemFlag.ItemIsDragEnabled
    assert model.flags(model.index(2)) & Qt.ItemFlag.ItemIsDragEnabled
    people.search.setText("вера")
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert not model.canDropMimeData(model.mimeData([model.index(0)]), Qt.DropAction.MoveAction, -1, -1, QModelIndex())


def test_the_menu_of_a_contact_moves_ignores_and_edits(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    _, work = grouped(fakes)
    menu = menu_of(people, "Вера")
    groups = next(action for action in menu.actions() if action.text() == "Move to group").menu()
    assert isinstance(groups, QMenu)
    choose(groups, "Работа")
    menu.close()
    assert fakes.contacts.all["p2"].group_id == work
    choose(menu_of(people, "Вера"), "Ignore calls and messages")
    assert fakes.contacts.ignored.is_ignored("vera@sandbox.test")
    choose(menu_of(people, "Вера"), "Stop ignoring")
    assert not fakes.contacts.ignored.is_ignored("vera@sandbox.test")
    choose(menu_of(people, "Вера"), "Edit…")
    assert isinstance(shell.dialogs()[-1], ContactEditor)


def test_the_menu_of_a_group_renames_moves_and_removes_it(people: PeoplePanel, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    grouped(fakes)

    def name(parent: QWidget, before: str = "") -> str:
        del parent
        return f"{before}!"

    monkeypatch.setattr("ui.contacts.menus.ask_group_name", name)
    choose(menu_of(people, "Семья"), "Rename group…")
    choose(menu_of(people, "Работа"), "Move up")
    assert [group.name for group in fakes.contacts.groups.all()] == ["Работа", "Семья!"]
    choose(menu_of(people, "Работа"), "Delete group, keep its contacts")
    choose(menu_of(people, "Семья!"), "New group…")
    assert [group.name for group in fakes.contacts.groups.all()] == ["Семья!", "!"]


def test_ten_thousand_contacts_in_groups_are_filtered_at_each_key(open_shell: Callable[[Fakes], Shell]) -> None:
    from agent_app.contacts.service import ContactService
    from tests.ui.fakes import NoDatabase

    contacts = ContactService(NoDatabase())  # pyright: ignore[reportArgumentType]
    fakes = Fakes()
    fakes.contacts = contacts  # pyright: ignore[reportAttributeAccessIssue]
    shell = open_shell(fakes)
    points = [
        (ContactPoint(PointKind.PHONE if n % 2 else PointKind.SIP, f"+7495{n:07}" if n % 2 else f"a{n}@b.org"),) for n in range(10_000)
    ]
    contacts.add_many(tuple(Contact(str(n), f"Имя{n} Фамилия{n % 97}", points[n]) for n in range(10_000)))
    search = shell.window.people.search
    search.setText("фам")
    search.clear()
    began = time.process_time()
    for end in range(1, 9):
        search.setText("фамилия9"[:end])
    spent = time.process_time() - began
    assert 0 < shell.window.people.contacts_model.rowCount() < 10_000
    assert spent / 8 < 0.03, "8 ms a key on a quiet machine, measured in bench"


# --- pictures ----------------------------------------------------------------------------------------------------------------------


def test_a_picture_becomes_a_small_square(tmp_path: Path) -> None:
    small = shrink(picture(tmp_path / "a.jpg", 3000, 1000).read_bytes())
    image = QImage.fromData(small)
    assert (image.width(), image.height()) == (SIDE, SIDE)
    assert small.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize("data", [b"", b"hello", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"])
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert shrink(data) == b""


def test_the_editor_takes_a_picture_and_a_group(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    family, _ = grouped(fakes)
    fakes.contacts.pictures = PictureFolder(tmp_path / "pictures")
    shell.edit_contact("p4")
    editor = shell.dialogs()[-1]
    assert isinstance(editor, ContactEditor)
    editor.picture.take_file(str(picture(tmp_path / "a.png")))
    wait_for(lambda: bool(editor.picture.path()))
    editor.group.setCurrentIndex(editor.group.findData(family))
    editor.save()
    echo = fakes.contacts.all["p4"]
    assert echo.group_id == family
    assert echo.picture.startswith(str(tmp_path / "pictures"))
    assert shell.window.people.grab().toImage().isNull() is False


def test_a_file_that_is_no_picture_is_told(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    fakes.contacts.pictures = PictureFolder(tmp_path / "pictures")
    shell.edit_contact("p4")
    editor = shell.dialogs()[-1]
    assert isinstance(editor, ContactEditor)
    editor.picture.take_file(str(file_with("no", "a.png", tmp_path)))
    wait_for(lambda: not editor.picture.trouble.isHidden())
    assert editor.picture.path() == ""


# --- files -------------------------------------------------------------------------------------------------------------------------


def test_cards_are_shown_before_they_are_added_with_what_can_not_be_read(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    dialog = import_of(shell, fakes, file_with(CARDS, "people.vcf", tmp_path))
    wait_for(dialog.go_on.isVisible)
    assert dialog.said.text().startswith("2 new contacts. 1 is here already.")
    model = dialog.troubles.model
    assert [model.item(row).row for row in range(model.rowCount())] == [1, 8, 12, 19]
    assert "112" in str(model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole))
    before = len(fakes.contacts.all)
    dialog.go_on.click()
    assert len(fakes.contacts.all) == before + 2
    anna = next(contact for contact in fakes.contacts.all.values() if contact.name == "Анна Ким")
    assert anna.points == (ContactPoint(PointKind.PHONE, "+79167654321", "mobile"),)
    assert [group.name for group in fakes.contacts.groups.all()] == ["Семья"]
    assert dialog.said.text() == "2 contacts added."


def test_columns_are_guessed_and_can_be_put_right(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    dialog = import_of(shell, fakes, file_with(TABLE, "people.csv", tmp_path))
    chosen = {column: choice.currentText() for column, choice in dialog.mapping.choices.items()}
    assert chosen == {0: "First name", 1: "Last name", 2: "Left out", 3: "Phone number", 4: "Note"}
    dialog.mapping.choices[1].setCurrentIndex(0)
    dialog.go_on.click()
    wait_for(lambda: dialog.go_on.isVisible() and dialog.go_on.text().startswith("Add"))
    dialog.back.click()
    dialog.go_on.click()
    wait_for(lambda: dialog.go_on.isVisible() and dialog.go_on.text().startswith("Add"))
    dialog.go_on.click()
    assert {"Анна", "Пётр"} <= {contact.name for contact in fakes.contacts.all.values()}


def test_in_a_narrow_window_no_button_of_an_import_is_cut(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    fakes.settings.change(language="ru")
    dialog = import_of(shell, fakes, file_with(TABLE, "people.csv", tmp_path))
    dialog.go_on.click()
    wait_for(lambda: dialog.go_on.isVisible() and dialog.go_on.text().startswith("Добавить"))
    dialog.resize(360, 600)
    QTest.qWait(20)
    for button in (dialog.back, dialog.cancel, dialog.go_on):
        assert button.isVisible()
        assert button.width() >= button.sizeHint().width(), button.text()
    fakes.settings.change(language="en")


def test_a_table_needs_a_column_that_names_somebody(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    dialog = import_of(shell, fakes, file_with(TABLE, "people.csv", tmp_path))
    for choice in dialog.mapping.choices.values():
        choice.setCurrentIndex(0)
    dialog.go_on.click()
    assert dialog.said.text() == "Say at least which column is a name, a number or an address."


def test_a_file_that_is_gone_is_told(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    dialog = import_of(shell, fakes, tmp_path / "gone.vcf")
    assert dialog.said.text() == "The file can't be read: it is not there."
    assert dialog.go_on.isHidden()


def test_an_export_says_how_it_went(shell: Shell, fakes: Fakes, tmp_path: Path) -> None:
    dialog = export(shell, fakes, tmp_path / "out.vcf")
    wait_for(lambda: dialog.done_button.text() == "Close")
    assert dialog.said.text() == "7 contacts written to out.vcf"
    assert (tmp_path / "out.vcf").read_bytes().count(b"BEGIN:VCARD") == 7
    (tmp_path / "wall").write_text("")
    failing = export(shell, fakes, tmp_path / "wall" / "out.vcf")
    wait_for(lambda: failing.done_button.text() == "Close")
    assert "could not be written" in failing.said.text()
    for opened in (dialog, failing):
        opened.reject()
        opened.deleteLater()


# --- duplicates and the ignore list ------------------------------------------------------------------------------------------------


def test_duplicates_are_shown_merged_skipped_and_undone(shell: Shell, fakes: Fakes) -> None:
    dialog = contact_scenes.duplicates(shell, fakes)
    assert dialog.lead.text() == "1 of 2. They have in common: +7 916 123-45-67"
    dialog.merge.click()
    assert "p9" not in fakes.contacts.all
    assert len(fakes.contacts.all["p1"].points) == 4
    assert dialog.lead.text() == "2 of 2. They have the same name."
    dialog.skip.click()
    assert dialog.lead.text() == "No more duplicates."
    assert dialog.merge.isHidden()
    dialog.undo.click()
    assert len(fakes.contacts.all["p1"].points) == 3
    assert "p9" in fakes.contacts.all
    assert dialog.undo.isHidden()


def test_where_nobody_is_there_twice_that_is_said(shell: Shell, fakes: Fakes) -> None:
    from ui.contacts.merging import open_merging

    assert open_merging(fakes.services(), shell.window.people).lead.text() == "Nobody is in your list twice."


def test_the_ignore_list_shows_adds_and_forgives(shell: Shell, fakes: Fakes) -> None:
    dialog = contact_scenes.ignored(shell, fakes)
    ignored = fakes.contacts.ignored
    assert [button.accessibleName() for button in dialog.removers] == ["Stop ignoring Вера", "Stop ignoring +7 495 111-22-44"]
    dialog.field.setText("8 495 111-22-33")
    dialog.add.click()
    assert ignored.is_ignored(OFFICE)
    dialog.field.setText("what")
    dialog.add.click()
    assert not dialog.trouble.isHidden()
    dialog.removers[0].click()
    wait_for(lambda: len(dialog.removers) == 2)
    dialog.politely.setChecked(True)
    assert fakes.settings.values().ignore_politely


def test_the_program_menu_has_the_contact_lists_own(people: PeoplePanel) -> None:
    people.header.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    ours = menu.actions()[1].menu()
    assert isinstance(ours, QMenu)
    said = [action.text() for action in ours.actions()]
    assert said == ["New group…", "Write to several…", "Import…", "Export…", "Find duplicates…", "Ignored people…"]
    menu.close()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scene", ["cards", "table", "duplicates", "ignored", "editor"])
def test_every_dialog_fits_and_names_its_controls(shell: Shell, fakes: Fakes, tmp_path: Path, scene: str, language: str) -> None:
    fakes.settings.change(language=language)
    grouped(fakes)
    if scene in ("cards", "table"):
        text, name = (CARDS, "a.vcf") if scene == "cards" else (TABLE, "a.csv")
        dialog: QWidget = import_of(shell, fakes, file_with(text, name, tmp_path))
    elif scene == "editor":
        shell.edit_contact("p1")
        dialog = shell.dialogs()[-1]
    else:
        dialog = getattr(contact_scenes, scene)(shell, fakes)
    dialog.resize(360, 600)
    QTest.qWait(30)
    assert dialog.width() == 360
    controls = [part for part in visible_controls(dialog) if part.isVisible()]
    nameless = [part for part in controls if not part.accessibleName() and not (isinstance(part, QAbstractButton) and part.text())]
    assert nameless == []
    out = [part for part in controls if part.mapTo(dialog, part.rect().topRight()).x() >= 360 and not isinstance(part, QListView)]
    assert out == []
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel))
    fakes.settings.change(language="en")


def test_a_picture_is_painted_in_its_row(people: PeoplePanel, fakes: Fakes, tmp_path: Path) -> None:
    path = picture(tmp_path / "a.png")
    fakes.contacts.change(msgspec.structs.replace(fakes.contacts.all["p1"], picture=str(path)))
    box = people.contacts_view.visualRect(people.contacts_model.index(0))
    shown = people.contacts_view.viewport().grab(box).toImage()
    middle = shown.pixelColor(round(34 * shown.devicePixelRatio()), round(28 * shown.devicePixelRatio()))
    assert (middle.red(), middle.green(), middle.blue()) == (0xC0, 0x50, 0x20)
