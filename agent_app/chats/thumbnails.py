"""Small pictures of files: made of what goes out, and of the thumbnails that come in (GSMA RCC.07, 3.5.4.8).

What somebody says is a picture is read and drawn anew before it is kept: no other program's bytes are ever painted from the disk.
"""

from __future__ import annotations

import logging
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject

from agent_app.background import Lane
from agent_app.chats.http_files import TransferError, fetch_small
from agent_app.files import write_atomically
from telephony.bodies.encoding import media_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.chats.desk import MessageDesk
    from agent_app.chats.places import Drawing, Small
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

log = logging.getLogger(__name__)

LARGEST: Final = 100_000  # bytes of a thumbnail that is fetched at all
_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/webp"})


class Thumbnails(QObject):
    """`folder` is where they are kept, each named by its message; without a `drawing` there are none."""

    def __init__(
        self,
        desk: MessageDesk,
        database: Database,
        folder: Path,
        drawing: Callable[[], Drawing] | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._database = database
        self._folder = folder
        self._make_drawing = drawing
        self._asked: set[str] = set()
        self._far = Lane("chat-thumbnails", self)
        self._near = Lane("chat-pictures", self)  # waits for no server

    @cached_property
    def _drawing(self) -> Drawing | None:
        return None if self._make_drawing is None else self._make_drawing()

    def of_file(self, path: Path, content_type: str) -> bytes:
        """What goes with a picture of ours; b"" for what is none. Blocks: for workers."""
        drawing = self._drawing if content_type.startswith("image/") else None
        small = None if drawing is None else drawing.ours(path)
        return b"" if small is None else small.jpeg

    def measure(self, item_id: str, path: Path, content_type: str) -> None:
        """A picture is here: its bubble gets its shape."""
        drawing = self._drawing if content_type.startswith("image/") else None
        if drawing is not None:
            self._near.run(lambda: drawing.size(path), lambda size: self._take_size(item_id, *size))

    def fetch(self, record: MessageRecord) -> None:
        """The thumbnail that a message tells of, once; what is too large, or of another kind, is left where it is."""
        item, small = record.item, record.small
        if small is None or item.file is None or item.file.path or item.file.thumbnail or item.item_id in self._asked:
            return
        drawing = self._drawing if 0 < small.size <= LARGEST and media_type(small.content_type) in _TYPES else None
        if drawing is None:
            return
        path = self._path(item.item_id)
        self._asked.add(item.item_id)

        def load() -> Small | None:
            drawn = drawing.theirs(fetch_small(small.url, small.size))
            if drawn is not None:
                write_atomically(path, drawn.jpeg)
            return drawn

        self._far.run(load, lambda drawn: self._take(item.item_id, drawn), lambda error: self._fail(item.item_id, error))

    def forget(self, item_ids: tuple[str, ...]) -> None:
        """Their messages were deleted."""
        self._near.run(lambda: _remove([self._path(item_id) for item_id in item_ids]))

    def sweep(self) -> None:
        """Those of messages that are nowhere any more: a database may have been lost, or a program in the middle of deleting."""
        self._near.run(self._all, self._look_for_owners)

    def close(self) -> None:
        self._far.close(0)
        self._near.close(0)

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _take_size(self, item_id: str, width: int, height: int) -> None:
        record = self._desk.memory.get(item_id)
        if record is not None and record.item.file is not None and width and height:
            self._desk.put_file(item_id, msgspec.structs.replace(record.item.file, width=width, height=height))

    def _take(self, item_id: str, drawn: Small | None) -> None:
        self._asked.discard(item_id)
        record = self._desk.memory.get(item_id)
        if drawn is None:
            log.info("a thumbnail was no picture")
        elif record is None or record.item.file is None:
            self.forget((item_id,))  # deleted meanwhile
        else:
            file, path = record.item.file, str(self._path(item_id))
            width, height = (file.width, file.height) if file.width else (drawn.width, drawn.height)
            self._desk.put_file(item_id, msgspec.structs.replace(file, thumbnail=path, width=width, height=height))

    def _fail(self, item_id: str, error: Exception) -> None:
        """The message just has none; who asks for the file asks for it again."""
        self._asked.discard(item_id)
        if isinstance(error, (TransferError, OSError)):
            log.info("a thumbnail did not come: %s", error)
        else:
            log.error("a thumbnail's way ended in an error", exc_info=error)

    def _path(self, item_id: str) -> Path:
        return self._folder / f"{item_id}.jpg"

    def _all(self) -> list[str]:
        return [path.stem for path in self._folder.glob("*.jpg")]

    def _look_for_owners(self, item_ids: list[str]) -> None:
        from agent_app.storage.chats import missing_items

        if item_ids:
            self._database.read(lambda connection: missing_items(connection, item_ids), lambda gone: self.forget(tuple(gone)))


def _remove(paths: list[Path]) -> None:
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            log.warning("a thumbnail stays: %s", error)
