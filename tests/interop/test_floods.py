"""A thousand messages a second, to the engine and to the sandbox: both stay up, and a call through them keeps its sound.

`python -m bench.soak` does the same for half a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, HangUp, Registration
from tests.peers.engine import EngineProcess, account
from tests.peers.floods import Heard, heard_through
from tests.peers.ports import LOOPBACK
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from pathlib import Path

FLOOD_S = 3.0
TRIES = 4  # whoever else works this machine may take some of the sound, but not of every flood


def flood_until_whole(engine: EngineProcess, call_id: str, port: int) -> list[Heard]:
    """What was heard in each flood, up to the first that left the sound whole."""
    floods: list[Heard] = []
    while len(floods) < TRIES and not (floods and floods[-1].is_whole):
        floods.append(heard_through(engine, call_id, port, FLOOD_S))
    return floods


def test_a_flood_of_the_engine_leaves_a_call_its_sound() -> None:
    with EngineProcess() as one, EngineProcess() as other:
        mine = one.add_local_account()
        other.add_local_account()
        call_id = one.dial(mine, other.uri())
        there = other.wait_for_incoming()
        other.send(Answer(there))
        one.wait_for_state(call_id, CallState.ESTABLISHED)
        floods = flood_until_whole(one, call_id, one.port())
        assert floods[-1].is_whole, floods
        one.send(HangUp(call_id))
        other.wait_for_state(there, CallState.ENDED)


def test_a_flood_of_the_sandbox_leaves_a_call_to_it_its_sound(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, EngineProcess() as engine:
        config = account("anna", sandbox.domain, sandbox.accounts["anna"].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}")
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        call_id = engine.dial(config.account_id, f"sip:echo@{sandbox.domain}")
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        floods = flood_until_whole(engine, call_id, sandbox.sip_port)
        assert floods[-1].is_whole, floods
        engine.send(HangUp(call_id))
        engine.wait_for_state(call_id, CallState.ENDED)
        sandbox.wait_for_record()
