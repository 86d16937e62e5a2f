"""A picture, or initials on a colour derived from the address: the same person looks the same everywhere."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme.metrics import font
from ui.theme.roles import AVATARS, ON_AVATAR, roles_of
from ui.widgets.presence import paint_presence

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


@lru_cache(maxsize=1024)
def initials(name: str) -> str:
    """The first letters of the first and last word; "" where the name has no letters (a number has a figure instead)."""
    words = [word for word in name.replace("-", " ").split() if word[0].isalpha()]
    if not words:
        return ""
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@lru_cache(maxsize=1024)
def avatar_color(key: str) -> QColor:
    return AVATARS[(crc32(key.casefold().encode()) * 0x9E3779B1 >> 16) % len(AVATARS)]  # spread by Fibonacci hashing


@lru_cache(maxsize=256)
def _picture(path: str, side: int) -> QImage:
    """In device pixels; a null image where the file is gone. Its files are small (192 px): 0.5 ms, and once each."""
    from PySide6.QtGui import QImage

    image = QImage(path)
    return image.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)


def _paint_picture(painter: QPainter, box: QRectF, path: str) -> bool:
    image = _picture(path, round(box.width() * painter.device().devicePixelRatio()))
    if image.isNull():
        return False
    disc = QPainterPath()
    disc.addEllipse(box)
    painter.save()
    painter.setClipPath(disc)
    painter.drawImage(box, image)
    painter.restore()
    return True


def paint_avatar(painter: QPainter, box: QRectF, name: str, key: str, picture: str = "") -> None:
    """A disc with the picture (the path of its file), else with initials, or with a figure for whoever has no name."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture and _paint_picture(painter, box, picture):
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(avatar_color(key))
    painter.drawEllipse(box)
    letters = initials(name)
    if not letters:
        inner = box.width() * 0.5
        paint_icon(painter, "user", QRectF(box.center().x() - inner / 2, box.center().y() - inner / 2, inner, inner), ON_AVATAR)
        return
    face = font(semibold=True)
    face.setPixelSize(max(9, int(box.width() * 0.36)))
    painter.setFont(face)
    painter.setPen(ON_AVATAR)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)


class Avatar(QWidget):
    def __init__(self, size: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._name = ""
        self._key = ""
        self._picture = ""
        self._presence = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(self, name: str, key: str, picture: str = "") -> None:
        """`key` is what the colour comes from: the first address, or the number; `picture` the path of a file."""
        self._name, self._key, self._picture = name, key, picture
        self.update()

    def show_presence(self, status: str) -> None:
        """The value of a PresenceStatus; "" for none."""
        if status != self._presence:
            self._presence = status
            self.update()

    def presence(self) -> str:
        return self._presence

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._name, self._key, self._picture)
        paint_presence(painter, QRectF(self.rect()).adjusted(0, 0, -2, -2), self._presence, roles_of(self.palette()))
        painter.end()
