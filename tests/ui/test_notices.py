"""Notices: their words, the desktop's answers, and our own pop-up where the desktop shows none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from agent_app.notifications.library import PICTURE
from agent_app.notifications.snapshots import Notice, NoticeAction, NoticeKind
from agent_app.snapshots import CallDirection
from ui.dialogs.settings import SettingsDialog
from ui.notifications.popup import MOST
from ui.notifications.words import notice_in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

REMOTE = "olga@example.org"
KEY = f"message:{REMOTE}"
NOTICE = Notice(KEY, NoticeKind.MESSAGE, "a1", REMOTE, "Привет")


@pytest.fixture
def shell(fakes: Fakes, open_shell: Callable[[Fakes], Shell]) -> Shell:
    return open_shell(fakes)


@pytest.fixture
def away(shell: Shell, fakes: Fakes) -> Shell:
    """The window is in the tray, and the desktop shows no notices."""
    fakes.notifications.desktop.there = False
    shell.window.hide()
    return shell


@pytest.mark.parametrize(
    ("notice", "title", "body"),
    [
        (NOTICE, REMOTE, "Привет"),
        (Notice("k", NoticeKind.MESSAGE, "a1", REMOTE, "two\nlines", count=3), f"{REMOTE} (3)", "two lines"),
        (Notice("k", NoticeKind.MESSAGE, "a1", REMOTE), REMOTE, "New message"),
        (Notice("k", NoticeKind.MESSAGE, "a1", REMOTE, file_name="a\u202efdp.exe"), REMOTE, "File: afdp.exe"),
        (Notice("k", NoticeKind.MESSAGE, "a1", REMOTE, is_wake_up=True), REMOTE, "Wakes you up!"),
        (Notice("k", NoticeKind.SMS, "a1", REMOTE), REMOTE, "New SMS"),
        (Notice("k", NoticeKind.MISSED_CALL, "a1", REMOTE, count=2), REMOTE, "2 missed calls"),
        (Notice("k", NoticeKind.SUMMARY, count=2, was_away=True), "While you were away", "2 new messages"),
        (Notice("k", NoticeKind.CALL, "a1", REMOTE, "Olga\n<b>"), "Olga <b>", f"Incoming call · {REMOTE}"),
        (Notice("k", NoticeKind.CALL, "a1", "+74951112233"), "+7 495 111-22-33", "Incoming call"),
        (Notice("k", NoticeKind.SUMMARY, count=2, calls=1), "While you were not to be disturbed", "2 new messages, 1 missed call"),
    ],
)
def test_what_a_notice_says(shell: Shell, notice: Notice, title: str, body: str) -> None:
    assert shell.window.isVisible()
    shown = notice_in_words(notice, None)
    assert (shown.title, shown.body) == (title, body)


def test_a_contact_is_called_by_its_name(shell: Shell, fakes: Fakes) -> None:
    contact = fakes.contacts.contacts()[0]
    fakes.notifications.told.emit(Notice("k", NoticeKind.MISSED_CALL, "a1", contact.points[0].value))
    assert shell.window.isVisible()
    assert fakes.notifications.desktop.shown[-1].title == contact.name


def test_a_click_opens_the_conversation(shell: Shell, fakes: Fakes) -> None:
    fakes.notifications.told.emit(NOTICE)
    fakes.notifications.desktop.acted.emit(KEY, NoticeAction.OPEN, "")
    assert shell.window.conversation.header.name.text() == REMOTE
    assert fakes.notifications.desktop.withdrawn == [KEY]


def test_a_reply_is_sent_and_the_conversation_is_read(shell: Shell, fakes: Fakes) -> None:
    assert shell.window.isVisible()
    fakes.notifications.told.emit(NOTICE)
    fakes.notifications.desktop.acted.emit(KEY, NoticeAction.REPLY, "Иду")
    assert [(item.remote, item.text) for item in fakes.chats.all.values()] == [(REMOTE, "Иду")]
    assert ("mark_read", ("a1", REMOTE)) in fakes.chats.asked


def test_reply_where_the_desktop_has_no_field_opens_the_conversation(shell: Shell, fakes: Fakes) -> None:
    fakes.notifications.told.emit(NOTICE)
    fakes.notifications.desktop.acted.emit(KEY, NoticeAction.REPLY, "")
    assert shell.window.conversation.header.name.text() == REMOTE
    assert not fakes.chats.all


def test_what_was_answered_already_is_not_answered_again(shell: Shell, fakes: Fakes) -> None:
    assert shell.window.isVisible()
    fakes.notifications.told.emit(NOTICE)
    for _ in range(2):
        fakes.notifications.desktop.acted.emit(KEY, NoticeAction.REPLY, "Иду")
    assert len(fakes.chats.all) == 1


def test_without_a_desktop_a_pop_up_opens_it_and_takes_no_keyboard(away: Shell, fakes: Fakes) -> None:
    fakes.notifications.told.emit(NOTICE)
    [pop_up] = away.notifier.pop_ups.all()
    assert pop_up.isVisible()
    assert pop_up.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert pop_up.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    QTest.mouseClick(pop_up, Qt.MouseButton.LeftButton)
    assert away.window.conversation.header.name.text() == REMOTE
    assert away.notifier.pop_ups.all() == ()


def test_markup_in_a_pop_up_is_text(away: Shell, fakes: Fakes) -> None:
    fakes.notifications.told.emit(Notice(KEY, NoticeKind.MESSAGE, "a1", REMOTE, "<b>bold</b>"))
    [pop_up] = away.notifier.pop_ups.all()
    assert pop_up.body.text() == "<b>bold</b>"
    assert pop_up.body.textFormat() is Qt.TextFormat.PlainText


def test_pop_ups_do_not_cover_the_screen(away: Shell, fakes: Fakes) -> None:
    for number in range(MOST + 2):
        fakes.notifications.told.emit(Notice(f"k{number}", NoticeKind.MESSAGE, "a1", REMOTE, "Hi"))
    assert [pop_up.key for pop_up in away.notifier.pop_ups.all()] == ["k2", "k3", "k4"]


def test_what_was_read_elsewhere_takes_its_pop_up_away(away: Shell, fakes: Fakes) -> None:
    fakes.notifications.told.emit(NOTICE)
    fakes.notifications.withdrawn.emit(KEY)
    assert away.notifier.pop_ups.all() == ()


def test_a_window_that_can_be_seen_needs_no_pop_up(away: Shell, fakes: Fakes) -> None:
    away.window.show()
    fakes.notifications.told.emit(NOTICE)
    assert away.notifier.pop_ups.all() == ()


def _ring(fakes: Fakes) -> str:
    call_id = fakes.calls.begin(REMOTE, CallDirection.INCOMING)
    fakes.notifications.told.emit(Notice(f"call:{call_id}", NoticeKind.CALL, "a1", REMOTE, call_id=call_id))
    return call_id


@pytest.mark.parametrize(("action", "asked"), [(NoticeAction.ANSWER, "answer"), (NoticeAction.DECLINE, "decline")])
def test_a_call_is_answered_and_declined_from_the_desktop(shell: Shell, fakes: Fakes, action: NoticeAction, asked: str) -> None:
    assert shell.window.isVisible()
    call_id = _ring(fakes)
    shown = fakes.notifications.desktop.shown[-1]
    assert (shown.lasts, [label for _, label in shown.actions]) == (True, ["Answer", "Decline"])
    fakes.notifications.desktop.acted.emit(shown.key, action, "")
    assert fakes.calls.asked == [(asked, call_id)]
    assert shown.key in fakes.notifications.desktop.withdrawn


def test_a_call_is_shown_by_the_desktop_or_by_our_window_not_by_both(shell: Shell, fakes: Fakes) -> None:
    call_id = _ring(fakes)
    [window] = shell.incoming.windows()
    assert not window.isVisible()
    fakes.notifications.desktop.closed.emit(f"call:{call_id}")
    assert window.isVisible(), "who swept the notice away can still answer"


def test_a_click_beside_the_buttons_of_a_call_shows_the_window_and_answers_nothing(shell: Shell, fakes: Fakes) -> None:
    shell.window.hide()
    _ring(fakes)
    fakes.notifications.desktop.acted.emit("call:c1", NoticeAction.OPEN, "")
    assert shell.window.isVisible()
    assert fakes.calls.asked == []


@pytest.mark.parametrize("there", [True, False])
def test_where_the_desktop_can_not_answer_a_call_our_own_window_stands(shell: Shell, fakes: Fakes, there: bool) -> None:
    fakes.notifications.desktop.there, fakes.notifications.desktop.buttons = there, False
    shell.window.hide()
    _ring(fakes)
    assert fakes.notifications.desktop.shown == []
    assert [window.isVisible() for window in shell.incoming.windows()] == [True]
    assert shell.notifier.pop_ups.all() == ()


def test_the_open_conversation_is_on_the_screen(shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shell.window, "isActiveWindow", lambda: True)
    shell.window.open_remote(REMOTE)
    assert fakes.notifications.on_screen(REMOTE.upper())
    assert not fakes.notifications.on_screen("boris@example.org")
    monkeypatch.setattr(shell.window, "isActiveWindow", lambda: False)
    assert not fakes.notifications.on_screen(REMOTE)


def test_the_settings_turn_notices_texts_and_quiet_hours_on_and_off(shell: Shell, fakes: Fakes) -> None:
    dialog = SettingsDialog(fakes.services(), shell.window)
    dialog.notices.texts.click()
    dialog.notices.quiet.click()
    values = fakes.settings.values()
    assert (values.notices, values.notice_texts, values.quiet_from, values.quiet_until) == (True, False, 22 * 60, 7 * 60)
    dialog.notices.begin.setCurrentIndex(23)
    dialog.notices.begin.activated.emit(23)
    assert fakes.settings.values().quiet_from == 23 * 60
    dialog.notices.quiet.click()
    assert (fakes.settings.values().quiet_from, fakes.settings.values().quiet_until) == (0, 0)
    dialog.notices.notices.click()
    assert not fakes.settings.values().notices
    assert not dialog.notices.texts.isEnabled()
    assert dialog.notices.quiet.isEnabled(), "it is heard still"
    dialog.close()


def test_sounds_are_on_until_they_are_switched_off_apart_from_notices(shell: Shell, fakes: Fakes) -> None:
    dialog = SettingsDialog(fakes.services(), shell.window)
    notices = dialog.notices
    assert (notices.sounds.isChecked(), fakes.settings.values().notice_sounds) == (True, True)
    assert notices.sounds.text() == "Sounds of messages and missed calls"
    notices.sounds.click()
    assert (fakes.settings.values().notice_sounds, fakes.settings.values().notices) == (False, True)
    assert notices.quiet.isEnabled()
    notices.notices.click()
    assert not notices.quiet.isEnabled(), "there is nothing left to be quiet"
    notices.sounds.click()
    assert fakes.settings.values().notice_sounds
    assert notices.quiet.isEnabled()
    dialog.close()


def test_the_picture_beside_a_notice_is_the_programs_own(shell: Shell) -> None:
    kept, drawn = QImage(str(PICTURE)), shell.window.windowIcon().pixmap(256, 256).toImage()
    assert kept.size() == drawn.size()
    spots = [(x, y) for x in range(0, 256, 5) for y in range(0, 256, 5)]
    differ = [spot for spot in spots if abs(kept.pixelColor(*spot).lightness() - drawn.pixelColor(*spot).lightness()) > 64]
    assert differ == [], "run scripts/icons.py"
