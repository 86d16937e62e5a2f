"""Long texts in parts, quotes, and file names from strangers."""

from __future__ import annotations

import time
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from telephony.bodies.composing import Typing
from telephony.bodies.cpim import MOST_PARTS, Address, Disposition, Envelope, Part
from telephony.bodies.errors import BodyError
from telephony.bodies.files import File, Place
from telephony.bodies.graphemes import cut, is_boundary, split_words
from telephony.bodies.names import MOST_BYTES, safe_file_name
from telephony.bodies.quoting import quote, split_quote
from telephony.bodies.reading import Cpim, Text, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, file_message, receipt_message, text_messages, typing_message

CLUSTERS = ["👩‍👩‍👧", "👍🏽", "🇷🇺", "é", "กำ", "क्षि", "각", "\r\n", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️"]
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
wordy = st.lists(st.sampled_from([*CLUSTERS, "слово ", "word ", "\n", "длинноеслово"]), max_size=80).map("".join)
ENVELOPE = Envelope(Address("sip:anna@a", "Анна"), Address("sip:boris@b"), 0, "3f2b", frozenset(Disposition))


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_looks_like_one_character_has_no_boundary_inside(cluster: str) -> None:
    text = f"a{cluster}b"
    inside = range(2, len(text) - 1)
    assert not [at for at in inside if is_boundary(text, at)]
    assert is_boundary(text, 1)
    assert is_boundary(text, len(text) - 1)


def test_flags_are_cut_between_and_not_within() -> None:
    flags = "🇷🇺🇪🇸🇺🇦"
    assert [at for at in range(1, len(flags)) if is_boundary(flags, at)] == [2, 4]


@settings(deadline=None)
@given(st.one_of(texts, wordy), st.integers(16, 200))
def test_pieces_fit_and_are_the_text_when_joined(text: str, most: int) -> None:
    pieces = split_words(text, most)
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= most for piece in pieces)
    assert all(pieces) or pieces == [""]


@settings(deadline=None)
@given(wordy, st.integers(120, 300))
def test_no_piece_ends_within_a_character(text: str, most: int) -> None:
    at = 0
    for piece in split_words(text, most)[:-1]:
        at += len(piece)
        assert is_boundary(text, at)


def test_pieces_end_at_words() -> None:
    assert split_words("one two three four five", 12) == ["one two ", "three four ", "five"]
    assert split_words("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]


def test_a_pile_of_marks_is_cut_in_the_end() -> None:
    pieces = split_words("a" + "\u0301" * 500, 100)
    assert all(len(piece.encode()) <= 100 for piece in pieces)


def test_a_short_text_is_one_message_in_either_form() -> None:
    assert text_messages("Привет", 1300) == (Outgoing("text/plain", "Привет"),)
    (message,) = text_messages("Привет", 1300, ENVELOPE)
    assert read_body(message.content_type, message.body) == Cpim(ENVELOPE, Text("Привет"))


@settings(deadline=None)
@given(wordy, st.integers(600, 1300))
def test_a_long_text_comes_together_from_its_parts(text: str, most: int) -> None:
    messages = text_messages(text * 8, most, ENVELOPE)
    bodies = [read_body(message.content_type, message.body) for message in messages]
    assert all(len(message.body.encode()) <= most for message in messages)
    envelopes = [body.envelope for body in bodies if isinstance(body, Cpim)]
    assert "".join(body.content.text for body in bodies if isinstance(body, Cpim) and isinstance(body.content, Text)) == text * 8
    assert len({envelope.message_id for envelope in envelopes}) == len(messages)
    if len(messages) > 1:
        assert [envelope.part for envelope in envelopes] == [Part("3f2b", n, len(messages)) for n in range(1, len(messages) + 1)]
        assert [envelope.message_id for envelope in envelopes][:2] == ["3f2b", "3f2b-2"]


def test_too_much_text_is_refused_at_once() -> None:
    began = time.thread_time()
    for envelope in (None, ENVELOPE):
        with pytest.raises(BodyError, match="too_long"):
            text_messages("слово " * 300_000, 1300, envelope)
    with pytest.raises(BodyError, match="too_long"):
        text_messages("x" * 500, 200, ENVELOPE)  # the headers take all the room
    assert time.thread_time() - began < 1
    assert len(text_messages("слово " * 5000, 1300)) <= MOST_PARTS


def test_parts_need_a_message_id() -> None:
    with pytest.raises(BodyError, match="message-id"):
        text_messages("x" * 2000, 1300, Envelope(Address("sip:a@b"), Address("sip:c@d")))


def test_half_a_character_from_an_editor_goes_as_a_replacement() -> None:
    (message,) = text_messages("a\ud83d", 1300)
    assert message.body.encode().decode().startswith("a\ufffd")


def test_receipts_and_typing_wake_nobody() -> None:
    receipt = Receipt("m", ReceiptKind.DISPLAYED, 0)
    plain, wrapped = receipt_message(receipt), receipt_message(receipt, Envelope(Address("sip:a@b"), Address("sip:c@d")))
    assert (plain.content_type, plain.headers) == ("message/imdn+xml", (("Priority", "non-urgent"),))
    assert read_body(plain.content_type, plain.body) == receipt
    assert "Content-Disposition: notification\r\n" in wrapped.body
    read = read_body(wrapped.content_type, wrapped.body)
    assert isinstance(read, Cpim)
    assert read.content == receipt
    typing = typing_message(Typing(active=True, refresh_s=60))
    assert dict(typing.headers) == {"Priority": "non-urgent", "Expires": "0"}
    assert read_body(typing.content_type, typing.body) == Typing(active=True, refresh_s=60)


def test_a_file_goes_as_what_it_is() -> None:
    file = File("кот.png", Place("https://h/1", 5, "image/png"))
    message = file_message(file)
    assert read_body(message.content_type, message.body) == file


# --- quotes ------------------------------------------------------------------------------------------------------------------------------


def test_a_reply_quotes_the_beginning_of_what_it_answers() -> None:
    assert quote("Идём?\nВ семь.", "Да") == "> Идём?\n> В семь.\n\nДа"
    assert quote("1\n2\n3\n4\n5\n6", "x") == "> 1\n> 2\n> 3\n> 4\n> …\n\nx"
    assert quote("> earlier\n\nlater", "x") == "> later\n\nx"
    assert quote("x" * 500, "y").startswith("> " + "x" * 200 + "…\n\n")
    assert quote("", "x") == "x"


@settings(deadline=None)
@given(texts.filter(str.strip), texts)
def test_a_reply_is_found_under_its_quote(text: str, reply: str) -> None:
    assert split_quote(quote(text, reply))[1] == reply


def test_a_text_without_a_quote_is_left_alone() -> None:
    assert split_quote("a > b") == ("", "a > b")
    assert split_quote("> only a quote") == ("", "> only a quote")
    assert split_quote(">no space\n> second\nanswer") == ("no space\nsecond", "answer")


# --- file names --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("кот на пляже.jpg", "кот на пляже.jpg"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.exe", "x.exe"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        (".bashrc", "bashrc"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("a\u200b\u2066b.txt", "ab.txt"),
        ("C:\\Windows\\a.txt", "a.txt"),
        ("a:b?.txt", "a_b_.txt"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Lpt1.tar.gz", "_Lpt1.tar.gz"),
        ("COM².txt", "_COM².txt"),
        ("name. . .", "name"),
        ("a\u00a0b\u3000c", "a b c"),
        ("archive.tar.gz", "archive.tar.gz"),
        ("\ud800x", "x"),
    ],
)
def test_a_name_becomes_fit_for_a_file(name: str, safe: str) -> None:
    assert safe_file_name(name) == safe


names = st.one_of(st.text(max_size=400), st.text(alphabet="con.auxlpt1 /\\:\u202e…é😀", max_size=300))


@settings(deadline=None)
@given(names)
def test_no_name_is_a_path_or_hidden_or_too_long_or_in_disguise(name: str) -> None:
    safe = safe_file_name(name)
    assert safe == PurePosixPath(safe).name == PureWindowsPath(safe).name
    assert 0 < len(safe.encode()) <= MOST_BYTES
    assert not safe.startswith(".")
    assert safe == safe.strip(". ")
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in safe)
    assert not any(letter in '<>:"|?*/\\' for letter in safe)
    assert not PureWindowsPath(safe).is_reserved()
    assert safe_file_name(safe) == safe


def test_a_long_name_full_of_dots_is_settled_at_once() -> None:
    safe = safe_file_name("x" * 100 + "." * 130 + "y" * 40)
    assert safe_file_name(safe) == safe


def test_a_long_name_keeps_its_extension() -> None:
    safe = safe_file_name("ж" * 300 + ".jpeg")
    assert safe.endswith("ж.jpeg")
    assert len(safe.encode()) in (254, 255)
    assert len(safe_file_name("x" * 300).encode()) == 255
    assert safe_file_name("a." + "x" * 300).startswith("a.xxx")


def test_a_name_is_not_cut_within_a_character() -> None:
    assert cut("a👍🏽", 8) == "a"
