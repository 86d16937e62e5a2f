"""An SMS in the timeline: a bubble with its text, and below it what became of it. Foreign text is drawn as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextOption

from agent_app.money.snapshots import SmsItem, SmsStatus
from ui.conversation.words import can_send_again, send_again_words, status_line, status_role
from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.widgets.painting import fill, ring
from ui.wording.times import clock

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from ui.theme.roles import Roles

PAD: Final = 12
GAP: Final = 4
LINE: Final = 18
WIDEST: Final = 520
_MARKS: Final = {
    SmsStatus.SENDING: "clock",
    SmsStatus.ACCEPTED: "check",
    SmsStatus.DELIVERED: "checks",
    SmsStatus.FAILED: "warning-circle",
    SmsStatus.UNKNOWN: "warning-circle",
}


@dataclass(frozen=True, slots=True)
class Bubble:
    """What an SMS looks like in a timeline `width` pixels wide; boxes are within its row."""

    text: QTextLayout
    box: QRectF
    link: QRectF  # "Send again"; empty where there is nothing to send again
    height: int


def bubble_of(item: SmsItem, width: int, language: str) -> Bubble:
    """Measured once for each width; `language` because the words below differ."""
    return _measured(item, width, language)


@lru_cache(maxsize=512)
def _measured(item: SmsItem, width: int, language: str) -> Bubble:
    del language
    room = max(80, min(WIDEST, width * 4 // 5) - 2 * PAD)
    text, text_width, text_height = _laid_out(item.text, room)
    foot_width = _foot_width(item)
    inner = min(room, max(text_width, foot_width))
    again = can_send_again(item)
    height = PAD + text_height + GAP + LINE + (LINE + GAP if again else 0) + 8
    wide = inner + 2 * PAD
    left = 0.0 if item.is_incoming else width - wide
    box = QRectF(left, GAP, wide, height)
    link = QRectF(box.left() + PAD, box.bottom() - LINE - 8, inner, LINE + 4) if again else QRectF()
    return Bubble(text, box, link, int(height) + 2 * GAP)


def _laid_out(text: str, room: float) -> tuple[QTextLayout, float, float]:
    """Words stay whole where they fit; a longer one is broken anywhere."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), font())
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    widest = max((layout.lineAt(place).naturalTextWidth() for place in range(layout.lineCount())), default=0.0)
    return layout, widest, height


def _foot_width(item: SmsItem) -> float:
    from PySide6.QtGui import QFontMetricsF

    metric = QFontMetricsF(font(Type.SMALL))
    mark = 0 if item.is_incoming else 20
    return metric.horizontalAdvance(f"{clock(item.at_us)}  {status_line(item)}") + mark + 8


def paint_bubble(painter: QPainter, roles: Roles, row: QRectF, item: SmsItem, bubble: Bubble, *, focused: bool) -> None:
    """In `row`, whose width `bubble` was measured for."""
    box = bubble.box.translated(row.topLeft())
    if item.is_incoming:
        fill(painter, box, metrics.RADIUS, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
    else:
        fill(painter, box, metrics.RADIUS, roles.selected)
    painter.setPen(roles.on_surface)
    bubble.text.draw(painter, QPointF(box.left() + PAD, box.top() + PAD))
    bottom = box.bottom() - 8 - (LINE + GAP if not bubble.link.isEmpty() else 0)
    _paint_foot(painter, roles, QRectF(box.left() + PAD, bottom - LINE, box.width() - 2 * PAD, LINE), item)
    if not bubble.link.isEmpty():
        painter.setFont(font(semibold=True))
        painter.setPen(roles.accent_text)
        painter.drawText(bubble.link.translated(row.topLeft()), int(Qt.AlignmentFlag.AlignVCenter), send_again_words())
    if focused:
        ring(painter, box, metrics.RADIUS, roles.accent)


def _paint_foot(painter: QPainter, roles: Roles, line: QRectF, item: SmsItem) -> None:
    color = getattr(roles, status_role(item))
    painter.setFont(font(Type.SMALL))
    painter.setPen(roles.muted)
    painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), clock(item.at_us))
    left = line.left() + painter.fontMetrics().horizontalAdvance(f"{clock(item.at_us)}  ")
    if not item.is_incoming:
        paint_icon(painter, _MARKS[item.status], QRectF(left, line.center().y() - 7, 14, 14), color)
        left += 18
    painter.setPen(color)
    room = QRectF(left, line.top(), line.right() - left, line.height())
    cut = painter.fontMetrics().elidedText(status_line(item), Qt.TextElideMode.ElideRight, int(room.width() + 1))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)
