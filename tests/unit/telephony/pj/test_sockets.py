"""pjlib's places for sockets are counted as pjlib counts them, those that rest included."""

from __future__ import annotations

import ctypes

import pytest

from telephony.pj.elf import jump_slots
from telephony.pj.sockets import MOST_ACCEPTED, PLACES, REST_S, Places


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def places(clock: Clock) -> Places:
    return Places(clock)


def test_there_is_room_for_as_many_sockets_as_pjlib_has_places(places: Places) -> None:
    for key in range(PLACES):
        assert places.has_room(accepted=False)
        places.take(key, accepted=False)
    assert not places.has_room(accepted=False)


def test_a_place_that_was_given_back_rests_before_it_is_free(places: Places, clock: Clock) -> None:
    for key in range(PLACES):
        places.take(key, accepted=False)
    places.give_back(3)
    assert not places.has_room(accepted=False)
    clock.now += REST_S
    assert places.has_room(accepted=False)


def test_a_place_given_back_twice_is_one_place(places: Places, clock: Clock) -> None:
    for key in range(PLACES):
        places.take(key, accepted=False)
    places.give_back(3)
    places.give_back(3)
    clock.now += REST_S
    places.take(PLACES, accepted=False)
    assert not places.has_room(accepted=False)


def test_connections_from_outside_leave_places_for_calls(places: Places, clock: Clock) -> None:
    for key in range(MOST_ACCEPTED):
        assert places.has_room(accepted=True)
        places.take(key, accepted=True)
    assert not places.has_room(accepted=True)
    assert places.has_room(accepted=False)
    places.give_back(0)
    assert not places.has_room(accepted=True)
    clock.now += REST_S
    assert places.has_room(accepted=True)


def test_the_slots_of_a_module_are_where_its_calls_go_through() -> None:
    import _ctypes

    inside = ctypes.cast(ctypes.PyDLL(_ctypes.__file__).PyInit__ctypes, ctypes.c_void_p).value or 0
    # Where the linker sealed the table (full RELRO) there is nothing to write to, and so nothing is found.
    assert set(jump_slots(inside, ("PyErr_SetString", "no_such_function"))) <= {"PyErr_SetString"}
    assert jump_slots(inside, ()) == {}


def test_no_module_has_no_slots() -> None:
    assert jump_slots(0, ("anything",)) == {}
