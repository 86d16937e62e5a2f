"""Which account a subscription goes by.

pjsua2 is given an account for a buddy, and pjsua forgets it: it takes the first account of the contact's domain, or its default one
(pjsua-lib/pjsua_pres.c, `subscribe_buddy`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Final

from telephony.pj.patches import replace


class _Text(ctypes.Structure):
    """pj_str_t."""

    _fields_ = (("ptr", ctypes.c_void_p), ("length", ctypes.c_ssize_t))


_Find: Final = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Text))
_MOST_URI: Final = 1024


class Choice:
    """The native account of each address that is watched: the one that asked last where two watch the same."""

    def __init__(self) -> None:
        self._accounts: dict[bytes, int] = {}

    def install(self) -> bool:
        """False where the module hides its functions: pjsua chooses there."""
        return replace({"pjsua_acc_find_for_outgoing": (_Find, self._finding)})

    def choose(self, uri: str, native_id: int) -> None:
        self._accounts[uri.encode()] = native_id

    def forget(self, native_id: int) -> None:
        """The account goes; its number may be another's next."""
        self._accounts = {uri: number for uri, number in self._accounts.items() if number != native_id}

    def _finding(self, find: Callable[[Any], int]) -> Callable[..., int]:
        def ours(uri: Any) -> int:
            text = ctypes.string_at(uri.contents.ptr, min(uri.contents.length, _MOST_URI))
            chosen = self._accounts.get(text)
            return find(uri) if chosen is None else chosen

        return ours
