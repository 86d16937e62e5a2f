"""The left column: who I am, the search, people and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from agent_app.contacts.sections import Section, SectionKind, sectioned
from agent_app.money.snapshots import SmsThread
from agent_app.snapshots import Contact, PointKind
from ui.contacts.header import Header
from ui.contacts.models import contact_row
from ui.contacts.pages import ListPages
from ui.contacts.people import PeopleDelegate, PeopleModel, make_draggable
from ui.contacts.points import ask_point
from ui.contacts.search_field import SearchField
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.retranslated import Retranslated
from ui.widgets.rows import Row, row_list
from ui.widgets.tabs import Tabs
from ui.wording.presence import best_presence

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from agent_app.services import Services
    from agent_app.snapshots import ContactGroup
    from ui.calls.history import HistoryPanel
    from ui.calls.history_list import HistoryModel
    from ui.chats.panel import ChatsPanel
    from ui.search.page import SearchPage
    from ui.widgets.empty import EmptyState


CHATS, PEOPLE, CALLS = range(3)  # the tabs


class PeoplePanel(Retranslated):
    """Tells what was chosen; the window decides what is shown of it."""

    contact_chosen = Signal(str)  # contact_id
    remote_chosen = Signal(str)  # a number or address that is no contact's
    point_wanted = Signal(object)  # ContactPoint: call it
    remote_wanted = Signal(str)  # call this number or address again
    sms_wanted = Signal(str)  # write to this number of who is shown now
    text_wanted = Signal(str)  # a number was typed into the search field
    write_wanted = Signal()  # to who was chosen just now
    hit_chosen = Signal(object)  # SearchHit
    edit_wanted = Signal(str)  # contact_id
    add_wanted = Signal(str)  # keep this number or address as a contact

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.header = Header()
        self.search = SearchField()
        self.tabs = Tabs()
        self.call_button = IconButton("phone-outgoing", filled=True)
        self.contacts_model = PeopleModel(self._contact_row, self)
        self._threads: tuple[SmsThread, ...] = ()
        self._sectioned: tuple[tuple[Contact, ...], tuple[ContactGroup, ...], tuple[Section, ...]] | None = None
        self._has_chats = bool(services.chats.conversations())  # from before
        self._unseen: dict[str, int] = {}  # by number, where there is something new
        self.contacts_view, _ = row_list()
        contact_delegate = PeopleDelegate(self.contacts_view)
        self.contacts_view.setItemDelegate(contact_delegate)
        make_draggable(self.contacts_view)
        self.contacts_view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.contacts_view.setModel(self.contacts_model)
        self._pages = ListPages(services, self.contacts_view)
        self._later = QTimer(self)  # many changes of SMS at once are one question
        self._later.setSingleShot(True)
        self._later.setInterval(50)
        self._later.timeout.connect(services.sms.request_threads)
        self._prepare = QTimer(self)  # a click in the field comes before its first letter
        self._prepare.setSingleShot(True)
        self._prepare.timeout.connect(self._pages.prepare_results)
        self._lay_out()
        contact_delegate.action_clicked.connect(self._contact_action)
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self.reload_contacts()
        self._show_calls()

    # --- the pages that are made later, for who looks into them ------------------------------------------------------------------

    @property
    def chats(self) -> ChatsPanel:
        return self._pages.chats

    @property
    def history(self) -> HistoryPanel:
        return self._pages.history

    @property
    def results(self) -> SearchPage:
        return self._pages.results

    @property
    def no_contacts(self) -> EmptyState:
        return self._pages.nobody

    @property
    def calls_view(self) -> QListView:
        return self.history.view

    @property
    def calls_model(self) -> HistoryModel:
        return self.history.model

    def refresh_rows(self) -> None:
        """The same people and calls, written anew: numbers can be grouped now."""
        self.contacts_model.refresh()
        self._pages.refresh_calls()

    def _lay_out(self) -> None:
        for _ in (CHATS, PEOPLE, CALLS):
            self.tabs.addTab("")
        self.tabs.setCurrentIndex(PEOPLE)
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
        self.search.entered.connect(self._prepare.start)
        self.search.down_pressed.connect(self._enter_list)
        self.tabs.currentChanged.connect(self._show_tab)
        pages = self._pages
        pages.contact_chosen.connect(self.contact_chosen)
        pages.remote_chosen.connect(self.remote_chosen)
        pages.line_chosen.connect(self._choose_remote)
        pages.remote_wanted.connect(self.remote_wanted)
        pages.sms_wanted.connect(self.sms_wanted)
        pages.add_wanted.connect(self.add_wanted)
        pages.write_wanted.connect(self.write_wanted)
        pages.hit_chosen.connect(self.hit_chosen)
        pages.found.connect(self._show_tab)
        pages.contact_wanted.connect(self.header.new_contact_wanted)
        self._services.chats.conversations_changed.connect(self._take_chats)
        self.call_button.clicked.connect(self.open_picker)
        self.header.menu_opens.connect(self._add_to_menu)
        self.contacts_view.selectionModel().currentChanged.connect(lambda index, _: self._choose_contact(index))
        self.contacts_view.clicked.connect(self._click_person)
        self.contacts_view.customContextMenuRequested.connect(self._open_menu)
        self.contacts_model.dropped.connect(self._move)
        self.contacts_view.activated.connect(lambda index: self._contact_action(index, self._below(self.contacts_view, index)))
        self._services.contacts.changed.connect(self.reload_contacts)
        self._services.contacts.groups.changed.connect(self.reload_contacts)
        self._services.presence.changed.connect(lambda _: self.contacts_view.viewport().update())
        self._services.history.recent_changed.connect(self._show_calls)
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
        self.tabs.setTabText(CHATS, tr("Chats", "Chats"))
        self.tabs.setTabText(PEOPLE, tr("People", "Contacts"))
        self.tabs.setTabText(CALLS, tr("People", "Calls"))
        self.tabs.setAccessibleName(tr("People", "Chats, contacts or calls"))
        self.call_button.set_words(tr("People", "Call"), tr("People", "Choose a contact and call (Ctrl+D)"))
        self.contacts_view.setAccessibleName(tr("People", "Contacts"))
        self.contacts_model.refresh()
        self._show_tab()

    def offer_person(self, name: str, remotes: tuple[str, ...]) -> None:
        """Whose conversation is open: a search can be for that alone."""
        self._pages.offer_person(name, remotes)

    def reload_contacts(self) -> None:
        text = self.search.text().strip()
        chosen = self._chosen_id()
        contacts = self._services.contacts
        if text:
            self.contacts_model.show_found(contacts.search(text))
        else:
            self.contacts_model.show_sections(self._sections(), self._services.settings.values().collapsed_groups)
        if chosen:
            self.select_contact(chosen, quietly=True)
        self._pages.search(text)
        if text:
            self.tabs.setCurrentIndex(PEOPLE)
        self._show_tab()

    def _sections(self) -> tuple[Section, ...]:
        """Kept while nobody changes: clearing the search costs no more than another letter."""
        contacts, groups = self._services.contacts.contacts(), self._services.contacts.groups.all()
        if self._sectioned is None or self._sectioned[0] is not contacts or self._sectioned[1] != groups:
            self._sectioned = (contacts, groups, sectioned(contacts, groups))
        return self._sectioned[2]

    def _show_calls(self) -> None:
        self._show_badge()
        self._show_tab()

    def _take_threads(self, threads: tuple[SmsThread, ...]) -> None:
        if threads == self._threads:
            return
        self._threads = threads
        self._unseen = {thread.latest.remote: thread.unseen for thread in threads if thread.unseen}
        self._pages.show_threads(threads)
        self._show_calls()
        self.contacts_model.refresh()

    def _show_badge(self) -> None:
        self.tabs.set_badge(CALLS, self._services.history.missed_unseen() + sum(self._unseen.values()))

    def _take_chats(self) -> None:
        self.tabs.set_badge(CHATS, self._services.chats.total_unread())
        if not self._has_chats and self._services.chats.conversations():
            self._has_chats = True
            self._begin_with_chats()

    def _begin_with_chats(self) -> None:
        """There are conversations from before: the program begins with them, unless the user has begun something else."""
        if not self.search.text() and not self.contacts_view.currentIndex().isValid() and self.tabs.currentIndex() == PEOPLE:
            self.tabs.setCurrentIndex(CHATS)

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == CHATS:
            self._pages.setCurrentWidget(self.chats)
        elif self.tabs.currentIndex() == CALLS:
            self._pages.setCurrentWidget(self.history)
            if self.isVisible() and self._services.history.missed_unseen():
                self._services.history.mark_seen()
        elif self._pages.has_found():
            self._pages.setCurrentWidget(self.results)
        elif self.contacts_model.items() or not self._services.contacts.is_loaded():
            self._pages.setCurrentWidget(self.contacts_view)
        else:
            self._pages.say_emptiness(searched=bool(self.search.text()))
            self._pages.setCurrentWidget(self.no_contacts)

    def _contact_row(self, contact: Contact) -> Row:
        values = [point.value for point in contact.points]
        seen = best_presence(self._services.presence, values)
        return contact_row(contact, sum(self._unseen.get(value, 0) for value in values), seen.status.value if seen else "")

    def _chosen_id(self) -> str:
        contact = self.contacts_model.contact(self.contacts_view.currentIndex().row())
        return contact.contact_id if contact else ""

    def select_contact(self, contact_id: str, *, quietly: bool = False) -> None:
        """Mark this contact's row; `quietly` without telling anybody."""
        for row, contact in enumerate(self.contacts_model.items()):
            if contact.contact_id == contact_id:
                self.contacts_view.selectionModel().blockSignals(quietly)
                self.contacts_view.setCurrentIndex(self.contacts_model.index(row))
                self.contacts_view.selectionModel().blockSignals(False)
                return

    def choose_nobody(self) -> None:
        """No row is marked in any of the lists."""
        for view in self._pages.findChildren(QListView):
            view.selectionModel().clear()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def open_picker(self) -> None:
        """The list of contacts to call: the original's button in the contact list."""
        from ui.contacts.picker import pick_contact

        pick_contact(self._services.contacts, self.call_button).chosen.connect(lambda _, point: self.point_wanted.emit(point))

    def _enter_list(self) -> None:
        if self._pages.shows_results():
            self.results.enter()
            return
        tab = self.tabs.currentIndex()
        view = self.contacts_view if tab == PEOPLE else self.chats.view if tab == CHATS else self.calls_view
        view.setFocus(Qt.FocusReason.TabFocusReason)
        if not view.currentIndex().isValid():
            first = 0 if tab == CALLS else self.contacts_model.first_contact()
            view.setCurrentIndex(view.model().index(first, 0))

    def _take_search(self) -> None:
        text = self.search.text().strip()
        first = self.contacts_model.contact(self.contacts_model.first_contact())
        if "@" in text and first is None and self._open_address(text):
            self.search.clear()
        elif text and any(letter.isdigit() for letter in text) and (first is None or not any(letter.isalpha() for letter in text)):
            self.text_wanted.emit(text)
            self.search.clear()
        elif first is not None:
            self.select_contact(first.contact_id)
            self.contact_chosen.emit(first.contact_id)
        elif self._pages.has_found():
            self.results.open_first()
        elif "@" in text:
            self.text_wanted.emit(text)

    def _open_address(self, text: str) -> bool:
        """The page of who is no contact, to write to or to call; False where it is no address."""
        from ui.contacts.reading import read_point

        address = read_point(PointKind.SIP, text, None).value
        if address:
            self._choose_remote(address)
        return bool(address)

    def _click_person(self, index: QModelIndex) -> None:
        if self.contacts_model.heading(index.row()) is not None:
            self._fold(index.row())
        else:
            self._choose_contact(index)

    def _fold(self, row: int) -> None:
        """A click on a heading hides what is under it, another shows it."""
        heading = self.contacts_model.heading(row)
        if heading is None:
            return
        settings = self._services.settings
        others = tuple(key for key in settings.values().collapsed_groups if key != heading.section.key)
        settings.change(collapsed_groups=others if heading.folded else (*others, heading.section.key))
        self.reload_contacts()
        self.contacts_view.setCurrentIndex(self.contacts_model.index(row))

    def _move(self, contact_ids: tuple[str, ...], section: Section) -> None:
        """Dropped among the favourites one stays in its group."""
        contacts = self._services.contacts
        for contact in filter(None, map(contacts.contact, contact_ids)):
            favourite = section.kind is SectionKind.FAVOURITES
            contacts.move([contact.contact_id], contact.group_id if favourite else section.group_id, favourite=favourite)

    def _add_to_menu(self, menu: QMenu) -> None:
        from ui.contacts.menus import add_list_menu

        add_list_menu(menu, self._services, self)

    def _open_menu(self, spot: QPoint) -> None:
        from ui.contacts.menus import row_menu

        item = self.contacts_model.item(self.contacts_view.indexAt(spot).row())
        if item is not None:
            row_menu(item, self._services, self, self.edit_wanted.emit).popup(self.contacts_view.viewport().mapToGlobal(spot))

    def _choose_contact(self, index: QModelIndex) -> None:
        contact = self.contacts_model.contact(index.row())
        if contact is not None:
            self.contact_chosen.emit(contact.contact_id)

    def _choose_remote(self, remote: str) -> None:
        contact = self._services.contacts.find_by_remote(remote)
        if contact is not None:
            self.contact_chosen.emit(contact.contact_id)
        else:
            self.remote_chosen.emit(remote)

    def _contact_action(self, index: QModelIndex, spot: QPoint) -> None:
        contact = self.contacts_model.contact(index.row())
        self._fold(index.row())
        if contact is not None:
            ask_point(contact, spot, self, self.point_wanted.emit)

    def _below(self, view: QListView, index: QModelIndex) -> QPoint:
        return view.viewport().mapToGlobal(view.visualRect(index).bottomLeft() + QPoint(64, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), roles_of(self.palette()).surface)
        painter.end()
