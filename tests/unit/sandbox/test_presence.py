"""Publications: kept by device, and one document made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.presence.publications import MAX_DEVICES, BadDocumentError, Publications, UnknownTagError
from telephony.bodies.markup import children, parse_xml
from telephony.bodies.presence import Presence, Status, build_presence, parse_presence

ANNA = "sip:anna@sandbox.test"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def document(status: Status, title: str = "", device: str = "agent") -> bytes:
    return build_presence(Presence(ANNA, status, title), device).encode()


def seen(publications: Publications) -> Presence:
    return parse_presence(publications.document("anna", ANNA))


def test_who_publishes_nothing_is_offline() -> None:
    assert seen(Publications(Clock())) == Presence(ANNA, Status.OFFLINE)


def test_a_document_is_told_as_it_came() -> None:
    publications = Publications(Clock())
    body = document(Status.AWAY, "Обед") + b"<!-- mine -->"
    publications.publish("anna", "", body, 60)
    assert publications.document("anna", ANNA) == body
    assert publications.document("boris", "sip:boris@sandbox.test") != body


def test_a_publication_ends_with_its_time() -> None:
    clock = Clock()
    publications = Publications(clock)
    publications.publish("anna", "", document(Status.ONLINE), 60)
    assert publications.next_end("anna") == 160
    clock.now += 60
    assert seen(publications).status is Status.OFFLINE
    assert publications.next_end("anna") is None


def test_a_refresh_keeps_the_document_and_changes_the_tag() -> None:
    clock = Clock()
    publications = Publications(clock)
    first = publications.publish("anna", "", document(Status.BUSY), 60)
    clock.now += 50
    second = publications.publish("anna", first, b"", 60)
    clock.now += 50
    assert seen(publications).status is Status.BUSY
    with pytest.raises(UnknownTagError):
        publications.publish("anna", first, b"", 60)
    publications.publish("anna", second, b"", 0)
    assert seen(publications).status is Status.OFFLINE


def test_a_tag_is_its_own_users_alone() -> None:
    publications = Publications(Clock())
    tag = publications.publish("anna", "", document(Status.BUSY), 60)
    with pytest.raises(UnknownTagError):
        publications.publish("boris", tag, b"", 0)


@pytest.mark.parametrize("body", [b"", b"x", b"<presence/>", b"<presence xmlns='urn:ietf:params:xml:ns:pidf'" + b"<a>" * 100])
def test_what_is_no_document_is_refused_and_changes_nothing(body: bytes) -> None:
    publications = Publications(Clock())
    with pytest.raises(BadDocumentError):
        publications.publish("anna", "", body, 60)
    assert seen(publications).status is Status.OFFLINE


@pytest.mark.parametrize(
    ("statuses", "told"),
    [
        ((Status.ONLINE, Status.AWAY), Status.ONLINE),
        ((Status.AWAY, Status.ONLINE), Status.ONLINE),
        ((Status.ONLINE, Status.BUSY), Status.BUSY),
        ((Status.BUSY, Status.FREE_FOR_CHAT), Status.FREE_FOR_CHAT),
        ((Status.AWAY, Status.OFFLINE), Status.AWAY),
    ],
)
def test_the_device_that_is_there_speaks_for_all(statuses: tuple[Status, Status], told: Status) -> None:
    clock = Clock()
    publications = Publications(clock)
    for status in statuses:
        publications.publish("anna", "", document(status, f"I am {status}"), 600)
        clock.now += 1
    both = seen(publications)
    assert (both.status, both.title) == (told, f"I am {told}")


def test_every_device_stands_in_the_document_under_a_name_of_its_own() -> None:
    publications = Publications(Clock())
    for device in ("agent", "agent", "phone"):
        publications.publish("anna", "", document(Status.ONLINE, device=device), 600)
    ids = [one.get("id") for one in children(parse_xml(publications.document("anna", ANNA), "presence"), "tuple")]
    assert len(ids) == len(set(ids)) == 3


def test_devices_without_number_leave_a_bounded_count() -> None:
    publications = Publications(Clock())
    for _ in range(MAX_DEVICES + 3):
        publications.publish("anna", "", document(Status.ONLINE), 600)
    assert len(list(children(parse_xml(publications.document("anna", ANNA), "presence"), "tuple"))) == MAX_DEVICES


@given(st.lists(st.tuples(st.sampled_from(Status), st.text(max_size=40)), max_size=4))
def test_whatever_devices_say_there_is_one_readable_document(said: list[tuple[Status, str]]) -> None:
    publications = Publications(Clock())
    for status, title in said:
        publications.publish("anna", "", document(status, title), 60)
    there = {status for status, _ in said} - {Status.OFFLINE}
    assert (seen(publications).status is Status.OFFLINE) is not bool(there)
