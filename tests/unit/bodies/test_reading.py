"""Whatever comes in is read within bounds, or is told to be unreadable: nothing raises, nothing hangs."""

from __future__ import annotations

import contextlib
import gzip
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Envelope
from telephony.bodies.encoding import MOST_BODY, decode, inflate
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.markup import MOST_DEPTH, MOST_ELEMENTS, parse_xml
from telephony.bodies.presence import parse_presence
from telephony.bodies.reading import Cpim, Text, Unreadable, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind

TYPES = ["text/plain", "message/cpim", "message/imdn+xml", "application/im-iscomposing+xml", "application/vnd.gsma.rcs-ft-http+xml"]

# --- what Linphone sends -----------------------------------------------------------------------------------------------------------------

LINPHONE_CPIM = (
    "From: <sip:lin@provider.test>\r\nTo: <sip:anna@provider.test>\r\nDateTime: 2026-11-22T16:05:09Z\r\nNS: imdn <urn:ietf:params:imdn>\r\n"
    "imdn.Message-ID: zL3x\r\nimdn.Disposition-Notification: positive-delivery, negative-delivery, display\r\n\r\n"
    "Content-Type: text/plain\r\nContent-Length: 12\r\n\r\nПривет"
)
LINPHONE_IMDN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>zL3x</message-id>'
    "<datetime>2026-11-22T16:05:09Z</datetime><delivery-notification><status><delivered/></status></delivery-notification></imdn>"
)
LINPHONE_CPIM_IMDN = (
    "From: <sip:lin@provider.test>\r\nTo: <sip:anna@provider.test>\r\nDateTime: 2026-11-22T16:05:09Z\r\n\r\n"
    f"Content-Disposition: notification\r\nContent-Type: message/imdn+xml\r\nContent-Length: {len(LINPHONE_IMDN)}\r\n\r\n{LINPHONE_IMDN}"
)
LINPHONE_TYPING = '<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"><state>active</state><refresh>60</refresh></isComposing>'
AT_US = 1_795_363_509_000_000


def test_a_text_in_cpim_is_a_text_with_an_envelope() -> None:
    read = read_body("message/cpim", LINPHONE_CPIM)
    assert isinstance(read, Cpim)
    assert read.content == Text("Привет")
    assert (read.envelope.message_id, read.envelope.at_us) == ("zL3x", AT_US)
    assert sorted(read.envelope.wants) == ["display", "negative-delivery", "positive-delivery"]


def test_a_receipt_is_read_in_both_forms() -> None:
    receipt = Receipt("zL3x", ReceiptKind.DELIVERED, AT_US)
    assert read_body("message/imdn+xml", LINPHONE_IMDN) == receipt
    sides = Envelope(Address("sip:lin@provider.test"), Address("sip:anna@provider.test"), AT_US)
    assert read_body("message/cpim;charset=utf-8", LINPHONE_CPIM_IMDN) == Cpim(sides, receipt)


def test_a_typing_notice_is_read_compressed_or_not() -> None:
    assert read_body("application/im-iscomposing+xml", LINPHONE_TYPING) == Typing(active=True, refresh_s=60)
    packed = zlib.compress(LINPHONE_TYPING.encode())
    assert read_body("Application/IM-isComposing+XML", packed, {"content-encoding": "deflate"}) == Typing(active=True, refresh_s=60)


# --- what cannot be read -----------------------------------------------------------------------------------------------------------------

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE imdn [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><imdn><message-id>&j;</message-id></imdn>"
)
OUTSIDE = '<!DOCTYPE imdn SYSTEM "file:///etc/passwd"><imdn><message-id>x</message-id></imdn>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (LAUGHS, BodyProblem.FORBIDDEN_XML),
        (OUTSIDE, BodyProblem.FORBIDDEN_XML),
        ("<imdn>" * 10 + "</imdn>" * 10, BodyProblem.MISSING),
        ("<imdn>" * (MOST_DEPTH + 1), BodyProblem.TOO_DEEP),
        ("<imdn>" + "<a/>" * MOST_ELEMENTS + "</imdn>", BodyProblem.TOO_LONG),
        ("<imdn " + " ".join(f'a{n}="1"' for n in range(40)) + "/>", BodyProblem.TOO_LONG),
        ("<a>" * 350_000, BodyProblem.TOO_LONG),
        ("", BodyProblem.NOT_XML),
        ("no xml", BodyProblem.NOT_XML),
        ("<imdn>&nbsp;</imdn>", BodyProblem.NOT_XML),
        ("<imdn>\x00</imdn>", BodyProblem.NOT_XML),
        ("<imdn>", BodyProblem.NOT_XML),
        ("<isComposing/>", BodyProblem.MISSING),
        ("<imdn/>", BodyProblem.MISSING),
        ("<imdn><message-id/></imdn>", BodyProblem.MISSING),
        ("<imdn><message-id>x</message-id></imdn>", BodyProblem.MISSING),
        (f"<imdn><message-id>{'x' * 300}</message-id></imdn>", BodyProblem.TOO_LONG),
        (
            "<imdn><message-id>x</message-id><delivery-notification><status><eaten/></status></delivery-notification></imdn>",
            BodyProblem.BAD_VALUE,
        ),
        ("<imdn>\ud800</imdn>", BodyProblem.NOT_TEXT),
    ],
)
def test_an_unreadable_receipt_says_why_and_keeps_its_bytes(body: str, why: BodyProblem) -> None:
    began = time.thread_time()
    read = read_body("message/imdn+xml", body)
    assert time.thread_time() - began < 0.5
    assert isinstance(read, Unreadable)
    assert (read.content_type, read.why) == ("message/imdn+xml", why)
    assert read.raw == body.encode("utf-8", "replace")


@pytest.mark.parametrize("kind", ["text/html", "image/png", "multipart/mixed", "application/x", "/"])
def test_an_unknown_type_is_kept_raw(kind: str) -> None:
    assert read_body(f"{kind};a=b", b"\x00\xff") == Unreadable(kind, b"\x00\xff", BodyProblem.UNKNOWN_TYPE)


def test_no_type_is_plain_text() -> None:
    assert read_body("", "Hi") == Text("Hi")


def test_cpim_in_cpim_is_not_opened() -> None:
    head = "From: <sip:a@b>\r\nTo: <sip:c@d>\r\n\r\nContent-Type: message/cpim\r\n\r\n"
    read = read_body("message/cpim", head * 20 + "x")
    assert isinstance(read, Cpim)
    assert isinstance(read.content, Unreadable)
    assert read.content.why is BodyProblem.TOO_DEEP


@given(
    st.sampled_from([*TYPES, "text/html", "application/pidf+xml"]), st.binary(max_size=300), st.sampled_from(["", "deflate", "gzip", "br"])
)
def test_any_bytes_are_read_or_told_unreadable(content_type: str, body: bytes, encoding: str) -> None:
    read_body(content_type, body, {"content-encoding": encoding})


@settings(deadline=None)
@given(st.sampled_from(TYPES), st.text(max_size=300))
def test_any_text_is_read_or_told_unreadable(content_type: str, body: str) -> None:
    read_body(content_type, body)


SEEDS = [LINPHONE_CPIM, LINPHONE_IMDN, LINPHONE_CPIM_IMDN, LINPHONE_TYPING, LAUGHS]


@settings(deadline=None)  # a busy machine's clock says nothing of the reader; the fuzzer measures processor time
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 999), st.integers(0, 255)), max_size=12), st.sampled_from(TYPES))
def test_a_damaged_body_is_read_or_told_unreadable(seed: str, damage: list[tuple[int, int]], content_type: str) -> None:
    body = bytearray(seed.encode())
    for place, value in damage:
        body[place % len(body)] = value
    read_body(content_type, bytes(body))
    parse_or_error(bytes(body))


def parse_or_error(body: bytes) -> None:
    with contextlib.suppress(BodyError):
        parse_presence(body)


# --- compression and charsets ------------------------------------------------------------------------------------------------------------


@given(st.binary(max_size=2000))
def test_what_was_packed_is_unpacked(body: bytes) -> None:
    for encoding, packed in (("deflate", zlib.compress(body)), ("gzip", gzip.compress(body)), ("", body), ("Identity", body)):
        assert inflate(packed, encoding) == body


@pytest.mark.parametrize(
    ("body", "encoding", "why"),
    [
        (zlib.compress(b"x" * 5_000_000), "deflate", BodyProblem.TOO_LONG),
        (gzip.compress(b"x" * 5_000_000), "gzip", BodyProblem.TOO_LONG),
        (b"x" * (MOST_BODY + 1), "", BodyProblem.TOO_LONG),
        (b"no", "deflate", BodyProblem.BAD_COMPRESSION),
        (zlib.compress(b"x" * 50)[:-5], "deflate", BodyProblem.BAD_COMPRESSION),
        (b"", "gzip", BodyProblem.BAD_COMPRESSION),
        (b"x", "br", BodyProblem.BAD_COMPRESSION),
    ],
)
def test_what_cannot_be_unpacked_in_bounds_says_why(body: bytes, encoding: str, why: BodyProblem) -> None:
    with pytest.raises(BodyError) as raised:
        inflate(body, encoding)
    assert raised.value.problem is why


def test_the_charset_of_the_type_is_used_where_it_is_known() -> None:
    assert decode("Привет".encode("cp1251"), 'text/plain; charset="Windows-1251"') == ("Привет", True)
    assert decode(b"\xff", "text/plain;charset=utf-8") == ("\ufffd", False)
    assert decode("я".encode(), "text/plain;charset=rot13") == ("я", True)
    assert decode(b"abc", "text/plain;charset") == ("abc", True)


def test_a_declared_encoding_does_not_change_how_text_is_read() -> None:
    root = parse_xml('<?xml version="1.0" encoding="utf-16"?><imdn>я</imdn>', "imdn")
    assert root.text == "я"
