"""Agent's engine, Kamailio and real phones: calls both ways, both sides asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import CallMedia, Decline, DtmfReceived, HangUp, IncomingCall, SendDtmf, SetBusy, Transport
from telephony.reasons import ReasonCode
from tests.peers.kamailio import DOMAIN, Kamailio
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.conftest import Agent, StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


# --- baresip --------------------------------------------------------------------------------------------------------------------------


@TRANSPORTS
def test_a_call_to_baresip_carries_audio_both_ways(
    agent: StartAgent, baresip: Callable[..., Baresip], kamailio: Kamailio, transport: Transport
) -> None:
    phone, caller = baresip(transport=transport.value), agent(transport=transport)
    call = caller.dial_and_talk("bare")
    phone.wait_event("CALL_ESTABLISHED")
    caller.await_media(call)
    assert caller.transport(call) is transport
    assert caller.hang_up(call).code is ReasonCode.HUNG_UP_HERE
    phone.wait_event("CALL_CLOSED")
    assert min(phone.packets()) > 40
    eventually(lambda: kamailio.final_statuses("vera", "bare")[-1:] == [200], 30, "it is accounted for as answered")


@TRANSPORTS
def test_a_call_from_baresip_carries_audio_both_ways(agent: StartAgent, baresip: Callable[..., Baresip], transport: Transport) -> None:
    called, phone = agent(transport=transport), baresip(transport=transport.value)
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    phone.wait_event("CALL_ESTABLISHED")
    assert called.engine.of(IncomingCall)[0].remote_uri == f"sip:bare@{DOMAIN}"
    called.await_media(call)
    assert called.transport(call) is transport
    phone.hang_up()
    assert called.await_end(call).code is ReasonCode.HUNG_UP_THERE
    phone.wait_event("CALL_CLOSED")
    assert min(phone.packets()) > 40


@pytest.mark.parametrize(("offered", "agreed"), [("PCMU/8000/1", "PCMU"), ("PCMA/8000/1", "PCMA"), ("G722/16000/1", "G722")])
def test_the_one_codec_that_baresip_has_is_agreed_and_reported(
    agent: StartAgent, baresip: Callable[..., Baresip], offered: str, agreed: str
) -> None:
    phone, caller = baresip(codecs=offered), agent()
    call = caller.dial_and_talk("bare")
    media = caller.engine.wait_for(CallMedia, lambda event: event.call_id == call)
    assert (media.codec, media.encryption) == (agreed, "")
    caller.await_media(call, packets=20)
    caller.hang_up(call)
    phone.wait_event("CALL_CLOSED")


def test_baresip_hears_our_digits_and_we_hear_its(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone, caller = baresip(), agent()
    call = caller.dial_and_talk("bare")
    phone.wait_event("CALL_ESTABLISHED")
    caller.engine.send(SendDtmf(call, "15*#"))
    eventually(lambda: phone.dtmf_received() == "15*#", 30, "baresip hears 15*#")
    phone.send_dtmf("27#")
    eventually(lambda: _digits(caller) == "27#", 30, "the engine hears 27#")
    caller.hang_up(call)


def test_an_extension_is_dialled_once_baresip_has_answered(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone, caller = baresip(answer="manual"), agent()
    call = caller.engine.dial(caller.account_id, f"sip:bare@{DOMAIN}", dtmf="123")
    phone.wait_event("CALL_INCOMING")
    phone.accept()
    caller.await_state(call, CallState.ESTABLISHED)
    eventually(lambda: phone.dtmf_received() == "123", 30, "baresip hears the extension")
    caller.hang_up(call)


def test_baresip_that_refuses_is_busy_for_us(agent: StartAgent, baresip: Callable[..., Baresip], kamailio: Kamailio) -> None:
    phone, caller = baresip(answer="manual"), agent()
    call = caller.dial("bare")
    phone.wait_event("CALL_INCOMING")
    caller.await_state(call, CallState.RINGING)
    phone.hang_up()
    assert caller.await_end(call).code is ReasonCode.BUSY
    eventually(lambda: kamailio.final_statuses("vera", "bare")[-1:] == [486], 30, "it is accounted for as busy")


def test_a_call_that_we_cancel_stops_ringing_at_baresip(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone, caller = baresip(answer="manual"), agent()
    call = caller.dial("bare")
    phone.wait_event("CALL_INCOMING")
    caller.await_state(call, CallState.RINGING)
    assert caller.hang_up(call).code is ReasonCode.CANCELLED_HERE
    phone.wait_event("CALL_CLOSED")
    assert CallState.ESTABLISHED not in caller.states(call)


def test_a_call_that_baresip_cancels_stops_ringing_here(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    called, phone = agent(), baresip()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.engine.wait_for_incoming()
    phone.wait_event("CALL_RINGING")
    phone.hang_up()
    assert called.await_end(call).code is ReasonCode.CANCELLED_THERE


@pytest.mark.parametrize(
    ("busy", "there", "here"), [(False, "603 Decline", ReasonCode.DECLINED_HERE), (True, "486 Busy Here", ReasonCode.BUSY_HERE)]
)
def test_baresip_is_told_how_its_call_was_refused(
    agent: StartAgent, baresip: Callable[..., Baresip], busy: bool, there: str, here: ReasonCode
) -> None:
    called, phone = agent(), baresip()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.engine.wait_for_incoming()
    called.engine.send(Decline(call, busy=busy))
    assert phone.wait_event("CALL_CLOSED")["param"] == there
    assert called.await_end(call).code is here


def test_while_busy_every_caller_gets_486_without_a_ring(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    called, phone = agent(), baresip()
    called.engine.send(SetBusy(busy=True))
    called.engine.settled()
    phone.dial(f"sip:vera@{DOMAIN}")
    assert phone.wait_event("CALL_CLOSED")["param"] == "486 Busy Here"


def test_two_calls_at_once_keep_apart(agent: StartAgent, baresip: Callable[..., Baresip], linphone: Callable[..., Linphone]) -> None:
    first, second, middle = baresip(), linphone(), agent()
    one = middle.dial_and_talk("bare")
    second.dial(f"sip:vera@{DOMAIN}")
    other = middle.answer()
    second.wait_call("streams_running")
    assert middle.hang_up(one).code is ReasonCode.HUNG_UP_HERE
    first.wait_event("CALL_CLOSED")
    middle.await_media(other)
    second.hang_up()
    assert middle.await_end(other).code is ReasonCode.HUNG_UP_THERE


# --- Linphone -------------------------------------------------------------------------------------------------------------------------


@TRANSPORTS
def test_a_call_to_linphone_carries_audio_both_ways(agent: StartAgent, linphone: Callable[..., Linphone], transport: Transport) -> None:
    phone, caller = linphone(transport=transport.value), agent(transport=transport)
    call = caller.dial("lin")
    phone.wait_call("incoming")
    caller.await_state(call, CallState.RINGING)
    phone.accept()
    phone.wait_call("streams_running")
    caller.await_state(call, CallState.ESTABLISHED)
    caller.await_media(call)
    assert min(phone.packets()) > 40
    caller.hang_up(call)
    phone.wait_call("released")


@TRANSPORTS
def test_a_call_from_linphone_carries_audio_both_ways(agent: StartAgent, linphone: Callable[..., Linphone], transport: Transport) -> None:
    called, phone = agent(transport=transport), linphone(transport=transport.value)
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.answer()
    phone.wait_call("streams_running")
    called.await_media(call)
    assert min(phone.packets()) > 40
    phone.hang_up()
    assert called.await_end(call).code is ReasonCode.HUNG_UP_THERE
    phone.wait_call("released")


def test_linphone_hears_our_digits_and_we_hear_its(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, caller = linphone(), agent()
    call = caller.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    caller.await_state(call, CallState.ESTABLISHED)
    phone.wait_call("streams_running")
    caller.engine.send(SendDtmf(call, "48#"))
    eventually(lambda: phone.dtmf_received() == "48#", 30, "Linphone hears 48#")
    phone.send_dtmf("06*")
    eventually(lambda: _digits(caller) == "06*", 30, "the engine hears 06*")
    caller.hang_up(call)
    phone.wait_call("released")


@pytest.mark.parametrize(("refuse", "reason"), [("decline", ReasonCode.DECLINED), ("refuse_as_busy", ReasonCode.BUSY)])
def test_linphone_that_refuses_is_told_apart(agent: StartAgent, linphone: Callable[..., Linphone], refuse: str, reason: ReasonCode) -> None:
    phone, caller = linphone(), agent()
    call = caller.dial("lin")
    phone.wait_call("incoming")
    caller.await_state(call, CallState.RINGING)
    getattr(phone, refuse)()
    assert caller.await_end(call).code is reason
    phone.wait_call("released")


@pytest.mark.parametrize(("busy", "status"), [(False, 603), (True, 486)])
def test_linphone_is_told_how_its_call_was_refused(agent: StartAgent, linphone: Callable[..., Linphone], busy: bool, status: int) -> None:
    called, phone = agent(), linphone()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.engine.wait_for_incoming()
    phone.wait_call("outgoing_ringing")
    called.engine.send(Decline(call, busy=busy))
    phone.wait_event("call", code=status)


def test_a_call_that_we_cancel_stops_ringing_at_linphone(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, caller = linphone(), agent()
    call = caller.dial("lin")
    phone.wait_call("incoming")
    caller.await_state(call, CallState.RINGING)
    caller.engine.send(HangUp(call))
    assert caller.await_end(call).code is ReasonCode.CANCELLED_HERE
    phone.wait_call("released")
    assert not [event for event in phone.events if event.get("state") == "connected"]


def test_a_call_that_linphone_cancels_stops_ringing_here(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    called, phone = agent(), linphone()
    phone.dial(f"sip:vera@{DOMAIN}")
    call = called.engine.wait_for_incoming()
    phone.wait_call("outgoing_ringing")
    phone.hang_up()
    assert called.await_end(call).code is ReasonCode.CANCELLED_THERE


def _digits(agent: Agent) -> str:
    return "".join(event.digit for event in agent.engine.of(DtmfReceived))
