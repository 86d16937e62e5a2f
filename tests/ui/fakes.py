"""Services without an engine, a database or a provider: they keep what they are told, and emit what a test wants to happen."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.accounts.model import MoneyRules, ProviderSettings
from agent_app.chats.snapshots import (
    ConversationKey,
    ConversationSnapshot,
    MessageItem,
    MessageKind,
    MessageStatus,
    Place,
    TimelineItem,
    place_of,
)
from agent_app.contacts.groups import ContactGroups
from agent_app.contacts.ignored import IgnoreList
from agent_app.contacts.merging import merged
from agent_app.contacts.pictures import PictureFolder
from agent_app.money.snapshots import DaySpending, MoneySnapshot, Offer, PriceSnapshot, SmsItem, SmsStatus, SmsTermsSnapshot, SmsThread
from agent_app.presence.snapshots import PresenceSnapshot, PresenceStatus
from agent_app.services import Services
from agent_app.settings.values import Settings
from agent_app.snapshots import (
    AccountSnapshot,
    AudioSnapshot,
    CallDirection,
    CallItem,
    CallSnapshot,
    Contact,
    ContactPoint,
    EngineStatus,
    MergeSnapshot,
    SignInForm,
)
from tariffs.providers.provider import FreeDirection
from tariffs.rating.deck import Deck
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import AudioBackend, Registration
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from tests.ui.fake_notifications import FakeNotifications
from tests.ui.fake_search import FakeSearch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.storage.database import Database

ACCOUNT = AccountSnapshot("a1", "anna@sandbox.test", "Анна Ким", is_sandbox=True, registration=Registration.REGISTERED, currency="RUB")


def now_us() -> int:
    return time.time_ns() // 1000


class FakeAccounts(QObject):
    changed = Signal(object)
    removed = Signal(str)
    current_changed = Signal(str)
    password_needed = Signal(object, object)
    password_not_kept = Signal(object, object)
    sign_in_refused = Signal(object)
    profile_requested = Signal(bool)

    def __init__(self, *accounts: AccountSnapshot) -> None:
        super().__init__()
        self.all = {account.account_id: account for account in accounts}
        self.chosen = next(iter(self.all), "")
        self.forms: list[SignInForm] = []
        self.changes: dict[str, SignInForm] = {}
        self.refusal: Reason | None = None  # what the next change is refused with
        self.kept_rules: dict[str, MoneyRules] = {}
        self.providers: dict[str, ProviderSettings] = {}
        self.provider_secrets: list[Secret] = []
        self.passwords: list[tuple[str, Secret]] = []
        self.retried: list[str] = []
        self.sandbox_wanted = 0
        self.sandbox = False

    def is_sandbox(self) -> bool:
        return self.sandbox

    def accounts(self) -> tuple[AccountSnapshot, ...]:
        return tuple(self.all.values())

    def account(self, account_id: str) -> AccountSnapshot | None:
        return self.all.get(account_id)

    def current(self) -> AccountSnapshot | None:
        return self.all.get(self.chosen)

    def set_current(self, account_id: str) -> None:
        self.chosen = account_id
        self.current_changed.emit(account_id)

    def sign_in(self, form: SignInForm) -> str:
        self.forms.append(form)
        return f"a{len(self.all) + 1}"

    def put(self, account: AccountSnapshot) -> None:
        """An account is added, or changes."""
        self.all[account.account_id] = account
        self.chosen = self.chosen or account.account_id
        self.changed.emit(account)

    def form(self, account_id: str) -> SignInForm:
        account = self.all[account_id]
        return self.changes.get(account_id) or SignInForm(account.address, Secret(""), account.display_name)

    def change(self, account_id: str, form: SignInForm) -> bool:
        if self.refusal is not None:
            self.sign_in_refused.emit(self.refusal)
            return False
        self.changes[account_id] = form
        self.put(msgspec.structs.replace(self.all[account_id], address=form.address, display_name=form.display_name))
        return True

    def rules(self, account_id: str) -> MoneyRules:
        return self.kept_rules.get(account_id, MoneyRules())

    def set_rules(self, account_id: str, rules: MoneyRules) -> None:
        self.kept_rules[account_id] = rules

    def provider_settings(self, account_id: str) -> ProviderSettings:
        return self.providers.get(account_id, ProviderSettings())

    def set_provider(self, account_id: str, settings: ProviderSettings, secret: Secret) -> None:
        self.providers[account_id] = settings
        self.provider_secrets.append(secret)

    def try_sandbox(self) -> None:
        self.sandbox_wanted += 1

    def leave_sandbox(self) -> None: ...

    def supply_password(self, account_id: str, password: Secret) -> None:
        self.passwords.append((account_id, password))

    def remove(self, account_id: str) -> None:
        del self.all[account_id]
        self.chosen = next(iter(self.all), "")
        self.removed.emit(account_id)

    def retry(self, account_id: str) -> None:
        self.retried.append(account_id)


class FakeCalls(QObject):
    changed = Signal(object)
    dtmf_received = Signal(str, str)
    dtmf_sent = Signal(str, str)
    refused = Signal(str, object)
    time_warning = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, CallSnapshot] = {}
        self.preferred: dict[str, str] = {}  # contact_id or number: account_id
        self.refusals: list[Reason] = []  # what the next attempts to dial a number are refused with
        self.asked: list[tuple[str, ...]] = []

    def calls(self) -> tuple[CallSnapshot, ...]:
        return tuple(call for call in self.all.values() if call.state is not CallState.ENDED)

    def call(self, call_id: str) -> CallSnapshot | None:
        return self.all.get(call_id)

    def current(self) -> CallSnapshot | None:
        live = self.calls()
        talking = [call for call in live if call.state is not CallState.INCOMING]
        return (talking or list(live) or [None])[0]

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        self.asked.append(("number", account_id, number, extension, str(confirmed)))
        if self.refusals and not confirmed:
            self.refused.emit("", self.refusals.pop(0))
            return ""
        return self.begin(number, account_id=account_id)

    def account_for(self, number: str, contact_id: str | None = None) -> str:
        """ "" stands for the current account."""
        return self.preferred.get(contact_id or "", self.preferred.get(number, ""))

    def dial_address(self, account_id: str, address: str) -> str:
        self.asked.append(("address", account_id, address))
        return self.begin(address)

    def begin(self, remote: str, direction: CallDirection = CallDirection.OUTGOING, **fields: object) -> str:
        """A call is there: dialled, or ringing."""
        state = CallState.DIALLING if direction is CallDirection.OUTGOING else CallState.INCOMING
        call_id = f"c{len(self.all) + 1}"
        call = CallSnapshot(call_id, "a1", direction, remote, state, now_us())
        self.put(msgspec.structs.replace(call, **fields))
        return call_id

    def put(self, call: CallSnapshot) -> None:
        self.all[call.call_id] = call
        self.changed.emit(call)

    def happen(self, call_id: str, **fields: object) -> None:
        """Something of the call changes."""
        self.put(msgspec.structs.replace(self.all[call_id], **fields))

    def answer(self, call_id: str) -> None:
        self.asked.append(("answer", call_id))
        self.happen(call_id, state=CallState.ESTABLISHED, answered_us=now_us(), codec="PCMA")

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        del busy
        self.asked.append(("decline", call_id))
        self.happen(call_id, state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.DECLINED_HERE))

    def hang_up(self, call_id: str) -> None:
        self.asked.append(("hang_up", call_id))
        self.happen(call_id, state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.HUNG_UP_HERE))

    def send_dtmf(self, call_id: str, digits: str) -> None:
        self.asked.append(("dtmf", call_id, digits))
        self.dtmf_sent.emit(call_id, digits)

    def set_muted(self, call_id: str, muted: bool) -> None:
        self.asked.append(("mute", call_id, str(muted)))
        self.happen(call_id, muted=muted)


class NoDatabase(QObject):
    """Keeps nothing."""

    renewed = Signal()

    def write(self, job: object) -> None: ...


class FakeContacts(QObject):
    changed = Signal()
    merged = Signal(str, object)

    def __init__(self, *contacts: Contact) -> None:
        super().__init__()
        self.all = {contact.contact_id: contact for contact in contacts}
        self.joined: dict[str, MergeSnapshot] = {}
        database = cast("Database", NoDatabase())
        self.groups = ContactGroups(database, self)
        self.ignored = IgnoreList(database, self.find_by_remote, self)
        self.pictures = PictureFolder(None)

    def contacts(self) -> tuple[Contact, ...]:
        return tuple(sorted(self.all.values(), key=lambda contact: (not contact.favourite, contact.name)))

    def contact(self, contact_id: str) -> Contact | None:
        return self.all.get(contact_id)

    def add(self, name: str, points: tuple[ContactPoint, ...] = (), *, favourite: bool = False, note: str = "") -> str:
        contact_id = f"p{len(self.all) + 1}"
        self.change(Contact(contact_id, name, points, favourite, note))
        return contact_id

    def change(self, contact: Contact) -> None:
        self.all[contact.contact_id] = contact
        self.changed.emit()

    def remove(self, contact_id: str) -> None:
        del self.all[contact_id]
        self.changed.emit()

    def add_many(self, contacts: tuple[Contact, ...]) -> None:
        self.all |= {contact.contact_id: contact for contact in contacts}
        self.changed.emit()

    def move(self, contact_ids: Iterable[str], group_id: str, *, favourite: bool = False) -> None:
        found = [self.all[contact_id] for contact_id in contact_ids]
        self.add_many(tuple(msgspec.structs.replace(contact, group_id=group_id, favourite=favourite) for contact in found))

    def merge(self, contact_ids: tuple[str, ...]) -> str:
        found = tuple(self.all.pop(contact_id) for contact_id in contact_ids)
        merge = MergeSnapshot(f"m{len(self.joined) + 1}", contact_ids[0], 0, found)
        self.joined[merge.merge_id] = merge
        self.add_many((merged(found),))
        return merge.merge_id

    def merges(self) -> tuple[MergeSnapshot, ...]:
        return tuple(self.joined.values())

    def undo_merge(self, merge_id: str) -> None:
        self.add_many(self.joined.pop(merge_id).originals)

    def find_by_remote(self, remote: str) -> Contact | None:
        return next((contact for contact in self.all.values() if any(point.value == remote for point in contact.points)), None)

    def search(self, text: str) -> tuple[Contact, ...]:
        wanted = text.casefold()
        return tuple(
            contact
            for contact in self.contacts()
            if wanted in contact.name.casefold() or any(wanted in point.value for point in contact.points)
        )


class FakeHistory(QObject):
    recent_changed = Signal()
    missed_changed = Signal(int)
    contact_calls_ready = Signal(str, object)
    remote_calls_ready = Signal(str, object)

    def __init__(self, contacts: FakeContacts, *items: CallItem) -> None:
        super().__init__()
        self._contacts = contacts
        self.items = items

    def recent(self) -> tuple[CallItem, ...]:
        return self.items

    def request_contact_calls(self, contact_id: str) -> None:
        values = {point.value for point in self._contacts.all[contact_id].points}
        self.contact_calls_ready.emit(contact_id, tuple(item for item in self.items if item.remote in values))

    def request_remote_calls(self, remote: str) -> None:
        self.remote_calls_ready.emit(remote, tuple(item for item in self.items if item.remote == remote))

    def missed_unseen(self) -> int:
        return sum(item.missed and not item.seen for item in self.items)

    def mark_seen(self) -> None:
        self.items = tuple(msgspec.structs.replace(item, seen=True) for item in self.items)
        self.missed_changed.emit(0)

    def put(self, *items: CallItem) -> None:
        self.items = (*items, *self.items)
        self.recent_changed.emit()
        self.missed_changed.emit(self.missed_unseen())


class FakeMoney(QObject):
    balance_changed = Signal(object)
    price_ready = Signal(str, object)
    charged = Signal(str, object)
    charge_differs = Signal(object)
    top_up_done = Signal(str, object, object)
    top_up_failed = Signal(str, str)
    offers_ready = Signal(str, object)
    deck_ready = Signal(str, object)
    deck_failed = Signal(str, str, str)
    free_directions_ready = Signal(str, object)
    spending_ready = Signal(str, object)
    export_done = Signal(str)
    export_failed = Signal(str, str)
    announced = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.states: dict[str, MoneySnapshot] = {}
        self.prices: dict[str, PriceSnapshot] = {}
        self.offers: dict[str, tuple[Offer, ...]] = {}
        self.asked: list[str] = []
        self.topped: list[tuple[str, Money]] = []
        self.pages: dict[str, str] = {}  # account_id: where one pays, for accounts that can't be topped up here
        self.recovery_pages: dict[str, str] = {}
        self.tops_up = True
        self.deck: Deck | None = None
        self.deck_trouble: tuple[str, str] | None = None
        self.directions: tuple[FreeDirection, ...] = ()
        self.spending: dict[str, tuple[DaySpending, ...]] = {}
        self.without_balance: set[str] = set()
        self.known: set[tuple[str, str]] = set()  # prices that are told without asking
        self.exported: list[tuple[str, Path]] = []

    def has_provider(self, account_id: str) -> bool:
        return bool(account_id)

    def tells_balance(self, account_id: str) -> bool:
        return account_id not in self.without_balance

    def is_known(self, account_id: str, number: str) -> bool:
        return (account_id, number) in self.known

    def balance(self, account_id: str) -> MoneySnapshot | None:
        return self.states.get(account_id)

    def put(self, state: MoneySnapshot) -> None:
        self.states[state.account_id] = state
        self.balance_changed.emit(state)

    def refresh(self, account_id: str) -> None: ...

    def request_price(self, account_id: str, number: str) -> None:
        self.asked.append(number)
        if number in self.prices:
            self.price_ready.emit(account_id, self.prices[number])

    def request_deck(self, account_id: str) -> None:
        if self.deck_trouble:
            self.deck_failed.emit(account_id, *self.deck_trouble)
        elif self.deck is not None:
            self.deck_ready.emit(account_id, self.deck)

    def request_free_directions(self, account_id: str) -> None:
        self.free_directions_ready.emit(account_id, self.directions)

    def request_spending(self, month: str) -> None:
        self.spending_ready.emit(month, self.spending.get(month, ()))

    def export_spending(self, month: str, path: Path) -> None:
        self.exported.append((month, path))

    def request_offers(self, number: str) -> None:
        if number in self.offers:
            self.offers_ready.emit(number, self.offers[number])

    def watch(self, on: bool) -> None: ...

    def can_top_up(self, account_id: str) -> bool:
        return bool(account_id) and self.tops_up

    def top_up_url(self, account_id: str) -> str:
        return self.pages.get(account_id, "")

    def recovery_url(self, account_id: str) -> str:
        return self.recovery_pages.get(account_id, "")

    def top_up(self, account_id: str, amount: Money) -> None:
        self.topped.append((account_id, amount))


class FakeSms(QObject):
    changed = Signal(object)
    items_ready = Signal(object, object)
    threads_ready = Signal(object)
    terms_ready = Signal(object)
    operator_ready = Signal(str, str)
    unseen_changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.all: dict[str, SmsItem] = {}
        self.terms: dict[str, SmsTermsSnapshot] = {}
        self.operators: dict[str, str] = {}
        self.seen: list[tuple[str, ...]] = []

    def put(self, item: SmsItem) -> None:
        """An SMS is sent, comes in, or comes further."""
        self.all[item.item_id] = item
        self.changed.emit(item)
        self.unseen_changed.emit(self.unseen())

    def happen(self, item_id: str, **fields: object) -> None:
        self.put(msgspec.structs.replace(self.all[item_id], **fields))

    def send(self, account_id: str, number: str, text: str) -> str:
        item_id = f"s{len(self.all) + 1}"
        self.put(SmsItem(item_id, account_id, number, False, now_us(), text, SmsStatus.SENDING))
        return item_id

    def request_items(self, remotes: tuple[str, ...]) -> None:
        found = [item for item in self.all.values() if item.remote in remotes]
        self.items_ready.emit(remotes, tuple(sorted(found, key=lambda item: -item.at_us)))

    def request_threads(self) -> None:
        newest = sorted(self.all.values(), key=lambda item: -item.at_us)
        latest = {item.remote: item for item in reversed(newest)}
        unseen = {remote: sum(item.remote == remote and not item.seen for item in newest) for remote in latest}
        threads = [SmsThread(item, unseen[item.remote]) for item in newest if latest[item.remote] is item]
        self.threads_ready.emit(tuple(threads))

    def request_terms(self, account_id: str, number: str) -> None:
        terms = self.terms.get(number, SmsTermsSnapshot(account_id, number))
        self.terms_ready.emit(msgspec.structs.replace(terms, account_id=account_id, number=number))

    def request_operator(self, number: str, language: str = "en") -> None:
        del language
        self.operator_ready.emit(number, self.operators.get(number, ""))

    def unseen(self) -> int:
        return sum(not item.seen for item in self.all.values())

    def mark_seen(self, remotes: tuple[str, ...]) -> None:
        self.seen.append(remotes)
        self.all = {key: msgspec.structs.replace(item, seen=True) if item.remote in remotes else item for key, item in self.all.items()}
        self.unseen_changed.emit(self.unseen())


class FakeChats(QObject):
    changed = Signal(object)
    removed = Signal(str)
    typing_changed = Signal(str, bool)
    conversations_changed = Signal()
    page_ready = Signal(object, object, object, bool)
    around_ready = Signal(str, object, object)
    exported = Signal(object, object)
    export_failed = Signal(object, str)

    def __init__(self, contacts: FakeContacts, history: FakeHistory, sms: FakeSms) -> None:
        super().__init__()
        self._contacts, self._history, self._sms = contacts, history, sms
        self.all: dict[str, MessageItem] = {}
        self.chats: dict[ConversationKey, ConversationSnapshot] = {}
        self.asked: list[tuple[object, ...]] = []
        self.pages: list[tuple[Place | None, int]] = []
        self.account = "a1"
        self.server = True  # for files

    def put(self, item: MessageItem) -> None:
        """A message is sent, comes in, or comes further."""
        known = item.item_id in self.all
        self.all[item.item_id] = item
        key = self.key_of(item.account_id, item.remote)
        old = self.chats.get(key) or ConversationSnapshot(key, self._title(item.remote), item.account_id, (item.remote,))
        unread = old.unread + (item.is_incoming and not item.seen and not known)
        text = item.file.name if item.file else item.text
        last = {"last_text": text, "last_kind": item.kind, "last_status": item.status, "last_incoming": item.is_incoming}
        self.chats[key] = msgspec.structs.replace(old, at_us=item.at_us, unread=unread, **last)
        self.changed.emit(item)
        self.conversations_changed.emit()

    def _title(self, remote: str) -> str:
        contact = self._contacts.find_by_remote(remote)
        return contact.name if contact else remote

    def happen(self, item_id: str, **fields: object) -> None:
        self.put(msgspec.structs.replace(self.all[item_id], **fields))

    def conversations(self) -> tuple[ConversationSnapshot, ...]:
        return tuple(sorted(self.chats.values(), key=lambda chat: (not chat.pinned, -chat.at_us)))

    def total_unread(self) -> int:
        return sum(chat.unread for chat in self.chats.values() if not chat.muted)

    def key_of(self, account_id: str, remote: str) -> ConversationKey:
        contact = self._contacts.find_by_remote(remote)
        return contact.contact_id if contact else (account_id, remote)

    def account_for(self, remote: str) -> str:
        del remote
        return self.account

    def send_text(self, account_id: str, remote: str, text: str, reply_to: str = "") -> str:
        item_id = f"m{len(self.all) + 1:05}"
        answered = self.all.get(reply_to)
        self.put(
            MessageItem(
                *(item_id, account_id, remote, False, now_us(), MessageKind.TEXT, text, MessageStatus.WAITING),
                reply_to=reply_to,
                reply_text=answered.text if answered else "",
            )
        )
        return item_id

    def has_file_server(self, account_id: str) -> bool:
        return bool(account_id) and self.server

    def send_file(self, account_id: str, remote: str, path: Path, duration_ms: int = 0, waveform: bytes = b"") -> str:
        del duration_ms, waveform
        self.asked.append(("send_file", account_id, remote, path))
        return "f1"

    def download(self, item_id: str) -> None:
        self.asked.append(("download", item_id))

    def wake_up(self, account_id: str, remote: str) -> str:
        self.asked.append(("wake_up", account_id, remote))
        return "w1"

    def broadcast(self, remotes: tuple[str, ...], text: str) -> tuple[str, ...]:
        return tuple(self.send_text(self.account, remote, text) for remote in remotes)

    def send_again(self, item_id: str) -> None:
        self.asked.append(("send_again", item_id))

    def cancel(self, item_id: str) -> None:
        self.asked.append(("cancel", item_id))

    def delete(self, item_ids: tuple[str, ...]) -> None:
        self.asked.append(("delete", *item_ids))
        for item_id in item_ids:
            self.all.pop(item_id, None)
            self.removed.emit(item_id)

    def set_typing(self, account_id: str, remote: str, on: bool) -> None:
        self.asked.append(("typing", account_id, remote, on))

    def _change(self, key: ConversationKey, **fields: object) -> None:
        if key in self.chats:
            self.chats[key] = msgspec.structs.replace(self.chats[key], **fields)
        elif fields.get("draft"):
            remote = self._contacts.all[key].points[-1].value if isinstance(key, str) else key[1]
            new = ConversationSnapshot(key, self._title(remote), self.account, (remote,))
            self.chats[key] = msgspec.structs.replace(new, **fields)
        self.conversations_changed.emit()

    def mark_read(self, key: ConversationKey) -> None:
        self.asked.append(("mark_read", key))
        self._change(key, unread=0)

    def set_draft(self, key: ConversationKey, text: str) -> None:
        self._change(key, draft=text)

    def draft(self, key: ConversationKey) -> str:
        return self.chats[key].draft if key in self.chats else ""

    def pin(self, key: ConversationKey, on: bool) -> None:
        self._change(key, pinned=on)

    def mute(self, key: ConversationKey, on: bool) -> None:
        self._change(key, muted=on)

    def type_there(self, remote: str, on: bool = True) -> None:
        """They are typing, or not any more."""
        self._change(self.key_of("a1", remote), typing=on)
        self.typing_changed.emit(remote, on)

    def _timeline(self, remotes: tuple[str, ...]) -> list[TimelineItem]:
        found = [item for item in (*self.all.values(), *self._history.items, *self._sms.all.values()) if item.remote in remotes]
        return sorted(found, key=place_of)

    def request_page(self, remotes: tuple[str, ...], before: Place | None, limit: int) -> None:
        self.pages.append((before, limit))
        older = [item for item in self._timeline(remotes) if before is None or place_of(item) < before]
        self.page_ready.emit(remotes, before, tuple(older[-limit:]), len(older) > limit)

    def request_around(self, item_id: str, limit: int = 50) -> None:
        everything = (*self.all.values(), *self._history.items, *self._sms.all.values())
        found = next((item for item in everything if item.item_id == item_id), None)
        if found is None:
            self.around_ready.emit(item_id, (), ())
            return
        line = self._timeline((found.remote,))
        place = line.index(found)
        self.around_ready.emit(item_id, (found.remote,), tuple(line[max(0, place - limit) : place + limit + 1]))

    def export(self, key: ConversationKey, path: Path, form: str) -> None:
        self.asked.append(("export", key, path, form))


class FakePresence(QObject):
    changed = Signal(object)
    own_changed = Signal(object)
    watcher_asks = Signal(str, str)
    not_seen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.mine = PresenceSnapshot("", PresenceStatus.ONLINE)
        self.all: dict[str, PresenceSnapshot] = {}
        self.answers: list[tuple[str, str, bool]] = []
        self.idle: list[int] = []

    def own(self) -> PresenceSnapshot:
        return self.mine

    def chosen(self) -> PresenceStatus:
        return self.mine.status

    def set_own(self, status: PresenceStatus, title: str = "", text: str = "") -> None:
        self.mine = PresenceSnapshot("", status, title, text)
        self.own_changed.emit(self.mine)

    def set_idle(self, idle_s: int) -> None:
        self.idle.append(idle_s)

    def of(self, remote: str) -> PresenceSnapshot:
        return self.all.get(remote, PresenceSnapshot(remote))

    def put(self, remote: str, status: PresenceStatus, title: str = "", text: str = "") -> None:
        """Somebody's status comes in."""
        self.all[remote] = PresenceSnapshot(remote, status, title, text)
        self.changed.emit(self.all[remote])

    def allow(self, account_id: str, remote: str) -> None:
        self.answers.append((account_id, remote, True))

    def block(self, account_id: str, remote: str) -> None:
        self.answers.append((account_id, remote, False))


class FakeAudio(QObject):
    state_changed = Signal(object)
    levels = Signal(int, int)
    volumes_changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.now = AudioSnapshot(AudioBackend.DEVICE, "Jabra Evolve", "Jabra Evolve")
        self.percents = (100, 100)
        self.watched: list[bool] = []

    def state(self) -> AudioSnapshot:
        return self.now

    def put(self, state: AudioSnapshot) -> None:
        self.now = state
        self.state_changed.emit(state)

    def volumes(self) -> tuple[int, int]:
        return self.percents

    def set_speaker(self, percent: int) -> None:
        self.percents = (percent, self.percents[1])
        self.volumes_changed.emit(*self.percents)

    def set_microphone(self, percent: int) -> None:
        self.percents = (self.percents[0], percent)
        self.volumes_changed.emit(*self.percents)

    def watch(self, on: bool) -> None:
        self.watched.append(on)


class FakeSettings(QObject):
    changed = Signal(object)

    def __init__(self, **fields: object) -> None:
        super().__init__()
        self._values = msgspec.structs.replace(Settings(), **fields)

    def values(self) -> Settings:
        return self._values

    def change(self, **fields: object) -> None:
        self._values = msgspec.structs.replace(self._values, **fields)
        self.changed.emit(self._values)


class FakeEngine(QObject):
    status_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.now = EngineStatus.READY

    def status(self) -> EngineStatus:
        return self.now

    def put(self, status: EngineStatus) -> None:
        self.now = status
        self.status_changed.emit(status)


class FakeProblems(QObject):
    reported = Signal(object, str)


@dataclass
class Fakes:
    """All of them, each with its own type; `services` is what a window takes."""

    accounts: FakeAccounts = field(default_factory=lambda: FakeAccounts(ACCOUNT))
    contacts: FakeContacts = field(default_factory=FakeContacts)
    settings: FakeSettings = field(default_factory=lambda: FakeSettings(language="en", theme="light"))
    calls: FakeCalls = field(default_factory=FakeCalls)
    money: FakeMoney = field(default_factory=FakeMoney)
    audio: FakeAudio = field(default_factory=FakeAudio)
    engine: FakeEngine = field(default_factory=FakeEngine)
    problems: FakeProblems = field(default_factory=FakeProblems)
    sms: FakeSms = field(default_factory=FakeSms)
    presence: FakePresence = field(default_factory=FakePresence)
    search: FakeSearch = field(default_factory=FakeSearch)
    notifications: FakeNotifications = field(default_factory=FakeNotifications)
    history: FakeHistory = field(init=False)
    chats: FakeChats = field(init=False)

    def __post_init__(self) -> None:
        self.history = FakeHistory(self.contacts)
        self.chats = FakeChats(self.contacts, self.history, self.sms)

    def services(self) -> Services:
        return cast(
            "Services",
            _Bundle(
                self.accounts,
                self.calls,
                self.contacts,
                self.history,
                self.money,
                self.audio,
                self.settings,
                self.engine,
                self.problems,
                self.sms,
                self.chats,
                self.presence,
                self.search,
                self.notifications,
            ),
        )


@dataclass(frozen=True)
class _Bundle:
    accounts: FakeAccounts
    calls: FakeCalls
    contacts: FakeContacts
    history: FakeHistory
    money: FakeMoney
    audio: FakeAudio
    settings: FakeSettings
    engine: FakeEngine
    problems: FakeProblems
    sms: FakeSms
    chats: FakeChats
    presence: FakePresence
    search: FakeSearch
    notifications: FakeNotifications
