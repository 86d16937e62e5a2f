"""How much of a cut upload a file server has (GSMA RCC.07, 3.5.4.8.3.1.1), so that the rest alone is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.files import MOST_SIZE
from telephony.bodies.markup import attribute, child, parse_xml, quoteattr

TYPE: Final = "application/vnd.gsma.rcs-ft-http-resume+xml"
_NAMESPACE: Final = "urn:gsma:params:xml:ns:rcs:rcs:fthttpresume"
_MOST_URL: Final = 2048


@dataclass(frozen=True, slots=True)
class Resume:
    """The server has the first `have` bytes, and takes the others by PUT at `url`."""

    have: int
    url: str


def build_resume(resume: Resume) -> str:
    """`have` is 1 at least: there is no way to write that a server has nothing."""
    span = f'<file-range start="0" end="{resume.have - 1}"/>'
    data = f"<data url={quoteattr(resume.url)}/>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<file-resume-info xmlns="{_NAMESPACE}">{span}{data}</file-resume-info>'


def parse_resume(body: str | bytes) -> Resume:
    """Raises `BodyError`: missing, bad_value (what does not begin at the beginning, a URL that is not http or https)."""
    root = parse_xml(body, "file-resume-info")
    span, data = child(root, "file-range"), child(root, "data")
    if span is None or data is None:
        raise BodyError(BodyProblem.MISSING, "file-range")
    start, end = _count(attribute(span, "start", 20)), _count(attribute(span, "end", 20))
    url = attribute(data, "url", _MOST_URL)
    if start != 0 or not _is_web_address(url):
        raise BodyError(BodyProblem.BAD_VALUE, "file-resume-info")
    return Resume(end + 1, url)


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return good and url.isascii() and url.isprintable() and " " not in url


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) < MOST_SIZE):
        raise BodyError(BodyProblem.BAD_VALUE, "file-range")
    return int(text)
