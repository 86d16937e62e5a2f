"""Hold and attended transfer of registered users through a provider's proxy: every request of a dialog finds its way."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import (
    AccountState,
    AddAccount,
    AnswerTransfer,
    CallMedia,
    CallReplaced,
    Registration,
    SetHeld,
    TransferAsked,
    TransferProgress,
    TransferTo,
    Transport,
)
from tests.interop.calling import new_id
from tests.interop.conftest import Agent
from tests.peers.engine import EngineProcess, account
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from tests.interop.conftest import StartAgent


def talk(caller: Agent, called: Agent, user: str, number: int = 1) -> tuple[str, str]:
    out = caller.dial(user)
    into = called.answer(number)
    caller.await_state(out, CallState.ESTABLISHED)
    return out, into


def test_an_attended_transfer_through_kamailio_joins_the_two_others(agent: StartAgent) -> None:
    vera, bare, lin = agent("vera"), agent("bare"), agent("lin")
    first, with_bare = talk(vera, bare, "bare")
    vera.engine.send(SetHeld(first, held=True))
    bare.engine.wait_for(CallMedia, lambda event: event.held_there)
    second, with_lin = talk(vera, lin, "lin")
    vera.engine.send(TransferTo(first, second))
    asked = bare.engine.wait_for(TransferAsked)
    assert asked.attended
    new = new_id()
    bare.engine.send(AnswerTransfer(with_bare, accepted=True, new_call_id=new))
    replaced = lin.engine.wait_for(CallReplaced, lambda event: event.call_id == with_lin)
    done = vera.engine.wait_for(TransferProgress, lambda event: event.is_final)
    assert (done.status, done.reason) == (200, None)
    for side, call_id in ((vera, first), (vera, second), (bare, with_bare), (lin, with_lin)):
        side.await_end(call_id)
    bare.await_media(new)
    lin.await_media(replaced.new_call_id)
    bare.hang_up(new)
    lin.await_end(replaced.new_call_id)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_hold_and_an_attended_transfer_go_through_the_sandbox(tmp_path: Path, transport: Transport) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, ExitStack() as stack:
        sides = [signed(stack, sandbox, user, transport) for user in ("anna", "boris", "vera")]
        anna, boris, vera = sides
        first, with_boris = talk_at(anna, boris, f"sip:boris@{sandbox.domain}")
        anna.engine.send(SetHeld(first, held=True))
        boris.engine.wait_for(CallMedia, lambda event: event.held_there)
        second, with_vera = talk_at(anna, vera, f"sip:vera@{sandbox.domain}")
        anna.engine.send(TransferTo(first, second))
        assert boris.engine.wait_for(TransferAsked).attended
        new = new_id()
        boris.engine.send(AnswerTransfer(with_boris, accepted=True, new_call_id=new))
        replaced = vera.engine.wait_for(CallReplaced, lambda event: event.call_id == with_vera)
        assert anna.engine.wait_for(TransferProgress, lambda event: event.is_final, 8.0).status == 200
        for side, call_id in ((anna, first), (anna, second), (boris, with_boris), (vera, with_vera)):
            side.await_end(call_id)
        boris.await_media(new)
        vera.await_media(replaced.new_call_id)
        boris.hang_up(new)
        vera.await_end(replaced.new_call_id)


def signed(stack: ExitStack, sandbox: SandboxProcess, user: str, transport: Transport) -> Agent:
    """An engine that is registered at the sandbox."""
    engine = stack.enter_context(EngineProcess())
    proxy = f"127.0.0.1:{sandbox.sip_port}"
    config = account(user, sandbox.domain, sandbox.accounts[user].password, proxy=proxy, transport=transport)
    engine.send(AddAccount(config))
    engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
    return Agent(engine, config.account_id)


def talk_at(caller: Agent, called: Agent, uri: str) -> tuple[str, str]:
    out = caller.engine.dial(caller.account_id, uri)
    into = called.answer()
    caller.await_state(out, CallState.ESTABLISHED)
    return out, into
