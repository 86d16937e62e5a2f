"""What the bot understands and says."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.bot.letters import MOST_BYTES, Form
from sandbox.bot.picture import sunrise
from sandbox.bot.words import Language, Wish, language_of, say, wish_of
from telephony.bodies.cpim import Address
from telephony.bodies.reading import Cpim, Text, read_body


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("help", Wish.HELP),
        (" ПОМОЩЬ! ", Wish.HELP),
        ("?", Wish.HELP),
        ("Call me", Wish.CALL),
        ("call me, please", Wish.CALL),
        ("позвони мне", Wish.CALL),
        ("файл", Wish.FILE),
        ("sms", Wish.SMS),
        ("Привет", Wish.GREETING),
        ("разбуди меня", Wish.WAKE),
        ("Call me when you are at home again", Wish.NOTHING),
        ("I need help", Wish.NOTHING),
        ("", Wish.NOTHING),
        ("🙂", Wish.NOTHING),
    ],
)
def test_a_short_message_is_a_command(text: str, wish: Wish) -> None:
    assert wish_of(text) is wish


@pytest.mark.parametrize(
    ("text", "before", "language"), [("привет", "en", "ru"), ("hello", "ru", "en"), ("ok, да", "en", "ru"), ("42", "ru", "ru")]
)
def test_it_answers_in_the_language_it_is_written_to_in(text: str, before: Language, language: Language) -> None:
    assert language_of(text, before) == language


@given(st.text(), st.sampled_from(["en", "ru"]))
def test_whatever_is_said_it_understands_something_and_repeats_no_more_than_it_must(text: str, language: Language) -> None:
    assert wish_of(text) in Wish
    assert len(say("echo", language, text)) < 350


@given(st.text(max_size=3000), st.booleans())
def test_its_letters_fit_a_message(text: str, cpim: bool) -> None:
    form = Form(Address("sip:bot@sandbox.test"), Address("sip:anna@sandbox.test"), cpim)
    letters = form.text(f"x{text}")
    assert all(len(one.body.encode()) <= MOST_BYTES for one in letters)
    read = [read_body(one.content_type, one.body) for one in letters]
    assert all(isinstance(one, Cpim if cpim else Text) for one in read)


def test_the_signal_travels_in_cpim() -> None:
    form = Form(Address("sip:bot@sandbox.test"), Address("sip:anna@sandbox.test"), cpim=True)
    [letter] = form.text("Wake up!", wake_up=True)
    read = read_body(letter.content_type, letter.body)
    assert isinstance(read, Cpim)
    assert read.envelope.wake_up


def test_the_picture_is_a_whole_png() -> None:
    data = sunrise(9, 7)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    place, chunks = 8, dict[bytes, bytes]()
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        body = data[place + 4 : place + 8 + length]
        assert int.from_bytes(data[place + 8 + length : place + 12 + length], "big") == zlib.crc32(body)
        chunks[body[:4]] = body[4:]
        place += 12 + length
    assert struct.unpack("!II", chunks[b"IHDR"][:8]) == (9, 7)
    assert len(zlib.decompress(chunks[b"IDAT"])) == 7 * (1 + 9 * 3)
