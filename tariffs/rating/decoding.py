"""From a deck's file to its lines: gzip with a limit, UTF-8 with or without its mark, UTF-16, cp1251."""

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


def lines_of(data: bytes, largest: int = LARGEST) -> io.TextIOWrapper:
    """The lines of at most `largest` bytes (unpacked), decoded as they are asked for; BrokenCellError where they are no text.

    What isn't UTF-8 is read as cp1251, in which nearly any bytes mean something: Russian decks are either.
    """
    plain = _unpacked(data, largest) if data.startswith(_GZIP) else data
    if len(plain) > largest:
        raise BrokenCellError(
            BrokenCode.TOO_LARGE,
            str(largest // MEBIBYTE),
            f"the file is larger than {largest // MEBIBYTE} MiB (unpacked): leave out what is not needed",
        )
    return io.TextIOWrapper(io.BytesIO(plain), _encoding(plain))


def _encoding(plain: bytes) -> str:
    for encoding in ("utf-16",) if plain.startswith(_UTF_16) else ("utf-8-sig", "cp1251"):
        try:
            plain.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise BrokenCellError(BrokenCode.UNREADABLE, "", "the file is no text in UTF-8 or cp1251: save it as CSV in UTF-8")


def _unpacked(data: bytes, largest: int) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(largest + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise BrokenCellError(
            BrokenCode.UNREADABLE, str(error), f"the gzip file can't be unpacked ({error}): fetch it again, or unpack it first"
        ) from None
