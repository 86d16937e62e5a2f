"""Which device does what: a box for each use, and what is said where a chosen one is not there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.combo import Combo
from ui.widgets.form import Field, column, sentence

if TYPE_CHECKING:
    from agent_app.services import Services
    from telephony.sounding import SoundDevice

# As makers and systems call them.
_HEADSETS: Final = ("headset", "headphone", "earphone", "hands-free", "handsfree", "airpods", "jabra", "plantronics", "гарнитур", "наушник")
_NAMES_KEPT: Final = 32


class Use(StrEnum):
    """As `AudioService.choose` names them."""

    OUTPUT = "output"
    INPUT = "input"
    RING = "ring"
    NOTICES = "notices"


def use_name(use: Use) -> str:
    return {
        Use.OUTPUT: tr("Sound", "You hear callers by"),
        Use.INPUT: tr("Sound", "Microphone"),
        Use.RING: tr("Sound", "It rings on"),
        Use.NOTICES: tr("Sound", "Messages sound on"),
    }[use]


def use_meaning(use: Use) -> str:
    return {
        Use.OUTPUT: tr("Sound", "What you plug in later is taken in the middle of a call too."),
        Use.INPUT: tr("Sound", "Speak, and look at the bars below."),
        Use.RING: tr("Sound", "Speakers are heard from the next room while the headset lies on the table."),
        Use.NOTICES: tr("Sound", "The short sounds of messages and missed calls."),
    }[use]


def is_headset(name: str) -> bool:
    lowered = name.casefold()
    return any(word in lowered for word in _HEADSETS)


@dataclass(frozen=True, slots=True)
class Headset:
    """One that is there: what one hears by, and what one speaks into."""

    name: str
    output: str
    input: str


def headset_of(devices: tuple[SoundDevice, ...]) -> Headset | None:
    """The first that has both halves; a headphone alone has no microphone of its own."""
    inputs = [device for device in devices if not device.is_output and is_headset(device.name)]
    for output in (device for device in devices if device.is_output and is_headset(device.name)):
        own = next((device for device in inputs if _maker(device.name) == _maker(output.name)), None)
        if own is not None:
            return Headset(output.name, output.device_id, own.device_id)
    return None


def _maker(name: str) -> str:
    """The first words, which both halves share: "Jabra Evolve Mono" and "Jabra Evolve Stereo"."""
    words = name.casefold().replace("_", " ").split()
    return words[0] if words else ""


class DeviceBox(Field):
    """One use; `chosen` carries the device_id, "" for what the system uses."""

    chosen = Signal(object, str)  # Use, device_id

    def __init__(self, use: Use) -> None:
        self.use = use
        self.combo = Combo()
        super().__init__(use_name(use), self.combo, use_meaning(use))
        self.combo.activated.connect(lambda _: self.chosen.emit(self.use, str(self.combo.currentData())))

    def show_devices(self, devices: tuple[SoundDevice, ...], chosen: str, names: dict[str, str]) -> None:
        """`names` are what the chosen ones were called when they were there."""
        mine = [device for device in devices if device.is_output is (self.use is not Use.INPUT)]
        usual = next((device.name for device in mine if device.is_default), "")
        self.combo.clear()
        named = tr("Sound", "System default ({name})", name=usual) if usual else tr("Sound", "System default")
        self.combo.addItem(named, "")
        for device in mine:
            self.combo.addItem(device.name, device.device_id)
        gone = bool(chosen) and all(device.device_id != chosen for device in mine)
        if gone:
            self.combo.addItem(tr("Sound", "{name}: not connected", name=names.get(chosen, chosen)), chosen)
        self.combo.setCurrentIndex(max(0, self.combo.findData(chosen)))
        missing = tr(
            "Sound", "{name} is not connected. The system's default stands in until it comes back.", name=names.get(chosen, chosen)
        )
        self.trouble.set_role("warning_text")
        self.trouble.setText(missing if gone else "")
        self.trouble.setVisible(gone)


class DeviceBoxes(QWidget):
    """All four, and a headset's recommendation."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._audio, self._settings = services.audio, services.settings
        self.boxes = {use: DeviceBox(use) for use in Use}
        self.headset = sentence()
        self.take = Button(tr("Sound", "Talk by it, ring on the speakers"), kind=Kind.LINK)
        self.take.setAutoDefault(False)
        self.take.clicked.connect(self._take_headset)
        layout = column(*self.boxes.values(), self.headset, spacing=metrics.MEDIUM)
        layout.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)
        for box in self.boxes.values():
            box.chosen.connect(self._choose)
        self._audio.devices_changed.connect(self.fill)
        self.fill()

    def fill(self) -> None:
        devices, choice = self._audio.devices(), self._audio.chosen()
        names = self._settings.values().device_names
        for use, box in self.boxes.items():
            box.show_devices(devices, getattr(choice, use.value), names)
        found = headset_of(devices)
        used = found is not None and choice.output == found.output and choice.input == found.input
        self.headset.setText(self._headset_words(found, used=used))
        self.take.setVisible(found is not None and not used)

    def _headset_words(self, found: Headset | None, *, used: bool) -> str:
        if found is None:
            return tr(
                "Sound", "A headset is best for talking: the other side hears no echo, and you are understood without raising your voice."
            )
        if used:
            return tr("Sound", "You talk by the headset {name}: that is best for both sides.", name=found.name)
        return tr("Sound", "The headset {name} is connected: with it the other side hears no echo.", name=found.name)

    def _choose(self, use: Use, device_id: str) -> None:
        self._keep_names(device_id)
        self._audio.choose(**{use.value: device_id})

    def _keep_names(self, *device_ids: str) -> None:
        """So that one can be told by its name when it is not there."""
        found = {device.device_id: device.name for device in self._audio.devices() if device.device_id in device_ids}
        names = {**self._settings.values().device_names, **found}
        self._settings.change(device_names=dict(list(names.items())[-_NAMES_KEPT:]))

    def _take_headset(self) -> None:
        found = headset_of(self._audio.devices())
        if found is not None:
            ring = self._speakers()
            self._keep_names(found.output, found.input, ring)
            self._audio.choose(output=found.output, input=found.input, ring=ring)

    def _speakers(self) -> str:
        """What rings: the first that is no headset; "" leaves it to the system."""
        others = [device for device in self._audio.devices() if device.is_output and not is_headset(device.name)]
        return next((device.device_id for device in others), "")
