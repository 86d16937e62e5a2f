"""Versioned JSON files of the profile: settings and accounts. One that can't be read is set aside, and the defaults stand in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from agent_app.files import set_aside, write_atomically
from agent_app.snapshots import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

log = logging.getLogger(__name__)
T = TypeVar("T")


class StoreError(ValueError):
    """The content is not what this version writes: says what is wrong where."""


class JsonStore(Generic[T]):
    """Reads and writes `{"version": N, "content": …}` with content of one msgspec type.

    Files of the versions from `oldest` on (None: of `version` alone) are read as well: what came later has its defaults.
    """

    def __init__(
        self,
        path: Path,
        kind: type[T],
        version: int,
        report: Callable[[ProblemCode, str], None],
        broken: ProblemCode,
        *,
        oldest: int | None = None,
    ) -> None:
        self._path = path
        self._kind = kind
        self._version = version
        self._oldest = version if oldest is None else oldest
        self._report = report
        self._broken = broken

    def load(self, default: T) -> T:
        """The file's content, or `default` where there is none that can be used."""
        try:
            return decode(self._path.read_bytes(), self._kind, self._version, self._oldest)
        except FileNotFoundError:
            return default
        except StoreError as error:
            self._set_aside(error)
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            self._report(self._broken, str(error))
        return default

    def save(self, content: T) -> bool:
        """Write it; False, and a problem told, where that fails: what is in memory stays."""
        try:
            write_atomically(self._path, encode(content, self._version))
        except OSError as error:
            log.warning("%s: %s", self._path, error)
            self._report(ProblemCode.NOT_SAVED, f"{self._path}: {error.strerror or error}")
            return False
        return True

    def _set_aside(self, error: StoreError) -> None:
        log.warning("%s is set aside: %s", self._path, error)
        try:
            value = str(set_aside(self._path))
        except OSError as failure:
            value = str(failure)
        self._report(self._broken, value)


def encode(content: object, version: int) -> bytes:
    return msgspec.json.format(msgspec.json.encode({"version": version, "content": content}), indent=2) + b"\n"


def decode(data: bytes, kind: type[T], version: int, oldest: int | None = None) -> T:
    """StoreError where `data` is not `kind` in this version, or one from `oldest` on."""
    try:
        envelope = msgspec.json.decode(data, type=_Envelope)
        if not (version if oldest is None else oldest) <= envelope.version <= version:
            msg = f"version {envelope.version}, this program writes {version}"
            raise StoreError(msg)
        return msgspec.json.decode(envelope.content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(str(error)) from error


class _Envelope(msgspec.Struct):
    version: int
    content: msgspec.Raw
