"""The engine dies in the middle of a call: the far side does not stay on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.messages import DialogIdentity, DialogSaved, ReleaseDialog, Transport
from tests.peers.kamailio import DOMAIN, Kamailio
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.conftest import Agent, StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


def last_dialog(agent: Agent, call_id: str) -> DialogIdentity:
    """What the window would have kept."""
    return [event.dialog for event in agent.engine.of(DialogSaved) if event.call_id == call_id][-1]


def lose_and_release(lost: Agent, call_id: str, start: StartAgent, transport: Transport) -> None:
    """SIGKILL, then a second engine with the same account that is told to release the dialog."""
    dialog = last_dialog(lost, call_id)
    lost.engine.kill()
    successor = start(transport=transport)
    successor.engine.send(ReleaseDialog(successor.account_id, dialog))


@TRANSPORTS
def test_baresip_that_was_called_is_released(
    agent: StartAgent, baresip: Callable[..., Baresip], kamailio: Kamailio, transport: Transport
) -> None:
    phone, caller = baresip(), agent(transport=transport)
    call = caller.dial_and_talk("bare")
    phone.wait_event("CALL_ESTABLISHED")
    caller.await_media(call, packets=20)
    lose_and_release(caller, call, agent, transport)
    phone.wait_event("CALL_CLOSED", 4)
    eventually(lambda: kamailio.dialogs() == 0, 5, "the provider knows of no call any more")


@TRANSPORTS
def test_baresip_that_called_is_released(agent: StartAgent, baresip: Callable[..., Baresip], transport: Transport) -> None:
    called, phone = agent(transport=transport), baresip()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    phone.wait_event("CALL_ESTABLISHED")
    called.await_media(call, packets=20)
    lose_and_release(called, call, agent, transport)
    phone.wait_event("CALL_CLOSED", 4)


def test_linphone_that_was_called_is_released(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, caller = linphone(), agent()
    call = caller.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    phone.wait_call("streams_running")
    caller.await_media(call, packets=20)
    lose_and_release(caller, call, agent, Transport.UDP)
    phone.wait_call("released", 4)
