"""URIs, headers, messages: what is read, what is written, and that nothing malformed gets through or raises anything else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.sip.framing import PING, Framing
from sandbox.sip.message import Headers, Request, Response, parse_via, reply
from sandbox.sip.parser import MAX_BODY_BYTES, MalformedError, parse_datagram, parse_head
from sandbox.sip.uri import NameAddr, Uri, UriError, parse_name_addr, parse_uri, unescape

INVITE = (
    b"INVITE sip:bob@biloxi.com SIP/2.0\r\n"
    b"Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds\r\n"
    b"Max-Forwards: 70\r\nTo: Bob <sip:bob@biloxi.com>\r\nFrom: Alice <sip:alice@atlanta.com>;tag=1928301774\r\n"
    b"Call-ID: a84b4c76e66710@pc33.atlanta.com\r\nCSeq: 314159 INVITE\r\nContact: <sip:alice@pc33.atlanta.com>\r\n"
    b"Content-Type: application/sdp\r\nContent-Length: 4\r\n\r\nv=0\n"
)

# The "short tortuous INVITE" of RFC 4475 section 3.1.1.1, with its folded lines, compact names and odd spaces.
TORTUOUS = (
    b"INVITE sip:vivekg@chair-dnrc.example.com;unknownparam SIP/2.0\r\n"
    b"TO :\r\n sip:vivekg@chair-dnrc.example.com ;   tag    = 1918181833n\r\n"
    b'from   : "J Rosenberg \\\\\\""       <sip:jdrosen@example.com>\r\n  ;\r\n  tag = 98asjd8\r\n'
    b"MaX-fOrWaRdS: 0068\r\nCall-ID: wsinv.ndaksdj@192.0.2.1\r\nContent-Length   : 150\r\ncseq: 0009\r\n  INVITE\r\n"
    b"Via  : SIP  /   2.0\r\n /UDP\r\n    192.0.2.2;branch=390skdjuw\r\ns :\r\nNewFangledHeader:   newfangled value\r\n"
    b" continued newfangled value\r\nUnknownHeaderWithUnusualValue: ;;,,;;,;\r\nContent-Type: application/sdp\r\n"
    b"Route:\r\n <sip:services.example.com;lr;unknownwith=value;unknown-no-value>\r\n"
    b"v:  SIP  / 2.0  / TCP     spindle.example.com   ;\r\n  branch  =   z9hG4bK9ikj8  ,\r\n SIP  /    2.0   / UDP  192.168.255.111   ;"
    b" branch=\r\n z9hG4bK30239\r\n"
    b'm:"Quoted string \\"\\"" <sip:jdrosen@example.com> ; newparam =\r\n      newvalue ;\r\n  secondparam ; q = 0.33\r\n\r\n'
) + b"x" * 150


def test_the_example_of_the_standard_is_read() -> None:
    message = parse_datagram(INVITE)
    assert isinstance(message, Request)
    assert (message.method, message.uri, message.cseq) == ("INVITE", "sip:bob@biloxi.com", (314159, "INVITE"))
    assert message.via.sent_by == ("pc33.atlanta.com", 5060)
    assert (message.from_addr.tag, message.to_addr.tag, message.to_addr.display) == ("1928301774", "", "Bob")
    assert message.body == b"v=0\n"


def test_the_tortuous_invite_is_read() -> None:
    message = parse_datagram(TORTUOUS)
    assert [parse_via(value).branch for value in message.headers.all("Via")] == ["390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239"]
    assert message.headers.get("Subject", "none") == ""
    assert message.to_addr.tag == "1918181833n"
    assert message.from_addr.display == 'J Rosenberg \\\\\\"'
    assert message.cseq == (9, "INVITE")
    assert message.headers.get("NewFangledHeader") == "newfangled value continued newfangled value"
    assert parse_name_addr(message.headers.get("Contact")).params == {"newparam": "newvalue", "secondparam": None, "q": "0.33"}
    assert len(message.body) == 150


def test_what_is_written_is_read_again() -> None:
    message = parse_datagram(INVITE)
    again = parse_datagram(message.to_bytes())
    assert again.headers.items() == [*message.headers.items()[:-1], ("Content-Length", "4")]
    assert again.body == message.body


def test_a_datagram_may_be_longer_than_its_message_but_not_shorter() -> None:
    assert parse_datagram(INVITE + b"more").body == b"v=0\n"
    with pytest.raises(MalformedError, match="shorter"):
        parse_datagram(INVITE[:-1])


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"SIP/2.0\r\nVia", b"SIP/3.0\r\nVia", "SIP/2.0 is spoken"),
        (b"SIP/2.0\r\nVia", b"HTTP/1.1\r\nVia", "request line"),
        (b"INVITE sip", b"INVITE  sip", "request line"),
        (b"314159 INVITE", b"314159 BYE", "CSeq method"),
        (b"314159", b"99999999999", "CSeq"),
        (b"314159", b"x", "CSeq"),
        (b"Content-Length: 4", b"Content-Length: four", "Content-Length"),
        (b"Content-Length: 4", b"Content-Length: -4", "Content-Length"),
        (b"Content-Length: 4", b"Content-Length: 4\r\nl: 5", "Content-Length"),
        (b"Content-Length: 4", b"Content-Length: %d" % (MAX_BODY_BYTES + 1), "too large"),
        (b"Call-ID: ", b"X: ", "Call-ID"),
        (b"Call-ID: ", b"Call-ID: 1\r\nCall-ID: ", "twice"),
        (b"To: Bob <sip:bob@biloxi.com>", b"To: Bob <sip:bob@biloxi.com", "closing"),
        (b"To: Bob <sip:bob@biloxi.com>", b"To: <mailto:bob@biloxi.com>", "URI"),
        (b"UDP pc33", b"UDP", "Via"),
        (b"Max-Forwards", b"Max Forwards", "bad header"),
        (b"Bob <", b"Bob\x00 <", "control"),
        (b"Max-Forwards: 70", b"X: y\r\n" * 200 + b"Max-Forwards: 70", "too many"),
        (b"Max-Forwards: 70", b"X: " + b"y" * 20000, "too large"),
    ],
)
def test_a_malformed_message_is_refused_with_its_fault(old: bytes, new: bytes, reason: str) -> None:
    with pytest.raises(MalformedError, match=reason):
        parse_datagram(INVITE.replace(old, new, 1))


def test_a_400_is_only_for_requests_that_can_be_answered() -> None:
    with pytest.raises(MalformedError) as answerable:
        parse_datagram(INVITE.replace(b"314159 INVITE", b"314159 BYE"))
    assert answerable.value.request is not None
    assert reply(answerable.value.request, 400).status == 400
    with pytest.raises(MalformedError) as hopeless:
        parse_datagram(INVITE.replace(b"Via: ", b"X: "))
    assert hopeless.value.request is None
    with pytest.raises(MalformedError) as ack:
        parse_datagram(INVITE.replace(b"INVITE sip", b"ACK sip"))
    assert ack.value.request is None


@given(st.binary(max_size=600))
def test_noise_is_malformed_and_nothing_else(data: bytes) -> None:
    with pytest.raises(MalformedError):
        parse_datagram(data)


@given(st.integers(0, len(TORTUOUS)), st.binary(max_size=8), st.integers(0, 12))
def test_a_spoilt_message_is_read_or_malformed_and_can_be_answered_then(place: int, noise: bytes, cut: int) -> None:
    data = TORTUOUS[:place] + noise + TORTUOUS[place + cut :]
    try:
        message = parse_datagram(data)
    except MalformedError as error:
        if error.request is not None:
            parse_head(reply(error.request, 400, to_tag="t").to_bytes().removesuffix(b"\r\n\r\n"))
        return
    assert message.via.branch is not None
    assert message.to_addr.uri
    parse_datagram(message.to_bytes())


@given(st.lists(st.integers(1, 400), max_size=12))
def test_a_stream_gives_the_same_messages_however_it_is_cut(cuts: list[int]) -> None:
    stream = b"\r\n" + INVITE + PING + TORTUOUS + INVITE
    framing, found, place = Framing(), list[object](), 0
    for cut in [*cuts, len(stream)]:
        found += list(framing.feed(stream[place : place + cut]))
        place += cut
    messages = [item for item in found if isinstance(item, Request)]
    assert [message.method for message in messages] == ["INVITE"] * 3
    assert [len(message.body) for message in messages] == [4, 150, 4]
    assert found.count(PING) == 1
    assert not framing.lost


def test_a_stream_steps_over_a_malformed_message_whose_end_is_known() -> None:
    framing = Framing()
    found = list(framing.feed(INVITE.replace(b"314159 INVITE", b"314159 BYE") + INVITE))
    assert [type(item) for item in found] == [MalformedError, Request]
    assert not framing.lost


@pytest.mark.parametrize(
    "data", [b"x\r\n\r\n", INVITE.replace(b"Length: 4", b"Length: 4x"), b"a" * 20000, b"INVITE x SIP/2.0\r\nX\r\n\r\n"]
)
def test_a_stream_is_lost_where_the_next_message_cannot_be_found(data: bytes) -> None:
    framing = Framing()
    assert [type(item) for item in framing.feed(data)] == [MalformedError]
    assert framing.lost
    assert list(framing.feed(INVITE)) == []


@given(st.binary(max_size=2000))
def test_noise_in_a_stream_never_raises(data: bytes) -> None:
    for item in Framing().feed(data):
        assert isinstance(item, Request | Response | MalformedError | bytes)


@pytest.mark.parametrize(
    ("text", "user", "host", "port"),
    [
        ("sip:anna@sandbox.test", "anna", "sandbox.test", None),
        ("sip:+7495@127.0.0.1:25060;transport=tcp?a=b", "+7495", "127.0.0.1", 25060),
        ("SIP:a%20b:secret@[::1]:5", "a b", "[::1]", 5),
        ("sips:host", "", "host", None),
        ("tel:+7-495-111-22-33;phone-context=x", "+7-495-111-22-33", "", None),
    ],
)
def test_uris_are_read(text: str, user: str, host: str, port: int | None) -> None:
    uri = parse_uri(text)
    assert (uri.user, uri.host, uri.port) == (user, host, port)
    assert "secret" not in str(uri)


@pytest.mark.parametrize(
    "text", ["", "anna", "http://x", "sip:", "sip:@x", "sip:a@", "sip:a@x:0", "sip:a@x:70000", "sip:a@x:y", "sip:a b@x", "sip:a@x\r\n"]
)
def test_what_is_no_uri_is_refused(text: str) -> None:
    with pytest.raises(UriError):
        parse_uri(text.replace("\r\n", "\x01"))


@given(st.text(min_size=1, max_size=20), st.from_regex(r"[a-z0-9.-]{1,20}", fullmatch=True), st.none() | st.integers(1, 65535))
def test_any_user_name_survives_being_written_and_read(user: str, host: str, port: int | None) -> None:
    try:
        user.encode()
    except UnicodeEncodeError:
        return
    uri = Uri("sip", user, host, port)
    assert parse_uri(str(uri)) == uri
    assert parse_name_addr(str(NameAddr(uri, "", {"tag": "1"}))).uri == uri


@given(st.text(max_size=60))
def test_any_text_is_a_name_addr_or_refused(text: str) -> None:
    try:
        parse_name_addr(text)
    except UriError:
        return


def test_escapes_that_are_no_utf8_stay_visible() -> None:
    assert unescape("%D0%90%41") == "АA"
    assert unescape("%ff") == "\ufffd"
    assert unescape("я%41") == "яA"


def test_headers_keep_their_order_and_compare_without_case() -> None:
    headers = Headers([("Via", "1"), ("To", "x"), ("via", "2")])
    headers.push("Via", "0")
    assert headers.all("VIA") == ["0", "1", "2"]
    assert headers.pop("Via") == "0"
    headers.put("Via", "3")
    assert headers.items() == [("Via", "3"), ("To", "x")]
    headers.remove("to")
    assert headers.get("To", "none") == "none"


def test_a_reply_copies_what_the_standard_says_and_tags_once() -> None:
    request = parse_datagram(TORTUOUS)
    assert isinstance(request, Request)
    answer = reply(request, 180, to_tag="mine")
    assert answer.headers.all("Via") == request.headers.all("Via")
    assert answer.to_addr.tag == "1918181833n"
    plain = parse_datagram(INVITE)
    assert isinstance(plain, Request)
    assert reply(plain, 180, to_tag="mine").to_addr.tag == "mine"
    assert reply(plain, 100, to_tag="mine").to_addr.tag == ""
