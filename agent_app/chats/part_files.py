"""What has come of files that broke off: hidden files beside where they will be, and where each of them is.

For each there is a note in the profile, named by its message and written first: whatever happens to the program, the database or the
setting of the folder, nothing of ours stays hidden in the user's folders. Blocks: for the worker that fetches.
"""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path
from typing import Final

log = logging.getLogger(__name__)

KEPT_S: Final = 7 * 24 * 3600  # servers seldom have a file for longer


class PartFiles:
    """`notes` is a folder of the profile that nobody else uses."""

    def __init__(self, notes: Path) -> None:
        self._notes = notes

    def begin(self, item_id: str, folder: Path) -> Path:
        """The part of this message's file in `folder`, there already where it broke off before. OSError."""
        part = folder / f".{item_id}.part"
        old = self._find(item_id)
        if old is not None and old != part:
            self.drop(item_id)  # the user has chosen another folder since
        if old != part:
            self._notes.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._notes / item_id).write_bytes(os.fsencode(part))
        return part

    def drop(self, item_id: str) -> None:
        """Nobody goes on with it, or it is whole and has moved to its place."""
        part = self._find(item_id)
        if part is not None and _remove(part):
            _remove(self._notes / item_id)

    def sweep(self) -> None:
        """Those that nobody went on with for `KEPT_S`."""
        oldest = time.time() - KEPT_S
        for note in self._all():
            part = self._find(note.name)
            if part is None:
                _remove(note)  # the disk was full when it was written
            elif part.parent.is_dir() and _changed_at(part) < oldest:  # a disk that is not there now may come back
                self.drop(note.name)

    def _all(self) -> list[Path]:
        return list(self._notes.iterdir()) if self._notes.is_dir() else []

    def _find(self, item_id: str) -> Path | None:
        """Where it is, as the note says; None where there is none, or it tells of a file that is not ours."""
        try:
            part = Path(os.fsdecode((self._notes / item_id).read_bytes()))
        except (OSError, ValueError):
            return None
        return part if part.name == f".{item_id}.part" else None


def _changed_at(path: Path) -> float:
    """Seconds since 1970; long ago for what is not there."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("the beginning of a file stays: %s", error)
        return False
    return True
