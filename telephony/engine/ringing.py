"""Tones follow the calls: ringing (each call in its own way), ring-back, busy, the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from telephony.calling import Ring
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.playing import Playing, Tones
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.engine.tones import tone_after, tone_for
from telephony.engine.wiring import DESK
from telephony.messages import CallTone
from telephony.reasons import ReasonCode

_AFTER_TONE_S: Final = 2.5
_TELL_S: Final = 0.1  # the program says how a call rings within this time, or it rings as usual
_OPENING_S: Final = 0.3  # until a sound card that was closed is heard


class TonePlayer(Protocol):
    """What plays a tone until told otherwise."""

    def play(self, tone: CallTone | None) -> None: ...


class Ringing:
    """SIP thread only. `need` says whether the sound card is wanted, `ring` whether it is for nothing but a ringing."""

    def __init__(self, desk: Desk, tones: TonePlayer, playing: Playing, need: Callable[[bool], None], ring: Callable[[bool], None]) -> None:
        self._calls = desk.calls
        self._schedule = desk.schedule
        self._tones = tones
        self._playing = playing
        self._need = need
        self._ring = ring
        self._ways: dict[str, Ring] = {}
        self._after: CallTone | None = None
        self._after_timer: Timer | None = None
        self._file = ("", "")  # what rings now: path, and its name in `playing`
        self._notices = 0  # that are heard now
        self.ended = False  # the engine leaves: no tone for the calls that end now

    def ring(self, command: Ring, call: Call) -> None:
        """How this call rings; raises `Refused` where its file can't be played, and it rings as usual."""
        if call.state is not CallState.INCOMING:
            raise Refused(ReasonCode.WRONG_STATE, call.state)
        if command.path and not command.silent:
            self._playing.check(command.path)
        self._ways[call.call_id] = command

    def notice(self, tones: Tones, *, quiet: bool = False) -> None:
        """Heard once, at the desk: the sound card is open for it. `quiet`: beside a conversation."""
        self._notices += 1
        is_open = bool(self._calls.live)
        self.update()

        def play() -> None:
            self._playing.tones(tones, (DESK,), self._noticed, quiet=quiet)

        self._schedule.after(0.0 if is_open else _OPENING_S, play)

    def changed(self, call: Call) -> None:
        """A call changed."""
        if call.state is not CallState.INCOMING:
            self._ways.pop(call.call_id, None)
        elif call.call_id not in self._ways:
            self._wait_for_way(call.call_id)
        if call.state is CallState.ENDED and call.reason is not None and not self.ended:
            self._play_after(tone_after(call.reason.code))
        self.update()

    def update(self) -> None:
        live = self._calls.live
        answering = any(call.answering and call.state is CallState.INCOMING for call in live)
        audible = [call for call in live if not (call.state is CallState.INCOMING and self._way(call).silent)]
        tone = None if answering else tone_for(call.state for call in audible)
        if tone is None and not live:
            tone = self._after
        self._need(bool(live) or tone is not None or self._notices > 0)
        self._ring(tone is CallTone.RING)
        path = next((self._way(call).path for call in audible if call.state is CallState.INCOMING), "") if tone is CallTone.RING else ""
        self._play_file(path)
        self._tones.play(None if path else tone)

    def close(self) -> None:
        self.ended = True
        self._play_file("")

    def _way(self, call: Call) -> Ring:
        return self._ways.get(call.call_id) or Ring(call.call_id)

    def _wait_for_way(self, call_id: str) -> None:
        """No blip of the usual tone before the call's own."""
        silence = self._ways[call_id] = Ring(call_id, silent=True)

        def ring() -> None:
            if self._ways.get(call_id) is silence:
                self._ways[call_id] = Ring(call_id)
                self.update()

        self._schedule.after(_TELL_S, ring)

    def _noticed(self) -> None:
        self._notices -= 1
        self.update()

    def _play_file(self, path: str) -> None:
        if path == self._file[0]:
            return
        if self._file[1]:
            self._playing.stop(self._file[1])
        self._file = (path, self._playing.file(path, (DESK,), loop=True) if path else "")

    def _play_after(self, tone: CallTone | None) -> None:
        if self._after_timer is not None:
            self._after_timer.cancel()
        self._after = tone
        if tone is not None:
            self._after_timer = self._schedule.after(_AFTER_TONE_S, self._silence)

    def _silence(self) -> None:
        self._after = None
        self.update()
