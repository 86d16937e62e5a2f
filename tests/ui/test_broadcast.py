"""One text to several people: whom, what, and how it goes for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_app.chats.snapshots import MessageStatus
from agent_app.contacts.sections import Section, SectionKind
from agent_app.snapshots import ContactPoint, PointKind
from tests.ui.chat_scenes import BORIS, VERA, message
from ui.chats.broadcast import MOST, BroadcastDialog
from ui.contacts.menus import add_list_menu, group_menu
from ui.widgets.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ui.fakes import Fakes
    from ui.contacts.models import RowsModel
    from ui.shell import Shell


@pytest.fixture
def dialog(shell: Shell, fakes: Fakes) -> Iterator[BroadcastDialog]:
    dialog = BroadcastDialog(fakes.services(), parent=shell.window)
    dialog.show()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def _rows(model: RowsModel[str]) -> list[Row]:
    return [model.index(place).data(ROW_ROLE) for place in range(model.rowCount())]


def _names(dialog: BroadcastDialog) -> list[str]:
    return [contact.name for contact in dialog.choice.items()]


def _choose(dialog: BroadcastDialog, *names: str) -> None:
    for name in names:
        box = dialog.people_view.visualRect(dialog.choice.index(_names(dialog).index(name)))
        QTest.mouseClick(dialog.people_view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def _send(dialog: BroadcastDialog, text: str = "Party!") -> None:
    dialog.text.setPlainText(text)
    dialog.send_button.click()


def test_only_who_has_an_address_can_be_chosen(dialog: BroadcastDialog) -> None:
    assert _names(dialog) == ["Борис Петров", "Echo", "Вера"]
    dialog.search.setText("вер")
    assert _names(dialog) == ["Вера"]


def test_each_gets_a_message_of_their_own(dialog: BroadcastDialog, fakes: Fakes) -> None:
    assert not dialog.send_button.isEnabled()
    _choose(dialog, "Вера", "Борис Петров")
    assert not dialog.send_button.isEnabled(), "there is nothing to send yet"
    _send(dialog)
    assert [(item.remote, item.text) for item in fakes.chats.all.values()] == [(VERA, "Party!"), (BORIS, "Party!")]
    assert len(fakes.chats.chats) == 2


def test_a_choice_survives_the_search_and_can_be_taken_back(dialog: BroadcastDialog, fakes: Fakes) -> None:
    _choose(dialog, "Борис Петров", "Вера")
    dialog.search.setText("вер")
    _choose(dialog, "Вера")
    dialog.search.clear()
    assert dialog.send_button.text() == "Send to 1 contact"
    assert list(dialog.choice.chosen) == ["p1"]
    assert "chosen" in str(dialog.choice.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    _send(dialog)
    assert len(fakes.chats.all) == 1


def test_the_keyboard_chooses_with_space(dialog: BroadcastDialog) -> None:
    dialog.activateWindow()
    dialog.people_view.setFocus()
    dialog.people_view.setCurrentIndex(dialog.choice.index(1))
    QTest.keyClick(dialog.people_view, Qt.Key.Key_Space)
    assert len(dialog.choice.chosen) == 1


def test_how_it_goes_is_seen_for_each_and_what_failed_is_sent_again(dialog: BroadcastDialog, fakes: Fakes) -> None:
    dialog.all_shown.click()
    _send(dialog)
    assert dialog.lead.text() == "0 sent, 3 waiting"
    fakes.chats.happen("m00001", status=MessageStatus.DELIVERED)
    fakes.chats.happen("m00002", status=MessageStatus.FAILED, reason_code="not_found")
    assert dialog.lead.text() == "1 sent, 1 waiting, 1 failed"
    assert [row.subtitle for row in _rows(dialog.progress)] == ["delivered", "Not delivered: nobody has this address", "waiting to be sent"]
    dialog.again.click()
    assert ("send_again", "m00002") in fakes.chats.asked
    fakes.chats.happen("m00002", status=MessageStatus.SENT)
    assert not dialog.again.isVisible()
    fakes.chats.put(message("other", "something else"))
    assert dialog.lead.text() == "2 sent, 1 waiting"


def test_the_address_that_was_written_with_last_is_written_to(dialog: BroadcastDialog, fakes: Fakes) -> None:
    vera = fakes.contacts.all["p2"]
    home = ContactPoint(PointKind.SIP, "vera@home.test")
    fakes.contacts.change(msgspec.structs.replace(vera, points=(*vera.points, home)))
    fakes.chats.put(message("v1", "from home", remote="vera@home.test"))
    _choose(dialog, "Вера")
    _send(dialog)
    assert [item.remote for item in fakes.chats.all.values() if not item.is_incoming] == ["vera@home.test"]


def test_not_everybody_in_the_world_at_once(shell: Shell, fakes: Fakes) -> None:
    for place in range(MOST + 5):
        fakes.contacts.add(f"Somebody {place}", (ContactPoint(PointKind.SIP, f"s{place}@example.org"),))
    dialog = BroadcastDialog(fakes.services(), parent=shell.window)
    dialog.all_shown.click()
    assert len(dialog.choice.chosen) == MOST
    assert dialog.lead.text() == "At most 100 people at once."
    dialog.deleteLater()


def test_a_group_and_the_list_lead_there(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[str, ...]] = []
    monkeypatch.setattr("ui.chats.broadcast.open_broadcast", lambda _services, _parent, chosen=(): opened.append(tuple(chosen)))
    menu = QMenu(shell.window)
    menu.addAction("first")
    menu.addAction("second")
    ours = add_list_menu(menu, fakes.services(), shell.window)
    next(action for action in ours.actions() if action.text() == "Write to several…").trigger()
    assert opened == [()]
    asked: list[Section] = []
    section = Section(SectionKind.OTHERS, fakes.contacts.contacts())
    of_group = group_menu(fakes.services().contacts, section, shell.window, lambda _: None, asked.append)
    next(action for action in of_group.actions() if action.text() == "Write to these contacts…").trigger()
    assert asked == [section]
    of_group.popup(QPoint(0, 0))
    of_group.close()
