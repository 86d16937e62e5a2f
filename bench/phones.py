"""The phones that measurements call with, all alike from outside: start one, let it call, hang up, stop it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from bench.program import ProgramPhone
from telephony.calls import CallState
from telephony.messages import Answer, HangUp
from telephony.sounding import SetProcessing
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import EngineProcess
from tests.peers.ports import LOOPBACK

# G.722 both: the widest codec that both programs have.
_BARESIP_CODECS: Final = "G722/16000/1"


class Phone(Protocol):
    """A phone that is up and listens on `sip_port` of loopback (UDP). One call at a time."""

    @property
    def sip_port(self) -> int: ...

    def dial(self, uri: str) -> None:
        """Call; returns at once."""

    def answer(self) -> None:
        """Take the call that rings, waiting for it; raises where none comes."""

    def await_talking(self) -> None:
        """Until the call is established; raises where it never is."""

    def hang_up(self) -> None: ...

    def stop(self) -> None: ...


# Starts a phone: its folder, and the environment that gives it its sound card.
StartPhone = Callable[[Path, Mapping[str, str]], Phone]


class BaresipPhone:
    """baresip with the jitter buffer of its default configuration (5 to 10 packets)."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        account = BaresipAccount("b", LOOPBACK, codecs=_BARESIP_CODECS)
        # It answers by itself.
        self._baresip = Baresip(folder, account, sound_env=environment, jitter_buffer="5-10")
        self._baresip.start()

    @property
    def sip_port(self) -> int:
        return self._baresip.sip_port

    def dial(self, uri: str) -> None:
        self._baresip.dial(uri)

    def answer(self) -> None:
        self.await_talking()

    def await_talking(self) -> None:
        self._baresip.wait_event("CALL_ESTABLISHED", 10)

    def hang_up(self) -> None:
        self._baresip.hang_up()

    def stop(self) -> None:
        self._baresip.stop()


class EnginePhone:
    """Agent's engine as the window starts it, on the sound card; `processed`: echo, noise and gain are seen to."""

    def __init__(self, folder: Path, environment: Mapping[str, str], *, processed: bool = True) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._engine = EngineProcess(use_devices=True, environment=dict(environment))
        self._engine.start()
        self._engine.send(SetProcessing(echo=processed, noise=processed, gain=processed))
        self._account_id = self._engine.add_local_account("b")
        self._call_id = ""

    @property
    def sip_port(self) -> int:
        return self._engine.port()

    @property
    def pid(self) -> int:
        return self._engine.process.pid

    def dial(self, uri: str) -> None:
        self._call_id = self._engine.dial(self._account_id, uri)

    def answer(self) -> None:
        self._call_id = self._engine.wait_for_incoming(timeout_s=10)
        self._engine.send(Answer(self._call_id))

    def await_talking(self) -> None:
        self._engine.wait_for_state(self._call_id, CallState.ESTABLISHED, 10)

    def hang_up(self) -> None:
        self._engine.send(HangUp(self._call_id))
        self._engine.wait_for_state(self._call_id, CallState.ENDED)

    def stop(self) -> None:
        self._engine.stop()


@dataclass(frozen=True)
class Pair:
    """Who calls from card A, and who is called on card B."""

    start_a: StartPhone
    start_b: StartPhone


PROGRAMS: Final = ("agent", "agent, window idle", "agent, window busy", "baresip")


def pair(program: str, *, processed: bool = True) -> Pair:
    """Two of one of `PROGRAMS`; the whole program is on one side, the engine alone on the other."""
    if program == "baresip":
        return Pair(BaresipPhone, BaresipPhone)
    engine = partial(EnginePhone, processed=processed)
    return Pair(engine, engine if program == "agent" else partial(ProgramPhone, busy=program.endswith("busy"), processed=processed))
