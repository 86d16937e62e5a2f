"""What is told and what is not: over the program's own services, with nothing started."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import MessageKind, MessageStatus
from agent_app.money.snapshots import SmsItem, SmsStatus
from agent_app.notifications.quiet import in_quiet_hours
from agent_app.notifications.service import SUMMARY_KEY
from agent_app.notifications.snapshots import Notice, NoticeKind
from agent_app.presence.snapshots import PresenceStatus
from agent_app.snapshots import CallDirection, CallSnapshot, ContactPoint, PointKind
from telephony.calls import CallState
from tests.unit.agent_app.notifications.news import REMOTE, a_message, a_missed_call

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.notifications.service import NotificationService
    from agent_app.services import Services
    from tests.unit.agent_app.notifications.conftest import Clock


@pytest.fixture
def told(service: NotificationService) -> list[Notice]:
    told: list[Notice] = []
    service.told.connect(told.append)
    return told


def test_a_message_is_told_once_and_counted(services: Services, told: list[Notice]) -> None:
    a_message(services, "m1")
    a_message(services, "m1")
    a_message(services, "m2", text="Again")
    assert [(notice.kind, notice.text, notice.count) for notice in told] == [
        (NoticeKind.MESSAGE, "Hello", 1),
        (NoticeKind.MESSAGE, "Again", 2),
    ]
    assert told[0].key == told[1].key


@pytest.mark.parametrize(
    "fields",
    [{"is_incoming": False, "status": MessageStatus.SENT}, {"seen": True}, {"kind": MessageKind.SYSTEM}],
    ids=["mine", "read", "of the program"],
)
def test_what_is_no_news_is_not_told(services: Services, told: list[Notice], fields: dict[str, object]) -> None:
    a_message(services, "m1", **fields)
    assert told == []


def test_the_open_conversation_is_not_told_of(services: Services, service: NotificationService, told: list[Notice]) -> None:
    service.watch_screen(lambda remote: remote == REMOTE)
    a_message(services, "m1")
    a_message(services, "m2", remote="boris@sandbox.test")
    assert [notice.remote for notice in told] == ["boris@sandbox.test"]


def test_a_muted_conversation_is_not_told_of(services: Services, told: list[Notice]) -> None:
    services.chats.pin(("a", REMOTE), True)
    services.chats.mute(("a", REMOTE), True)
    a_message(services, "m1")
    assert told == []


def test_all_addresses_of_a_contact_are_one_notice(services: Services, told: list[Notice]) -> None:
    services.contacts.add("Anna", (ContactPoint(PointKind.SIP, REMOTE), ContactPoint(PointKind.SIP, "anna@work.test")))
    a_message(services, "m1")
    a_message(services, "m2", remote="anna@work.test")
    assert [notice.count for notice in told] == [1, 2]


def test_missed_calls_and_sms_are_told(services: Services, told: list[Notice]) -> None:
    a_missed_call(services, "c1")
    a_missed_call(services, "c1")
    services.sms.changed.emit(SmsItem("s1", "a", "+79161112233", True, 7, "Code 123", SmsStatus.DELIVERED, seen=False))
    assert [(notice.kind, notice.remote) for notice in told] == [(NoticeKind.MISSED_CALL, REMOTE), (NoticeKind.SMS, "+79161112233")]


def test_what_is_written_is_not_told_where_the_user_does_not_want_it(services: Services, told: list[Notice]) -> None:
    services.settings.change(notice_texts=False)
    a_message(services, "m1")
    assert [notice.text for notice in told] == [""]


def test_nothing_is_told_where_the_user_wants_no_notices(services: Services, told: list[Notice]) -> None:
    services.settings.change(notices=False)
    a_message(services, "m1")
    a_missed_call(services, "c1")
    assert told == []


def test_what_came_while_one_was_not_to_be_disturbed_is_told_in_one(services: Services, told: list[Notice]) -> None:
    services.presence.set_own(PresenceStatus.DO_NOT_DISTURB)
    a_message(services, "m1")
    a_message(services, "m2")
    a_missed_call(services, "c1")
    assert told == []
    services.presence.set_own(PresenceStatus.ONLINE)
    assert told == [Notice(SUMMARY_KEY, NoticeKind.SUMMARY, count=2, calls=1)]
    services.presence.set_own(PresenceStatus.FREE_FOR_CHAT)
    assert len(told) == 1


def test_nothing_is_told_while_calls_are_refused_as_busy(services: Services, told: list[Notice]) -> None:
    services.settings.change(do_not_disturb=True)
    a_message(services, "m1")
    assert told == []
    services.settings.change(do_not_disturb=False)
    assert [notice.kind for notice in told] == [NoticeKind.SUMMARY]


def test_quiet_hours_end_with_one_notice(services: Services, service: NotificationService, clock: Clock, told: list[Notice]) -> None:
    services.settings.change(quiet_from=22 * 60, quiet_until=7 * 60)
    clock.minute = 23 * 60
    a_message(services, "m1")
    service.release()
    assert told == []
    clock.minute = 7 * 60
    service.release()
    assert [(notice.kind, notice.count) for notice in told] == [(NoticeKind.SUMMARY, 1)]


def _go_away(services: Services) -> None:
    services.presence.set_idle(60 * 60)


def _come_back(services: Services) -> None:
    services.presence.set_idle(0)


def test_what_was_told_to_nobody_is_summed_up_when_somebody_is_back(
    services: Services, service: NotificationService, told: list[Notice]
) -> None:
    withdrawn: list[str] = []
    service.withdrawn.connect(withdrawn.append)
    _go_away(services)
    a_message(services, "m1")
    service.forget(told[-1].key)  # the desktop shows it for some seconds
    a_message(services, "m2")
    a_missed_call(services, "c1")
    assert [notice.kind for notice in told] == [NoticeKind.MESSAGE, NoticeKind.MESSAGE, NoticeKind.MISSED_CALL]
    _come_back(services)
    assert told[3:] == [Notice(SUMMARY_KEY, NoticeKind.SUMMARY, count=2, calls=1, was_away=True)]
    assert withdrawn == [told[0].key, told[2].key]
    _go_away(services)
    _come_back(services)
    assert len(told) == 4


def test_one_persons_messages_are_told_once_more_when_somebody_is_back(
    services: Services, service: NotificationService, told: list[Notice]
) -> None:
    _go_away(services)
    a_message(services, "m1")
    service.forget(told[-1].key)
    a_message(services, "m2", text="Again")
    _come_back(services)
    assert [(notice.text, notice.count) for notice in told] == [("Hello", 1), ("Again", 1), ("Again", 2)]


def test_what_was_answered_while_away_is_not_told_again(services: Services, service: NotificationService, told: list[Notice]) -> None:
    _go_away(services)
    a_message(services, "m1")
    service.forget(told[-1].key, answered=True)
    _come_back(services)
    assert len(told) == 1


def test_what_was_held_back_waits_for_somebody_to_be_there(services: Services, told: list[Notice]) -> None:
    services.settings.change(quiet_from=11 * 60, quiet_until=13 * 60)
    a_message(services, "m1")
    _go_away(services)
    services.settings.change(quiet_from=0, quiet_until=0)
    a_missed_call(services, "c1")
    assert [notice.kind for notice in told] == [NoticeKind.MISSED_CALL]
    _come_back(services)
    assert told[1:] == [Notice(SUMMARY_KEY, NoticeKind.SUMMARY, count=1, calls=1)]


def _rings(services: Services, call_id: str, state: CallState = CallState.INCOMING) -> None:
    services.calls.changed.emit(CallSnapshot(call_id, "a", CallDirection.INCOMING, REMOTE, state, 1, remote_name="Anna K"))


@pytest.mark.parametrize("then", [CallState.ESTABLISHED, CallState.ENDING, CallState.ENDED])
def test_a_call_is_told_while_it_rings(services: Services, service: NotificationService, told: list[Notice], then: CallState) -> None:
    withdrawn: list[str] = []
    service.withdrawn.connect(withdrawn.append)
    _rings(services, "c1")
    _rings(services, "c1")
    assert told == [Notice("call:c1", NoticeKind.CALL, "a", REMOTE, "Anna K", call_id="c1")]
    _rings(services, "c1", then)
    assert withdrawn == ["call:c1"]


def test_a_call_is_left_to_its_window_where_nobody_is_to_be_disturbed(services: Services, told: list[Notice]) -> None:
    services.presence.set_own(PresenceStatus.DO_NOT_DISTURB)
    _rings(services, "c1")
    services.presence.set_own(PresenceStatus.ONLINE)
    services.settings.change(notices=False)
    _rings(services, "c2")
    assert told == []


def test_a_conversation_that_was_read_takes_its_notice_away(services: Services, service: NotificationService, qtbot: QtBot) -> None:
    a_message(services, "m1")
    with qtbot.waitSignal(service.withdrawn):
        services.chats.conversations_changed.emit()


@pytest.mark.parametrize(
    ("minute", "begin", "end", "quiet"),
    [(60, 0, 0, False), (60, 30, 90, True), (90, 30, 90, False), (30, 30, 90, True), (10, 1380, 420, True), (720, 1380, 420, False)],
)
def test_quiet_hours_go_over_midnight(minute: int, begin: int, end: int, quiet: bool) -> None:
    assert in_quiet_hours(minute, begin, end) is quiet
