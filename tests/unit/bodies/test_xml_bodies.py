"""Receipts, typing notices, presence and files: written, read again, and others' ways."""

from __future__ import annotations

from xml.sax import saxutils

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.bodies.composing import DEFAULT_REFRESH_S, Typing, build_typing, parse_typing
from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.files import MOST_SIZE, File, Place, build_file, is_voice, parse_file
from telephony.bodies.markup import ET, clean, escape, quoteattr
from telephony.bodies.presence import MOST_TEXT, MOST_TITLE, Presence, Status, build_presence, parse_presence
from telephony.bodies.receipt import Receipt, ReceiptKind, build_receipt, parse_receipt
from telephony.bodies.times import read_time, write_time


def trimmed(most: int) -> st.SearchStrategy[str]:
    """Text that XML carries, with nothing at its ends that a reader takes away."""
    letters = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
    return st.text(letters, max_size=most).map(str.strip).filter(lambda text: "\ufffd" not in text)


times = st.one_of(st.none(), st.integers(0, 4_000_000_000).map(lambda seconds: seconds * 1_000_000))


@settings(deadline=None)
@given(st.builds(Receipt, trimmed(60).filter(bool), st.sampled_from(ReceiptKind), times))
def test_a_receipt_is_read_as_it_was_written(receipt: Receipt) -> None:
    assert parse_receipt(build_receipt(receipt)) == receipt
    assert parse_receipt(build_receipt(receipt).encode()) == receipt


def test_a_displayed_receipt_is_written_as_linphone_writes_it() -> None:
    assert build_receipt(Receipt("<id>", ReceiptKind.DISPLAYED, 0)).endswith(
        '<imdn xmlns="urn:ietf:params:xml:ns:imdn"><message-id>&lt;id&gt;</message-id><datetime>1970-01-01T00:00:00Z</datetime>'
        "<display-notification><status><displayed/></status></display-notification></imdn>"
    )


@settings(deadline=None)
@given(st.builds(Typing, st.just(value=True), st.integers(5, 600), st.sampled_from(["", "text/plain"])))
def test_a_typing_notice_is_read_as_it_was_written(typing: Typing) -> None:
    assert parse_typing(build_typing(typing)) == typing


@pytest.mark.parametrize(
    ("inside", "typing"),
    [
        ("<state>idle</state>", Typing(active=False)),
        ("<state>gone</state>", Typing(active=False)),
        ("<state>active</state>", Typing(active=True, refresh_s=DEFAULT_REFRESH_S)),
        ("<state> active\n</state><refresh>99999999999999999999</refresh>", Typing(active=True, refresh_s=600)),
        ("<state>active</state><refresh>-1</refresh>", Typing(active=True, refresh_s=DEFAULT_REFRESH_S)),
        ("<state>active</state><refresh>0</refresh>", Typing(active=True, refresh_s=5)),
    ],
)
def test_typing_ends_by_itself_in_reasonable_time(inside: str, typing: Typing) -> None:
    assert parse_typing(f'<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">{inside}</isComposing>') == typing


def test_a_typing_notice_without_a_state_is_none() -> None:
    with pytest.raises(BodyError, match="state"):
        parse_typing("<isComposing/>")


# --- presence ----------------------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.sampled_from(Status), trimmed(MOST_TITLE), trimmed(MOST_TEXT))
def test_a_presence_is_read_as_it_was_published(status: Status, title: str, text: str) -> None:
    read = parse_presence(build_presence(Presence("sip:anna@provider.test", status, title, text)))
    assert (read.uri, read.status, read.title, read.text) == ("sip:anna@provider.test", status, title, text)


def test_a_rich_status_is_cut_at_its_limits() -> None:
    read = parse_presence(build_presence(Presence("sip:a@b", Status.ONLINE, "т" * 50, "x" * 200)))
    assert (len(read.title), len(read.text)) == (MOST_TITLE, MOST_TEXT)


def test_those_who_know_nothing_of_titles_see_both_in_the_note() -> None:
    assert "<dm:note>Обед\nВернусь в два</dm:note>" in build_presence(Presence("sip:a@b", Status.AWAY, "Обед", "Вернусь в два"))


PIDF = '<presence xmlns="urn:ietf:params:xml:ns:pidf" entity="pres:boris@b">{}</presence>'
OPEN = "<tuple id='1'><status><basic>open</basic></status></tuple>"
CLOSED = "<tuple id='2'><status><basic>closed</basic></status></tuple>"


def person(inside: str) -> str:
    ns = 'xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model" xmlns:r="urn:ietf:params:xml:ns:pidf:rpid"'
    return f"<dm:person {ns} id='p'>{inside}</dm:person>"


@pytest.mark.parametrize(
    ("inside", "status", "text"),
    [
        ("", Status.OFFLINE, ""),
        (CLOSED, Status.OFFLINE, ""),
        (OPEN, Status.ONLINE, ""),
        (CLOSED + OPEN, Status.ONLINE, ""),
        (OPEN + person("<r:activities><r:away/></r:activities>"), Status.AWAY, ""),
        (OPEN + person("<r:activities><r:on-the-phone/><r:away/></r:activities>"), Status.BUSY, ""),
        (OPEN + person("<r:activities><r:unknown/></r:activities><dm:note>at home</dm:note>"), Status.ONLINE, "at home"),
        (CLOSED + person("<r:activities><r:away/></r:activities>"), Status.BUSY, ""),  # Linphone's "do not disturb"
        (CLOSED + person("<r:activities><r:busy/></r:activities>"), Status.OFFLINE, ""),
        (person("<r:activities><r:away/></r:activities>"), Status.OFFLINE, ""),
        ("<tuple id='1'><status><basic>open</basic></status><note>in a tuple</note></tuple>", Status.ONLINE, "in a tuple"),
        (OPEN + "<note>of all</note>", Status.ONLINE, "of all"),
    ],
)
def test_others_presence_is_read(inside: str, status: Status, text: str) -> None:
    read = parse_presence(PIDF.format(inside))
    assert (read.uri, read.status, read.title, read.text) == ("pres:boris@b", status, "", text)


def test_a_presence_of_nobody_is_none() -> None:
    with pytest.raises(BodyError, match="entity"):
        parse_presence("<presence/>")


# --- files -------------------------------------------------------------------------------------------------------------------------------

urls = st.from_regex(r"https?://[a-z0-9.]{1,20}[a-z](:[1-9][0-9]{0,3})?/[A-Za-z0-9/._%&=?-]{0,40}", fullmatch=True)
kinds = st.sampled_from(["image/png", "audio/wav;voice-recording=yes", "application/octet-stream"])
places = st.builds(Place, urls, st.integers(0, MOST_SIZE), kinds, times)


@settings(deadline=None)
@given(st.builds(File, trimmed(80), places, st.one_of(st.none(), places), st.integers(0, 10**9)))
def test_a_file_is_read_as_it_was_written(file: File) -> None:
    assert parse_file(build_file(file)) == file


def test_linphones_file_is_read() -> None:
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><file xmlns="urn:gsma:params:xml:ns:rcs:rcs:fthttp"><file-info type="file">'
        "<file-size>3000</file-size><file-name>pic.png</file-name><content-type>image/png</content-type>"
        '<data url="http://127.0.0.1:15085/1" until="2026-12-22T16:00:00Z"/></file-info></file>'
    )
    assert parse_file(body) == File("pic.png", Place("http://127.0.0.1:15085/1", 3000, "image/png", read_time("2026-12-22T16:00:00Z")))


def info(url: str = "http://h/x", size: str = "1", data: str = "data") -> str:
    return f'<file><file-info><file-size>{size}</file-size><{data} url="{url}"/></file-info></file>'


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("<file/>", BodyProblem.MISSING),
        (info(data="dat"), BodyProblem.MISSING),
        (info("file:///etc/passwd"), BodyProblem.BAD_VALUE),
        (info("javascript:alert(1)"), BodyProblem.BAD_VALUE),
        (info("http://"), BodyProblem.BAD_VALUE),
        (info("http://[::1"), BodyProblem.BAD_VALUE),
        (info("http://h:99999/"), BodyProblem.BAD_VALUE),
        (info("http://h/ x"), BodyProblem.BAD_VALUE),
        (info("http://h/\u202ex"), BodyProblem.BAD_VALUE),
        (info(""), BodyProblem.BAD_VALUE),
        (info("http://h/" + "x" * 3000), BodyProblem.TOO_LONG),
        (info(size="-1"), BodyProblem.BAD_VALUE),
        (info(size="1e9"), BodyProblem.BAD_VALUE),
        (info(size="٣"), BodyProblem.BAD_VALUE),
        (info(size=str(MOST_SIZE + 1)), BodyProblem.BAD_VALUE),
        (info(size=""), BodyProblem.BAD_VALUE),
    ],
)
def test_a_file_that_cannot_be_fetched_says_why(body: str, why: BodyProblem) -> None:
    with pytest.raises(BodyError) as raised:
        parse_file(body)
    assert raised.value.problem is why


@pytest.mark.parametrize(
    "thumbnail",
    [
        "",
        "<data/>",
        '<file-size>9</file-size><data url="file:///etc/passwd"/>',
        '<file-size>-9</file-size><data url="http://h/t"/>',
        '<data url="http://h/t"/>',
        f'<file-size>9</file-size><data url="http://h/{"x" * 3000}"/>',
    ],
)
def test_a_thumbnail_that_makes_no_sense_takes_nothing_from_its_file(thumbnail: str) -> None:
    small = f'<file-info type="thumbnail">{thumbnail}</file-info>'
    whole = '<file-info type="file"><file-size>1</file-size><data url="http://h/x"/></file-info>'
    for body in (f"<file>{small}{whole}</file>", f"<file>{whole}{small}</file>"):
        file = parse_file(body)
        assert (file.place.url, file.thumbnail) == ("http://h/x", None)


def test_a_thumbnail_alone_is_no_file() -> None:
    with pytest.raises(BodyError):
        parse_file('<file><file-info type="thumbnail"><file-size>1</file-size><data url="http://h/x"/></file-info></file>')


def test_a_voice_note_is_known_by_its_type_or_its_length() -> None:
    assert is_voice(File("a.wav", Place("http://h/", 1, "audio/wav; voice-recording=yes")))
    assert is_voice(File("a.opus", Place("http://h/", 1, "audio/opus"), duration_ms=3000))
    assert not is_voice(File("a.wav", Place("http://h/", 1, "audio/wav")))
    assert not is_voice(File("a.mp4", Place("http://h/", 1, "video/mp4"), duration_ms=3000))


# --- times -------------------------------------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(-60_000_000_000, 250_000_000_000))
def test_a_moment_is_read_as_it_was_written(seconds: int) -> None:
    assert read_time(write_time(seconds * 1_000_000)) == seconds * 1_000_000


@pytest.mark.parametrize(
    ("text", "at_us"),
    [
        ("1970-01-01T00:00:01.5Z", 1_500_000),
        ("1970-01-01t03:00:00.123456789+03:00", 123_456),
        ("1969-12-31T21:00:00-0300", 0),
        ("1970-01-01T00:00:00", 0),
        ("1970-13-01T00:00:00Z", None),
        ("0001-01-01T00:00:00+23:00", -62_135_679_600_000_000),
        ("1970-01-01T00:00:00+99:00", None),
        ("yesterday", None),
        ("", None),
        ("1" * 100, None),
    ],
)
def test_moments_are_read_in_others_ways(text: str, at_us: int | None) -> None:
    assert read_time(text) == at_us


@settings(deadline=None)
@given(st.text(max_size=45))
def test_any_text_is_a_moment_or_none(text: str) -> None:
    read_time(text)


@given(st.text())
def test_words_survive_an_element_and_an_attribute(words: str) -> None:
    """Ours must do what xml.sax.saxutils does, without loading what that loads."""
    assert escape(words) == saxutils.escape(words)
    text = clean(words)
    tree = ET.fromstring(f"<a b={quoteattr(text)}>{escape(text)}</a>")
    assert (tree.text or "", tree.get("b")) == (text, text)
