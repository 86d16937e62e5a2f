"""The drop-down list of contacts: type to filter, choose a number or an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.contacts.models import RowsModel, point_row
from ui.language import tr
from ui.theme import metrics
from ui.widgets.label import Label
from ui.widgets.popup import Popup
from ui.widgets.rows import row_list

if TYPE_CHECKING:
    from agent_app.contacts.service import ContactService
    from agent_app.snapshots import Contact, ContactPoint


class ContactPicker(Popup):
    """A pop-up below whatever opened it."""

    chosen = Signal(object, object)  # Contact, ContactPoint

    def __init__(self, contacts: ContactService, parent: QWidget) -> None:
        super().__init__(parent)
        self._contacts = contacts
        self._filter = QLineEdit(self)
        self._filter.setPlaceholderText(tr("People", "Name or number"))
        self._filter.setAccessibleName(tr("People", "Filter contacts"))
        self._empty = Label(tr("People", "Nobody with a number here"), role="muted", align=Qt.AlignmentFlag.AlignHCenter)
        self._model: RowsModel[tuple[Contact, ContactPoint]] = RowsModel(point_row, self)
        self._view, _ = row_list(self)
        self._view.setModel(self._model)
        self._view.setAccessibleName(tr("People", "Contacts"))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(metrics.SMALL)
        for part in (self._filter, self._empty, self._view):
            layout.addWidget(part)
        self._filter.textChanged.connect(self._search)
        self._filter.returnPressed.connect(self._take_current)
        self._view.clicked.connect(self._take)
        self._search("")

    def open_below(self, anchor: QWidget) -> None:
        """As wide as `anchor` at least."""
        self.resize(max(anchor.width(), 320), 360)
        super().open_below(anchor)
        self._filter.setFocus(Qt.FocusReason.PopupFocusReason)

    def _search(self, text: str) -> None:
        self._model.show_items([(contact, point) for contact in self._contacts.search(text) for point in contact.points])
        self._view.setCurrentIndex(self._model.index(0))
        self._empty.setVisible(self._model.rowCount() == 0)

    def _take(self, index: QModelIndex) -> None:
        entry = self._model.item(index.row())
        if entry is not None:
            self.close()
            self.chosen.emit(*entry)

    def _take_current(self) -> None:
        self._take(self._view.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        row = self._view.currentIndex().row() + step
        self._view.setCurrentIndex(self._model.index(max(0, min(row, self._model.rowCount() - 1))))


def pick_contact(contacts: ContactService, anchor: QWidget) -> ContactPicker:
    """Open a picker under `anchor`; it deletes itself when closed."""
    picker = ContactPicker(contacts, anchor)
    picker.open_below(anchor)
    return picker
