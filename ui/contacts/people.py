"""The contact list with its sections: headings that fold, rows that are dragged from one group to another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from agent_app.contacts.sections import Section, SectionKind
from agent_app.snapshots import Contact
from ui.contacts.models import RowsModel
from ui.icons import paint_icon
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import roles_of
from ui.widgets.painting import fill, is_ringed, is_under_mouse, ring
from ui.widgets.rows import ROW_ROLE, Row, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.widgets.rows import RowList

MIME: Final = "application/x-agent-contact"
Index = QModelIndex | QPersistentModelIndex


class Heading(msgspec.Struct, frozen=True):
    """Stands above its section's contacts, or for them while it is folded."""

    section: Section
    folded: bool

    @property
    def contact_id(self) -> str:
        """No contact's."""
        return ""


PeopleItem = Contact | Heading


class HeadingRow(msgspec.Struct, frozen=True):
    title: str
    count: int
    folded: bool


def section_name(section: Section) -> str:
    match section.kind:
        case SectionKind.FAVOURITES:
            return tr("People", "Favourites")
        case SectionKind.GROUP:
            return section.name
        case SectionKind.OTHERS:
            return tr("People", "Other contacts")
        case SectionKind.PHONES:
            return tr("People", "Telephones")


def needs_headings(sections: Sequence[Section]) -> bool:
    """Where everybody is of one kind there is nothing to head."""
    kinds = [section.kind for section in sections if section.kind is not SectionKind.FAVOURITES]
    return len(kinds) > 1 or SectionKind.GROUP in kinds


class PeopleModel(RowsModel[PeopleItem]):
    """Favourites stand first, without a heading. Tells what was dropped where; moving is its owner's."""

    dropped = Signal(object, object)  # tuple of contact_ids, Section

    def __init__(self, row_of: Callable[[Contact], Row], parent: object = None) -> None:
        super().__init__(lambda item: _row(item, row_of), parent)
        self._sections: tuple[Section, ...] = ()
        self._starts: list[int] = []

    def show_sections(self, sections: tuple[Section, ...], folded: Collection[str]) -> None:
        items: list[PeopleItem] = []
        starts: list[int] = []
        headed = needs_headings(sections)
        for section in sections:
            starts.append(len(items))
            heads = headed and section.kind is not SectionKind.FAVOURITES
            is_folded = heads and section.key in folded
            if heads:
                items.append(Heading(section, is_folded))
            if not is_folded:
                items += section.contacts
        self._sections, self._starts = sections, starts
        self.show_items(items)

    def show_found(self, contacts: Sequence[Contact]) -> None:
        """What a search found: no sections, nothing to drag."""
        self._sections, self._starts = (), []
        self.show_items(contacts)

    def contact(self, row: int) -> Contact | None:
        item = self.item(row)
        return item if isinstance(item, Contact) else None

    def heading(self, row: int) -> Heading | None:
        item = self.item(row)
        return item if isinstance(item, Heading) else None

    def first_contact(self) -> int:
        """Its row; -1 where there is none."""
        return next((row for row, item in enumerate(self.items()) if isinstance(item, Contact)), -1)

    def section_at(self, row: int) -> Section | None:
        place = bisect_right(self._starts, row) - 1
        return self._sections[place] if 0 <= place < len(self._sections) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        heading = self.heading(index.row())
        if heading is None:
            return super().data(index, role)
        name, count = section_name(heading.section), len(heading.section.contacts)
        if role == ROW_ROLE:
            return HeadingRow(name, count, heading.folded)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = tr("People", "folded") if heading.folded else tr("People", "unfolded")
            return f"{name}, {tr_count('People', '%n contact(s)', count)}, {state}"
        return name if role == Qt.ItemDataRole.DisplayRole else None

    # --- dragging ---------------------------------------------------------------------------------------------------------------

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not self._sections:
            return flags
        flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self.contact(index.row()) is not None else flags

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        found = [contact.contact_id for index in indexes if (contact := self.contact(index.row())) is not None]
        data = QMimeData()
        data.setData(MIME, "\n".join(found).encode())
        return data

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        del action, column
        return data.hasFormat(MIME) and self._target(row, parent) is not None

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        section = self._target(row, parent)
        if section is None or not self.canDropMimeData(data, action, row, column, parent):
            return False
        ids = bytes(data.data(MIME).data()).decode().split("\n")
        self.dropped.emit(tuple(contact_id for contact_id in ids if contact_id), section)
        return True

    def _target(self, row: int, parent: Index) -> Section | None:
        """On a row: its section. Between two rows: that of the upper one. Below all: the last."""
        if parent.isValid():
            return self.section_at(parent.row())
        return self.section_at(row - 1 if row > 0 else len(self.items()) - 1 if row < 0 else 0)


class PeopleDelegate(RowDelegate):
    """Paints headings too: as high as a row (a list of 10,000 rows is quick while all are alike), their words near what they head."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, HeadingRow):
            super().paint(painter, option, index)
            return
        roles = roles_of(option.palette)
        box = QRectF(option.rect)
        painter.save()
        if is_under_mouse(option):
            fill(painter, box.adjusted(8, 18, -8, -2), metrics.RADIUS_SMALL, roles.shade)
        if is_ringed(option):
            ring(painter, box.adjusted(8, 18, -8, -2), metrics.RADIUS_SMALL, roles.accent)
        line = box.adjusted(0, 16, 0, 0)
        paint_icon(painter, "caret-right" if row.folded else "caret-down", QRectF(16, line.center().y() - 7, 14, 14), roles.muted)
        count = str(row.count)
        painter.setFont(font(Type.SMALL))
        painter.setPen(roles.muted)
        painter.drawText(line.adjusted(0, 0, -16, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), count)
        used = painter.fontMetrics().horizontalAdvance(count) + 8
        painter.setFont(font(semibold=True))
        room = line.adjusted(36, 0, -16 - used, 0)
        text = painter.fontMetrics().elidedText(row.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), text)
        painter.restore()


def make_draggable(view: RowList) -> None:
    view.setDragEnabled(True)
    view.setAcceptDrops(True)
    view.setDropIndicatorShown(True)
    view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
    view.setDefaultDropAction(Qt.DropAction.MoveAction)
    view.setDragDropOverwriteMode(True)  # a row is dropped on, not between two


def _row(item: PeopleItem, row_of: Callable[[Contact], Row]) -> Row:
    if isinstance(item, Contact):
        return row_of(item)
    name = section_name(item.section)
    return Row(name, "", name, item.section.key)
