"""The conversations: pinned ones first, then the latest first; a menu for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from ui.chats.rows import chat_row
from ui.contacts.models import RowsModel
from ui.language import tr
from ui.widgets.empty import EmptyState
from ui.widgets.retranslated import Retranslated
from ui.widgets.rows import Row, row_list

if TYPE_CHECKING:
    from agent_app.chats.snapshots import ConversationKey, ConversationSnapshot
    from agent_app.services import Services


class ChatsPanel(Retranslated):
    """Tells which conversation was chosen; the window decides what is shown of it."""

    contact_chosen = Signal(str)  # contact_id
    remote_chosen = Signal(str)  # an address that is no contact's
    write_wanted = Signal()  # to who was chosen just now

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.model: RowsModel[ConversationSnapshot] = RowsModel(self._row, self)
        self.view, _ = row_list()
        self.view.setModel(self.model)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._none = EmptyState("chats")
        self._pages = QStackedWidget()
        for page in (self.view, self._none):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._pages)
        self.view.clicked.connect(self._choose)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self._choose(index))
        self.view.activated.connect(self._write)
        self.view.customContextMenuRequested.connect(self._open_menu)
        services.chats.conversations_changed.connect(self.reload)
        services.contacts.changed.connect(self.reload)
        services.presence.changed.connect(lambda _: self.model.refresh())
        self.retranslate()
        self.reload()

    def retranslate(self) -> None:
        self.view.setAccessibleName(tr("Chats", "Chats"))
        lead = tr("Chats", "Choose a contact that has an address, and write. In the sandbox the bot answers.")
        if not self._services.accounts.is_sandbox():
            lead = tr("Chats", "Choose a contact that has an address, and write: every conversation is kept here.")
        self._none.say(tr("Chats", "No conversations yet"), lead)
        self.model.refresh()

    def reload(self) -> None:
        """What is chosen stays chosen, wherever its line goes."""
        chosen = self._key(self.view.currentIndex())
        self.model.show_items(self._services.chats.conversations())
        if chosen is not None:
            self.select(chosen)
        self._pages.setCurrentWidget(self.view if self.model.items() else self._none)

    def select(self, key: ConversationKey) -> None:
        """Mark its line without telling anybody."""
        row = next((row for row, chat in enumerate(self.model.items()) if chat.key == key), -1)
        self.view.selectionModel().blockSignals(True)
        self.view.setCurrentIndex(self.model.index(row) if row >= 0 else QModelIndex())
        self.view.selectionModel().blockSignals(False)
        self.view.viewport().update()

    def _row(self, chat: ConversationSnapshot) -> Row:
        contact = self._services.contacts.contact(chat.key) if isinstance(chat.key, str) else None
        return chat_row(chat, contact, self._services.presence)

    def _key(self, index: QModelIndex) -> ConversationKey | None:
        chat = self.model.item(index.row())
        return chat.key if chat else None

    def _choose(self, index: QModelIndex) -> None:
        key = self._key(index)
        if isinstance(key, str):
            self.contact_chosen.emit(key)
        elif key is not None:
            self.remote_chosen.emit(key[1])

    def _write(self, index: QModelIndex) -> None:
        self._choose(index)
        self.write_wanted.emit()

    def _open_menu(self, spot: QPoint) -> None:
        index = self.view.indexAt(spot)
        chat = self.model.item(index.row())
        if chat is None:
            return
        chats, key = self._services.chats, chat.key
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        read = menu.addAction(tr("Chats", "Mark as read"))
        read.setEnabled(chat.unread > 0)
        read.triggered.connect(lambda: chats.mark_read(key))
        pin = menu.addAction(tr("Chats", "Unpin") if chat.pinned else tr("Chats", "Pin at the top"))
        pin.triggered.connect(lambda: chats.pin(key, not chat.pinned))
        mute = menu.addAction(tr("Chats", "Tell of new messages") if chat.muted else tr("Chats", "Mute"))
        mute.triggered.connect(lambda: chats.mute(key, not chat.muted))
        menu.popup(self.view.viewport().mapToGlobal(spot))
