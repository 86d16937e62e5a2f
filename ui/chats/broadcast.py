"""One text to several people: each gets a message of their own, in their own conversation, and it is seen how each of them goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from agent_app.chats.snapshots import MessageItem, MessageStatus
from agent_app.snapshots import Contact, PointKind
from ui.contacts.models import Index, RowsModel
from ui.contacts.search_field import SearchField
from ui.conversation.chat_words import MARKS, mark_role, status_word
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.rows import Row, row_list
from ui.wording.people import person_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent_app.services import Services

MOST: Final = 100  # people at once: more is what nobody asked for
_ON_ITS_WAY: Final = (MessageStatus.WAITING,)


def written_to(contact: Contact, services: Services) -> str:
    """The address of theirs that was written with last, else their first; "" for who has none."""
    mine = [point.value for point in contact.points if point.kind is PointKind.SIP]
    for chat in services.chats.conversations():
        found = next((remote for remote in chat.remotes if remote in mine), "")
        if found and chat.at_us:
            return found
    return mine[0] if mine else ""


class ChoiceModel(RowsModel[Contact]):
    """People, and which of them are chosen, whether they are shown now or not."""

    def __init__(self, chosen: Collection[str], parent: QWidget) -> None:
        super().__init__(self._row, parent)
        self.chosen = dict.fromkeys(chosen)  # in the order of choosing

    def _row(self, contact: Contact) -> Row:
        address = next((point.value for point in contact.points if point.kind is PointKind.SIP), "")
        sign = "check-circle" if contact.contact_id in self.chosen else "plus"
        return Row(contact.name, address, contact.name, person_key(contact, ""), action=sign, picture=contact.picture)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.AccessibleTextRole:
            contact = self.item(index.row())
            chosen = contact is not None and contact.contact_id in self.chosen
            return f"{super().data(index, role)}, {tr('Broadcast', 'chosen') if chosen else tr('Broadcast', 'not chosen')}"
        return super().data(index, role)

    def toggle(self, row: int) -> None:
        contact = self.item(row)
        if contact is None:
            return
        if contact.contact_id in self.chosen:
            del self.chosen[contact.contact_id]
        elif len(self.chosen) < MOST:
            self.chosen[contact.contact_id] = None
        self.refresh()

    def choose_shown(self) -> None:
        for contact in self.items():
            if len(self.chosen) < MOST:
                self.chosen[contact.contact_id] = None
        self.refresh()


class BroadcastDialog(QDialog):
    """First whom and what, then how it goes; closing it stops nothing."""

    def __init__(self, services: Services, chosen: Collection[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._sent: dict[str, Contact] = {}  # by item_id
        self._items: dict[str, MessageItem] = {}
        self._people = tuple(contact for contact in services.contacts.contacts() if written_to(contact, services))
        reachable = {contact.contact_id for contact in self._people}
        self.choice = ChoiceModel([contact_id for contact_id in chosen if contact_id in reachable][:MOST], self)
        self.progress: RowsModel[str] = RowsModel(self._progress_row, self)
        self.title = Label(tr("Broadcast", "Write to several people"), size=Type.HEAD, semibold=True)
        self.lead = Label(role="muted", wrap=True)
        self.search = SearchField()
        self.people_view, _ = row_list()
        self.progress_view, _ = row_list()
        self.all_shown = Button(tr("Broadcast", "Choose all of these"), kind=Kind.LINK)
        self.text = QPlainTextEdit()
        self.send_button = Button(kind=Kind.PRIMARY)
        self.again = Button(tr("Broadcast", "Send again where it failed"))
        self.close_button = Button(tr("Broadcast", "Cancel"))
        self._pages = QStackedWidget()
        self.setWindowTitle(self.title.text())
        self.resize(460, 620)
        self.setMinimumSize(340, 420)
        self._lay_out()
        self._connect()
        self._search("")

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Broadcast", "Name, address or number"))
        self.search.setAccessibleName(tr("Broadcast", "Find people"))
        self.people_view.setAccessibleName(tr("Broadcast", "People to write to"))
        self.progress_view.setAccessibleName(tr("Broadcast", "How it goes"))
        self.people_view.setModel(self.choice)
        self.progress_view.setModel(self.progress)
        self.text.setPlaceholderText(tr("Broadcast", "Message"))
        self.text.setAccessibleName(tr("Broadcast", "Text of the message"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        writing = QWidget()
        column = QVBoxLayout(writing)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SMALL)
        column.addWidget(self.search)
        column.addWidget(self.people_view, 1)
        column.addWidget(self.all_shown, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        self._pages.addWidget(writing)
        self._pages.addWidget(self.progress_view)
        foot = QHBoxLayout()
        foot.setSpacing(metrics.SMALL)
        foot.addWidget(self.again)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.send_button)
        for button in (self.all_shown, self.again, self.close_button, self.send_button):
            button.setAutoDefault(False)
        self.again.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.title)
        layout.addWidget(self.lead)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self.search.down_pressed.connect(lambda: self.people_view.setFocus(Qt.FocusReason.TabFocusReason))
        self.people_view.clicked.connect(self._toggle)
        self.people_view.activated.connect(self._toggle)
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.people_view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(lambda: self._toggle(self.people_view.currentIndex()))
        self.all_shown.clicked.connect(self._choose_shown)
        self.text.textChanged.connect(self._show_choice)
        self.send_button.clicked.connect(self.send)
        self.again.clicked.connect(self.send_again)
        self.close_button.clicked.connect(self.reject)
        self._services.chats.changed.connect(self._take)

    # --- whom and what -------------------------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        found = self._services.contacts.search(text) if text.strip() else self._people
        reachable = {contact.contact_id for contact in self._people}
        self.choice.show_items(tuple(contact for contact in found if contact.contact_id in reachable))
        self._show_choice()

    def _toggle(self, index: QModelIndex) -> None:
        self.choice.toggle(index.row())
        self._show_choice()

    def _choose_shown(self) -> None:
        self.choice.choose_shown()
        self._show_choice()

    def _show_choice(self) -> None:
        count = len(self.choice.chosen)
        lead = tr("Broadcast", "Each gets a message of their own; nobody sees who else did.")
        if not self._people:
            lead = tr("Broadcast", "Nobody in your contacts has a SIP address yet.")
        elif count >= MOST:
            lead = tr_count("Broadcast", "At most %n people at once.", MOST)
        self.lead.setText(lead)
        self.send_button.setText(tr_count("Broadcast", "Send to %n contact(s)", count) if count else tr("Broadcast", "Send"))
        self.send_button.setEnabled(count > 0 and bool(self.text.toPlainText().strip()) and bool(self._services.accounts.accounts()))

    # --- how it goes -----------------------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """To each a message of their own."""
        found = (self._services.contacts.contact(contact_id) for contact_id in self.choice.chosen)
        people = [contact for contact in found if contact is not None]
        remotes = tuple(written_to(contact, self._services) for contact in people)
        item_ids = self._services.chats.broadcast(remotes, self.text.toPlainText().strip())
        self._sent = dict(zip(item_ids, people, strict=True))
        for item_id in item_ids:
            item = self._services.chats.item(item_id)
            if item is not None:
                self._items[item_id] = item
        self.progress.show_items(item_ids)
        self._pages.setCurrentIndex(1)
        self.send_button.hide()
        self.close_button.setText(tr("Broadcast", "Close"))
        self._show_progress()

    def send_again(self) -> None:
        """What failed, to whom it failed."""
        for item_id in self._failed():
            self._services.chats.send_again(item_id)

    def _failed(self) -> list[str]:
        return [item_id for item_id, item in self._items.items() if item.status is MessageStatus.FAILED]

    def _take(self, item: MessageItem) -> None:
        if item.item_id in self._sent:
            self._items[item.item_id] = item
            self._show_progress()

    def _show_progress(self) -> None:
        waiting = len(self._sent) - sum(item.status not in _ON_ITS_WAY for item in self._items.values())
        failed = len(self._failed())
        parts = [tr_count("Broadcast", "%n sent", len(self._sent) - waiting - failed)]
        parts += [tr_count("Broadcast", "%n waiting", waiting)] if waiting else []
        parts += [tr_count("Broadcast", "%n failed", failed)] if failed else []
        self.lead.setText(", ".join(parts))
        self.again.setVisible(failed > 0)
        self.progress.refresh()

    def _progress_row(self, item_id: str) -> Row:
        contact, item = self._sent[item_id], self._items.get(item_id)
        status = item.status if item else MessageStatus.WAITING
        said = status_word(item) if item else ""
        return Row(
            *(contact.name, said, contact.name, person_key(contact, "")),
            role=mark_role(status),
            mark=MARKS.get(status, ""),
            picture=contact.picture,
        )


def open_broadcast(services: Services, parent: QWidget, chosen: Collection[str] = ()) -> BroadcastDialog:
    dialog = BroadcastDialog(services, chosen, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
