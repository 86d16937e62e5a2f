"""What goes beside the messages: receipts, which go until somebody takes them, and who types, which is of use now or never."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.calls.addresses import target_of
from agent_app.chats.wire import back_envelope
from agent_app.clock import now_us
from agent_app.contacts.index import remote_key
from agent_app.storage.messages import WANTS_DISPLAYED, Form
from agent_app.storage.uuid7 import new_id
from telephony.bodies.composing import Typing
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, receipt_message, typing_message
from telephony.messages import MessageProgress, MessageState, Registration, SendMessage

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import AccountSnapshot
    from agent_app.storage.owed import OwedReceipt

_MOST_WAITING: Final = 2000  # receipts of an account
_REFUSED: Final = frozenset({405, 406, 415, 488, 489, 501})  # the other one does not know what this is
_RETRY_MS: Final = (2000, 8000, 30_000, 120_000)  # after that with the account's next registration, or another run
_REFRESH_S: Final = 60
_IDLE_MS: Final = 15_000  # RFC 3994 section 3.2: nothing was typed for so long


@dataclass(frozen=True, slots=True)
class _Quiet:
    account_id: str
    remote: str
    outgoing: Outgoing
    owed: OwedReceipt | None = None  # None: who types
    tries: int = 0


class QuietPost(QObject):
    """Receipts and typing of all conversations."""

    unwanted = Signal(str, str)  # account_id, remote: its program refuses them
    over = Signal(object)  # OwedReceipt: it was taken, or is refused for good

    def __init__(self, engine: EngineClient, accounts: AccountService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._waiting: dict[str, deque[_Quiet]] = {}
        self._flying: dict[str, _Quiet] = {}
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._send_failed)
        engine.received.connect(self._take)
        engine.lost.connect(self._lose)
        accounts.changed.connect(self._account_changed)
        accounts.removed.connect(self._forget)

    def confirm(self, owed: OwedReceipt) -> None:
        """Tell them that a message of theirs is here, or was read; in the form that it came in. `over` when they know."""
        account = self._accounts.account(owed.account_id)
        if account is not None and owed.wire_id:
            envelope = back_envelope(account, owed.remote) if owed.form is Form.CPIM else None
            kind = ReceiptKind.DISPLAYED if owed.wants & WANTS_DISPLAYED else ReceiptKind.DELIVERED
            outgoing = receipt_message(Receipt(owed.wire_id, kind, now_us()), envelope)
            self._send(_Quiet(owed.account_id, owed.remote, outgoing, owed))

    def tell_typing(self, account_id: str, remote: str, form: Form, *, active: bool) -> None:
        account = self._accounts.account(account_id)
        if account is not None and account.registration is Registration.REGISTERED:
            envelope = back_envelope(account, remote) if form is Form.CPIM else None
            self._send(_Quiet(account_id, remote, typing_message(Typing(active, _REFRESH_S), envelope)))

    def _send(self, quiet: _Quiet) -> None:
        account = self._accounts.account(quiet.account_id)
        connected = account is not None and account.registration is Registration.REGISTERED
        name, outgoing = new_id(), quiet.outgoing
        target = target_of(quiet.remote)
        command = SendMessage(name, quiet.account_id, target, outgoing.body, outgoing.content_type, outgoing.headers)
        if connected and self._engine.send(command):
            self._flying[name] = quiet
        else:
            self._keep(quiet)

    def _keep(self, quiet: _Quiet) -> None:
        if quiet.owed is not None:
            self._waiting.setdefault(quiet.account_id, deque(maxlen=_MOST_WAITING)).append(quiet)

    def _take(self, event: object) -> None:
        if not isinstance(event, MessageState) or event.state is MessageProgress.SENDING:
            return
        quiet = self._flying.pop(event.message_id, None)
        if quiet is None:
            return
        refused = event.state is MessageProgress.FAILED and event.sip_status in _REFUSED
        if refused:
            self.unwanted.emit(quiet.account_id, quiet.remote)
        if quiet.owed is None:
            return
        if refused or event.state is MessageProgress.ACCEPTED:
            self.over.emit(quiet.owed)
        else:
            self._again_later(quiet)

    def _again_later(self, quiet: _Quiet) -> None:
        """They may not have it: it says the same again."""
        self._keep(replace(quiet, tries=quiet.tries + 1))
        if quiet.tries < len(_RETRY_MS) and not self._retry.isActive():
            self._retry.start(_RETRY_MS[quiet.tries])

    def _send_failed(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for quiets in waiting.values():
            for quiet in quiets:
                if 0 < quiet.tries <= len(_RETRY_MS):
                    self._send(quiet)
                else:
                    self._keep(quiet)

    def _lose(self) -> None:
        """A receipt may be sent twice: it says the same again."""
        flying, self._flying = self._flying, {}
        for quiet in flying.values():
            self._keep(quiet)

    def _forget(self, account_id: str) -> None:
        self._waiting.pop(account_id, None)

    def _account_changed(self, account: AccountSnapshot) -> None:
        if account.registration is Registration.REGISTERED:
            for quiet in self._waiting.pop(account.account_id, ()):
                self._send(quiet)


class OwnTyping(QObject):
    """When we type: "active" at the first key and every minute while it goes on, "idle" when it stops (RFC 3994 section 3.2)."""

    told = Signal(str, str, bool)  # account_id, remote, whether we type

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle: dict[tuple[str, str], QTimer] = {}
        self._told_us: dict[tuple[str, str], int] = {}

    def set(self, account_id: str, remote: str, *, on: bool) -> None:
        """A key was typed (`on`, each time), or the text is empty again."""
        key = (account_id, remote)
        if not on:
            self._stop(key)
            return
        if key not in self._idle:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self._stop(key))
            self._idle[key] = timer
        self._idle[key].start(_IDLE_MS)
        if now_us() - self._told_us.get(key, 0) > _REFRESH_S * 1_000_000 // 2:
            self._told_us[key] = now_us()
            self.told.emit(account_id, remote, True)

    def sent(self, account_id: str, remote: str) -> None:
        """A message says that nobody types any more (section 3.3): nothing more needs to be said."""
        key = (account_id, remote)
        self._told_us.pop(key, None)
        timer = self._idle.pop(key, None)
        if timer is not None:
            timer.deleteLater()

    def _stop(self, key: tuple[str, str]) -> None:
        if key in self._told_us:
            self.sent(*key)
            self.told.emit(*key, False)


class TheirTyping(QObject):
    """Who types to us: until they stop, write, or are silent for as long as they said."""

    changed = Signal(str, str, bool)  # account_id, remote, whether they type

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timers: dict[tuple[str, str], QTimer] = {}

    def take(self, account_id: str, remote: str, typing: Typing) -> None:
        key = (account_id, remote_key(remote))
        if not typing.active:
            self.end(account_id, remote)
            return
        timer = self._timers.get(key)
        if timer is None:
            timer = QTimer(self)
            timer.setSingleShot(True)
            timer.timeout.connect(lambda: self.end(account_id, remote))
            self._timers[key] = timer
            self.changed.emit(account_id, remote, True)
        timer.start(typing.refresh_s * 1000)

    def end(self, account_id: str, remote: str) -> None:
        timer = self._timers.pop((account_id, remote_key(remote)), None)
        if timer is not None:
            timer.deleteLater()
            self.changed.emit(account_id, remote, False)
