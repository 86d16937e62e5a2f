"""Commands and offers that cross: after a while of quiet each side has what was asked last. `bench.soak --crossings` does it for longer."""

from __future__ import annotations

from random import Random

from tests.interop.crossing import rounds


def test_calls_that_are_swapped_joined_and_held_from_both_sides_at_once_come_to_rest() -> None:
    assert rounds(4, Random(20261122)) == []
