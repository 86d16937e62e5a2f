"""Agent's engine, Kamailio and real messengers: text, receipts and typing both ways, both sides asserted."""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING

import pytest

from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.reading import Cpim, Text, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, receipt_message, text_messages, typing_message
from telephony.messages import BODY_LIMITS, AddAccount, MessageProgress, MessageReceived, MessageState, SendMessage, Transport
from telephony.reasons import ReasonCode
from tests.interop.conftest import Agent, StartAgent
from tests.peers.engine import account
from tests.peers.kamailio import DOMAIN, Kamailio
from tests.peers.process import PATIENCE_S, eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.peers.baresip import Baresip
    from tests.peers.linphone import Linphone

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
ENDS = (MessageProgress.ACCEPTED, MessageProgress.FAILED, MessageProgress.UNKNOWN)


def send(agent: Agent, user: str, body: str, content_type: str = "text/plain", headers: tuple[tuple[str, str], ...] = ()) -> MessageState:
    """Send to a user of the provider's; how it ended."""
    message_id = str(uuid.uuid4())
    agent.engine.send(SendMessage(message_id, agent.account_id, f"sip:{user}@{DOMAIN}", body, content_type, headers))
    return agent.engine.wait_for(MessageState, lambda event: event.message_id == message_id and event.state in ENDS)


def accepted(agent: Agent, user: str, body: str, status: int = 200) -> MessageState:
    state = send(agent, user, body)
    assert (state.state, state.sip_status, state.reason) == (MessageProgress.ACCEPTED, status, None)
    return state


def text(agent: Agent, body: str, timeout_s: float = PATIENCE_S) -> MessageReceived:
    """The message with that text, once it is here."""
    return agent.engine.wait_for(MessageReceived, lambda event: event.body == body, timeout_s)


# --- Agent and Agent ---------------------------------------------------------------------------------------------------------------------


@TRANSPORTS
def test_two_agents_write_to_each_other(agent: StartAgent, transport: Transport) -> None:
    anna, boris = agent("anna", transport=transport), agent("boris", transport=transport)
    state = accepted(anna, "boris", "Привет 😀")
    received = text(boris, "Привет 😀")
    assert (received.from_uri, received.sip_call_id) == (f"sip:anna@{DOMAIN}", state.sip_call_id)
    accepted(boris, "anna", "И тебе привет")
    assert text(anna, "И тебе привет").from_uri == f"sip:boris@{DOMAIN}"


@TRANSPORTS
def test_the_longest_message_passes_the_provider(agent: StartAgent, transport: Transport) -> None:
    anna, boris = agent("anna", transport=transport), agent("boris", transport=transport)
    body = "ы" * (BODY_LIMITS[transport] // 2)
    accepted(anna, "boris", body)
    text(boris, body)


def test_a_user_who_does_not_exist_gets_no_message(agent: StartAgent) -> None:
    state = send(agent("anna"), "nobody", "Hi")
    assert (state.state, state.sip_status) == (MessageProgress.FAILED, 404)
    assert state.reason is not None
    assert state.reason.code is ReasonCode.NOT_FOUND


def test_a_wrong_password_sends_nothing(agent: StartAgent, kamailio: Kamailio) -> None:
    anna = agent("anna")
    config = account("boris", DOMAIN, "wrong", proxy=kamailio.proxy, register=False)
    anna.engine.send(AddAccount(config))
    state = send(Agent(anna.engine, config.account_id), "anna", "Hi")
    assert (state.state, state.sip_status) == (MessageProgress.FAILED, 403)


def test_messages_wait_for_a_user_who_is_away(agent: StartAgent) -> None:
    anna = agent("anna")
    states = [accepted(anna, "boris", body, 202) for body in ("первое", "second 😀", "third")]
    boris = agent("boris")
    text(boris, "third")
    kept = boris.engine.of(MessageReceived)
    assert [event.body for event in kept] == ["первое", "second 😀", "third"]
    assert [dict(event.headers)["x-orig-call-id"] for event in kept] == [state.sip_call_id for state in states]
    assert {event.from_uri for event in kept} == {f"sip:anna@{DOMAIN}"}


def test_a_kept_message_keeps_its_type(agent: StartAgent) -> None:
    anna = agent("anna")
    cpim = "From: <sip:anna@provider.test>\r\nTo: <sip:boris@provider.test>\r\n\r\nContent-Type: text/plain\r\n\r\nПривет"
    assert send(anna, "boris", cpim, "message/cpim").sip_status == 202
    assert send(anna, "boris", "<isComposing/>", "application/im-iscomposing+xml").sip_status == 202
    boris = agent("boris")
    assert text(boris, cpim).content_type == "message/cpim"
    accepted(anna, "boris", "now")
    text(boris, "now")
    assert len(boris.engine.of(MessageReceived)) == 2  # nobody types any more


# --- baresip -----------------------------------------------------------------------------------------------------------------------------


@TRANSPORTS
def test_baresip_and_an_agent_write_to_each_other(agent: StartAgent, baresip: Callable[..., Baresip], transport: Transport) -> None:
    phone, anna = baresip(transport=transport.value, contact=f"sip:anna@{DOMAIN}"), agent("anna", transport=transport)
    accepted(anna, "bare", "Hello, baresip")
    phone.wait_message("Hello, baresip")
    phone.send_message("Hello, Agent")
    received = text(anna, "Hello, Agent")
    assert (received.from_uri, received.content_type.partition(";")[0]) == (f"sip:bare@{DOMAIN}", "text/plain")


# --- Linphone ----------------------------------------------------------------------------------------------------------------------------


@TRANSPORTS
def test_linphone_and_an_agent_write_to_each_other(agent: StartAgent, linphone: Callable[..., Linphone], transport: Transport) -> None:
    phone, anna = linphone(transport=transport.value), agent("anna", transport=transport)
    accepted(anna, "lin", "Привет, 😀 👩‍👩‍👧")
    assert phone.wait_event("message", text="Привет, 😀 👩‍👩‍👧")["sender"] == f"sip:anna@{DOMAIN}"
    phone.write(f"sip:anna@{DOMAIN}", "И тебе — привет 🇷🇺")
    received = text(anna, "И тебе — привет 🇷🇺")
    assert (received.from_uri, received.content_type) == (f"sip:lin@{DOMAIN}", "text/plain")
    phone.wait_event("written", text="И тебе — привет 🇷🇺", state="delivered")


LIN, ANNA = f"sip:lin@{DOMAIN}", f"sip:anna@{DOMAIN}"
CPIM = pytest.mark.parametrize("cpim", [False, True], ids=["plain", "cpim"])


def receipts(agent: Agent, message_id: str) -> list[ReceiptKind]:
    """The receipts for that message, in either form, in their order."""
    read = [read_body(event.content_type, event.body) for event in agent.engine.of(MessageReceived)]
    contents = [body.content if isinstance(body, Cpim) else body for body in read]
    return [one.kind for one in contents if isinstance(one, Receipt) and one.message_id == message_id]


def post(agent: Agent, user: str, message: Outgoing) -> MessageState:
    state = send(agent, user, message.body, message.content_type, message.headers)
    assert state.state is MessageProgress.ACCEPTED
    return state


def envelope(message_id: str = "", *wants: Disposition) -> Envelope:
    return Envelope(Address(ANNA), Address(LIN), time.time_ns() // 1000, message_id, frozenset(wants))


@CPIM
def test_linphone_confirms_our_message_delivered_and_displayed(agent: StartAgent, linphone: Callable[..., Linphone], cpim: bool) -> None:
    phone, anna = linphone(cpim=cpim), agent("anna")
    wrapped = envelope(uuid.uuid4().hex, *Disposition) if cpim else None
    (message,) = text_messages("Прочти меня 📬", BODY_LIMITS[Transport.UDP], wrapped)
    state = post(anna, "lin", message)
    phone.wait_event("message", text="Прочти меня 📬")
    message_id = wrapped.message_id if wrapped else state.sip_call_id
    eventually(lambda: receipts(anna, message_id) == [ReceiptKind.DELIVERED], 30, "it is delivered")
    phone.read(ANNA)
    eventually(lambda: receipts(anna, message_id) == [ReceiptKind.DELIVERED, ReceiptKind.DISPLAYED], 30, "it is displayed")


@CPIM
def test_we_confirm_linphones_message_delivered_and_displayed(agent: StartAgent, linphone: Callable[..., Linphone], cpim: bool) -> None:
    phone, anna = linphone(cpim=cpim), agent("anna")
    phone.write(ANNA, "Got it? ✓")
    came = anna.engine.wait_for(MessageReceived)
    read = read_body(came.content_type, came.body)
    assert isinstance(read, Cpim) is cpim
    if isinstance(read, Cpim):
        assert (read.content, read.envelope.wants) == (Text("Got it? ✓"), frozenset(Disposition))
        message_id, back = read.envelope.message_id, envelope()
    else:
        assert read == Text("Got it? ✓")
        message_id, back = came.sip_call_id, None
    for kind, shown in ((ReceiptKind.DELIVERED, "delivered_to_user"), (ReceiptKind.DISPLAYED, "displayed")):
        post(anna, "lin", receipt_message(Receipt(message_id, kind, came.at_us), back))
        phone.wait_event("written", text="Got it? ✓", state=shown)


@CPIM
def test_each_sees_the_other_type(agent: StartAgent, linphone: Callable[..., Linphone], cpim: bool) -> None:
    phone, anna = linphone(cpim=cpim), agent("anna")
    phone.compose(ANNA)
    came = anna.engine.wait_for(MessageReceived)
    read = read_body(came.content_type, came.body)
    assert isinstance(read, Cpim) is cpim
    assert (read.content if isinstance(read, Cpim) else read) == Typing(active=True, refresh_s=60)
    for active in (True, False):
        post(anna, "lin", typing_message(Typing(active=active, refresh_s=60), envelope() if cpim else None))
        phone.wait_event("composing", on=active)


@CPIM
def test_linphones_message_waits_for_us_and_is_confirmed(agent: StartAgent, linphone: Callable[..., Linphone], cpim: bool) -> None:
    phone = linphone(cpim=cpim)
    phone.write(ANNA, "Пока тебя не было")
    phone.wait_event("written", text="Пока тебя не было", state="delivered")
    anna = agent("anna")
    came = anna.engine.wait_for(MessageReceived)
    read = read_body(came.content_type, came.body)
    assert isinstance(read, Cpim) is cpim
    if isinstance(read, Cpim):
        message_id, back = read.envelope.message_id, envelope()
    else:
        message_id, back = dict(came.headers)["x-orig-call-id"], None
    assert (read.content if isinstance(read, Cpim) else read) == Text("Пока тебя не было")
    post(anna, "lin", receipt_message(Receipt(message_id, ReceiptKind.DISPLAYED, came.at_us), back))
    phone.wait_event("written", text="Пока тебя не было", state="displayed")


def test_our_message_waits_for_linphone(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    anna = agent("anna")
    accepted(anna, "lin", "Жду тебя ⏳", 202)
    phone = linphone()
    assert phone.wait_event("message", text="Жду тебя ⏳")["sender"] == ANNA


def test_a_long_text_reaches_linphone_in_readable_parts(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, anna = linphone(cpim=True), agent("anna")
    text = "Съешь ещё этих мягких французских булок 🥐 " * 60
    parts = text_messages(text, BODY_LIMITS[Transport.UDP], envelope(uuid.uuid4().hex))
    assert len(parts) > 3
    for part in parts:
        post(anna, "lin", part)
    eventually(lambda: "".join(event["text"] for event in phone.events if event["event"] == "message") == text, 30, "all parts arrive")
