"""Who hears whom on the bridge, by name: "desk" is microphone and speaker, a call's identifier its far side, other names what was added."""

from __future__ import annotations

import contextlib
import gc
from typing import Final

import pjsua2 as pj

from telephony.pj.bridge import Bridge
from telephony.pj.call import SipCalls
from telephony.pj.guard import SipError, native
from telephony.pj.linkport import LinkPort
from telephony.pj.players import FilePlayer, Tap, ToneSource

DESK: Final = "desk"


class Patchbay:
    """SIP thread only; `close` before the endpoint goes. An unknown name is a `KeyError`, a refusal of pjsua2's a `SipError`."""

    def __init__(self, bridge: Bridge, calls: SipCalls) -> None:
        self._bridge = bridge
        self._calls = calls
        self._named: dict[str, pj.AudioMedia] = {}
        self._linked: set[tuple[str, str]] = set()  # the connections of links, which stay when a call goes
        self._spare_taps: list[Tap] = []

    def connect(self, source: str, sink: str, level: float) -> None:
        """What `source` gives is heard by `sink`, `level` times as loud (0 to 2). Harmless where they are connected so already."""
        prm = pj.AudioMediaTransmitParam()
        prm.level = level
        giving, hearing = self._find(source), self._find(sink)
        with native("connect"):
            giving.startTransmit2(hearing, prm)
        if isinstance(giving, LinkPort) or isinstance(hearing, LinkPort):
            self._linked.add((source, sink))

    def disconnect(self, source: str, sink: str) -> None:
        self._linked.discard((source, sink))
        giving, hearing = self._find(source), self._find(sink)
        with native("disconnect"):
            giving.stopTransmit(hearing)

    def level(self, call_id: str) -> int:
        """How loud a call's far side is now, 0 to 255."""
        medium = self._find(call_id)
        with native("level"):
            return medium.getTxLevel()

    def add_tone(self, name: str, tones: tuple[tuple[int, int, int], ...], quiet: bool = False) -> None:
        """Plays once: (frequency in Hz, milliseconds on, milliseconds off). `quiet`: beside a conversation."""
        self._named[name] = ToneSource(tones, quiet)

    def add_file(self, name: str, path: str, loop: bool = False) -> None:
        """A mono WAV of 16 bits."""
        self._named[name] = FilePlayer(path, loop)

    def add_tap(self, name: str) -> Tap:
        """A sink that keeps what it hears. Its port is used again after `drop`: ports that come and go are pjmedia's weak spot."""
        tap = self._spare_taps.pop() if self._spare_taps else Tap()
        self._named[name] = tap
        return tap

    def add_link(self, name: str, port: LinkPort) -> None:
        """It is the caller's, and after `drop` it may get another name."""
        self._named[name] = port

    def cut(self, name: str) -> None:
        """Take away what connects a link with it."""
        for ends in [ends for ends in self._linked if name in ends]:
            with contextlib.suppress(SipError, KeyError):  # the other end has gone, and the connection with it
                self.disconnect(*ends)

    def drop(self, name: str) -> None:
        """Disconnect it first; a link is cut."""
        if isinstance(self._named.get(name), LinkPort):
            self.cut(name)
        medium = self._named.pop(name, None)
        if isinstance(medium, Tap):
            medium.stop()
            self._spare_taps.append(medium)

    def close(self) -> None:
        self._named.clear()
        self._spare_taps.clear()
        gc.collect()

    def _find(self, name: str) -> pj.AudioMedia:
        if name == DESK:
            return self._bridge.terminal
        return self._named[name] if name in self._named else self._calls.audio(name)
