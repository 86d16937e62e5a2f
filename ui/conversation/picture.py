"""The picture in a bubble: as good as it is here yet, and on it what a click does while the whole of it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from agent_app.chats.snapshots import FileState
from ui.conversation.thumbnails import picture_paths
from ui.icons import paint_icon
from ui.theme import metrics
from ui.widgets.painting import fill

if TYPE_CHECKING:
    from agent_app.chats.snapshots import MessageItem
    from ui.conversation.thumbnails import Thumbnails
    from ui.theme.roles import Roles

PLATE: Final = 44
_ICON: Final = 12  # its distance from the plate's edge


def paint_picture(painter: QPainter, roles: Roles, box: QRectF, item: MessageItem, pictures: Thumbnails) -> None:
    assert item.file is not None
    image = pictures.first(picture_paths(item.file), box.size().toSize(), painter.device().devicePixelRatioF())
    if image is None:
        fill(painter, box, metrics.RADIUS_SMALL, roles.sunken)
    else:
        painter.drawImage(box, image)
    plate = QRectF(0, 0, PLATE, PLATE)
    plate.moveCenter(box.center())
    if item.file.state in (FileState.UPLOADING, FileState.DOWNLOADING):
        _paint_plate(painter, roles, plate, "x")
        _paint_progress(painter, roles, plate, item.file.progress_percent or 0)
    elif item.is_incoming and not item.file.path:
        _paint_plate(painter, roles, plate, "download-simple")
    elif image is None:
        paint_icon(painter, "image", plate.adjusted(10, 10, -10, -10), roles.muted)


def _paint_plate(painter: QPainter, roles: Roles, plate: QRectF, icon: str) -> None:
    """On a picture, of whose colours nobody knows."""
    fill(painter, plate, PLATE / 2, roles.surface)
    paint_icon(painter, icon, plate.adjusted(_ICON, _ICON, -_ICON, -_ICON), roles.on_surface)


def _paint_progress(painter: QPainter, roles: Roles, plate: QRectF, percent: int) -> None:
    """Once around, from the top, as a clock goes."""
    pen = QPen(roles.accent, 3)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawArc(plate.adjusted(3, 3, -3, -3), 90 * 16, -360 * 16 * max(0, min(100, percent)) // 100)
