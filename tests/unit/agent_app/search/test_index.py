"""The index: filled behind what is written, in the order of time, and rid of what is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.search.query import Query
from agent_app.search.snapshots import HitKind, SearchFilters, SearchHit
from agent_app.storage.migrations import MIGRATIONS, migrate
from agent_app.storage.search import find_calls, find_texts, index_slice, waits
from agent_app.storage.writer import connect
from tests.unit.agent_app.search.writing import DAY_US, add_call, add_message, add_sms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = connect(tmp_path / "history.db")
    migrate(connection)
    yield connection
    connection.close()


def _find(
    connection: sqlite3.Connection, text: str, kind: HitKind = HitKind.MESSAGE, filters: SearchFilters | None = None, limit: int = 10
) -> list[SearchHit]:
    while index_slice(connection, 100):
        pass
    return find_texts(connection, Query.of(text), kind, filters or SearchFilters(), limit)


def _texts(hits: list[SearchHit]) -> list[str]:
    return [hit.snippet.text for hit in hits]


def test_a_message_is_found_by_another_form_of_its_word(connection: sqlite3.Connection) -> None:
    add_message(connection, "Пропустил два звонка")
    add_message(connection, "She calls me")
    assert _texts(_find(connection, "звонки ")) == ["Пропустил два звонка"]
    assert _texts(_find(connection, "calling ")) == ["She calls me"]


def test_the_newest_comes_first_whatever_was_written_first(connection: sqlite3.Connection) -> None:
    for day in (2, 5, 1):
        add_message(connection, f"day {day}", at_us=day * DAY_US)
    assert _texts(_find(connection, "day")) == ["day 5", "day 2", "day 1"]
    assert _texts(_find(connection, "day", limit=2)) == ["day 5", "day 2"]


def test_more_than_a_millisecond_has_places_for_are_all_found(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")
    for _ in range(1030):
        add_message(connection, "many")
    connection.execute("COMMIT")
    assert len(_find(connection, "many", limit=2000)) == 1030


def test_every_word_has_to_be_there_and_the_last_may_be_a_beginning(connection: sqlite3.Connection) -> None:
    add_message(connection, "buy green apples")
    assert len(_find(connection, "green app")) == 1
    assert _find(connection, "green app ") == []
    assert _find(connection, "red app") == []


def test_messages_and_sms_are_told_apart(connection: sqlite3.Connection) -> None:
    add_message(connection, "hello")
    add_sms(connection, "hello by sms")
    assert _texts(_find(connection, "hello")) == ["hello"]
    assert _texts(_find(connection, "hello", HitKind.SMS)) == ["hello by sms"]


def test_a_file_is_found_by_its_name_and_what_is_no_text_is_not_found(connection: sqlite3.Connection) -> None:
    add_message(connection, "", kind="file", file="договор-2024.pdf")
    add_message(connection, "application/договор", kind="unreadable")
    assert _texts(_find(connection, "договоры 2024")) == ["договор-2024.pdf"]


def test_a_text_that_grew_by_a_part_is_found_by_its_new_words_alone(connection: sqlite3.Connection) -> None:
    item_id = add_message(connection, "first part")
    assert len(_find(connection, "first")) == 1
    connection.execute("UPDATE message SET text = 'second part' WHERE item_id = ?", (item_id,))
    assert _find(connection, "first") == []
    assert len(_find(connection, "second")) == 1


def test_what_is_deleted_leaves_the_index(connection: sqlite3.Connection) -> None:
    item_id = add_message(connection, "secret")
    assert len(_find(connection, "secret")) == 1
    connection.execute("DELETE FROM timeline WHERE item_id = ?", (item_id,))
    assert _find(connection, "secret") == []
    assert connection.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'secret'").fetchone() == (0,)
    connection.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def test_what_is_deleted_before_it_was_indexed_is_passed_over(connection: sqlite3.Connection) -> None:
    item_id = add_message(connection, "gone")
    connection.execute("DELETE FROM timeline WHERE item_id = ?", (item_id,))
    assert _find(connection, "gone") == []
    assert not waits(connection)


def test_filters_by_person_and_date(connection: sqlite3.Connection) -> None:
    add_message(connection, "plan", at_us=1 * DAY_US)
    add_message(connection, "plan", at_us=5 * DAY_US, remote="boris@sandbox.test")
    [hit] = _find(connection, "plan", filters=SearchFilters(remotes=("Boris@sandbox.test",)))
    assert (hit.remote, hit.key) == ("boris@sandbox.test", ("a", "boris@sandbox.test"))
    assert [hit.at_us for hit in _find(connection, "plan", filters=SearchFilters(until_us=5 * DAY_US))] == [DAY_US]
    assert [hit.at_us for hit in _find(connection, "plan", filters=SearchFilters(since_us=5 * DAY_US))] == [5 * DAY_US]
    assert _find(connection, "plan", filters=SearchFilters(remotes=("nobody@sandbox.test",))) == []


def test_calls_are_found_by_any_part_of_the_number_and_by_the_people_who_have_it(connection: sqlite3.Connection) -> None:
    call = add_call(connection, "+74951112233")
    add_call(connection, "+74957770000", at_us=2 * DAY_US)
    [hit] = find_calls(connection, "111-22", (), SearchFilters(), 10)
    assert (hit.item_id, hit.missed, hit.snippet.marks) == (call, True, ((5, 10),))
    assert [hit.item_id for hit in find_calls(connection, "Anna", ("+74951112233",), SearchFilters(), 10)] == [call]
    assert find_calls(connection, "Anna", (), SearchFilters(), 10) == []
    assert len(find_calls(connection, "+7495", (), SearchFilters(until_us=2 * DAY_US), 10)) == 1


def test_what_an_older_version_left_is_indexed_the_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = next(place for place, one in enumerate(MIGRATIONS) if one.__name__ == "_search")
    connection = connect(tmp_path / "old.db")
    with monkeypatch.context() as patch:
        patch.setattr("agent_app.storage.migrations.MIGRATIONS", MIGRATIONS[:step])
        migrate(connection)
    add_message(connection, "older words", at_us=DAY_US)
    add_message(connection, "newer words", at_us=2 * DAY_US)
    migrate(connection)
    assert waits(connection)
    assert index_slice(connection, 1)
    assert _texts(find_texts(connection, Query.of("words"), HitKind.MESSAGE, SearchFilters(), 10)) == ["newer words"]
    assert _texts(_find(connection, "words")) == ["newer words", "older words"]
    connection.close()
