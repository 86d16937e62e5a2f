"""A call in the window: dialled, talked, ended, rung; and the keyboard stays where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_app.snapshots import AudioSnapshot, CallDirection, CallItem, EngineStatus
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.ui.fakes import now_us
from tests.ui.scenes import OFFICE, price, talking

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.in_call import InCall
    from ui.shell import Shell


def ring(fakes: Fakes, remote: str = "vera@sandbox.test", name: str = "Vera") -> str:
    return fakes.calls.begin(remote, CallDirection.INCOMING, remote_name=name)


# --- the panel becomes the call ----------------------------------------------------------------------------------------------------


def test_the_panel_becomes_the_call_and_then_a_phone_again(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()
    assert in_call.isVisible()
    assert not shell.window.phone.dialling.isVisible()
    assert (in_call.name.text(), in_call.state.text(), in_call.hang_up.text()) == ("Борис Петров", "Calling…", "Cancel")
    in_call.press_hang_up()
    assert fakes.calls.asked[-1] == ("hang_up", "c1")
    assert shell.window.phone.dialling.isVisible()
    assert shell.window.phone.dialling.facts.line.text() == "Call ended"
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-33", "the number stays, to call again"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ReasonCode.BUSY, "Борис Петров is busy. Try again in a few minutes."),
        (ReasonCode.PAYMENT_REQUIRED, "There is not enough money for this call. Top up the account."),
        (ReasonCode.ENGINE_LOST, "The call broke off: the sound engine stopped. It is running again; call once more."),
    ],
)
def test_the_end_of_a_call_is_a_sentence_in_panel_and_status_line(shell: Shell, fakes: Fakes, code: ReasonCode, words: str) -> None:
    call_id = fakes.calls.begin(OFFICE)
    fakes.calls.happen(call_id, state=CallState.ENDED, reason=Reason(code))
    assert shell.window.phone.dialling.facts.line.text() == words
    assert shell.window.status.state.text() == words


def test_while_talking_timer_codec_and_cost_show(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    status = shell.window.status
    assert in_call.clock.text().startswith("00:01:4")
    assert in_call.state.text() == "PCMA"
    assert in_call.cost.values[0].text().replace("\u00a0", " ") == "1.40 ₽"
    assert in_call.cost.values[1].text().startswith("15 min")
    assert status.state.text() == "Talking to Борис Петров"
    assert status.clock.text().startswith("00:01:4")
    assert (status.cost.text().replace("\u00a0", " "), status.codec.text()) == ("1.40 ₽", "PCMA")


def test_the_timer_counts(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    talking(fakes)
    before = shell.window.status.clock.text()
    qtbot.waitUntil(lambda: shell.window.status.clock.text() != before)


def test_encryption_is_told_beside_the_codec(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), encryption="SRTP")
    assert in_call.state.text() == "SRTP · PCMA"
    assert in_call.state.lock.isVisible()


def test_before_the_answer_the_price_shows_and_no_timer(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.begin(OFFICE, price=price())
    assert in_call.clock.isHidden()
    assert in_call.cost.values[0].text().replace("\u00a0", " ") == "0.70 ₽/min"


def test_a_running_cost_of_nothing_is_free(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), cost=Money(0, "RUB"))
    assert in_call.cost.values[0].text() == "free"


# --- keys and microphone -----------------------------------------------------------------------------------------------------------


def test_the_keys_send_tones_and_show_what_was_sent(fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    in_call.keypad.button.click()
    assert in_call.pad.isVisible()
    QTest.mouseClick(in_call.pad.keys["1"], Qt.MouseButton.LeftButton)
    in_call.setFocus()
    QTest.keyClicks(in_call, "2#")
    assert [asked for asked in fakes.calls.asked if asked[0] == "dtmf"] == [("dtmf", call_id, sign) for sign in "12#"]
    assert in_call.sent.text() == "12#"
    assert in_call.sent.isVisible()


def test_tones_go_out_of_sight_with_the_keypad_and_come_back_with_it(
    fakes: Fakes, in_call: InCall, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_call._linger.setInterval(30)  # pyright: ignore[reportPrivateUsage]
    talking(fakes)
    in_call.setFocus()
    QTest.keyClicks(in_call, "12")
    assert in_call.sent.isVisible(), "what was typed is seen with the keypad closed too"
    qtbot.waitUntil(in_call.sent.isHidden)
    in_call.keypad.button.click()
    assert in_call.sent.isVisible()
    qtbot.wait(60)
    assert in_call.sent.isVisible(), "and stays while the keypad is open"
    in_call.keypad.button.click()
    assert in_call.sent.isHidden()


def test_digits_typed_anywhere_are_tones_in_a_call(shell: Shell, fakes: Fakes) -> None:
    talking(fakes)
    shell.window.people.contacts_view.setFocus()
    QTest.keyClicks(shell.window.people.contacts_view, "7")
    assert fakes.calls.asked[-1] == ("dtmf", "c1", "7")


def test_a_plus_is_no_tone(fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    in_call.send_tone("+")
    assert fakes.calls.asked == []


def test_mute_is_a_button_and_a_shortcut(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    in_call.mute.button.click()
    assert fakes.calls.asked[-1] == ("mute", call_id, "True")
    assert "you are muted" in in_call.state.text()
    in_call.toggle_mute()
    assert fakes.calls.asked[-1] == ("mute", call_id, "False")
    assert not in_call.mute.button.isChecked()
    assert shell.window.phone.isVisible()


def test_meters_are_watched_only_while_talking_and_seen(shell: Shell, fakes: Fakes) -> None:
    assert fakes.audio.watched == []
    call_id = talking(fakes)
    assert fakes.audio.watched == [True]
    fakes.audio.levels.emit(255, 0)
    meters = shell.window.phone.volumes.speaker.meter, shell.window.phone.volumes.microphone.meter
    assert [meter.lit() for meter in meters] == [7, 0]
    shell.window.hide()
    assert fakes.audio.watched == [True, False]
    shell.window.show()
    fakes.calls.hang_up(call_id)
    assert fakes.audio.watched == [True, False, True, False]


# --- incoming ------------------------------------------------------------------------------------------------------------------------


def test_an_incoming_call_has_a_window_that_never_takes_the_keyboard(shell: Shell, fakes: Fakes) -> None:
    field = shell.window.phone.dialling.field
    shell.window.people.search.setFocus()
    QTest.keyClicks(shell.window.people.search, "mama")
    ring(fakes)
    window = shell.incoming.windows()[0]
    assert window.isVisible()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in (window.answer, window.decline))
    assert shell.window.focusWidget() is shell.window.people.search
    assert shell.window.people.search.text() == "mama"
    assert field.text() == ""


def test_a_number_half_typed_is_not_disturbed_by_a_call(shell: Shell, fakes: Fakes) -> None:
    field = shell.window.phone.dialling.field
    QTest.keyClicks(field, "+7495")
    ring(fakes)
    assert shell.window.ringing.isVisible()
    assert shell.window.focusWidget() is field
    QTest.keyClicks(field, "111")
    assert field.text() == "+7 495 111"


def test_answer_and_decline_are_far_apart(shell: Shell, fakes: Fakes) -> None:
    ring(fakes)
    window = shell.incoming.windows()[0]
    assert window.answer.geometry().left() - window.decline.geometry().right() >= 40


def test_an_incoming_call_is_answered_in_its_window(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    call_id = ring(fakes)
    shell.incoming.windows()[0].answer.click()
    assert fakes.calls.asked == [("answer", call_id)]
    assert shell.incoming.windows() == ()
    assert in_call.name.text() == "Вера"


def test_an_incoming_call_is_answered_by_the_shortcut(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    call_id = ring(fakes)
    shell.window.ringing.press_answer()
    assert in_call.isVisible()
    assert fakes.calls.asked == [("answer", call_id)]


def test_an_incoming_call_is_declined(shell: Shell, fakes: Fakes) -> None:
    call_id = ring(fakes)
    shell.incoming.windows()[0].decline.click()
    assert fakes.calls.asked == [("decline", call_id)]
    assert shell.incoming.windows() == ()


def test_a_call_that_stops_ringing_takes_its_window_away(shell: Shell, fakes: Fakes) -> None:
    call_id = ring(fakes)
    fakes.calls.happen(call_id, state=CallState.ENDED, reason=Reason(ReasonCode.CANCELLED_THERE), missed=True)
    assert shell.incoming.windows() == ()


def test_a_name_from_outside_is_plain_text(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    ring(fakes, "evil@example.org", "<img src=x><b>Boss</b>")
    window, bar = shell.incoming.windows()[0], shell.window.ringing
    assert window.name.text() == bar.name.text() == "<img src=x><b>Boss</b>"
    shell.window.ringing.press_answer()
    assert in_call.name.text() == "<img src=x><b>Boss</b>"
    assert window.name.textFormat() is Qt.TextFormat.PlainText


def test_a_missed_call_stays_visible_until_the_calls_are_looked_at(shell: Shell, fakes: Fakes) -> None:
    people = shell.window.people
    assert people.tabs.badge(2) == 1
    fakes.history.put(
        CallItem("i9", "a1", "vera@sandbox.test", CallDirection.INCOMING, now_us(), "p2", missed=True, seen=False),
    )
    assert people.tabs.badge(2) == 2
    people.tabs.setCurrentIndex(2)
    assert people.tabs.badge(2) == 0
    assert fakes.history.missed_unseen() == 0


# --- trouble -------------------------------------------------------------------------------------------------------------------------


def test_a_missing_sound_card_is_told(shell: Shell, fakes: Fakes) -> None:
    fakes.audio.put(AudioSnapshot())
    assert "No sound card" in shell.window.status.sound.text()
    assert shell.window.status.sound.role() == "warning_text"


def test_a_missing_sound_card_is_told_in_a_narrow_window_too(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    shell.window.resize(360, 740)
    qtbot.waitUntil(shell.window.status.sound.isHidden)
    fakes.audio.put(AudioSnapshot())
    assert not shell.window.status.sound.isHidden()


def test_a_restarting_engine_is_told_and_the_window_works(shell: Shell, fakes: Fakes) -> None:
    fakes.engine.put(EngineStatus.RESTARTING)
    assert "being started again" in shell.window.status.state.text()
    shell.window.show_number(OFFICE)
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-33"
    fakes.engine.put(EngineStatus.READY)
    assert shell.window.status.state.text() == "Ready for calls"
