"""What the engine's rooms make of what the annex says later than a stack of their own would: not placed, not held, lost, replaced."""

from __future__ import annotations

from telephony.annex.replaces import refer_target
from telephony.calling import SetHeld
from telephony.calls import CallState
from telephony.engine.holding import Holding
from telephony.messages import CallChanged, CallReplaced, CommandRefused
from telephony.pj.facts import Direction, IncomingFact, LostFact, MessageFact, NotPlacedFact
from telephony.pj.sockets import ETOOMANY
from telephony.reasons import ReasonCode
from tests.unit.telephony.engine.calling.fakes import World

INVITE = "\r\n".join(
    (
        "INVITE sip:boris@example.org SIP/2.0",
        "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1",
        "From: <sip:anna@example.org>;tag=ours",
        "To: <sip:boris@example.org>",
        "Call-ID: dialog@here",
        "CSeq: 1 INVITE",
        "Contact: <sip:anna@192.0.2.1:5060>",
        "",
        "",
    )
)
OK = INVITE.replace("INVITE sip:boris@example.org SIP/2.0", "SIP/2.0 200 OK").replace(
    "<sip:boris@example.org>", "<sip:boris@example.org>;tag=his"
)


def reasons(world: World, call_id: str) -> list[ReasonCode]:
    return [event.reason.code for event in world.told(CallChanged) if event.call_id == call_id and event.state is CallState.ENDED]


def test_a_call_that_could_not_be_placed_ends_as_if_that_had_been_known_at_once() -> None:
    world = World()
    for call_id, status in (("full", ETOOMANY), ("other", 70_004)):
        world.call(call_id, CallState.DIALLING)
        world.calls.on_not_placed(NotPlacedFact(call_id, status, "why"))
    assert reasons(world, "full") == [ReasonCode.LINES_TAKEN]
    assert reasons(world, "other") == [ReasonCode.INTERNAL]
    assert ("forget", "full") in world.stack.asked
    world.calls.on_not_placed(NotPlacedFact("full", ETOOMANY, "again"))
    assert reasons(world, "full") == [ReasonCode.LINES_TAKEN]


def test_a_lost_call_ends_and_gives_its_dialog_to_who_releases_it() -> None:
    world = World()
    call = world.call("a")
    for direction, message in ((Direction.SENT, INVITE), (Direction.RECEIVED, OK)):
        world.calls.on_message(MessageFact("a", direction, message, "192.0.2.9:5060"))
    lost = world.calls.on_lost(LostFact("a"))
    assert lost is not None
    assert lost is call
    assert lost.dialog.identity is not None
    assert (lost.dialog.identity.local_tag, lost.dialog.identity.remote_tag) == ("ours", "his")
    assert reasons(world, "a") == [ReasonCode.ENGINE_LOST]
    assert world.calls.on_lost(LostFact("a")) is None


def test_a_lost_call_that_was_over_for_the_user_is_still_to_be_released() -> None:
    world = World()
    world.call("a")
    world.calls.hang_up("a")
    world.pass_time(5)
    assert reasons(world, "a") == [ReasonCode.HUNG_UP_HERE]
    assert world.calls.on_lost(LostFact("a")) is not None
    assert reasons(world, "a") == [ReasonCode.HUNG_UP_HERE]


def test_a_hold_that_was_refused_later_is_asked_for_again_and_given_up_in_the_end() -> None:
    world = World()
    holding = Holding(world.desk, world.stack)
    world.call("a")
    holding.set_held("a", held=True)
    for number in range(1, 21):
        holding.refused("a", "busy")
        world.pass_time(0.4)
        assert world.stack.asked.count(("hold", "a")) == number + 1
    assert not world.told(CommandRefused)
    holding.refused("a", "busy")
    refused = world.told(CommandRefused)[0]
    assert (refused.command, refused.subject, refused.reason.phrase) == (SetHeld.__name__, "a", "busy")
    assert not world.calls.find("a").hold_wanted
    # Another wish begins from the start.
    holding.set_held("a", held=True)
    holding.refused("a", "busy")
    world.pass_time(0.4)
    assert world.stack.asked.count(("hold", "a")) == 23
    holding.refused("gone", "busy")


def incoming(world: World, replaces: str) -> IncomingFact:
    message = INVITE.replace("dialog@here", "other@there").replace("CSeq", f"Replaces: {replaces}\r\nCSeq")
    fact = IncomingFact("account", "new", message, "192.0.2.1:5060")
    world.calls.on_incoming(fact)
    return fact


def standing(world: World) -> str:
    """A call that stands; the Replaces that names it."""
    call = world.call("a")
    for direction, message in ((Direction.SENT, INVITE), (Direction.RECEIVED, OK)):
        world.calls.on_message(MessageFact("a", direction, message, "192.0.2.9:5060"))
    assert call.dialog.identity is not None
    assert "to-tag%3Dhis" in refer_target(call.dialog.identity)
    return "dialog@here;to-tag=ours;from-tag=his"


def test_who_takes_a_partys_place_is_answered_and_the_other_one_hung_up() -> None:
    world = World()
    incoming(world, standing(world))
    assert world.told(CallReplaced) == [CallReplaced("a", "new")]
    assert world.stack.asked[-2:] == [("answer", "new", 200), ("hang up", "a", 0)]
    assert world.calls.find("new").answering


def test_a_replaces_that_names_no_call_that_stands_is_refused_and_told_to_nobody() -> None:
    world = World()
    name = standing(world)
    for replaces in ("dialog@here;to-tag=his;from-tag=ours", "nothing@nowhere;to-tag=1;from-tag=2", "junk"):
        before = len(world.events)
        incoming(world, replaces)
        assert world.stack.asked[-1] == ("hang up", "new", 481)
        assert len(world.events) == before
    world.calls.hang_up("a")
    incoming(world, name)
    assert world.stack.asked[-1] == ("hang up", "new", 481)
