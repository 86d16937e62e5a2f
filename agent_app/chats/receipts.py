"""The receipts that we give: owed from the moment a message is written down until its sender has taken them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from agent_app.storage.messages import WANTS_DELIVERED, WANTS_DISPLAYED, Form
from agent_app.storage.owed import OwedReceipt, owed_receipts, settle_receipts

if TYPE_CHECKING:
    from agent_app.chats.conversations import Conversations
    from agent_app.chats.quiet import QuietPost
    from agent_app.settings.service import SettingsService
    from agent_app.storage.chats import ReadMessage
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

_SETTLE_MS: Final = 300  # those of a while are struck off together; one that is told twice does no harm


class Receipts(QObject):
    """What is owed goes out by `quiet`, now or after the next start."""

    def __init__(
        self, quiet: QuietPost, conversations: Conversations, settings: SettingsService, database: Database, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._conversations = conversations
        self._settings = settings
        self._database = database
        self._settled: list[OwedReceipt] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self._settle)
        quiet.over.connect(self._note_over)

    def load(self, before_id: str) -> None:
        """What a former run was told of and could not say any more is said now."""

        def tell(owed: list[OwedReceipt]) -> None:
            for one in owed:
                self._say(one)

        self._database.read(lambda connection: owed_receipts(connection, before_id), tell)

    def delivered(self, record: MessageRecord, wire_id: str, form: Form) -> None:
        """A message is on the disk."""
        if record.wants & WANTS_DELIVERED:
            self._say(OwedReceipt(record.item.account_id, record.item.remote, wire_id, WANTS_DELIVERED, form))

    def read(self, read: list[ReadMessage]) -> None:
        """These were read."""
        from agent_app.chats.reading import displayed_receipts

        def tell(receipts: list[tuple[str, str, str, Form]]) -> None:
            for account_id, remote, wire_id, form in receipts:
                self._say(OwedReceipt(account_id, remote, wire_id, WANTS_DISPLAYED, form))

        if self._settings.values().send_receipts:
            self._database.read(lambda connection: displayed_receipts(connection, read), tell)

    def close(self) -> None:
        self._timer.stop()
        self._settle()

    def _say(self, owed: OwedReceipt) -> None:
        if not self._settings.values().send_receipts:
            owed = OwedReceipt(owed.account_id, owed.remote, owed.wire_id, owed.wants & ~WANTS_DISPLAYED, owed.form)
        if owed.wants and self._conversations.row(owed.account_id, owed.remote).quiet:
            self._quiet.confirm(owed)
        else:
            self._note_over(OwedReceipt(owed.account_id, owed.remote, owed.wire_id, WANTS_DELIVERED | WANTS_DISPLAYED, owed.form))

    def _note_over(self, owed: OwedReceipt) -> None:
        self._settled.append(owed)
        if not self._timer.isActive():
            self._timer.start()

    def _settle(self) -> None:
        settled, self._settled = self._settled, []
        if settled:
            self._database.write(lambda connection: settle_receipts(connection, settled))
