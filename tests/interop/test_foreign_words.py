"""What programs that share no code with the engine say in their own way: keys by INFO, a voice mailbox's lamp, a call taken elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, DtmfReceived, HangUp, MailboxState, Registration, SendDtmf
from telephony.networking import DtmfMethod, MediaConfig
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, password_of
from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.sipp import Sipp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

BY_INFO = MediaConfig(dtmf=DtmfMethod.INFO)


def test_keys_by_info_go_both_ways_with_a_linphone(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, ours = linphone(keys_by_info=True), agent(media=BY_INFO)
    call_id = ours.dial("lin")
    phone.wait_call("incoming")
    phone.accept()
    ours.await_state(call_id, CallState.ESTABLISHED)
    ours.engine.send(SendDtmf(call_id, "48#"))
    eventually(lambda: phone.dtmf_received() == "48#", PATIENCE_S, "Linphone hears 48#")
    phone.send_dtmf("06*")
    ours.engine.wait_for(DtmfReceived, lambda event: event.digit == "*")
    assert "".join(event.digit for event in ours.engine.of(DtmfReceived)) == "06*"
    ours.hang_up(call_id)


def test_keys_by_info_reach_a_baresip(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    phone, ours = baresip(), agent(media=BY_INFO)
    call_id = ours.dial_and_talk("bare")
    ours.engine.send(SendDtmf(call_id, "15*#"))
    eventually(lambda: phone.dtmf_received() == "15*#", PATIENCE_S, "baresip hears 15*#")
    ours.hang_up(call_id)


def test_a_mailbox_is_told_of_by_sipp(running: Callable[[Sipp], Sipp], tmp_path: Path) -> None:
    with EngineProcess() as engine:
        account_id = engine.add_local_account("user")
        teller = running(Sipp(tmp_path / "sipp", "tells_mailbox", calls=engine.uri(user="user")))
        told = engine.wait_for(MailboxState)
        assert told == MailboxState(account_id, waiting=True, new=4, old=8, address=f"sip:voicemail@{LOOPBACK}")
        teller.await_success()


def test_a_call_that_another_device_takes_is_answered_elsewhere(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    """Kamailio forks it, and says why it cancels (RFC 3326)."""
    ours = agent("vera")
    other = baresip(user="vera", password=password_of("vera"), answer="manual")
    caller = agent("boris")
    call_id = caller.dial("vera")
    ringing = ours.engine.wait_for_incoming()
    other.wait_event("CALL_INCOMING")
    other.accept()
    assert ours.await_end(ringing).code is ReasonCode.ANSWERED_ELSEWHERE
    caller.await_state(call_id, CallState.ESTABLISHED)
    caller.hang_up(call_id)


def test_a_call_that_its_caller_gives_up_was_not_answered_elsewhere(agent: StartAgent, baresip: Callable[..., Baresip]) -> None:
    ours, caller = agent("vera"), baresip()
    caller.dial(f"sip:vera@{DOMAIN}")
    ringing = ours.engine.wait_for_incoming()
    caller.hang_up()
    assert ours.await_end(ringing).code is ReasonCode.CANCELLED_THERE


def test_the_sandbox_says_too_that_another_device_took_the_call(tmp_path: Path) -> None:
    def registered(engine: EngineProcess, user: str) -> str:
        config = account(user, sandbox.domain, sandbox.accounts[user].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}")
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        return config.account_id

    with SandboxProcess(tmp_path / "state") as sandbox, EngineProcess() as desk, EngineProcess() as sofa, EngineProcess() as caller:
        for device in (desk, sofa):
            registered(device, "anna")
        call_id = caller.dial(registered(caller, "boris"), f"sip:anna@{sandbox.domain}")
        ringing = desk.wait_for_incoming()
        sofa.send(Answer(sofa.wait_for_incoming()))
        reason = desk.wait_for_state(ringing, CallState.ENDED).reason
        assert reason is not None
        assert reason.code is ReasonCode.ANSWERED_ELSEWHERE
        caller.wait_for_state(call_id, CallState.ESTABLISHED)
        caller.send(HangUp(call_id))
        caller.wait_for_state(call_id, CallState.ENDED)
