"""From a deck's file to its text: gzip with a limit, UTF-8 with or without its mark, UTF-16, cp1251."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import Final

from tariffs.rating.broken import BrokenCellError, BrokenCode

MEBIBYTE: Final = 2**20
LARGEST: Final = 256 * MEBIBYTE  # three million rows; a gzip of some kilobytes can hold any number of them
_GZIP: Final = b"\x1f\x8b"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def text_of(data: bytes, largest: int = LARGEST) -> str:
    """The text of at most `largest` bytes (unpacked); BrokenCellError where there is none.

    What isn't UTF-8 is read as cp1251, in which nearly any bytes mean something: Russian decks are either.
    """
    plain = _unpacked(data, largest) if data.startswith(_GZIP) else data
    if len(plain) > largest:
        raise BrokenCellError(
            BrokenCode.TOO_LARGE,
            str(largest // MEBIBYTE),
            f"the file is larger than {largest // MEBIBYTE} MiB (unpacked): leave out what is not needed",
        )
    if plain.startswith(_UTF_16):
        return _decoded(plain, "utf-16")
    try:
        return plain.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(plain, "cp1251")


def _unpacked(data: bytes, largest: int) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(largest + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise BrokenCellError(
            BrokenCode.UNREADABLE, str(error), f"the gzip file can't be unpacked ({error}): fetch it again, or unpack it first"
        ) from None


def _decoded(plain: bytes, encoding: str) -> str:
    try:
        return plain.decode(encoding)
    except UnicodeDecodeError:
        raise BrokenCellError(BrokenCode.UNREADABLE, encoding, "the file is no text in UTF-8 or cp1251: save it as CSV in UTF-8") from None
