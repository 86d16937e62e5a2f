"""Requests that RFC 4475 wants refused and pjsip takes for sound are answered with 400, before anybody hears of them.

Five kinds: a body shorter than its Content-Length (section 3.1.2.2), two Content-Lengths that differ (3.3.9), another header twice that may
stand once (3.3.8: two elements on the way may then see two different messages), a CSeq of another method (3.1.2.17), and headers in the
Request-URI (3.1.2.11).

pjsip is liberal with three more, as the RFC lets one be: spaces too many in the first line (3.1.2.9, 3.1.2.10), and display names that want
quotes (3.1.2.15), which many telephones send.
"""

from __future__ import annotations

import ctypes
import logging
import re
from collections.abc import Callable
from typing import Final

from telephony.pj.patches import replace

log = logging.getLogger(__name__)

BAD_REQUEST: Final = 400
_BLANK: Final = re.compile(rb"\r?\n\r?\n")  # pjsip takes bare line feeds
_LENGTHS: Final = re.compile(rb"^(?:content-length|l)[ \t]*:[ \t]*([^\r\n]*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_LINE: Final = re.compile(rb"([^\s/]+) +(\S+) +SIP/", re.IGNORECASE)
_ONCE: Final = re.compile(rb"^(from|to|call-id|cseq|max-forwards|[fti])[ \t]*:", re.IGNORECASE | re.MULTILINE)
_LONG: Final = {b"f": b"from", b"t": b"to", b"i": b"call-id"}
_CSEQ: Final = re.compile(rb"^cseq[ \t]*:\s*\d+\s+(\S+)", re.IGNORECASE | re.MULTILINE)
_UNANSWERED: Final = (b"ACK",)  # RFC 3261 section 17.1.1.3

_Parse: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_void_p)  # text, length, rx_data
_Process: Final = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 4)  # endpoint, rx_data, parameters, where "handled" goes


def fault(message: bytes) -> str:
    """What is wrong with a request, or "": with one that can't be answered, too, and with a response."""
    head, *parts = _BLANK.split(message.lstrip(b"\r\n"), maxsplit=1)
    body = parts[0] if parts else b""
    line = _LINE.match(head)
    if line is None or line[1].upper() in _UNANSWERED:
        return ""
    # A user part may have a question mark, but no second @ (RFC 3261 section 25.1).
    user, at, rest = line[2].partition(b"@")
    if b"?" in (rest if at else user):
        return "headers in the Request-URI"
    names = [_LONG.get(name, name) for name in map(bytes.lower, _ONCE.findall(head))]
    if len(names) > len(set(names)):
        return "a header that stands twice"
    cseq = _CSEQ.search(head)
    if cseq is not None and cseq[1] != line[1]:
        return "a CSeq of another method"
    lengths = set(_LENGTHS.findall(head))
    if len(lengths) > 1:
        return "Content-Lengths that differ"
    too_long = any(one.isdigit() and int(one.lstrip(b"0")[:6] or b"0") > len(body) for one in lengths)
    return "a body shorter than its Content-Length" if too_long else ""


class _Refusals:
    """Read where the message is parsed, answered where it is handed on: only then is it known where the answer goes."""

    def __init__(self) -> None:
        self._refused: set[int] = set()  # rx_data, of which each transport has one

    def reading(self, parse: Callable[[int, int, int], int]) -> Callable[[int, int, int], int]:
        def ours(text: int, length: int, rx_data: int) -> int:
            self._refused.discard(rx_data)
            reason = fault(ctypes.string_at(text, length))
            if reason:
                log.debug("a request is refused: %s", reason)  # floods must not fill the disk
                self._refused.add(rx_data)
            return parse(text, length, rx_data)

        return ours

    def answering(self, process: Callable[[int, int, int, int], int]) -> Callable[[int, int, int, int], int]:
        respond = _responder()

        def ours(endpoint: int, rx_data: int, parameters: int, handled: int) -> int:
            if rx_data not in self._refused:
                return process(endpoint, rx_data, parameters, handled)
            self._refused.discard(rx_data)
            respond(endpoint, rx_data, BAD_REQUEST, None, None, None)
            if handled:
                ctypes.c_int.from_address(handled).value = 1
            return 0

        return ours


def _responder() -> Callable[..., int]:
    """pjsip_endpt_respond_stateless: endpoint, rx_data, status, its phrase, headers, body."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    respond = ctypes.CDLL(str(extension.__file__)).pjsip_endpt_respond_stateless
    respond.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 3]
    return respond


def refuse_malformed() -> bool:
    """Once, before the library runs. False where the module hides its functions: such requests are taken for what they seem to be."""
    refusals = _Refusals()
    return replace({"pjsip_parse_rdata": (_Parse, refusals.reading), "pjsip_endpt_process_rx_data": (_Process, refusals.answering)})
