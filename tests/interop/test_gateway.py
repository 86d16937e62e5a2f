"""Numbers: through Kamailio to a gateway that answers, refuses, keeps silent, crosses and talks nonsense."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import HangUp
from telephony.reasons import ReasonCode
from tests.peers.process import eventually
from tests.peers.sipp import Sipp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip
    from tests.peers.kamailio import Kamailio

NUMBER = "74951112233"


def test_a_number_that_answers_is_talked_to(agent: StartAgent, gateway: Callable[..., Sipp], kamailio: Kamailio) -> None:
    called, caller = gateway("answer"), agent()
    call = caller.dial_and_talk(NUMBER)
    caller.await_media(call)  # sipp echoes
    assert caller.hang_up(call).code is ReasonCode.HUNG_UP_HERE
    called.await_success()
    eventually(lambda: bool(kamailio.call_records("vera", NUMBER)), 30, "the call is on record")
    assert 0.5 < kamailio.call_records("vera", NUMBER)[-1] < 30


@pytest.mark.parametrize(
    ("status", "phrase", "reason"),
    [
        ("404", "Not Found", ReasonCode.NOT_FOUND),
        ("480", "Temporarily Unavailable", ReasonCode.UNAVAILABLE),
        ("484", "Address Incomplete", ReasonCode.ADDRESS_INCOMPLETE),
        ("486", "Busy Here", ReasonCode.BUSY),
        ("488", "Not Acceptable Here", ReasonCode.NOT_ACCEPTABLE),
        ("503", "Service Unavailable", ReasonCode.SERVICE_UNAVAILABLE),
        ("603", "Decline", ReasonCode.DECLINED),
    ],
)
def test_each_refusal_has_its_reason(agent: StartAgent, gateway: Callable[..., Sipp], status: str, phrase: str, reason: ReasonCode) -> None:
    called, caller = gateway("reject", status=status, phrase=phrase), agent()
    ended = caller.await_end(caller.dial(NUMBER))
    assert (ended.code, ended.sip_status) == (reason, int(status))
    called.await_success()


def test_without_credit_a_number_is_refused_with_402(agent: StartAgent) -> None:
    poor = agent("boris")
    ended = poor.await_end(poor.dial(NUMBER))
    assert (ended.code, ended.sip_status) == (ReasonCode.PAYMENT_REQUIRED, 402)


def test_the_call_ends_on_both_sides_when_the_credit_does(agent: StartAgent, gateway: Callable[..., Sipp], kamailio: Kamailio) -> None:
    before = len(kamailio.call_records("anna", NUMBER))
    called, caller = gateway("answer"), agent("anna")  # credit for five seconds
    call = caller.dial_and_talk(NUMBER)
    assert caller.await_end(call).code in (ReasonCode.HUNG_UP_THERE, ReasonCode.CREDIT_EXHAUSTED)
    called.await_success()
    eventually(lambda: len(kamailio.call_records("anna", NUMBER)) > before, 30, "the call is on record")
    assert 4 < kamailio.call_records("anna", NUMBER)[-1] < 9


def test_an_unknown_user_and_one_who_is_away_are_told_apart(agent: StartAgent) -> None:
    caller = agent()
    assert caller.await_end(caller.dial("nobody")).code is ReasonCode.NOT_FOUND
    assert caller.await_end(caller.dial("boris")).code is ReasonCode.UNAVAILABLE


def test_a_number_that_nobody_takes_ends_as_not_answered(agent: StartAgent, gateway: Callable[..., Sipp]) -> None:
    called, caller = gateway("no_answer"), agent()
    call = caller.dial(NUMBER)
    caller.await_state(call, CallState.RINGING)
    ended = caller.await_end(call)  # the provider rings for six seconds
    assert (ended.code, ended.sip_status) == (ReasonCode.NO_ANSWER, 408)
    called.await_success()


def test_a_ringing_number_that_we_cancel_is_told_so(agent: StartAgent, gateway: Callable[..., Sipp]) -> None:
    called, caller = gateway("no_answer"), agent()
    call = caller.dial(NUMBER)
    caller.await_state(call, CallState.RINGING)
    assert caller.hang_up(call).code is ReasonCode.CANCELLED_HERE
    called.await_success()


def test_an_answer_that_crosses_our_cancel_is_hung_up_again(agent: StartAgent, gateway: Callable[..., Sipp]) -> None:
    called, caller = gateway("crossing"), agent()
    call = caller.dial(NUMBER)
    caller.await_state(call, CallState.RINGING)
    caller.engine.send(HangUp(call))
    assert caller.await_end(call).code is ReasonCode.CANCELLED_HERE
    called.await_success()  # it got ACK and BYE
    assert CallState.ESTABLISHED not in caller.states(call)


def test_a_call_to_one_who_says_nothing_at_all_is_given_up_at_once(
    agent: StartAgent, running: Callable[[Sipp], Sipp], tmp_path: Path
) -> None:
    called, caller = running(Sipp(tmp_path / "silent", "silent")), agent()
    call = caller.engine.dial(caller.account_id, called.address)
    assert caller.hang_up(call).code is ReasonCode.CANCELLED_HERE


def test_a_far_hang_up_ends_the_call_here(agent: StartAgent, gateway: Callable[..., Sipp]) -> None:
    called, caller = gateway("bye_after"), agent()
    call = caller.dial_and_talk(NUMBER)
    assert caller.await_end(call).code is ReasonCode.HUNG_UP_THERE
    called.await_success()


def test_an_answer_without_usable_media_ends_and_leaves_the_engine_working(
    agent: StartAgent, gateway: Callable[..., Sipp], baresip: Callable[..., Baresip]
) -> None:
    called, phone, caller = gateway("bad_sdp"), baresip(), agent()
    caller.await_end(caller.dial(NUMBER))
    call = caller.dial_and_talk("bare")
    caller.await_media(call, packets=20)
    caller.hang_up(call)
    phone.wait_event("CALL_CLOSED")
    called.await_success()  # a BYE that nobody answers would come again, to who is at that port next


def test_a_malformed_reply_does_not_disturb_the_call_that_ends_busy(agent: StartAgent, gateway: Callable[..., Sipp]) -> None:
    called, caller = gateway("bad_reply"), agent()
    assert caller.await_end(caller.dial(NUMBER)).code is ReasonCode.BUSY
    called.await_success()
