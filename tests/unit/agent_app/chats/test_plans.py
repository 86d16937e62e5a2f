"""What is read at each start is found by an index: a million messages make it no slower."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from agent_app.storage.calls import close_interrupted
from agent_app.storage.messages import close_interrupted_messages, unconfirmed_messages, unfinished_messages
from agent_app.storage.migrations import migrate
from agent_app.storage.owed import owed_receipts
from agent_app.storage.writer import connect

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from pathlib import Path

LATER = "~"
AT_EACH_START: tuple[tuple[str, Callable[[sqlite3.Connection], object]], ...] = (
    ("messages that were on their way", lambda connection: close_interrupted_messages(connection, LATER)),
    ("messages to be sent", lambda connection: unfinished_messages(connection, LATER)),
    ("messages that nobody confirmed", lambda connection: unconfirmed_messages(connection, LATER, 0)),
    ("receipts that are owed", lambda connection: owed_receipts(connection, LATER)),
    ("calls that were running", lambda connection: close_interrupted(connection, 2**62)),
)


@pytest.mark.parametrize(("what", "read"), AT_EACH_START, ids=[what for what, _ in AT_EACH_START])
def test_a_start_looks_at_no_message_that_is_over(what: str, read: Callable[[sqlite3.Connection], object], tmp_path: Path) -> None:
    with closing(connect(tmp_path / "history.db")) as connection:
        migrate(connection)
        connection.execute("INSERT INTO conversation VALUES ('v', 'a', 'boris@x')")
        connection.execute("INSERT INTO chat (conversation_id, is_agent) VALUES ('v', 1)")
        items = [(f"{number:06}", number) for number in range(20_000)]
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO timeline VALUES (?, 'v', 'message', 'incoming', 'received', ?, 1)", items)
        connection.executemany("INSERT INTO message (item_id, kind, text) VALUES (?, 'text', '')", [item[:1] for item in items])
        query = "INSERT INTO message_file (item_id, name, size, content_type, state) VALUES (?, 'a', 1, 'image/png', 'ready')"
        connection.executemany(query, [item[:1] for item in items])
        connection.execute("COMMIT")
        steps = [0]

        def count() -> int:
            steps[0] += 1
            return 0

        connection.set_progress_handler(count, 100)
        read(connection)
        assert steps[0] < 20, f"{what}: {steps[0]}00 steps of SQLite's machine for 20,000 messages"
