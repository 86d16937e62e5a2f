"""Ringing that is confirmed (100rel, RFC 3262), with who shares no code with the engine: sipp, Linphone; and through the sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, CallMedia, HangUp, IncomingCall, Registration
from telephony.networking import Demand, MediaConfig
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN
from tests.peers.ports import LOOPBACK
from tests.peers.process import eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone
from tests.peers.sipp import Sipp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.interop.conftest import StartAgent
    from tests.peers.linphone import Linphone


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@pytest.mark.parametrize("demand", [Demand.OPTIONAL, Demand.REQUIRED])
def test_each_reliable_answer_of_another_is_confirmed_by_its_number(
    engine: EngineProcess, running: Callable[[Sipp], Sipp], tmp_path: Path, demand: Demand
) -> None:
    called = running(Sipp(tmp_path / "sipp", "reliable"))
    mine = engine.add_local_account(media=MediaConfig(reliable_provisional=demand))
    call_id = engine.dial(mine, called.address)
    engine.wait_for_state(call_id, CallState.ESTABLISHED)
    engine.wait_for(CallMedia, lambda event: event.call_id == call_id)  # as the 183 described it
    engine.send(HangUp(call_id))
    engine.wait_for_state(call_id, CallState.ENDED)
    called.await_success()
    engine.remove_account(mine)


@pytest.mark.parametrize("demand", [Demand.OPTIONAL, Demand.REQUIRED])
def test_who_requires_it_is_told_of_our_ringing_reliably(
    engine: EngineProcess, running: Callable[[Sipp], Sipp], tmp_path: Path, demand: Demand
) -> None:
    mine = engine.add_local_account("user", media=MediaConfig(reliable_provisional=demand))
    since = len(engine.events)
    caller = running(Sipp(tmp_path / "sipp", "reliable_caller", calls=engine.uri(user="user")))
    eventually(lambda: "CSeq: 2 PRACK" in caller.messages().partition("SIP/2.0 200")[2], 30, "the PRACK is confirmed")
    call_id = engine.wait_for(IncomingCall, since=since).call_id
    engine.send(Answer(call_id))
    engine.wait_for_state(call_id, CallState.ENDED)
    caller.await_success()
    engine.remove_account(mine)


def test_confirmations_pass_through_the_sandbox(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, SandboxPhone(sandbox, "boris") as boris, EngineProcess() as engine:
        boris.register()
        config = account(
            *("anna", sandbox.domain, sandbox.accounts["anna"].password),
            proxy=f"{LOOPBACK}:{sandbox.sip_port}",
            media=MediaConfig(reliable_provisional=Demand.REQUIRED),
        )
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        call_id = engine.dial(config.account_id, boris.address)
        invite = boris.receive()
        invite.headers["to"] += ";tag=boris"
        route = f"Record-Route: {invite.headers['record-route']}\r\nContact: <{boris.contact}>\r\n"
        boris.reply(invite, "180 Ringing", f"{route}Require: 100rel\r\nRSeq: 7\r\n")
        confirmation = boris.receive()
        assert confirmation.headers["rack"] == f"7 {invite.headers['cseq']}"
        assert confirmation.headers["via"].count("SIP/2.0/") == 2, "it came by way of the provider"
        boris.reply(confirmation, "200 OK")
        boris.reply(invite, "486 Busy Here")
        engine.wait_for_state(call_id, CallState.ENDED)


def test_a_linphone_that_requires_it_is_called_and_calls(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone = linphone(reliable=True)
    ours = agent()
    call_id = ours.dial("lin")
    phone.wait_event("call", state="incoming")
    phone.accept()
    ours.await_state(call_id, CallState.ESTABLISHED)
    ours.hang_up(call_id)
    phone.dial(f"sip:vera@{DOMAIN}")
    into = ours.answer()
    ours.await_media(into)
    ours.hang_up(into)
