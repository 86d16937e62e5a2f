"""What may be dialled: a SIP URI, checked before pjsua2 sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.engine.refusal import Refused
from telephony.engine.siptext import uri_host_port
from telephony.network.hosts import is_ipv6
from telephony.reasons import ReasonCode

_MOST: Final = 512  # characters; pjsua's own buffers end at 900
_SCHEMES: Final = ("sip:",)


def check_target(target: str, valid: Callable[[str], bool], *, ipv6: bool = False) -> str:
    """The URI to call. Raises `Refused`: bad_address, unsupported for sips:, which needs TLS, no_ipv6 for an IPv6 address.

    `ipv6`: this build goes by it. Where it does not, even a provider that relays the call could not bring its sound here.
    """
    plain = target.strip()
    if plain.lower().startswith("sips:"):
        raise Refused(ReasonCode.UNSUPPORTED, target)
    controls = any(ord(letter) < 33 or ord(letter) == 127 or letter in '<>"' for letter in plain)
    if not plain.lower().startswith(_SCHEMES) or len(plain) > _MOST or controls or not plain.isascii():
        raise Refused(ReasonCode.BAD_ADDRESS, target[:_MOST])
    host, _ = uri_host_port(plain)
    if not host or ("[" in plain and not is_ipv6(host)) or not valid(plain):
        raise Refused(ReasonCode.BAD_ADDRESS, target)
    if ":" in host and not ipv6:
        raise Refused(ReasonCode.NO_IPV6, host)
    return plain
