"""The program's own chats through the real provider: with Linphone and with another Agent, both sides asserted."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from PySide6.QtCore import QCoreApplication

from agent_app.assembly import Assembly
from agent_app.chats.snapshots import FileState, MessageItem, MessageKind, MessageStatus
from agent_app.engine_client import EngineOptions
from agent_app.presence.snapshots import PresenceStatus
from agent_app.profile import Profile
from agent_app.snapshots import ContactPoint, PointKind, SignInForm
from telephony.messages import Registration
from telephony.secret import Secret
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.sandbox import SandboxProcess
from tests.unit.agent_app.drawer import Drawer
from ui.conversation.small import DRAWING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.peers.linphone import Linphone

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pytest-qt makes one QApplication for all tests

ANNA, BORIS, LIN = f"anna@{DOMAIN}", f"boris@{DOMAIN}", f"lin@{DOMAIN}"
CPIM = pytest.mark.parametrize("cpim", [False, True], ids=["plain", "cpim"])


class Program:
    """All of the program but its window, with one account."""

    def __init__(self, profile: Profile, user: str, provider: Kamailio, bot: QtBot) -> None:
        self._bot = bot
        engine = EngineOptions(use_devices=False, local_address="127.0.0.1")
        self._assembly = Assembly(profile, engine, drawing=lambda: DRAWING)
        self.services = self._assembly.services
        self.chats, self.presence = self.services.chats, self.services.presence
        self.typing: list[bool] = []
        self.items: dict[str, MessageItem] = {}
        self.chats.changed.connect(self._note)
        self.chats.typing_changed.connect(self._note_typing)
        self._assembly.start()
        self._assembly.load()
        form = SignInForm(f"{user}@{DOMAIN}", Secret(password_of(user)), proxy=provider.proxy)
        self.account_id = self.services.accounts.sign_in(form)
        self.wait(lambda: self._registration() is Registration.REGISTERED)

    def leave(self) -> None:
        left: list[bool] = []
        self._assembly.left.connect(lambda: left.append(True))
        self._assembly.leave()
        self.wait(lambda: bool(left))
        self._assembly.deleteLater()

    def wait(self, condition: Callable[[], bool]) -> None:
        self._bot.waitUntil(condition, timeout=30_000)

    def wait_phone(self, phone: Linphone, kind: str, **fields: object) -> None:
        """Until Linphone has said so; this program goes on meanwhile."""
        self.wait(lambda: any(event["event"] == kind and fields.items() <= event.items() for event in phone.events))

    def send(self, remote: str, text: str, reply_to: str = "") -> str:
        return self.chats.send_text(self.account_id, remote, text, reply_to)

    def await_status(self, item_id: str, status: MessageStatus) -> None:
        self.wait(lambda: self.items[item_id].status is status)

    def incoming(self, text: str) -> MessageItem:
        """The message with that text, once it is here."""
        self.wait(lambda: any(item.is_incoming and item.text == text for item in self.items.values()))
        return next(item for item in self.items.values() if item.is_incoming and item.text == text)

    def read(self, remote: str) -> None:
        """As if the conversation were on the screen."""
        self.chats.mark_read(self.chats.key_of(self.account_id, remote))

    def _registration(self) -> Registration:
        account = self.services.accounts.account(self.account_id)
        return Registration.OFF if account is None else account.registration

    def _note(self, item: MessageItem) -> None:
        self.items[item.item_id] = item

    def _note_typing(self, _remote: str, on: bool) -> None:
        self.typing.append(on)


@pytest.fixture
def program(kamailio: Kamailio, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[str], Program]]:
    """`program("anna")` starts it as that user."""
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    begun: list[Program] = []

    def start(user: str) -> Program:
        kamailio.forget(user)
        profile = Profile.at(tmp_path / user)
        profile.create()
        begun.append(Program(profile, user, kamailio, qtbot))
        return begun[-1]

    yield start
    for each in begun:
        each.leave()
    QCoreApplication.processEvents()
    keyring.set_keyring(before)


# --- Linphone ----------------------------------------------------------------------------------------------------------------------------


@CPIM
def test_text_and_receipts_to_displayed_both_ways_with_linphone(
    program: Callable[[str], Program], linphone: Callable[..., Linphone], cpim: bool
) -> None:
    phone, anna = linphone(cpim=cpim), program("anna")
    phone.write(f"sip:{ANNA}", "Привет, Агент 😀")
    assert anna.incoming("Привет, Агент 😀").remote == LIN
    anna.wait_phone(phone, "written", text="Привет, Агент 😀", state="delivered_to_user")
    anna.read(LIN)
    anna.wait_phone(phone, "written", text="Привет, Агент 😀", state="displayed")
    item_id = anna.send(LIN, "И тебе — привет 🇷🇺")
    anna.wait_phone(phone, "message", text="И тебе — привет 🇷🇺")
    anna.await_status(item_id, MessageStatus.DELIVERED)
    phone.read(f"sip:{ANNA}")
    anna.await_status(item_id, MessageStatus.DISPLAYED)


@CPIM
def test_each_sees_the_other_type(program: Callable[[str], Program], linphone: Callable[..., Linphone], cpim: bool) -> None:
    phone, anna = linphone(cpim=cpim), program("anna")
    phone.compose(f"sip:{ANNA}")
    anna.wait(lambda: anna.typing == [True])
    anna.chats.set_typing(anna.account_id, LIN, True)
    anna.wait_phone(phone, "composing", on=True)
    anna.chats.set_typing(anna.account_id, LIN, False)
    anna.wait_phone(phone, "composing", on=False)


def test_linphones_message_waits_for_us(program: Callable[[str], Program], linphone: Callable[..., Linphone]) -> None:
    phone = linphone()
    phone.write(f"sip:{ANNA}", "Пока тебя не было")
    phone.wait_event("written", text="Пока тебя не было", state="delivered")
    anna = program("anna")
    anna.incoming("Пока тебя не было")
    anna.read(LIN)
    anna.wait_phone(phone, "written", text="Пока тебя не было", state="displayed")


# --- Agent and Agent ---------------------------------------------------------------------------------------------------------------------


def test_two_agents_learn_of_each_other_and_reply_wake_up_and_write_much(program: Callable[[str], Program]) -> None:
    anna, boris = program("anna"), program("boris")
    hello = anna.send(BORIS, "Привет")
    came = boris.incoming("Привет")
    anna.await_status(hello, MessageStatus.DELIVERED)
    boris.read(ANNA)
    anna.await_status(hello, MessageStatus.DISPLAYED)
    answer = boris.send(ANNA, "Здравствуй", reply_to=came.item_id)
    reply = anna.incoming("Здравствуй")
    assert reply.reply_text == "Привет"
    assert reply.reply_to == hello
    boris.await_status(answer, MessageStatus.DELIVERED)
    anna.chats.wake_up(anna.account_id, BORIS)
    boris.wait(lambda: any(item.kind is MessageKind.WAKE_UP for item in boris.items.values()))
    text = "Съешь ещё этих мягких французских булок 🥐 " * 80
    long = anna.send(BORIS, text)
    boris.wait(lambda: any(item.text == text for item in boris.items.values()))
    anna.await_status(long, MessageStatus.DELIVERED)
    assert len([item for item in boris.items.values() if item.is_incoming]) == 3


def test_two_agents_see_each_other(program: Callable[[str], Program]) -> None:
    anna, boris = program("anna"), program("boris")
    anna.services.contacts.add("Boris", (ContactPoint(PointKind.SIP, BORIS),))
    anna.wait(lambda: anna.presence.of(BORIS).status is PresenceStatus.ONLINE)
    boris.presence.set_own(PresenceStatus.DO_NOT_DISTURB, "Работаю", "до шести")
    anna.wait(lambda: anna.presence.of(BORIS).status is PresenceStatus.DO_NOT_DISTURB)
    assert (anna.presence.of(BORIS).title, anna.presence.of(BORIS).text) == ("Работаю", "до шести")
    boris.presence.set_own(PresenceStatus.INVISIBLE)
    anna.wait(lambda: anna.presence.of(BORIS).status is PresenceStatus.OFFLINE)


def test_a_file_goes_from_agent_to_agent_whole(program: Callable[[str], Program], tmp_path: Path) -> None:
    content = os.urandom(700_000)
    (tmp_path / "Отпуск.png").write_bytes(content)
    with SandboxProcess(tmp_path / "sandbox") as sandbox:
        anna, boris = program("anna"), program("boris")
        anna.chats.set_file_server(anna.account_id, file_server_of(sandbox))
        boris.services.settings.change(download_folder=str(tmp_path / "downloads"))
        boris.services.contacts.add("Anna", (ContactPoint(PointKind.SIP, ANNA),))
        item_id = anna.chats.send_file(anna.account_id, BORIS, tmp_path / "Отпуск.png")
        anna.await_status(item_id, MessageStatus.DELIVERED)
        boris.wait(lambda: any(item.file is not None and item.file.state is FileState.READY for item in boris.items.values()))
    received = (tmp_path / "downloads" / "Отпуск.png").read_bytes()
    assert hashlib.sha256(received).digest() == hashlib.sha256(content).digest()


def file_server_of(sandbox: SandboxProcess) -> str:
    """Where the sandbox's own user uploads to."""
    account: Any = next(iter(sandbox.accounts.values()))
    return str(account.file_server)
