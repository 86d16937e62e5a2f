"""Recordings of calls: begun, announced, ended, and what becomes of a fault. The file is written by `telephony.recordings`."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from telephony.calling import RecordingForm, RecordingState, StartRecording
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.playing import Playing, Tones
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.wiring import DESK, left_of, right_of
from telephony.reasons import Reason, ReasonCode
from telephony.recordings.thread import RecordingThread, open_writer

log = logging.getLogger(__name__)

RATE: Final = 16_000  # Hz: the bridge's
_BEEP: Final[Tones] = ((1400, 200, 0),)  # the usual notice of a recorded line: 1,400 Hz, each 15 s
_BEEP_S: Final = 15.0
_WAIT_S: Final = 1.0
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class Ear(Protocol):
    """A sink on the bridge that gives away what it hears."""

    def listen(self, take: Callable[[bytes], None]) -> None: ...


class RecorderStack(Protocol):
    """What of the bridge this room needs."""

    def add_tap(self, name: str) -> Ear: ...
    def drop(self, name: str) -> None: ...


@dataclass(slots=True)
class _Running:
    path: str
    thread: RecordingThread
    by_machine: bool
    beep: Timer | None = None


class Recorder:
    """SIP thread only."""

    def __init__(self, desk: Desk, stack: RecorderStack, playing: Playing) -> None:
        self._desk = desk
        self._stack = stack
        self._playing = playing
        self._running: dict[str, _Running] = {}
        self._ending: list[RecordingThread] = []

    @property
    def recorded(self) -> list[str]:
        return list(self._running)

    def start(self, command: StartRecording) -> None:
        """Both sides, in two channels."""
        call = self._desk.calls.find(command.call_id)
        if call.state is not CallState.ESTABLISHED or command.call_id in self._running:
            raise Refused(ReasonCode.WRONG_STATE, command.call_id)
        check_path(command.path)
        running = self._begin(command.call_id, command.path, command.form, by_machine=False)
        if command.announced:
            self._beep(command.call_id, running)

    def record_caller(self, call_id: str, path: str) -> None:
        """The far side alone, for the answering machine."""
        self._begin(call_id, path, RecordingForm.WAV, by_machine=True)

    def stop(self, call_id: str) -> None:
        """What was heard until now will be in the file; `RecordingState` says when. Raises `Refused` where nothing is recorded."""
        running = self._running.pop(call_id, None)
        if running is None:
            raise Refused(ReasonCode.WRONG_STATE, call_id)
        if running.beep is not None:
            running.beep.cancel()
        self._ending.append(running.thread)
        running.thread.stop()
        self._desk.connect()
        for name in (left_of(call_id), right_of(call_id)):
            self._stack.drop(name)
            self._desk.gone(name)

    def over(self, call: Call) -> None:
        if call.call_id in self._running:
            self.stop(call.call_id)

    def end_all(self) -> None:
        for call_id in list(self._running):
            self.stop(call_id)

    def close(self) -> None:
        """Wait for what is being finished."""
        for thread in self._ending:
            thread.join(_WAIT_S)

    def _begin(self, call_id: str, path: str, form: RecordingForm, by_machine: bool) -> _Running:
        channels = 1 if by_machine else 2
        opening = partial(open_writer, Path(path), RATE, channels, form)
        thread = RecordingThread(opening, channels == 2, lambda fault: self._desk.post(lambda: self._finished(call_id, running, fault)))
        running = self._running[call_id] = _Running(path, thread, by_machine)
        left = self._stack.add_tap(left_of(call_id))
        if not by_machine:
            left.listen(thread.left)
        self._stack.add_tap(right_of(call_id)).listen(thread.right)
        self._desk.connect()
        self._desk.emit(RecordingState(call_id, path, running=True, by_machine=by_machine))
        return running

    def _finished(self, call_id: str, running: _Running, fault: Exception | None) -> None:
        """The file is complete, or as complete as it gets."""
        if self._running.get(call_id) is running:
            self.stop(call_id)
        self._ending.remove(running.thread)
        reason = reason_of_fault(fault, running.path) if fault is not None else None
        self._desk.emit(RecordingState(call_id, running.path, running=False, by_machine=running.by_machine, reason=reason))

    def _beep(self, call_id: str, running: _Running) -> None:
        self._playing.tones(_BEEP, (call_id, DESK))
        running.beep = self._desk.schedule.after(_BEEP_S, lambda: self._beep(call_id, running))


def check_path(path: str) -> None:
    """Raises `Refused` where no new file can be made there."""
    if not Path(path).is_absolute() or Path(path).exists() or not Path(path).parent.is_dir():
        raise Refused(ReasonCode.BAD_VALUE, path)


def reason_of_fault(error: Exception, path: str) -> Reason:
    """In our codes; `value` is the file."""
    full = isinstance(error, OSError) and error.errno in _FULL
    return Reason(ReasonCode.DISK_FULL if full else ReasonCode.NOT_WRITABLE, phrase=str(error), value=path)
