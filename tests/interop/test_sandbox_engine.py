"""Agent's engine and the sandbox: both processes real, both sides asserted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import (
    AccountState,
    AddAccount,
    Answer,
    CallMedia,
    CallStats,
    DialogSaved,
    DtmfReceived,
    HangUp,
    IncomingCall,
    MessageProgress,
    MessageReceived,
    MessageState,
    RegisterNow,
    Registration,
    ReleaseDialog,
    SendDtmf,
    SendMessage,
    Transport,
)
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account
from tests.peers.process import PATIENCE_S
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    """A provider of this test's own."""
    with SandboxProcess(tmp_path / "state") as process:
        yield process


class Signed:
    """An engine that is signed in as one user of a sandbox."""

    def __init__(self, engine: EngineProcess, sandbox: SandboxProcess, user: str, transport: Transport, password: str = "") -> None:
        self.engine = engine
        self.sandbox = sandbox
        config = account(
            user,
            sandbox.domain,
            password or sandbox.accounts[user].password,
            proxy=f"127.0.0.1:{sandbox.sip_port}",
            transport=transport,
        )
        self.account_id = config.account_id
        engine.send(AddAccount(config))

    def await_state(self, state: Registration, timeout_s: float = PATIENCE_S, since: int = 0) -> AccountState:
        """The first such state of the account."""
        return self.engine.wait_for(AccountState, lambda one: one.account_id == self.account_id and one.state is state, timeout_s, since)

    def registered(self) -> Signed:
        """Once it is."""
        self.await_state(Registration.REGISTERED)
        return self

    def dial(self, target: str) -> str:
        """Calls a user or a number of the sandbox."""
        return self.engine.dial(self.account_id, f"sip:{target}@{self.sandbox.domain}")

    def ended(self, call_id: str, timeout_s: float = PATIENCE_S) -> ReasonCode:
        """Why a call has ended."""
        reason = self.engine.wait_for_state(call_id, CallState.ENDED, timeout_s).reason
        assert reason is not None
        return reason.code


@pytest.fixture
def engine(sandbox: SandboxProcess) -> Iterator[EngineProcess]:
    """An engine without sound devices; it leaves before the provider does."""
    assert sandbox.sip_port
    with EngineProcess() as process:
        yield process


@pytest.fixture(params=[Transport.UDP, Transport.TCP])
def anna(engine: EngineProcess, sandbox: SandboxProcess, request: pytest.FixtureRequest) -> Signed:
    """Anna, signed in, once over each transport."""
    return Signed(engine, sandbox, "anna", request.param).registered()


@pytest.fixture
def udp_anna(engine: EngineProcess, sandbox: SandboxProcess) -> Signed:
    """Anna, signed in over UDP."""
    return Signed(engine, sandbox, "anna", Transport.UDP).registered()


def test_an_sms_goes_out_and_its_answer_comes_in(sandbox: SandboxProcess, anna: Signed) -> None:
    anna.engine.send(SendMessage("m1", anna.account_id, f"sip:+79161112233@{sandbox.domain}", "Привет 🙂"))
    sent = anna.engine.wait_for(MessageState, lambda event: event.state is not MessageProgress.SENDING)
    assert (sent.message_id, sent.state, sent.sip_status) == ("m1", MessageProgress.ACCEPTED, 202)
    answer = anna.engine.wait_for(MessageReceived)
    assert (answer.from_uri, answer.body) == (f"sip:+79161112233@{sandbox.domain}", "Получено: «Привет 🙂»")
    assert dict(answer.headers)["x-orig-call-id"] == sent.sip_call_id
    [sms] = sandbox.get("/v1/sms").content["messages"]
    assert (sms["state"], sms["text"]) == ("delivered", "Привет 🙂")


def test_a_landline_takes_no_sms(sandbox: SandboxProcess, udp_anna: Signed) -> None:
    udp_anna.engine.send(SendMessage("m1", udp_anna.account_id, f"sip:+74951112233@{sandbox.domain}", "x"))
    sent = udp_anna.engine.wait_for(MessageState, lambda event: event.state is not MessageProgress.SENDING)
    assert (sent.state, sent.sip_status) == (MessageProgress.FAILED, 403)
    assert sandbox.get("/v1/sms").content["messages"] == []


def test_a_trial_call_carries_sound_both_ways_and_takes_trial_seconds(sandbox: SandboxProcess, anna: Signed) -> None:
    call = anna.dial("+74951112233")
    anna.engine.wait_for_state(call, CallState.RINGING)
    anna.engine.wait_for_state(call, CallState.ESTABLISHED)
    assert anna.engine.wait_for(CallMedia).codec in {"PCMA", "PCMU"}
    anna.engine.wait_for(CallStats, lambda stats: min(stats.sent_packets, stats.received_packets) > 60)
    anna.engine.send(HangUp(call))
    assert anna.ended(call) is ReasonCode.HUNG_UP_HERE
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["cost_micros"]) == ("hung_up_by_caller", 0)
    assert min(record["rtp_sent"], record["rtp_received"]) > 60
    assert sandbox.account()["trial_seconds_left"] == 300 - record["trial_seconds"] < 300


def test_a_refused_call_says_why(udp_anna: Signed) -> None:
    expected = {
        "74951112201": ReasonCode.BUSY,
        "74951112203": ReasonCode.NOT_FOUND,
        "74951112209": ReasonCode.DECLINED,
        "74951112210": ReasonCode.SERVICE_UNAVAILABLE,
        "74951112211": ReasonCode.UNAVAILABLE,
        "78091112233": ReasonCode.FORBIDDEN,
        "boris": ReasonCode.UNAVAILABLE,
        "nobody": ReasonCode.NOT_FOUND,
    }
    assert {number: udp_anna.ended(udp_anna.dial(number)) for number in expected} == expected


def test_without_money_the_call_is_refused(sandbox: SandboxProcess, udp_anna: Signed) -> None:
    sandbox.set_credit(balance_micros=0, trial_seconds_left=0)
    assert udp_anna.ended(udp_anna.dial("74951112233")) is ReasonCode.PAYMENT_REQUIRED


def test_early_media_comes_before_the_answer(udp_anna: Signed) -> None:
    call = udp_anna.dial("74951112204")
    udp_anna.engine.wait_for_state(call, CallState.EARLY_MEDIA)
    udp_anna.engine.wait_for_state(call, CallState.ESTABLISHED)
    udp_anna.engine.send(HangUp(call))
    udp_anna.ended(call)


def test_a_call_given_up_while_it_rings_is_cancelled_at_the_provider(sandbox: SandboxProcess, anna: Signed) -> None:
    call = anna.dial("74951112202")
    anna.engine.wait_for_state(call, CallState.RINGING)
    anna.engine.send(HangUp(call))
    assert anna.ended(call) is ReasonCode.CANCELLED_HERE
    assert sandbox.wait_for_record()["end_cause"] == "cancelled"


def test_the_call_ends_when_the_credit_ends(sandbox: SandboxProcess, anna: Signed) -> None:
    sandbox.set_credit(balance_micros=0, trial_seconds_left=2)
    call = anna.dial("74951112200")
    anna.engine.wait_for_state(call, CallState.ESTABLISHED)
    assert anna.ended(call) is ReasonCode.CREDIT_EXHAUSTED
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["trial_seconds"]) == ("credit_exhausted", 2)


def test_digits_go_both_ways(sandbox: SandboxProcess, udp_anna: Signed) -> None:
    call = udp_anna.dial("74951112208")
    udp_anna.engine.wait_for_state(call, CallState.ESTABLISHED)
    udp_anna.engine.send(SendDtmf(call, "147*"))
    sandbox.wait_for(lambda: sandbox.active()[0]["digits"] == "147*")
    udp_anna.engine.send(HangUp(call))
    udp_anna.ended(call)
    call = udp_anna.dial("74951112207")
    udp_anna.engine.wait_for(DtmfReceived, lambda one: one.digit == "#")
    assert "".join(one.digit for one in udp_anna.engine.of(DtmfReceived)) == "1234567890*#"
    udp_anna.engine.send(HangUp(call))
    udp_anna.ended(call)


def test_callback_calls_back(sandbox: SandboxProcess, udp_anna: Signed) -> None:
    first = udp_anna.dial("callback")
    assert udp_anna.ended(first) is ReasonCode.HUNG_UP_THERE
    incoming = udp_anna.engine.wait_for(IncomingCall)
    assert "callback@" in incoming.remote_uri
    udp_anna.engine.send(Answer(incoming.call_id))
    udp_anna.engine.wait_for_state(incoming.call_id, CallState.ESTABLISHED)
    udp_anna.engine.wait_for(CallStats, lambda stats: stats.call_id == incoming.call_id and stats.received_packets > 30)
    udp_anna.engine.send(HangUp(incoming.call_id))
    assert udp_anna.ended(incoming.call_id) is ReasonCode.HUNG_UP_HERE
    assert sandbox.wait_for_record()["end_cause"] == "hung_up_by_callee"


def test_two_agents_call_each_other_for_free(sandbox: SandboxProcess, anna: Signed) -> None:
    with EngineProcess() as other:
        boris = Signed(other, sandbox, "boris", Transport.TCP).registered()
        call = anna.dial("boris")
        incoming = other.wait_for_incoming()
        other.send(Answer(incoming))
        anna.engine.wait_for_state(call, CallState.ESTABLISHED)
        other.wait_for_state(incoming, CallState.ESTABLISHED)
        for party in (anna.engine, other):
            party.wait_for(CallStats, lambda stats: min(stats.sent_packets, stats.received_packets) > 40)
        other.send(HangUp(incoming))
        assert anna.ended(call) is ReasonCode.HUNG_UP_THERE
        assert boris.ended(incoming) is ReasonCode.HUNG_UP_HERE
    assert sandbox.wait_for_record()["end_cause"] == "hung_up_by_callee"
    assert sandbox.account()["balance_micros"] == 12_400_000


def test_a_wrong_password_is_told(engine: EngineProcess, sandbox: SandboxProcess) -> None:
    state = Signed(engine, sandbox, "anna", Transport.UDP, "wrong").await_state(Registration.FAILED)
    assert state.reason is not None
    assert state.reason.code is ReasonCode.WRONG_PASSWORD


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_provider_that_was_killed_and_is_back_is_registered_with_again(
    engine: EngineProcess, sandbox: SandboxProcess, transport: Transport
) -> None:
    anna = Signed(engine, sandbox, "anna", transport).registered()
    sandbox.kill()
    sandbox.start()
    seen = len(engine.events)
    engine.send(RegisterNow(anna.account_id))
    anna.await_state(Registration.REGISTERED, since=seen)
    sandbox.place_call("anna", "+74951112233")
    incoming = engine.wait_for(IncomingCall, since=seen)
    engine.send(HangUp(incoming.call_id))
    assert sandbox.wait_for_record()["end_cause"] == "declined"


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_call_of_a_killed_engine_is_ended_at_the_provider_by_the_next_one(sandbox: SandboxProcess, transport: Transport) -> None:
    with EngineProcess() as lost:
        call = Signed(lost, sandbox, "anna", transport).registered().dial("74951112213")
        lost.wait_for_state(call, CallState.ESTABLISHED)
        lost.wait_for(CallStats, lambda stats: stats.received_packets > 20)
        dialog = [event for event in lost.of(DialogSaved) if event.call_id == call][-1].dialog
        lost.kill()
    with EngineProcess() as other:
        anna = Signed(other, sandbox, "anna", transport).registered()
        other.send(ReleaseDialog(anna.account_id, dialog))
        sandbox.wait_for(lambda: not sandbox.active())
    assert sandbox.wait_for_record()["end_cause"] == "hung_up_by_caller"
