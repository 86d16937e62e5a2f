"""How the rows of a timeline are measured, painted, and what a click in them means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QLocale, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from agent_app.chats.snapshots import MessageItem, MessageKind
from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallDirection, CallItem
from ui.conversation.model import Day, Entry, News, TimelineModel
from ui.conversation.thumbnails import Thumbnails
from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import Roles, roles_of
from ui.widgets.painting import fill
from ui.wording.people import item_summary
from ui.wording.times import clock, day

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QTextLayout

    from agent_app.chats.voice import VoiceNotes
    from ui.conversation.bubble import Bubble
    from ui.conversation.marking import Lettering, Mark
    from ui.conversation.message import Shape
    from ui.wording.links import Link

DAY_HEIGHT = 36
CARD_HEIGHT = 48
MARGIN = 8  # of the bubbles, beside the scroll bar
CARD_MARGINS = 32  # of a card, both together
CARDS = (MessageKind.WAKE_UP, MessageKind.SYSTEM)
Index = QModelIndex | QPersistentModelIndex


class TimelineDelegate(QStyledItemDelegate):
    again_clicked = Signal(object)  # SmsItem or MessageItem
    action_clicked = Signal(object)  # MessageItem: what its file's link says
    whole_clicked = Signal(object)  # MessageItem: a text too long for a bubble
    link_clicked = Signal(object)  # Link
    wave_clicked = Signal(object)  # (MessageItem, where in its voice note: 0.0 to 1.0)

    def __init__(self, model: TimelineModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self._language = ""
        self.smileys = True  # text smileys are shown as emoji
        self.pictures = Thumbnails(self)
        self.voice: VoiceNotes | None = None
        self.mark: Mark | None = None  # the part of a text that is marked
        self.forget()

    def forget(self) -> None:
        """The language has changed, or the way smileys are shown."""
        self._language = QLocale().name()

    # --- sizes -----------------------------------------------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._model.entry(index.row())
        if entry is None:
            return QSize()
        asked = (option.rect.width() or self._view.width(), self._language, self.smileys)
        if entry.measured_for != asked:
            entry.height = self._height(entry, asked[0])
            entry.measured_for = asked
        return QSize(200, entry.height)

    def _height(self, entry: Entry, width: int) -> int:
        match entry.what:
            case Day() | News():
                return DAY_HEIGHT
            case SmsItem():
                return self.bubble(entry.what, width).height
            case MessageItem() if entry.what.kind not in CARDS:
                return self.shape(entry.what, width, first=entry.first).height
            case _:
                return CARD_HEIGHT

    def bubble(self, item: SmsItem, width: int) -> Bubble:
        from ui.conversation.bubble import bubble_of  # with the first SMS: not on the way to the first frame

        return bubble_of(item, width - 2 * MARGIN, self._language)

    def shape(self, item: MessageItem, width: int, *, first: bool) -> Shape:
        from ui.conversation.message import shape_of  # with the first message

        return shape_of(item, width - 2 * MARGIN, first=first, language=self._language, smileys=self.smileys)

    def lettering(self, row: int, width: int) -> Lettering | None:
        """The text of a row, of which a part can be marked. None where it has none."""
        from ui.conversation.marking import Lettering

        entry = self._model.entry(row)
        if entry is None:
            return None
        if isinstance(entry.what, SmsItem):
            bubble = self.bubble(entry.what, width)
            return Lettering(entry.what.item_id, bubble.text, bubble.text_at)
        if not isinstance(entry.what, MessageItem) or entry.what.kind is not MessageKind.TEXT:
            return None
        shape = self.shape(entry.what, width, first=entry.first)
        return Lettering(entry.what.item_id, shape.text, shape.text_at) if shape.text is not None else None

    # --- painting --------------------------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.entry(index.row())
        if entry is None:
            return
        roles = roles_of(option.palette)
        box = QRectF(option.rect)
        keyboard = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
        focused = option.state & keyboard == keyboard
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            fill(painter, box, 0, roles.outline)
        match entry.what:
            case Day(at_us):
                self._paint_line(painter, roles.muted, box, day(at_us))
            case News():
                self._paint_news(painter, roles, box)
            case SmsItem():
                from ui.conversation.bubble import paint_bubble

                row = box.adjusted(MARGIN, 0, -MARGIN, 0)
                bubble = self.bubble(entry.what, option.rect.width())
                marks = self._marks(roles, entry.what, bubble.text)
                paint_bubble(painter, roles, row, entry.what, bubble, focused=focused, marks=marks)
            case CallItem():
                self._paint_call(painter, roles, box, entry.what)
            case MessageItem() if entry.what.kind in CARDS:
                self._paint_event(painter, roles, box, entry.what)
            case _:
                from ui.conversation.message import paint_message

                shape = self.shape(entry.what, option.rect.width(), first=entry.first)
                corner = QPointF(box.left() + MARGIN, box.top())
                marks = self._marks(roles, entry.what, shape.text)
                paint_message(
                    *(painter, corner, entry.what, shape),
                    roles=roles,
                    pictures=self.pictures,
                    voice=self.voice,
                    focused=focused,
                    marks=marks,
                )
        painter.restore()

    def _marks(self, roles: Roles, item: MessageItem | SmsItem, text: QTextLayout | None) -> list[QTextLayout.FormatRange]:
        mark = self.mark
        if not mark or mark.item_id != item.item_id or text is None or text.text() != mark.text:
            return []
        return [mark.looks(roles)]

    def _paint_line(self, painter: QPainter, color: QColor, box: QRectF, text: str) -> None:
        painter.setFont(font(Type.SMALL, semibold=True))
        painter.setPen(color)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_news(self, painter: QPainter, roles: Roles, box: QRectF) -> None:
        text = tr("Chat", "New messages")
        self._paint_line(painter, roles.accent_text, box, text)
        half = painter.fontMetrics().horizontalAdvance(text) / 2 + 12
        for left, right in ((box.left() + MARGIN, box.center().x() - half), (box.center().x() + half, box.right() - MARGIN)):
            painter.fillRect(QRectF(left, box.center().y(), max(0.0, right - left), 1), roles.accent)

    def _paint_call(self, painter: QPainter, roles: Roles, box: QRectF, item: CallItem) -> None:
        ink = roles.danger_text if item.missed else roles.on_surface
        line, when = item_summary(item), clock(item.started_us)
        if _card_width(line, when) > box.width() - CARD_MARGINS:
            line = line.partition(" · ")[2] or line  # the arrow says which way it went: the figures are not to be cut
        _paint_card(painter, roles, box, _mark(roles, item), line=line, ink=ink, when=when)

    def _paint_event(self, painter: QPainter, roles: Roles, box: QRectF, item: MessageItem) -> None:
        from ui.conversation.chat_words import CARD_ICONS, body_text

        mark = CARD_ICONS[item.kind], roles.muted
        _paint_card(painter, roles, box, mark, line=body_text(item), ink=roles.on_surface, when=clock(item.at_us))

    # --- clicks ----------------------------------------------------------------------------------------------------------------

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        released = event.type() is QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent) and not self.mark
        if released and event.button() is Qt.MouseButton.LeftButton and not event.modifiers():  # pyright: ignore[reportAttributeAccessIssue]
            spot = event.position() - QPointF(option.rect.left() + MARGIN, option.rect.top())  # pyright: ignore[reportAttributeAccessIssue]
            hit = self.hit(index.row(), spot, option.rect.width())
            if hit is not None:
                hit[0].emit(hit[1])  # pyright: ignore[reportAttributeAccessIssue]
                return True
        return super().editorEvent(event, model, option, index)

    def hit(self, row: int, spot: QPointF, width: int) -> tuple[object, object] | None:
        """What takes a click at this point of a row: a signal of ours and its value. None where nothing does."""
        entry = self._model.entry(row)
        if entry is None:
            return None
        if isinstance(entry.what, SmsItem):
            return (self.again_clicked, entry.what) if self.bubble(entry.what, width).link.contains(spot) else None
        if not isinstance(entry.what, MessageItem) or entry.what.kind in CARDS:
            return None
        shape = self.shape(entry.what, width, first=entry.first)
        item = entry.what
        if shape.wave.contains(spot):
            return self.wave_clicked, (item, (spot.x() - shape.wave.left()) / shape.wave.width())
        clicks = (
            (shape.again, self.again_clicked),
            (shape.action, self.action_clicked),
            (shape.picture, self.action_clicked),
            (shape.whole, self.whole_clicked),
        )
        for box, signal in clicks:
            if box.contains(spot):
                return signal, item
        link = self._link(shape, spot)
        return (self.link_clicked, link) if link is not None else None

    def cursor_at(self, row: int, spot: QPointF, width: int) -> Qt.CursorShape:
        """What the mouse looks like at this point of a row."""
        if self.hit(row, spot, width) is not None:
            return Qt.CursorShape.PointingHandCursor
        lettering = self.lettering(row, width)
        over = lettering is not None and lettering.covers(spot)
        return Qt.CursorShape.IBeamCursor if over else Qt.CursorShape.ArrowCursor

    def _link(self, shape: Shape, spot: QPointF) -> Link | None:
        from ui.conversation.message import link_at

        return link_at(shape, spot)


def _mark(roles: Roles, item: CallItem) -> tuple[str, QColor]:
    if item.missed:
        return "phone-x", roles.danger_text
    incoming = item.direction is CallDirection.INCOMING
    return ("arrow-down-left" if incoming else "arrow-up-right"), (roles.call_text if item.duration_s else roles.muted)


def _card_width(line: str, when: str) -> float:
    """What a card needs to show all of it."""
    metric = QFontMetricsF(font())
    return metric.horizontalAdvance(line) + metric.horizontalAdvance(when) + 76


def _paint_card(painter: QPainter, roles: Roles, box: QRectF, mark: tuple[str, QColor], *, line: str, ink: QColor, when: str) -> None:
    """A quiet card in the middle: an icon, a line, and when it was."""
    painter.setFont(font())
    icon, color = mark
    metric = painter.fontMetrics()
    when_width = metric.horizontalAdvance(when) + 12
    width = min(box.width() - CARD_MARGINS, _card_width(line, when))
    card = QRectF(box.center().x() - width / 2, box.top() + 4, width, box.height() - 8)
    fill(painter, card, metrics.RADIUS, roles.outline)
    fill(painter, card.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
    paint_icon(painter, icon, QRectF(card.left() + 14, card.center().y() - 8, 16, 16), color)
    painter.setPen(ink)
    room = card.adjusted(40, 0, -when_width - 8, 0)
    cut = metric.elidedText(line, Qt.TextElideMode.ElideRight, int(room.width() + 1))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), cut)
    painter.setFont(font(Type.SMALL))
    painter.setPen(roles.muted)
    painter.drawText(card.adjusted(0, 0, -14, 0), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), when)
