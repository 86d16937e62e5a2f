"""Pictures as they are sent, honest and not."""

from __future__ import annotations

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter, QPainter

PLACE = b"59.9386N 30.3141E"  # what a camera writes down, and nobody means to send


def photograph(width: int = 640, height: int = 480) -> QImage:
    """Of many small things, so that it is hard to make small; red on the left, blue on the right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for x in range(0, width, 8):
        for y in range(0, height, 8):
            grain = (x * 7919 + y * 104_729) % 61
            painter.fillRect(x, y, 8, 8, QColor(190 + grain, grain, grain) if x < width // 2 else QColor(grain, grain, 190 + grain))
    painter.end()
    return image


def encoded(image: QImage, form: str = "png", texts: dict[str, str] | None = None) -> bytes:
    for key, text in (texts or {}).items():
        image.setText(key, text)
    out = QBuffer()
    out.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(out, QByteArray(form.encode()))
    writer.setQuality(90)
    assert writer.write(image), writer.errorString()
    return bytes(out.data().data())


def with_exif(jpeg: bytes, orientation: int = 1) -> bytes:
    """As a camera writes it: where it was taken, and how it was held (Exif 2.3, 4.6.2)."""
    entries = struct.pack("<HHII", 0x0112, 3, 1, orientation) + struct.pack("<HHII", 0x010E, 2, len(PLACE) + 1, 38)
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 2) + entries + struct.pack("<I", 0) + PLACE + b"\0"
    segment = b"Exif\0\0" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment + jpeg[2:]


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that says it is that large, and is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((width + 7) // 8 + 1) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def read(data: bytes) -> tuple[str, QImage]:
    """What it is, and what is seen of it."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    form = bytes(reader.format().data()).decode()
    return form, reader.read()


def is_red(image: QImage, x: int, y: int) -> bool:
    color = image.pixelColor(x, y)
    return color.red() > 150 and color.blue() < 110


def clear(width: int, height: int) -> QImage:
    """Nothing but a half of it that is black; the rest is transparent."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.fillRect(0, 0, width // 2, height, Qt.GlobalColor.black)
    painter.end()
    return image
