"""The one setting of pjsip that pjsua2 does not offer."""

from __future__ import annotations

import ctypes
import logging
from typing import Final

log = logging.getLogger(__name__)

# struct pjsip_cfg_t (pjsip/sip_config.h) begins with 13 switches, then tsx.max_count, t1, t2, t4, td.
_DISABLE_TCP_SWITCH: Final = 4
_TIMERS: Final = slice(14, 18)
_TIMER_VALUES: Final = [500, 4000, 5000, 32_000]
_LENGTH: Final = 18


def keep_udp() -> bool:
    """Requests of an account that is configured for UDP stay on UDP, however long they are. Call it after libCreate.

    RFC 3261 section 18.1.1 moves requests over 1,300 bytes to TCP, and an INVITE with credentials is as long as that; providers that
    were asked to be spoken to over UDP often listen to nothing else. False where the module hides the setting: the switch stays on then.
    """
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    try:
        settings = (ctypes.c_int * _LENGTH).in_dll(ctypes.CDLL(str(extension.__file__)), "pjsip_sip_cfg_var")
    except ValueError:
        return False
    if settings[_TIMERS] != _TIMER_VALUES or settings[_DISABLE_TCP_SWITCH] != 0:
        log.warning("pjsip's settings are laid out in another way than 2.15's; long requests may go by TCP")
        return False
    settings[_DISABLE_TCP_SWITCH] = 1
    return True
