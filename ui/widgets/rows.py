"""Rows of people: 56 px, avatar, name and time on the first line, what there is to say on the second. Painted, no widget per row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from ui.icons import paint_icon
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.avatar import paint_avatar
from ui.widgets.painting import fill, is_under_mouse, row_ground
from ui.widgets.presence import paint_presence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_SECOND: Final = 32  # pixels that the second action takes


class Row(msgspec.Struct, frozen=True):
    """What a row shows; foreign text is painted as it is. `role` colours the second line, `action` is an icon to click at the right."""

    title: str
    subtitle: str
    avatar_name: str
    avatar_key: str
    when: str = ""
    role: str = "muted"
    mark: str = ""  # an icon before the second line
    action: str = ""
    second: str = ""  # another one, left of it
    badge: int = 0  # how much is new there
    presence: str = ""  # the value of a PresenceStatus, as a mark on the avatar
    signs: tuple[str, ...] = ()  # small icons after the time: pinned, muted
    picture: str = ""  # the path of a file, instead of initials
    short: str = ""  # for the second line where there is no room for `subtitle`; its end is never cut: an amount would be another one
    spoken: str = ""  # for screen readers, where the two lines don't say it


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`, and tells of clicks on its action icons."""

    action_clicked = Signal(QModelIndex, QPoint)
    second_clicked = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = font(semibold=True)
        self._body = font()
        self._small = font(Type.SMALL)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(metrics.LEFT_COLUMN, metrics.ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        roles = roles_of(option.palette)
        box = option.rect
        painter.save()
        row_ground(painter, roles, option)
        paint_avatar(painter, QRectF(box.left() + 16, box.top() + 10, 36, 36), row.avatar_name, row.avatar_key, row.picture)
        paint_presence(painter, QRectF(box.left() + 16, box.top() + 10, 36, 36), row.presence, roles)
        self._paint_lines(painter, roles, box, row)
        hot = is_under_mouse(option)
        self.paint_actions(painter, roles, box, row, hot=hot)
        painter.restore()

    def paint_actions(self, painter: QPainter, roles: Roles, box: QRect, row: Row, *, hot: bool) -> None:
        """The second one stands on the second line: a name needs all of the first."""
        if row.action:
            self.paint_action(painter, roles, self.action_box(box), row.action, hot=hot)
        if row.second:
            self.paint_action(painter, roles, self.second_box(box).adjusted(0, box.height() // 3, 0, 0), row.second, hot=hot)

    def paint_action(self, painter: QPainter, roles: Roles, spot: QRect, name: str, *, hot: bool) -> None:
        box = QRectF(spot.center().x() - 9, spot.center().y() - 9, 18, 18)
        paint_icon(painter, name, box, roles.accent_text if hot else roles.muted)

    def _paint_lines(self, painter: QPainter, roles: Roles, box: QRect, row: Row) -> None:
        left = box.left() + 64
        right = box.right() - (48 if row.action else 16)
        used = self._paint_when(painter, roles, QRect(left, box.top() + 9, right - left, 20), row.when)
        for sign in row.signs:
            paint_icon(painter, sign, QRectF(right - used - 14, box.top() + 12, 14, 14), roles.muted)
            used += 18
        self._paint_text(painter, self._title, roles.on_surface, QRect(left, box.top() + 9, right - left - used, 20), row.title)
        color = getattr(roles, row.role)
        right -= _SECOND if row.second else 0
        right -= self._paint_badge(painter, roles, QRect(left, box.top() + 29, right - left, 18), row.badge)
        if row.mark:
            paint_icon(painter, row.mark, QRectF(left, box.top() + 31, 14, 14), color)
            left += 20
        line = QRect(left, box.top() + 28, right - left, 20)
        painter.setFont(self._body)
        text = row.subtitle
        if row.short and painter.fontMetrics().horizontalAdvance(text) > line.width():
            text = painter.fontMetrics().elidedText(row.short, Qt.TextElideMode.ElideLeft, line.width())
        self._paint_text(painter, self._body, color, line, text)

    def _paint_badge(self, painter: QPainter, roles: Roles, box: QRect, count: int) -> int:
        if not count:
            return 0
        painter.setFont(font(Type.SMALL, semibold=True))
        text = "99+" if count > 99 else str(count)
        width = max(20, painter.fontMetrics().horizontalAdvance(text) + 12)
        pill = QRectF(box.right() - width, box.top(), width, box.height())
        fill(painter, pill, pill.height() / 2, roles.accent)
        painter.setPen(roles.on_accent)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return width + 8

    def _paint_when(self, painter: QPainter, roles: Roles, box: QRect, when: str) -> int:
        if not when:
            return 0
        painter.setFont(self._small)
        painter.setPen(roles.muted)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), when)
        return painter.fontMetrics().horizontalAdvance(when) + 8

    def _paint_text(self, painter: QPainter, face: object, color: object, box: QRect, text: str) -> None:
        painter.setFont(face)  # pyright: ignore[reportArgumentType]
        painter.setPen(color)  # pyright: ignore[reportArgumentType, reportCallIssue]
        cut = painter.fontMetrics().elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)

    def action_box(self, box: QRect) -> QRect:
        """Where the action icon takes a click: the row's whole height."""
        return QRect(box.right() - 47, box.top(), 48, box.height())

    def second_box(self, box: QRect) -> QRect:
        """Of the other one."""
        return QRect(box.right() - 47 - _SECOND, box.top(), _SECOND, box.height())

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        if (
            event.type() is QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() is Qt.MouseButton.LeftButton
        ):
            row, spot = index.data(ROW_ROLE), event.position().toPoint()
            if isinstance(row, Row) and row.action and self.action_box(option.rect).contains(spot):
                self.action_clicked.emit(index, event.globalPosition().toPoint())
                return True
            if isinstance(row, Row) and row.second and self.second_box(option.rect).contains(spot):
                self.second_clicked.emit(index)
                return True
        return super().editorEvent(event, model, option, index)


class RowList(QListView):
    """Letters jump to a name; digits are the window's: they are dialled."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text() in "0123456789+*#":
            event.ignore()
        else:
            super().keyPressEvent(event)


def row_list(parent: QWidget | None = None) -> tuple[RowList, RowDelegate]:
    """A list for rows, smooth with any number of them: equal heights are not asked for one by one."""
    view = RowList(parent)
    delegate = RowDelegate(view)
    view.setItemDelegate(delegate)
    view.setUniformItemSizes(True)
    view.setFrameShape(QListView.Shape.NoFrame)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.verticalScrollBar().setSingleStep(metrics.ROW)
    return view, delegate
