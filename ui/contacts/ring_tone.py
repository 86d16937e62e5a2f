"""Which tone rings when a contact calls, and how it sounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from agent_app.contacts.ring_tones import RING_TONES, ring_tone_path
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import IconButton
from ui.widgets.combo import Combo

if TYPE_CHECKING:
    from agent_app.chats.voice import VoiceNotes


def tone_word(name: str) -> str:
    match name:
        case "classic":
            return tr("Ring", "Classic bell")
        case "marimba":
            return tr("Ring", "Marimba")
        case "chime":
            return tr("Ring", "Chime")
        case "drops":
            return tr("Ring", "Drops, quiet")
        case _:
            return name


class RingToneChoice(QWidget):
    """A list, and a button that plays what is chosen."""

    def __init__(self, voice: VoiceNotes, chosen: str) -> None:
        """`voice` plays it: no sound card is opened in the window's process."""
        super().__init__()
        self._voice = voice
        self.choice = Combo()
        self.choice.setAccessibleName(tr("Ring", "Ring tone of this contact"))
        self.choice.addItem(tr("Ring", "Rings as everybody"), "")
        for name in RING_TONES:
            self.choice.addItem(tr("Ring", "Rings: {tone}", tone=tone_word(name)), name)
        self.choice.setCurrentIndex(max(0, self.choice.findData(chosen)))
        self.listen = IconButton("speaker-high")
        self.listen.set_words(tr("Ring", "Listen to the ring tone"))
        self.listen.setAutoDefault(False)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.choice, 1)
        layout.addWidget(self.listen)
        self.choice.currentIndexChanged.connect(lambda _: self._turn())
        self.listen.clicked.connect(self.play)
        self._turn()

    def name(self) -> str:
        """Of the tone; "" for the usual one."""
        return str(self.choice.currentData() or "")

    def play(self) -> None:
        """From its beginning; once more while it plays stops it."""
        path = str(ring_tone_path(self.name()) or "")
        if self._voice.playing() == path:
            self.stop()
        elif path:
            self._voice.play(path)

    def stop(self) -> None:
        """Somebody else's note plays on."""
        if self._voice.playing() in {str(ring_tone_path(name)) for name in RING_TONES}:
            self._voice.pause()

    def _turn(self) -> None:
        self.stop()
        self.listen.setEnabled(bool(self.name()))
