"""Devices, their tests, and what is done to the sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from agent_app.snapshots import AudioSnapshot, DeviceChoice, EngineStatus, Processing
from telephony.messages import AudioBackend
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import SoundTest
from tests.ui.fake_audio import HEADSET_IN, HEADSET_OUT, MICROPHONE, SPEAKERS
from ui.dialogs.settings import SettingsDialog, SettingsPage
from ui.sound.devices import Use
from ui.sound.page import SoundPage

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox

    from tests.ui.fakes import Fakes
    from ui.shell import Shell


@pytest.fixture
def dialog(shell: Shell) -> SettingsDialog:
    dialog = shell.open_settings()
    dialog.open_page(SettingsPage.SOUND)
    return dialog


@pytest.fixture
def page(dialog: SettingsDialog) -> SoundPage:
    return dialog.page_of(SettingsPage.SOUND, SoundPage)


def words(combo: QComboBox) -> list[str]:
    return [combo.itemText(place) for place in range(combo.count())]


def choose(combo: QComboBox, value: str) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def test_each_use_has_its_own_device(page: SoundPage, fakes: Fakes) -> None:
    boxes = page.devices.boxes
    assert words(boxes[Use.INPUT].combo) == ["System default (Built-in microphone)", "Built-in microphone", "Jabra Evolve Mono"]
    choose(boxes[Use.OUTPUT].combo, HEADSET_OUT.device_id)
    choose(boxes[Use.INPUT].combo, HEADSET_IN.device_id)
    choose(boxes[Use.RING].combo, SPEAKERS.device_id)
    assert fakes.audio.choice == DeviceChoice(HEADSET_OUT.device_id, HEADSET_IN.device_id, SPEAKERS.device_id)
    choose(boxes[Use.OUTPUT].combo, "")
    assert fakes.audio.choice.output == ""


def test_devices_that_come_and_go_are_seen(page: SoundPage, fakes: Fakes) -> None:
    fakes.audio.plug(SPEAKERS, MICROPHONE)
    assert words(page.devices.boxes[Use.OUTPUT].combo) == ["System default (Built-in speakers)", "Built-in speakers"]
    fakes.audio.plug()
    assert words(page.devices.boxes[Use.OUTPUT].combo) == ["System default"]


def test_a_chosen_device_that_is_gone_is_told_by_its_name(page: SoundPage, fakes: Fakes) -> None:
    box = page.devices.boxes[Use.OUTPUT]
    choose(box.combo, HEADSET_OUT.device_id)
    assert box.trouble.text() == ""
    fakes.audio.plug(SPEAKERS, MICROPHONE)
    assert box.combo.currentText() == "Jabra Evolve Stereo: not connected"
    assert box.trouble.text() == "Jabra Evolve Stereo is not connected. The system's default stands in until it comes back."
    fakes.audio.plug(SPEAKERS, MICROPHONE, HEADSET_OUT, HEADSET_IN)
    assert (box.combo.currentText(), box.trouble.text()) == ("Jabra Evolve Stereo", "")


def test_a_headset_is_recommended_and_taken_with_one_click(page: SoundPage, fakes: Fakes) -> None:
    part = page.devices
    assert "Jabra Evolve Stereo" in part.headset.text()
    part.take.click()
    assert fakes.audio.choice == DeviceChoice(HEADSET_OUT.device_id, HEADSET_IN.device_id, SPEAKERS.device_id)
    assert fakes.settings.values().device_names[SPEAKERS.device_id] == "Built-in speakers"
    assert not part.take.isVisible()
    assert "best for both sides" in part.headset.text()
    fakes.audio.plug(SPEAKERS, MICROPHONE)
    assert part.headset.text().startswith("A headset is best")


def test_a_headphone_without_a_microphone_is_no_headset(page: SoundPage, fakes: Fakes) -> None:
    fakes.audio.plug(SPEAKERS, MICROPHONE, HEADSET_OUT)
    assert not page.devices.take.isVisible()


def test_levels_and_devices_are_watched_while_the_page_is_seen(dialog: SettingsDialog, page: SoundPage, fakes: Fakes) -> None:
    assert (fakes.audio.watched[-1], fakes.audio.watched_devices) == (True, [True])
    fakes.audio.levels.emit(200, 90)
    assert page.volumes.speaker.meter.lit() > page.volumes.microphone.meter.lit() > 0
    dialog.open_page(SettingsPage.CALLS)
    assert (fakes.audio.watched[-1], fakes.audio.watched_devices) == (False, [True, False])


def test_volumes_are_set(page: SoundPage, fakes: Fakes) -> None:
    page.volumes.speaker.slider.setValue(140)
    page.volumes.microphone.slider.setValue(60)
    assert fakes.audio.percents == (140, 60)


def test_the_wheel_scrolls_the_page_and_changes_nothing(page: SoundPage, fakes: Fakes) -> None:
    for control in (page.volumes.speaker.slider, page.devices.boxes[Use.OUTPUT].combo):
        place = QPointF(20, 10)
        wheel = QWheelEvent(
            place,
            control.mapToGlobal(place),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, wheel)
        assert not wheel.isAccepted()
        assert control.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert fakes.audio.percents == (100, 100)
    assert fakes.audio.choice == DeviceChoice()


def test_one_test_runs_at_a_time_and_a_second_press_ends_it(page: SoundPage, fakes: Fakes) -> None:
    test = page.test
    test.buttons[SoundTest.TONE].click()
    test.buttons[SoundTest.LOOPBACK].click()
    assert test.buttons[SoundTest.LOOPBACK].text() == "Stop"
    assert test.buttons[SoundTest.TONE].text() == "Play a tone"
    test.buttons[SoundTest.LOOPBACK].click()
    assert fakes.audio.tried == [(SoundTest.TONE, 1000), (SoundTest.LOOPBACK, 1000), (SoundTest.OFF, 1000)]


def test_the_loop_back_takes_another_delay_while_it_runs(page: SoundPage, fakes: Fakes) -> None:
    page.test.press(SoundTest.LOOPBACK)
    page.test.delay.setCurrentIndex(page.test.delay.findData(3000))
    page.test.delay.activated.emit(page.test.delay.currentIndex())
    assert fakes.audio.tried[-1] == (SoundTest.LOOPBACK, 3000)


def test_leaving_the_page_ends_the_test(dialog: SettingsDialog, page: SoundPage, fakes: Fakes) -> None:
    page.test.press(SoundTest.RING)
    dialog.open_page(SettingsPage.GENERAL)
    assert fakes.audio.tried[-1][0] is SoundTest.OFF


def test_a_call_ends_the_test_and_nothing_is_tried_during_it(page: SoundPage, fakes: Fakes) -> None:
    page.test.press(SoundTest.LOOPBACK)
    call_id = fakes.calls.begin("vera@sandbox.test")
    assert fakes.audio.tried[-1][0] is SoundTest.OFF
    assert not any(button.isEnabled() for button in page.test.buttons.values())
    assert page.test.says.text() == "The sound can be tried when no call is going on."
    fakes.calls.hang_up(call_id)
    assert all(button.isEnabled() for button in page.test.buttons.values())


def test_echo_noise_and_gain_are_switched_apart(page: SoundPage, fakes: Fakes) -> None:
    page.switches["noise"].box.click()
    assert fakes.audio.switches == Processing(echo=True, noise=False, gain=True)


def test_what_the_engine_was_built_without_can_not_be_switched(page: SoundPage, fakes: Fakes) -> None:
    build = fakes.engine.build
    assert build is not None
    for features, enabled in (((), False), (("echo",), True)):
        fakes.engine.build = msgspec.structs.replace(build, features=features)
        fakes.engine.put(EngineStatus.READY)
        assert all(switch.box.isEnabled() is enabled for switch in page.switches.values())


def test_no_sound_card_is_told_above_all(page: SoundPage, fakes: Fakes) -> None:
    assert not page.trouble.isVisible()
    fakes.audio.put(AudioSnapshot(AudioBackend.NULL))
    assert page.trouble.text() == "No sound card: you will not hear calls, nor be heard"
    assert page.trouble.isVisible()
    fakes.audio.put(AudioSnapshot(AudioBackend.NULL, reason=Reason(ReasonCode.DEVICE_BUSY)))
    assert page.trouble.text() == "Another program keeps the sound card for itself. Close it, or choose another device."
