"""What plays into calls and to the desk beside the calls themselves: beeps, greetings, ring tones from files."""

from __future__ import annotations

import itertools
import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, Protocol

from telephony.engine.desk import Desk
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.wiring import Wire
from telephony.pj.guard import SipError
from telephony.reasons import ReasonCode
from telephony.recordings.wav import mono_seconds, write_mono

log = logging.getLogger(__name__)

Tones = tuple[tuple[int, int, int], ...]  # frequency in Hz, milliseconds on, milliseconds off
_TAIL_S: Final = 0.1  # a frame or two are still on their way


class PlayStack(Protocol):
    """What of the bridge this room needs."""

    def add_tone(self, name: str, tones: Tones, quiet: bool = False) -> None: ...
    def add_file(self, name: str, path: str, loop: bool = False) -> None: ...
    def drop(self, name: str) -> None: ...


class Playing:
    """SIP thread only."""

    def __init__(self, desk: Desk, stack: PlayStack) -> None:
        self._stack = stack
        self._schedule = desk.schedule
        self._connect = desk.connect
        self._gone = desk.gone
        self._playing: dict[str, tuple[Wire, ...]] = {}
        self._timers: dict[str, Timer] = {}
        self._numbers = itertools.count(1)
        self._copies: list[Path] = []

    @property
    def wires(self) -> list[Wire]:
        return [wire for wires in self._playing.values() for wire in wires]

    def tones(self, tones: Tones, sinks: Iterable[str], then: Callable[[], None] = lambda: None, *, quiet: bool = False) -> str:
        """Once; its name, for `stop`. `quiet`: beside a conversation."""
        name = f"play:{next(self._numbers)}"
        self._stack.add_tone(name, tones, quiet)
        self._begin(name, sinks, sum(on_ms + off_ms for _, on_ms, off_ms in tones) / 1000, then)
        return name

    def file(self, path: str, sinks: Iterable[str], then: Callable[[], None] = lambda: None, *, loop: bool = False) -> str:
        """A WAV of 16 bits, once or until `stop`. Raises `Refused` where it can't be played."""
        name = f"play:{next(self._numbers)}"
        try:
            playable, seconds = self._playable(path)
            self._stack.add_file(name, str(playable), loop)
        except SipError as error:
            raise Refused(ReasonCode.BAD_VALUE, path) from error
        finally:
            self._delete_copies()
        self._begin(name, sinks, None if loop else seconds, then)
        return name

    def stop(self, name: str) -> None:
        """Before its end, or after: harmless."""
        timer = self._timers.pop(name, None)
        if timer is not None:
            timer.cancel()
        if self._playing.pop(name, None) is not None:
            self._connect()
            self._stack.drop(name)
            self._gone(name)

    def close(self) -> None:
        """All of it, before the bridge goes."""
        for name in list(self._playing):
            self.stop(name)
        self._delete_copies()

    def check(self, path: str) -> None:
        """Raises `Refused` where that file can't be played."""
        try:
            self._playable(path)
        finally:
            self._delete_copies()

    def _begin(self, name: str, sinks: Iterable[str], seconds: float | None, then: Callable[[], None]) -> None:
        self._playing[name] = tuple(Wire(name, sink) for sink in sinks)
        self._connect()
        if seconds is not None:
            self._timers[name] = self._schedule.after(seconds + _TAIL_S, lambda: self._ended(name, then))

    def _ended(self, name: str, then: Callable[[], None]) -> None:
        self.stop(name)
        then()

    def _playable(self, path: str) -> tuple[Path, float]:
        """The bridge is mono: of a file with more channels it gets a copy of the first."""
        seconds = mono_seconds(Path(path))
        if seconds is not None:
            return Path(path), seconds
        from tempfile import mkstemp  # late: few need it

        descriptor, name = mkstemp(prefix="agent-", suffix=".wav")
        os.close(descriptor)
        copy = Path(name)
        self._copies.append(copy)
        seconds = mono_seconds(copy) if write_mono(Path(path), copy) else None
        if seconds is None:
            raise Refused(ReasonCode.BAD_VALUE, path)
        return copy, seconds

    def _delete_copies(self) -> None:
        """The bridge holds what it plays open. Where an open file can be deleted nothing is left, even of an engine that is killed."""
        self._copies = [copy for copy in self._copies if not _deleted(copy)]


def _deleted(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows, while it plays
        return False
    return True
