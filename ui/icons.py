"""Icons of one set (Phosphor), painted from their outlines in the colour of a role: they follow the theme and any screen's scale.

The outlines are taken from qtawesome's font by scripts/icons.py: importing qtawesome itself costs 115 ms and its first icon 30 ms, of the
300 ms that the whole window may take.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.paths import RESOURCES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

GRID: Final = 256.0


@cache
def _outlines() -> dict[str, str]:
    return json.loads((RESOURCES / "icons" / "phosphor.json").read_text("ascii"))


@cache
def outline(name: str) -> QPainterPath:
    """The icon on the 256 grid. KeyError for a name that scripts/icons.py was not told of."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    words = iter(_outlines()[name].split())
    for letter in words:
        points = [QPointF(float(next(words)), float(next(words))) for _ in range(3 if letter == "C" else 1)]
        if letter == "M":
            path.moveTo(points[0])
        elif letter == "L":
            path.lineTo(points[0])
        else:
            path.cubicTo(*points)
    return path


def paint_icon(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Fill the icon's outline into `box` (a square)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    painter.fillPath(outline(name), color)
    painter.restore()


def icon(name: str, color: QColor, size: int = 20) -> QIcon:
    """A QIcon for what takes nothing else: menus, the tray, the task bar. Made anew when the theme changes."""
    from PySide6.QtGui import QIcon, QPixmap

    made = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(size * scale, size * scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_icon(painter, name, QRectF(pixmap.rect()), color)
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        made.addPixmap(pixmap)
    return made
