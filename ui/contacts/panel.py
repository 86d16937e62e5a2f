"""The left column: who I am, the search, people and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QStackedWidget, QVBoxLayout, QWidget

from agent_app.money.snapshots import SmsThread
from agent_app.snapshots import CallItem, Contact
from ui.contacts.header import Header
from ui.contacts.models import RowsModel, call_row, contact_row, thread_row
from ui.contacts.picker import pick_contact
from ui.contacts.points import ask_point
from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.empty import EmptyState
from ui.widgets.retranslated import Retranslated
from ui.widgets.rows import Row, row_list
from ui.widgets.tabs import Tabs

if TYPE_CHECKING:
    from agent_app.services import Services


class SearchField(QLineEdit):
    """A field with a lens; Down goes to the list, Escape clears."""

    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(False)
        self.setTextMargins(24, 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = self.rect().toRectF()
        box.setRect(10, box.center().y() - 9, 18, 18)
        paint_icon(painter, "magnifying-glass", box, roles_of(self.palette()).muted)
        painter.end()


class PeoplePanel(Retranslated):
    """Tells what was chosen; the window decides what is shown of it."""

    contact_chosen = Signal(str)  # contact_id
    remote_chosen = Signal(str)  # a number or address that is no contact's
    point_wanted = Signal(object)  # ContactPoint: call it
    remote_wanted = Signal(str)  # call this number or address again
    sms_wanted = Signal(str)  # write to this number of who is shown now
    text_wanted = Signal(str)  # a number was typed into the search field

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.header = Header()
        self.search = SearchField()
        self.tabs = Tabs()
        self.call_button = IconButton("phone-outgoing", filled=True)
        self.contacts_model: RowsModel[Contact] = RowsModel(self._contact_row, self)
        self.calls_model: RowsModel[CallItem | SmsThread] = RowsModel(self._call_row, self)
        self._threads: tuple[SmsThread, ...] = ()
        self._unseen: dict[str, int] = {}  # by number, where there is something new
        self.contacts_view, contact_delegate = row_list()
        self.calls_view, call_delegate = row_list()
        self.contacts_view.setModel(self.contacts_model)
        self.calls_view.setModel(self.calls_model)
        self._no_contacts = EmptyState("users", tr("People", "Add a contact"))
        self._no_calls = EmptyState("clock-counter-clockwise")
        self._pages = QStackedWidget()
        for page in (self.contacts_view, self.calls_view, self._no_contacts, self._no_calls):
            self._pages.addWidget(page)
        self._later = QTimer(self)  # many changes of SMS at once are one question
        self._later.setSingleShot(True)
        self._later.setInterval(50)
        self._later.timeout.connect(services.sms.request_threads)
        self._lay_out()
        contact_delegate.action_clicked.connect(self._contact_action)
        call_delegate.action_clicked.connect(self._call_action)
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self.reload_contacts()
        self.reload_calls()

    def _lay_out(self) -> None:
        self.tabs.addTab("")
        self.tabs.addTab("")
        bar = QHBoxLayout()
        bar.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, 0)
        bar.addWidget(self.tabs, 1)
        field = QHBoxLayout()
        field.setContentsMargins(metrics.LARGE, metrics.TIGHT, metrics.LARGE, 0)
        field.setSpacing(metrics.SMALL)
        field.addWidget(self.search, 1)
        field.addWidget(self.call_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(field)
        layout.addLayout(bar)
        layout.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self.reload_contacts())
        self.search.returnPressed.connect(self._take_search)
        self.search.down_pressed.connect(self._enter_list)
        self.tabs.currentChanged.connect(self._show_tab)
        self.call_button.clicked.connect(self.open_picker)
        self._no_contacts.wanted.connect(self.header.new_contact_wanted)
        self.contacts_view.selectionModel().currentChanged.connect(lambda index, _: self._choose_contact(index))
        self.calls_view.selectionModel().currentChanged.connect(lambda index, _: self._choose_call(index))
        self.contacts_view.clicked.connect(self._choose_contact)
        self.calls_view.clicked.connect(self._choose_call)
        self.contacts_view.activated.connect(lambda index: self._contact_action(index, self._below(self.contacts_view, index)))
        self.calls_view.activated.connect(lambda index: self._call_action(index, QPoint()))
        self._services.contacts.changed.connect(self.reload_contacts)
        self._services.contacts.changed.connect(self.calls_model.refresh)
        self._services.history.recent_changed.connect(self.reload_calls)
        self._services.history.missed_changed.connect(lambda _: self._show_badge())
        self._services.sms.threads_ready.connect(self._take_threads)
        self._services.sms.unseen_changed.connect(lambda _: self._later.start())
        self._services.sms.changed.connect(lambda _: self._later.start())

    def _add_shortcuts(self) -> None:
        for keys, act in ((["Ctrl+F", "Ctrl+K"], self.focus_search), (["Ctrl+D"], self.open_picker)):
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in keys])
            action.triggered.connect(act)
            self.addAction(action)

    def retranslate(self) -> None:
        self.search.setPlaceholderText(tr("People", "Name or number"))
        self.search.setAccessibleName(tr("People", "Search people, or type a number"))
        self.search.setToolTip(tr("People", "Search (Ctrl+F). Enter opens the first one; a number goes to the phone."))
        self.tabs.setTabText(0, tr("People", "Contacts"))
        self.tabs.setTabText(1, tr("People", "Calls"))
        self.tabs.setAccessibleName(tr("People", "Contacts or calls"))
        self.call_button.set_words(tr("People", "Call"), tr("People", "Choose a contact and call (Ctrl+D)"))
        self.contacts_view.setAccessibleName(tr("People", "Contacts"))
        self.calls_view.setAccessibleName(tr("People", "Calls"))
        self._say_emptiness()
        self._no_calls.say(
            tr("People", "No calls yet"), tr("People", "Type a number on the phone and press Call: every call is kept here.")
        )
        self.contacts_model.refresh()
        self.calls_model.refresh()

    def _say_emptiness(self) -> None:
        if self.search.text():
            self._no_contacts.say(tr("People", "Nobody found"), tr("People", "A number can be called at once: press Enter."), "")
            return
        lead = tr("People", "Keep the people you call here, with all their numbers and addresses.")
        self._no_contacts.say(tr("People", "No contacts yet"), lead, tr("People", "Add a contact"))

    def reload_contacts(self) -> None:
        text = self.search.text().strip()
        chosen = self._chosen_id()
        self.contacts_model.show_items(self._services.contacts.search(text))
        if chosen:
            self.select_contact(chosen, quietly=True)
        self._say_emptiness()
        if text:
            self.tabs.setCurrentIndex(0)
        self._show_tab()

    def reload_calls(self) -> None:
        recent = self._services.history.recent()
        self.calls_model.show_items(sorted((*recent, *self._threads), key=_moment, reverse=True) if self._threads else recent)
        self._show_badge()
        self._show_tab()

    def _take_threads(self, threads: tuple[SmsThread, ...]) -> None:
        if threads == self._threads:
            return
        self._threads = threads
        self._unseen = {thread.latest.remote: thread.unseen for thread in threads if thread.unseen}
        self.reload_calls()
        self.contacts_model.refresh()

    def _show_badge(self) -> None:
        self.tabs.set_badge(1, self._services.history.missed_unseen() + sum(self._unseen.values()))

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == 1:
            self._pages.setCurrentWidget(self.calls_view if self.calls_model.items() else self._no_calls)
            if self.isVisible() and self._services.history.missed_unseen():
                self._services.history.mark_seen()
        else:
            self._pages.setCurrentWidget(self.contacts_view if self.contacts_model.items() else self._no_contacts)

    def _call_row(self, item: CallItem | SmsThread) -> Row:
        contact = self._services.contacts.find_by_remote(_remote(item))
        return thread_row(item, contact) if isinstance(item, SmsThread) else call_row(item, contact)

    def _contact_row(self, contact: Contact) -> Row:
        return contact_row(contact, sum(self._unseen.get(point.value, 0) for point in contact.points))

    def _chosen_id(self) -> str:
        contact = self.contacts_model.item(self.contacts_view.currentIndex().row())
        return contact.contact_id if contact else ""

    def select_contact(self, contact_id: str, *, quietly: bool = False) -> None:
        """Mark this contact's row; `quietly` without telling anybody."""
        for row, contact in enumerate(self.contacts_model.items()):
            if contact.contact_id == contact_id:
                self.contacts_view.selectionModel().blockSignals(quietly)
                self.contacts_view.setCurrentIndex(self.contacts_model.index(row))
                self.contacts_view.selectionModel().blockSignals(False)
                return

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_picker(self) -> None:
        """The list of contacts to call: the original's button in the contact list."""
        pick_contact(self._services.contacts, self.call_button).chosen.connect(lambda _, point: self.point_wanted.emit(point))

    def _enter_list(self) -> None:
        view = self.calls_view if self.tabs.currentIndex() else self.contacts_view
        view.setFocus(Qt.FocusReason.TabFocusReason)
        if not view.currentIndex().isValid():
            view.setCurrentIndex(view.model().index(0, 0))

    def _take_search(self) -> None:
        text = self.search.text().strip()
        first = self.contacts_model.item(0)
        if text and any(letter.isdigit() for letter in text) and (first is None or not any(letter.isalpha() for letter in text)):
            self.text_wanted.emit(text)
            self.search.clear()
        elif first is not None:
            self.select_contact(first.contact_id)
            self.contact_chosen.emit(first.contact_id)
        elif "@" in text:
            self.text_wanted.emit(text)

    def _choose_contact(self, index: QModelIndex) -> None:
        contact = self.contacts_model.item(index.row())
        if contact is not None:
            self.contact_chosen.emit(contact.contact_id)

    def _choose_call(self, index: QModelIndex) -> None:
        item = self.calls_model.item(index.row())
        if item is None:
            return
        contact = self._services.contacts.find_by_remote(_remote(item))
        if contact is not None:
            self.contact_chosen.emit(contact.contact_id)
        else:
            self.remote_chosen.emit(_remote(item))

    def _contact_action(self, index: QModelIndex, spot: QPoint) -> None:
        contact = self.contacts_model.item(index.row())
        if contact is not None:
            ask_point(contact, spot, self, self.point_wanted.emit)

    def _call_action(self, index: QModelIndex, spot: QPoint) -> None:
        del spot
        item = self.calls_model.item(index.row())
        if isinstance(item, SmsThread):
            self._choose_call(index)
            self.sms_wanted.emit(item.latest.remote)
        elif item is not None:
            self.remote_wanted.emit(item.remote)

    def _below(self, view: QListView, index: QModelIndex) -> QPoint:
        return view.viewport().mapToGlobal(view.visualRect(index).bottomLeft() + QPoint(64, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), roles_of(self.palette()).surface)
        painter.end()


def _remote(item: CallItem | SmsThread) -> str:
    return item.latest.remote if isinstance(item, SmsThread) else item.remote


def _moment(item: CallItem | SmsThread) -> int:
    return item.latest.at_us if isinstance(item, SmsThread) else item.started_us
