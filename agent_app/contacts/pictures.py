"""The pictures of contacts: one file each in the profile, named by its content, so that a picture that is there twice is kept once."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from agent_app.files import write_atomically

LARGEST_SOURCE: Final = 20 * 2**20  # bytes of a picture that is taken at all
LARGEST_KEPT: Final = 2**20
_KINDS: Final = ((b"\xff\xd8\xff", ".jpg"), (b"\x89PNG\r\n\x1a\n", ".png"))


class PictureFolder:
    """Takes pictures that were scaled already (`ui` does that, in a worker): JPEG or PNG."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def keep(self, picture: bytes) -> str:
        """The path of its file; "" for what is no JPEG or PNG, is too large or can't be kept. Not for the window's thread."""
        ending = picture_ending(picture)
        if self.path is None or not ending or len(picture) > LARGEST_KEPT:
            return ""
        from hashlib import sha256  # 4 ms, which the start does not have

        path = self.path / (sha256(picture).hexdigest()[:32] + ending)
        try:
            if not path.exists():
                write_atomically(path, picture)
        except OSError:
            return ""
        return str(path)


def picture_ending(picture: bytes) -> str:
    """ ".jpg" or ".png" by its first bytes; "" for anything else."""
    return next((ending for start, ending in _KINDS if picture.startswith(start)), "")


def read_picture(path: str) -> bytes:
    """The file's bytes; b"" where it is not there any more or too large. Not for the window's thread."""
    file = Path(path)
    try:
        return file.read_bytes() if path and file.stat().st_size <= LARGEST_SOURCE else b""
    except OSError:
        return b""
