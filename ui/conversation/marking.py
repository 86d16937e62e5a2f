"""A part of one bubble's text, marked with the mouse: pressed and dragged, or by a double click the word, by a third one the line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QTextBoundaryFinder
from PySide6.QtGui import QTextCharFormat, QTextLayout, QTextLine

from ui.conversation.message import utf16

if TYPE_CHECKING:
    from ui.theme.roles import Roles

_LINE_END: Final = "\u2028"
_BETWEEN: Final = QTextLine.CursorPosition.CursorBetweenCharacters
_ON: Final = QTextLine.CursorPosition.CursorOnCharacter


@dataclass(frozen=True, slots=True)
class Lettering:
    """The text of an item, where it is within its row. Places in it are counted in Qt's characters."""

    item_id: str
    layout: QTextLayout
    at: QPointF

    def covers(self, spot: QPointF) -> bool:
        """Whether there are letters under a point of the row."""
        lines = (self.layout.lineAt(number) for number in range(self.layout.lineCount()))
        return any(line.naturalTextRect().contains(spot - self.at) for line in lines)

    def place_at(self, spot: QPointF, kind: QTextLine.CursorPosition = _BETWEEN) -> int:
        """The nearest one to a point of the row, which may be beside the text."""
        inside = spot - self.at
        if inside.y() < 0:
            return 0
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if inside.y() < line.y() + line.height():
                place = line.xToCursor(inside.x(), kind)
                return place[0] if isinstance(place, tuple) else place
        return utf16(self.layout.text())


@dataclass(frozen=True, slots=True)
class Mark:
    """Of a text as it was then; `anchor` is the place where it began."""

    item_id: str
    text: str
    anchor: int
    cursor: int

    def __bool__(self) -> bool:
        return self.anchor != self.cursor

    def part(self) -> str:
        """What is marked, as it is copied."""
        first, last = sorted((self.anchor, self.cursor))
        units = self.text.encode("utf-16-le", "surrogatepass")
        return units[2 * first : 2 * last].decode("utf-16-le", "replace").replace(_LINE_END, "\n")

    def looks(self, roles: Roles) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start = min(self.anchor, self.cursor)
        made.length = abs(self.anchor - self.cursor)
        style = QTextCharFormat()
        style.setBackground(roles.accent)
        style.setForeground(roles.on_accent)
        made.format = style
        return made


def nothing_at(lettering: Lettering, spot: QPointF) -> Mark:
    """Where one is begun."""
    place = lettering.place_at(spot)
    return Mark(lettering.item_id, lettering.layout.text(), place, place)


def word_at(lettering: Lettering, spot: QPointF) -> Mark:
    text, place = lettering.layout.text(), lettering.place_at(spot, _ON)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    finder.setPosition(place)
    begin = place if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(place)
    end = finder.toNextBoundary()
    return Mark(lettering.item_id, text, max(0, begin), end if end >= 0 else utf16(text))


def line_at(lettering: Lettering, spot: QPointF) -> Mark:
    """As it was written, however often it is broken here."""
    text, place = lettering.layout.text(), lettering.place_at(spot, _ON)
    before = text.encode("utf-16-le", "surrogatepass")[: 2 * place].decode("utf-16-le", "replace")
    begin, end = before.rfind(_LINE_END) + 1, text.find(_LINE_END, len(before))
    return Mark(lettering.item_id, text, utf16(text[:begin]), utf16(text if end < 0 else text[:end]))
