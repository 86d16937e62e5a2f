"""With whom there were SMS: the latest of each number, and what nobody looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.money.snapshots import SmsItem, SmsStatus, SmsThread
from agent_app.storage.sms import mark_sms_seen, save_sms, sms_threads

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database

ANNA, BORIS = "+79161112233", "+79169998877"
S = 1_000_000


def sms(item_id: str, remote: str, at_s: int, *, incoming: bool = False) -> SmsItem:
    return SmsItem(item_id, "acc", remote, incoming, at_s * S, f"text {item_id}", SmsStatus.DELIVERED, seen=not incoming)


def read(database: Database, qtbot: QtBot, limit: int) -> list[tuple[str, int]]:
    """The threads: their latest SMS, and what is new."""
    answers: list[tuple[SmsThread, ...]] = []
    database.read(lambda connection: sms_threads(connection, limit), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return [(thread.latest.item_id, thread.unseen) for thread in answers[0]]


def test_each_number_has_one_with_its_latest_sms_and_what_is_new_there(database: Database, qtbot: QtBot) -> None:
    told = (
        sms("1", ANNA, 100, incoming=True),
        sms("2", BORIS, 110),
        sms("3", ANNA, 120, incoming=True),
        sms("4", ANNA, 130),
    )
    for item in told:
        database.write(lambda connection, item=item: save_sms(connection, item))
    assert read(database, qtbot, 10) == [("4", 2), ("2", 0)]
    database.write(lambda connection: mark_sms_seen(connection, (ANNA,), 200 * S))
    assert read(database, qtbot, 1) == [("4", 0)]
