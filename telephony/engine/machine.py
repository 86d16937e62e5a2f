"""The answering machine, and calls that are answered by themselves: a tone first, then one talks."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from telephony.calling import AnswerByMachine
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.playing import Playing, Tones
from telephony.engine.recorder import Recorder, check_path
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.wiring import DESK
from telephony.reasons import ReasonCode

BEEP: Final[Tones] = ((1000, 400, 0),)
ANNOUNCEMENT: Final[Tones] = ((880, 150, 100), (880, 150, 100))
_MOST_S: Final = 3600


@dataclass(slots=True)
class _Message:
    """One caller with the machine. `playing` is what he hears now."""

    command: AnswerByMachine
    begun: bool = False
    playing: str = ""
    end: Timer | None = None


class AnsweringMachine:
    """SIP thread only."""

    def __init__(self, desk: Desk, playing: Playing, recorder: Recorder) -> None:
        self._calls = desk.calls
        self._playing = playing
        self._recorder = recorder
        self._schedule = desk.schedule
        self._connect = desk.connect
        self._messages: dict[str, _Message] = {}
        self._announced: set[str] = set()

    def answer(self, command: AnswerByMachine) -> None:
        """Take the call; the greeting begins once it stands. Refused before anything is answered where a file does not do."""
        call = self._calls.find(command.call_id)
        if call.state is not CallState.INCOMING or call.answering:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        if not 0 < command.most_s <= _MOST_S:
            raise Refused(ReasonCode.BAD_VALUE, str(command.most_s))
        check_path(command.path)
        if command.greeting:
            self._playing.check(command.greeting)
        call.aside = True
        self._messages[command.call_id] = _Message(command)
        self._calls.answer(command.call_id)

    def announce(self, call_id: str) -> None:
        """Answer it by itself: both sides hear a tone before they hear each other."""
        self._calls.answer(call_id)
        self._calls.find(call_id).aside = True
        self._announced.add(call_id)

    def take_over(self, call_id: str) -> None:
        """We talk now."""
        call = self._calls.find(call_id)
        if call_id not in self._messages:
            raise Refused(ReasonCode.WRONG_STATE, call_id)
        self._drop(call)
        self._bring(call)

    def changed(self, call: Call) -> None:
        """It stands now, or is over."""
        if call.state in (CallState.ENDING, CallState.ENDED):
            self._announced.discard(call.call_id)
            self._drop(call)
        elif call.state is CallState.ESTABLISHED and call.media is not None:
            self._begin(call)

    def _begin(self, call: Call) -> None:
        message = self._messages.get(call.call_id)
        if message is not None and not message.begun:
            message.begun = True
            self._greet(call, message)
        if call.call_id in self._announced:
            self._announced.discard(call.call_id)
            self._playing.tones(ANNOUNCEMENT, (call.call_id, DESK), lambda: self._bring(call))

    def _greet(self, call: Call, message: _Message) -> None:
        def beep() -> None:
            message.playing = self._playing.tones(BEEP, (call.call_id,), record)

        def record() -> None:
            message.playing = ""
            self._recorder.record_caller(call.call_id, message.command.path)
            message.end = self._schedule.after(message.command.most_s, lambda: self._calls.hang_up(call.call_id))

        if message.command.greeting:
            message.playing = self._playing.file(message.command.greeting, (call.call_id,), beep)
        else:
            beep()

    def _bring(self, call: Call) -> None:
        if call.state is CallState.ESTABLISHED:
            call.aside = False
            call.focused_at = time.monotonic()
            self._connect()

    def _drop(self, call: Call) -> None:
        message = self._messages.pop(call.call_id, None)
        if message is None:
            return
        if message.playing:
            self._playing.stop(message.playing)
        if message.end is not None:
            message.end.cancel()
        self._recorder.over(call)
