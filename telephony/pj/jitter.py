"""A lost packet keeps its place in time: pjmedia's jitter buffer forgets it whenever it has just been emptied (Linux).

The buffer gives a lost packet's frames as missing, for the codec to conceal, as long as it holds something older. One as shallow as a short
delay wants it mostly holds nothing when the next packet comes. Then it begins anew with that one, and plays it where the lost one
belonged: 20 ms are skipped now and wanting a moment later, and the delay sways by a packet at each loss. So what is missing is counted
here, and given as missing before the next packet. At 5 % of loss that is the difference between a PESQ of 1.8 and of 2.2 (bench/losses.py).

The count is also what a call's quality is judged by: pjmedia's own adds up frames of the codec and ticks of the sound card.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import pjsua2 as pj

from telephony.pj.bridge import FRAME_MS
from telephony.pj.patches import replace

MOST_OWED_MS: Final = 120  # what is farther away was not lost: the other side paused, or began anew

_MISSING, _NORMAL = 0, 1  # enum pjmedia_jb_frame_type (pjmedia/jbuf.h)
_STATIC: Final = 1  # enum pjmedia_jb_discard_algo

# pool, name, bytes of a frame, ms of a frame, most frames, where the buffer goes
_Create = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 2, *[ctypes.c_uint] * 3, ctypes.c_void_p)
_Destroy = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)
# buffer, frame, its bytes, its bits, its index, its time stamp, whether it was refused
_Put = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 2, ctypes.c_size_t, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint32, ctypes.c_void_p)
# buffer, frame, its bytes, its kind, its bits, its time stamp, its index
_Get = ctypes.CFUNCTYPE(None, *[ctypes.c_void_p] * 7)
# buffer, where the state goes
_State = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 2)


def shrink_seldom(media: pj.MediaConfig) -> None:
    """Have the buffers cut what is more than twice the burst they see, instead of all that is more than once that (the default)."""
    algorithm = media.jbDiscardAlgo
    if isinstance(algorithm, int):  # a build whose SWIG knows the type, as of pjsip 2.16
        media.jbDiscardAlgo = _STATIC
        return
    algorithm.disown()  # four bytes; SWIG, which knows no type for them, would complain of a leak
    ctypes.c_int.from_address(int(algorithm)).value = _STATIC
    media.jbDiscardAlgo = algorithm


@dataclass
class Timeline:
    """What of a stream was played and what is to come, in the codec's frames of `frame_ms`, numbered as the far side made them.

    A tick is the sound card's: an empty buffer leaves all that is left of it to the codec's concealment. `missing` frames were concealed
    since the stream's first.
    """

    frame_ms: int
    missing: int = 0
    _next: int | None = None  # the frame that belongs where the next one is played
    _newest: int = -1  # that came
    _taken: int = 0  # frames that this tick has had
    _concealed: int = 0  # for want of any, since the last one that was played
    _owed: int = 0  # are missing before the next one

    def __post_init__(self) -> None:
        self._a_tick = max(1, FRAME_MS // self.frame_ms)
        self._most_owed = MOST_OWED_MS // self.frame_ms

    @property
    def missing_ms(self) -> int:
        return self.missing * self.frame_ms

    def arrived(self, index: int) -> None:
        """That frame goes into the buffer."""
        if self._next is None or not -self._most_owed <= index - self._next:
            self._next, self._newest = index, index - 1
        if self._newest < self._next <= index:  # nothing waits, so that this one is the next to be played
            gap = index - self._next
            self._owed = max(0, gap - self._concealed) if gap <= self._most_owed else 0
        self._newest = max(self._newest, index)

    def takes_missing(self) -> bool:
        """Whether the frame that is due was lost, which the buffer does not know."""
        if not self._owed:
            return False
        self._owed -= 1
        self.missing += 1
        self._step()
        return True

    def gave(self, index: int, *, missing: bool) -> None:
        """The buffer gave that frame, or knew that it is missing."""
        self._next = index + 1
        self._concealed = 0
        self.missing += missing
        self._step()

    def ran_dry(self) -> None:
        """It had none."""
        rest = self._a_tick - self._taken
        self._taken = 0
        if self._next is not None:
            self._concealed += rest
            self.missing += rest

    def _step(self) -> None:
        self._taken = (self._taken + 1) % self._a_tick


class JitterBuffers:
    """Stands between pjmedia's streams and their buffers, on the threads that come. Each of them holds the stream's lock."""

    def __init__(self) -> None:
        self._lines: dict[int, Timeline] = {}
        self._asked: Timeline | None = None

    def install(self) -> bool:
        """Once a process, before the library runs. False where the module hides its functions: the buffers are as they are then."""
        return replace(
            {
                "pjmedia_jbuf_create": (_Create, self._creating),
                "pjmedia_jbuf_destroy": (_Destroy, self._destroying),
                "pjmedia_jbuf_put_frame3": (_Put, self._putting),
                "pjmedia_jbuf_get_frame3": (_Get, self._getting),
                "pjmedia_jbuf_get_state": (_State, self._telling),
            }
        )

    def take_asked(self) -> Timeline | None:
        """Of the buffer whose state this thread has just asked for; None where they can't be watched."""
        asked, self._asked = self._asked, None
        return asked

    def _creating(self, create: Callable[..., int]) -> Callable[..., int]:
        def ours(*arguments: Any) -> int:
            status = create(*arguments)
            if status == 0:
                self._lines[ctypes.c_void_p.from_address(arguments[5]).value or 0] = Timeline(arguments[3])
            return status

        return ours

    def _destroying(self, destroy: Callable[..., int]) -> Callable[..., int]:
        def ours(buffer: int) -> int:
            self._lines.pop(buffer, None)
            return destroy(buffer)

        return ours

    def _putting(self, put: Callable[..., None]) -> Callable[..., None]:
        def ours(*arguments: Any) -> None:
            self._lines[arguments[0]].arrived(arguments[4])
            put(*arguments)

        return ours

    def _getting(self, get: Callable[..., None]) -> Callable[..., None]:
        def ours(*arguments: Any) -> None:
            buffer, frame, size, kind, bits, stamp, wanted = arguments
            line = self._lines[buffer]
            what = ctypes.c_ubyte.from_address(kind)
            if line.takes_missing():
                what.value = _MISSING
                if size:
                    ctypes.c_size_t.from_address(size).value = 0
                return
            index = ctypes.c_int.from_address(wanted) if wanted else ctypes.c_int()
            get(buffer, frame, size, kind, bits, stamp, ctypes.addressof(index))
            if what.value in (_MISSING, _NORMAL):
                line.gave(index.value, missing=what.value == _MISSING)
            else:
                line.ran_dry()

        return ours

    def _telling(self, tell: Callable[..., int]) -> Callable[..., int]:
        def ours(buffer: int, state: int) -> int:
            self._asked = self._lines.get(buffer)
            return tell(buffer, state)

        return ours
