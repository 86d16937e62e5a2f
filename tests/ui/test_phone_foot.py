"""The red button of the call is in sight, however many calls wait, however small the window, in whatever language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_app.snapshots import CallDirection
from tests.ui import call_scenes, scenes
from tests.ui.call_scenes import OTHERS, held
from tests.ui.scenes import talking
from ui.theme.roles import roles_of
from ui.window import Column

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

SCENES = ("in_call", "keypad", "calls_many", "call_full", "call_conference", "call_consult", "call_asked", "call_recorded", "last_minute")


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def seen(widget: QWidget, shell: Shell) -> bool:
    """All of it is inside the window, and nothing lies over it."""
    window = shell.window
    place = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    over = window.childAt(place.center())
    return widget.isVisible() and window.rect().contains(place) and (over is widget or (over is not None and widget.isAncestorOf(over)))


@pytest.mark.parametrize("size", [(360, 420), (360, 740), (700, 500), (1280, 760)])
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scene", SCENES)
def test_hang_up_is_in_sight(shell: Shell, fakes: Fakes, scene: str, language: str, size: tuple[int, int]) -> None:
    shell.window.resize(*size)
    fakes.settings.change(language=language)
    getattr(call_scenes if hasattr(call_scenes, scene) else scenes, scene)(shell, fakes)
    settle()
    assert seen(shell.window.phone.in_call.hang_up, shell)
    fakes.settings.change(language="en")


def test_hang_up_stays_where_it_is_while_one_scrolls(shell: Shell, fakes: Fakes) -> None:
    shell.window.resize(360, 500)
    call_scenes.calls_many(shell, fakes)
    fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING)  # the bar of what rings takes its part as well
    settle()
    phone = shell.window.phone
    before = phone.in_call.hang_up.mapTo(shell.window, phone.in_call.hang_up.rect().topLeft())
    bar = phone.area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    settle()
    assert seen(phone.in_call.hang_up, shell)
    assert phone.in_call.hang_up.mapTo(shell.window, phone.in_call.hang_up.rect().topLeft()) == before


def test_many_cards_scroll_and_the_call_keeps_its_controls(shell: Shell, fakes: Fakes) -> None:
    shell.window.resize(360, 740)
    call_scenes.calls_many(shell, fakes)
    settle()
    phone = shell.window.phone
    cards = phone.cards.cards()
    assert len(cards) == 7
    assert seen(cards[0], shell)
    assert not seen(cards[-1], shell)
    assert all(seen(phone.in_call.buttons.button(action), shell) for action in phone.in_call.buttons.shown())
    cards[-1].setFocus(Qt.FocusReason.TabFocusReason)
    phone.cards.area.ensureWidgetVisible(cards[-1])
    settle()
    assert seen(cards[-1], shell)


def test_cards_that_have_room_are_seen_whole(shell: Shell, fakes: Fakes) -> None:
    shell.window.resize(360, 740)
    held(fakes)
    talking(fakes)
    settle()
    assert shell.window.phone.cards.area.verticalScrollBar().maximum() == 0
    shell.window.resize(1280, 1000)
    for remote in OTHERS:
        held(fakes, remote)
    settle()
    assert shell.window.phone.cards.area.verticalScrollBar().maximum() == 0
    assert all(seen(card, shell) for card in shell.window.phone.cards.cards())


def test_when_the_cards_get_fewer_nothing_scrolls_any_more(shell: Shell, fakes: Fakes) -> None:
    shell.window.resize(360, 740)
    call_scenes.calls_many(shell, fakes)
    settle()
    waiting = [call.call_id for call in fakes.calls.calls() if call.held_here]
    for call_id in waiting[1:]:
        fakes.calls.hang_up(call_id)
    settle()
    phone = shell.window.phone
    assert phone.cards.area.verticalScrollBar().maximum() == 0
    assert phone.cards.area.height() == phone.cards.cards()[0].height()


def test_after_the_call_its_place_is_the_phones(shell: Shell, fakes: Fakes) -> None:
    call_id = talking(fakes)
    phone = shell.window.phone
    phone.in_call.hang_up.setFocus()
    QTest.keyClick(phone.in_call.hang_up, Qt.Key.Key_Space)
    assert fakes.calls.asked[-1] == ("hang_up", call_id)
    settle()
    assert phone.foot.isHidden()
    assert shell.window.focusWidget() is phone.dialling.field


def test_digits_typed_on_the_red_button_are_tones(shell: Shell, fakes: Fakes) -> None:
    call_id = talking(fakes)
    button = shell.window.phone.in_call.hang_up
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_5)
    assert fakes.calls.asked[-1] == ("dtmf", call_id, "5")


def test_under_an_announcement_the_ground_is_the_phones_too(shell: Shell, fakes: Fakes) -> None:
    """The bar pushes everything down, and what is painted behind it as well."""
    shell.window.resize(360, 740)
    scenes.campaign(shell, fakes)
    shell.window.show_column(Column.PEOPLE)
    settle()
    assert shell.window.announcement.isVisible()
    button = shell.window.phone_button
    below = button.mapTo(shell.window, button.rect().bottomLeft())
    seen = shell.window.grab().toImage()
    ratio = seen.devicePixelRatio()
    ground = seen.pixelColor(round((below.x() + 4) * ratio), round((below.y() + 4) * ratio))
    assert ground == roles_of(shell.window.palette()).surface
