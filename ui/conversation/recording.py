"""Recording a voice note: in place of the text field a strip with a timer and the loudness, to be sent or dropped."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.conversation.voice import minutes
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.chats.voice import VoiceNote
    from agent_app.services import Services

HELD_S: Final = 0.5  # who holds the button longer sends by letting go
_BAR: Final = 4
_MOST: Final = 200  # bars


def record_trouble(code: str) -> str:
    """Why nothing was recorded, as a sentence."""
    match code:
        case "in_call":
            return tr("Voice", "No voice message during a call: the microphone is taken")
        case "no_microphone":
            return tr("Voice", "There is no microphone to record with")
        case "disk_full":
            return tr("Voice", "The recording could not be kept: is the disk full?")
        case "too_short":
            return tr("Voice", "Too short: nothing was recorded")
        case _:
            return tr("Voice", "Nothing was recorded")


def play_trouble(code: str) -> str:
    """Why nothing is heard, as a sentence."""
    if code == "no_speaker":
        return tr("Voice", "There is no speaker to play it with")
    return tr("Voice", "This recording can't be played")


class Loudness(QWidget):
    """The last seconds as bars, the newest at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._levels: deque[int] = deque(maxlen=_MOST)

    def sizeHint(self) -> QSize:
        return QSize(120, metrics.FIELD)

    def clear(self) -> None:
        self._levels.clear()
        self.update()

    def put(self, level: int) -> None:
        self._levels.append(level)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        color = roles_of(self.palette()).accent
        for place, level in enumerate(reversed(self._levels)):
            left = self.width() - (place + 1) * _BAR
            if left < 0:
                break
            height = 3 + level * (self.height() - 12) / 100
            fill(painter, QRectF(left, (self.height() - height) / 2, _BAR - 1.5, height), 1.2, color)
        painter.end()


class Recorder(Retranslated):
    """Shown while something is recorded, or was and waits: a call, or the longest that a note may be, has ended it."""

    begun = Signal()
    clicked = Signal()  # the microphone was not held: Send and the bin are what is left to choose from
    ended = Signal()  # it was sent, dropped or failed
    ready = Signal(object)  # VoiceNote: send it
    trouble = Signal(str)  # a sentence for the status line

    def __init__(self, services: Services, button: IconButton, parent: QWidget | None = None) -> None:
        """`button` is the microphone: clicked it begins, held it records until it is let go."""
        super().__init__(parent)
        self._voice = services.voice
        self._button = button
        self._note: VoiceNote | None = None
        self._sending = False
        self._pressed_at = 0.0
        self.drop = IconButton("trash")
        self.timer = Label(tabular=True)
        self.loudness = Loudness()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.drop)
        layout.addWidget(self.timer)
        layout.addWidget(self.loudness, 1)
        self.hide()
        self.drop.clicked.connect(self.cancel)
        button.released.connect(self._let_go)
        self._voice.recording.connect(self._take_level)
        self._voice.recorded.connect(self._take_note)
        self._voice.record_failed.connect(self._take_failure)
        self.retranslate()

    def retranslate(self) -> None:
        self.drop.set_words(tr("Voice", "Drop the recording"), tr("Voice", "Drop the recording (Escape)"))
        self.timer.setAccessibleName(tr("Voice", "Length of the recording"))

    def is_active(self) -> bool:
        return not self.isHidden()

    def begin(self) -> None:
        """Where it can't be, `trouble` says why."""
        self._pressed_at = time.monotonic()
        if self.is_active() or not self._voice.record():
            return
        self._note, self._sending = None, False
        self.loudness.clear()
        self.timer.setText(minutes(0))
        self.show()
        self.begun.emit()

    def send(self) -> None:
        """What is recorded; the last words are not cut off."""
        if self._note is not None:
            self._give(self._note)
        elif self.is_active():
            self._sending = True
            self._voice.finish()

    def cancel(self) -> None:
        if not self.is_active():
            return
        if self._note is not None:
            self._voice.discard(self._note)
        else:
            self._voice.drop()
        self._end()

    def _let_go(self) -> None:
        if self.is_active() and time.monotonic() - self._pressed_at >= HELD_S:
            self.send()
        elif self.is_active():
            self._button.hide()
            self.clicked.emit()

    def _take_level(self, ms: int, level: int) -> None:
        if self.is_active():
            self.timer.setText(minutes(ms))
            self.loudness.put(level)

    def _take_note(self, note: VoiceNote) -> None:
        if not self.is_active():
            return
        if self._sending:
            self._give(note)
        else:
            self._note = note
            self.timer.setText(minutes(note.duration_ms))

    def _give(self, note: VoiceNote) -> None:
        self._end()
        self.ready.emit(note)

    def _take_failure(self, code: str) -> None:
        if self.is_active():
            self._end()
        self.trouble.emit(record_trouble(code))

    def _end(self) -> None:
        self._note, self._sending = None, False
        self.hide()
        self._button.show()
        self.ended.emit()
