"""Messages and SMS as bubbles, calls and events as quiet cards, oldest first, with a line for each day.

Painted from a model that holds a window of the conversation: any length is smooth, and pages are asked for at both ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from agent_app.chats.snapshots import MessageItem, MessageKind
from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallItem
from ui.conversation.delegate import MARGIN, TimelineDelegate
from ui.conversation.model import ENTRY_ROLE, Entry, TimelineModel
from ui.widgets.button import IconButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.chats.snapshots import TimelineItem
    from agent_app.chats.voice import VoiceNotes
    from ui.conversation.marker import Marker

__all__ = ["ENTRY_ROLE", "Timeline"]

_NEAR_PX = 600  # so far from an end the next page is asked for


class Timeline(QListView):
    """Stays at the newest item, as a conversation does, unless the user has scrolled away from it."""

    again_wanted = Signal(object)  # SmsItem or MessageItem: the user wants to send it once more
    action_wanted = Signal(object)  # MessageItem: what the link of its file says
    whole_wanted = Signal(object)  # MessageItem: to read all of it
    link_wanted = Signal(object)  # Link
    place_wanted = Signal(object)  # (MessageItem, where in its voice note: 0.0 to 1.0)
    reply_wanted = Signal(object)  # MessageItem
    delete_wanted = Signal(object)  # tuple of items
    menu_wanted = Signal(object, QPoint)  # items, global spot
    older_wanted = Signal()
    newer_wanted = Signal()
    newest_wanted = Signal()
    end_reached = Signal()  # the newest item is in sight

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marker: Marker | None = None  # made when the mouse is first pressed here
        self.entries = TimelineModel(self)
        self.painter = TimelineDelegate(self.entries, self)
        self.painter.again_clicked.connect(self.again_wanted)
        self.painter.action_clicked.connect(self.action_wanted)
        self.painter.whole_clicked.connect(self.whole_wanted)
        self.painter.link_clicked.connect(self.link_wanted)
        self.painter.wave_clicked.connect(self.place_wanted)
        self.painter.pictures.ready.connect(self._repaint)
        self.setModel(self.entries)
        self.setItemDelegate(self.painter)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)  # bubbles are as high as their text at this width,
        self.setWordWrap(True)  # and without this Qt measures them anew where the height changes alone
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_menu)
        self.activated.connect(self._activate)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.down = IconButton("arrow-down", filled=True, parent=self)
        self.down.clicked.connect(self.newest_wanted)
        self.down.hide()
        self._pressed_row = -1
        self._at_end = True
        self._ends_there = True  # whether the newest item is among those that are held
        self._moving = False
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().valueChanged.connect(self._note_place)
        self.verticalScrollBar().rangeChanged.connect(self._keep_place)
        self.setMouseTracking(True)
        self.setObjectName("timeline")  # the style sheet's name: asking for viewport() here would cost 10 ms of the start

    # --- what is shown -----------------------------------------------------------------------------------------------------------

    def open_items(self, items: Sequence[TimelineItem], new_from: str = "") -> None:
        """Another conversation: at its newest item, or where the news begin if they are more than fit."""
        self._at_end = self._ends_there = True
        self._change(items, new_from)
        self.scrollToBottom()
        news = self.entries.row_of_news()
        if news >= 0 and self.visualRect(self.entries.index(news)).top() < 0:
            self._at_end = False
            self.scrollTo(self.entries.index(news), QListView.ScrollHint.PositionAtTop)
        self._show_down()

    def show_items(self, items: Sequence[TimelineItem], new_from: str = "", *, ends_there: bool = True) -> None:
        """The same conversation, further: what the user looks at stays where it is."""
        self._ends_there = ends_there
        anchor = None if self._at_end and ends_there else self._anchor()
        self._change(items, new_from)
        if anchor is None:
            self.scrollToBottom()
        else:
            row = self.entries.row_of(anchor[0])
            if row >= 0:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualRect(self.entries.index(row)).top() - anchor[1])
        self._show_down()

    def go_to(self, item_id: str) -> bool:
        """Into the middle, and marked; False where it is not held."""
        row = self.entries.row_of(item_id)
        if row < 0:
            return False
        self._at_end = False
        self.setCurrentIndex(self.entries.index(row))
        self.scrollTo(self.entries.index(row), QListView.ScrollHint.PositionAtCenter)
        self._note_place(self.verticalScrollBar().value())
        return True

    def is_at_end(self) -> bool:
        return self._at_end and self._ends_there

    def _change(self, items: Sequence[TimelineItem], new_from: str) -> None:
        self._moving = True
        self.entries.show_items(items, new_from)
        self.executeDelayedItemsLayout()
        self._moving = False

    def _anchor(self) -> tuple[str, int] | None:
        """The first item in sight, and where it is."""
        index = self.indexAt(QPoint(MARGIN, 1))
        for row in range(max(0, index.row()), self.entries.rowCount()):
            entry = self.entries.entry(row)
            if isinstance(entry, Entry) and isinstance(entry.what, (MessageItem, SmsItem, CallItem)):
                return entry.what.item_id, self.visualRect(self.entries.index(row)).top()
        return None

    def refresh(self) -> None:
        """The words have changed, or how smileys are shown."""
        self.painter.forget()
        self.entries.refresh()

    def show_voice(self, voice: VoiceNotes) -> None:
        """Who plays the voice notes, and knows their looks."""
        self.painter.voice = voice
        voice.playing_changed.connect(lambda _path, _ms, _on: self._repaint())
        voice.looked.connect(lambda _: self._repaint())

    def _repaint(self) -> None:
        self.viewport().update()

    # --- the place ---------------------------------------------------------------------------------------------------------------

    def _note_place(self, value: int) -> None:
        if self._moving:
            return
        bar = self.verticalScrollBar()
        self._at_end = value >= bar.maximum() - 2
        self._show_down()
        if self.is_at_end():
            self.end_reached.emit()
        if value < _NEAR_PX:
            self.older_wanted.emit()
        if value > bar.maximum() - _NEAR_PX and not self._ends_there:
            self.newer_wanted.emit()

    def _keep_place(self, least: int, most: int) -> None:
        """Rows were measured, or the room has changed: who was at the end stays there."""
        del least
        if self._at_end and self._ends_there and not self._moving:
            self.verticalScrollBar().setValue(most)

    def _show_down(self) -> None:
        self.down.setVisible(not self.is_at_end() and self.entries.rowCount() > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.down.move(self.width() - self.down.width() - 16, self.height() - self.down.height() - 8)

    # --- choosing ----------------------------------------------------------------------------------------------------------------

    def selected_items(self) -> tuple[TimelineItem, ...]:
        """Those that are marked, oldest first."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.entries.entry(row) for row in rows)
        return tuple(entry.what for entry in found if entry and isinstance(entry.what, (MessageItem, SmsItem, CallItem)))

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """A plain click marks nothing: Ctrl, Shift or dragging over several does, as do the arrows."""
        if isinstance(event, QMouseEvent) and not event.modifiers():
            if event.type() is QEvent.Type.MouseButtonPress and event.button() is Qt.MouseButton.LeftButton:
                return QItemSelectionModel.SelectionFlag.Clear
            still = event.type() is QEvent.Type.MouseMove and index.row() == self._pressed_row and not self.selectionModel().hasSelection()
            if still or event.type() is QEvent.Type.MouseButtonRelease:
                return QItemSelectionModel.SelectionFlag.NoUpdate
        return super().selectionCommand(index, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        from ui.conversation.marker import Marker

        self._pressed_row = self.indexAt(event.position().toPoint()).row()
        self._marker = self._marker or Marker(self)
        self._marker.press(event)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._marker is not None:
            self._marker.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On a word it marks it, elsewhere it does what Enter does."""
        if self._marker is None or not self._marker.double(event):
            super().mouseDoubleClickEvent(event)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if self._marker is not None and self.selectionModel().hasSelection():
            self._marker.give_way()

    def marked_part(self, item_id: str = "") -> str:
        """The part of a text that is marked, in that item if one is named; "" where none is."""
        mark = self.painter.mark
        return mark.part() if mark and item_id in {"", mark.item_id} else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._marker is not None and self._marker.move(event):
            return
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        box = self.visualRect(index)
        spot = event.position() - QPointF(box.left() + MARGIN, box.top())
        self.viewport().setCursor(self.painter.cursor_at(index.row(), spot, box.width()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        items = self.selected_items()
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy_marked(items)
        elif event.matches(QKeySequence.StandardKey.Delete) and items:
            self.delete_wanted.emit(items)
        elif event.key() == Qt.Key.Key_Escape and (items or self.marked_part()):
            self._unmark()
        elif event.text() and event.text() in "0123456789+*#":
            event.ignore()  # digits are the window's: they are dialled
        else:
            super().keyPressEvent(event)

    def copy(self, items: Sequence[TimelineItem]) -> None:
        """One item's text alone; of several each with its time and who said it."""
        from ui.conversation.actions import copied_text

        if items:
            QGuiApplication.clipboard().setText(copied_text(items))

    def _copy_marked(self, items: Sequence[TimelineItem]) -> None:
        if part := self.marked_part():
            QGuiApplication.clipboard().setText(part)
        else:
            self.copy(items)

    def _unmark(self) -> None:
        self.clearSelection()
        if self._marker is not None:
            self._marker.clear()

    def _activate(self, index: QModelIndex) -> None:
        from ui.conversation.actions import first_action

        item = index.data(ENTRY_ROLE)
        match first_action(item):
            case "again":
                self.again_wanted.emit(item)
            case "file":
                self.action_wanted.emit(item)
            case "whole":
                self.whole_wanted.emit(item)
            case _:
                if isinstance(item, MessageItem) and item.kind is not MessageKind.SYSTEM:
                    self.reply_wanted.emit(item)

    def _ask_menu(self, spot: QPoint) -> None:
        entry = self.entries.entry(self.indexAt(spot).row())
        if entry is None or not isinstance(entry.what, (MessageItem, SmsItem, CallItem)):
            return
        chosen = self.selected_items()
        items = chosen if entry.what in chosen else (entry.what,)
        self.menu_wanted.emit(items, self.viewport().mapToGlobal(spot))
