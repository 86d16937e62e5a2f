"""What was uploaded: bytes in a folder, under names of our own making; the key of each is in its URL alone."""

from __future__ import annotations

import contextlib
import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from sandbox.errors import SandboxError
from sandbox.state import StoredFile, now_us
from telephony.bodies.names import safe_file_name

if TYPE_CHECKING:
    from pathlib import Path

    from sandbox.state import State

FOLDER: Final = "files"
MAX_FILE_BYTES: Final = 100 * 1024 * 1024
MAX_FILES: Final = 200
MAX_ALL_BYTES: Final = 1024 * 1024 * 1024
LIFETIME_US: Final = 7 * 24 * 3600 * 1_000_000
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_MEDIA_TYPE: Final = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,64}/[A-Za-z0-9!#$&^_.+-]{1,64}(?:; ?[A-Za-z0-9-]{1,32}=[A-Za-z0-9._-]{1,64}){0,4}")
UNKNOWN_TYPE: Final = "application/octet-stream"


class FileTooLargeError(SandboxError):
    """More than MAX_FILE_BYTES."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was just kept, and the key that opens it."""

    key: str
    file: StoredFile


class Upload:
    """A file on its way in; `keep` or `drop` ends it."""

    def __init__(self, path: Path, name: str, content_type: str) -> None:
        self.path = path
        self.size = 0
        self.name = safe_file_name(name)
        self.content_type = content_type if _MEDIA_TYPE.fullmatch(content_type) else UNKNOWN_TYPE
        self._file: BinaryIO = path.open("xb")

    def write(self, data: bytes) -> None:
        """OSError when the disk is full; FileTooLargeError."""
        self.size += len(data)
        if self.size > MAX_FILE_BYTES:
            raise FileTooLargeError(f"a file has at most {MAX_FILE_BYTES} bytes")
        self._file.write(data)

    def close(self) -> None:
        """OSError when what was buffered finds no room."""
        self._file.close()

    def drop(self) -> None:
        """It was not wanted after all."""
        try:
            self._file.close()
        finally:
            self.path.unlink(missing_ok=True)


class FileStore:
    """Names on the disk are made from the keys, one way: who reads the folder or the state can't make a URL of them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._folder = state.folder / FOLDER
        self._clean()

    def _clean(self) -> None:
        """Uploads that a crash cut short, and what the state knows nothing of."""
        known = {one.id for one in self._state.files}
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.name not in known and path.is_file():
                path.unlink()
        self._state.files = [one for one in self._state.files if self._path(one).is_file()]
        self._make_room()

    def receive(self, name: str, content_type: str) -> Upload:
        """Begins a file; OSError when the disk is full."""
        self._folder.mkdir(exist_ok=True, mode=0o700)
        return Upload(self._folder / f"{secrets.token_hex(8)}.part", name, content_type)

    def keep(self, upload: Upload) -> Kept:
        """A file that is complete. The oldest make room for it."""
        upload.close()
        key = secrets.token_urlsafe(32)
        file = StoredFile(_id(key), upload.name, upload.content_type, upload.size, now_us() + LIFETIME_US)
        upload.path.replace(self._path(file))
        self._state.files.append(file)
        self._make_room()
        self._state.save()
        return Kept(key, file)

    def add(self, name: str, content_type: str, data: bytes) -> Kept:
        """A file of the provider's own."""
        upload = self.receive(name, content_type)
        upload.write(data)
        return self.keep(upload)

    def find(self, key: str) -> tuple[StoredFile, Path] | None:
        """The file that a key opens; None when there is none any more."""
        if not _KEY.fullmatch(key):
            return None
        wanted, now = _id(key), now_us()
        found = next((one for one in self._state.files if one.id == wanted and one.until_us > now), None)
        return (found, self._path(found)) if found is not None and self._path(found).is_file() else None

    def _make_room(self) -> None:
        files, now = self._state.files, now_us()
        gone = [one for one in files if one.until_us <= now]
        rest = [one for one in files if one.until_us > now]
        while len(rest) > MAX_FILES or sum(one.size for one in rest) > MAX_ALL_BYTES:
            gone.append(rest.pop(0))
        self._state.files = rest
        for one in gone:
            with contextlib.suppress(OSError):  # somebody still reads it, on a system that minds: it goes at the next start
                self._path(one).unlink(missing_ok=True)

    def _path(self, file: StoredFile) -> Path:
        return self._folder / file.id


def _id(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
