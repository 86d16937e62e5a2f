"""Recordings of calls and conferences: begun, announced, ended, and what becomes of a fault. `telephony.recordings` writes the files."""

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
from telephony.engine.conferences import Conferences
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
    """`call_ids`: whose sides are in it now."""

    path: str
    thread: RecordingThread
    call_ids: tuple[str, ...]
    by_machine: bool
    beep: Timer | None = None


class Recorder:
    """SIP thread only. A recording has the name of its call, or of its conference.

    That of a conference has everybody who is in it, who comes later too, and goes on with the one who is left: until the last hangs up.
    """

    def __init__(self, desk: Desk, stack: RecorderStack, playing: Playing, conferences: Conferences) -> None:
        self._desk = desk
        self._stack = stack
        self._playing = playing
        self._conferences = conferences
        conferences.regrouped = self._regrouped
        self._running: dict[str, _Running] = {}
        self._ending: list[RecordingThread] = []

    @property
    def recorded(self) -> dict[str, tuple[str, ...]]:
        """Whose sides each recording has, by its name."""
        return {name: running.call_ids for name, running in self._running.items()}

    def start(self, command: StartRecording) -> None:
        """Both sides, in two channels."""
        name = command.call_id
        call_ids = self._conferences.with_us(name)
        if not call_ids and self._desk.calls.find(name).state is CallState.ESTABLISHED:
            call_ids = (name,)
        if not call_ids or name in self._running:
            raise Refused(ReasonCode.WRONG_STATE, name)
        check_path(command.path)
        running = self._begin(name, call_ids, command.path, command.form, by_machine=False)
        if command.announced:
            self._beep(running)

    def record_caller(self, call_id: str, path: str) -> None:
        """The far side alone, for the answering machine."""
        self._begin(call_id, (call_id,), path, RecordingForm.WAV, by_machine=True)

    def stop(self, name: str) -> None:
        """What was heard until now will be in the file; `RecordingState` says when. Raises `Refused` where nothing is recorded."""
        running = self._running.pop(name, None)
        if running is None:
            raise Refused(ReasonCode.WRONG_STATE, name)
        if running.beep is not None:
            running.beep.cancel()
        self._ending.append(running.thread)
        running.thread.stop()
        self._desk.connect()
        for ear in (left_of(name), right_of(name)):
            self._stack.drop(ear)
            self._desk.gone(ear)

    def over(self, call: Call) -> None:
        """Nothing of the call is recorded any more."""
        for name, running in list(self._running.items()):
            self._keep(name, tuple(call_id for call_id in running.call_ids if call_id != call.call_id))

    def end_all(self) -> None:
        for name in list(self._running):
            self.stop(name)

    def close(self) -> None:
        """Wait for what is being finished."""
        for thread in self._ending:
            thread.join(_WAIT_S)

    def _begin(self, name: str, call_ids: tuple[str, ...], path: str, form: RecordingForm, by_machine: bool) -> _Running:
        channels = 1 if by_machine else 2
        opening = partial(open_writer, Path(path), RATE, channels, form)
        thread = RecordingThread(opening, channels == 2, lambda fault: self._desk.post(lambda: self._finished(name, running, fault)))
        running = self._running[name] = _Running(path, thread, call_ids, by_machine)
        left = self._stack.add_tap(left_of(name))
        if not by_machine:
            left.listen(thread.left)
        self._stack.add_tap(right_of(name)).listen(thread.right)
        self._desk.connect()
        self._tell(name, running, on=True)
        return running

    def _regrouped(self, group_id: str, call_ids: tuple[str, ...]) -> None:
        if group_id in self._running:
            self._keep(group_id, call_ids)

    def _keep(self, name: str, call_ids: tuple[str, ...]) -> None:
        """Who is in it now; of nobody there is nothing to record. The bridge's connections follow with what has changed there."""
        running = self._running[name]
        if call_ids == running.call_ids:
            return
        running.call_ids = call_ids
        if call_ids:
            self._tell(name, running, on=True)
        else:
            self.stop(name)

    def _finished(self, name: str, running: _Running, fault: Exception | None) -> None:
        """The file is complete, or as complete as it gets."""
        if self._running.get(name) is running:
            self.stop(name)
        self._ending.remove(running.thread)
        reason = reason_of_fault(fault, running.path) if fault is not None else None
        self._tell(name, running, on=False, reason=reason)

    def _tell(self, name: str, running: _Running, *, on: bool, reason: Reason | None = None) -> None:
        self._desk.emit(RecordingState(name, running.path, on, running.by_machine, reason, running.call_ids))

    def _beep(self, running: _Running) -> None:
        self._playing.tones(_BEEP, (*running.call_ids, DESK))
        running.beep = self._desk.schedule.after(_BEEP_S, lambda: self._beep(running))


def check_path(path: str) -> None:
    """Raises `Refused` where no new file can be made there."""
    if not Path(path).is_absolute() or Path(path).exists() or not Path(path).parent.is_dir():
        raise Refused(ReasonCode.BAD_VALUE, path)


def reason_of_fault(error: Exception, path: str) -> Reason:
    """In our codes; `value` is the file."""
    full = isinstance(error, OSError) and error.errno in _FULL
    return Reason(ReasonCode.DISK_FULL if full else ReasonCode.NOT_WRITABLE, phrase=str(error), value=path)
