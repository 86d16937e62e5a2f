"""When a lost conversation is heard of: not for a moment's silence, not for one that waits, once and not again and again."""

from __future__ import annotations

import pytest

from agent_app.calls.losing import LONG_S, LossByEar
from telephony.messages import CallMedia, CallQuality, Notice, PlayNotice
from telephony.sounding import QualityCause
from tests.unit.agent_app.calls.conftest import Phone


class Ear:
    def __init__(self, phone: Phone) -> None:
        self._phone = phone
        self._now = 0.0
        self._listener = LossByEar(phone.calls, phone.engine, phone.calls, lambda: self._now)

    def hears_nothing(self, seconds: float, call_id: str = "in") -> None:
        """The engine says so once a second."""
        self._judged(seconds, QualityCause.NO_SOUND_FROM_THERE, call_id)

    def hears(self, seconds: float, call_id: str = "in") -> None:
        self._judged(seconds, QualityCause.NONE, call_id)

    def _judged(self, seconds: float, cause: QualityCause, call_id: str) -> None:
        for _ in range(int(seconds)):
            self._now += 1.0
            self._phone.engine.say(CallQuality(call_id, 100, cause))

    @property
    def notices(self) -> list[Notice]:
        return [command.notice for command in self._phone.engine.told_of(PlayNotice)]


@pytest.fixture
def ear(phone: Phone) -> Ear:
    return Ear(phone)


def test_a_far_side_that_is_not_heard_for_long_is_told_of_once(phone: Phone, ear: Ear) -> None:
    phone.talk()
    ear.hears(3)
    ear.hears_nothing(LONG_S)
    assert ear.notices == []
    ear.hears_nothing(60)
    assert ear.notices == [Notice.CONNECTION_LOST]


def test_who_came_back_and_is_lost_again_is_told_of_again(phone: Phone, ear: Ear) -> None:
    phone.talk()
    for _ in range(2):
        ear.hears_nothing(LONG_S + 3)
        ear.hears(1)
    assert ear.notices == [Notice.CONNECTION_LOST] * 2


def test_short_silences_do_not_add_up(phone: Phone, ear: Ear) -> None:
    phone.talk()
    for _ in range(10):
        ear.hears_nothing(LONG_S - 1)
        ear.hears(1)
    assert ear.notices == []


@pytest.mark.parametrize("media", [CallMedia("in", "PCMA", 8000, held_here=True), CallMedia("in", "PCMA", 8000, held_there=True)])
def test_who_waits_is_not_missed(phone: Phone, ear: Ear, media: CallMedia) -> None:
    phone.talk()
    ear.hears_nothing(2)
    phone.engine.say(media)
    ear.hears_nothing(60)
    assert ear.notices == []


def test_a_conversation_that_went_with_its_engine_is_told_of_by_the_next_once(phone: Phone, ear: Ear) -> None:
    phone.talk()
    phone.engine.die()
    assert ear.notices == []
    phone.engine.come_back()
    assert ear.notices == [Notice.CONNECTION_LOST]
    phone.engine.die()
    phone.engine.come_back()
    assert ear.notices == []


def test_a_call_that_only_rang_is_no_lost_conversation(phone: Phone, ear: Ear) -> None:
    phone.ring()
    phone.engine.die()
    phone.engine.come_back()
    assert ear.notices == []
