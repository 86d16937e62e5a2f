"""Each step of the database's history, against a database as the step before left it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest

from agent_app.chats.snapshots import MessageItem, MessageStatus
from agent_app.money.snapshots import SmsItem, SmsStatus
from agent_app.search.query import Query
from agent_app.search.snapshots import HitKind, SearchFilters
from agent_app.snapshots import CallDirection, CallItem, CallSnapshot, Contact, ContactGroup, ContactPoint, PointKind
from agent_app.storage.calls import recent_calls, save_call
from agent_app.storage.contacts import load_contacts, load_ignored, load_people, save_contacts, save_groups, save_ignored
from agent_app.storage.messages import message_record, unfinished_messages
from agent_app.storage.migrations import MIGRATIONS, NewerDatabaseError, migrate
from agent_app.storage.owed import owed_receipts
from agent_app.storage.search import find_texts, index_slice
from agent_app.storage.sms import save_sms, sms_with
from agent_app.storage.spending import expenses
from agent_app.storage.timeline import page
from agent_app.storage.writer import connect
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode

DATA: Final = Path(__file__).parent / "data"


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _old_database(path: Path, version: int) -> None:
    """A database as version `version` of the schema left it, with something in it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / f"history-v{version}.sql").read_text(encoding="utf-8"))


def test_an_empty_file_becomes_a_database_of_this_version(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        assert _version(connection) == len(MIGRATIONS)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert tables >= {"conversation", "timeline", "call", "contact", "contact_point"}


def test_version_1_keeps_its_calls_and_gains_contacts(tmp_path: Path) -> None:
    _old_database(tmp_path / "history.db", 1)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        answered, missed = sorted(recent_calls(connection, 10), key=lambda item: item.missed)
        assert (answered.remote, answered.direction, answered.duration_s) == ("+74951112233", CallDirection.OUTGOING, 107)
        assert answered.cost == Money(1_400_000, "RUB")
        assert answered.reason == Reason(ReasonCode.HUNG_UP_THERE)
        assert (missed.remote, missed.seen, missed.duration_s) == ("boris@sandbox.test", False, 0)
        anna = Contact("c1", "Anna", (ContactPoint(PointKind.PHONE, "+74951112233"),))
        save_contacts(connection, [anna])
        assert load_contacts(connection) == (anna,)


def test_version_2_keeps_calls_and_contacts_and_gains_rates_and_sms(tmp_path: Path) -> None:
    _old_database(tmp_path / "history.db", 2)
    sms = SmsItem("i1", "a", "+79161112233", is_incoming=False, at_us=7, text="Hi", status=SmsStatus.SENDING)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        [answered] = [item for item in recent_calls(connection, 10) if not item.missed]
        assert (answered.cost, answered.counted, answered.rate_nanos, answered.tariff) == (Money(1_400_000, "RUB"), None, None, "")
        assert [contact.name for contact in load_contacts(connection)] == ["Anna"]
        assert len(expenses(connection, 0, 2**62)) == 1
        save_sms(connection, sms)
        assert sms_with(connection, ("+79161112233",), 10) == (sms,)


def test_version_3_keeps_its_sms_and_gains_messages_and_what_finds_them(tmp_path: Path) -> None:
    _old_database(tmp_path / "history.db", 3)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        assert _version(connection) == len(MIGRATIONS)
        [sms] = sms_with(connection, ("+74951112233",), 10)
        assert (sms.text, sms.status, sms.cost) == ("Привет", SmsStatus.DELIVERED, Money(1_500_000, "RUB"))
        assert len(recent_calls(connection, 10)) == 2
        items, more = page(connection, ("+74951112233",), None, 10)
        assert ([type(item) for item in items], more) == ([CallItem, SmsItem], False)
        assert connection.execute("SELECT count(*) FROM message").fetchone() == (0,)
        while index_slice(connection, 100):
            pass


def test_version_4_keeps_its_contacts_and_gains_groups_pictures_and_the_ignored(tmp_path: Path) -> None:
    _old_database(tmp_path / "history.db", 4)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        [anna] = load_contacts(connection)
        assert (anna.name, anna.group_id, anna.picture, len(anna.points)) == ("Anna", "", "", 1)
        family = ContactGroup("g", "Family")
        save_groups(connection, [family])
        save_ignored(connection, ["+74951112244"])
        people = load_people(connection)
        assert (people.groups, people.merges) == ((family,), ())
        assert load_ignored(connection).keys == {"+74951112244"}


def test_version_6_keeps_its_calls_and_gains_recordings(tmp_path: Path) -> None:
    _old_database(tmp_path / "history.db", 6)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        for item in recent_calls(connection, 10):
            assert (item.recording, item.is_voice_mail, item.mos_centi, item.forwarded_to) == ("", False, 0, "")
        call = CallSnapshot(
            *("c", "a", CallDirection.INCOMING, "boris@x", CallState.ENDED, 2**60),
            by_machine=True,
            recording_path="/mail.wav",
            mean_mos_centi=400,
            forwarded_to="+74951112233",
        )
        save_call(connection, "i", call, seen=True)
        item = recent_calls(connection, 1)[0]
        assert (item.recording, item.is_voice_mail, item.mos_centi, item.forwarded_to) == ("/mail.wav", True, 400, "+74951112233")


def _shape(connection: sqlite3.Connection) -> dict[str, set[tuple[object, ...]]]:
    """Each table's columns (name, type, whether it may be empty, default, place in the key), each index and trigger as asked for."""
    named = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetchall()
    tables = {name: {row[1:] for row in connection.execute(f"PRAGMA table_info({name})")} for kind, name, _, _ in named if kind == "table"}
    return tables | {name: {(table, sql)} for kind, name, table, sql in named if kind != "table"}


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_whatever_version_one_comes_from_the_database_is_the_same_as_a_new_one(tmp_path: Path, version: int) -> None:
    _old_database(tmp_path / "history.db", version)
    with closing(connect(tmp_path / "history.db")) as old, closing(connect(tmp_path / "new.db")) as new:
        migrate(old)
        migrate(new)
        assert _shape(old) == _shape(new)
        assert old.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert old.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("version", [5, 7, 8])
def test_messages_stay_what_they_were_and_are_found(tmp_path: Path, version: int) -> None:
    _old_database(tmp_path / "history.db", version)
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        items, more = page(connection, ("boris@sandbox.test",), None, 10)
        messages = [item for item in items if isinstance(item, MessageItem)]
        assert [(item.text, item.status) for item in messages] == [
            ("Пропустил два звонка", MessageStatus.RECEIVED),
            ("Перезвоню", MessageStatus.DISPLAYED),
            ("Уже звоню", MessageStatus.WAITING),
            ("application/x-strange", MessageStatus.RECEIVED),
            ("", MessageStatus.RECEIVED),
        ]
        assert (len(items), more) == (6, False)  # and the call that was missed
        assert (messages[1].reply_text, [item.seen for item in messages]) == ("Пропустил два звонка", [True, True, True, False, False])
        assert messages[4].file is not None
        assert (messages[4].file.name, messages[4].file.size) == ("схема.pdf", 184_320)
        assert messages[4].file.thumbnail == ""
        offered = message_record(connection, messages[4].item_id)
        assert offered is not None
        assert (offered.url, offered.small) == ("https://files.example/1", None)
        [unsent] = unfinished_messages(connection, "ff")
        assert unsent.item == messages[2]
        strange = message_record(connection, messages[3].item_id)
        assert strange is not None
        assert (strange.raw, strange.content_type) == (b"\x00\xff", "application/x-strange")
        draft = connection.execute("SELECT draft, pinned, is_agent FROM chat").fetchall()
        assert draft == [("Не забыть", 1, 1)]
        assert [receipt.wire_id for receipt in owed_receipts(connection, "ff")] == (["wire-5"] if version == 8 else [])
        while index_slice(connection, 100):
            pass
        found = find_texts(connection, Query.of("звонок"), HitKind.MESSAGE, SearchFilters(), 10)
        assert [hit.item_id for hit in found] == [messages[0].item_id]


def test_a_database_of_this_version_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        before = connection.execute("PRAGMA schema_version").fetchone()
        migrate(connection)
        assert connection.execute("PRAGMA schema_version").fetchone() == before


def test_a_database_from_the_future_is_refused_and_not_touched(tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
        with pytest.raises(NewerDatabaseError):
            migrate(connection)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchone() == (0,)


def test_a_step_that_fails_leaves_the_version_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        raise RuntimeError("power cut")

    monkeypatch.setattr("agent_app.storage.migrations.MIGRATIONS", (*MIGRATIONS, half))
    with closing(connect(tmp_path / "history.db")) as connection:
        with pytest.raises(RuntimeError, match="power cut"):
            migrate(connection)
        assert _version(connection) == len(MIGRATIONS)
        assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").fetchone() == (0,)
