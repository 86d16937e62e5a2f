"""A voice note in the timeline: a round button, its waveform, and how far it is. Painted; `agent_app` plays it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt

from ui.icons import paint_icon
from ui.theme.metrics import Type, font
from ui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from agent_app.chats.snapshots import FileInfo
    from agent_app.chats.voice import VoiceNotes
    from ui.theme.roles import Roles

BUTTON: Final = 36
WIDTH: Final = 252.0
_BAR: Final = 4.0  # from one to the next
_NO_LOOKS: Final = bytes(48)


@dataclass(frozen=True, slots=True)
class VoiceLook:
    """What is painted of it now. `waveform`: loudness of its parts, 0-255."""

    waveform: bytes
    duration_ms: int
    place_ms: int
    plays: bool


def look_of(file: FileInfo, voice: VoiceNotes | None) -> VoiceLook:
    """Ours has its looks from the recording; somebody else's are read from the file, beside the window."""
    sound = voice.sound(file.path) if voice is not None and not (file.waveform and file.duration_ms) else None
    waveform = file.waveform or (sound.waveform if sound else b"") or _NO_LOOKS
    duration_ms = (sound.duration_ms if sound else 0) or file.duration_ms
    place_ms = voice.place_ms(file.path) if voice is not None else 0
    return VoiceLook(waveform, duration_ms, min(place_ms, duration_ms), voice is not None and voice.playing() == file.path)


def button_box(box: QRectF) -> QRectF:
    return QRectF(box.left(), box.top() + 4, BUTTON, BUTTON)


def wave_box(box: QRectF) -> QRectF:
    """What a click turns to a place in."""
    return QRectF(box.left() + BUTTON + 12, box.top() + 2, box.width() - BUTTON - 12, 24)


def minutes(ms: int) -> str:
    """ "1:05" """
    seconds = max(0, ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02}"


def paint_voice(painter: QPainter, roles: Roles, box: QRectF, look: VoiceLook) -> None:
    button = button_box(box)
    fill(painter, button, BUTTON / 2, roles.accent)
    icon = "pause-fill" if look.plays else "play-fill"
    paint_icon(painter, icon, QRectF(button.center().x() - 9, button.center().y() - 9, 18, 18), roles.on_accent)
    wave = wave_box(box)
    played = look.place_ms / look.duration_ms if look.duration_ms else 0.0
    _paint_wave(painter, roles, wave, look.waveform, played)
    painter.setFont(font(Type.SMALL, tabular=True))
    painter.setPen(roles.muted)
    at = f"{minutes(look.place_ms)} / {minutes(look.duration_ms)}" if look.place_ms or look.plays else minutes(look.duration_ms)
    painter.drawText(QRectF(wave.left(), wave.bottom(), wave.width(), 16), int(Qt.AlignmentFlag.AlignVCenter), at)


def _paint_wave(painter: QPainter, roles: Roles, box: QRectF, waveform: bytes, played: float) -> None:
    count = max(1, int(box.width() / _BAR))
    for place in range(count):
        loudness = waveform[place * len(waveform) // count] / 255
        height = 3 + loudness * (box.height() - 3)
        bar = QRectF(box.left() + place * _BAR, box.center().y() - height / 2, _BAR - 1.5, height)
        fill(painter, bar, 1.2, roles.accent if place < played * count else roles.muted)
