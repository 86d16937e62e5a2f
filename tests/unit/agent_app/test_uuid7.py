"""Identifiers sort by the time they were made."""

from __future__ import annotations

import uuid
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from agent_app.storage.uuid7 import UuidMaker, new_id

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_an_identifier_is_a_uuid_of_version_7_and_the_rfcs_variant() -> None:
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_it_carries_the_milliseconds_of_its_making() -> None:
    made = uuid.UUID(UuidMaker(lambda: 1_795_354_643_568).make())
    assert made.int >> 80 == 1_795_354_643_568


@given(st.lists(st.integers(min_value=1, max_value=2**47), min_size=2, max_size=50))
def test_they_rise_whatever_the_clock_does(times: list[int]) -> None:
    clock: Iterator[int] = iter(times)
    maker = UuidMaker(lambda: next(clock))
    made = [maker.make() for _ in times]
    assert all(earlier < later for earlier, later in pairwise(made))


def test_they_rise_over_more_than_4096_in_one_millisecond() -> None:
    maker = UuidMaker(lambda: 1000)
    made = [maker.make() for _ in range(9000)]
    assert all(earlier < later for earlier, later in pairwise(made))
