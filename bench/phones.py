"""The phones that measurements call with, all alike from outside: start one, let it call, hang up, stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Protocol

from telephony.calls import CallState
from telephony.messages import Answer, HangUp, IncomingCall
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import EngineProcess
from tests.peers.ports import LOOPBACK

# G.722 both: the widest codec that both programs have.
_BARESIP_CODECS: Final = "G722/16000/1"


class Phone(Protocol):
    """A phone that is up, answers every call at once, and listens on `sip_port` of loopback (UDP)."""

    @property
    def sip_port(self) -> int: ...

    def call(self, uri: str) -> None:
        """Call, and return once both talk; raises where nobody answers."""

    def hang_up(self) -> None: ...

    def stop(self) -> None: ...


# Starts a phone: its folder, and the environment that gives it its sound card.
StartPhone = Callable[[Path, Mapping[str, str]], Phone]


class BaresipPhone:
    """baresip with the jitter buffer of its default configuration (5 to 10 packets)."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        account = BaresipAccount("b", LOOPBACK, codecs=_BARESIP_CODECS)
        self._baresip = Baresip(folder, account, sound_env=environment, jitter_buffer="5-10")
        self._baresip.start()

    @property
    def sip_port(self) -> int:
        return self._baresip.sip_port

    def call(self, uri: str) -> None:
        self._baresip.dial(uri)
        self._baresip.wait_event("CALL_ESTABLISHED", 10)

    def hang_up(self) -> None:
        self._baresip.hang_up()

    def stop(self) -> None:
        self._baresip.stop()


class EnginePhone:
    """Agent's engine as the window starts it, on the sound card."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._engine = EngineProcess(use_devices=True, environment=dict(environment))
        self._engine.start()
        self._account_id = self._engine.add_local_account("b")
        self._call_id = ""
        threading.Thread(target=self._answer, name="answers", daemon=True).start()

    @property
    def sip_port(self) -> int:
        return self._engine.port()

    @property
    def pid(self) -> int:
        return self._engine.process.pid

    def call(self, uri: str) -> None:
        self._call_id = self._engine.dial(self._account_id, uri)
        self._engine.wait_for_state(self._call_id, CallState.ESTABLISHED, 10)

    def hang_up(self) -> None:
        self._engine.send(HangUp(self._call_id))
        self._engine.wait_for_state(self._call_id, CallState.ENDED)

    def stop(self) -> None:
        self._engine.stop()

    def _answer(self) -> None:
        """The first call that comes, if one does."""
        try:
            call = self._engine.wait_for(IncomingCall, timeout_s=30)
        except AssertionError:
            return
        self._engine.send(Answer(call.call_id))


PHONES: Final[dict[str, StartPhone]] = {"agent": EnginePhone, "baresip": BaresipPhone}
