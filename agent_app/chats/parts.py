"""What the chats are made of: the conversations, and all that carries messages, receipts and files between them and the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.chats.conversations import Conversations
from agent_app.chats.desk import MessageDesk
from agent_app.chats.filing import Filing
from agent_app.chats.inbox import Inbox
from agent_app.chats.leftovers import Leftovers
from agent_app.chats.posting import Post
from agent_app.chats.quiet import OwnTyping, QuietPost, TheirTyping
from agent_app.chats.receipts import Receipts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtCore import QObject

    from agent_app.accounts.service import AccountService
    from agent_app.chats.places import FilePlaces
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.storage.database import Database


class Parts:
    """Made and wired to each other; what the window hears of it is the service's to tell."""

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        settings: SettingsService,
        database: Database,
        *,
        blocked: Callable[[str, str], bool],
        recordings: Path | None,
        files: FilePlaces,
        parent: QObject,
    ) -> None:
        self.leftovers = Leftovers(database, files.pasted, *([] if recordings is None else [recordings]))
        self.conversations = Conversations(accounts, contacts, database, parent)
        self.desk = MessageDesk(self.conversations, contacts, database, parent)
        self.post = Post(engine, accounts, self.conversations, self.desk, database, parent=parent)
        self.filing = Filing(self.desk, self.post, settings, accounts, contacts, database=database, places=files, parent=parent)
        self.inbox = Inbox(engine, database, blocked, parent)
        self.quiet = QuietPost(engine, accounts, parent)
        self.receipts = Receipts(self.quiet, self.conversations, settings, database, parent)
        self.own_typing = OwnTyping(parent)
        self.their_typing = TheirTyping(parent)
        self.conversations.read.connect(self.receipts.read)
        self.inbox.kept.connect(self.receipts.delivered)
        self.inbox.typing.connect(self.their_typing.take)
        self.inbox.peer_seen.connect(self.conversations.note_peer)
        self.inbox.peer_seen.connect(self.post.note_alive)
        self.quiet.unwanted.connect(self.conversations.note_unwanted)

    def close(self) -> None:
        self.filing.close()
        self.post.close()
        self.receipts.close()
