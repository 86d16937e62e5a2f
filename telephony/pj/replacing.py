"""An INVITE that is to take the place of a dialog that this pjsip does not know is a call like any, and not refused at once.

pjsua answers it with 481 by itself (RFC 3891 section 3); the dialog may be that of another process of ours, which the engine knows. Where
the module hides its functions (Windows), it stays so.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from telephony.pj.patches import replace

_UNKNOWN: Final = 170_481  # PJSIP_ERRNO_FROM_SIP_STATUS(481)
# request, where the dialog goes, whether it is to be locked, where the response goes
_Verify: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def pass_replaces() -> None:
    """Before the library runs."""
    replace({"pjsip_replaces_verify_request": (_Verify, _verifying)})


def _verifying(verify: Callable[..., int]) -> Callable[..., int]:
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    let_go = ctypes.CDLL(str(extension.__file__)).pjsip_tx_data_dec_ref
    let_go.argtypes = [ctypes.c_void_p]

    def ours(request: Any, dialog: Any, lock: int, response: int) -> int:
        status = verify(request, dialog, lock, response)
        if status != _UNKNOWN:
            return status
        refusal = ctypes.c_void_p.from_address(response)
        if refusal.value:
            let_go(refusal.value)
            refusal.value = None
        return 0

    return ours
