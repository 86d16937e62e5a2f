"""The engine dies in the middle of a call: the far side does not stay on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.messages import AccountState, AddAccount, DialogIdentity, DialogSaved, Registration, ReleaseDialog, Started, Transport
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.conftest import Agent, StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

INSTANCE = "00000000-0000-4000-8000-00000000cafe"
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
    phone.wait_event("CALL_CLOSED")
    eventually(lambda: kamailio.dialogs() == 0, 30, "the provider knows of no call any more")


@TRANSPORTS
def test_baresip_that_called_is_released(agent: StartAgent, baresip: Callable[..., Baresip], transport: Transport) -> None:
    called, phone = agent(transport=transport), baresip()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    phone.wait_event("CALL_ESTABLISHED")
    called.await_media(call, packets=20)
    lose_and_release(called, call, agent, transport)
    phone.wait_event("CALL_CLOSED")


def test_linphone_that_was_called_is_released(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, caller = linphone(), agent()
    call = caller.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    phone.wait_call("streams_running")
    caller.await_media(call, packets=20)
    lose_and_release(caller, call, agent, Transport.UDP)
    phone.wait_call("released")


def register_and_die(kamailio: Kamailio, udp_port: int) -> Started:
    """An engine that registers as vera and is killed: its contact stays behind."""
    with EngineProcess(instance_id=INSTANCE, udp_port=udp_port) as engine:
        engine.send(AddAccount(account("vera", DOMAIN, password_of("vera"), proxy=kamailio.proxy)))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        assert engine.started is not None
        engine.kill()
        return engine.started


def test_the_next_engine_takes_over_the_contact_of_the_lost_one(kamailio: Kamailio) -> None:
    kamailio.forget("vera")
    first = register_and_die(kamailio, 0)
    assert len(kamailio.contacts("vera")) == 1
    second = register_and_die(kamailio, first.udp_port)
    assert second.udp_port == first.udp_port
    assert len(kamailio.contacts("vera")) == 1, "a call would ring at the dead engine's contact too"
    kamailio.forget("vera")


def test_a_wanted_port_that_is_taken_is_given_up() -> None:
    with EngineProcess() as other:
        assert other.started is not None
        with EngineProcess(udp_port=other.started.udp_port) as engine:
            assert engine.started is not None
            assert engine.started.udp_port not in (0, other.started.udp_port)
