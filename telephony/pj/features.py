"""What the installed pjsua2 was built with: found out by asking it, so that a richer build is used where there is one."""

from __future__ import annotations

import contextlib
import ctypes
from collections.abc import Callable, Sized
from typing import Final

import pjsua2 as pj

_KEYING_DTLS: Final = 1  # PJMEDIA_SRTP_KEYING_DTLS_SRTP
_MOST_KEYINGS: Final = 4
_DEFAULT_CALLS: Final = 4  # PJSUA_MAX_CALLS
_UNSPECIFIED: Final = 0  # AF_UNSPEC
_SOCKADDR_BYTES: Final = 128  # pj_sockaddr has 28
_LITERAL: Final = b"[::1]:5060"


def build_features(endpoint: pj.Endpoint) -> tuple[str, ...]:
    """Of tls, srtp, dtls-srtp, ice, ipv6, opus and video what there is."""
    has = {
        "tls": _some(endpoint.utilSslGetAvailableCiphers),
        "srtp": _some(endpoint.srtpCryptoEnum),
        "dtls-srtp": _KEYING_DTLS in _keyings(),
        "ice": True,  # a part of every pjnath
        "ipv6": has_ipv6(),
        "opus": any(codec.codecId.casefold().startswith("opus/") for codec in endpoint.codecEnum2()),
        "video": _some(endpoint.videoCodecEnum2),
    }
    return tuple(name for name, there in has.items() if there)


class _Text(ctypes.Structure):
    """pj_str_t."""

    _fields_ = (("ptr", ctypes.c_char_p), ("slen", ctypes.c_ssize_t))


def has_ipv6() -> bool:
    """PJ_HAS_IPV6, by the one function that says so instead of asserting: it reads an address. False where the module hides it."""
    parse = library_function("pj_sockaddr_parse")
    if parse is None:
        return False
    address = ctypes.create_string_buffer(_SOCKADDR_BYTES)
    return parse(_UNSPECIFIED, 0, ctypes.byref(_Text(_LITERAL, len(_LITERAL))), address) == 0


def most_calls() -> int:
    """How many calls at once. Whatever is asked for, the library has as many places as it was built with."""
    count = library_function("pjsua_call_get_max_count")
    return int(count()) if count else _DEFAULT_CALLS


def _some(ask: Callable[[], Sized]) -> bool:
    with contextlib.suppress(pj.Error):
        return len(ask()) > 0
    return False


def _keyings() -> list[int]:
    ask = library_function("pjmedia_srtp_enum_keying")
    if ask is None:
        return []
    count, found = ctypes.c_uint(_MOST_KEYINGS), (ctypes.c_int * _MOST_KEYINGS)()
    ask(ctypes.byref(count), found)
    return list(found)[: count.value]


def library_function(name: str) -> Callable[..., int] | None:
    """One of the library's own, where the module shows them (Linux, macOS)."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    return getattr(ctypes.CDLL(str(extension.__file__)), name, None)
