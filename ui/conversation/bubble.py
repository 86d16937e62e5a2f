"""An SMS in the timeline: a bubble with its text, and below it what became of it. Foreign text is drawn as it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from agent_app.money.snapshots import SmsItem, SmsStatus
from ui.conversation.words import can_send_again, send_again_words, status_line, status_role
from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.widgets.painting import fill, ring
from ui.wording.times import clock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from ui.theme.roles import Roles

PAD: Final = 12
GAP: Final = 4
LINE: Final = 18
MARK: Final = 14
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
    foot: QTextLayout  # what became of it; begins `foot_left` from the bubble's inner left, after the time and the mark
    foot_left: float
    foot_top: float
    box: QRectF
    link: QRectF  # "Send again"; empty where there is nothing to send again
    height: int

    @property
    def text_at(self) -> QPointF:
        """Within its row."""
        return QPointF(self.box.left() + PAD, self.box.top() + PAD)


def bubble_of(item: SmsItem, width: int, language: str) -> Bubble:
    """Measured once for each width; `language` because the words below differ."""
    return _measured(item, width, language)


@lru_cache(maxsize=512)
def _measured(item: SmsItem, width: int, language: str) -> Bubble:
    del language
    room = max(80, min(WIDEST, width * 4 // 5) - 2 * PAD)
    text, text_width, text_height = _laid_out(item.text, room, font())
    left = QFontMetricsF(font(Type.SMALL)).horizontalAdvance(f"{clock(item.at_us)}  ") + (0 if item.is_incoming else MARK + 4)
    foot, foot_width, foot_height = _laid_out(status_line(item), room - left, font(Type.SMALL))
    again = can_send_again(item)
    inner = min(room, max(text_width, left + foot_width)) + 1
    foot_top = PAD + text_height + GAP
    height = foot_top + foot_height + (LINE + GAP if again else 0) + 8
    box = QRectF(0.0 if item.is_incoming else width - inner - 2 * PAD, GAP, inner + 2 * PAD, height)
    link = QRectF(box.left() + PAD, box.bottom() - LINE - 8, inner, LINE + 4) if again else QRectF()
    return Bubble(text, foot, left, foot_top, box, link, int(height) + 2 * GAP)


def _laid_out(text: str, room: float, face: QFont) -> tuple[QTextLayout, float, float]:
    """Words stay whole where they fit; a longer one is broken anywhere."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text.replace("\n", "\u2028"), face)
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


def paint_bubble(
    painter: QPainter,
    roles: Roles,
    row: QRectF,
    item: SmsItem,
    bubble: Bubble,
    *,
    focused: bool,
    marks: Sequence[QTextLayout.FormatRange] = (),
) -> None:
    """In `row`, whose width `bubble` was measured for; `marks` are parts of the text."""
    box = bubble.box.translated(row.topLeft())
    if item.is_incoming:
        fill(painter, box, metrics.RADIUS, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
    else:
        fill(painter, box, metrics.RADIUS, roles.selected)
    painter.setPen(roles.on_surface)
    bubble.text.draw(painter, row.topLeft() + bubble.text_at, marks)
    _paint_foot(painter, roles, QPointF(box.left() + PAD, box.top() + bubble.foot_top), item, bubble)
    if not bubble.link.isEmpty():
        painter.setFont(font(semibold=True))
        painter.setPen(roles.accent_text)
        painter.drawText(bubble.link.translated(row.topLeft()), int(Qt.AlignmentFlag.AlignVCenter), send_again_words())
    if focused:
        ring(painter, box, metrics.RADIUS, roles.accent)


def _paint_foot(painter: QPainter, roles: Roles, at: QPointF, item: SmsItem, bubble: Bubble) -> None:
    color = getattr(roles, status_role(item))
    painter.setFont(font(Type.SMALL))
    painter.setPen(roles.muted)
    first = QRectF(at.x(), at.y(), bubble.foot_left, painter.fontMetrics().height())
    painter.drawText(first, int(Qt.AlignmentFlag.AlignVCenter), clock(item.at_us))
    if not item.is_incoming:
        paint_icon(painter, _MARKS[item.status], QRectF(first.right() - MARK - 4, first.center().y() - MARK / 2, MARK, MARK), color)
    painter.setPen(color)
    bubble.foot.draw(painter, QPointF(at.x() + bubble.foot_left, at.y()))
