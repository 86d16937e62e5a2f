"""Hold and transfer with phones that others wrote: baresip and Linphone hold us, are held, send us away and are sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AnswerTransfer, CallMedia, CallStats, IncomingCall, SetHeld, Transfer, TransferAsked, TransferProgress
from tests.interop.calling import Phone, new_id
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.kamailio import DOMAIN

if TYPE_CHECKING:
    from tests.interop.conftest import Agent, StartAgent
    from tests.peers.linphone import Linphone

Running = Callable[[Baresip], Baresip]


@pytest.fixture
def bare(tmp_path: Path, running: Running) -> Baresip:
    return running(Baresip(tmp_path / "baresip", BaresipAccount("bare", "127.0.0.1")))


def called(anna: Phone, phone: Baresip) -> str:
    call_id = anna.dial(phone.address)
    anna.stands(call_id)
    phone.wait_event("CALL_ESTABLISHED")
    anna.sounds(call_id)
    return call_id


def test_baresip_holds_us_and_takes_us_up_again(bare: Baresip) -> None:
    with Phone("anna") as anna:
        call_id = called(anna, bare)
        bare.command("hold")
        anna.is_held(call_id)
        since = anna.now()
        bare.command("resume")
        anna.is_held(call_id, held=False, since=since)
        anna.hangs_up(call_id)


def test_baresip_is_held_and_taken_up_again(bare: Baresip) -> None:
    with Phone("anna") as anna:
        call_id = called(anna, bare)
        anna.holds(call_id)
        since = anna.now()
        anna.holds(call_id, held=False)
        received = anna.hears_of(CallStats, since=since).received_packets
        anna.hears_of(CallStats, lambda event: event.received_packets > received + 30, since=since)
        anna.hangs_up(call_id)
        bare.wait_event("CALL_CLOSED")


def test_baresip_is_sent_to_another_phone(bare: Baresip) -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        call_id = called(anna, bare)
        anna.holds(call_id)
        anna.send(Transfer(call_id, boris.uri))
        into = boris.answer()
        done = anna.hears_of(TransferProgress, lambda event: event.call_id == call_id and event.is_final)
        assert done.status == 200
        anna.ends(call_id)
        boris.hangs_up(into)
        assert boris.engine.of(IncomingCall)[-1].remote_uri.startswith("sip:bare@")


def test_baresip_sends_us_to_another_phone_and_we_are_asked(bare: Baresip) -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        call_id = called(anna, bare)
        bare.command("transfer", boris.uri)
        asked = anna.hears_of(TransferAsked, lambda event: event.call_id == call_id)
        assert asked.target == boris.uri
        assert not boris.engine.of(IncomingCall)
        new = new_id()
        anna.send(AnswerTransfer(call_id, accepted=True, new_call_id=new))
        into = boris.answer()
        anna.stands(new)
        anna.ends(call_id)
        anna.hangs_up(new)
        boris.ends(into)


def test_linphone_holds_us_and_takes_us_up_again(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    caller, phone = agent(), linphone()
    call_id = to_linphone(caller, phone)
    phone.hold()
    phone.wait_call("paused")
    caller.engine.wait_for(CallMedia, lambda event: event.held_there)
    since = len(caller.engine.events)
    phone.resume()
    caller.engine.wait_for(CallMedia, lambda event: not event.held_there, since=since)
    caller.hang_up(call_id)


def test_linphone_sees_our_hold_and_its_end(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    caller, phone = agent(), linphone()
    call_id = to_linphone(caller, phone)
    caller.engine.send(SetHeld(call_id, held=True))
    phone.wait_call("paused_by_remote")
    caller.engine.wait_for(CallMedia, lambda event: event.held_here)
    phone.forget_events()
    caller.engine.send(SetHeld(call_id, held=False))
    phone.wait_call("streams_running")
    caller.hang_up(call_id)


def test_linphone_sends_us_to_boris_through_the_provider(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    caller, boris, phone = agent(), agent("boris"), linphone()
    call_id = to_linphone(caller, phone)
    phone.transfer(f"sip:boris@{DOMAIN}")
    asked = caller.engine.wait_for(TransferAsked)
    assert asked.target.startswith(f"sip:boris@{DOMAIN}")
    assert not boris.engine.of(IncomingCall)
    new = new_id()
    caller.engine.send(AnswerTransfer(call_id, accepted=True, new_call_id=new))
    into = boris.answer()
    caller.await_state(new, CallState.ESTABLISHED)
    phone.wait_call("released")
    caller.hang_up(new)
    boris.await_end(into)


def test_linphone_is_sent_to_boris_through_the_provider(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    """It says no more than "100 Trying" of it: whoever sent it there hangs up by hand, and the two talk on."""
    caller, boris, phone = agent(), agent("boris"), linphone()
    call_id = to_linphone(caller, phone)
    caller.engine.send(Transfer(call_id, f"sip:boris@{DOMAIN}"))
    into = boris.answer()
    caller.engine.wait_for(TransferProgress, lambda event: event.status == 100)
    caller.hang_up(call_id)
    boris.await_media(into)
    boris.hang_up(into)
    phone.wait_event("call", state="released", remote=f"sip:boris@{DOMAIN}")


def to_linphone(caller: Agent, phone: Linphone) -> str:
    """A call to Linphone that stands."""
    call_id = caller.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    caller.await_state(call_id, CallState.ESTABLISHED)
    phone.wait_call("streams_running")
    caller.await_media(call_id, 30)  # the codec's lock has passed too: Linphone gives up on a 491
    return call_id
