"""Paints the lines of a results list; in a text the words that were looked for stand out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.search.entries import Found, Headline, More
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.avatar import paint_avatar
from ui.widgets.painting import row_ground

if TYPE_CHECKING:
    from agent_app.search.snapshots import Mark

ENTRY_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_HEADLINE: Final = 32
_MORE: Final = 36
_TALL: Final = 74  # two lines of a message
_LINES: Final = 2
_SHORT: Final = 26  # characters that fit into one line
Index = QModelIndex | QPersistentModelIndex


class ResultsDelegate(QStyledItemDelegate):
    """Every line is an `Entry`, under ENTRY_ROLE."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = font(semibold=True)
        self._body = font()
        self._small = font(Type.SMALL)
        self._small_strong = font(Type.SMALL, semibold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, Found):
            return QSize(metrics.LEFT_COLUMN, _TALL if entry.marks and len(entry.row.subtitle) > _SHORT else metrics.ROW)
        return QSize(metrics.LEFT_COLUMN, _HEADLINE if isinstance(entry, Headline) else _MORE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(ENTRY_ROLE)
        roles = roles_of(option.palette)
        painter.save()
        if isinstance(entry, Headline):
            self._paint_line(painter, option.rect.adjusted(16, 6, -16, 0), entry.text, self._small_strong, roles.muted)
        else:
            row_ground(painter, roles, option)
        if isinstance(entry, More):
            self._paint_line(painter, option.rect.adjusted(64, 0, -16, 0), entry.text, self._body, roles.accent_text)
        elif isinstance(entry, Found):
            self._paint_found(painter, roles, option.rect, entry)
        painter.restore()

    def _paint_found(self, painter: QPainter, roles: Roles, box: QRect, entry: Found) -> None:
        row = entry.row
        paint_avatar(painter, QRectF(box.left() + 16, box.top() + 10, 36, 36), row.avatar_name, row.avatar_key)
        left, right = box.left() + 64, box.right() - 16
        painter.setFont(self._small)
        used = painter.fontMetrics().horizontalAdvance(row.when) + 8 if row.when else 0
        painter.setPen(roles.muted)
        painter.drawText(QRect(left, box.top() + 9, right - left, 20), _RIGHT, row.when)
        self._paint_line(painter, QRect(left, box.top() + 9, right - left - used, 20), row.title, self._title, roles.on_surface)
        if row.mark:
            paint_icon(painter, row.mark, QRectF(left, box.top() + 31, 14, 14), roles.muted)
            left += 20
        if entry.marks:
            self._paint_marked(painter, roles, QRect(left, box.top() + 29, right - left, box.height() - 29), row.subtitle, entry.marks)
        else:
            self._paint_line(painter, QRect(left, box.top() + 28, right - left, 20), row.subtitle, self._body, roles.muted)

    def _paint_marked(self, painter: QPainter, roles: Roles, box: QRect, text: str, marks: tuple[Mark, ...]) -> None:
        """At most two lines. Marks count characters, Qt counts UTF-16 units."""
        layout = QTextLayout(text, self._body)
        strong = QTextCharFormat()
        strong.setFontWeight(QFont.Weight.DemiBold)
        strong.setForeground(roles.accent_text)
        layout.setFormats([_range(text, mark, strong) for mark in marks])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        height = 0.0
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        painter.setPen(roles.muted)
        painter.setClipRect(box)
        layout.draw(painter, QPointF(box.topLeft()))

    def _paint_line(self, painter: QPainter, box: QRect, text: str, face: QFont, color: object) -> None:
        painter.setFont(face)
        painter.setPen(color)  # pyright: ignore[reportArgumentType, reportCallIssue]
        cut = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _LEFT, cut)


_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _range(text: str, mark: Mark, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = _units(text[: mark[0]])
    made.length = _units(text[mark[0] : mark[1]])
    made.format = look
    return made


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
