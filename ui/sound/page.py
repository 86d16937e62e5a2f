"""The sound's page of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent

from ui.language import tr
from ui.sound.devices import DeviceBoxes
from ui.sound.testing import TestPart, VolumePart
from ui.widgets.form import Section, Sheet, Switch, sentence
from ui.wording.features import lacks
from ui.wording.states import audio_is_troubled, audio_line

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AudioSnapshot


class SoundPage(Sheet):
    """Devices and levels are watched while the page is seen, and only then."""

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._audio, self._engine = services.audio, services.engine
        self._watching = False
        self.trouble = sentence(role="warning_text")
        self.devices = DeviceBoxes(services)
        self.volumes = VolumePart(services)
        self.test = TestPart(services)
        self.switches = {
            "echo": Switch(
                tr("Sound", "Take out the echo"),
                tr("Sound", "What comes out of your speakers is not sent back to the other side. A headset makes little of it."),
            ),
            "noise": Switch(
                tr("Sound", "Suppress noise"), tr("Sound", "Fans, keys and the street become quiet. Off where music is to be heard.")
            ),
            "gain": Switch(
                tr("Sound", "Keep my voice at one loudness"), tr("Sound", "A quiet voice is raised, a loud one lowered, as you move about.")
            ),
        }
        self.add(Section(tr("Sound", "Devices"), "", self.trouble, self.devices))
        self.add(Section(tr("Sound", "Volume"), "", self.volumes))
        self.add(Section(tr("Sound", "Try it"), "", self.test))
        self.add(Section(tr("Sound", "Your voice"), "", *self.switches.values()))
        for name, switch in self.switches.items():
            switch.set_on(getattr(self._audio.processing(), name))
            switch.toggled.connect(lambda on, name=name: self._audio.set_processing(**{name: on}))
        self._audio.state_changed.connect(self._show_state)
        self._engine.status_changed.connect(self._show_build)
        self._show_build()
        self._show_state(self._audio.state())

    def _show_build(self) -> None:
        """What the engine's build can't do is grey, and says so."""
        lacking = lacks(self._engine.started(), "echo")
        for switch in self.switches.values():
            switch.forbid(tr("Sound", "The sound engine on this computer was built without it.") if lacking else "")

    def _show_state(self, state: AudioSnapshot) -> None:
        self.trouble.setText(audio_line(state))
        self.trouble.setVisible(audio_is_troubled(state))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch(on=False)

    def _watch(self, *, on: bool) -> None:
        if on != self._watching:
            self._watching = on
            self._audio.watch_devices(on)
            self._audio.watch(on)
