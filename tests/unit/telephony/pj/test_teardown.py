"""A call's media goes between two ticks."""

from __future__ import annotations

import threading

from telephony.pj.teardown import between_ticks, waiting


def test_media_is_taken_down_once_the_tick_that_runs_is_over() -> None:
    taken: list[int] = []
    thread = threading.Thread(target=lambda: waiting(lambda call: taken.append(call) or 0)(3))
    with between_ticks:
        thread.start()
        thread.join(0.1)
        assert not taken
    thread.join(10)
    assert taken == [3]


def test_what_is_taken_down_may_take_down_another() -> None:
    taken: list[int] = []

    def take_down(call: int) -> int:
        if call < 3:
            waiting(take_down)(call + 1)
        taken.append(call)
        return call

    assert waiting(take_down)(1) == 1
    assert taken == [3, 2, 1]
