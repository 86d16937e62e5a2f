"""Each account's own codecs, in its own order; and how the network is asked to treat the sound."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, CallMedia, HangUp, MediaConfig
from tests.peers.engine import EngineProcess, account
from tests.peers.process import program

if TYPE_CHECKING:
    from collections.abc import Iterator

LOOPBACK = "127.0.0.1"


@pytest.fixture
def engines() -> Iterator[tuple[EngineProcess, EngineProcess]]:
    with ExitStack() as stack:
        yield stack.enter_context(EngineProcess()), stack.enter_context(EngineProcess())


def agreed(engines: tuple[EngineProcess, EngineProcess], near: tuple[str, ...], far: tuple[str, ...]) -> tuple[str, str]:
    """The codecs that both sides of a call say they use."""
    codecs: list[str] = []
    accounts: list[str] = []
    for engine, name, wanted in zip(engines, "ab", (near, far), strict=True):
        config = account(name, LOOPBACK, register=False, media=MediaConfig(codecs=wanted))
        engine.send(AddAccount(config))
        engine.wait_for(AccountState)
        accounts.append(config.account_id)
    caller, called = engines
    call_id = caller.dial(accounts[0], f"sip:b@{LOOPBACK}:{called.port()}")
    far_call = called.wait_for_incoming()
    called.send(Answer(far_call))
    caller.wait_for_state(call_id, CallState.ESTABLISHED)
    for engine, one in ((caller, call_id), (called, far_call)):
        codecs.append(engine.wait_for(CallMedia, lambda event, one=one: event.call_id == one).codec)
    caller.send(HangUp(call_id))
    caller.wait_for_state(call_id, CallState.ENDED)
    return codecs[0], codecs[1]


@pytest.mark.parametrize(
    ("near", "far", "codec"),
    [
        ((), (), "G722"),
        (("PCMU/8000", "G722/16000"), (), "PCMU"),
        (("iLBC/8000",), (), "iLBC"),
        (("GSM/8000",), (), "GSM"),
        ((), ("PCMA/8000",), "PCMA"),
    ],
)
def test_both_sides_speak_what_the_accounts_want(
    engines: tuple[EngineProcess, EngineProcess], near: tuple[str, ...], far: tuple[str, ...], codec: str
) -> None:
    assert agreed(engines, near, far) == (codec, codec)


def test_routers_are_told_that_the_sound_is_in_a_hurry(engines: tuple[EngineProcess, EngineProcess]) -> None:
    """DSCP EF, 46, is the upper six bits of the TOS byte: 0xb8."""
    caller, called = engines
    account_id, _ = caller.add_local_account("a"), called.add_local_account("b")
    call_id = caller.dial(account_id, f"sip:b@{LOOPBACK}:{called.port()}")
    called.send(Answer(called.wait_for_incoming()))
    caller.wait_for_state(call_id, CallState.ESTABLISHED)
    shown = subprocess.run([program("ss", "iproute2"), "-Huanp", "--tos"], capture_output=True, text=True, check=True).stdout
    ours = [line for line in shown.splitlines() if f"pid={caller.process.pid}," in line and f":{caller.port()} " not in line]
    assert sum("tos:0xb8" in line for line in ours) >= 2  # RTP and RTCP
