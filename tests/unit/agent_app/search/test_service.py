"""The service: groups from memory and database, the newest question wins, old rows are indexed behind."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from agent_app.contacts.service import ContactService
from agent_app.search.service import SearchService
from agent_app.search.snapshots import HitKind, SearchFilters, SearchResults
from agent_app.snapshots import ContactPoint, PointKind
from tests.unit.agent_app.search.writing import add_call, add_message, add_sms

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database


@pytest.fixture
def contacts(database: Database) -> ContactService:
    return ContactService(database)


@pytest.fixture
def service(database: Database, contacts: ContactService) -> SearchService:
    return SearchService(database, contacts)


def _ask(service: SearchService, qtbot: QtBot, text: str, filters: SearchFilters | None = None, limit: int = 20) -> SearchResults:
    told: list[SearchResults] = []

    def take(asked: str, results: SearchResults) -> None:
        assert asked == text
        told.append(results)

    service.results_ready.connect(take)
    service.search(text, filters, limit)
    qtbot.waitUntil(lambda: bool(told))
    service.results_ready.disconnect(take)
    return told[0]


def test_people_messages_sms_and_calls_come_in_groups(
    service: SearchService, contacts: ContactService, database: Database, qtbot: QtBot
) -> None:
    anna = contacts.add("Анна Ким", (ContactPoint(PointKind.PHONE, "+74951112233"),))
    database.write(lambda connection: add_message(connection, "Анна придёт"))
    database.write(lambda connection: add_sms(connection, "Это Анна"))
    database.write(lambda connection: add_call(connection, "+74951112233"))
    results = _ask(service, qtbot, "анн")
    assert [contact.contact_id for contact in results.contacts] == [anna]
    assert [hit.snippet.text for hit in results.messages] == ["Анна придёт"]
    assert [hit.snippet.text for hit in results.sms] == ["Это Анна"]
    assert [(hit.remote, hit.key) for hit in results.calls] == [("+74951112233", anna)]
    assert results.complete
    assert results.more == frozenset()


def test_a_group_says_that_there_is_more(service: SearchService, database: Database, qtbot: QtBot) -> None:
    for _ in range(4):
        database.write(lambda connection: add_message(connection, "again"))
    results = _ask(service, qtbot, "again", limit=3)
    assert (len(results.messages), results.more) == (3, {HitKind.MESSAGE})


def test_only_the_kinds_that_are_wanted(service: SearchService, database: Database, qtbot: QtBot) -> None:
    database.write(lambda connection: add_message(connection, "word"))
    database.write(lambda connection: add_sms(connection, "word"))
    results = _ask(service, qtbot, "word", SearchFilters(kinds=frozenset({HitKind.SMS})))
    assert (len(results.messages), len(results.sms)) == (0, 1)


def test_the_newest_question_wins(service: SearchService, database: Database, qtbot: QtBot) -> None:
    database.write(lambda connection: add_message(connection, "hello there"))
    answered: list[str] = []

    def take(text: str, _: SearchResults) -> None:
        answered.append(text)

    service.results_ready.connect(take)
    for text in ("he", "hel", "hell"):
        service.search(text)
    _ask(service, qtbot, "hello")
    assert answered == ["hello"]


def test_nothing_is_told_of_a_question_that_nobody_waits_for(service: SearchService, qtbot: QtBot) -> None:
    service.search("word")
    service.forget()
    with qtbot.assertNotEmitted(service.results_ready, wait=100):
        pass


def test_what_waits_is_indexed_in_slices(service: SearchService, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.search.service._SLICE", 2)
    for number in range(5):
        database.write(partial(add_message, text=f"number {number}"))
    with qtbot.waitSignal(service.indexed):
        service.load()
    results = _ask(service, qtbot, "number")
    assert (len(results.messages), results.complete) == (5, True)


def test_what_was_written_now_is_indexed_soon(service: SearchService, database: Database, qtbot: QtBot) -> None:
    database.write(lambda connection: add_message(connection, "new"))
    with qtbot.waitSignal(service.indexed):
        service.touch()


def test_one_letter_looks_for_people_alone(service: SearchService, database: Database, contacts: ContactService, qtbot: QtBot) -> None:
    contacts.add("Boris")
    database.write(lambda connection: add_message(connection, "b b b"))
    results = _ask(service, qtbot, "b")
    assert ([contact.name for contact in results.contacts], results.messages) == (["Boris"], ())
