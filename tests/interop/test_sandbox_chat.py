"""Linphone, Agent's engine and the sandbox: messages, receipts, typing, files, presence; and its bot."""

from __future__ import annotations

import hashlib
import time
import urllib.request
import uuid
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.files import File, is_voice
from telephony.bodies.presence import Presence, Status, build_presence
from telephony.bodies.reading import Content, Cpim, Text, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, receipt_message, text_messages, typing_message
from telephony.messages import (
    AccountState,
    AddAccount,
    MessageProgress,
    MessageReceived,
    MessageState,
    PresenceChanged,
    Publish,
    PublishState,
    Registration,
    SendMessage,
    Subscribe,
    Transport,
    Unpublish,
)
from tests.interop.conftest import Agent
from tests.peers.engine import EngineProcess, account
from tests.peers.linphone import Linphone, LinphoneAccount
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    StartLinphone = Callable[..., Linphone]
    StartEngine = Callable[..., Agent]

CPIM = pytest.mark.parametrize("cpim", [False, True], ids=["plain", "cpim"])
ENDS = (MessageProgress.ACCEPTED, MessageProgress.FAILED, MessageProgress.UNKNOWN)


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture
def linphone(sandbox: SandboxProcess, tmp_path: Path) -> Iterator[StartLinphone]:
    """`linphone("vera", cpim=True, …)` starts one as that user; fields as in LinphoneAccount."""
    with ExitStack() as stack:

        def start(user: str = "vera", *, cpim: bool = False, publish: bool = False, transport: str = "udp") -> Linphone:
            one = sandbox.accounts[user]
            proxy = f"127.0.0.1:{sandbox.sip_port}"
            known = LinphoneAccount(user, sandbox.domain, one.password, proxy, transport, 523, cpim, publish, file_server=one.file_server)
            phone = Linphone(tmp_path / user, known)
            stack.callback(phone.stop)
            phone.start()
            return phone

        yield start


@pytest.fixture
def agent(sandbox: SandboxProcess) -> Iterator[StartEngine]:
    """`agent("anna")` starts an engine and registers that user."""
    with ExitStack() as stack:

        def start(user: str = "anna", transport: Transport = Transport.UDP) -> Agent:
            engine = stack.enter_context(EngineProcess())
            proxy = f"127.0.0.1:{sandbox.sip_port}"
            config = account(user, sandbox.domain, sandbox.accounts[user].password, proxy=proxy, transport=transport)
            engine.send(AddAccount(config))
            engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
            return Agent(engine, config.account_id)

        yield start


def uri(user: str) -> str:
    return f"sip:{user}@sandbox.test"


def envelope(sender: str, recipient: str, message_id: str = "", *wants: Disposition) -> Envelope:
    return Envelope(Address(uri(sender)), Address(uri(recipient)), time.time_ns() // 1000, message_id, frozenset(wants))


def post(agent: Agent, user: str, message: Outgoing, status: int = 200) -> MessageState:
    """Send it; the answer must be that."""
    message_id = str(uuid.uuid4())
    agent.engine.send(SendMessage(message_id, agent.account_id, uri(user), message.body, message.content_type, message.headers))
    state = agent.engine.wait_for(MessageState, lambda event: event.message_id == message_id and event.state in ENDS)
    assert (state.state, state.sip_status) == (MessageProgress.ACCEPTED, status)
    return state


def contents(agent: Agent) -> list[Content]:
    """Everything that came, out of its CPIM where it was in one."""
    read = [read_body(event.content_type, event.body) for event in agent.engine.of(MessageReceived)]
    return [body.content if isinstance(body, Cpim) else body for body in read]


def await_content(agent: Agent, accept: Callable[[Content], bool], timeout_s: float = PATIENCE_S) -> Content:
    eventually(lambda: any(map(accept, contents(agent))), timeout_s, "that it comes")
    return next(one for one in contents(agent) if accept(one))


def receipts(agent: Agent, message_id: str) -> list[ReceiptKind]:
    return [one.kind for one in contents(agent) if isinstance(one, Receipt) and one.message_id == message_id]


def checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


# --- Linphone and Linphone ---------------------------------------------------------------------------------------------------------------


@CPIM
def test_two_linphones_write_see_each_other_type_and_confirm(linphone: StartLinphone, cpim: bool) -> None:
    vera, boris = linphone("vera", cpim=cpim), linphone("boris", cpim=cpim, transport="tcp")
    vera.compose(uri("boris"))
    boris.wait_event("composing", on=True)
    vera.write(uri("boris"), "Привет, 😀 👩‍👩‍👧")
    assert boris.wait_event("message", text="Привет, 😀 👩‍👩‍👧")["sender"] == uri("vera")
    vera.wait_event("written", text="Привет, 😀 👩‍👩‍👧", state="delivered_to_user")
    boris.read(uri("vera"))
    vera.wait_event("written", text="Привет, 😀 👩‍👩‍👧", state="displayed")


def test_a_file_goes_from_linphone_to_linphone(linphone: StartLinphone, tmp_path: Path) -> None:
    vera, boris = linphone("vera"), linphone("boris")
    picture = tmp_path / "рассвет 1.png"
    picture.write_bytes(bytes(range(256)) * 2000)
    vera.send_file(uri("boris"), picture, "image/png")
    came = boris.wait_event("file")
    assert (came["name"], came["size"]) == ("рассвет 1.png", 512_000)
    boris.download(tmp_path / "came.png")
    boris.wait_event("downloaded", 10, state="transfer_done")
    assert checksum((tmp_path / "came.png").read_bytes()) == checksum(picture.read_bytes())


def test_linphones_message_waits_for_linphone(linphone: StartLinphone) -> None:
    vera = linphone("vera")
    for text in ("первое", "второе ⏳"):
        vera.write(uri("boris"), text)
        vera.wait_event("written", text=text, state="delivered")
    boris = linphone("boris")
    boris.wait_event("message", text="второе ⏳")
    assert [event["text"] for event in boris.events if event["event"] == "message"] == ["первое", "второе ⏳"]


def test_linphone_sees_linphone_come_and_go(linphone: StartLinphone) -> None:
    boris = linphone("boris")
    boris.watch(uri("vera"))
    vera = linphone("vera", publish=True)
    boris.wait_event("presence", uri=uri("vera"), presence="online")
    time.sleep(1.5)  # Linphone publishes a second document where the answer to the first is still on its way
    vera.appear("busy")
    boris.wait_event("presence", uri=uri("vera"), presence="busy")
    boris.forget_events()
    vera.stop()
    boris.wait_event("presence", uri=uri("vera"), presence="offline")


# --- Agent and Linphone ------------------------------------------------------------------------------------------------------------------


@CPIM
def test_an_agent_writes_to_linphone_and_hears_what_became_of_it(agent: StartEngine, linphone: StartLinphone, cpim: bool) -> None:
    phone, anna = linphone("vera", cpim=cpim), agent("anna")
    post(anna, "vera", typing_message(Typing(active=True, refresh_s=60), envelope("anna", "vera") if cpim else None))
    phone.wait_event("composing", on=True)
    wrapped = envelope("anna", "vera", uuid.uuid4().hex, *Disposition) if cpim else None
    state = post(anna, "vera", text_messages("Прочти меня 📬", 1300, wrapped)[0])
    phone.wait_event("message", text="Прочти меня 📬")
    message_id = wrapped.message_id if wrapped else state.sip_call_id
    eventually(lambda: receipts(anna, message_id) == [ReceiptKind.DELIVERED], 30, "it is delivered")
    phone.read(uri("anna"))
    eventually(lambda: receipts(anna, message_id) == [ReceiptKind.DELIVERED, ReceiptKind.DISPLAYED], 30, "it is displayed")


@CPIM
def test_linphone_writes_to_an_agent_and_hears_what_became_of_it(agent: StartEngine, linphone: StartLinphone, cpim: bool) -> None:
    phone, anna = linphone("vera", cpim=cpim), agent("anna", Transport.TCP)
    phone.compose(uri("anna"))
    await_content(anna, lambda one: one == Typing(active=True, refresh_s=60))
    phone.write(uri("anna"), "Got it? ✓")
    await_content(anna, lambda one: one == Text("Got it? ✓"))
    came = anna.engine.of(MessageReceived)[-1]
    read = read_body(came.content_type, came.body)
    assert isinstance(read, Cpim) is cpim
    message_id = read.envelope.message_id if isinstance(read, Cpim) else came.sip_call_id
    back = envelope("anna", "vera") if cpim else None
    for kind, shown in ((ReceiptKind.DELIVERED, "delivered_to_user"), (ReceiptKind.DISPLAYED, "displayed")):
        post(anna, "vera", receipt_message(Receipt(message_id, kind, came.at_us), back))
        phone.wait_event("written", text="Got it? ✓", state=shown)


@CPIM
def test_what_linphone_wrote_meanwhile_is_there_at_sign_in_and_can_be_confirmed(
    agent: StartEngine, linphone: StartLinphone, cpim: bool
) -> None:
    phone = linphone("vera", cpim=cpim)
    phone.write(uri("anna"), "Пока тебя не было")
    phone.wait_event("written", text="Пока тебя не было", state="delivered")
    anna = agent("anna")
    await_content(anna, lambda one: one == Text("Пока тебя не было"))
    came = anna.engine.of(MessageReceived)[0]
    read = read_body(came.content_type, came.body)
    message_id = read.envelope.message_id if isinstance(read, Cpim) else dict(came.headers)["x-orig-call-id"]
    post(anna, "vera", receipt_message(Receipt(message_id, ReceiptKind.DISPLAYED, came.at_us), envelope("anna", "vera") if cpim else None))
    phone.wait_event("written", text="Пока тебя не было", state="displayed")


def test_a_file_of_linphones_is_fetched_in_two_pieces(agent: StartEngine, linphone: StartLinphone, tmp_path: Path) -> None:
    phone, anna = linphone("vera"), agent("anna")
    sent = tmp_path / "notes.bin"
    sent.write_bytes(uuid.uuid4().bytes * 9000)
    phone.send_file(uri("anna"), sent, "application/octet-stream")
    file = await_content(anna, lambda one: isinstance(one, File))
    assert isinstance(file, File)
    assert (file.name, file.place.size) == ("notes.bin", 144_000)
    pieces: list[bytes] = []
    for part in ("bytes=0-99999", "bytes=100000-"):
        with urllib.request.urlopen(urllib.request.Request(file.place.url, headers={"Range": part}), timeout=30) as answer:
            assert answer.status == 206
            pieces.append(answer.read())
    assert checksum(b"".join(pieces)) == checksum(sent.read_bytes())


def test_a_file_of_ours_reaches_linphone(sandbox: SandboxProcess, agent: StartEngine, linphone: StartLinphone, tmp_path: Path) -> None:
    phone, anna = linphone("vera"), agent("anna")
    data = uuid.uuid4().bytes * 20_000
    head = b'--edge\r\nContent-Disposition: form-data; name="File"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n'
    request = urllib.request.Request(sandbox.accounts["anna"].file_server, head + data + b"\r\n--edge--\r\n", method="POST")
    request.add_header("Content-Type", "multipart/form-data; boundary=edge")
    with urllib.request.urlopen(request, timeout=30) as answer:
        xml, kind = answer.read().decode(), answer.headers["Content-Type"]
    post(anna, "vera", Outgoing(kind, xml))
    phone.wait_event("file", name="a.bin", size=len(data))
    phone.download(tmp_path / "came.bin")
    phone.wait_event("downloaded", 10, state="transfer_done")
    assert checksum((tmp_path / "came.bin").read_bytes()) == checksum(data)


def test_an_agent_and_linphone_see_each_other_come_change_and_go(agent: StartEngine, linphone: StartLinphone) -> None:
    phone, anna = linphone("vera", publish=True), agent("anna")
    phone.watch(uri("anna"))
    anna.engine.send(Subscribe(anna.account_id, (uri("vera"), uri("bot"))))
    for user in ("vera", "bot"):
        anna.engine.wait_for(PresenceChanged, lambda event, user=user: (event.uri, event.status) == (uri(user), Status.ONLINE))
    for status, shown in ((Status.ONLINE, "online"), (Status.AWAY, "busy")):  # its one colour for "away" and "busy"
        anna.engine.send(Publish(anna.account_id, build_presence(Presence(uri("anna"), status, text="Вернусь в 14:00"))))
        phone.wait_event("presence", uri=uri("anna"), presence=shown)
    phone.forget_events()
    anna.engine.send(Unpublish(anna.account_id))
    phone.wait_event("presence", uri=uri("anna"), presence="offline")
    since = len(anna.engine.events)
    phone.appear("busy")
    anna.engine.wait_for(PresenceChanged, lambda event: event.status is Status.AWAY, since=since)
    phone.stop()
    anna.engine.wait_for(PresenceChanged, lambda event: event.status is Status.OFFLINE, since=since)


def test_an_agent_watches_another_over_the_providers_restart(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "own") as sandbox, EngineProcess() as first, EngineProcess() as second:
        proxy, ids = f"127.0.0.1:{sandbox.sip_port}", list[str]()
        for engine, user in ((first, "anna"), (second, "boris")):
            config = account(user, sandbox.domain, sandbox.accounts[user].password, proxy=proxy, transport=Transport.TCP)
            engine.send(AddAccount(config))
            engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
            ids.append(config.account_id)
        first.send(Subscribe(ids[0], (uri("boris"),)))
        second.send(Publish(ids[1], build_presence(Presence(uri("boris"), Status.BUSY, "Совещание"))))
        second.wait_for(PublishState, lambda event: event.published)
        first.wait_for(PresenceChanged, lambda event: event.status is Status.BUSY)
        sandbox.kill()
        since, restarted = len(first.events), len(second.events)
        sandbox.start()
        second.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED, 30, restarted)
        second.send(Publish(ids[1], build_presence(Presence(uri("boris"), Status.AWAY, "Обед"))))
        again = first.wait_for(PresenceChanged, lambda event: event.status is Status.AWAY, 30, since)
        assert again.title == "Обед"


# --- the bot -----------------------------------------------------------------------------------------------------------------------------


@CPIM
def test_the_bot_confirms_types_and_answers_linphone(linphone: StartLinphone, cpim: bool) -> None:
    phone = linphone("vera", cpim=cpim)
    phone.write(uri("bot"), "Погода хорошая")
    phone.wait_event("written", text="Погода хорошая", state="displayed")
    phone.wait_event("composing", on=True)
    assert phone.wait_event("message", text="Вы написали: «Погода хорошая»")["sender"] == uri("bot")


def test_the_bot_calls_linphone_and_sends_it_a_picture(linphone: StartLinphone, tmp_path: Path) -> None:
    phone = linphone("vera")
    phone.write(uri("bot"), "call me")
    phone.wait_call("incoming")
    phone.accept()
    phone.wait_call("streams_running")
    phone.hang_up()
    phone.write(uri("bot"), "file")
    came = phone.wait_event("file")
    assert came["name"] == "sunrise.png"
    phone.download(tmp_path / "sunrise.png")
    phone.wait_event("downloaded", 8, state="transfer_done")
    data = (tmp_path / "sunrise.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) == came["size"]


def test_the_bot_answers_an_agent_in_cpim_once_for_a_message_that_comes_twice(agent: StartEngine) -> None:
    anna = agent("anna")
    wrapped = envelope("anna", "bot", uuid.uuid4().hex, *Disposition)
    for _ in range(2):
        post(anna, "bot", text_messages("hello", 1300, wrapped)[0])
    answer = "Hello! I am a computer, and happy to talk. Write “help” to see what I can do."
    await_content(anna, lambda one: one == Text(answer))
    post(anna, "bot", text_messages("голос", 1300, envelope("anna", "bot", uuid.uuid4().hex))[0])
    note = await_content(anna, lambda one: isinstance(one, File))
    assert isinstance(note, File)
    assert is_voice(note)
    assert note.duration_ms > 1000
    assert [one for one in contents(anna) if isinstance(one, Text)] == [Text(answer)]
    assert receipts(anna, wrapped.message_id) == [ReceiptKind.DELIVERED, ReceiptKind.DELIVERED, ReceiptKind.DISPLAYED]


UNREADABLE = (
    ("message/cpim", "no cpim at all"),
    ("message/imdn+xml", "<imdn>" * 200),
    ("application/im-iscomposing+xml", '<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>'),
    ("application/vnd.gsma.rcs-ft-http+xml", "<file/>"),
    ("image/png", "no picture"),
    ("application/octet-stream", "\ufffe\u202egpj.exe"),
)


def test_what_nobody_can_read_passes_and_the_bot_lives_on(agent: StartEngine) -> None:
    anna, vera = agent("anna"), agent("vera", Transport.TCP)
    for kind, body in UNREADABLE:
        post(anna, "vera", Outgoing(kind, body))
        vera.engine.wait_for(MessageReceived, lambda event, body=body, kind=kind: (event.body, event.content_type) == (body, kind))
    for kind, body in UNREADABLE[:2]:
        post(anna, "bot", Outgoing(kind, body))
    post(anna, "bot", Outgoing("text/plain", "ping"))
    await_content(anna, lambda one: one == Text("You wrote: “ping”"))
    assert [kind for kind, _ in UNREADABLE if any(isinstance(one, Text) and kind in one.text for one in contents(anna))] == [
        "message/cpim",
        "message/imdn+xml",
    ]
