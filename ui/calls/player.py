"""The player of recordings and voice mail, below the list: play, where it stands, how long it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.level import Slider
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services


class Player(Retranslated):
    """Plays by a process of its own (`Services.voice`): the window opens no sound card. Hidden until something is to be played."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._voice = services.voice
        self._path = ""
        self._trouble = ""
        self._guess_ms = 0
        self.title = Label(size=Type.SMALL, semibold=True)
        self.play = IconButton("play-fill", size=32, filled=True)
        self.slider = Slider()
        self.time = Label(role="muted", size=Type.SMALL, tabular=True)
        self.close_button = IconButton("x", size=28)
        line = QHBoxLayout()
        line.setSpacing(metrics.SMALL)
        line.addWidget(self.play)
        line.addWidget(self.slider, 1)
        line.addWidget(self.time)
        line.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addLayout(line)
        self.slider.setRange(0, 0)
        self.play.clicked.connect(self.press)
        self.close_button.clicked.connect(self.leave)
        self.slider.valueChanged.connect(self._seek)
        self._voice.playing_changed.connect(self._take_place)
        self._voice.play_failed.connect(self._take_failure)
        self._voice.looked.connect(lambda path: self._show() if path == self._path else None)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        self.slider.setAccessibleName(tr("Calls", "Where it plays"))
        self.close_button.set_words(tr("Calls", "Close the player"))
        self._show()

    def open(self, path: str, title: str, about_ms: int = 0) -> None:
        """Play it from its beginning; `about_ms` is its length where the file itself does not tell."""
        self._path, self._trouble, self._guess_ms = path, "", about_ms
        self.title.setText(title)
        self.show()
        self._show()
        if Path(path).exists():
            self._voice.play(path)
        else:
            self._take_failure(path, "missing")

    def press(self) -> None:
        """Play on, or pause."""
        if self._plays():
            self._voice.pause()
        elif self._path:
            self._trouble = ""
            self._voice.play(self._path, self._voice.place_ms(self._path))

    def leave(self) -> None:
        if self._plays():
            self._voice.pause()
        self._path = ""
        self.hide()

    def _plays(self) -> bool:
        return bool(self._path) and self._voice.playing() == self._path

    def _seek(self, ms: int) -> None:
        """By the user's hand alone: what the player tells is shown with signals blocked."""
        if self._path:
            self._voice.play(self._path, ms)

    def _take_place(self, path: str, ms: int, plays: bool) -> None:
        del ms, plays
        if path == self._path:
            self._show()

    def _take_failure(self, path: str, code: str) -> None:
        if path == self._path:
            self._trouble = code
            self._show()

    def _show(self) -> None:
        if not self._path:
            return
        sound = self._voice.sound(self._path)
        place = self._voice.place_ms(self._path)
        length = sound.duration_ms if sound is not None else max(self._guess_ms, place)
        self.slider.blockSignals(True)
        self.slider.setRange(0, max(length, place, 1))
        self.slider.setValue(place)
        self.slider.setSingleStep(5000)
        self.slider.setPageStep(15_000)
        self.slider.blockSignals(False)
        self.slider.setEnabled(length > 0)
        self.time.setText(trouble_words(self._trouble) or (f"{_clock(place)} / {_clock(length)}" if length else _clock(place)))
        self.time.set_role("danger_text" if self._trouble else "muted")
        plays = self._plays()
        self.play.set_icon("pause-fill" if plays else "play-fill")
        self.play.set_words(tr("Calls", "Pause") if plays else tr("Calls", "Play"))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.surface)
        painter.fillRect(QRectF(0, 0, self.width(), 1), roles.outline)
        painter.end()


def trouble_words(code: str) -> str:
    """Why it does not play; "" where it does."""
    match code:
        case "":
            return ""
        case "missing":
            return tr("Calls", "The file is gone")
        case "no_speaker":
            return tr("Calls", "No speaker")
        case _:
            return tr("Calls", "Can't be played")


def _clock(ms: int) -> str:
    """ "0:34" """
    seconds = ms // 1000
    return f"{seconds // 60}:{seconds % 60:02}"
