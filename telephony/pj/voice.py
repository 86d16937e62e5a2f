"""Speex's echo canceller and preprocessor, which pjmedia carries inside: by ctypes, where the module exports its symbols (Linux).

pjmedia's own wrapper of them is not used: it switches nothing apart, and picks the tail only. https://www.speex.org/docs/ (speex_echo.h,
speex_preprocess.h of 1.2).
"""

from __future__ import annotations

import ctypes
from typing import Any, Final

from telephony.audio.processing import MakeProcessor, Processing

TAIL_MS: Final = 300  # a room with its echo, a hall too, and how far the alignment may stray (docs/audio.md)
_PARTS: Final = 2  # of a frame
_ECHO_SET_SAMPLING_RATE: Final = 24
_SET_DENOISE: Final = 0
_SET_AGC: Final = 2
_SET_AGC_LEVEL: Final = 6
_SET_NOISE_SUPPRESS: Final = 18
_SET_ECHO_SUPPRESS: Final = 20
_SET_ECHO_SUPPRESS_ACTIVE: Final = 22
_SET_ECHO_STATE: Final = 24
_SET_AGC_INCREMENT: Final = 26
_SET_AGC_MAX_GAIN: Final = 30

_NOISE_DB: Final = -15  # what stays of noise: a world gone silent sounds like a call that has ended
_ECHO_DB: Final = -40  # of what the canceller leaves, while we are silent
_ECHO_BOTH_DB: Final = -15  # while we speak too
_GAIN_LEVEL: Final = 8_000.0  # of 32,768, where loud speech ends up
_MOST_GAIN_DB: Final = 12
_RISING_DB: Final = 12  # a second, at most
# While the far side speaks and so long after it, what is heard may be its echo: the gain must not rise for that.
_FAR_SPEAKS: Final = 300  # of 32,768
_SAMPLED: Final = 8  # every eighth sample tells how loud a frame is
_HANGOVER: Final = 25  # frames
_ECHOING: Final = 5  # frames in which what is heard is mostly its echo
_SMOOTH: Final = 0.02  # of what is new in each 10 ms: half a second
_AUDIBLE: Final = 1_000.0  # 20 samples' magnitudes


class SpeexVoice:
    """One microphone's; from one thread. In blocks of 10 ms: the preprocessor is one block late, and 20 ms harm near speech more."""

    def __init__(self, library: Any, rate: int, samples: int) -> None:
        samples //= _PARTS
        self._speex = library
        self._bytes = 2 * samples
        self._out = (ctypes.c_int16 * samples)()
        self._near = (ctypes.c_char * self._bytes)()
        self._far = (ctypes.c_char * self._bytes)()
        self._echo = ctypes.c_void_p(library.speex_echo_state_init(samples, rate * TAIL_MS // 1000))
        self._shape = ctypes.c_void_p(library.speex_preprocess_state_init(samples, rate))
        library.speex_echo_ctl(self._echo, _ECHO_SET_SAMPLING_RATE, ctypes.byref(ctypes.c_int(rate)))
        self._set(_SET_ECHO_SUPPRESS, _ECHO_DB)
        self._set(_SET_ECHO_SUPPRESS_ACTIVE, _ECHO_BOTH_DB)
        self._set(_SET_AGC_MAX_GAIN, _MOST_GAIN_DB)
        library.speex_preprocess_ctl(self._shape, _SET_AGC_LEVEL, ctypes.byref(ctypes.c_float(_GAIN_LEVEL)))
        self._processing = Processing()
        self._quiet = 0  # frames since the far side spoke
        self._heard = self._left = 0.0  # how loud, before and after the canceller, while it speaks
        self._set(_SET_AGC_INCREMENT, 0)
        self.switch(self._processing)

    def switch(self, processing: Processing) -> None:
        if processing.echo and not self._processing.echo:
            self.relearn()  # the room may have changed since
        self._processing = processing
        self._speex.speex_preprocess_ctl(self._shape, _SET_ECHO_STATE, self._echo if processing.echo else None)
        # The noise's part of the filter also takes away what the canceller leaves: without it the echo's rest would stay.
        self._set(_SET_DENOISE, processing.noise or processing.echo)
        self._set(_SET_NOISE_SUPPRESS, _NOISE_DB if processing.noise else 0)
        self._set(_SET_AGC, processing.gain)

    def process(self, microphone: memoryview, played: memoryview) -> None:
        self._mind_far_side(played)
        for at in range(0, len(microphone), self._bytes):
            block = slice(at, at + self._bytes)
            if self._processing.echo:
                self._near[:] = microphone[block]
                self._far[:] = played[block]
                self._speex.speex_echo_cancellation(self._echo, self._near, self._far, self._out)
                self._compare()
            else:
                memoryview(self._out).cast("B")[:] = microphone[block]
            self._speex.speex_preprocess_run(self._shape, self._out)
            microphone[block] = memoryview(self._out).cast("B")

    @property
    def share_left(self) -> float:
        return self._left / self._heard if self._heard > _AUDIBLE else 0.0

    def relearn(self) -> None:
        self._speex.speex_echo_state_reset(self._echo)
        self._heard = self._left = 0.0

    def _compare(self) -> None:
        if self._quiet < _ECHOING:
            heard, left = (sum(map(abs, memoryview(block).cast("B").cast("h")[::_SAMPLED])) for block in (self._near, self._out))
            self._heard += (heard - self._heard) * _SMOOTH
            self._left += (left - self._left) * _SMOOTH

    def _mind_far_side(self, played: memoryview) -> None:
        speaks = max(map(abs, played.cast("h")[::_SAMPLED])) > _FAR_SPEAKS
        before, self._quiet = self._quiet, 0 if speaks else self._quiet + 1
        if self._quiet == _HANGOVER:
            self._set(_SET_AGC_INCREMENT, _RISING_DB)
        elif speaks and before >= _HANGOVER:
            self._set(_SET_AGC_INCREMENT, 0)

    def close(self) -> None:
        self._speex.speex_preprocess_state_destroy(self._shape)
        self._speex.speex_echo_state_destroy(self._echo)

    def _set(self, request: int, value: int) -> None:
        self._speex.speex_preprocess_ctl(self._shape, request, ctypes.byref(ctypes.c_int(value)))


def speex_voice() -> MakeProcessor | None:
    """What makes them, or None where the module hides Speex."""
    import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

    library = ctypes.CDLL(str(extension.__file__))
    if not hasattr(library, "speex_echo_state_init"):
        return None
    for function in ("speex_echo_state_init", "speex_preprocess_state_init"):
        getattr(library, function).restype = ctypes.c_void_p
    for function in ("speex_echo_ctl", "speex_preprocess_ctl"):
        getattr(library, function).argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
    return lambda rate, samples: SpeexVoice(library, rate, samples)
