"""Who is there: the contacts as their providers tell them, and how others see us."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.calls.addresses import remote_of_uri, target_of
from agent_app.contacts.index import remote_key
from agent_app.presence.snapshots import PresenceSnapshot, PresenceStatus
from agent_app.snapshots import PointKind
from telephony.bodies.status import MOST_TEXT, MOST_TITLE, Status
from telephony.messages import (
    AllowWatcher,
    PresenceChanged,
    Publish,
    PublishState,
    Registration,
    Subscribe,
    Unpublish,
    WatcherAsking,
)

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import AccountSnapshot

_THEIRS: Final = {
    Status.ONLINE: PresenceStatus.ONLINE,
    Status.FREE_FOR_CHAT: PresenceStatus.FREE_FOR_CHAT,
    Status.AWAY: PresenceStatus.AWAY,
    Status.BUSY: PresenceStatus.DO_NOT_DISTURB,
    Status.OFFLINE: PresenceStatus.OFFLINE,
    None: PresenceStatus.UNKNOWN,
}
_OURS: Final = {theirs: status for status, theirs in _THEIRS.items() if status not in {None, Status.OFFLINE}}
_GATHER_MS: Final = 500  # several changes of the contact list are told as one
_CONNECTED: Final = frozenset({Registration.REGISTERED, Registration.REGISTERING})
_GETS_AWAY: Final = frozenset({PresenceStatus.ONLINE, PresenceStatus.FREE_FOR_CHAT})


class PresenceService(QObject):
    """Each contact is watched by the account of its own domain, else by the current one. Nothing is kept between runs but our own."""

    changed = Signal(object)  # PresenceSnapshot: somebody's
    own_changed = Signal(object)  # PresenceSnapshot: how we are seen
    watcher_asks = Signal(str, str)  # account_id, remote: they want to see whether we are there
    watcher_answered = Signal(str, str, bool)  # account_id, remote, whether the user lets them
    not_seen = Signal(str, object)  # account_id, Reason: our status could not be published

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        settings: SettingsService,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._contacts = contacts
        self._settings = settings
        self._idle = False
        self._known: dict[str, PresenceSnapshot] = {}
        self._watched_by: dict[str, str] = {}  # remote_key -> account_id
        self._told: dict[str, tuple[str, ...]] = {}  # account_id -> targets, for accounts that this engine has connected
        self._published: dict[str, str] = {}
        self._gathering = QTimer(self)
        self._gathering.setSingleShot(True)
        self._gathering.setInterval(_GATHER_MS)
        self._gathering.timeout.connect(self._watch_all)
        engine.received.connect(self._take)
        engine.lost.connect(self._forget_all)
        accounts.changed.connect(self._account_changed)
        accounts.removed.connect(self._forget)
        contacts.changed.connect(self._gathering.start)
        if settings.values().own_status is PresenceStatus.DO_NOT_DISTURB:  # as earlier versions kept it
            settings.change(own_status=PresenceStatus.ONLINE, do_not_disturb=True)
        self._shown = self.own()
        settings.changed.connect(self._show_anew)

    def own(self) -> PresenceSnapshot:
        """How others see us: away where nobody is at the keyboard."""
        values, status = self._settings.values(), self.chosen()
        status = PresenceStatus.AWAY if self._idle and status in _GETS_AWAY else status
        return PresenceSnapshot("", status, values.own_title, values.own_text)

    def chosen(self) -> PresenceStatus:
        """What we chose, whether anybody is at the keyboard or not. Not to be disturbed is the settings' own switch, over all the others:
        with it, calls are refused too."""
        values = self._settings.values()
        return PresenceStatus.DO_NOT_DISTURB if values.do_not_disturb else values.own_status

    def is_idle(self) -> bool:
        """Whether nobody has been at the keyboard for so long that we are away by ourselves."""
        return self._idle

    def set_own(self, status: PresenceStatus, title: str = "", text: str = "") -> None:
        """Title and text are cut at 32 and 128 characters. Offline and unknown are nothing to choose: ValueError."""
        if status not in _OURS and status is not PresenceStatus.INVISIBLE:
            raise ValueError(status)
        self._idle = False
        undisturbed = status is PresenceStatus.DO_NOT_DISTURB
        beneath = self._settings.values().own_status if undisturbed else status
        words = {"own_title": title.strip()[:MOST_TITLE], "own_text": text.strip()[:MOST_TEXT]}
        self._settings.change(own_status=beneath, do_not_disturb=undisturbed, **words)
        self._show_anew()

    def set_idle(self, idle_s: int) -> None:
        """Nobody has touched keyboard and mouse for so long; 0: somebody just did."""
        minutes = self._settings.values().away_minutes
        idle = minutes > 0 and idle_s >= minutes * 60
        if idle != self._idle:
            self._idle = idle
            self._show_anew()

    def of(self, remote: str) -> PresenceSnapshot:
        """Unknown, where nothing is."""
        return self._known.get(remote_key(remote)) or PresenceSnapshot(remote)

    def allow(self, account_id: str, remote: str) -> None:
        """They may see whether we are there."""
        self._decide(account_id, remote, allowed=True)
        self.watcher_answered.emit(account_id, remote, True)

    def block(self, account_id: str, remote: str) -> None:
        self._decide(account_id, remote, allowed=False)
        self.watcher_answered.emit(account_id, remote, False)

    # --- what the engine says ---------------------------------------------------------------------------------------------------

    def _take(self, event: object) -> None:
        match event:
            case PresenceChanged():
                remote = remote_of_uri(event.uri)
                if self._watched_by.get(remote_key(remote)) == event.account_id:
                    self._note(PresenceSnapshot(remote, _THEIRS[event.status], event.title, event.text))
            case WatcherAsking():
                self._contacts.when_loaded(lambda: self._answer(event))
            case PublishState() if event.reason is not None:
                self.not_seen.emit(event.account_id, event.reason)
            case _:
                pass

    def _answer(self, event: WatcherAsking) -> None:
        """Contacts may see us; about others the user is asked."""
        remote = remote_of_uri(event.uri)
        if self._contacts.find_by_remote(remote) is not None:
            self._decide(event.account_id, remote, allowed=True)
        else:
            self.watcher_asks.emit(event.account_id, remote)

    def _decide(self, account_id: str, remote: str, *, allowed: bool) -> None:
        self._engine.send(AllowWatcher(account_id, target_of(remote), allowed=allowed))

    def _note(self, snapshot: PresenceSnapshot) -> None:
        key = remote_key(snapshot.remote)
        if self._known.get(key, PresenceSnapshot(snapshot.remote)) != snapshot:
            self._known[key] = snapshot
            self.changed.emit(snapshot)

    # --- accounts ---------------------------------------------------------------------------------------------------------------

    def _account_changed(self, account: AccountSnapshot) -> None:
        if account.registration is Registration.REGISTERED:
            if account.account_id not in self._told:
                self._told[account.account_id] = ()
                self._show(account)
                self._watch_all()
        elif account.registration not in _CONNECTED:
            self._unknow(account.account_id)

    def _forget_all(self) -> None:
        for account_id in list(self._told):
            self._forget(account_id)

    def _forget(self, account_id: str) -> None:
        self._told.pop(account_id, None)
        self._published.pop(account_id, None)
        self._unknow(account_id)

    def _unknow(self, account_id: str) -> None:
        """Nobody tells any more how they are whom this account watches."""
        for key in [key for key, watcher in self._watched_by.items() if watcher == account_id]:
            snapshot = self._known.get(key)
            if snapshot is not None:
                self._note(msgspec.structs.replace(snapshot, status=PresenceStatus.UNKNOWN, title="", text=""))

    # --- watching and being seen ------------------------------------------------------------------------------------------------

    def _watch_all(self) -> None:
        wanted = self._wanted()
        self._watched_by = {remote_key(remote): account_id for remote, account_id in wanted}
        remotes: dict[str, list[str]] = {account_id: [] for account_id in self._told}
        for remote, account_id in wanted:
            remotes.get(account_id, []).append(remote)
        for account_id, watched in remotes.items():
            targets = tuple(target_of(remote) for remote in watched)
            if targets != self._told[account_id] and self._engine.send(Subscribe(account_id, targets)):
                self._told[account_id] = targets

    def _wanted(self) -> list[tuple[str, str]]:
        """Each address of a contact, and the account that watches it."""
        domains = {account.address.rpartition("@")[2].casefold(): account.account_id for account in self._accounts.accounts()}
        own = {remote_key(account.address) for account in self._accounts.accounts()}
        current = self._accounts.current()
        if current is None:
            return []
        points = (point.value for contact in self._contacts.contacts() for point in contact.points if point.kind is PointKind.SIP)
        remotes = {remote_key(value): value for value in points if "@" in value}
        return [(remote, domains.get(key.rpartition("@")[2], current.account_id)) for key, remote in remotes.items() if key not in own]

    def _show_anew(self) -> None:
        """How we are seen has changed, perhaps: by this room or in the settings."""
        if self.own() != self._shown:
            self._shown = self.own()
            self._show_all()

    def _show_all(self) -> None:
        for account_id in self._told:
            account = self._accounts.account(account_id)
            if account is not None:
                self._show(account)
        self.own_changed.emit(self.own())

    def _show(self, account: AccountSnapshot) -> None:
        own = self.own()
        status = _OURS.get(own.status)
        document = "" if status is None else _document(account.address, status, own)
        if self._published.get(account.account_id, "") != document:
            self._published[account.account_id] = document
            self._engine.send(Publish(account.account_id, document) if document else Unpublish(account.account_id))


def _document(address: str, status: Status, own: PresenceSnapshot) -> str:
    from telephony.bodies.presence import Presence, build_presence  # its XML is not on the way to the first frame

    return build_presence(Presence(f"sip:{address}", status, own.title, own.text))
