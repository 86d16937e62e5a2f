"""The sound between the bridges: what passes, what does not, and what is heard where a tick is missed."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.annex.audio import LINKS, TOKEN_BYTES, AnnexAudio, EngineAudio, OneFrame, pack, unpack
from telephony.pj.bridge import FRAME_BYTES

TOKEN = bytes(range(TOKEN_BYTES))
SILENCE = bytes(FRAME_BYTES)


def frame(number: int) -> bytes:
    return bytes([number]) * FRAME_BYTES


frames_by_link = st.dictionaries(st.integers(0, LINKS - 1), st.integers(0, 255).map(frame))


@given(frames_by_link)
def test_a_datagram_gives_back_what_was_put_in(frames: dict[int, bytes]) -> None:
    assert unpack(TOKEN, pack(TOKEN, frames)) == frames


@given(st.binary(max_size=3000))
def test_what_does_not_bear_the_token_is_nobodys(data: bytes) -> None:
    assert unpack(TOKEN, data) is None


@given(frames_by_link, st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES).filter(lambda token: token != TOKEN))
def test_another_token_is_refused(frames: dict[int, bytes], token: bytes) -> None:
    assert unpack(TOKEN, pack(token, frames)) is None


@given(frames_by_link, st.binary(min_size=1, max_size=50))
def test_a_datagram_of_another_length_is_refused_whoever_sent_it(frames: dict[int, bytes], more: bytes) -> None:
    whole = pack(TOKEN, frames)
    assert unpack(TOKEN, whole + more) is None
    assert unpack(TOKEN, whole[:-1]) is None


def test_a_link_that_does_not_exist_is_refused() -> None:
    assert unpack(TOKEN, TOKEN + bytes([1 << LINKS]) + SILENCE) is None


def test_one_frame_is_given_once_and_is_the_last() -> None:
    queue = OneFrame()
    queue.push(frame(1))
    queue.push(frame(2))
    assert [queue.pull(), queue.pull()] == [frame(2), None]


class EchoBridge:
    """The annex's bridge with a call at each link that says what it hears; `turns` counts its frames."""

    rate, frame_bytes = 16_000, FRAME_BYTES
    microphone = speaker = bytearray(FRAME_BYTES)

    def __init__(self) -> None:
        self.turns = 0
        self.entered: list[str] = []
        self.audio: AnnexAudio | None = None

    def enter_thread(self) -> None:
        self.entered.append(threading.current_thread().name)

    def exchange(self) -> None:
        assert self.audio is not None
        self.turns += 1
        for link in range(LINKS):
            self.audio.take(link, self.audio.give(link) or SILENCE)


class Pair:
    """Both ends, with calls at the first two links."""

    def __init__(self) -> None:
        self.engine = EngineAudio()
        self.bridge = EchoBridge()
        self.annex = self.bridge.audio = AnnexAudio(self.engine.port, self.engine.new_token())
        self.engine.connect(self.annex.port)
        self.engine.active = frozenset({0, 1})

    def tick(self, *said: int) -> list[bytes | None]:
        """One turn of the engine's bridge: what it hears of the links, and what they are told; the annex has time to answer."""
        heard = [self.engine.give(link) for link in range(len(said))]
        turns = self.bridge.turns
        for link, number in enumerate(said):
            self.engine.take(link, frame(number))
        self.engine.tick(SILENCE)
        until(lambda: self.bridge.turns > turns)
        time.sleep(0.005)
        return heard


def until(done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not done():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@pytest.fixture
def pair() -> Iterator[Pair]:
    both = Pair()
    both.annex.start(both.bridge, realtime=False)
    yield both
    both.annex.close()
    both.engine.close()


def test_what_a_link_is_told_comes_back_by_the_same_link_within_three_ticks(pair: Pair) -> None:
    heard = [pair.tick(number, 100 + number) for number in range(1, 12)]
    for link, first in ((0, 1), (1, 101)):
        seen = [said for one in heard if (said := one[link]) is not None]
        assert len(seen) >= 8
        # Half a frame of slack: each frame is the end of one and the beginning of the next.
        firsts = [one[0] for one in seen[1:]]
        assert firsts == list(range(firsts[0], firsts[0] + len(firsts)))
        assert first + len(heard) - 1 - firsts[-1] <= 3
    assert pair.bridge.turns == 11
    assert pair.bridge.entered == ["ticks"]


def test_a_link_that_nobody_listened_to_has_kept_nothing_old(pair: Pair) -> None:
    for number in range(1, 6):
        pair.tick(number, number)
    for number in range(6, 30):  # the second is not asked for: its call is on hold
        pair.engine.give(0)
        turns = pair.bridge.turns
        for link in (0, 1):
            pair.engine.take(link, frame(number))
        pair.engine.tick(SILENCE)
        until(lambda turns=turns: pair.bridge.turns > turns)
        time.sleep(0.005)
    heard = [pair.tick(number, number)[1] for number in range(30, 36)]
    first = next(one for one in heard if one is not None)
    assert first[0] >= 28


def test_without_a_call_the_annex_has_no_ticks(pair: Pair) -> None:
    pair.engine.active = frozenset()
    for _ in range(5):
        pair.engine.take(0, frame(1))
        pair.engine.tick(SILENCE)
    time.sleep(0.1)
    assert pair.bridge.turns == 0


def test_garbage_and_strangers_are_not_heard(pair: Pair) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.bind(("127.0.0.1", 0))
        for port in (pair.annex.port, pair.engine.port):
            stranger.sendto(pack(pair.engine.new_token(), {0: frame(9)}), ("127.0.0.1", port))  # even who knew a token
            stranger.sendto(b"\xff" * 5000, ("127.0.0.1", port))
    time.sleep(0.05)
    assert pair.engine.give(0) is None
    assert pair.bridge.turns == 0


def test_with_a_new_token_the_old_annex_is_neither_heard_nor_hears(pair: Pair) -> None:
    pair.tick(1, 1)
    turns = pair.bridge.turns
    pair.engine.new_token()
    for _ in range(4):
        pair.engine.take(0, frame(2))
        pair.engine.tick(SILENCE)
    time.sleep(0.05)
    assert pair.bridge.turns == turns
    assert pair.engine.give(0) in (None, frame(1))


def test_an_annex_that_was_stopped_for_long_makes_up_for_three_ticks_and_no_more() -> None:
    both = Pair()
    for number in range(1, 50):
        both.engine.take(0, frame(number))
        both.engine.tick(SILENCE)
    both.annex.start(both.bridge, realtime=False)
    until(lambda: both.bridge.turns >= 3)
    time.sleep(0.05)
    assert both.bridge.turns == 3
    both.annex.close()
    both.engine.close()


def test_an_annex_that_is_gone_is_silence_and_no_error(pair: Pair) -> None:
    pair.tick(1, 1)
    pair.annex.close()
    for _ in range(5):
        pair.engine.give(0)
        pair.engine.take(0, frame(1))
        pair.engine.tick(SILENCE)
    assert pair.engine.give(0) is None
