"""What the chats are given for files: folders of the profile, and who can draw. Light: it is made on the way to the first frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Small(msgspec.Struct, frozen=True):
    """A JPEG that says nothing of where, when and by what it was taken. `width` and `height` are of the picture it was made of."""

    jpeg: bytes
    width: int
    height: int


class Drawing(msgspec.Struct, frozen=True):
    """What only `ui` can do; all of it runs in workers, and gives None or zeros for what is no picture, or too large a one."""

    ours: Callable[[Path], Small | None]  # of a file that the user sends
    theirs: Callable[[bytes], Small | None]  # of what a server gave: nothing of it is to be trusted
    size: Callable[[Path], tuple[int, int]]  # pixels as the picture is to be seen


class FilePlaces(msgspec.Struct, frozen=True):
    """Folders that nobody else uses: of small pictures, of notes where the beginnings of files are, of what was pasted into messages."""

    thumbnails: Path
    parts: Path
    pasted: Path
    drawing: Callable[[], Drawing] | None = None  # asked with the first picture; without it there are none
