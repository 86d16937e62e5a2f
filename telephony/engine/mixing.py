"""Keeps the bridge's connections as `telephony.engine.wiring` says."""

from __future__ import annotations

import logging
from typing import Final, Protocol

from telephony.engine.wiring import Wire
from telephony.pj.guard import SipError

log = logging.getLogger(__name__)


class AudioJoints(Protocol):
    """What of the bridge this room needs."""

    def connect(self, source: str, sink: str, level: float) -> None: ...
    def disconnect(self, source: str, sink: str) -> None: ...


class Mixer:
    """SIP thread only."""

    def __init__(self, joints: AudioJoints) -> None:
        self._joints: Final = joints
        self._made: dict[tuple[str, str], float] = {}

    def update(self, wanted: frozenset[Wire], anew: str = "") -> None:
        """Connect and disconnect until it is so. What touches `anew` is connected again: a media update takes connections along."""
        levels = {(wire.source, wire.sink): wire.level for wire in wanted}
        for ends, level in list(self._made.items()):
            if levels.get(ends) != level:
                self._disconnect(ends)
        for ends, level in levels.items():
            if ends not in self._made or anew in ends:
                self._connect(ends, level)

    def forget(self, name: str) -> None:
        """It is gone, and its connections with it."""
        self._made = {ends: level for ends, level in self._made.items() if name not in ends}

    def _connect(self, ends: tuple[str, str], level: float) -> None:
        try:
            self._joints.connect(*ends, level)
            self._made[ends] = level
        except (SipError, KeyError) as error:
            log.info("%s to %s: %s", *ends, error)

    def _disconnect(self, ends: tuple[str, str]) -> None:
        del self._made[ends]
        try:
            self._joints.disconnect(*ends)
        except (SipError, KeyError) as error:
            log.info("%s to %s: %s", *ends, error)
