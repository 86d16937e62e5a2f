"""CPIM: written, read again, and read where others wrote it in their way."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.bodies.cpim import (
    MOST_HEADERS,
    MOST_PARTS,
    Address,
    Content,
    Disposition,
    Envelope,
    Part,
    build_cpim,
    parse_cpim,
)
from telephony.bodies.errors import BodyError, BodyProblem

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
ids = st.text(st.characters(exclude_categories=["Cs", "Z"], exclude_characters="\x1c\x1d\x1e\x1f\x85"), min_size=1, max_size=40).filter(
    lambda text: text == text.strip() and not any(letter.isspace() for letter in text)
)
uris = st.from_regex(r"sip:[a-z0-9.]{1,20}@[a-z0-9.]{1,20}", fullmatch=True)
addresses = st.builds(Address, uris, texts)
parts = st.integers(1, MOST_PARTS).flatmap(lambda count: st.builds(Part, ids, st.integers(1, count), st.just(count)))
times = st.one_of(st.none(), st.integers(0, 4_000_000_000).map(lambda seconds: seconds * 1_000_000))
wants = st.frozensets(st.sampled_from(Disposition))


@st.composite
def envelopes(draw: st.DrawFn) -> Envelope:
    message_id = draw(st.one_of(st.just(""), ids))
    return Envelope(
        draw(addresses),
        draw(addresses),
        draw(times),
        message_id,
        draw(wants) if message_id else frozenset(),
        draw(st.one_of(st.none(), parts)),
        draw(st.one_of(st.just(""), ids)),
        draw(st.one_of(st.none(), st.integers(0, 99_999_999_999_999_999))),
        draw(st.booleans()),
    )


@settings(deadline=None)
@given(envelopes(), texts, st.sampled_from(["text/plain", "message/imdn+xml; charset=utf-8"]), st.sampled_from(["", "notification"]))
def test_what_is_written_is_read_again(envelope: Envelope, text: str, kind: str, disposition: str) -> None:
    content = Content(kind, text, disposition)
    assert parse_cpim(build_cpim(envelope, content)) == (envelope, content)


def test_it_is_written_as_linphone_writes_it() -> None:
    envelope = Envelope(Address("sip:anna@a"), Address("sip:lin@b", "Лин"), 0, "m1", frozenset(Disposition))
    assert build_cpim(envelope, Content("text/plain", "Привет")) == (
        'From: <sip:anna@a>\r\nTo: "Лин" <sip:lin@b>\r\nDateTime: 1970-01-01T00:00:00Z\r\nNS: imdn <urn:ietf:params:imdn>\r\n'
        "imdn.Message-ID: m1\r\nimdn.Disposition-Notification: positive-delivery, negative-delivery, display\r\n\r\n"
        "Content-Type: text/plain\r\nContent-Length: 12\r\n\r\nПривет"
    )


def test_the_standards_example_is_read() -> None:
    """RFC 3862 section 5, with a body of text."""
    body = (
        "From: MR SANDERS <im:piglet@100akerwood.com>\nTo: Depressed Donkey <im:eeyore@100akerwood.com>\n"
        "DateTime: 2000-12-13T13:40:00-08:00\n"
        "Subject: the weather will be fine today\nSubject:;lang=fr beau temps prevu pour aujourd'hui\n"
        "NS: MyFeatures <mid:MessageFeatures@id.foo.com>\nRequire: MyFeatures.VitalMessageOption\n"
        "MyFeatures.VitalMessageOption: Confirmation-requested\nMyFeatures.WackyMessageOption: Use-silly-font\n\n"
        "Content-type: text/xml; charset=utf-8\nContent-ID: <1234567890@foo.com>\n\n<body>\nHere is the text of my message.\n</body>\n"
    )
    envelope, content = parse_cpim(body)
    assert (envelope.sender, envelope.at_us) == (Address("im:piglet@100akerwood.com", "MR SANDERS"), 976_743_600_000_000)
    assert content == Content("text/xml; charset=utf-8", "<body>\nHere is the text of my message.\n</body>\n")


def test_a_prefix_is_what_its_namespace_says() -> None:
    head = "From: <a:b>\r\nTo: <c:d>\r\nNS: x <urn:ietf:params:imdn>\r\nx.Message-ID: mine\r\nimdn.Message-ID: not\r\n\r\n\r\ntext"
    envelope, content = parse_cpim(head)
    assert (envelope.message_id, content) == ("mine", Content("text/plain", "text"))


@pytest.mark.parametrize("value", ["x 0/2", "x 3/2", "x 1/100", "x 1/1/1", "1/2", "", "x ²/2", "x 1/-1"])
def test_a_part_that_makes_no_sense_is_none(value: str) -> None:
    head = f"From: <a:b>\r\nTo: <c:d>\r\nNS: agent <urn:x-io-github-agent-app:cpim>\r\nagent.Part: {value}\r\n\r\n\r\n"
    assert parse_cpim(head)[0].part is None


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", BodyProblem.NOT_CPIM),
        ("From: <a:b>\r\nTo: <c:d>", BodyProblem.NOT_CPIM),
        ("From: <a:b>\r\nTo: <c:d>\r\n\r\nContent-Type: text/plain", BodyProblem.NOT_CPIM),
        ("no header\r\n\r\n\r\n", BodyProblem.NOT_CPIM),
        ("From: <a:b>\r\n\r\n\r\n", BodyProblem.MISSING),
        ("To: <a:b>\r\n\r\n\r\n", BodyProblem.MISSING),
        ("A: b\r\n" * (MOST_HEADERS + 1) + "\r\n\r\n", BodyProblem.TOO_LONG),
        ("From: " + "x" * 3000 + "\r\n\r\n\r\n", BodyProblem.TOO_LONG),
        (b"From: <a:b>\r\nTo: <c:d>\r\n\r\n\r\n\xff", BodyProblem.NOT_TEXT),
    ],
)
def test_what_is_no_cpim_says_why(body: str | bytes, why: BodyProblem) -> None:
    with pytest.raises(BodyError) as raised:
        parse_cpim(body)
    assert raised.value.problem is why


@pytest.mark.parametrize("filler", [";", " ", "\\", "<", ">", '"', "\\u", "a.", "\t", ";a"])
def test_no_header_takes_long(filler: str) -> None:
    began = time.thread_time()
    for name in ("From", "NS", "A"):
        with pytest.raises(BodyError):
            parse_cpim(f"{name}:{(filler * 2000)[:2000]}\r\n" * 30 + "\r\n\r\n")
    assert time.thread_time() - began < 0.2


def test_no_value_breaks_out_of_its_line() -> None:
    envelope = Envelope(Address("sip:a@b>\r\nX: y", 'n"\r\nX: y'), Address("sip:c@d"), message_id="1\r\nX: y")
    body = build_cpim(envelope, Content("text/plain\r\nX: y", "t"))
    assert "\nX" not in body
    assert parse_cpim(body)[0].sender.name == 'n"\r\nX: y'
