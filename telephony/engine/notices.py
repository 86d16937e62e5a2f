"""The short sounds that tell of something: where each is heard, and how loud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.calling import Notice
from telephony.calls import CallState
from telephony.engine.calls import CallBook
from telephony.engine.playing import Tones
from telephony.engine.ringing import Ringing

_OF_THE_CALL: Final[dict[Notice, Tones]] = {
    Notice.CREDIT_ENDS: ((950, 120, 80), (950, 120, 80), (950, 120, 80)),
    Notice.CONNECTION_LOST: ((520, 200, 60), (390, 300, 0)),
}
_TICK: Final[Tones] = ((1320, 60, 0),)
_TALKING: Final = frozenset({CallState.ESTABLISHED, CallState.EARLY_MEDIA})


class Notices:
    """SIP thread only. `chime` plays one beside everything, on the device for notices.

    Who talks hears of a message by a faint tick in the ear, whatever it is: a chime on a speaker would reach the other side too. While it
    rings here or there, there is something to hear already.
    """

    def __init__(self, calls: CallBook, ringing: Ringing, chime: Callable[[Notice], None]) -> None:
        self._calls = calls
        self._ringing = ringing
        self._chime = chime

    def play(self, notice: Notice) -> None:
        tones = _OF_THE_CALL.get(notice)
        if tones is not None:
            self._ringing.notice(tones)
        elif any(call.state in _TALKING for call in self._calls.live):
            self._ringing.notice(_TICK, quiet=True)
        elif not self._calls.live:
            self._chime(notice)
