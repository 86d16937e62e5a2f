"""What is to be sent: in order for each conversation, the next only when the one before it is over, again where that does no harm."""

from __future__ import annotations

import logging
from collections import deque
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.calls.addresses import target_of
from agent_app.chats.snapshots import MessageStatus
from agent_app.chats.wire import Parcel, parcels_of
from agent_app.contacts.index import remote_key
from agent_app.storage.messages import Form, MessageRecord, Wire, message_record, note_sending
from agent_app.storage.uuid7 import new_id
from telephony.bodies.errors import BodyError
from telephony.messages import BODY_LIMITS, CommandRefused, MessageProgress, MessageState, Registration, SendMessage
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import AccountSnapshot
    from agent_app.storage.database import Database

log = logging.getLogger(__name__)

_RETRY_MS: Final = (500, 1000, 2000, 4000, 8000, 15_000, 30_000, 60_000)
# Nothing of it arrived, and a moment later it may: whatever its form, it is tried again.
_PASSING: Final = frozenset(
    {
        *(ReasonCode.NETWORK_UNREACHABLE, ReasonCode.CONNECTION_REFUSED, ReasonCode.NO_RESPONSE, ReasonCode.SERVICE_UNAVAILABLE),
        *(ReasonCode.NOT_REGISTERED, ReasonCode.UNKNOWN_ACCOUNT, ReasonCode.ENGINE_LOST),
        # The account is registered, so its password is right: a server that has just restarted knows its old nonces no more.
        ReasonCode.WRONG_PASSWORD,
    }
)
_NOT_THIS_TYPE: Final = frozenset({406, 415, 488})  # the other one reads no CPIM
_LEAST: Final = 500  # bytes: no smaller parts are tried


@dataclass(slots=True)
class _Line:
    """The messages of one account to one address; the first is the one that is on its way."""

    queue: deque[MessageRecord] = field(default_factory=deque[MessageRecord])
    parcels: tuple[Parcel, ...] = ()
    form: Form = Form.NONE
    part: int = 0  # of the first: how many parts of it are over
    flying: str = ""  # the engine's name for what is on its way; "-" while it is written down
    tries: int = 0
    most_bytes: int = 0  # 0: what the transport carries
    waits: bool = False  # for its next try


class Outbox(QObject):
    """`form` tells how an address is written to."""

    ended = Signal(str, object, str, bool)  # item_id, MessageStatus, reason code, whether a server keeps it for later
    going = Signal(str, object)  # item_id, Form
    wired = Signal(str, object)  # item_id, Wire: the name that a plain one has, now that it went
    plain_only = Signal(str, str)  # account_id, remote: it reads no CPIM

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        database: Database,
        form: Callable[[str, str], Form],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._database = database
        self._form = form
        self._lines: dict[tuple[str, str], _Line] = {}
        self._flying: dict[str, tuple[str, str]] = {}
        engine.received.connect(self._take)
        engine.lost.connect(self._lose)
        accounts.changed.connect(self._account_changed)
        accounts.removed.connect(self._account_removed)

    def push(self, record: MessageRecord, *, first: bool = False) -> None:
        """Send it behind all others to its address; `first`: again, before those that wait."""
        item = record.item
        key = (item.account_id, remote_key(item.remote))
        line = self._lines.setdefault(key, _Line())
        if first and line.queue:
            line.queue.insert(1, record)  # the first is on its way
        else:
            line.queue.append(record)
        self._next(key)

    def cancel(self, item_id: str) -> bool:
        """Take it back; False where it is on its way already, or gone."""
        for line in self._lines.values():
            for place, record in enumerate(line.queue):
                if record.item.item_id == item_id and (place > 0 or not line.flying) and not (place == 0 and line.part):
                    del line.queue[place]
                    return True
        return False

    def holds(self, item_id: str) -> bool:
        return any(record.item.item_id == item_id for line in self._lines.values() for record in line.queue)

    # --- going ------------------------------------------------------------------------------------------------------------------

    def _next(self, key: tuple[str, str]) -> None:
        line = self._lines[key]
        if line.flying or line.waits or not line.queue:
            if not line.queue:
                del self._lines[key]
            return
        account = self._accounts.account(key[0])
        if account is None:
            while line.queue:
                self._end_first(line, MessageStatus.FAILED, ReasonCode.UNKNOWN_ACCOUNT)
            self._lines.pop(key, None)
        elif account.registration is Registration.REGISTERED:
            line.flying = "-"
            self._prepare(key, line, account)

    def _prepare(self, key: tuple[str, str], line: _Line, account: AccountSnapshot) -> None:
        """Write down that it is about to go; it goes once that is on the disk."""
        record = line.queue[0]
        item = record.item
        if item.reply_to and not record.reply_wire:
            self._database.read(
                lambda connection: message_record(connection, item.item_id), lambda stored: self._quote(key, record, stored)
            )
            return
        if not line.parcels:
            line.form = record.form if record.form is Form.CPIM else self._form(*key)
            limit = line.most_bytes or BODY_LIMITS[self._accounts.form(account.account_id).transport]
            try:
                line.parcels = parcels_of(record, account, line.form, limit)
            except BodyError as error:
                line.flying = ""
                self._over(key, MessageStatus.FAILED, error.problem.value)
                return
        form, wires = line.form, [parcel.wire for parcel in line.parcels if parcel.wire is not None]
        self.going.emit(item.item_id, form)
        self._database.write(lambda connection: note_sending(connection, item, form, wires))
        self._database.written(lambda: self._go(key, line, record))

    def _quote(self, key: tuple[str, str], record: MessageRecord, stored: MessageRecord | None) -> None:
        """By which name the other one knows what is answered, the database tells; without one it is quoted all the same."""
        line = self._lines.get(key)
        if line is None or not line.queue or line.queue[0] is not record:
            return
        known = stored.reply_wire if stored is not None else ""
        line.queue[0] = replace(record, item=msgspec.structs.replace(record.item, reply_to=""), reply_wire=known)
        line.flying = ""
        self._next(key)

    def _go(self, key: tuple[str, str], line: _Line, record: MessageRecord) -> None:
        if self._lines.get(key) is line and line.flying == "-" and line.queue and line.queue[0] is record:
            self._hand_over(key, line)

    def _hand_over(self, key: tuple[str, str], line: _Line) -> None:
        parcel, item = line.parcels[line.part].outgoing, line.queue[0].item
        name = new_id()
        command = SendMessage(name, item.account_id, target_of(item.remote), parcel.body, parcel.content_type, parcel.headers)
        if self._engine.send(command):
            line.flying = name
            self._flying[name] = key
        else:
            line.flying = ""  # there is no engine; its account's registration begins it again

    # --- what the engine says ---------------------------------------------------------------------------------------------------

    def _take(self, event: object) -> None:
        match event:
            case MessageState() if event.message_id in self._flying and event.state is not MessageProgress.SENDING:
                key = self._flying.pop(event.message_id)
                line = self._lines[key]
                line.flying = ""
                self._judge(key, line, event)
            case CommandRefused(command="SendMessage") if event.subject in self._flying:
                key = self._flying.pop(event.subject)
                self._lines[key].flying = ""
                self._failed(key, self._lines[key], event.reason)
            case _:
                pass

    def _judge(self, key: tuple[str, str], line: _Line, event: MessageState) -> None:
        reason = event.reason or Reason(ReasonCode.INTERNAL)
        match event.state:
            case MessageProgress.ACCEPTED:
                self._accepted(key, line, event)
            case MessageProgress.FAILED:
                self._failed(key, line, reason)
            case _ if line.form is Form.CPIM and line.tries < len(_RETRY_MS):
                self._again_later(key, line)
            case _:
                self._over(key, MessageStatus.UNKNOWN, reason.code)

    def _accepted(self, key: tuple[str, str], line: _Line, event: MessageState) -> None:
        item = line.queue[0].item
        if line.form is Form.PLAIN:
            self.wired.emit(item.item_id, Wire(event.sip_call_id, line.part + 1, len(line.parcels)))
        line.part += 1
        line.tries = 0
        if line.part < len(line.parcels):
            line.flying = "-"
            self._hand_over(key, line)
        else:
            self._over(key, MessageStatus.SENT, "", stored=event.sip_status == 202)

    def _failed(self, key: tuple[str, str], line: _Line, reason: Reason) -> None:
        """It did not arrive: that is certain, so that another try does no harm."""
        shorter = int(reason.value) if reason.code is ReasonCode.TOO_LONG and reason.value.isdigit() else 0
        if line.form is Form.CPIM and reason.sip_status in _NOT_THIS_TYPE and not line.part:
            line.queue[0] = replace(line.queue[0], form=Form.NONE)
            self.plain_only.emit(line.queue[0].item.account_id, line.queue[0].item.remote)
            line.parcels = ()
            self._next(key)
        elif not line.part and shorter >= _LEAST and (not line.most_bytes or shorter < line.most_bytes):
            line.most_bytes, line.parcels = shorter, ()
            self._next(key)
        elif reason.code in _PASSING and line.tries < len(_RETRY_MS):
            self._again_later(key, line)
        else:
            self._over(key, MessageStatus.FAILED, reason.code)

    def _again_later(self, key: tuple[str, str], line: _Line) -> None:
        delay = _RETRY_MS[line.tries]
        line.tries += 1
        line.waits = True

        def again() -> None:
            line.waits = False
            if self._lines.get(key) is line:
                self._next(key)

        QTimer.singleShot(delay, self, again)

    def _over(self, key: tuple[str, str], status: MessageStatus, code: str, *, stored: bool = False) -> None:
        self._end_first(self._lines[key], status, code, stored=stored)
        if key in self._lines:
            self._next(key)

    def _end_first(self, line: _Line, status: MessageStatus, code: str, *, stored: bool = False) -> None:
        record = line.queue.popleft()
        line.parcels, line.part, line.tries = (), 0, 0
        self.ended.emit(record.item.item_id, status, code, stored)

    # --- engine and accounts ----------------------------------------------------------------------------------------------------

    def _lose(self) -> None:
        """The engine died: what it had on its way may have arrived."""
        self._flying.clear()
        for key, line in list(self._lines.items()):
            on_its_way = line.flying not in ("", "-")
            line.flying = ""
            if on_its_way and line.form is not Form.CPIM:
                self._over(key, MessageStatus.UNKNOWN, ReasonCode.ENGINE_LOST)

    def _account_changed(self, account: AccountSnapshot) -> None:
        if account.registration is Registration.REGISTERED:
            for key in [key for key in self._lines if key[0] == account.account_id]:
                if key in self._lines:
                    self._next(key)

    def _account_removed(self, account_id: str) -> None:
        for key in [key for key in self._lines if key[0] == account_id]:
            self._next(key)
