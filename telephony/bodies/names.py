"""File names from strangers, made fit to be a file's name on every system."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from telephony.bodies.graphemes import cut

MOST_BYTES: Final = 255  # of UTF-8: what the file systems of Linux take
_MOST_EXTENSION: Final = 24  # bytes: a longer one is no extension
_FALLBACK: Final = "file"
_FORBIDDEN: Final = re.compile(r'[<>:"|?*/\\]')  # Windows'
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])\Z", re.IGNORECASE)


def safe_file_name(name: str) -> str:
    """Never a path, never hidden, never empty; at most `MOST_BYTES` bytes, the extension kept; no control, invisible or bidirectional
    characters (a right-to-left override makes `exe.gpj` look like a picture), no name that Windows reserves. Twice is as once."""
    safe = _made_safe(name)
    # Cutting a long name may leave another extension than it had: until nothing changes, and each time it is shorter.
    while (again := _made_safe(safe)) != safe:
        safe = again
    return safe


def _made_safe(name: str) -> str:
    last = re.split(r"[/\\]", name)[-1]
    visible = "".join(_shown(letter) for letter in last)
    plain = _trimmed(_FORBIDDEN.sub("_", visible))
    stem, dot, extension = plain.rpartition(".")
    if not stem or not extension or len(extension.encode()) > _MOST_EXTENSION:
        stem, dot, extension = plain, "", ""
    safe = _joined(stem, dot + extension)
    return _joined(f"_{stem}", dot + extension) if _RESERVED.match(safe.partition(".")[0].rstrip()) else safe


def _joined(stem: str, extension: str) -> str:
    return (_trimmed(cut(stem, MOST_BYTES - len(extension.encode()))) or _FALLBACK) + extension


def _trimmed(text: str) -> str:
    """Windows drops dots and spaces at the end; a dot at the beginning hides a file."""
    return text.strip(". ")


def _shown(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
        return ""
    return " " if kind == "Zs" else letter
