"""A REFER that comes in is taken, and dials nothing.

pjsua dials the moment its callback accepts a REFER (pjsua-lib/pjsua_call.c, `on_call_transferred`), and knows no "perhaps". So the callback
refuses with a status of our own, and the response that pjsip is about to send becomes a 202 (RFC 3515 section 2.4.2): what comes of it is
told by our own NOTIFYs. Where the module hides its functions (Windows), REFER is refused.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from telephony.pj.patches import replace

_ACCEPTED: Final = 202
_ASKED: Final = 689  # nobody's status: only our callback gives it
_DECLINED: Final = 603
_Respond: Final = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


class Referring:
    """`status` is what the callback answers a REFER with."""

    def __init__(self) -> None:
        self.status = _DECLINED

    @property
    def asks(self) -> bool:
        """Whether a REFER may be taken."""
        return self.status == _ASKED

    def install(self) -> None:
        """Before the library runs."""
        if replace({"pjsip_dlg_respond": (_Respond, _responding)}):
            self.status = _ASKED


def _responding(respond: Callable[..., int]) -> Callable[..., int]:
    def ours(dialog: Any, request: Any, status: int, *rest: Any) -> int:
        return respond(dialog, request, _ACCEPTED if status == _ASKED else status, *rest)

    return ours
