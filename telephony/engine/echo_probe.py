"""Into a call that is there to be checked: tones of ours, and whether they come back."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import Final

from telephony.calling import EchoHeard, ProbeEcho
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.playing import Playing
from telephony.engine.recorder import RecorderStack
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.wiring import Wire
from telephony.netcheck.echo import EchoEar, Pattern, draw_pattern, played
from telephony.reasons import ReasonCode

_AT_ONCE: Final = 5  # rounds of a pattern: a tone generator takes 32 tones
_LOOK_S: Final = 0.2


@dataclass(slots=True)
class _Probe:
    """One call's. `frames` come on the thread of the bridge's clock."""

    pattern: Pattern
    ear: EchoEar
    frames: deque[bytes] = field(default_factory=deque[bytes])
    playing: str = ""
    look: Timer | None = None


class EchoProbes:
    """SIP thread only. A call that is probed is not at the desk: the microphone must not sound among the tones."""

    def __init__(self, desk: Desk, stack: RecorderStack, playing: Playing) -> None:
        self._desk = desk
        self._stack = stack
        self._playing = playing
        self._probes: dict[str, _Probe] = {}

    @property
    def wires(self) -> list[Wire]:
        return [Wire(call_id, _ear_of(call_id)) for call_id in self._probes]

    def start(self, command: ProbeEcho) -> None:
        """Until the pattern has come back, or the call is over. Raises `Refused` where it does not stand, or is probed already."""
        call = self._desk.calls.find(command.call_id)
        if call.state is not CallState.ESTABLISHED or call.call_id in self._probes:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        call.aside = True
        pattern = draw_pattern()
        probe = self._probes[call.call_id] = _Probe(pattern, EchoEar(pattern))
        self._stack.add_tap(_ear_of(call.call_id)).listen(probe.frames.append)
        self._play(call.call_id, probe)
        self._look(call.call_id, probe)

    def over(self, call: Call) -> None:
        """May be told of one call twice."""
        self._stop(call.call_id)

    def _play(self, call_id: str, probe: _Probe) -> None:
        probe.playing = self._playing.tones(played(probe.pattern, _AT_ONCE), (call_id,), lambda: self._play(call_id, probe))

    def _look(self, call_id: str, probe: _Probe) -> None:
        for _ in range(len(probe.frames)):
            probe.ear.feed(probe.frames.popleft())
        if probe.ear.knows:
            self._stop(call_id)
            self._desk.emit(EchoHeard(call_id))
        else:
            probe.look = self._desk.schedule.after(_LOOK_S, lambda: self._look(call_id, probe))

    def _stop(self, call_id: str) -> None:
        probe = self._probes.pop(call_id, None)
        if probe is None:
            return
        if probe.look is not None:
            probe.look.cancel()
        self._playing.stop(probe.playing)
        self._desk.connect()
        self._stack.drop(_ear_of(call_id))
        self._desk.gone(_ear_of(call_id))


def _ear_of(call_id: str) -> str:
    return f"echo:{call_id}"
