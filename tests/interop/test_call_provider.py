"""Hold and attended transfer of registered users through a provider's proxy: every request of a dialog finds its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AnswerTransfer, CallMedia, CallReplaced, SetHeld, TransferAsked, TransferProgress, TransferTo
from tests.interop.calling import new_id

if TYPE_CHECKING:
    from tests.interop.conftest import Agent, StartAgent


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
    done = vera.engine.wait_for(TransferProgress, lambda event: event.is_final, 8.0)
    assert (done.status, done.reason) == (200, None)
    for side, call_id in ((vera, first), (vera, second), (bare, with_bare), (lin, with_lin)):
        side.await_end(call_id)
    bare.await_media(new)
    lin.await_media(replaced.new_call_id)
    bare.hang_up(new)
    lin.await_end(replaced.new_call_id)
