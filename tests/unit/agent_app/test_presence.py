"""Presence: contacts are watched by the right account, our own status is published, away comes by itself, strangers are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.contacts.service import ContactService
from agent_app.presence.service import PresenceService
from agent_app.presence.snapshots import PresenceSnapshot, PresenceStatus
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import Contact, ContactPoint, PointKind, ProblemCode
from telephony.bodies.presence import Status, parse_presence
from telephony.messages import (
    AccountState,
    AllowWatcher,
    PresenceChanged,
    Publish,
    PublishState,
    Registration,
    Subscribe,
    Unpublish,
    WatcherAsking,
)
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.listening import ListeningEngine

HOME, WORK, BORIS, VERA = "home", "work", "boris@provider.test", "vera@office.test"


class Watching:
    """The service, what it said, and the engine."""

    def __init__(self, presence: PresenceService, contacts: ContactService, engine: ListeningEngine, bot: QtBot) -> None:
        self.presence = presence
        self.contacts = contacts
        self.engine = engine
        self.bot = bot
        self.settings: SettingsService
        self.changed: list[PresenceSnapshot] = []
        self.asking: list[tuple[str, str]] = []
        presence.changed.connect(self.changed.append)
        presence.watcher_asks.connect(self._note_asking)

    def _note_asking(self, account_id: str, remote: str) -> None:
        self.asking.append((account_id, remote))

    def connect(self, account_id: str, state: Registration = Registration.REGISTERED) -> None:
        self.engine.say(AccountState(account_id, state))

    def befriend(self, name: str, *remotes: str) -> None:
        self.contacts.add_many((Contact(name, name, tuple(ContactPoint(PointKind.SIP, remote) for remote in remotes)),))

    def read_contacts(self) -> None:
        with self.bot.waitSignal(self.contacts.changed):
            self.contacts.load()

    def watched(self, account_id: str) -> tuple[str, ...]:
        """Whom the account was last told to watch."""
        told = [command for command in self.engine.told_of(Subscribe) if command.account_id == account_id]
        return told[-1].targets if told else ()

    def published(self, account_id: str) -> tuple[Status, str, str] | None:
        told = [command for command in self.engine.told if isinstance(command, (Publish, Unpublish)) and command.account_id == account_id]
        last = told[-1]
        if isinstance(last, Unpublish):
            return None
        presence = parse_presence(last.pidf)
        return presence.status, presence.title, presence.text


@pytest.fixture
def watching(profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot) -> Watching:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    store.save((StoredAccount(HOME, "anna@provider.test"), StoredAccount(WORK, "anna@office.test")))
    settings = SettingsService(profile.settings, problems, engine)
    accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
    contacts = ContactService(database, engine, pictures=profile.pictures)
    watching = Watching(PresenceService(engine, accounts, contacts, settings, engine), contacts, engine, qtbot)
    watching.settings = settings
    return watching


def test_each_contact_is_watched_by_the_account_of_its_domain(watching: Watching) -> None:
    watching.befriend("boris", BORIS, "boris@elsewhere.test")
    watching.befriend("vera", VERA)
    watching.befriend("me", "anna@office.test")
    watching.connect(HOME)
    watching.connect(WORK)
    assert watching.watched(HOME) == (f"sip:{BORIS}", "sip:boris@elsewhere.test")
    assert watching.watched(WORK) == (f"sip:{VERA}",)


def test_a_new_contact_is_watched_and_a_lost_engine_told_again(watching: Watching) -> None:
    watching.connect(HOME)
    assert watching.watched(HOME) == ()
    watching.befriend("boris", BORIS)
    watching.bot.waitUntil(lambda: watching.watched(HOME) == (f"sip:{BORIS}",))
    watching.engine.die()
    watching.engine.come_back()
    assert watching.watched(HOME) == ()
    watching.connect(HOME)
    assert watching.watched(HOME) == (f"sip:{BORIS}",)
    assert watching.published(HOME) == (Status.ONLINE, "", "")


def test_a_contact_comes_changes_and_is_unknown_when_nobody_tells(watching: Watching) -> None:
    watching.befriend("boris", BORIS)
    watching.connect(HOME)
    watching.engine.say(PresenceChanged(HOME, f"sip:{BORIS}", Status.BUSY, "Title", "text"))
    busy = PresenceSnapshot(BORIS, PresenceStatus.DO_NOT_DISTURB, "Title", "text")
    assert watching.presence.of("BORIS@provider.test") == busy
    watching.engine.say(PresenceChanged(WORK, f"sip:{BORIS}", Status.ONLINE))
    watching.engine.say(PresenceChanged(HOME, f"sip:{BORIS}", Status.BUSY, "Title", "text"))
    watching.connect(HOME, Registration.FAILED)
    assert watching.changed == [busy, PresenceSnapshot(BORIS)]
    assert watching.presence.of(VERA) == PresenceSnapshot(VERA)


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        (PresenceStatus.FREE_FOR_CHAT, (Status.FREE_FOR_CHAT, "Coffee", "back soon")),
        (PresenceStatus.DO_NOT_DISTURB, (Status.BUSY, "Coffee", "back soon")),
        (PresenceStatus.INVISIBLE, None),
    ],
)
def test_our_own_status_is_published(watching: Watching, status: PresenceStatus, shown: object) -> None:
    watching.connect(HOME)
    watching.presence.set_own(status, " Coffee ", "back soon")
    assert watching.published(HOME) == shown
    watching.connect(WORK)
    told = [command for command in watching.engine.told if getattr(command, "account_id", "") == WORK]
    assert bool([one for one in told if isinstance(one, Publish)]) is (shown is not None)


def test_offline_is_nothing_to_choose(watching: Watching) -> None:
    with pytest.raises(ValueError, match="offline"):
        watching.presence.set_own(PresenceStatus.OFFLINE)


def test_away_comes_by_itself_and_goes_with_the_first_key(watching: Watching) -> None:
    watching.connect(HOME)
    watching.presence.set_idle(599)
    assert watching.published(HOME) == (Status.ONLINE, "", "")
    watching.presence.set_idle(600)
    assert (watching.published(HOME), watching.presence.own().status) == ((Status.AWAY, "", ""), PresenceStatus.AWAY)
    assert watching.presence.chosen() is PresenceStatus.ONLINE
    watching.presence.set_idle(0)
    assert watching.published(HOME) == (Status.ONLINE, "", "")
    watching.presence.set_own(PresenceStatus.DO_NOT_DISTURB)
    watching.presence.set_idle(6000)
    assert watching.published(HOME) == (Status.BUSY, "", "")


def test_strangers_are_asked_about_and_contacts_may_watch(watching: Watching) -> None:
    watching.read_contacts()
    watching.befriend("boris", BORIS)
    watching.engine.say(WatcherAsking(HOME, f"sip:{BORIS}"))
    watching.engine.say(WatcherAsking(HOME, f"sip:{VERA}"))
    assert watching.asking == [(HOME, VERA)]
    answers: list[tuple[str, str, bool]] = []
    watching.presence.watcher_answered.connect(lambda *answer: answers.append(answer))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    watching.presence.block(HOME, VERA)
    watching.presence.allow(HOME, VERA)
    assert watching.engine.told_of(AllowWatcher) == [
        AllowWatcher(HOME, f"sip:{BORIS}", allowed=True),
        AllowWatcher(HOME, f"sip:{VERA}", allowed=False),
        AllowWatcher(HOME, f"sip:{VERA}", allowed=True),
    ]
    assert answers == [(HOME, VERA, False), (HOME, VERA, True)]  # the contact was let by itself: nobody decided that


def test_who_asks_before_the_contacts_are_read_is_answered_then(watching: Watching) -> None:
    watching.befriend("boris", BORIS)
    for remote in (BORIS, VERA):
        watching.engine.say(WatcherAsking(HOME, f"sip:{remote}"))
    assert watching.asking == watching.engine.told_of(AllowWatcher) == []
    watching.read_contacts()
    assert watching.asking == [(HOME, VERA)]
    assert watching.engine.told_of(AllowWatcher) == [AllowWatcher(HOME, f"sip:{BORIS}", allowed=True)]


def test_a_provider_without_presence_says_so(watching: Watching) -> None:
    told: list[tuple[str, Reason]] = []
    watching.presence.not_seen.connect(lambda account_id, reason: told.append((str(account_id), reason)))  # pyright: ignore[reportUnknownArgumentType, reportUnknownLambdaType]
    watching.engine.say(PublishState(HOME, published=False, reason=Reason(ReasonCode.UNSUPPORTED)))
    assert told == [(HOME, Reason(ReasonCode.UNSUPPORTED))]


def test_not_to_be_disturbed_is_one_switch_here_and_in_the_settings(watching: Watching) -> None:
    watching.connect(HOME)
    watching.presence.set_own(PresenceStatus.FREE_FOR_CHAT, "Coffee")
    watching.settings.change(do_not_disturb=True)
    assert watching.presence.chosen() is PresenceStatus.DO_NOT_DISTURB
    assert watching.published(HOME) == (Status.BUSY, "Coffee", "")
    watching.settings.change(do_not_disturb=False)
    assert watching.published(HOME) == (Status.FREE_FOR_CHAT, "Coffee", "")
    watching.presence.set_own(PresenceStatus.DO_NOT_DISTURB, "Writing")
    assert watching.settings.values().do_not_disturb
    watching.settings.change(do_not_disturb=False)
    assert watching.published(HOME) == (Status.FREE_FOR_CHAT, "Writing", "")
    watching.presence.set_own(PresenceStatus.DO_NOT_DISTURB)
    watching.presence.set_own(PresenceStatus.ONLINE)
    assert not watching.settings.values().do_not_disturb


def test_who_was_not_to_be_disturbed_by_an_earlier_version_is_not_now(
    watching: Watching, profile: Profile, problems: Problems, engine: ListeningEngine, database: Database
) -> None:
    watching.settings.change(own_status=PresenceStatus.DO_NOT_DISTURB)
    watching.settings.flush()
    settings = SettingsService(profile.settings, problems, engine)
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
    later = PresenceService(engine, accounts, ContactService(database, engine), settings, engine)
    assert settings.values().do_not_disturb
    assert later.chosen() is PresenceStatus.DO_NOT_DISTURB
