"""Hold, transfers, referrals and conferences by a clock that is turned by hand."""

from __future__ import annotations

import errno

import pytest

from telephony.calling import AnswerTransfer, Conference, ConferenceChanged, SetParty, Transfer, TransferAsked, TransferProgress, TransferTo
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.calls import CallListener
from telephony.engine.conferences import Conferences
from telephony.engine.holding import Holding
from telephony.engine.referrals import Referrals
from telephony.engine.refusal import Refused
from telephony.engine.siptext import SipMessage
from telephony.engine.targets import check_target
from telephony.engine.transfers import Transfers
from telephony.messages import CallChanged, CommandRefused
from telephony.pj.facts import DisconnectedFact, ReferFact, TransferFact
from telephony.pj.guard import SipError
from telephony.reasons import ReasonCode
from tests.unit.telephony.engine.calling.fakes import World, request, response, sdp


class Rooms(CallListener):
    """The rooms wired as `CallControl` wires them."""

    def __init__(self, world: World) -> None:
        self.holding = Holding(world.desk, world.stack)
        self.conferences = Conferences(world.desk, self.holding)
        self.transfers = Transfers(world.desk, self.holding, world.stack)
        self.placed: list[tuple[str, str, str, dict[str, str]]] = []
        self.referrals = Referrals(world.desk, world.stack, lambda uri: check_target(uri, lambda _: True), self._place)
        world.listen(self)

    def _place(self, call_id: str, account_id: str, target: str, headers: dict[str, str]) -> None:
        self.placed.append((call_id, account_id, target, headers))

    def changed(self, call: Call, new_stream: bool = False) -> None:
        if call.state is CallState.ENDED:
            self.transfers.over(call)
            self.referrals.over(call)
            self.conferences.over(call)

    def heard(self, call: Call, message: SipMessage, received: bool) -> None:
        self.holding.heard(call, message, received)
        self.referrals.heard(call, message, received)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def rooms(world: World) -> Rooms:
    return Rooms(world)


def asked(world: World, what: str) -> int:
    return sum(entry[0] == what for entry in world.stack.asked)


def agree(call: Call, rooms: Rooms, direction: str, answer: str = "recvonly") -> None:
    """The far side's yes to our offer."""
    for message, received in ((request("INVITE", body=sdp(direction)), False), (response(200, body=sdp(answer)), True)):
        call.sdp.feed(message, received)
        rooms.heard(call, message, received)


# --- hold ----------------------------------------------------------------------------------------------------------------------


def test_a_hold_is_asked_once_and_agreed(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    agree(call, rooms, "sendonly")
    world.pass_time(10)
    assert asked(world, "hold") == 1
    assert call.sdp.held_here


def test_a_request_that_crosses_is_asked_again_after_a_while(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    rooms.heard(call, response(491), received=True)
    world.pass_time(2.0)
    assert asked(world, "hold") == 1, "who owns the Call-ID waits 2.1 s at least (RFC 3261 section 14.1)"
    world.pass_time(2.1)
    assert asked(world, "hold") == 2


def test_an_offer_on_its_way_is_waited_for(world: World, rooms: Rooms) -> None:
    world.call("a")
    world.stack.failing.add("hold")
    rooms.holding.set_held("a", held=True)
    world.pass_time(1)
    world.stack.failing.clear()
    world.pass_time(1)
    assert asked(world, "hold") == 1
    assert not world.told(CommandRefused)


def test_a_stack_that_never_gets_ready_is_given_up(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    world.stack.failing.add("hold")
    rooms.holding.set_held("a", held=True)
    world.pass_time(30)
    assert [event.command for event in world.told(CommandRefused)] == ["SetHeld"]
    assert not call.hold_wanted


def test_a_changed_mind_is_asked_for_after_the_answer_to_the_first(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    rooms.holding.set_held("a", held=False)
    agree(call, rooms, "sendonly")
    world.pass_time(1)
    assert [entry[0] for entry in world.stack.asked] == ["hold", "resume"]


def test_what_our_answer_to_them_said_of_us_is_put_right(world: World, rooms: Rooms) -> None:
    """A hold that was taken back while it failed: the stack still means it when it answers their offer."""
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    rooms.holding.set_held("a", held=False)
    rooms.heard(call, response(491), received=True)
    for message, received in ((request("INVITE", body=sdp("sendrecv")), True), (response(200, body=sdp("sendonly")), False)):
        call.sdp.feed(message, received)
        rooms.heard(call, message, received)
    assert call.sdp.held_here
    world.pass_time(1)
    assert [entry[0] for entry in world.stack.asked] == ["hold", "resume"]


def test_an_ended_call_is_not_asked_any_more(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    rooms.heard(call, response(491), received=True)
    world.calls.on_disconnected(DisconnectedFact("a", 200, "", answered=True))
    world.pass_time(10)
    assert asked(world, "hold") == 1


@pytest.mark.parametrize(
    ("system", "code"),
    [
        (errno.ENETUNREACH, ReasonCode.NETWORK_UNREACHABLE),
        (errno.ECONNREFUSED, ReasonCode.CONNECTION_REFUSED),
        (errno.EINVAL, ReasonCode.INTERNAL),
    ],
)
def test_a_call_that_the_network_does_not_take_says_so(world: World, rooms: Rooms, system: int, code: ReasonCode) -> None:
    def place() -> None:
        raise SipError("dial", 120_000 + system, "why")

    assert rooms.placed == []
    world.calls.dial("a", "account", "", place)
    last = world.told(CallChanged)[-1]
    assert (last.state, last.reason.code) == (CallState.ENDED, code)


# --- transfers of ours -----------------------------------------------------------------------------------------------------------


def test_a_transfer_ends_the_call_with_its_success(world: World, rooms: Rooms) -> None:
    world.call("a")
    rooms.transfers.transfer(Transfer("a", "sip:c@example.org"), "sip:c@example.org")
    for status, is_final in ((100, False), (180, False), (180, False), (200, True), (200, True)):
        rooms.transfers.on_progress(TransferFact("a", status, "", is_final))
    assert [(event.status, event.is_final) for event in world.told(TransferProgress)] == [
        (0, False),
        (100, False),
        (180, False),
        (200, True),
    ]
    assert asked(world, "hang up") == 1


def test_the_replaced_call_is_ended_where_nobody_else_does(world: World, rooms: Rooms) -> None:
    world.call("a")
    world.call("b")
    rooms.transfers.transfer_to(TransferTo("a", "b"))
    rooms.transfers.on_progress(TransferFact("a", 200, "OK", is_final=True))
    world.pass_time(3)
    assert ("hang up", "b", 0) not in world.stack.asked
    world.pass_time(2)
    assert ("hang up", "b", 0) in world.stack.asked


def test_a_far_side_that_takes_the_others_place_and_does_not_say_so_has_obeyed(world: World, rooms: Rooms) -> None:
    """Whom we asked first ended his call with us: it was replaced."""
    world.call("a")
    world.call("b")
    rooms.transfers.transfer_to(TransferTo("a", "b"))
    rooms.transfers.on_progress(TransferFact("a", 100, "Trying", is_final=False))
    world.calls.on_disconnected(DisconnectedFact("b", 200, "", answered=True))
    world.pass_time(1.9)
    assert not world.told(TransferProgress)[-1].is_final, "it may have gone wrong: that would be said now"
    world.pass_time(0.2)
    last = world.told(TransferProgress)[-1]
    assert (last.status, last.is_final, last.reason) == (202, True, None)
    assert asked(world, "hang up") == 1


def test_whom_we_asked_first_may_just_hang_up(world: World, rooms: Rooms) -> None:
    world.call("a")
    world.call("b")
    rooms.transfers.transfer_to(TransferTo("a", "b"))
    world.calls.on_disconnected(DisconnectedFact("b", 200, "", answered=True))
    world.pass_time(1)
    rooms.transfers.on_progress(TransferFact("a", 481, "", is_final=True))
    world.pass_time(5)
    assert world.told(TransferProgress)[-1].reason is not None
    assert asked(world, "hang up") == 0


@pytest.mark.parametrize(
    ("status", "is_final", "code"), [(486, True, ReasonCode.BUSY), (603, False, ReasonCode.DECLINED), (100, True, ReasonCode.SERVER_ERROR)]
)
def test_a_transfer_that_fails_gives_the_call_back(world: World, rooms: Rooms, status: int, is_final: bool, code: ReasonCode) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    agree(call, rooms, "sendonly")
    rooms.transfers.transfer(Transfer("a", "sip:c@example.org"), "sip:c@example.org")
    rooms.transfers.on_progress(TransferFact("a", status, "", is_final))
    failed = world.told(TransferProgress)[-1]
    assert failed.is_final
    assert failed.reason.code is code
    assert asked(world, "resume") == 1
    assert asked(world, "hang up") == 0


def test_after_a_failed_attended_transfer_both_calls_stand_as_they_were(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    world.call("b")
    rooms.holding.set_held("a", held=True)
    agree(call, rooms, "sendonly")
    rooms.transfers.transfer_to(TransferTo("a", "b"))
    rooms.transfers.on_progress(TransferFact("a", 486, "", is_final=True))
    world.pass_time(10)
    assert asked(world, "resume") == asked(world, "hang up") == 0


def test_a_far_side_that_never_says_how_it_went_is_not_waited_for_for_ever(world: World, rooms: Rooms) -> None:
    world.call("a")
    rooms.transfers.transfer(Transfer("a", "sip:c@example.org"), "sip:c@example.org")
    rooms.transfers.on_progress(TransferFact("a", 100, "", is_final=False))
    world.pass_time(121)
    assert world.told(TransferProgress)[-1].reason.code is ReasonCode.NO_RESPONSE
    rooms.transfers.transfer(Transfer("a", "sip:c@example.org"), "sip:c@example.org")


def test_a_far_side_that_hangs_up_at_once_has_obeyed(world: World, rooms: Rooms) -> None:
    world.call("a")
    rooms.transfers.transfer(Transfer("a", "sip:c@example.org"), "sip:c@example.org")
    world.calls.on_disconnected(DisconnectedFact("a", 200, "", answered=True))
    last = world.told(TransferProgress)[-1]
    assert (last.status, last.is_final, last.reason) == (202, True, None)


# --- transfers asked of us ---------------------------------------------------------------------------------------------------------


def told_far_side(world: World) -> list[tuple[str, bool]]:
    return [(entry[2], entry[3]) for entry in world.stack.asked if entry[0] == "tell"]


def test_a_refer_asks_and_after_half_a_minute_is_refused(world: World, rooms: Rooms) -> None:
    world.call("a")
    rooms.referrals.on_refer(ReferFact("a", "<sip:c@example.org>"))
    world.pass_time(29)
    assert told_far_side(world) == [("100 Trying", False)]
    world.pass_time(2)
    assert told_far_side(world)[-1] == ("603 Decline", True)
    assert not rooms.placed
    with pytest.raises(Refused):
        rooms.referrals.answer(AnswerTransfer("a", accepted=True, new_call_id="new"))


def test_an_accepted_refer_is_dialled_and_told_of(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.heard(call, request("REFER", ("referred-by", "<sip:boss@example.org>")), received=True)
    rooms.referrals.on_refer(ReferFact("a", "C <sip:c@example.org?Replaces=x%40y%3Bto-tag%3D1%3Bfrom-tag%3D2&Subject=spam>"))
    assert world.told(TransferAsked) == [TransferAsked("a", "sip:c@example.org", attended=True)]
    rooms.referrals.answer(AnswerTransfer("a", accepted=True, new_call_id="new"))
    headers = {"Replaces": "x@y;to-tag=1;from-tag=2", "Referred-By": "<sip:boss@example.org>"}
    new = world.calls.find("new")
    for status in (100, 407, 180, 200):
        rooms.heard(new, response(status), received=True)
    assert told_far_side(world) == [("100 Trying", False), ("180 Ringing", False), ("200 OK", True)]
    world.pass_time(60)
    assert len(told_far_side(world)) == 3
    assert new.account_id == "account"
    assert rooms.placed == [("new", "account", "sip:c@example.org", headers)]


@pytest.mark.parametrize(
    "target",
    [
        *("<tel:+74951112233>", "<http://example.org>", "<sip:>", ""),
        "<sip:c@example.org?Replaces=1%40a%3Bto-tag=2%3Bfrom-tag=3%0D%0ARoute%3A%20%3Csip%3Aelsewhere%3E>",
        "<sip:c@example.org?Replaces=%C3%A9>",
    ],
)
def test_what_cant_be_called_is_refused_unasked(world: World, rooms: Rooms, target: str) -> None:
    world.call("a")
    rooms.referrals.on_refer(ReferFact("a", target))
    assert told_far_side(world) == [("400 Bad Request", True)]
    assert not world.told(TransferAsked)


def test_who_wants_no_notify_gets_none(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.heard(call, request("REFER", ("refer-sub", "false")), received=True)
    rooms.referrals.on_refer(ReferFact("a", "sip:c@example.org;transport=tcp"))
    assert world.told(TransferAsked)[0].target == "sip:c@example.org;transport=tcp"
    world.pass_time(31)
    assert not told_far_side(world)


def test_a_new_call_that_ends_without_an_answer_is_told_of(world: World, rooms: Rooms) -> None:
    world.call("a")
    rooms.referrals.on_refer(ReferFact("a", "<sip:c@example.org>"))
    rooms.referrals.answer(AnswerTransfer("a", accepted=True, new_call_id="new"))
    world.calls.on_disconnected(DisconnectedFact("new", 503, "", answered=False))
    assert told_far_side(world)[-1] == ("487 Request Terminated", True)


# --- conferences -------------------------------------------------------------------------------------------------------------------


def groups(world: World) -> list[tuple[str, tuple[str, ...]]]:
    return [(event.group_id, event.call_ids) for event in world.told(ConferenceChanged)]


def test_a_conference_of_two_ends_with_one_and_leaves_its_call(world: World, rooms: Rooms) -> None:
    for name in ("a", "b"):
        world.call(name)
    rooms.conferences.conference(Conference("g", ("a", "b")))
    rooms.conferences.set_party(SetParty("a", muted=True))
    world.calls.on_disconnected(DisconnectedFact("b", 200, "", answered=True))
    assert groups(world) == [("g", ("a", "b")), ("g", ())]
    assert not rooms.conferences.parties
    assert world.calls.find("a").state is CallState.ESTABLISHED


def test_a_conference_is_replaced_by_one_of_its_name_and_robbed_by_another(world: World, rooms: Rooms) -> None:
    for name in ("a", "b", "c"):
        world.call(name)
    rooms.conferences.conference(Conference("g", ("a", "b")))
    rooms.conferences.conference(Conference("g", ("a", "b", "c")))
    rooms.conferences.conference(Conference("h", ("c", "a")))
    assert groups(world) == [("g", ("a", "b")), ("g", ("a", "b", "c")), ("g", ()), ("h", ("c", "a"))]
    rooms.conferences.conference(Conference("h", ()))
    assert rooms.conferences.groups == []


def test_a_held_party_is_taken_up_again(world: World, rooms: Rooms) -> None:
    call = world.call("a")
    rooms.holding.set_held("a", held=True)
    agree(call, rooms, "sendonly")
    rooms.conferences.conference(Conference("g", ("a",)))
    assert asked(world, "resume") == 1


def test_the_rest_of_a_conference_that_waits_waits_on(world: World, rooms: Rooms) -> None:
    calls = [world.call(name) for name in "abc"]
    rooms.conferences.conference(Conference("g", ("a", "b", "c")))
    for call in calls:
        rooms.holding.set_held(call.call_id, held=True)
    rooms.conferences.conference(Conference("g", ("a", "b")))
    assert all(call.hold_wanted for call in calls)


def test_a_call_that_does_not_stand_is_not_joined(world: World, rooms: Rooms) -> None:
    world.call("a", CallState.DIALLING)
    with pytest.raises(Refused, match="wrong_state"):
        rooms.conferences.conference(Conference("g", ("a",)))
    assert not groups(world)
    assert world.told(CallChanged)[-1].state is CallState.DIALLING
