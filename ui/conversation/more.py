"""The conversation's own menu: what is rarer than writing and calling."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.language import tr
from ui.wording.foreign import file_title

if TYPE_CHECKING:
    from agent_app.chats.snapshots import ConversationKey, ConversationSnapshot
    from agent_app.services import Services

_FORMS: Final = {"txt": "text", "html": "html", "json": "json"}


class MoreMenu(QObject):
    """`said` is a sentence for the status line."""

    said = Signal(str)
    edit_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        services.chats.exported.connect(lambda _, path: self.said.emit(tr("Chat", "Saved: {path}", path=str(path))))
        services.chats.export_failed.connect(lambda _, why: self.said.emit(tr("Chat", "The conversation was not saved: {why}", why=why)))

    def open(self, anchor: QWidget, remote: str, name: str, *, is_contact: bool) -> QMenu:
        """For the conversation with `remote` ("": who is shown has no address)."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if remote:
            self._add_chat(menu, remote, name)
        edit = tr("Conversation", "Edit the contact") if is_contact else tr("Conversation", "Add to contacts")
        menu.addAction(edit).triggered.connect(self.edit_wanted)
        keys = QKeySequence("Alt+Left").toString(QKeySequence.SequenceFormat.NativeText)
        menu.addAction(f"{tr('Conversation', 'Close the conversation')}\t{keys}").triggered.connect(self.close_wanted)
        menu.popup(anchor.mapToGlobal(QPoint(anchor.width() - menu.sizeHint().width(), anchor.height() + 4)))
        return menu

    def _add_chat(self, menu: QMenu, remote: str, name: str) -> None:
        chats = self._services.chats
        account = chats.account_for(remote)
        wake = menu.addAction(tr("Chat", "Send a wake-up signal"))
        wake.setEnabled(bool(account))
        wake.triggered.connect(lambda: chats.wake_up(account, remote))
        chat = self._chat(chats.key_of(account, remote))
        if chat is not None:
            key = chat.key
            pin = menu.addAction(tr("Chats", "Unpin") if chat.pinned else tr("Chats", "Pin at the top"))
            pin.triggered.connect(lambda: chats.pin(key, not chat.pinned))
            mute = menu.addAction(tr("Chats", "Tell of new messages") if chat.muted else tr("Chats", "Mute"))
            mute.triggered.connect(lambda: chats.mute(key, not chat.muted))
            menu.addAction(tr("Chat", "Save the conversation…")).triggered.connect(lambda: self.save(key, name))
        menu.addSeparator()

    def _chat(self, key: ConversationKey) -> ConversationSnapshot | None:
        return next((chat for chat in self._services.chats.conversations() if chat.key == key), None)

    def save(self, key: ConversationKey, name: str) -> None:
        """As text, a page or JSON, as the file's name ends."""
        kinds = ";;".join((tr("Chat", "Text (*.txt)"), tr("Chat", "Page (*.html)"), tr("Chat", "Data (*.json)")))
        suggested = str(Path.home() / f"{file_title(name, 60)}.txt")
        path, chosen = QFileDialog.getSaveFileName(self._window.window(), tr("Chat", "Save the conversation"), suggested, kinds)
        if not path:
            return
        target = Path(path)
        if target.suffix[1:] not in _FORMS:
            end = next((end for end in _FORMS if f"*.{end}" in chosen), "txt")
            target = target.with_name(f"{target.name}.{end}")
        self._services.chats.export(key, target, _FORMS[target.suffix[1:]])
