"""How long nobody has touched keyboard and mouse, whatever program they were touched for: as the system tells it.

Windows, macOS, and X11. A Wayland desktop tells no such thing to everybody.
"""

from __future__ import annotations

import ctypes
import logging
import os
import sys
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

_ANY_EVENT: Final = 0xFFFFFFFF  # kCGAnyInputEventType


class _LastInput(ctypes.Structure):
    """LASTINPUTINFO of Windows' user32: its own size, and the moment in GetTickCount's milliseconds."""

    _fields_ = (("size", ctypes.c_uint32), ("at_ms", ctypes.c_uint32))


class _Value(ctypes.Structure):
    """XSyncValue."""

    _fields_ = (("high", ctypes.c_int), ("low", ctypes.c_uint))


class _Counter(ctypes.Structure):
    """XSyncSystemCounter: one of those that the server itself keeps."""

    _fields_ = (("name", ctypes.c_char_p), ("counter", ctypes.c_ulong), ("resolution", _Value))


def idle_seconds(platform: str) -> int | None:
    """Whole seconds; None where the system does not say. `platform` is Qt's name of what the window is shown by."""
    ask = _way(platform)
    return None if ask is None else ask()


@lru_cache(maxsize=1)
def _way(platform: str) -> Callable[[], int | None] | None:
    try:
        match platform:
            case "windows" if sys.platform == "win32":
                return _windows()
            case "cocoa" if sys.platform == "darwin":
                return _macos()
            case "xcb" if not os.environ.get("WAYLAND_DISPLAY"):  # there XWayland sees only its own windows' keys
                return _x11()
            case _:
                return None
    except (OSError, AttributeError) as error:  # no such library, or one without what is asked for
        log.info("the system does not say how long nobody was there: %s", error)
        return None


def _windows() -> Callable[[], int | None]:
    user32, kernel32 = ctypes.CDLL("user32"), ctypes.CDLL("kernel32")
    kernel32.GetTickCount.restype = ctypes.c_uint32
    last = _LastInput(ctypes.sizeof(_LastInput))

    def ask() -> int | None:
        if not user32.GetLastInputInfo(ctypes.byref(last)):
            return None
        return ((int(kernel32.GetTickCount()) - last.at_ms) & 0xFFFFFFFF) // 1000  # both begin anew after 49.7 days

    return ask


def _macos() -> Callable[[], int | None]:
    from ctypes.util import find_library  # here: it brings subprocess and more along

    services = ctypes.CDLL(find_library("ApplicationServices") or "ApplicationServices")
    since = services.CGEventSourceSecondsSinceLastEventType
    since.restype, since.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    return lambda: int(since(0, _ANY_EVENT))  # 0: kCGEventSourceStateCombinedSessionState


def _x11() -> Callable[[], int | None] | None:
    """The server's counter IDLETIME, in milliseconds (X Synchronization Extension, section "System counters")."""
    x11, sync = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXext.so.6")
    x11.XOpenDisplay.restype, x11.XOpenDisplay.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    sync.XSyncInitialize.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
    sync.XSyncListSystemCounters.restype = ctypes.POINTER(_Counter)
    sync.XSyncListSystemCounters.argtypes = (ctypes.c_void_p, ctypes.c_void_p)
    sync.XSyncQueryCounter.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p)
    display, one, other = x11.XOpenDisplay(None), ctypes.c_int(), ctypes.c_int()
    if not display or not sync.XSyncInitialize(display, ctypes.byref(one), ctypes.byref(other)):
        return None
    counters = sync.XSyncListSystemCounters(display, ctypes.byref(one))
    found = next((counters[place].counter for place in range(one.value) if counters[place].name == b"IDLETIME"), None)
    if found is None:
        return None
    value = _Value()

    def ask() -> int | None:
        told = sync.XSyncQueryCounter(display, found, ctypes.byref(value))
        return ((value.high << 32) | value.low) // 1000 if told else None

    return ask
