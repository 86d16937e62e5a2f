"""The two settings of pjsip that pjsua2 does not offer."""

from __future__ import annotations

import ctypes
import logging
from typing import Final

log = logging.getLogger(__name__)

# struct pjsip_cfg_t (pjsip/sip_config.h) begins with 13 switches, then tsx.max_count, t1, t2, t4, td.
_DISABLE_TCP_SWITCH: Final = 4
_TD: Final = 17
_TIMERS: Final = slice(14, 18)
_TIMER_VALUES: Final = [500, 4000, 5000, 32_000]
_LENGTH: Final = 18

TRANSACTION_MS: Final = 12_000


def tune() -> bool:
    """Call it between libCreate and libInit. False where the module hides the settings: pjsip's own stay then.

    Requests of an account that is configured for UDP stay on UDP, however long they are: RFC 3261 section 18.1.1 moves those over 1,300
    bytes to TCP, and an INVITE with credentials is as long as that, while providers that were asked to be spoken to over UDP often
    listen to nothing else.

    A transaction that nobody answers ends after 12 s (five retransmissions) instead of 32: a person has long given up by then, and each
    of them holds one of the few calls that pjsua has.
    """
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    try:
        settings = (ctypes.c_int * _LENGTH).in_dll(ctypes.CDLL(str(extension.__file__)), "pjsip_sip_cfg_var")
    except ValueError:
        return False
    if settings[_TIMERS] != _TIMER_VALUES or settings[_DISABLE_TCP_SWITCH] != 0:
        log.warning("pjsip's settings are laid out in another way than 2.15's: they stay as they are")
        return False
    settings[_DISABLE_TCP_SWITCH] = 1
    settings[_TD] = TRANSACTION_MS
    return True
