"""The microphone's queue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from telephony.audio.fifo import FrameFifo

FRAME = 8
SPARE = 4  # what the first frame waits for beside itself


def filled(fifo: FrameFifo, blocks: int, size: int = FRAME // 2) -> None:
    for _ in range(blocks):
        fifo.push(bytes(size))


def test_frames_come_out_whole_and_in_order() -> None:
    fifo = FrameFifo(FRAME)
    fifo.push(b"abcd")
    assert fifo.pull() is None
    fifo.push(b"efgh")
    assert fifo.pull() is None, "the next block may come a little late"
    fifo.push(b"ijkl")
    assert fifo.pull() == b"abcdefgh"
    assert fifo.pull() is None


def test_what_piled_up_before_the_first_frame_is_old_and_goes() -> None:
    fifo = FrameFifo(FRAME)
    for letter in b"abc":
        fifo.push(bytes([letter]) * FRAME)
    assert fifo.pull() == b"b" * SPARE + b"c" * (FRAME - SPARE)


def test_running_dry_is_silence_and_each_time_after_the_first_leaves_the_queue_deeper_up_to_a_frame() -> None:
    fifo = FrameFifo(FRAME)
    depths: list[int] = []
    for droughts in range(1, 6):
        filled(fifo, 4)
        assert fifo.pull() is not None
        depths.append(len(fifo))
        while fifo.pull() is not None:
            pass
        assert fifo.starved == droughts
    assert depths == [SPARE, SPARE, SPARE + 2, FRAME, FRAME]


def test_delay_that_nothing_needs_goes_after_two_seconds_and_later_after_each_drought() -> None:
    def pulls_until_trimmed(fifo: FrameFifo) -> int:
        dropped = fifo.dropped
        for count in range(1, 10_000):
            filled(fifo, 2)
            assert fifo.pull() is not None
            if fifo.dropped > dropped:
                return count
        raise AssertionError("never trimmed")

    fifo = FrameFifo(FRAME)
    filled(fifo, 3)
    fifo.pull()
    filled(fifo, 2)  # one frame too many, from now on
    assert pulls_until_trimmed(fifo) == 199  # the window that began before still saw the empty queue
    assert len(fifo) == SPARE
    assert fifo.pull() is None
    filled(fifo, 3)
    assert fifo.pull() is not None
    filled(fifo, 2)
    assert pulls_until_trimmed(fifo) == 299
    filled(fifo, 4)  # a whole burst too many is not waited with
    assert fifo.pull() is not None
    assert pulls_until_trimmed(fifo) == 199
    assert len(fifo) == SPARE


def test_who_can_drain_it_is_told_what_may_go_and_only_a_flood_is_cut() -> None:
    fifo = FrameFifo(FRAME, patient=True)
    filled(fifo, 3)
    fifo.pull()
    filled(fifo, 2)  # one frame too many, from now on
    for _ in range(400):
        filled(fifo, 2)
        assert fifo.pull() is not None
    assert (fifo.dropped, fifo.excess) == (0, FRAME)
    filled(fifo, 5)
    for _ in range(200):
        filled(fifo, 2)
        fifo.pull()
    assert fifo.dropped == 1
    assert len(fifo) == SPARE


@given(st.lists(st.one_of(st.none(), st.integers(0, 3 * FRAME).map(lambda size: size & ~1))))
def test_the_delay_is_bounded_and_samples_stay_whole(steps: list[int | None]) -> None:
    fifo = FrameFifo(FRAME, most_frames=5)
    for step in steps:
        if step is None:
            frame = fifo.pull()
            assert frame is None or len(frame) == FRAME
        else:
            fifo.push(bytes(step))
        assert len(fifo) <= 5 * FRAME
        assert len(fifo) % 2 == 0
