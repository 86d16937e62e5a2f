"""Small pictures of the files that are here, made by a worker: a large photograph never holds the window up."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage

from agent_app.background import Lane

if TYPE_CHECKING:
    from agent_app.chats.snapshots import FileInfo

WIDEST: Final = 280.0
HIGHEST: Final = 240.0
_MOST: Final = 128  # pictures kept
_FORMATS: Final = ("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp")


def thumbnail_size(file: FileInfo | None, room: float) -> QSizeF:
    """Of the picture in a timeline; empty for what is none, or of which nothing is here."""
    if file is None or not picture_paths(file):
        return QSizeF()
    size, box = QSizeF(file.width or 4, file.height or 3), QSizeF(min(WIDEST, room), HIGHEST)
    if not (file.path and file.width) or size != size.boundedTo(box):  # a small one that is here is not blown up
        size.scale(box, Qt.AspectRatioMode.KeepAspectRatio)
    return QSizeF(max(48.0, float(int(size.width()))), max(32.0, float(int(size.height()))))


def picture_paths(file: FileInfo) -> tuple[str, ...]:
    """Where the picture is on this computer: itself, and the small one that came before it."""
    whole = file.path if file.content_type in _FORMATS else ""
    return tuple(path for path in (whole, file.thumbnail) if path)


class Thumbnails(QObject):
    """`ready` says that one more can be painted."""

    ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[tuple[str, int, int], QImage | None] = OrderedDict()
        self._asked: set[tuple[str, int, int]] = set()
        self._lane = Lane("thumbnails", self)

    def get(self, path: str, size: QSize, scale: float) -> QImage | None:
        """For a box of `size` on a screen of this scale. None where it is being made (`ready` tells), or can't be."""
        key = (path, round(size.width() * scale), round(size.height() * scale))
        if key in self._kept:
            return self._kept[key]
        if key not in self._asked:
            self._asked.add(key)
            self._lane.run(lambda: _read(path, QSize(key[1], key[2])), lambda image: self._take(key, image))
        return None

    def first(self, paths: tuple[str, ...], size: QSize, scale: float) -> QImage | None:
        """The first of them that can be painted already; those after it are not asked for."""
        return next((image for path in paths if (image := self.get(path, size, scale)) is not None), None)

    def _take(self, key: tuple[str, int, int], image: QImage | None) -> None:
        self._asked.discard(key)
        self._kept[key] = image
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        self.ready.emit()


def _read(path: str, size: QSize) -> QImage | None:
    """Of the picture the part that fills `size`; by its content, whatever its name says."""
    from ui.conversation.small import reader_of

    reader = reader_of(path)
    if reader is None:
        return None
    reader.setScaledSize(reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return None
    image = image.scaled(size, Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
    left, top = (image.width() - size.width()) // 2, (image.height() - size.height()) // 2
    return image.copy(left, top, size.width(), size.height())
