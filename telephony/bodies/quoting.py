"""Replies that quote, in text that every program can show: the quoted lines begin with "> "."""

from __future__ import annotations

from typing import Final

from telephony.bodies.graphemes import cut

MOST_LINES: Final = 4
MOST_LINE_BYTES: Final = 200
_MARK: Final = "> "
_MORE: Final = "…"


def quote(text: str, reply: str) -> str:
    """The reply under the beginning of what it answers. Of a text that quotes itself only its own words are quoted."""
    _, own = split_quote(text)
    lines = (own.strip() or text.strip()).splitlines()
    if not lines:
        return reply
    shown = [_short(line) for line in lines[:MOST_LINES]]
    if len(lines) > MOST_LINES:
        shown.append(_MORE)
    return "".join(f"{_MARK}{line}".rstrip() + "\n" for line in shown) + "\n" + reply


def split_quote(text: str) -> tuple[str, str]:
    """What is quoted at the beginning, without its marks, and what follows; ("", text) where nothing is."""
    lines = text.split("\n")
    count = next((index for index, line in enumerate(lines) if not line.startswith(">")), len(lines))
    if count == 0 or count == len(lines):
        return "", text
    quoted = "\n".join(line.removeprefix(">").removeprefix(" ").rstrip("\r") for line in lines[:count])
    after = count + 1 if not lines[count].strip() else count
    return quoted, "\n".join(lines[after:])


def _short(line: str) -> str:
    short = cut(line, MOST_LINE_BYTES)
    return line if short == line else short + _MORE
