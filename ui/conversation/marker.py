"""The mouse that marks a part of a bubble's text: what it does to the timeline, and what of it is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QMouseEvent

from ui.conversation.delegate import MARGIN
from ui.conversation.marking import Lettering, Mark, line_at, nothing_at, word_at

if TYPE_CHECKING:
    from ui.conversation.timeline import Timeline


class Marker:
    """One mark at most, and none beside marked items: dragged out of its row, the mouse marks items; back in it, letters again."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._painter = timeline.painter
        self._dragging = False
        self._doubled_at = 0  # when a double click was, in ms

    @property
    def mark(self) -> Mark | None:
        return self._painter.mark

    def press(self, event: QMouseEvent) -> None:
        """Any earlier mark goes; one may begin here."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        found = self._letters(event)
        tripled = event.timestamp() - self._doubled_at < QGuiApplication.styleHints().mouseDoubleClickInterval()
        self._doubled_at, self._dragging = 0, False
        if found is None or event.modifiers():
            self.clear()
        elif tripled and self.mark:
            self._show(line_at(*found))
        else:
            self._dragging = True
            self._show(nothing_at(*found))

    def move(self, event: QMouseEvent) -> bool:
        """True where it marks letters, and nothing else is to be done."""
        mark = self.mark
        if mark is None or not self._dragging or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        timeline = self._timeline
        row = timeline.entries.row_of(mark.item_id)
        box = timeline.visualRect(timeline.entries.index(row))
        lettering = self._painter.lettering(row, box.width())
        inside = lettering is not None and box.top() <= event.position().y() <= box.bottom()
        if lettering is None or not inside:
            self._show(Mark(mark.item_id, mark.text, mark.anchor, mark.anchor))
            return False
        if timeline.selectionModel().hasSelection():
            timeline.clearSelection()
        spot = event.position() - QPointF(box.left() + MARGIN, box.top())
        self._show(Mark(mark.item_id, mark.text, mark.anchor, lettering.place_at(spot)))
        return True

    def release(self) -> None:
        """Where pasting with the middle button is known, it pastes what was marked."""
        self._dragging = False
        clipboard = QGuiApplication.clipboard()
        if self.mark and clipboard.supportsSelection():
            clipboard.setText(self.mark.part(), QClipboard.Mode.Selection)

    def double(self, event: QMouseEvent) -> bool:
        """True where it has marked a word."""
        found = self._letters(event)
        if found is None or event.button() is not Qt.MouseButton.LeftButton or event.modifiers():
            return False
        self._dragging = False
        self._doubled_at = event.timestamp()
        self._show(word_at(*found))
        return True

    def give_way(self) -> None:
        """Items are marked; a mark that is being dragged may come back."""
        if not self._dragging:
            self.clear()

    def clear(self) -> None:
        self._show(None)

    def _letters(self, event: QMouseEvent) -> tuple[Lettering, QPointF] | None:
        """The text whose letters are under the mouse, and where in its row that is."""
        timeline = self._timeline
        index = timeline.indexAt(event.position().toPoint())
        box = timeline.visualRect(index)
        spot = event.position() - QPointF(box.left() + MARGIN, box.top())
        lettering = self._painter.lettering(index.row(), box.width())
        return (lettering, spot) if lettering is not None and lettering.covers(spot) else None

    def _show(self, mark: Mark | None) -> None:
        before, self._painter.mark = self._painter.mark, mark
        for item_id in {one.item_id for one in (before, mark) if one is not None and before != mark}:
            self._timeline.update(self._timeline.entries.index(self._timeline.entries.row_of(item_id)))
