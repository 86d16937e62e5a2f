"""The mark of a presence on an avatar: a shape as well as a colour, for who does not see the colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainterPath, QPen

from ui.widgets.painting import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.theme.roles import Roles


def paint_presence(painter: QPainter, avatar: QRectF, status: str, roles: Roles) -> None:
    """At the lower right of the avatar's box; nothing where the status is "" or unknown.

    online: a disc. free_for_chat: a disc with a plus. away: a crescent. do_not_disturb: a disc with a bar. offline, invisible: a ring.
    """
    if not status or status == "unknown":
        return
    side = max(10.0, avatar.width() * 0.3)
    box = QRectF(avatar.right() - side + 1, avatar.bottom() - side + 1, side, side)
    painter.save()
    fill(painter, box.adjusted(-2, -2, 2, 2), side, roles.surface)
    match status:
        case "online" | "free_for_chat":
            fill(painter, box, side / 2, roles.call_light)
            if status == "free_for_chat":
                _line(painter, roles, box, across=True)
                _line(painter, roles, box, across=False)
        case "away":
            moon = QPainterPath()
            moon.addEllipse(box)
            bite = QPainterPath()
            bite.addEllipse(box.translated(side * 0.36, -side * 0.22))
            painter.fillPath(moon.subtracted(bite), roles.warning_text)
        case "do_not_disturb":
            fill(painter, box, side / 2, roles.danger)
            _line(painter, roles, box, across=True)
        case _:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(roles.muted, 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.restore()


def _line(painter: QPainter, roles: Roles, box: QRectF, *, across: bool) -> None:
    painter.setPen(QPen(roles.surface, 2))
    half = box.width() / 2 - 2.5
    way = QPointF(half, 0) if across else QPointF(0, half)
    painter.drawLine(box.center() - way, box.center() + way)
