"""The annex's calls on the engine's bridge: a port for each, and one more that is heard last and so knows when a tick is complete."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from telephony.annex.audio import LINKS, EngineAudio
from telephony.pj.linkport import LinkPort
from telephony.pj.patchbay import DESK

if TYPE_CHECKING:
    from telephony.annex.protocol import Open
    from telephony.pj.patchbay import Patchbay

_PULSE: Final = "annex"


class BridgeLinks:
    """SIP thread only. `opening` makes the annex's first order of our audio port and the token (hex)."""

    def __init__(self, bay: Patchbay, opening: Callable[[int, str], Open]) -> None:
        self._bay = bay
        self._opening = opening
        self._audio = EngineAudio()
        self._ports: list[LinkPort] = []

    def begin(self) -> Open:
        if not self._ports:
            self._ports = [LinkPort(partial(self._audio.give, link), partial(self._audio.take, link)) for link in range(LINKS)]
            # The bridge serves its ports in the order of their places, and gives each the lowest that is free: this one comes last.
            self._ports.append(LinkPort(lambda: None, self._audio.tick))
        token = self._audio.new_token().hex()
        self._bay.add_link(_PULSE, self._ports[LINKS])
        # A sink that nobody speaks to is not asked to hear: the desk's silence ticks in it.
        self._bay.connect(DESK, _PULSE, 0.0)
        return self._opening(self._audio.port, token)

    def ready(self, port: int) -> None:
        self._audio.connect(port)

    def end(self) -> None:
        self._bay.drop(_PULSE)

    def take(self, call_id: str, link: int) -> None:
        self._bay.add_link(call_id, self._ports[link])
        self._audio.active |= {link}

    def give_back(self, call_id: str, link: int) -> None:
        self._audio.active -= {link}
        self._bay.drop(call_id)

    def close(self) -> None:
        """Once nothing drives the bridge, and before it goes."""
        self.end()
        self._ports.clear()
        self._audio.close()
