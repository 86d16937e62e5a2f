"""The chat service over a profile's database, with an engine that a test speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import shiboken6

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.chats.places import FilePlaces
from agent_app.chats.service import ChatService
from agent_app.chats.snapshots import MessageItem, MessageStatus
from agent_app.contacts.service import ContactService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import ProblemCode
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.reading import Cpim, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, receipt_message, text_messages
from telephony.messages import AccountState, MessageProgress, MessageReceived, MessageState, Registration, SendMessage
from telephony.reasons import Reason, ReasonCode
from ui.conversation.small import DRAWING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.chats.snapshots import TimelineItem
    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.listening import ListeningEngine

ACCOUNT, ANNA, BORIS = "account", "anna@provider.test", "boris@provider.test"
S = 1_000_000


class Chatting:
    """The service, all that it said, and the engine's voice."""

    def __init__(
        self, chats: ChatService, contacts: ContactService, settings: SettingsService, engine: ListeningEngine, bot: QtBot
    ) -> None:
        self.chats = chats
        self.contacts = contacts
        self.settings = settings
        self.engine = engine
        self.changed: list[MessageItem] = []
        self.removed: list[str] = []
        self.typing: list[tuple[str, bool]] = []
        self.pages: list[tuple[tuple[TimelineItem, ...], bool]] = []
        self._bot = bot
        self._calls = 0
        chats.changed.connect(self.changed.append)
        chats.removed.connect(self.removed.append)
        self.around: list[tuple[str, tuple[str, ...], int]] = []
        chats.typing_changed.connect(self._note_typing)
        chats.page_ready.connect(self._note_page)
        chats.around_ready.connect(self._note_around)

    def _note_typing(self, remote: str, on: bool) -> None:
        self.typing.append((remote, on))

    def _note_page(self, _remotes: object, _before: object, items: tuple[TimelineItem, ...], more: bool) -> None:
        self.pages.append((items, more))

    def _note_around(self, item_id: str, remotes: tuple[str, ...], items: tuple[TimelineItem, ...]) -> None:
        self.around.append((item_id, remotes, len(items)))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._bot.waitUntil(condition)

    def pause(self, milliseconds: int = 100) -> None:
        self._bot.wait(milliseconds)

    # --- the engine -------------------------------------------------------------------------------------------------------------

    def connect(self, state: Registration = Registration.REGISTERED) -> None:
        self.engine.say(AccountState(ACCOUNT, state))

    def told(self, count: int) -> list[SendMessage]:
        """The MESSAGEs that the engine was given, once there are so many."""
        self.wait(lambda: len(self.engine.told_of(SendMessage)) >= count)
        told = self.engine.told_of(SendMessage)
        assert len(told) == count
        return told

    def accept(self, command: SendMessage, status: int = 200) -> str:
        """It arrived; the Call-ID that it went under."""
        self._calls += 1
        call_id = f"call-{self._calls}"
        self.engine.say(MessageState(command.message_id, ACCOUNT, MessageProgress.ACCEPTED, None, status, call_id))
        return call_id

    def fail(self, command: SendMessage, code: ReasonCode, status: int = 0, value: str = "") -> None:
        reason = Reason(code, sip_status=status, value=value)
        self.engine.say(MessageState(command.message_id, ACCOUNT, MessageProgress.FAILED, reason, status))

    def lose_track(self, command: SendMessage) -> None:
        """Nobody answered."""
        self.engine.say(MessageState(command.message_id, ACCOUNT, MessageProgress.UNKNOWN, Reason(ReasonCode.NO_RESPONSE)))

    def hear(
        self, body: str, content_type: str = "text/plain", *, call_id: str = "", at_us: int = 100 * S, sender: str = BORIS, **headers: str
    ) -> None:
        """A MESSAGE comes in."""
        self._calls += 1
        named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
        event = MessageReceived(
            ACCOUNT, f"sip:{sender}", f"sip:{ANNA}", content_type, body, call_id or f"in-{self._calls}", at_us, headers=named
        )
        self.engine.say(event)

    def hear_outgoing(self, message: Outgoing) -> None:
        self.hear(message.body, message.content_type)

    def hear_receipt(self, message_id: str, kind: ReceiptKind, *, cpim: bool) -> None:
        envelope = Envelope(Address(f"sip:{BORIS}"), Address(f"sip:{ANNA}")) if cpim else None
        self.hear_outgoing(receipt_message(Receipt(message_id, kind, 0), envelope))

    # --- what was said ----------------------------------------------------------------------------------------------------------

    def statuses(self, item_id: str) -> list[MessageStatus]:
        """Each state once, in the order they came."""
        return list(dict.fromkeys(item.status for item in self.changed if item.item_id == item_id))

    def status(self, item_id: str) -> MessageStatus:
        return [item.status for item in self.changed if item.item_id == item_id][-1]

    def page(self, *remotes: str, before: tuple[int, str] | None = None, limit: int = 100) -> tuple[tuple[TimelineItem, ...], bool]:
        count = len(self.pages)
        self.chats.request_page(remotes or (BORIS,), before, limit)
        self.wait(lambda: len(self.pages) > count)
        return self.pages[-1]

    def messages(self) -> list[MessageItem]:
        return [item for item in self.page()[0] if isinstance(item, MessageItem)]

    def receipts(self) -> list[tuple[str, ReceiptKind]]:
        """Those that went out."""
        read = [read_body(command.content_type, command.body) for command in self.engine.told_of(SendMessage)]
        contents = [body.content if isinstance(body, Cpim) else body for body in read]
        return [(one.message_id, one.kind) for one in contents if isinstance(one, Receipt)]


def theirs(text: str, message_id: str, *, sent_us: int | None = 90 * S, most: int = 1300, reply_to: str = "") -> tuple[Outgoing, ...]:
    """A text of Boris's in CPIM; with `sent_us` he has this program too."""
    envelope = Envelope(
        Address(f"sip:{BORIS}"), Address(f"sip:{ANNA}"), 90 * S, message_id, frozenset(Disposition), reply_to=reply_to, sent_us=sent_us
    )
    return text_messages(text, most, envelope)


@pytest.fixture
def start(
    profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot
) -> Iterator[Callable[[], Chatting]]:
    """The service as at each start of the program: its account is known to the engine and not connected yet."""
    begun: list[Chatting] = []

    def begin() -> Chatting:
        store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
        store.save((StoredAccount(ACCOUNT, ANNA),))
        settings = SettingsService(profile.settings, problems, engine)
        accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
        contacts = ContactService(database, engine, pictures=profile.pictures)
        files = FilePlaces(profile.thumbnails, profile.file_parts, profile.pasted, lambda: DRAWING)
        chats = ChatService(engine, accounts, contacts, settings, database, recordings=profile.data / "voice", files=files, parent=engine)
        chatting = Chatting(chats, contacts, settings, engine, qtbot)
        contacts.load()
        chats.load()
        chats.load_lines()
        begun.append(chatting)
        return chatting

    yield begin
    for chatting in begun:
        if shiboken6.isValid(chatting.chats):
            chatting.chats.close()


@pytest.fixture
def chatting(start: Callable[[], Chatting]) -> Chatting:
    chatting = start()
    chatting.connect()
    return chatting
