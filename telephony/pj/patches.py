"""Functions of pjsip's that are replaced where the module calls them (Linux): for what has neither a setting nor another way around it."""

from __future__ import annotations

import ctypes
import logging
from collections.abc import Callable, Mapping
from typing import Any

from telephony.pj.elf import jump_slots

log = logging.getLogger(__name__)

_kept: list[Any] = []  # what the library calls must outlive it


def replace(functions: Mapping[str, tuple[Any, Callable[[Any], Callable[..., Any]]]]) -> bool:
    """`functions` gives, by C name, its ctypes prototype and what makes our function of the original; all are replaced, or none.

    False where the module hides them. Once a process, before the library runs.
    """
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    library = ctypes.CDLL(str(extension.__file__))
    if not all(hasattr(library, name) for name in functions):
        return False
    addresses = {name: ctypes.cast(library[name], ctypes.c_void_p).value or 0 for name in functions}
    slots = jump_slots(next(iter(addresses.values())), tuple(functions))
    if slots.keys() != functions.keys():
        log.warning("can't be reached in the SIP library: %s", ", ".join(functions))
        return False
    for name, (prototype, make) in functions.items():
        ours = prototype(make(prototype(addresses[name])))
        _kept.append(ours)
        ctypes.c_void_p.from_address(slots[name]).value = ctypes.cast(ours, ctypes.c_void_p).value
    return True
