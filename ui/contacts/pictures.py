"""A picture of any size and form as a contact's: a small square. Runs in workers: QImage needs no window."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter

from agent_app.contacts.pictures import LARGEST_SOURCE

SIDE: Final = 192  # pixels: an avatar of 96 on a screen of double scale
_MOST_PIXELS: Final = 60_000_000  # a file of a few bytes may say that it is a billion
_QUALITY: Final = 88
_FORMS: Final = ("jpeg", "png", "webp", "gif", "bmp", "ico")


def shrink(data: bytes) -> bytes:
    """JPEG (PNG where it is partly transparent) of SIDE pixels, cut to the middle; b"" for what is no picture or a huge one."""
    image = _read(data) if len(data) <= LARGEST_SOURCE else None
    if image is None:
        return b""
    side = min(image.width(), image.height())
    square = image.copy((image.width() - side) // 2, (image.height() - side) // 2, side, side)
    if side > SIDE:
        square = square.scaled(SIDE, SIDE, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    clear = square.hasAlphaChannel()
    writer = QImageWriter(out, QByteArray(b"png" if clear else b"jpg"))
    if not clear:
        writer.setQuality(_QUALITY)
    return bytes(out.data().data()) if writer.write(square) else b""


def _read(data: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # a camera's turned pictures
    form = bytes(reader.format().data()).decode("ascii", "replace")
    size = reader.size()
    if form not in _FORMS or not size.isValid() or size.width() * size.height() > _MOST_PIXELS or min(size.width(), size.height()) < 1:
        return None
    if form == "jpeg" and min(size.width(), size.height()) > 4 * SIDE:  # its decoder scales on the way
        reader.setScaledSize(size.scaled(QSize(2 * SIDE, 2 * SIDE), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    return None if image.isNull() else image
