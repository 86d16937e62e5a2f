"""Presence by real engines: what is published, who is watched and who watches, against a scripted far side and each other."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from telephony.bodies.presence import Presence, Status, build_presence
from telephony.messages import (
    AllowWatcher,
    CommandRefused,
    PresenceChanged,
    Publish,
    PublishState,
    Subscribe,
    Unpublish,
    WatcherAsking,
)
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.unit.telephony.engine.sip_far import FarSide

OPEN = build_presence(Presence("sip:far@127.0.0.1", Status.ONLINE)).encode()
AWAY = build_presence(Presence("sip:far@127.0.0.1", Status.AWAY, "Обед", "до двух")).encode()


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@pytest.fixture
def far() -> Iterator[FarSide]:
    peer = FarSide()
    yield peer
    peer.close()


@pytest.fixture
def account_id(engine: EngineProcess, far: FarSide) -> Iterator[str]:
    """An account whose requests all go to the far side."""
    added = engine.add_local_account("anna", proxy=f"127.0.0.1:{far.port}")
    yield added
    engine.remove_account(added)


def document(status: Status, text: str = "") -> str:
    return build_presence(Presence("sip:anna@127.0.0.1", status, text=text))


def published(engine: EngineProcess, account_id: str, since: int = 0, timeout_s: float = 3) -> PublishState:
    return engine.wait_for(PublishState, lambda event: event.account_id == account_id, timeout_s, since)


def seen(engine: EngineProcess, account_id: str, uri: str, since: int = 0) -> PresenceChanged:
    return engine.wait_for(PresenceChanged, lambda event: (event.account_id, event.uri) == (account_id, uri), since=since)


# --- PUBLISH (RFC 3903) ------------------------------------------------------------------------------------------------------------------


def test_a_document_is_published_refreshed_changed_and_taken_back(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    engine.send(Publish(account_id, document(Status.ONLINE)))
    first = far.take("PUBLISH")
    assert (first.first("event"), first.first("expires"), first.first("sip-if-match")) == ("presence", "600", "")
    assert (first.first("content-type"), first.body) == ("application/pidf+xml", document(Status.ONLINE))
    far.answer(first, 200, "SIP-ETag: one\r\nExpires: 1\r\n")
    assert published(engine, account_id).published
    refresh = far.take("PUBLISH")
    assert (refresh.first("sip-if-match"), refresh.body.strip(), refresh.first("content-type")) == ("one", "", "")
    far.answer(refresh, 200, "SIP-ETag: two\r\nExpires: 100\r\n")
    time.sleep(0.1)
    engine.send(Publish(account_id, document(Status.AWAY)))
    change = far.take("PUBLISH")
    assert (change.first("sip-if-match"), change.body) == ("two", document(Status.AWAY))
    far.answer(change, 200, "SIP-ETag: three\r\nExpires: 100\r\n")
    since = len(engine.events)
    engine.send(Unpublish(account_id))
    removal = far.take("PUBLISH")
    assert (removal.first("sip-if-match"), removal.first("expires"), removal.body.strip()) == ("three", "0", "")
    far.answer(removal, 200, "SIP-ETag: four\r\nExpires: 0\r\n")
    assert not published(engine, account_id, since).published


def test_changes_in_a_hurry_end_with_the_last_one(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    for number in range(20):
        engine.send(Publish(account_id, document(Status.ONLINE, f"number {number}")))
    request = far.take("PUBLISH")
    assert "number 0" in request.body
    engine.settled()
    far.answer(request, 200, "SIP-ETag: one\r\nExpires: 100\r\n")
    request = far.take("PUBLISH")
    assert "number 19" in request.body
    far.answer(request, 200, "SIP-ETag: two\r\nExpires: 100\r\n")
    with pytest.raises(TimeoutError):
        far.take("PUBLISH", 0.4)
    engine.send(Unpublish(account_id))
    far.answer(far.take("PUBLISH"), 200)


def test_a_server_that_forgot_is_told_from_the_beginning(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    engine.send(Publish(account_id, document(Status.ONLINE)))
    far.answer(far.take("PUBLISH"), 200, "SIP-ETag: one\r\nExpires: 1\r\n")
    far.answer(far.take("PUBLISH"), 412)
    again = far.take("PUBLISH")
    assert (again.first("sip-if-match"), again.body) == ("", document(Status.ONLINE))
    far.answer(again, 200, "SIP-ETag: two\r\nExpires: 100\r\n")
    assert published(engine, account_id).published
    engine.send(Unpublish(account_id))
    far.answer(far.take("PUBLISH"), 412)  # nothing to take back: that is as good
    engine.wait_for(PublishState, lambda event: event.account_id == account_id and not event.published)


def test_a_server_that_wants_longer_gets_longer(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    engine.send(Publish(account_id, document(Status.ONLINE)))
    far.answer(far.take("PUBLISH"), 423, "Min-Expires: 1800\r\n")
    longer = far.take("PUBLISH")
    assert (longer.first("expires"), longer.body) == ("1800", document(Status.ONLINE))
    far.answer(longer, 200, "SIP-ETag: one\r\nExpires: 1800\r\n")
    assert published(engine, account_id).published
    engine.send(Unpublish(account_id))
    far.answer(far.take("PUBLISH"), 200)


@pytest.mark.parametrize(("status", "code"), [(489, ReasonCode.UNSUPPORTED), (405, ReasonCode.UNSUPPORTED), (403, ReasonCode.FORBIDDEN)])
def test_a_provider_without_presence_is_asked_once(
    engine: EngineProcess, far: FarSide, account_id: str, status: int, code: ReasonCode
) -> None:
    engine.send(Publish(account_id, document(Status.ONLINE)))
    far.answer(far.take("PUBLISH"), status)
    state = published(engine, account_id)
    assert state.reason is not None
    assert (state.published, state.reason.code) == (False, code)
    if status == 489:
        with pytest.raises(TimeoutError):
            far.take("PUBLISH", 2.6)


def test_a_server_in_trouble_is_asked_again(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    engine.send(Publish(account_id, document(Status.ONLINE)))
    far.answer(far.take("PUBLISH"), 500)
    assert not published(engine, account_id).published
    again = far.take("PUBLISH", 5)
    far.answer(again, 200, "SIP-ETag: one\r\n")
    engine.wait_for(PublishState, lambda event: event.account_id == account_id and event.published)


@pytest.mark.parametrize("pidf", ["", "<presence/>", "no xml", OPEN.decode() + " " * 3000])
def test_what_is_no_presence_is_not_published(engine: EngineProcess, account_id: str, pidf: str) -> None:
    since = len(engine.events)
    engine.send(Publish(account_id, pidf))
    assert engine.wait_for(CommandRefused, since=since).subject == account_id


# --- SUBSCRIBE (RFC 3856) ----------------------------------------------------------------------------------------------------------------


def watched(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    """Let the far side be watched, and say that it is there."""
    engine.send(Subscribe(account_id, (far.uri,)))
    request = far.take("SUBSCRIBE")
    far.answer(request, 200, "Expires: 600\r\n")
    far.notify(request, 1, "active;expires=600", OPEN)
    assert seen(engine, account_id, far.uri).status is Status.ONLINE


def test_a_watched_contact_is_told_of_by_changes_alone(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    since = len(engine.events)
    engine.send(Subscribe(account_id, (far.uri,)))
    request = far.take("SUBSCRIBE")
    assert request.first("event") == "presence"
    far.answer(request, 200, "Expires: 600\r\n")
    for number, body in enumerate((OPEN, OPEN, AWAY, OPEN, b""), start=1):
        far.notify(request, number, "active;expires=600", body)
        time.sleep(0.05)
    engine.wait_for(PresenceChanged, lambda event: event.status is Status.OFFLINE, since=since)
    told = [event for event in engine.events[since:] if isinstance(event, PresenceChanged)]
    assert [event.status for event in told] == [Status.ONLINE, Status.AWAY, Status.ONLINE, Status.OFFLINE]
    assert (told[1].title, told[1].text, told[1].activities) == ("Обед", "до двух", ("away", "other"))


@pytest.mark.parametrize(("status", "code"), [(404, ReasonCode.NOT_FOUND), (403, ReasonCode.FORBIDDEN), (489, ReasonCode.REFUSED)])
def test_who_can_not_be_watched_is_unknown_with_the_reason(
    engine: EngineProcess, far: FarSide, account_id: str, status: int, code: ReasonCode
) -> None:
    engine.send(Subscribe(account_id, (far.uri,)))
    far.answer(far.take("SUBSCRIBE"), status)
    told = seen(engine, account_id, far.uri)
    assert told.reason is not None
    assert (told.status, told.reason.code) == (None, code)
    if status == 404:
        with pytest.raises(TimeoutError):
            far.take("SUBSCRIBE", 2.6)


@pytest.mark.parametrize("how", ["terminated;reason=deactivated", "terminated;reason=timeout"])
def test_a_subscription_that_the_server_ends_is_begun_again(engine: EngineProcess, far: FarSide, account_id: str, how: str) -> None:
    engine.send(Subscribe(account_id, (far.uri,)))
    request = far.take("SUBSCRIBE")
    far.answer(request, 200, "Expires: 600\r\n")
    far.notify(request, 1, "active;expires=600", OPEN)
    seen(engine, account_id, far.uri)
    far.notify(request, 2, how)
    again = far.take("SUBSCRIBE", 6)
    assert again.first("call-id") != request.first("call-id")
    far.answer(again, 200, "Expires: 600\r\n")


@pytest.mark.parametrize("how", ["terminated;reason=rejected", "pending"])
def test_who_does_not_let_us_watch_is_unknown(engine: EngineProcess, far: FarSide, account_id: str, how: str) -> None:
    engine.send(Subscribe(account_id, (far.uri,)))
    request = far.take("SUBSCRIBE")
    far.answer(request, 202, "Expires: 600\r\n")
    far.notify(request, 1, how)
    told = seen(engine, account_id, far.uri)
    assert told.reason is not None
    assert (told.status, told.reason.code) == (None, ReasonCode.FORBIDDEN)


def test_who_is_not_in_the_list_any_more_is_unsubscribed(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    watched(engine, far, account_id)
    engine.send(Subscribe(account_id, ()))
    assert far.take("SUBSCRIBE").first("expires") == "0"


def test_each_account_watches_by_itself(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    """The same contact for both: each request carries its own account's name, and goes its way."""
    other = FarSide()
    second = engine.add_local_account("vera", proxy=f"127.0.0.1:{other.port}")
    for asking, way, user in ((account_id, far, "anna"), (second, other, "vera")):
        engine.send(Subscribe(asking, ("sip:boris@127.0.0.1",)))
        request = way.take("SUBSCRIBE")
        assert request.address("from").uri == f"sip:{user}@127.0.0.1"
        way.answer(request, 200, "Expires: 600\r\n")
    engine.remove_account(second)
    other.close()


def test_an_address_that_is_none_is_told(engine: EngineProcess, account_id: str) -> None:
    since = len(engine.events)
    engine.send(Subscribe(account_id, ("tel:112", "sip:a@b\r\nX: y")))
    for uri in ("tel:112", "sip:a@b\r\nX: y"):
        told = seen(engine, account_id, uri, since)
        assert told.reason is not None
        assert told.reason.code is ReasonCode.BAD_ADDRESS


GARBAGE = [
    b"<presence",
    b"<presence/>",
    b"\x00\xff" * 100,
    b"<a>" * 1000,
    b'<!DOCTYPE a [<!ENTITY b "c">]><presence entity="x">&b;</presence>',
    b'<presence entity="x"><tuple/><tuple id=""><status/></tuple></presence>',
    b'<presence entity="x"><dm:person><rpid:activities/></dm:person><person/></presence>',
    b'<presence entity="' + b"x" * 3000 + b'"/>',
]


def test_no_document_stops_the_engine(engine: EngineProcess, far: FarSide, account_id: str) -> None:
    engine.send(Subscribe(account_id, (far.uri,)))
    request = far.take("SUBSCRIBE")
    far.answer(request, 200, "Expires: 600\r\n")
    for number, body in enumerate(GARBAGE, start=1):
        for kind in ("application/pidf+xml", "application/xpidf+xml", "x", "text/plain"):
            far.notify(request, number, "active;expires=600", body, kind)
    for state in ("", ";", "active;expires=-1", "active;expires=99999999999", "terminated;retry-after=x", "nonsense"):
        far.notify(request, 50, state, OPEN)
    since = len(engine.events)
    engine.send(Publish(account_id, ""))
    engine.wait_for(CommandRefused, since=since)


def test_watching_and_letting_go_in_a_hurry_does_no_harm(engine: EngineProcess, far: FarSide) -> None:
    for _ in range(5):
        account_id = engine.add_local_account("vera", proxy=f"127.0.0.1:{far.port}")
        engine.send(Subscribe(account_id, tuple(f"sip:user{number}@127.0.0.1" for number in range(20))))
        far.answer(far.take("SUBSCRIBE"), 200, "Expires: 600\r\n")
        engine.send(Subscribe(account_id, ("sip:user1@127.0.0.1",)))
        engine.remove_account(account_id)
        far.answer(far.take("SUBSCRIBE"), 200, "Expires: 600\r\n")
    watched_later = engine.add_local_account("vera", proxy=f"127.0.0.1:{far.port}")
    engine.send(Publish(watched_later, ""))
    engine.remove_account(watched_later)


def test_an_engine_leaves_with_subscriptions_on_their_way(far: FarSide) -> None:
    with EngineProcess() as leaving:
        account_id = leaving.add_local_account("vera", proxy=f"127.0.0.1:{far.port}")
        leaving.send(Subscribe(account_id, tuple(f"sip:user{number}@127.0.0.1" for number in range(30))))
        far.answer(far.take("SUBSCRIBE"), 200, "Expires: 600\r\n")
        leaving.send(Publish(account_id, document(Status.ONLINE)))
        far.take("PUBLISH")
        assert leaving.stop() == 0


# --- who watches us ----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def boris() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def test_a_watcher_waits_for_our_yes_and_then_sees_us(engine: EngineProcess, boris: EngineProcess) -> None:
    ours, theirs = engine.add_local_account("nina"), boris.add_local_account("boris")
    engine.send(Publish(ours, build_presence(Presence("sip:nina@127.0.0.1", Status.AWAY, "Обед <&>", "до двух"))))
    uri = engine.uri(user="nina")
    boris.send(Subscribe(theirs, (uri,)))
    asking = engine.wait_for(WatcherAsking)
    assert (asking.account_id, asking.uri) == (ours, "sip:boris@127.0.0.1")
    waiting = seen(boris, theirs, uri)
    assert waiting.status is None
    since = len(boris.events)
    engine.send(AllowWatcher(ours, asking.uri, allowed=True))
    there = seen(boris, theirs, uri, since)
    assert (there.status, there.text) == (Status.AWAY, "Обед <&>\nдо двух")
    since = len(boris.events)
    engine.send(Publish(ours, document(Status.ONLINE)))
    assert seen(boris, theirs, uri, since).status is Status.ONLINE
    since = len(boris.events)
    engine.send(Unpublish(ours))
    assert seen(boris, theirs, uri, since).status is Status.OFFLINE
    assert len(engine.of(WatcherAsking)) == 1
    engine.remove_account(ours)


def test_a_watcher_that_gets_no_sees_nothing_and_does_not_ask_again(engine: EngineProcess, boris: EngineProcess) -> None:
    ours, theirs = engine.add_local_account("vera"), boris.add_local_account("boris")
    uri = engine.uri(user="vera")
    boris.send(Subscribe(theirs, (uri,)))
    asking = engine.wait_for(WatcherAsking, lambda event: event.account_id == ours)
    engine.send(AllowWatcher(ours, asking.uri, allowed=False))
    refused = boris.wait_for(PresenceChanged, lambda event: event.reason is not None and event.reason.code is ReasonCode.FORBIDDEN)
    assert refused.status is None
    boris.send(Subscribe(theirs, ()))
    boris.send(Subscribe(theirs, (uri,)))
    time.sleep(0.5)
    assert len([event for event in engine.of(WatcherAsking) if event.account_id == ours]) == 1
    assert not [event for event in boris.of(PresenceChanged) if event.status is not None]
    engine.remove_account(ours)


def test_a_flood_of_watchers_does_no_harm(engine: EngineProcess, far: FarSide) -> None:
    ours = engine.add_local_account("zoe")
    for number in range(300):
        text = (
            f"SUBSCRIBE sip:zoe@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{far.port};branch=z9hG4bKf{number}\r\nMax-Forwards: 70\r\n"
            f"From: <sip:w{number}@127.0.0.1>;tag={number}\r\nTo: <sip:zoe@127.0.0.1>\r\nCall-ID: flood{number}\r\nCSeq: 1 SUBSCRIBE\r\n"
            f"Contact: <{far.uri}>\r\nEvent: presence\r\nExpires: 600\r\nContent-Length: 0\r\n\r\n"
        )
        far.socket.sendto(text.encode(), ("127.0.0.1", engine.port()))
        if number % 20 == 0:
            time.sleep(0.02)
    engine.wait_for(WatcherAsking, lambda event: event.uri == "sip:w0@127.0.0.1")
    time.sleep(0.3)
    assert len([event for event in engine.of(WatcherAsking) if event.account_id == ours]) <= 100
    engine.send(AllowWatcher(ours, "sip:w0@127.0.0.1", allowed=True))
    engine.remove_account(ours)
    engine.add_local_account("zoe")
