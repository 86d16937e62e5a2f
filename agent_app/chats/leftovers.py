"""Deleting: a message, and the recording or the pasted picture that was made a file for it."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from agent_app.storage.chats import delete_items, is_file_used, sent_files

if TYPE_CHECKING:
    import sqlite3

    from agent_app.storage.database import Database

log = logging.getLogger(__name__)


class Leftovers:
    """`ours` are the folders where files are that exist for their messages alone: nobody else looks there. Files of the user's are never
    touched."""

    def __init__(self, database: Database, *ours: Path) -> None:
        self._database = database
        self._ours = frozenset(folder.absolute() for folder in ours)

    def delete(self, item_ids: tuple[str, ...]) -> None:
        """Forget items of any kind. What was made for one goes once that is off the disk, and no other has it."""
        found: list[list[str]] = []  # what the last try to write it said

        def forget(connection: sqlite3.Connection) -> None:
            found.append(sent_files(connection, item_ids))
            delete_items(connection, item_ids)

        def clear() -> None:
            paths = found[-1] if found else []
            if paths:
                self._database.read(lambda connection: self._remove(connection, paths), lambda _: None)

        self._database.write(forget)
        self._database.written(clear)

    def _remove(self, connection: sqlite3.Connection, paths: list[str]) -> None:
        for path in (Path(one) for one in paths):
            if path.parent not in self._ours or is_file_used(connection, str(path)):
                continue
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                log.warning("a file of a message stays: %s", error)
