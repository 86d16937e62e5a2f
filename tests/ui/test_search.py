"""The search field's results: groups, the keyboard, filters, and the way to the place that was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_app.chats.snapshots import MessageItem, MessageKind, MessageStatus
from agent_app.search.service import LIMIT, MOST
from agent_app.search.snapshots import HitKind, SearchHit, SearchResults, Snippet
from tests.ui.fakes import now_us
from ui.search.entries import Found, Headline, More

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.fakes import Fakes
    from ui.contacts.panel import PeoplePanel
    from ui.search.page import SearchPage
    from ui.shell import Shell

REMOTE = "olga@example.org"


FOUND = Snippet("Два звонка подряд", ((4, 10),))


def _hit(kind: HitKind, item_id: str = "m00001", snippet: Snippet = FOUND) -> SearchHit:
    return SearchHit(kind, item_id, "a1", REMOTE, now_us(), is_incoming=True, snippet=snippet)


@pytest.fixture
def shell(fakes: Fakes, open_shell: Callable[[Fakes], Shell]) -> Shell:
    messages = (_hit(HitKind.MESSAGE), _hit(HitKind.MESSAGE, "m2"))
    calls = (_hit(HitKind.CALL, "c1", Snippet(REMOTE)),)
    fakes.search.answers["звонки"] = SearchResults((), messages, (_hit(HitKind.SMS, "s1"),), calls, frozenset({HitKind.MESSAGE}))
    return open_shell(fakes)


@pytest.fixture
def people(shell: Shell) -> PeoplePanel:
    return shell.window.people


def _titles(page: SearchPage) -> list[str]:
    return [entry.row.title if isinstance(entry, Found) else entry.text for entry in page.model.entries()]


def test_what_is_found_stands_in_groups(people: PeoplePanel) -> None:
    people.search.setText("звонки")
    assert people.results.isVisible()
    assert _titles(people.results) == ["Messages", REMOTE, REMOTE, "Show more", "SMS", REMOTE, "Calls", REMOTE]
    assert people.results.note.isHidden()


def test_people_alone_are_shown_by_the_list_of_contacts(people: PeoplePanel, fakes: Fakes) -> None:
    people.search.setText("вера")
    assert fakes.search.asked[-1][0] == "вера"
    assert people.contacts_view.isVisible()


def test_one_letter_asks_for_people_alone(people: PeoplePanel, fakes: Fakes) -> None:
    people.search.setText("з")
    assert fakes.search.asked == []
    assert people.contacts_view.isVisible() or people.no_contacts.isVisible()


def test_an_empty_field_brings_the_contacts_back(people: PeoplePanel) -> None:
    people.search.setText("звонки")
    QTest.keyClick(people.search, Qt.Key.Key_Escape)
    assert people.contacts_view.isVisible()


def test_down_and_enter_open_the_conversation_at_the_place(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    fakes.chats.put(MessageItem("m00001", "a1", REMOTE, True, now_us(), MessageKind.TEXT, "Два звонка", MessageStatus.RECEIVED))
    people.focus_search()
    people.search.setText("звонки")
    QTest.keyClick(people.search, Qt.Key.Key_Down)
    assert shell.window.focusWidget() is people.results.view
    assert people.results.view.currentIndex().row() == 1
    QTest.keyClick(people.results.view, Qt.Key.Key_Return)
    assert shell.window.conversation.header.name.text() == REMOTE


def test_enter_in_the_field_opens_the_first_where_nobody_is_called_so(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    fakes.chats.put(MessageItem("m00001", "a1", REMOTE, True, now_us(), MessageKind.TEXT, "Два звонка", MessageStatus.RECEIVED))
    people.search.setText("звонки")
    QTest.keyClick(people.search, Qt.Key.Key_Return)
    assert shell.window.conversation.header.name.text() == REMOTE


def test_more_asks_for_more(people: PeoplePanel, fakes: Fakes) -> None:
    people.search.setText("звонки")
    row = next(row for row, entry in enumerate(people.results.model.entries()) if isinstance(entry, More))
    people.results.view.clicked.emit(people.results.model.index(row))
    assert [limit for _, _, limit in fakes.search.asked] == [LIMIT, MOST]


def test_headlines_are_passed_over(people: PeoplePanel) -> None:
    people.search.setText("звонки")
    model = people.results.model
    assert isinstance(model.entries()[0], Headline)
    assert model.flags(model.index(0)) == Qt.ItemFlag.NoItemFlags


def test_filters_by_kind_date_and_person(shell: Shell, people: PeoplePanel, fakes: Fakes) -> None:
    shell.window.open_remote(REMOTE)
    people.search.setText("звонки")
    page = people.results
    for combo, index in ((page.kinds, 2), (page.dates, 2), (page.people, 1)):
        combo.setCurrentIndex(index)
        combo.activated.emit(index)
    filters = fakes.search.asked[-1][1]
    assert (filters.kinds, filters.remotes) == ({HitKind.MESSAGE}, (REMOTE,))
    assert abs(now_us() - filters.since_us - 7 * 86_400_000_000) < 60_000_000


def test_a_filter_that_leaves_nothing_stays_to_be_taken_back(people: PeoplePanel, fakes: Fakes) -> None:
    people.search.setText("звонки")
    fakes.search.answers.clear()
    people.results.dates.setCurrentIndex(1)
    people.results.dates.activated.emit(1)
    assert people.results.isVisible()
    assert people.results.note.text() == "Nothing found"


def test_an_index_that_is_not_complete_is_told(people: PeoplePanel, fakes: Fakes) -> None:
    fakes.search.answers["звонки"] = msgspec.structs.replace(fakes.search.answers["звонки"], complete=False)
    people.search.setText("звонки")
    assert people.results.note.text() == "Older ones are still being read"


def test_a_screen_reader_hears_who_what_and_when(people: PeoplePanel) -> None:
    people.search.setText("звонки")
    said = people.results.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith(f"{REMOTE}, Два звонка подряд, ")
