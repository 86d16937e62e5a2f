"""What is heard of messages and missed calls, and when nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import MessageKind
from agent_app.money.snapshots import SmsItem, SmsStatus
from agent_app.notifications.sounds import NoticeSounds
from agent_app.presence.snapshots import PresenceStatus
from telephony.messages import Notice as Sound
from telephony.messages import PlayNotice
from tests.unit.agent_app.listening import ListeningEngine
from tests.unit.agent_app.notifications.news import REMOTE, a_message, a_missed_call

if TYPE_CHECKING:
    from agent_app.notifications.service import NotificationService
    from agent_app.services import Services
    from tests.unit.agent_app.notifications.conftest import Clock


class Ear:
    """What the engine was told to play, by a clock of its own."""

    def __init__(self, service: NotificationService, services: Services) -> None:
        self.now = 0.0
        self._engine = ListeningEngine()
        self._sounds = NoticeSounds(service, services.settings, self._engine, service, lambda: self.now)

    def heard(self) -> list[Sound]:
        return [command.notice for command in self._engine.told_of(PlayNotice)]


@pytest.fixture
def ear(service: NotificationService, services: Services) -> Ear:
    return Ear(service, services)


def test_messages_sms_missed_calls_and_wake_ups_are_heard(services: Services, ear: Ear) -> None:
    a_message(services, "m1")
    ear.now += 2
    a_missed_call(services, "c1")
    ear.now += 2
    a_message(services, "m2", kind=MessageKind.WAKE_UP)
    ear.now += 2
    services.sms.changed.emit(SmsItem("s1", "a", "+79161112233", True, 7, "Code 123", SmsStatus.DELIVERED, seen=False))
    assert ear.heard() == [Sound.MESSAGE, Sound.MISSED_CALL, Sound.WAKE_UP, Sound.MESSAGE]


def test_many_at_once_make_one_sound_and_many_after_that_one_each_two_seconds(services: Services, ear: Ear) -> None:
    for number in range(100):
        a_message(services, f"m{number}")
        ear.now += 0.05
    assert ear.heard() == [Sound.MESSAGE] * 3, "at 0, 2 and 4 s"


def test_the_open_conversation_is_silent_but_for_a_wake_up(services: Services, service: NotificationService, ear: Ear) -> None:
    service.watch_screen(lambda remote: remote == REMOTE)
    a_message(services, "m1")
    assert ear.heard() == []
    a_message(services, "m2", kind=MessageKind.WAKE_UP)
    assert ear.heard() == [Sound.WAKE_UP]


def test_a_muted_conversation_is_silent(services: Services, ear: Ear) -> None:
    services.chats.pin(("a", REMOTE), True)
    services.chats.mute(("a", REMOTE), True)
    a_message(services, "m1")
    a_message(services, "m2", kind=MessageKind.WAKE_UP)
    assert ear.heard() == []


def test_sounds_are_switched_off_apart_from_notices(services: Services, ear: Ear) -> None:
    services.settings.change(notice_sounds=False)
    a_message(services, "m1")
    assert ear.heard() == []
    services.settings.change(notice_sounds=True, notices=False)
    a_message(services, "m2")
    assert ear.heard() == [Sound.MESSAGE]


def test_while_nobody_is_to_be_disturbed_it_is_silent_and_so_is_the_summary(services: Services, ear: Ear) -> None:
    services.settings.change(do_not_disturb=True)
    a_message(services, "m1")
    a_missed_call(services, "c1")
    services.settings.change(do_not_disturb=False)
    services.presence.set_own(PresenceStatus.DO_NOT_DISTURB)
    a_message(services, "m2", kind=MessageKind.WAKE_UP)
    services.presence.set_own(PresenceStatus.ONLINE)
    assert ear.heard() == []


def test_in_quiet_hours_it_is_silent(services: Services, clock: Clock, ear: Ear) -> None:
    services.settings.change(quiet_from=22 * 60, quiet_until=7 * 60)
    clock.minute = 23 * 60
    a_message(services, "m1")
    assert ear.heard() == []
    clock.minute = 8 * 60
    a_message(services, "m2")
    assert ear.heard() == [Sound.MESSAGE]
