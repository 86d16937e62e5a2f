"""Who is watched when: batches, turns where they are too many, new registrations. The clock and the SIP stack are the test's."""

from __future__ import annotations

import pytest

from telephony.engine.presence import MOST_TARGETS, WatchBook
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Schedule
from telephony.messages import AnyEvent, PresenceChanged, Subscribe
from telephony.pj.facts import WatchEndedFact
from telephony.pj.guard import SipError
from telephony.reasons import ReasonCode


class Stack:
    """Takes `places` subscriptions at once, and remembers who was begun, in order."""

    def __init__(self, places: int) -> None:
        self._places = places
        self.watched: list[str] = []
        self.begun: list[str] = []
        self.broken = False

    @property
    def watches_full(self) -> bool:
        return len(self.watched) >= self._places

    def watch(self, account_id: str, uri: str) -> None:
        assert account_id == "a"
        if self.broken:
            raise SipError("watch", 70_018, "broken")
        if uri not in self.watched:
            assert not self.watches_full
            self.watched.append(uri)
        self.begun.append(uri)

    def unwatch(self, account_id: str, uri: str) -> None:
        assert account_id == "a"
        self.watched.remove(uri)


class Desk:
    """A book with its clock."""

    def __init__(self, places: int = 100) -> None:
        self.now = 0.0
        self.ready = True
        self.stack = Stack(places)
        self.events: list[AnyEvent] = []
        self.schedule = Schedule(lambda: self.now)
        self.book = WatchBook(self.stack, self.schedule, self.events.append, lambda _: self.ready, check_target=lambda target: target)

    def subscribe(self, count: int) -> None:
        self.book.subscribe(Subscribe("a", tuple(f"sip:{number}@b" for number in range(count))))

    def pass_time(self, seconds: float) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + max(0.01, self.schedule.delay(0.5)))
            self.schedule.run_due()


def numbers(uris: list[str]) -> list[int]:
    return [int(uri[4:-2]) for uri in uris]


def test_many_contacts_are_subscribed_to_a_few_at_a_time() -> None:
    desk = Desk()
    desk.subscribe(30)
    desk.pass_time(0.05)
    assert numbers(desk.stack.begun) == list(range(8))
    desk.pass_time(0.1)
    assert len(desk.stack.begun) == 16
    desk.pass_time(1)
    assert numbers(desk.stack.begun) == list(range(30))


def test_who_is_too_many_gets_a_turn_each_minute() -> None:
    desk = Desk(places=50)
    desk.subscribe(80)
    desk.pass_time(30)
    assert numbers(desk.stack.begun) == list(range(50))
    desk.pass_time(35)
    assert numbers(desk.stack.watched) == list(range(30, 80))
    desk.pass_time(60)
    assert sorted(numbers(desk.stack.watched)) == [*range(30), *range(60, 80)]
    desk.subscribe(20)
    assert set(numbers(desk.stack.watched)) <= set(range(20))
    desk.pass_time(130)
    assert sorted(numbers(desk.stack.watched)) == list(range(20))


def test_nothing_goes_without_a_registration_and_all_goes_again_after_one() -> None:
    desk = Desk()
    desk.ready = False
    desk.subscribe(3)
    desk.pass_time(5)
    assert desk.stack.begun == []
    desk.ready = True
    desk.book.on_registered("a")
    desk.pass_time(1)
    assert numbers(desk.stack.begun) == [0, 1, 2]
    desk.book.on_registered("a")
    desk.book.on_registered("b")
    desk.pass_time(1)
    assert numbers(desk.stack.begun) == [0, 1, 2, 0, 1, 2]


def test_a_server_that_is_gone_is_asked_again_ever_more_seldom() -> None:
    desk = Desk()
    desk.subscribe(1)
    desk.pass_time(0.5)
    for _ in range(4):
        desk.book.on_ended(WatchEndedFact("a", "sip:0@b", 408, "Request Timeout"))
        desk.pass_time(200)
    assert len(desk.stack.begun) == 5
    (told,) = desk.events
    assert isinstance(told, PresenceChanged)
    assert told.reason is not None
    assert told.reason.code is ReasonCode.NO_ANSWER
    desk.book.on_ended(WatchEndedFact("a", "sip:0@b", 200, "deactivated"))
    desk.pass_time(15)  # five times it has not lasted: 32 s by now, a fifth less at the least
    assert len(desk.stack.begun) == 5


def test_a_subscription_that_cannot_be_made_is_told() -> None:
    desk = Desk()
    desk.stack.broken = True
    desk.subscribe(1)
    desk.pass_time(1)
    assert [event.status for event in desk.events if isinstance(event, PresenceChanged)] == [None]
    desk.book.forget("a")
    assert desk.stack.watched == []


def test_a_list_without_end_is_refused() -> None:
    with pytest.raises(Refused):
        Desk().subscribe(MOST_TARGETS + 1)
