"""XML of strangers is kept from pjsip: it aborts the process where a PIDF tuple has no id (pjsip-simple/pidf.c), and drops typing notices
that it can't read, compressed ones among them.

We read all of it ourselves (`telephony.bodies`), so pjsip is given one and the same harmless document in the place of each.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from telephony.pj.patches import replace

_HARMLESS: Final = (
    b'<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="sip:nobody@invalid">'
    b'<tuple id="t"><status><basic>open</basic></status></tuple></presence>'
)
_text: Final = ctypes.create_string_buffer(_HARMLESS)  # pjsip's tree points into it
_Parse: Final = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t)  # pool, text, length

# pool, text, length, and where to put: is composing, last active, content type, refresh
_ParseTyping: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_void_p] * 4)


def guard_documents() -> bool:
    """False where the module hides its functions: who is watched could end the process there."""
    return replace(
        {
            "pjpidf_parse": (_Parse, _harmless),
            "pjxpidf_parse": (_Parse, _refusing),
            "pjsip_iscomposing_parse": (_ParseTyping, _passing),
        }
    )


def _harmless(parse: Callable[[int, int, int], Any]) -> Callable[[int, int, int], Any]:
    def ours(pool: int, _theirs: int, _length: int) -> Any:
        return parse(pool, ctypes.addressof(_text), len(_HARMLESS))

    return ours


def _refusing(_parse: Callable[[int, int, int], Any]) -> Callable[[int, int, int], Any]:
    """PIDF's predecessor, which we don't ask for."""

    def ours(_pool: int, _theirs: int, _length: int) -> Any:
        return None

    return ours


def _passing(_parse: Callable[..., int]) -> Callable[..., int]:
    """Every typing notice goes on to us as a message."""

    def ours(_pool: int, _text_given: int, _length: int, active: int | None, *_others: int | None) -> int:
        if active:
            ctypes.c_int.from_address(active).value = 0
        return 0

    return ours
