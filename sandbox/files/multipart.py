"""multipart/form-data (RFC 7578) as it comes, piece by piece: a file is never in memory as a whole."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from sandbox.sip.uri import parse_params

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_HEAD_BYTES: Final = 8 * 1024
_BOUNDARY: Final = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")


class MultipartError(SandboxError):
    """The body is not what its type says."""


@dataclass(frozen=True, slots=True)
class PartHead:
    """A part begins: the field's name, its file's name ("" where it has none) and type. All three are foreign text."""

    name: str
    file_name: str
    content_type: str


class PartEnd:
    """A part ends."""


Piece = PartHead | bytes | PartEnd


class _State(Enum):
    PREAMBLE = auto()
    HEAD = auto()
    DATA = auto()
    DONE = auto()


def boundary_of(content_type: str) -> bytes:
    """The boundary that a Content-Type names (RFC 2046 section 5.1.1). MultipartError where it names none."""
    kind, _, rest = content_type.partition(";")
    text = parse_params(rest).get("boundary") or ""
    if kind.strip().lower() != "multipart/form-data" or not _BOUNDARY.fullmatch(text):
        raise MultipartError("no multipart/form-data with a boundary")
    return text.encode("ascii")


class MultipartReader:
    """`feed` with whatever arrives; the pieces come in order: a head, data, an end, and so on."""

    def __init__(self, boundary: bytes) -> None:
        self._mark = b"\r\n--" + boundary
        self._buffer: bytes = b"\r\n"  # the first delimiter has no line before it
        self._state = _State.PREAMBLE

    @property
    def done(self) -> bool:
        """The closing delimiter has come."""
        return self._state is _State.DONE

    def feed(self, data: bytes) -> Iterator[Piece]:
        """MultipartError for what no multipart body holds."""
        self._buffer += data
        moving = True
        while moving and self._state is not _State.DONE:
            if self._state is _State.HEAD:
                head = self._head()
                moving = head is not None
                if head is not None:
                    yield head
            else:
                pieces, moving = self._until_mark()
                yield from pieces
        if self._state is _State.DONE:
            self._buffer = b""  # an epilogue means nothing

    def _until_mark(self) -> tuple[list[Piece], bool]:
        """The data before the next delimiter, and whether that has come whole."""
        inside = self._state is _State.DATA
        place = self._buffer.find(self._mark)
        end = place + len(self._mark)
        whole = place >= 0 and len(self._buffer) >= end + 2
        if not whole:
            # What may be the beginning of a delimiter stays.
            keep = len(self._buffer) - place if place >= 0 else min(len(self._mark) - 1, len(self._buffer))
            data, self._buffer = self._buffer[: len(self._buffer) - keep], self._buffer[len(self._buffer) - keep :]
            return ([data] if inside and data else []), False
        data, after, self._buffer = self._buffer[:place], self._buffer[end : end + 2], self._buffer[end + 2 :]
        if after not in (b"\r\n", b"--"):
            raise MultipartError("a delimiter with something behind it")
        self._state = _State.HEAD if after == b"\r\n" else _State.DONE
        return ([*([data] if data else []), PartEnd()] if inside else []), True

    def _head(self) -> PartHead | None:
        if self._buffer.startswith(b"\r\n"):
            head, rest = b"", self._buffer[2:]
        else:
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            if not end:
                if len(self._buffer) > MAX_HEAD_BYTES:
                    raise MultipartError("a part's headers are too long")
                return None
        self._buffer, self._state = rest, _State.DATA
        return _read_head(head)


def _read_head(head: bytes) -> PartHead:
    if len(head) > MAX_HEAD_BYTES:
        raise MultipartError("a part's headers are too long")
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    disposition = parse_params(headers.get("content-disposition", "").partition(";")[2])
    return PartHead(disposition.get("name") or "", disposition.get("filename") or "", headers.get("content-type", ""))
