"""Sound before all else: the scheduler is asked to run a thread when it wants to, however busy the machine is (Linux).

Directly where the user may (root, CAP_SYS_NICE, RLIMIT_RTPRIO or RLIMIT_NICE), else by RealtimeKit, as PulseAudio and PipeWire do. Where
neither helps, and on other systems, nothing changes.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from typing import Final

log = logging.getLogger(__name__)

_REALTIME: Final = 5  # SCHED_RR, 1 to 99: above everything ordinary, and no higher than sound servers are
_NICE: Final = -11
_RTTIME: Final = 15  # RLIMIT_RTTIME (bits/resource.h): the resource module does not name it everywhere
_MOST_RTTIME_US: Final = 200_000  # RealtimeKit wants a bound on what a real-time thread computes without a pause
_KIT: Final = "org.freedesktop.RealtimeKit1"
_PATH: Final = "/org/freedesktop/RealtimeKit1"
_TIMEOUT_S: Final = 0.5


def hurry_sound() -> None:
    """Make the calling thread, which waits nearly all of its time, a real-time one."""
    if sys.platform != "linux":
        return
    try:
        # What it starts is ordinary again.
        os.sched_setscheduler(0, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(_REALTIME))
    except OSError:
        _ask_in_the_background("MakeThreadRealtime", "tu", _REALTIME)


def hurry_signalling() -> None:
    """Give the calling thread, which may compute for long, a better place among the ordinary ones. Cheap when repeated."""
    if sys.platform != "linux":
        return
    thread = threading.get_native_id()
    if os.getpriority(os.PRIO_PROCESS, thread) <= _NICE:
        return
    try:
        os.setpriority(os.PRIO_PROCESS, thread, _NICE)
    except OSError:
        _ask_in_the_background("MakeThreadHighPriority", "ti", _NICE)


def _ask_in_the_background(method: str, signature: str, value: int) -> None:
    """D-Bus may be slow or dead; nobody waits for it."""
    arguments = (method, signature, threading.get_native_id(), value)
    threading.Thread(target=ask_kit, args=arguments, name="priority", daemon=True).start()


def ask_kit(method: str, signature: str, thread: int, value: int) -> bool:
    """Ask RealtimeKit over the system's D-Bus; what went wrong is logged."""
    try:
        # Here, because few need it.
        from jeepney import DBusAddress, MessageType, new_method_call
        from jeepney.io.blocking import open_dbus_connection
    except ImportError as error:
        log.info("no real-time priority: %s", error)
        return False
    call = new_method_call(DBusAddress(_PATH, _KIT, _KIT), method, signature, (thread, value))
    try:
        with open_dbus_connection(bus="SYSTEM", auth_timeout=_TIMEOUT_S) as connection:
            _bound_realtime()
            reply = connection.send_and_get_reply(call, timeout=_TIMEOUT_S)
    except (OSError, ValueError, KeyError) as error:
        log.info("no real-time priority: %s", error)
        return False
    granted = reply.header.message_type is MessageType.method_return
    log.info("RealtimeKit: %s %s", method, "granted" if granted else reply.body)
    return granted


def _bound_realtime() -> None:
    import resource

    _, most = resource.getrlimit(_RTTIME)
    bound = _MOST_RTTIME_US if most == resource.RLIM_INFINITY else min(most, _MOST_RTTIME_US)
    resource.setrlimit(_RTTIME, (bound, bound))
