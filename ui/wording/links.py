"""What stands in a text from other people besides words: links that may be followed, and smileys."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final
from urllib.parse import urlsplit


class LinkKind(Enum):
    WEB = "web"
    ADDRESS = "address"  # a SIP address
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Link:
    """Where in the text it stands, and what it leads to: an http(s) URL, user@domain, or a number with its plus."""

    start: int
    end: int
    kind: LinkKind
    target: str


_LINK: Final = re.compile(
    r"(?i)\b(?:https?://[^\s<>\"']+|sips?:[^\s<>\"'@]{1,128}@[^\s<>\"'?;,]{1,253}|tel:[+\d][\d().\-\s]{1,30}\d|www\.[^\s<>\"']+)"
    r"|(?<![\w+])\+[1-9](?:[ \u00a0.\-()]{0,2}\d){6,30}(?![ \u00a0.\-()]{0,2}\d)(?!\w)"  # a full number and figures behind it
)
_TRAILING: Final = ".,:;!?…»”’*_"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}


def links_of(text: str) -> tuple[Link, ...]:
    """The links of a message, in its order: http, https, sip, sips, tel and full numbers alone; no other scheme is ever one."""
    found = (_link(match.start(), match.group()) for match in _LINK.finditer(text))
    return tuple(link for link in found if link is not None)


def _link(start: int, written: str) -> Link | None:
    written = _trimmed(written)
    if written.startswith("+"):
        return _number(start, written)
    scheme, _, rest = written.partition(":")
    end = start + len(written)
    match scheme.casefold():
        case "sip" | "sips":
            return Link(start, end, LinkKind.ADDRESS, rest)
        case "tel":
            return Link(start, end, LinkKind.NUMBER, _dialled(rest))
        case _:
            url = written if scheme.casefold() in ("http", "https") else f"https://{written}"
            return Link(start, end, LinkKind.WEB, url) if web_host(url) else None


def _number(start: int, written: str) -> Link | None:
    from telephony.numbers import full_number_at_start

    number = full_number_at_start(written)
    return Link(start, start + len(number), LinkKind.NUMBER, _dialled(number)) if number else None


def _dialled(written: str) -> str:
    """The digits, with the plus where there is one."""
    digits = "".join(sign for sign in written if sign.isascii() and sign.isdigit())
    return f"+{digits}" if written.startswith("+") else digits


def _trimmed(written: str) -> str:
    """Without the sentence's own signs behind it; a bracket stays where its partner is inside."""
    while written:
        last = written[-1]
        opener = _PAIRS.get(last)
        if last not in _TRAILING and not (opener and written.count(last) > written.count(opener)):
            break
        written = written[:-1]
    return written


def web_host(url: str) -> str:
    """The host that an http(s) URL leads to, in ASCII (so that look-alike letters are seen); "" where there is none."""
    try:
        host = urlsplit(url).hostname or ""
        return host.encode("idna").decode("ascii")
    except ValueError:
        return ""


_SMILEYS: Final = {
    ":)": "🙂", ":-)": "🙂", "=)": "🙂", ":(": "🙁", ":-(": "🙁", "=(": "🙁", ";)": "😉", ";-)": "😉", ":D": "😃", ":-D": "😃", "=D": "😃",
    "xD": "😆", "XD": "😆", ":P": "😛", ":-P": "😛", ":p": "😛", ":-p": "😛", ":O": "😮", ":-O": "😮", ":o": "😮", ":-o": "😮",
    ":'(": "😢", ":*": "😘", ":-*": "😘", "<3": "❤️", "</3": "💔", "B-)": "😎", "8-)": "😎", ":-/": "😕", ":-|": "😐", ":|": "😐",
    "O:-)": "😇", ">:(": "😠", ">:-(": "😠",
}  # fmt: skip
_SMILEY: Final = re.compile(
    r"(?<!\S)(" + "|".join(re.escape(smiley) for smiley in sorted(_SMILEYS, key=len, reverse=True)) + r")(?=[\s.,!?]|$)"
)


def with_emoji(text: str) -> str:
    """Smileys that stand for themselves turned into emoji; those inside words, addresses and code stay."""
    return _SMILEY.sub(lambda match: _SMILEYS[match.group()], text)
