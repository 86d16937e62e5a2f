"""A call that stands: held, recorded; its sound and devices; the small window, the keyboard, dialling with its help, the lamps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from agent_app.accounts.calling import CallRules, DialRule
from agent_app.snapshots import CallDirection, MailboxSnapshot, QualitySnapshot
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import QualityCause
from tests.ui.call_scenes import held, sounding
from tests.ui.calling import acts, picker
from tests.ui.scenes import OFFICE, talking
from ui.calls.actions import Action
from ui.theme.roles import roles_of

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.phone.in_call import InCall
    from ui.shell import Shell


def labels(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


# --- the sound ------------------------------------------------------------------------------------------------------------------------


def test_a_calls_sound_is_a_word_and_a_line(fakes: Fakes, in_call: InCall) -> None:
    sounding(fakes, talking(fakes), 430, 425, 428)
    assert in_call.state.text() == "excellent sound · PCMA"
    assert in_call.state.graph.values() == (430, 425, 428)
    assert in_call.head.trouble.isHidden()


@pytest.mark.parametrize(
    ("mos", "cause", "value", "words"),
    [
        (270, QualityCause.LOSS_HERE, 620, "Your network loses 6 % of the sound"),
        (250, QualityCause.LOSS_THERE, 40, "The other side's network loses 1 % of your sound"),
        (300, QualityCause.JITTER, 180, "The sound arrives unevenly, up to 180 ms late"),
        (430, QualityCause.NO_SOUND_FROM_THERE, 0, "No sound arrives from the other side"),
        (420, QualityCause.PROCESSOR, 12, "Your computer is too busy for even sound"),
    ],
)
def test_what_spoils_the_sound_is_said_in_plain_words(
    fakes: Fakes, in_call: InCall, mos: int, cause: QualityCause, value: int, words: str
) -> None:
    sounding(fakes, talking(fakes), mos, cause=cause, value=value)
    assert in_call.head.trouble.text() == words


def test_the_narrow_codec_alone_is_no_trouble(fakes: Fakes, in_call: InCall) -> None:
    sounding(fakes, talking(fakes), 370, cause=QualityCause.CODEC)
    assert in_call.head.trouble.isHidden()
    assert in_call.state.text() == "fair sound · PCMA"


@pytest.mark.parametrize(("language", "figure", "worst"), [("en", "4.31", "2.70"), ("ru", "4,31", "2,70")])
def test_the_figures_behind_the_word_are_written_as_the_language_does(
    fakes: Fakes, in_call: InCall, language: str, figure: str, worst: str
) -> None:
    fakes.settings.change(language=language)
    fakes.calls.happen(talking(fakes), quality=QualitySnapshot(431), worst_quality=QualitySnapshot(270))
    assert figure in in_call.state.word.toolTip()
    assert worst in in_call.state.word.toolTip()
    fakes.settings.change(language="en")


def test_another_calls_line_begins_anew(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    sounding(fakes, talking(fakes), 430, 425)
    second = held(fakes, held_here=False)
    shell.window.phone.go_to(second)
    sounding(fakes, second, 300)
    assert in_call.state.graph.values() == (300,)


def test_the_status_line_says_how_it_sounds_and_that_it_is_encrypted(shell: Shell, fakes: Fakes) -> None:
    call_id = talking(fakes)
    fakes.calls.happen(call_id, encryption="AES_CM_128_HMAC_SHA1_80", quality=QualitySnapshot(431))
    assert shell.window.status.codec.text() == "excellent sound · PCMA · SRTP"
    assert "AES_CM_128_HMAC_SHA1_80" in shell.window.phone.in_call.state.lock.toolTip()


# --- hold and record ------------------------------------------------------------------------------------------------------------------


def test_hold_is_a_button_and_a_key_and_says_so(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    in_call.buttons.button(Action.HOLD).click()
    assert acts(fakes, "hold") == [("hold", call_id, "True")]
    assert in_call.state.word.text() == "on hold"
    assert in_call.buttons[Action.HOLD].word() == "Resume"
    assert shell.window.status.state.text() == "Борис Петров: on hold"
    in_call.toggle_hold()
    assert acts(fakes, "focus") == [("focus", call_id)]
    assert in_call.buttons[Action.HOLD].word() == "Hold"


def test_the_other_sides_hold_is_shown(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), held_there=True)
    assert in_call.state.word.text() == "the other side holds you"


def test_a_recording_is_a_red_line_that_counts(fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    in_call.buttons.button(Action.RECORD).click()
    assert acts(fakes, "record") == [("record", call_id, "True")]
    assert in_call.head.recording.text() == "● Recording 00:00:00"
    assert in_call.head.recording.role() == "danger_text"
    in_call.toggle_recording()
    assert in_call.head.recording.isHidden()


def test_a_refusal_shows_its_own_state_again_and_says_why(fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    fakes.calls.refused.emit(call_id, Reason(ReasonCode.WRONG_STATE))
    assert in_call.head.notice.text() == "That is not possible at this moment of the call"
    assert in_call.head.notice.isVisible()


def test_before_the_answer_there_is_nothing_to_hold_or_transfer(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.begin(OFFICE)
    assert in_call.buttons.shown() == (Action.MORE,)


def test_where_no_line_is_left_nothing_can_be_added(fakes: Fakes, in_call: InCall) -> None:
    assert fakes.engine.build is not None
    for _ in range(fakes.engine.build.most_calls - 1):
        held(fakes)
    talking(fakes)
    assert Action.ADD not in in_call.buttons.shown()


# --- devices, more --------------------------------------------------------------------------------------------------------------------


def test_devices_are_chosen_in_the_call(fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    in_call.choose_devices()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert fakes.audio.watched_devices == [True]
    next(action for action in menu.actions() if action.text() == "Jabra Evolve Stereo").trigger()
    assert fakes.audio.chosen().output == "alsa_output.jabra"
    menu.close()
    assert fakes.audio.watched_devices == [True, False]


def test_feature_codes_of_the_account_are_in_the_menu(fakes: Fakes, in_call: InCall) -> None:
    fakes.accounts.set_call_rules("a1", CallRules(feature_codes={"Park": "*68"}))
    talking(fakes)
    menu = in_call.commands.open_more(fakes.calls.all["c1"], in_call.buttons.button(Action.MORE))
    assert labels(menu)[0] == "Park (*68)"
    menu.actions()[0].trigger()
    assert acts(fakes, "feature") == [("feature", "a1", "Park")]


def test_one_more_is_called_while_the_first_waits(fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    in_call.add()
    chooser = picker()
    QTest.keyClicks(chooser.field, "vera")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return)
    assert acts(fakes, "address") == [("address", "a1", "vera@sandbox.test")]
    assert in_call.name.text() == "Вера"


# --- the small window -----------------------------------------------------------------------------------------------------------------


def test_the_small_window_has_the_call_and_its_buttons(shell: Shell, fakes: Fakes) -> None:
    call_id = talking(fakes)
    shell.calls.shrink()
    mini = shell.calls.mini
    assert mini is not None
    assert mini.isVisible()
    assert mini.name.text() == "Борис Петров"
    assert mini.state.text().startswith("00:01:4")
    picture, place = mini.grab().toImage(), mini.end.geometry().center() - QPoint(0, 13)
    assert picture.pixelColor(place * picture.devicePixelRatio()) == roles_of(mini.palette()).danger, "the way out is red"
    mini.mute.click()
    mini.hold.click()
    assert acts(fakes, "mute") == [("mute", call_id, "True")]
    assert mini.state.text().endswith("on hold")
    mini.end.click()
    assert acts(fakes, "hang_up") == [("hang_up", call_id)]
    assert mini.isHidden()
    mini.deleteLater()


def test_minimised_the_call_stays_visible_where_that_is_wanted(shell: Shell, fakes: Fakes) -> None:
    talking(fakes)
    shell.window.minimised.emit(True)
    assert shell.calls.mini is None
    fakes.settings.change(mini_window=True)
    shell.window.minimised.emit(True)
    assert shell.calls.mini is not None
    assert shell.calls.mini.isVisible()
    shell.window.minimised.emit(False)
    assert shell.calls.mini.isHidden()
    shell.calls.mini.deleteLater()


# --- the keyboard ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "act"),
    [("Ctrl+P", "hold"), ("Ctrl+Shift+R", "record"), ("Ctrl+E", "swap"), ("Ctrl+Shift+H", "hang_up"), ("Ctrl+M", "mute")],
)
def test_calls_are_handled_by_the_keyboard(shell: Shell, fakes: Fakes, keys: str, act: str) -> None:
    talking(fakes)
    action = next(action for action in shell.window.actions() if keys in [key.toString() for key in action.shortcuts()])
    action.trigger()
    assert len(acts(fakes, act)) == 1


def pressed(shell: Shell, key: Qt.Key) -> None:
    """One of the keys that headsets have."""
    next(action for action in shell.window.actions() if QKeySequence(key) in action.shortcuts()).trigger()


@pytest.mark.parametrize("key", [Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay, Qt.Key.Key_ToggleCallHangup])
def test_the_headsets_button_answers_and_hangs_up_as_it_does_by_the_desktop(shell: Shell, fakes: Fakes, key: Qt.Key) -> None:
    call_id = fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING)
    pressed(shell, key)
    assert acts(fakes, "answer") == [("answer", call_id)]
    pressed(shell, key)
    assert acts(fakes, "hang_up") == [("hang_up", call_id)]
    assert acts(fakes, "hold") == []


# --- dialling -------------------------------------------------------------------------------------------------------------------------


def test_enter_on_an_empty_field_brings_the_last_number_and_the_next_calls(shell: Shell, fakes: Fakes) -> None:
    dialling = shell.window.phone.dialling
    QTest.keyClick(dialling.field, Qt.Key.Key_Return)
    assert dialling.field.text() == "+7 495 111-22-33"
    assert fakes.calls.asked == []
    QTest.keyClick(dialling.field, Qt.Key.Key_Return)
    assert acts(fakes, "number") == [("number", "a1", OFFICE, "", "False")]


def test_the_number_in_the_clipboard_is_shown_and_waits(shell: Shell, fakes: Fakes) -> None:
    QGuiApplication.clipboard().setText("call me: +7 (495) 111-22-33, please")
    shell.window.take_clipboard()
    assert shell.window.phone.dialling.field.text() == "+7 495 111-22-33"
    assert fakes.calls.asked == []


def test_a_held_key_calls_who_is_on_it(shell: Shell, fakes: Fakes) -> None:
    fakes.settings.change(speed_dial={"2": OFFICE})
    pad = shell.window.phone.dialling.pad
    assert "Борис Петров" in pad.keys["2"].toolTip()
    QTest.mousePress(pad.keys["2"], Qt.MouseButton.LeftButton)
    QTest.qWait(600)
    QTest.mouseRelease(pad.keys["2"], Qt.MouseButton.LeftButton)
    assert acts(fakes, "number") == [("number", "a1", OFFICE, "", "False")]


def test_an_empty_key_asks_who_shall_be_on_it(shell: Shell, fakes: Fakes) -> None:
    pad = shell.window.phone.dialling.pad
    pad.held.emit("3")
    chooser = picker()
    QTest.keyClicks(chooser.field, "vera")
    chooser.do.click()
    assert fakes.settings.values().speed_dial == {"3": "vera@sandbox.test"}
    assert fakes.calls.asked == []


def test_a_short_press_types_the_digit(shell: Shell) -> None:
    dialling = shell.window.phone.dialling
    QTest.mouseClick(dialling.pad.keys["2"], Qt.MouseButton.LeftButton)
    assert dialling.field.text() == "2"


def test_the_accounts_dial_rules_are_applied_before_the_price_is_asked(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.set_call_rules("a1", CallRules(dial_rules=(DialRule("9X.", "+7495"),)))
    shell.window.show_number("91112233")
    target = shell.window.phone.dialling.target()
    assert target is not None
    assert target.number == OFFICE


# --- lamps ----------------------------------------------------------------------------------------------------------------------------


def test_voice_messages_that_wait_are_one_click_away(shell: Shell, fakes: Fakes) -> None:
    lamps = shell.window.phone.lamps
    assert lamps.isHidden()
    fakes.accounts.mailboxes["a1"] = MailboxSnapshot(waiting=True, new=2)
    fakes.accounts.mailbox_changed.emit("a1")
    assert lamps.mailbox.text().startswith("2 new voice message")
    lamps.mailbox.click()
    assert acts(fakes, "voicemail") == [("voicemail", "a1")]


def test_do_not_disturb_is_seen_and_switched_off_by_one_click(shell: Shell, fakes: Fakes) -> None:
    shell.calls.toggle_quiet()
    lamps = shell.window.phone.lamps
    assert lamps.quiet.isVisible()
    assert shell.window.status.state.text() == "Do not disturb: callers are told that you are busy"
    lamps.quiet.click()
    assert not fakes.settings.values().do_not_disturb
    assert lamps.isHidden()
