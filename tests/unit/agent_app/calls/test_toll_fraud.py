"""Nothing that comes in calls a paid number by itself: not a call, not a transfer, not a mailbox, not a second call in a hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_app.__main__ import main
from agent_app.accounts.calling import AutoAnswer, CallRules, Machine
from agent_app.commandline.options import COMMANDS, first_word, start_parser
from agent_app.control.protocol import Reply, Show
from telephony.calls import CallState
from telephony.messages import (
    AnswerTransfer,
    AnyEvent,
    CallChanged,
    CallReplaced,
    ConferenceChanged,
    Dial,
    DtmfReceived,
    IncomingCall,
    MailboxState,
    MessageReceived,
    Redirect,
    Transfer,
    TransferAsked,
    TransferProgress,
)
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, PREMIUM, Phone

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERS = st.sampled_from([MOSCOW, PREMIUM, "112", "*21*+74951112233#", "89161112233", "boris", "", "+7495%00", "a b"])
_URIS = st.one_of(
    st.builds("sip:{}@provider.test".format, _NUMBERS),
    st.builds("<sips:{}@other.test;transport=tls?Replaces=x&X=y>".format, _NUMBERS),
    st.builds("tel:{};ext=1".format, _NUMBERS),
    st.text(max_size=30),
)
_IDS = st.sampled_from(["one", "two", "three"])
_EVENTS: st.SearchStrategy[AnyEvent] = st.one_of(
    st.builds(
        IncomingCall,
        _IDS,
        st.just(ANNA),
        _URIS,
        st.text(max_size=5),
        asks_answer=st.booleans(),
        alert=_URIS,
        anonymous=st.booleans(),
        diverted_from=_URIS,
    ),
    st.builds(CallChanged, _IDS, st.sampled_from(CallState), st.just(5)),
    st.builds(TransferAsked, _IDS, _URIS, st.booleans()),
    st.builds(TransferProgress, _IDS, st.sampled_from([0, 100, 180, 200, 302, 486]), st.booleans()),
    st.builds(CallReplaced, _IDS, _IDS),
    st.builds(ConferenceChanged, st.just("g"), st.tuples(_IDS, _IDS)),
    st.builds(DtmfReceived, _IDS, st.sampled_from("0123456789*#")),
    st.builds(MailboxState, st.just(ANNA), st.booleans(), st.just(1), st.just(0), _URIS),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(_EVENTS, max_size=12))
def test_whatever_the_network_says_nothing_is_called(phone: Phone, events: Sequence[AnyEvent]) -> None:
    phone.set_rules(CallRules(auto_answer=AutoAnswer(everybody=True), machine=Machine(on=True, after_s=0), reject_anonymous=True))
    for event in events:
        phone.engine.say(event)
    phone.qtbot.wait(1)
    for kind in (Dial, Transfer, Redirect):
        assert phone.engine.told_of(kind) == []
    assert not any(command.accepted for command in phone.engine.told_of(AnswerTransfer))
    for call_id in ("one", "two", "three"):
        phone.engine.say(CallChanged(call_id, CallState.ENDED, 9))


@settings(max_examples=150, deadline=None)
@given(
    scheme=st.sampled_from(["tel:", "sip:", "sips:", "callto:", "TEL:", "tel://", "sip://"]),
    rest=st.one_of(
        st.sampled_from([PREMIUM, f"{PREMIUM} --now", f"--now {PREMIUM}", "dial", f"dial --now {PREMIUM}", "112?call=1", "x;y=dial&now=1"]),
        st.text(max_size=40),
    ),
)
def test_a_link_is_never_more_than_shown(scheme: str, rest: str) -> None:
    """A browser hands a link over as one argument: it is no command, and what it asks of the running program is to show it."""
    link = scheme + rest
    assert first_word([link]) not in COMMANDS
    assert start_parser().parse_args([link]).target == link
    with patch("agent_app.control.client.ask", return_value=Reply()) as ask, patch("agent_app.__main__.Path.exists", return_value=True):
        assert main([link]) == 0
    assert [call.args[1] for call in ask.call_args_list] == [Show(link)]


def test_a_message_with_a_number_in_it_calls_nobody(phone: Phone) -> None:
    phone.engine.say(MessageReceived(ANNA, "sip:boris@provider.test", "sip:anna@provider.test", "text/plain", f"tel:{PREMIUM}", "id", 1))
    assert phone.engine.told_of(Dial) == []
