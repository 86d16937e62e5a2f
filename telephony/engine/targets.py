"""What may be dialled: a SIP URI, checked before pjsua2 sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.engine.refusal import Refused
from telephony.engine.siptext import uri_host_port
from telephony.reasons import ReasonCode

_MOST: Final = 512  # characters; pjsua's own buffers end at 900
_SCHEMES: Final = ("sip:",)


def check_target(target: str, valid: Callable[[str], bool]) -> str:
    """The URI to call. Raises `Refused`: bad_address, or unsupported for sips:, which needs TLS."""
    plain = target.strip()
    if plain.lower().startswith("sips:"):
        raise Refused(ReasonCode.UNSUPPORTED, target)
    controls = any(ord(letter) < 33 or ord(letter) == 127 or letter in '<>"' for letter in plain)
    if not plain.lower().startswith(_SCHEMES) or len(plain) > _MOST or controls or not plain.isascii():
        raise Refused(ReasonCode.BAD_ADDRESS, target[:_MOST])
    if not uri_host_port(plain)[0] or not valid(plain):
        raise Refused(ReasonCode.BAD_ADDRESS, target)
    return plain
