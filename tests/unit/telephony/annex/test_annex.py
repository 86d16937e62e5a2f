"""When the annex runs, what becomes of its calls, and which of its words are believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

import msgspec
import pytest

from telephony.annex.annex import IDLE_S, Annex
from telephony.annex.audio import LINKS
from telephony.annex.protocol import (
    AnyOrder,
    AnyReport,
    Count,
    Counted,
    DropAccount,
    ForgetCall,
    Happened,
    Join,
    MediaTold,
    Open,
    Place,
    Ready,
    SetAccount,
    happened,
)
from telephony.message_base import Transport
from telephony.networking import MediaConfig, NatConfig, SecurityConfig
from telephony.pj.account import AccountSetup
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import ConfirmedFact, Direction, DisconnectedFact, Fact, IncomingFact, LostFact, MessageFact, ReplacedFact
from telephony.secret import Secret

FIRST = Open("agent", "127.0.0.1", "", 4000, Secret("00"))
SETUP = AccountSetup(
    account_id="account",
    address="sip:anna@example.org",
    display_name="",
    registrar="sip:example.org",
    routes=(),
    user="anna",
    password=Secret("x"),
    expires_s=600,
    media_address="",
    server=None,
    transport=Transport.UDP,
    loopback=False,
    security=SecurityConfig(),
    nat=NatConfig(),
    media=MediaConfig(mailbox=True),
)
MEDIA = MediaInfo(0, "PCMA", 8000, held_here=False, held_there=False)


@dataclass
class FakeProcess:
    """One process: what it was told, and how it speaks."""

    report: Callable[[AnyReport], None]
    ended: Callable[[], None]
    told: list[AnyOrder] = field(default_factory=list[AnyOrder])
    killed: bool = False
    left: bool = False

    def tell(self, order: AnyOrder) -> None:
        self.told.append(order)

    def kill(self) -> None:
        self.killed = True

    def leave(self) -> str:
        self.left = True
        return "leaving"


class World:
    """An annex with a clock that is turned by hand."""

    def __init__(self, places: int = 4) -> None:
        self.now = 1000.0
        self.processes: list[FakeProcess] = []
        self.links: list[tuple[Any, ...]] = []
        self.facts: list[Fact] = []
        self.broken = False
        self.annex = Annex(places, self._begin, self, self.facts.append, lambda: self.now)

    def _begin(self, report: Callable[[AnyReport], None], ended: Callable[[], None]) -> FakeProcess:
        if self.broken:
            raise OSError("no memory")
        self.processes.append(FakeProcess(report, ended))
        return self.processes[-1]

    # What the bridge has.

    def begin(self) -> Open:
        self.links.append(("begin",))
        return FIRST

    def ready(self, port: int) -> None:
        self.links.append(("ready", port))

    def end(self) -> None:
        self.links.append(("end",))

    def take(self, call_id: str, link: int) -> None:
        self.links.append(("take", call_id, link))

    def give_back(self, call_id: str, link: int) -> None:
        self.links.append(("give back", call_id, link))

    # What happens.

    def run(self, native: int = 2) -> FakeProcess:
        """It is begun, and says that it stands."""
        self.annex.mind(native)
        self.processes[-1].report(Ready(5000))
        return self.processes[-1]

    def pass_seconds(self, seconds: float, native: int = 0, *, answering: bool = True) -> None:
        for _ in range(int(seconds)):
            self.now += 1
            self.annex.mind(native)
            self.annex.look()
            if answering and self.processes:
                self.processes[-1].report(Counted({}))


def told(fact: Fact) -> Happened:
    report = happened(fact)
    assert report is not None
    return report


def test_it_begins_with_the_second_call_of_the_engines_own() -> None:
    world = World()
    world.annex.mind(0)
    world.annex.mind(1)
    assert not world.processes
    world.annex.mind(2)
    world.annex.mind(3)
    assert len(world.processes) == 1
    assert world.processes[0].told == [FIRST]


def test_it_knows_the_accounts_that_there_are_and_hears_of_changes_once() -> None:
    world = World()
    world.annex.set_account(SETUP)
    process = world.run()
    quiet = replace(SETUP, registrar="", nat=NatConfig(outbound=False), media=MediaConfig(mailbox=False))
    assert process.told == [FIRST, SetAccount(quiet)], "it registers nowhere, and watches no mailbox"
    world.annex.set_account(SETUP)
    world.annex.set_account(replace(SETUP, user="other"))
    world.annex.set_account(replace(SETUP, user="other"), anew=True)
    world.annex.drop_account("account")
    world.annex.drop_account("account")
    other = replace(quiet, user="other")
    assert process.told[2:] == [SetAccount(other), SetAccount(other, anew=True), DropAccount("account")]


def test_it_ends_a_minute_after_it_was_needed_last() -> None:
    world = World()
    process = world.run()
    world.pass_seconds(300, native=2)
    world.annex.place("a", "account", "sip:x@y", {})
    world.pass_seconds(300, native=0)
    assert not process.left, "it has a call"
    world.annex.forget("a")
    world.pass_seconds(IDLE_S - 1)
    assert not process.left
    world.pass_seconds(1)
    assert process.left
    assert world.links[-1] == ("end",)
    process.ended()
    assert not world.facts
    world.annex.mind(2)
    assert len(world.processes) == 2, "and may be begun again at once"


def test_each_call_has_a_link_of_its_own_and_gives_it_back() -> None:
    world = World()
    process = world.run()
    for call_id in "abcd":
        assert world.annex.has_place
        world.annex.place(call_id, "account", "sip:x@y", {"Replaces": "z"} if call_id == "b" else {})
    assert not world.annex.has_place
    assert [world.annex.line(call_id).link for call_id in "abcd"] == [0, 1, 2, 3]
    first, second = Place("a", "account", "sip:x@y"), Place("b", "account", "sip:x@y", {"Replaces": "z"})
    assert process.told[1:5] == [Join("a", 0), first, Join("b", 1), second]
    world.annex.forget("b")
    assert world.annex.has_place
    world.annex.place("e", "account", "sip:x@y", {})
    assert world.annex.line("e").link == 1
    assert [one for one in world.links if one[0] != "ready"][-2:] == [("give back", "b", 1), ("take", "e", 1)]
    assert ForgetCall("b") in process.told


def test_calls_that_come_in_there_are_its_own_too() -> None:
    world = World()
    process = world.run()
    incoming = IncomingFact("account", "new", "INVITE", "192.0.2.1:5060")
    replaced = ReplacedFact("new", "newer", "account", "INVITE", "192.0.2.1:5060")
    process.report(told(incoming))
    process.report(told(replaced))
    assert "new" in world.annex
    assert "newer" in world.annex
    assert world.facts == [incoming, replaced]
    assert process.told[-2:] == [Join("new", 0), Join("newer", 1)]


def test_a_call_that_is_over_leaves_its_link_to_the_next_before_it_is_forgotten() -> None:
    world = World()
    process = world.run()
    for call_id in "abcd":
        world.annex.place(call_id, "account", "sip:x@y", {})
    process.report(told(DisconnectedFact("c", 200, "OK", answered=True)))
    process.report(told(IncomingFact("account", "new", "INVITE", "192.0.2.1:5060")))
    assert world.annex.line("new").link == 2
    world.annex.forget("c")
    assert [one for one in world.links if one[0] == "give back"] == [("give back", "c", 2)]
    assert world.annex.line("new").link == 2


def test_a_call_for_which_no_link_is_left_is_one_all_the_same() -> None:
    world = World()
    process = world.run()
    for call_id in "abcde":
        process.report(told(IncomingFact("account", call_id, "INVITE", "192.0.2.1:5060")))
    assert world.annex.line("e").link is None
    world.annex.forget("e")
    assert process.told[-1] == ForgetCall("e")


def test_facts_pass_and_media_and_counts_are_kept() -> None:
    world = World()
    process = world.run()
    world.annex.place("a", "account", "sip:x@y", {})
    said = [MessageFact("a", Direction.SENT, "INVITE", "x:1"), ConfirmedFact("a")]
    for fact in said:
        process.report(told(fact))
    counted = MediaStats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    process.report(MediaTold("a", MEDIA))
    process.report(Counted({"a": counted, "gone": counted}))
    process.report(MediaTold("gone", MEDIA))
    assert world.facts == said
    assert (world.annex.line("a").media, world.annex.line("a").counted) == (MEDIA, counted)
    assert "gone" not in world.annex


def test_a_fact_that_is_none_changes_nothing() -> None:
    world = World()
    process = world.run()
    process.report(Happened("IncomingFact", msgspec.Raw(b'{"account_id":7}')))
    process.report(Happened("LostFact", msgspec.Raw(b'{"call_id":"a"}')))
    assert not world.facts
    assert len(world.annex) == 0


def test_a_lost_annex_loses_its_calls_and_is_begun_again_after_a_moment() -> None:
    world = World()
    process = world.run()
    for call_id in "ab":
        world.annex.place(call_id, "account", "sip:x@y", {})
    process.ended()
    assert world.facts == [LostFact("a"), LostFact("b")]
    assert world.links[-1] == ("end",)
    for call_id in "ab":
        world.annex.forget(call_id)
    world.annex.mind(3)
    assert not world.annex.usable
    assert not world.annex.has_place
    assert len(world.processes) == 1
    world.pass_seconds(4, native=3)
    assert len(world.processes) == 2
    assert world.processes[1].told[0] == FIRST
    process.report(told(ConfirmedFact("late")))
    assert world.facts == [LostFact("a"), LostFact("b")], "nobody listens to the old one"


def test_one_that_dies_again_and_again_is_begun_ever_later() -> None:
    world = World()
    begun: list[float] = []
    for _ in range(300):
        before = len(world.processes)
        world.pass_seconds(1, native=3, answering=False)
        if len(world.processes) > before:
            begun.append(world.now)
            world.processes[-1].ended()
    gaps = [later - earlier for earlier, later in pairwise(begun)]
    assert len(begun) < 9
    assert gaps[-1] > 4 * gaps[0]


def test_one_that_cant_be_begun_is_none() -> None:
    world = World()
    world.broken = True
    world.annex.mind(3)
    assert not world.annex.has_place
    assert len(world.annex) == 0
    world.broken = False
    world.pass_seconds(4, native=3)
    assert world.annex.has_place


@pytest.mark.parametrize(("ready", "patience"), [(True, 5), (False, 15)])
def test_one_that_does_not_answer_has_hung_and_is_killed(ready: bool, patience: int) -> None:
    world = World()
    world.annex.mind(2)
    process = world.processes[0]
    if ready:
        process.report(Ready(5000))
    world.pass_seconds(patience, native=2, answering=False)
    assert not process.killed
    assert process.told.count(Count()) == patience
    world.pass_seconds(1, native=2, answering=False)
    assert process.killed


def test_one_that_answers_late_has_not_hung() -> None:
    world = World()
    process = world.run()
    for _ in range(4):
        world.pass_seconds(4, native=2, answering=False)
        process.report(Counted({}))
    assert not process.killed


def test_without_places_it_never_runs() -> None:
    world = World(places=0)
    world.annex.mind(4)
    assert not world.processes
    assert not world.annex.has_place


def test_it_has_no_more_places_than_there_are_links() -> None:
    assert World(places=100).annex.places == LINKS


def test_the_end_tells_it_to_leave() -> None:
    world = World()
    assert world.annex.close() is None
    process = world.run()
    assert world.annex.close() == "leaving"
    assert process.left
