"""SMS: sent through the provider's API where it has one, else as a SIP MESSAGE to the number; kept, and followed to their delivery."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane
from agent_app.calls.addresses import is_e164
from agent_app.clock import now_us
from agent_app.money.snapshots import SmsItem, SmsStatus, SmsTermsSnapshot
from agent_app.sms.over_api import ApiReport, ApiRoute, has_sms
from agent_app.sms.over_sip import SipRoute
from agent_app.sms.text import count
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    import sqlite3

    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.money.service import MoneyService
    from agent_app.storage.database import Database

log = logging.getLogger(__name__)

MOST: Final = 5000  # SMS with one contact that are read
_UNDELIVERED_US: Final = 3600 * 1_000_000  # how old an SMS may be whose delivery is still asked about at a start


class SmsService(QObject):
    """An SMS is written down before it is sent. One whose outcome is not known is told so, and never sent again by itself."""

    changed = Signal(object)  # SmsItem: sent, come in, or its state changed
    items_ready = Signal(object, object)  # remotes: tuple[str, ...], tuple[SmsItem, ...], newest first
    threads_ready = Signal(object)  # tuple[SmsThread, ...], the latest first
    terms_ready = Signal(object)  # SmsTermsSnapshot
    unseen_changed = Signal(int)  # how many came in and were not looked at
    operator_ready = Signal(str, str)  # number, the operator's name ("" where none is known)

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        money: MoneyService,
        database: Database,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._contacts = contacts
        self._money = money
        self._database = database
        self._items: dict[str, SmsItem] = {}  # this run's, and those whose delivery is followed
        self._provider_ids: dict[str, str] = {}
        self._first_id = new_id()  # this run's items have later ones
        self._unseen_before = 0
        self._api = ApiRoute(money, self)
        self._api.progress.connect(self._take_report)
        self._api.no_word.connect(self._give_up)
        self._sip = SipRoute(engine, self)
        self._sip.progress.connect(self._take_outcome)
        self._sip.received.connect(self._take_incoming)
        self._hints = Lane("sms-hints", self)
        database.renewed.connect(self._save_all)

    def load(self) -> None:
        """Read what a former run left: what it was sending is unknown now, what it sent may have been delivered since."""
        begun = now_us()
        self._database.write(lambda connection: _close_interrupted(connection, begun))
        self._database.read(lambda connection: _left_behind(connection, begun - _UNDELIVERED_US, self._first_id), self._follow_left)

    def request_terms(self, account_id: str, number: str) -> None:
        """What an SMS to this number costs and may be there, by `terms_ready`."""
        if self._accounts.account(account_id) is None or not is_e164(number):
            self.terms_ready.emit(SmsTermsSnapshot(account_id, number, error="bad_address"))
        elif has_sms(self._money, account_id):
            self._api.request_terms(account_id, number, self.terms_ready.emit)
        else:
            self.terms_ready.emit(SmsTermsSnapshot(account_id, number, by_api=False))

    def send(self, account_id: str, number: str, text: str) -> str:
        """Send it once; the item_id. How it goes is told by `changed`, a refusal too (FAILED with its code)."""
        item = SmsItem(new_id(), account_id, number, False, now_us(), text, SmsStatus.SENDING, max(1, count(text).parts))
        item = msgspec.structs.replace(item, contact_id=self._contact_of(number))
        self._put(item)
        refusal = self._refusal(item)
        if refusal:
            self._put(msgspec.structs.replace(item, status=SmsStatus.FAILED, reason_code=refusal))
        else:
            # Not before it is in the database: a crash at any moment forgets nothing that was paid for.
            self._database.written(lambda: self._send(item))
        return item.item_id

    def item(self, item_id: str) -> SmsItem | None:
        """One of this run's."""
        return self._items.get(item_id)

    def request_items(self, remotes: tuple[str, ...]) -> None:
        """All SMS with these numbers, newest first, by `items_ready`."""
        from agent_app.storage.sms import sms_with

        def deliver(stored: tuple[SmsItem, ...]) -> None:
            # This run's are newer in memory than a full or locked disk may have let us write.
            mine = {item.item_id: item for item in self._items.values() if item.remote in remotes}
            merged = {item.item_id: self._with_contact(item) for item in stored} | mine
            newest_first = sorted(merged.values(), key=lambda item: (item.at_us, item.item_id), reverse=True)
            self.items_ready.emit(remotes, tuple(newest_first))

        self._database.read(lambda connection: sms_with(connection, remotes, MOST), deliver)

    def request_threads(self) -> None:
        """With whom there were SMS, by `threads_ready`."""
        from agent_app.storage.sms import sms_threads

        self._database.read(lambda connection: sms_threads(connection, MOST), self.threads_ready.emit)

    def request_operator(self, number: str, language: str = "en") -> None:
        """Whose range the number is in, by `operator_ready`: a hint, numbers move between operators."""
        from agent_app.sms.operators import operator_hint

        self._hints.run(lambda: operator_hint(number, language), lambda name: self.operator_ready.emit(number, name))

    def unseen(self) -> int:
        """How many came in that nobody looked at."""
        return self._unseen_before + sum(not item.seen for item in self._items.values())

    def mark_seen(self, remotes: tuple[str, ...]) -> None:
        """What came in from these numbers was looked at."""
        from agent_app.storage.sms import count_unseen_sms, mark_sms_seen

        until = now_us()
        looked_at = [item for item in self._items.values() if item.remote in remotes and not item.seen]
        if not looked_at and not self._unseen_before:
            return
        for item in looked_at:
            self._items[item.item_id] = msgspec.structs.replace(item, seen=True)
        self._database.write(lambda connection: mark_sms_seen(connection, remotes, until))
        self._database.read(lambda connection: count_unseen_sms(connection, self._first_id), self._take_unseen)

    def close(self) -> None:
        self._hints.close(0)

    # --- sending ----------------------------------------------------------------------------------------------------------------

    def _refusal(self, item: SmsItem) -> str:
        if self._accounts.account(item.account_id) is None:
            return "unknown_account"
        if not is_e164(item.remote):
            return "bad_address"
        return "" if item.text.strip() else "empty"

    def _send(self, item: SmsItem) -> None:
        account = self._accounts.account(item.account_id)
        if account is None:
            self._take_outcome(item.item_id, SmsStatus.FAILED, "unknown_account")
        elif has_sms(self._money, item.account_id):
            self._api.send(item)
        else:
            self._sip.send(item, account.address)

    def _take_report(self, report: ApiReport) -> None:
        item = self._items.get(report.item_id)
        if item is None or (item.status, item.reason_code) == (report.status, report.code):
            return
        was_sending = item.status is SmsStatus.SENDING
        self._provider_ids[item.item_id] = report.provider_id
        cost = item.cost if report.cost is None else report.cost
        parts = report.parts or item.parts
        self._put(msgspec.structs.replace(item, status=report.status, reason_code=report.code, parts=parts, cost=cost))
        if cost is not None and was_sending:
            self._money.note_cost(item.item_id, item.account_id, item.at_us, cost)
            self._money.refresh(item.account_id)

    def _give_up(self, item_id: str) -> None:
        self._take_outcome(item_id, SmsStatus.UNKNOWN, "outcome_unknown")

    def _take_outcome(self, item_id: str, status: SmsStatus, code: str) -> None:
        item = self._items.get(item_id)
        if item is not None and item.status is SmsStatus.SENDING:
            self._put(msgspec.structs.replace(item, status=status, reason_code=code))

    # --- coming in --------------------------------------------------------------------------------------------------------------

    def _take_incoming(self, account_id: str, number: str, text: str, at_us: int) -> None:
        if self._contacts.ignored.is_ignored(number):
            return
        parts = max(1, count(text).parts)
        item = SmsItem(new_id(), account_id, number, True, at_us, text, SmsStatus.DELIVERED, parts, seen=False)
        self._put(msgspec.structs.replace(item, contact_id=self._contact_of(number)))
        self.unseen_changed.emit(self.unseen())

    # --- keeping ----------------------------------------------------------------------------------------------------------------

    def _put(self, item: SmsItem) -> None:
        from agent_app.storage.sms import save_sms

        self._items[item.item_id] = item
        provider_id = self._provider_ids.get(item.item_id, "")
        self._database.write(lambda connection: save_sms(connection, item, provider_id))
        self.changed.emit(item)

    def _save_all(self) -> None:
        """A new database was begun: it gets at least this run's."""
        for item in list(self._items.values()):
            self._put(item)

    def _follow_left(self, left: tuple[tuple[tuple[SmsItem, str], ...], int]) -> None:
        undelivered, unseen = left
        for item, provider_id in undelivered:
            if item.item_id not in self._items:
                self._items[item.item_id] = self._with_contact(item)
                self._provider_ids[item.item_id] = provider_id
                self._api.follow(item, provider_id)
        self._take_unseen(unseen)

    def _take_unseen(self, before: int) -> None:
        self._unseen_before = before
        self.unseen_changed.emit(self.unseen())

    def _with_contact(self, item: SmsItem) -> SmsItem:
        return msgspec.structs.replace(item, contact_id=self._contact_of(item.remote))

    def _contact_of(self, remote: str) -> str | None:
        contact = self._contacts.find_by_remote(remote)
        return None if contact is None else contact.contact_id


def _close_interrupted(connection: sqlite3.Connection, before_us: int) -> None:
    from agent_app.storage.sms import close_interrupted_sms

    close_interrupted_sms(connection, before_us)


def _left_behind(connection: sqlite3.Connection, since_us: int, before_id: str) -> tuple[tuple[tuple[SmsItem, str], ...], int]:
    from agent_app.storage.sms import count_unseen_sms, undelivered_sms

    return undelivered_sms(connection, since_us), count_unseen_sms(connection, before_id)
