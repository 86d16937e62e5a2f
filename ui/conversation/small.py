"""Small pictures for messages, drawn anew from whatever is given: nothing of the original but its look is in them. Runs in workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageIOHandler, QImageReader, QImageWriter, QPainter

from agent_app.chats.places import Drawing, Small

if TYPE_CHECKING:
    from pathlib import Path

SIDE: Final = 200  # pixels
MOST_BYTES: Final = 10_000
# (longest side, JPEG's quality) from the best that is tried; a photograph takes the first ones, a page of print or noise the later.
_STEPS: Final = ((SIDE, 80), (SIDE, 60), (SIDE, 40), (160, 40), (128, 35), (96, 30), (64, 25))
# A file of a few bytes may say that it is a billion pixels: what a thumbnail may be, and a photograph of the user's own.
_THEIR_PIXELS: Final = 4_000_000
_OUR_PIXELS: Final = 60_000_000
_OUR_FORMS: Final = frozenset({b"jpeg", b"png", b"webp", b"gif", b"bmp"})
_STARTS: Final = ((b"\xff\xd8\xff", b"jpeg"), (b"\x89PNG\r\n\x1a\n", b"png"), (b"RIFF", b"webp"))


def of_ours(path: Path) -> Small | None:
    """Of a file that the user sends, by its content whatever its name says."""
    reader = reader_of(str(path))
    return None if reader is None else _small(reader, _OUR_PIXELS)


def of_theirs(data: bytes) -> Small | None:
    """Of bytes that a server gave: JPEG, PNG or WebP by their beginning; no other decoder of Qt's ever sees them."""
    form = next((form for start, form in _STARTS if data.startswith(start)), b"")
    if not form:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    return _small(reader, _THEIR_PIXELS)


def size_of(path: Path) -> tuple[int, int]:
    """As it is to be seen: a camera that was turned says so."""
    reader = reader_of(str(path))
    size = QSize() if reader is None else _seen(reader)
    return (size.width(), size.height()) if size.isValid() else (0, 0)


def reader_of(path: str) -> QImageReader | None:
    """Of a file on this computer, by its content; None for what no conversation shows as a picture, and for more than a camera makes."""
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size() if bytes(reader.format().data()) in _OUR_FORMS else QSize()
    return reader if size.isValid() and size.width() * size.height() <= _OUR_PIXELS else None


def _seen(reader: QImageReader) -> QSize:
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return reader.size().transposed() if turned else reader.size()


def _small(reader: QImageReader, most_pixels: int) -> Small | None:
    reader.setAutoTransform(True)
    whole, seen = reader.size(), _seen(reader)
    if not whole.isValid() or whole.width() * whole.height() > most_pixels:
        return None
    if max(whole.width(), whole.height()) > 4 * SIDE:  # on the way: a JPEG is never there as a whole, and the window goes on meanwhile
        reader.setScaledSize(whole.scaled(QSize(2 * SIDE, 2 * SIDE), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else Small(_smallest(image), seen.width(), seen.height())


def _smallest(image: QImage) -> bytes:
    """The best that has no more than `MOST_BYTES`."""
    if image.colorSpace().isValid():
        image.convertToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    written = b""
    for side, quality in _STEPS:
        written = _written(_drawn(image, side), quality)
        if len(written) <= MOST_BYTES:
            break
    return written


def _drawn(image: QImage, side: int) -> QImage:
    """On white, in a picture of its own: texts and profiles that a QImage carries would be written with it."""
    size = image.size()
    if max(size.width(), size.height()) > side:
        size = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    page = QImage(size, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.drawImage(0, 0, image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation))
    painter.end()
    return page


def _written(image: QImage, quality: int) -> bytes:
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(b"jpg"))
    writer.setQuality(quality)
    writer.setOptimizedWrite(True)
    return bytes(out.data().data()) if writer.write(image) else b""


DRAWING: Final = Drawing(of_ours, of_theirs, size_of)
