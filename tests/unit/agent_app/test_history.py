"""The timeline of calls: written as they go, read again after a restart, missed ones until they were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from agent_app.contacts.service import ContactService
from agent_app.history.service import HistoryService
from agent_app.snapshots import CallDirection, CallItem, CallSnapshot, ContactPoint, PointKind
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database

S = 1_000_000
DIALLED = CallSnapshot("c1", "acc", CallDirection.OUTGOING, "+74951112233", CallState.DIALLING, 100 * S)
TALKED = msgspec.structs.replace(DIALLED, state=CallState.ESTABLISHED, answered_us=103 * S, codec="PCMA")
OVER = msgspec.structs.replace(
    TALKED, state=CallState.ENDED, ended_us=210 * S, reason=Reason(ReasonCode.HUNG_UP_HERE), cost=Money(1_400_000, "RUB")
)
MISSED = CallSnapshot(
    "c2",
    "acc",
    CallDirection.INCOMING,
    "Boris@sandbox.test",
    CallState.ENDED,
    300 * S,
    ended_us=310 * S,
    reason=Reason(ReasonCode.CANCELLED_THERE),
    missed=True,
)


@pytest.fixture
def contacts(database: Database) -> ContactService:
    return ContactService(database)


@pytest.fixture
def history(database: Database, contacts: ContactService) -> HistoryService:
    return HistoryService(database, contacts)


def _reopened(database: Database, contacts: ContactService, qtbot: QtBot) -> HistoryService:
    later = HistoryService(database, contacts)
    with qtbot.waitSignal(later.recent_changed):
        later.load()
    return later


def test_a_call_is_there_while_it_runs_and_after_its_end(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    history.note(DIALLED)
    [running] = history.recent()
    assert running.running
    history.note(TALKED)
    history.note(OVER)
    [item] = history.recent()
    assert item == CallItem(
        running.item_id,
        "acc",
        "+74951112233",
        CallDirection.OUTGOING,
        100 * S,
        duration_s=107,
        reason=Reason(ReasonCode.HUNG_UP_HERE),
        cost=Money(1_400_000, "RUB"),
        counted=Money(1_400_000, "RUB"),
    )
    assert _reopened(database, contacts, qtbot).recent() == (item,)


def test_statistics_and_the_running_cost_are_not_written_every_second(history: HistoryService, qtbot: QtBot) -> None:
    history.note(TALKED)
    with qtbot.assertNotEmitted(history.recent_changed):
        history.note(msgspec.structs.replace(TALKED, sent_packets=50, cost=Money(1, "RUB")))


def test_a_call_that_a_lost_program_left_running_has_ended(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    history.note(TALKED)
    [item] = _reopened(database, contacts, qtbot).recent()
    assert not item.running
    assert item.reason == Reason(ReasonCode.ENGINE_LOST)


def test_a_missed_call_stays_visible_until_it_was_looked_at(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(history.missed_changed):
        history.note(MISSED)
    assert history.missed_unseen() == 1
    later = _reopened(database, contacts, qtbot)
    assert later.missed_unseen() == 1
    with qtbot.waitSignal(later.missed_changed):
        later.mark_seen()
    assert later.missed_unseen() == 0
    assert _reopened(database, contacts, qtbot).missed_unseen() == 0


def test_looking_twice_is_silent(history: HistoryService, qtbot: QtBot) -> None:
    history.note(MISSED)
    history.mark_seen()
    with qtbot.assertNotEmitted(history.recent_changed):
        history.mark_seen()


def test_what_the_provider_charged_replaces_what_was_counted(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    history.note(OVER)
    history.take_charge("c1", Money(700_000, "RUB"))
    history.take_charge("unknown", Money(1, "RUB"))
    assert [item.cost for item in history.recent()] == [Money(700_000, "RUB")]
    assert [item.cost for item in _reopened(database, contacts, qtbot).recent()] == [Money(700_000, "RUB")]


def test_a_charge_does_not_make_a_call_unseen_again(history: HistoryService) -> None:
    history.note(MISSED)
    history.mark_seen()
    history.take_charge("c2", Money(0, "RUB"))
    assert history.missed_unseen() == 0


def test_a_contacts_page_has_the_calls_of_all_its_numbers_and_addresses(
    history: HistoryService, contacts: ContactService, qtbot: QtBot
) -> None:
    for call in (OVER, MISSED, msgspec.structs.replace(OVER, call_id="c3", remote="+78121112233")):
        history.note(call)
    points = (ContactPoint(PointKind.PHONE, "+74951112233"), ContactPoint(PointKind.SIP, "boris@sandbox.test"))
    boris = contacts.add("Boris", points)
    heard: list[tuple[CallItem, ...]] = []

    def hear(_contact_id: str, items: tuple[CallItem, ...]) -> None:
        heard.append(items)

    history.contact_calls_ready.connect(hear)
    history.request_contact_calls(boris)
    qtbot.waitUntil(lambda: bool(heard))
    assert [(item.remote, item.contact_id) for item in heard[0]] == [("Boris@sandbox.test", boris), ("+74951112233", boris)]


def test_calls_learn_of_a_contact_that_is_made_later(history: HistoryService, contacts: ContactService) -> None:
    history.note(OVER)
    anna = contacts.add("Anna", (ContactPoint(PointKind.PHONE, "+74951112233"),))
    assert [item.contact_id for item in history.recent()] == [anna]
    contacts.remove(anna)
    assert [item.contact_id for item in history.recent()] == [None]


def test_five_hundred_are_in_memory_and_all_are_kept(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    for number in range(510):
        history.note(msgspec.structs.replace(OVER, call_id=f"x{number}", started_us=number * S))
    later = _reopened(database, contacts, qtbot)
    assert len(later.recent()) == 500
    assert later.recent()[0].started_us == 509 * S
    heard: list[tuple[CallItem, ...]] = []

    def hear(_remote: str, items: tuple[CallItem, ...]) -> None:
        heard.append(items)

    later.remote_calls_ready.connect(hear)
    later.request_remote_calls("+74951112233")
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard[0]) == 510
