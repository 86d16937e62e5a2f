"""Speaker volume and microphone sensitivity, with meters while one talks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.language import tr
from ui.widgets.level import VolumeRow
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services


class Volumes(Retranslated):
    """Levels are asked for only while they can be seen: `set_talking` and the widget's own visibility decide."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audio = services.audio
        self._talking = False
        self._watching = False
        self.speaker = VolumeRow("speaker-high")
        self.microphone = VolumeRow("microphone")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.speaker)
        layout.addWidget(self.microphone)
        self.speaker.changed.connect(self._audio.set_speaker)
        self.microphone.changed.connect(self._audio.set_microphone)
        self._audio.volumes_changed.connect(self._show_volumes)
        self._audio.levels.connect(self._show_levels)
        self._show_volumes(*self._audio.volumes())
        self.set_talking(False)
        self.retranslate()

    def retranslate(self) -> None:
        self.speaker.set_words(tr("Phone", "Speaker volume"))
        self.microphone.set_words(tr("Phone", "Microphone sensitivity"))

    def set_talking(self, on: bool) -> None:
        self._talking = on
        for row in (self.speaker, self.microphone):
            row.meter.setVisible(on)
            row.meter.show_level(0)
        self._watch()

    def _watch(self) -> None:
        wanted = self._talking and self.isVisible() and not self.window().isMinimized()
        if wanted != self._watching:
            self._watching = wanted
            self._audio.watch(wanted)

    def _show_volumes(self, speaker: int, microphone: int) -> None:
        self.speaker.show_percent(speaker)
        self.microphone.show_percent(microphone)

    def _show_levels(self, speaker: int, microphone: int) -> None:
        self.speaker.meter.show_level(speaker)
        self.microphone.meter.show_level(microphone)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch()
