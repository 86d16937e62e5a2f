"""Encrypted sound (SDES, RFC 4568): off, where the other side can, or never without; against baresip, Linphone and ourselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import Answer, CallMedia, CallStats, HangUp, IncomingCall
from telephony.networking import SecurityConfig, SrtpUse
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

SUITES = ("AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80", "AES_256_CM_HMAC_SHA1_32", "AES_CM_128_HMAC_SHA1_32")


def srtp(use: SrtpUse) -> SecurityConfig:
    return SecurityConfig(srtp=use)


def encryption(engine: EngineProcess, call_id: str) -> str:
    """What the call's sound is encrypted with, once it is agreed."""
    engine.wait_for(CallStats, lambda event: event.call_id == call_id and event.received_packets > 10)
    return [event.encryption for event in engine.of(CallMedia) if event.call_id == call_id][-1]


@pytest.mark.parametrize("use", [SrtpUse.OPTIONAL, SrtpUse.MANDATORY])
def test_a_call_to_baresip_that_wants_encryption_is_encrypted(agent: StartAgent, baresip: Callable[..., Baresip], use: SrtpUse) -> None:
    phone = baresip(encryption="srtp-mand" if use is SrtpUse.MANDATORY else "srtp")
    user = agent(security=srtp(use))
    call_id = user.dial_and_talk("bare")
    assert encryption(user.engine, call_id) in SUITES
    user.await_media(call_id)
    user.hang_up(call_id)
    phone.wait_event("CALL_CLOSED")
    eventually(lambda: min(phone.packets()) > 40, 30, "baresip counts packets both ways")


@pytest.mark.parametrize("use", [SrtpUse.OPTIONAL, SrtpUse.MANDATORY])
def test_a_call_from_baresip_that_wants_encryption_is_encrypted(agent: StartAgent, baresip: Callable[..., Baresip], use: SrtpUse) -> None:
    phone = baresip(encryption="srtp-mand")
    user = agent(security=srtp(use))
    phone.dial("sip:vera@provider.test")
    call_id = user.answer()
    assert encryption(user.engine, call_id) in SUITES
    user.await_media(call_id)
    phone.hang_up()
    assert user.await_end(call_id).code is ReasonCode.HUNG_UP_THERE


def test_linphone_that_takes_encrypted_calls_only_is_called_and_calls(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone = linphone(encryption=True)
    user = agent(security=srtp(SrtpUse.MANDATORY))
    call_id = user.dial("lin")
    phone.wait_event("call", state="incoming")
    phone.accept()
    user.await_state(call_id, CallState.ESTABLISHED)
    assert encryption(user.engine, call_id) in SUITES
    user.await_media(call_id)
    user.hang_up(call_id)
    phone.wait_event("call", state="released")
    phone.dial("sip:vera@provider.test")
    back = user.answer()
    assert encryption(user.engine, back) in SUITES
    user.await_media(back)


def test_optional_encryption_gives_way_to_who_has_none(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone = baresip()
    user = agent(security=srtp(SrtpUse.OPTIONAL))
    call_id = user.dial_and_talk("bare")
    assert encryption(user.engine, call_id) == ""
    user.await_media(call_id)
    user.hang_up(call_id)
    phone.wait_event("CALL_CLOSED")
    phone.dial("sip:vera@provider.test")
    assert encryption(user.engine, user.answer()) == ""


def test_mandatory_encryption_ends_a_call_to_who_has_none_and_says_so(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone = baresip()
    user = agent(security=srtp(SrtpUse.MANDATORY))
    call_id = user.dial("bare")
    assert user.await_end(call_id).code is ReasonCode.ENCRYPTION_REQUIRED
    assert CallState.ESTABLISHED not in user.states(call_id)
    assert not [event for event in phone.events if event["type"] == "CALL_ESTABLISHED"]


def test_mandatory_encryption_refuses_a_call_from_who_has_none_and_it_was_missed(
    agent: StartAgent, baresip: Callable[..., Baresip]
) -> None:
    phone = baresip()
    user = agent(security=srtp(SrtpUse.MANDATORY))
    phone.dial("sip:vera@provider.test")
    closed = phone.wait_event("CALL_CLOSED")
    assert "488" in closed["param"]
    call_id = user.engine.wait_for_incoming()
    assert user.await_end(call_id).code is ReasonCode.ENCRYPTION_REQUIRED
    assert user.states(call_id) == [CallState.ENDED]
    assert "bare@" in user.engine.of(IncomingCall)[0].remote_uri
    phone.dial("sip:vera@provider.test")
    assert user.engine.wait_for_incoming(2) != call_id


@pytest.mark.parametrize(
    ("caller", "callee", "encrypted"),
    [
        (SrtpUse.OPTIONAL, SrtpUse.OPTIONAL, True),
        (SrtpUse.MANDATORY, SrtpUse.OPTIONAL, True),
        (SrtpUse.MANDATORY, SrtpUse.MANDATORY, True),
        (SrtpUse.OFF, SrtpUse.OPTIONAL, False),
        (SrtpUse.OPTIONAL, SrtpUse.OFF, False),
    ],
)
def test_two_of_us_agree_as_far_as_both_want(caller: SrtpUse, callee: SrtpUse, encrypted: bool) -> None:
    with EngineProcess() as one, EngineProcess() as other:
        mine = one.add_local_account(security=srtp(caller))
        other.add_local_account(security=srtp(callee))
        call_id = one.dial(mine, other.uri())
        there = other.wait_for_incoming()
        other.send(Answer(there))
        one.wait_for_state(call_id, CallState.ESTABLISHED)
        assert [bool(encryption(one, call_id)), bool(encryption(other, there))] == [encrypted, encrypted]
        one.send(HangUp(call_id))
        other.wait_for_state(there, CallState.ENDED)
