"""Every service of one profile, built and connected: here, and nowhere else. `main` adds the window."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, OLDEST_ACCOUNTS, StoredAccounts
from agent_app.accounts.sandbox_account import SandboxAccount
from agent_app.accounts.service import AccountService
from agent_app.accounts.settled import OnceSettled
from agent_app.audio import AudioService
from agent_app.calls.greeting import usual_greeting
from agent_app.calls.losing import LossByEar
from agent_app.calls.service import CallService
from agent_app.chats.events import note_watchers
from agent_app.chats.places import FilePlaces
from agent_app.chats.service import ChatService
from agent_app.contacts.listeners import follow_merges
from agent_app.contacts.service import ContactService
from agent_app.engine_client import EngineClient, EngineOptions
from agent_app.history.listeners import record_calls, settle_calls
from agent_app.history.service import HistoryService
from agent_app.money.listeners import warn_by_ear
from agent_app.money.providers import AccountProviders
from agent_app.money.service import MoneyService
from agent_app.presence.service import PresenceService
from agent_app.problems import Problems
from agent_app.sandbox_process import SandboxProcess
from agent_app.services import Services
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.sms.service import SmsService
from agent_app.snapshots import ProblemCode
from agent_app.storage.database import Database

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.chats.places import Drawing
    from agent_app.companions import Companions
    from agent_app.profile import Profile
    from agent_app.sandbox_process import SandboxReady

_LEAVE_MS: Final = 1700
_FLUSH_S: Final = 1.0
# Thousands of contacts and conversations take a processor for half a second, which whoever registers needs; those of a short life are
# there at once.
_LONG_BYTES: Final = 32 << 20
_LATEST_MS: Final = 600


class Assembly(QObject):
    """`start` spawns the processes, `load` reads what can wait for the first frame, `leave` ends it all; `left` says that it is ended."""

    left = Signal()

    def __init__(
        self, profile: Profile, engine: EngineOptions, parent: QObject | None = None, *, drawing: Callable[[], Drawing] | None = None
    ) -> None:
        """`drawing` gives who makes small pictures: without a window there is nobody who could."""
        super().__init__(parent)
        self._profile = profile
        self._leaving = False
        self._ended = False
        problems = Problems(self)
        self._database = Database(profile.database, problems, self)
        self._settings = SettingsService(profile.settings, problems, self)
        self._keyring = KeyringLane(self)
        self._engine = EngineClient(engine, profile.engine_log, self)
        store = JsonStore(
            profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN, oldest=OLDEST_ACCOUNTS
        )
        # The order matters where several listen to `spawned`: accounts come back before the dialogs that are released through them.
        accounts = AccountService(store, self._engine, self._keyring, self._settings, is_sandbox=profile.is_sandbox, parent=self)
        contacts = ContactService(self._database, self, pictures=profile.pictures)
        self._money = MoneyService(accounts, self._settings, self._database, self)
        self._providers = AccountProviders(accounts, self._keyring, self._money, self)
        calls = CallService(
            *(self._engine, accounts, contacts, self._money, self._settings),
            recordings=profile.recordings,
            usual_greeting=lambda: usual_greeting(self._settings.values().language),
            parent=self,
        )
        history = HistoryService(self._database, contacts, self, account_name=lambda account_id: _address(accounts, account_id))
        calls.redial_from(history.recent)
        self._sms = SmsService(self._engine, accounts, contacts, self._money, self._database, parent=self)
        audio = AudioService(self._engine, self._settings, self)
        self._chats = ChatService(
            *(self._engine, accounts, contacts, self._settings, self._database),
            blocked=lambda _account_id, remote: contacts.ignored.is_ignored(remote),
            recordings=profile.voice_notes,
            files=FilePlaces(profile.thumbnails, profile.file_parts, profile.pasted, drawing),
            parent=self,
        )
        presence = PresenceService(self._engine, accounts, contacts, self._settings, self)
        self.services = Services(
            *(accounts, calls, contacts, history, self._money, audio, self._settings, self._engine, problems, self._sms),
            *(self._chats, presence, lambda: self._companions),
        )
        record_calls(calls, history)
        settle_calls(calls, self._money, history)
        warn_by_ear(calls, self._engine)
        self._loss = LossByEar(calls, self._engine, self)
        follow_merges(contacts, self._settings)
        note_watchers(presence, self._chats)
        self._sandbox = SandboxProcess(profile, problems, self) if profile.is_sandbox else None
        self._sandbox_account = self._sandbox and SandboxAccount(self._sandbox, accounts, self._money, self)
        if self._sandbox is not None:
            self._sandbox.ready.connect(self._take_file_server)

    def start(self) -> None:
        """Spawn the processes, and while they begin make what the first frame did not need."""
        self._engine.start()
        if self._sandbox is not None:
            self._sandbox.start()
        _ = self._companions

    @cached_property
    def _companions(self) -> Companions:
        from agent_app.companions import Companions

        return Companions(self.services, self._database, self._profile, self)

    def load(self) -> None:
        """Read what the first frame does not need, and say what went wrong before it. Who registers waits for no history."""
        self.services.problems.tell_early()
        self.services.accounts.load_passwords()
        self.services.history.load()
        self._sms.load()
        self._chats.load()
        self.services.contacts.ignored.load()
        if self._database.size() > _LONG_BYTES:
            OnceSettled(self.services.accounts.changed, _LATEST_MS, self._read_lists, self)
        else:
            self._read_lists()
        self._providers.begin()
        self._money.begin()
        self._companions.load()

    def _read_lists(self) -> None:
        """People before conversations, which bear their names."""
        if not self._leaving:
            self.services.contacts.load()
            self._chats.load_lines()

    def process_ids(self) -> tuple[int, int]:
        """Engine and sandbox; 0 for one that does not run."""
        return self._engine.pid(), 0 if self._sandbox is None else self._sandbox.pid()

    def sandbox_ports(self) -> tuple[int, int]:
        """SIP and HTTP on 127.0.0.1; 0 where no sandbox is ready."""
        return (0, 0) if self._sandbox is None else self._sandbox.ports()

    def leave(self) -> None:
        """Hang up, unregister, end the processes, write what waits: at most 2 s, then `left`."""
        if self._leaving:
            return
        self._leaving = True
        self.services.calls.hang_up_all()
        QTimer.singleShot(_LEAVE_MS, self, self._finish)
        self._engine.stopped.connect(self._stop_sandbox)
        self._engine.stop()

    def _take_file_server(self, ready: SandboxReady) -> None:
        account = self.services.accounts.sandbox_account()
        if account is not None:
            self._chats.set_file_server(account.account_id, ready.accounts[0].file_server.reveal())

    def _stop_sandbox(self) -> None:
        """After the engine: it unregisters there."""
        if self._sandbox is None:
            self._finish()
            return
        self._sandbox.stopped.connect(self._finish)
        self._sandbox.stop()

    def _finish(self) -> None:
        if self._ended:
            return
        self._ended = True
        self._engine.bury()
        if self._sandbox is not None:
            self._sandbox.bury()
        self._settings.flush()
        self._sms.close()
        if "_companions" in vars(self):
            self._companions.close()
        self._chats.close()
        self._money.close()
        self._keyring.close()
        self._database.close(_FLUSH_S)
        self.left.emit()


def _address(accounts: AccountService, account_id: str) -> str:
    account = accounts.account(account_id)
    return account_id if account is None else account.address
