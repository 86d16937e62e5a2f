"""Several calls in the window: cards, swapping, conferences, the answering machine, answers to what rings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from agent_app.snapshots import CallDirection
from tariffs.rating.money import Money
from telephony.calls import CallState
from tests.ui.call_scenes import held
from tests.ui.fakes import now_us
from tests.ui.scenes import OFFICE, talking
from tests.ui.words import plain
from ui.calls.actions import Action
from ui.calls.answers import open_answers
from ui.calls.target import TargetPicker

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.phone.panel import PhonePanel
    from ui.shell import Shell


@pytest.fixture
def phone(shell: Shell) -> PhonePanel:
    return shell.window.phone


def names(phone: PhonePanel) -> list[str]:
    return [card.name.text() for card in phone.cards.cards()]


def states(phone: PhonePanel) -> list[str]:
    return [card.state.text().partition(" · ")[0] for card in phone.cards.cards()]


def ring(fakes: Fakes, remote: str = "vera@sandbox.test", **fields: object) -> str:
    return fakes.calls.begin(remote, CallDirection.INCOMING, remote_name="Vera", **fields)


# --- cards ----------------------------------------------------------------------------------------------------------------------------


def test_every_other_call_is_a_card_that_says_what_it_does(phone: PhonePanel, fakes: Fakes) -> None:
    held(fakes)
    held(fakes, "+4915112345678", held_there=True)
    talking(fakes)
    ring(fakes)
    assert phone.in_call.name.text() == "Борис Петров"
    assert names(phone) == ["Дмитрий Соколов", "Ольга Лебедева", "Вера"]
    assert states(phone) == ["On hold", "Both hold", "Calls you now"]


def test_a_click_on_a_card_talks_by_that_call(phone: PhonePanel, fakes: Fakes) -> None:
    first = held(fakes)
    second = talking(fakes)
    QTest.mouseClick(phone.cards.cards()[0], Qt.MouseButton.LeftButton)
    assert fakes.calls.asked == [("focus", first)]
    assert phone.in_call.call_id() == first
    assert names(phone) == ["Борис Петров"]
    assert fakes.calls.all[second].held_here


def test_a_card_is_reached_and_pressed_by_the_keyboard(phone: PhonePanel, fakes: Fakes) -> None:
    first = held(fakes)
    talking(fakes)
    card = phone.cards.cards()[0]
    assert card.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert fakes.calls.asked == [("focus", first)]


def test_a_second_call_that_is_answered_is_the_one_that_is_shown(phone: PhonePanel, fakes: Fakes, shell: Shell) -> None:
    talking(fakes)
    second = ring(fakes)
    shell.window.ringing.answer.click()
    assert phone.in_call.call_id() == second
    assert states(phone) == ["On hold"]
    assert shell.incoming.windows() == ()


def test_the_window_follows_a_swap_from_elsewhere(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.happen(second, held_here=True)
    fakes.calls.happen(first, held_here=False)
    assert phone.in_call.call_id() == first


def test_when_the_talking_call_ends_the_one_that_waits_is_shown_and_waits_on(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.hang_up(second)
    assert phone.in_call.call_id() == first
    assert phone.in_call.buttons[Action.HOLD].word() == "Resume"
    assert phone.cards.isHidden()


def test_a_waiting_call_is_declined_on_its_card(phone: PhonePanel, fakes: Fakes) -> None:
    talking(fakes)
    second = ring(fakes)
    phone.cards.cards()[0].end.click()
    assert fakes.calls.asked == [("decline", second)]


def test_cards_stay_while_their_calls_change(phone: PhonePanel, fakes: Fakes) -> None:
    first = held(fakes)
    talking(fakes)
    before = phone.cards.cards()
    fakes.calls.happen(first, held_there=True)
    assert phone.cards.cards() == before


# --- conference -----------------------------------------------------------------------------------------------------------------------


def test_a_held_call_is_joined_and_everybody_has_a_line(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    phone.cards.cards()[0].join.click()
    assert fakes.calls.asked == [("join", second, first)]
    in_call = phone.in_call
    assert (in_call.name.text(), plain(in_call.head.number.text())) == ("Conference", "2 people and you")
    assert [row.name.text() for row in in_call.conference.rows()] == ["Борис Петров", "Дмитрий Соколов"]
    assert phone.cards.isHidden()
    assert set(in_call.buttons.shown()) == {Action.MUTE, Action.ADD, Action.RECORD, Action.SOUND, Action.MORE}


def test_levels_mute_and_removal_are_each_partys_own(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.join(second, first)
    row = next(row for row in phone.in_call.conference.rows() if row.call_id == first)
    fakes.audio.party_levels.emit(first, 255)
    assert row.meter.lit() == 7
    row.mute.click()
    assert fakes.calls.asked[-1] == ("party", first, "True", "100")
    assert row.mute.isChecked()
    row.remove.click()
    assert fakes.calls.asked[-1] == ("hang_up", first)
    assert [row.call_id for row in phone.in_call.conference.rows()] == [second]


def test_a_party_is_made_louder_and_talked_with_alone(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.join(second, first)
    row = next(row for row in phone.in_call.conference.rows() if row.call_id == first)
    menu = row.open_menu()
    menu.actions()[-1].trigger()
    assert fakes.calls.asked[-2:] == [("split", first), ("focus", first)]
    assert phone.in_call.call_id() == first


def test_muted_in_a_conference_nobody_hears_us(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.join(second, first)
    phone.in_call.toggle_mute()
    assert {entry for entry in fakes.calls.asked if entry[0] == "mute"} == {("mute", first, "True"), ("mute", second, "True")}


def test_the_red_button_ends_the_conference_with_its_calls(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.join(first, second)
    phone.in_call.hang_up.click()
    assert fakes.calls.asked[-2:] == [("hang_up", first), ("hang_up", second)]
    assert phone.dialling.isVisible()


def test_a_conference_is_parted_and_its_calls_wait(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.join(first, second)
    menu = phone.in_call.commands.open_more(fakes.calls.all[first], phone.in_call.buttons.button(Action.MORE))
    next(action for action in menu.actions() if action.text() == "Part the conference, keep its calls").trigger()
    assert fakes.calls.asked[-1] == ("end_conference",)
    assert states(phone) == ["On hold"]


def test_what_all_cost_is_added_up(phone: PhonePanel, fakes: Fakes) -> None:
    first, second = held(fakes), talking(fakes)
    fakes.calls.happen(first, cost=fakes.calls.all[second].cost)
    fakes.calls.join(second, first)
    assert plain(phone.in_call.cost.values[0].text()) == "2.80 ₽"


def test_a_conference_is_recorded_by_one_button(phone: PhonePanel, fakes: Fakes) -> None:
    in_call, first = phone.in_call, talking(fakes)
    second = held(fakes)
    fakes.calls.join(first, second)
    button = in_call.buttons.button(Action.RECORD)
    assert button.toolTip() == "Record everybody into one file (Ctrl+Shift+R)"
    button.click()
    assert fakes.calls.asked[-1] == ("record", in_call.call_id(), "True")
    assert in_call.head.recording.text() == "● Recording 00:00:00"
    in_call.toggle_recording()
    assert fakes.calls.asked[-1] == ("record", in_call.call_id(), "False")
    assert in_call.head.recording.isHidden()
    fakes.calls.happen(second, recording=True)
    assert in_call.head.recording.isVisible(), "a recording that was begun with one of them goes on, and is seen"
    assert button.isChecked()


# --- the answering machine ------------------------------------------------------------------------------------------------------------


def test_who_talks_to_the_machine_is_a_card_and_the_phone_stays_free(shell: Shell, phone: PhonePanel, fakes: Fakes) -> None:
    phone.show_text(OFFICE)
    call_id = ring(fakes)
    fakes.calls.send_to_machine(call_id)
    assert phone.dialling.isVisible()
    assert states(phone) == ["Leaves a message"]
    assert shell.window.status.state.text() == "Вера: Leaves a message"
    assert phone.live_call() is None
    phone.cards.cards()[0].take.click()
    assert fakes.calls.asked[-1] == ("take_over", call_id)
    assert phone.in_call.call_id() == call_id


def test_calls_that_were_forwarded_are_cards_and_the_phone_stays_free(phone: PhonePanel, fakes: Fakes) -> None:
    held(fakes, held_here=False, bridged=True)
    held(fakes, "vera@sandbox.test", held_here=False, bridged=True)
    assert phone.live_call() is None
    assert phone.dialling.isVisible()
    assert states(phone) == ["Forwarded", "Forwarded"]
    phone.cards.cards()[0].click()
    assert fakes.calls.asked == []


def test_a_ringing_call_says_where_it_is_being_forwarded_to(shell: Shell, fakes: Fakes) -> None:
    ring(fakes, forwarded_to=OFFICE)
    assert shell.incoming.windows()[0].via.text() == "is being forwarded to +7 495 111-22-33"


def test_a_click_on_the_machines_card_does_not_take_over(phone: PhonePanel, fakes: Fakes) -> None:
    fakes.calls.send_to_machine(ring(fakes))
    QTest.mouseClick(phone.cards.cards()[0], Qt.MouseButton.LeftButton)
    assert [entry[0] for entry in fakes.calls.asked] == ["machine"]


# --- what rings -----------------------------------------------------------------------------------------------------------------------


def answers(shell: Shell, fakes: Fakes, call_id: str) -> QMenu:
    return open_answers(shell.window._services, fakes.calls.all[call_id], shell.incoming.windows()[0].more)  # pyright: ignore[reportPrivateUsage]


def test_a_caller_is_told_busy_or_sent_to_the_machine(shell: Shell, fakes: Fakes) -> None:
    first = ring(fakes)
    menu = answers(shell, fakes, first)
    menu.actions()[1].trigger()
    assert fakes.calls.asked == [("machine", first)]
    second = ring(fakes)
    answers(shell, fakes, second).actions()[0].trigger()
    assert fakes.calls.asked[-1] == ("decline", second)


def test_a_caller_who_can_read_is_declined_with_a_few_words(shell: Shell, fakes: Fakes) -> None:
    call_id = ring(fakes)
    next(action for action in answers(shell, fakes, call_id).actions() if action.text() == "I'll call you back.").trigger()
    assert fakes.calls.asked == [("decline", call_id)]
    sent = list(fakes.chats.all.values())[-1]
    assert (sent.remote, sent.text) == ("vera@sandbox.test", "I'll call you back.")


def test_a_telephone_gets_no_written_words(shell: Shell, fakes: Fakes) -> None:
    texts = [action.text() for action in answers(shell, fakes, ring(fakes, OFFICE)).actions()]
    assert "I'll call you back." not in texts


def test_a_call_is_forwarded_to_a_contact(shell: Shell, fakes: Fakes) -> None:
    call_id = ring(fakes)
    next(action for action in answers(shell, fakes, call_id).actions() if action.text() == "Forward…").trigger()
    chooser = QApplication.activePopupWidget()
    assert isinstance(chooser, TargetPicker)
    assert chooser.price.isHidden(), "the caller's side pays"
    QTest.keyClicks(chooser.field, "8 495 111-22-33")
    chooser.press_do()
    assert fakes.calls.asked == [("redirect", call_id, OFFICE)]


def test_two_calls_that_ring_have_a_window_each_and_a_place(shell: Shell, fakes: Fakes) -> None:
    first, second = ring(fakes), ring(fakes, OFFICE)
    one, other = shell.incoming.windows()
    assert not one.geometry().intersects(other.geometry())
    fakes.calls.decline(first)
    ring(fakes, "+73432223344")
    assert [window.place for window in shell.incoming.windows()] == [1, 0]
    assert fakes.calls.all[second].state is CallState.INCOMING


def test_who_sent_a_call_on_is_told(shell: Shell, fakes: Fakes) -> None:
    ring(fakes, diverted_from=OFFICE)
    assert shell.incoming.windows()[0].via.text() == "forwarded by +7 495 111-22-33"


def test_a_call_that_answers_itself_is_shown_as_the_call(phone: PhonePanel, fakes: Fakes) -> None:
    call_id = ring(fakes)
    fakes.calls.happen(call_id, state=CallState.ESTABLISHED, answered_us=now_us(), announced=True)
    assert phone.in_call.call_id() == call_id


# --- the status line ------------------------------------------------------------------------------------------------------------------


def test_the_status_line_names_who_talks_though_another_waits_longer(shell: Shell, fakes: Fakes) -> None:
    first = held(fakes)
    second = talking(fakes)
    assert shell.window.status.state.text() == "Talking to Борис Петров"
    fakes.calls.happen(second, held_here=True)
    fakes.calls.happen(first, held_here=False)
    assert shell.window.status.state.text() == "Talking to Дмитрий Соколов"


def test_a_conference_is_one_in_the_status_line_with_what_all_of_it_costs(shell: Shell, fakes: Fakes) -> None:
    first = held(fakes, cost=Money(600_000, "RUB"))
    second = talking(fakes)
    for call_id in (first, second):
        fakes.calls.happen(call_id, conference="g", held_here=False)
    status = shell.window.status
    assert status.state.text() == "In a conference"
    assert plain(status.cost.text()) == "2.00 ₽"
    for call_id in (first, second):
        fakes.calls.happen(call_id, held_here=True)
    assert status.state.text() == "Conference: on hold"
