"""A thousand messages a second, to the engine and to the sandbox: both stay up, and a call through them keeps its sound.

`python -m bench.soak` does the same for half a minute.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, HangUp, Registration
from tests.peers.engine import EngineProcess, account
from tests.peers.floods import heard_through
from tests.peers.ports import LOOPBACK
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from pathlib import Path

FLOOD_S = 3.0


def test_a_flood_of_the_engine_leaves_a_call_its_sound() -> None:
    with EngineProcess() as one, EngineProcess() as other:
        mine = one.add_local_account()
        other.add_local_account()
        call_id = one.dial(mine, other.uri())
        there = other.wait_for_incoming()
        other.send(Answer(there))
        one.wait_for_state(call_id, CallState.ESTABLISHED)
        heard = heard_through(one, call_id, one.port(), FLOOD_S)
        assert heard.is_whole, heard
        one.send(HangUp(call_id))
        other.wait_for_state(there, CallState.ENDED)


def test_a_flood_of_the_sandbox_leaves_a_call_to_it_its_sound(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, EngineProcess() as engine:
        config = account("anna", sandbox.domain, sandbox.accounts["anna"].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}")
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        call_id = engine.dial(config.account_id, f"sip:echo@{sandbox.domain}")
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        heard = heard_through(engine, call_id, sandbox.sip_port, FLOOD_S)
        assert heard.is_whole, heard
        engine.send(HangUp(call_id))
        engine.wait_for_state(call_id, CallState.ENDED)
        sandbox.wait_for_record()
