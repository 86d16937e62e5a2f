"""Trying the sound without a call: a tone, the bell, and one's own voice after a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from telephony.sounding import SoundTest
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.flow import Flow
from ui.widgets.form import Field, column, sentence
from ui.widgets.level import VolumeRow

if TYPE_CHECKING:
    from agent_app.services import Services

_LASTS_MS: Final = {SoundTest.TONE: 3_000, SoundTest.RING: 6_000, SoundTest.LOOPBACK: 60_000}
_DELAYS_MS: Final = (300, 1000, 2000, 3000)
_USUAL_MS: Final = 1000


class VolumePart(QWidget):
    """Both volumes; the bars move while one can see them."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audio = services.audio
        self.speaker, self.microphone = VolumeRow("speaker-high"), VolumeRow("microphone")
        self.speaker.set_words(tr("Sound", "Volume of what you hear"))
        self.microphone.set_words(tr("Sound", "Sensitivity of the microphone"))
        for row in (self.speaker, self.microphone):
            row.slider.scrolls = False
            row.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setLayout(column(self.speaker, self.microphone))
        self._show_percents(*self._audio.volumes())
        self.speaker.changed.connect(self._audio.set_speaker)
        self.microphone.changed.connect(self._audio.set_microphone)
        self._audio.volumes_changed.connect(self._show_percents)
        self._audio.levels.connect(self._show_levels)

    def _show_percents(self, speaker: int, microphone: int) -> None:
        self.speaker.show_percent(speaker)
        self.microphone.show_percent(microphone)

    def _show_levels(self, speaker: int, microphone: int) -> None:
        self.speaker.meter.show_level(speaker)
        self.microphone.meter.show_level(microphone)


class TestPart(QWidget):
    """One test at a time; it ends by itself, with a second press, and when the page is left."""

    __test__ = False  # for pytest: this is no test of the program

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audio, self._calls = services.audio, services.calls
        self._running = SoundTest.OFF
        self.buttons = {
            SoundTest.TONE: Button(icon="speaker-high"),
            SoundTest.RING: Button(icon="bell-ringing"),
            SoundTest.LOOPBACK: Button(icon="microphone"),
        }
        self.delay = Combo()
        for delay_ms in _DELAYS_MS:
            self.delay.addItem(tr("Sound", "{seconds} s", seconds=f"{delay_ms / 1000:g}"), delay_ms)
        self.delay.setCurrentIndex(self.delay.findData(_USUAL_MS))
        self.says = sentence()
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self.stop)
        flow = Flow()
        for test, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, test=test: self.press(test))
            flow.add(button)
        later = Field(
            tr("Sound", "You hear yourself after"), self.delay, tr("Sound", "The longer, the easier it is to judge your own voice.")
        )
        self.setLayout(column(flow, self.says, later, spacing=metrics.MEDIUM))
        self.delay.activated.connect(lambda _: self._start(SoundTest.LOOPBACK) if self._running is SoundTest.LOOPBACK else None)
        self._calls.changed.connect(lambda _: self._mind_calls())
        self._say()

    def running(self) -> SoundTest:
        return self._running

    def press(self, test: SoundTest) -> None:
        if self._running is test:
            self.stop()
        else:
            self._start(test)

    def _start(self, test: SoundTest) -> None:
        self._running = test
        self._audio.try_sound(test, int(self.delay.currentData()))
        self._end.start(_LASTS_MS[test])
        self._say()

    def stop(self) -> None:
        if self._running is not SoundTest.OFF:
            self._running = SoundTest.OFF
            self._end.stop()
            self._audio.try_sound(SoundTest.OFF)
            self._say()

    def _mind_calls(self) -> None:
        if self._calls.calls():
            self.stop()
        self._say()

    def _say(self) -> None:
        busy = bool(self._calls.calls())
        names = {
            SoundTest.TONE: tr("Sound", "Play a tone"),
            SoundTest.RING: tr("Sound", "Ring"),
            SoundTest.LOOPBACK: tr("Sound", "Hear yourself"),
        }
        for test, button in self.buttons.items():
            button.setText(tr("Sound", "Stop") if test is self._running else names[test])
            button.setAccessibleName(names[test])
            button.setEnabled(not busy)
            button.updateGeometry()
        words = {
            SoundTest.OFF: tr("Sound", "If you hear the tone and your own voice, callers are heard and hear you."),
            SoundTest.TONE: tr("Sound", "A tone is played where you hear callers. Nothing? Choose another device, or turn it up."),
            SoundTest.RING: tr("Sound", "This is where calls ring."),
            SoundTest.LOOPBACK: tr("Sound", "Speak: your words come back after a moment, as the other side hears them."),
        }
        self.says.setText(tr("Sound", "The sound can be tried when no call is going on.") if busy else words[self._running])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._say()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stop()
