"""What we write: kept first, sent in order, followed to its end, and sent again where that does no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import MessageKind, MessageStatus
from agent_app.storage.messages import message_record
from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Disposition
from telephony.bodies.reading import Cpim, Text, read_body
from telephony.bodies.receipt import ReceiptKind
from telephony.bodies.sending import typing_message
from telephony.messages import SendMessage
from telephony.reasons import ReasonCode
from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting, theirs

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

CHAIN = [MessageStatus.WAITING, MessageStatus.SENT, MessageStatus.DELIVERED, MessageStatus.DISPLAYED]


def cpim(command: SendMessage) -> Cpim:
    body = read_body(command.content_type, command.body)
    assert isinstance(body, Cpim)
    return body


def meet(chatting: Chatting) -> None:
    """Boris writes with this program; his message is confirmed."""
    (hello,) = theirs("hello", "hello-1")
    chatting.hear_outgoing(hello)
    chatting.accept(chatting.told(1)[0])
    chatting.engine.told.clear()


def test_a_text_is_plain_at_first_and_followed_to_the_screen_of_its_reader(chatting: Chatting) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "Привет 😀")
    assert chatting.changed[0].status is MessageStatus.WAITING
    (command,) = chatting.told(1)
    assert (command.target, command.content_type, command.body) == (f"sip:{BORIS}", "text/plain", "Привет 😀")
    call_id = chatting.accept(command)
    chatting.hear_receipt(call_id, ReceiptKind.DELIVERED, cpim=False)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DELIVERED)
    chatting.hear_receipt(call_id, ReceiptKind.DISPLAYED, cpim=False)
    chatting.wait(lambda: chatting.statuses(item_id) == CHAIN)


def test_it_is_in_the_database_before_it_is_sent(chatting: Chatting, database: Database) -> None:
    found: list[MessageRecord | None] = []
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "first")
    assert chatting.engine.told_of(SendMessage) == []
    chatting.told(1)
    database.read(lambda connection: message_record(connection, item_id), found.append)
    chatting.wait(lambda: bool(found))
    assert found[0] is not None
    assert found[0].tries == 1


def test_who_has_this_program_is_written_to_in_cpim(chatting: Chatting) -> None:
    meet(chatting)
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    body = cpim(chatting.told(1)[0])
    assert body.content == Text("hi")
    assert (body.envelope.message_id, body.envelope.wants) == (item_id, frozenset(Disposition))
    chatting.accept(chatting.told(1)[0])
    chatting.hear_receipt(item_id, ReceiptKind.DELIVERED, cpim=True)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DELIVERED)
    chatting.hear_receipt(item_id, ReceiptKind.DISPLAYED, cpim=True)
    chatting.wait(lambda: chatting.statuses(item_id) == CHAIN)


def test_states_never_go_back(chatting: Chatting) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    call_id = chatting.accept(chatting.told(1)[0])
    chatting.hear_receipt(call_id, ReceiptKind.DISPLAYED, cpim=False)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DISPLAYED)
    chatting.hear_receipt(call_id, ReceiptKind.DELIVERED, cpim=False)
    chatting.hear_receipt("nobody knows", ReceiptKind.DELIVERED, cpim=False)
    assert [item.status for item in chatting.messages()] == [MessageStatus.DISPLAYED]
    assert chatting.status(item_id) is MessageStatus.DISPLAYED


def test_a_stranger_confirms_nothing_that_was_not_written_to_them(chatting: Chatting) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, "vera@provider.test", "for Vera")
    call_id = chatting.accept(chatting.told(1)[0])
    chatting.hear_receipt(call_id, ReceiptKind.DISPLAYED, cpim=False)
    chatting.page()
    assert chatting.status(item_id) is MessageStatus.SENT


def test_messages_wait_for_their_account_and_go_in_order(start: Callable[[], Chatting]) -> None:
    chatting = start()
    ids = [chatting.chats.send_text(ACCOUNT, BORIS, f"text {number}") for number in range(5)]
    chatting.pause()
    assert chatting.engine.told_of(SendMessage) == []
    assert {chatting.status(item_id) for item_id in ids} == {MessageStatus.WAITING}
    chatting.connect()
    for count in range(1, 6):
        chatting.accept(chatting.told(count)[-1])
    assert [command.body for command in chatting.engine.told_of(SendMessage)] == [f"text {number}" for number in range(5)]
    assert {chatting.status(item_id) for item_id in ids} == {MessageStatus.SENT}


def test_one_conversation_does_not_hold_up_another(chatting: Chatting) -> None:
    chatting.chats.send_text(ACCOUNT, BORIS, "one")
    chatting.chats.send_text(ACCOUNT, BORIS, "behind it")
    chatting.chats.send_text(ACCOUNT, "vera@provider.test", "beside it")
    assert {command.body for command in chatting.told(2)} == {"one", "beside it"}


def test_a_lost_engine_leaves_a_plain_message_unknown_and_sends_cpim_again(chatting: Chatting) -> None:
    plain = chatting.chats.send_text(ACCOUNT, BORIS, "plain")
    chatting.told(1)
    chatting.engine.die()
    assert chatting.status(plain) is MessageStatus.UNKNOWN
    chatting.engine.come_back()
    chatting.connect()
    meet(chatting)
    again = chatting.chats.send_text(ACCOUNT, BORIS, "cpim")
    first = cpim(chatting.told(1)[0])
    chatting.engine.die()
    assert chatting.status(again) is MessageStatus.WAITING
    chatting.engine.come_back()
    chatting.connect()
    second = cpim(chatting.told(1)[0])
    assert second.envelope.message_id == first.envelope.message_id == again


def test_a_lost_program_leaves_the_same(start: Callable[[], Chatting]) -> None:
    before = start()
    before.connect()
    plain = before.chats.send_text(ACCOUNT, BORIS, "plain")
    before.told(1)
    before.chats.send_text(ACCOUNT, BORIS, "was not sent yet")
    before.engine.told.clear()
    after = start()
    after.wait(lambda: any(item.text == "was not sent yet" for item in after.changed))
    assert [(item.text, item.status, item.reason_code) for item in after.messages()] == [
        ("plain", MessageStatus.UNKNOWN, "interrupted"),
        ("was not sent yet", MessageStatus.WAITING, ""),
    ]
    assert after.messages()[0].item_id == plain


def test_a_message_that_nobody_answered_is_tried_again_in_cpim_alone(chatting: Chatting) -> None:
    plain = chatting.chats.send_text(ACCOUNT, BORIS, "plain")
    chatting.lose_track(chatting.told(1)[0])
    assert chatting.status(plain) is MessageStatus.UNKNOWN
    chatting.engine.told.clear()
    meet(chatting)
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "cpim")
    chatting.lose_track(chatting.told(1)[0])
    assert cpim(chatting.told(2)[1]).envelope.message_id == item_id


@pytest.mark.parametrize("code", [ReasonCode.NETWORK_UNREACHABLE, ReasonCode.SERVICE_UNAVAILABLE])
def test_a_network_that_is_away_for_a_moment_loses_nothing(chatting: Chatting, code: ReasonCode) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.fail(chatting.told(1)[0], code)
    chatting.accept(chatting.told(2)[1])
    assert chatting.statuses(item_id) == [MessageStatus.WAITING, MessageStatus.SENT]


def test_a_refusal_says_why_and_the_user_may_send_again(chatting: Chatting) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.fail(chatting.told(1)[0], ReasonCode.NOT_FOUND, 404)
    assert (chatting.changed[-1].status, chatting.changed[-1].reason_code) == (MessageStatus.FAILED, "not_found")
    chatting.chats.send_again(item_id)
    chatting.chats.send_again(item_id)
    chatting.accept(chatting.told(2)[1])
    assert chatting.status(item_id) is MessageStatus.SENT
    chatting.chats.send_again(item_id)
    assert chatting.status(item_id) is MessageStatus.SENT


def test_who_reads_no_cpim_gets_plain_text(chatting: Chatting) -> None:
    meet(chatting)
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.fail(chatting.told(1)[0], ReasonCode.REFUSED, 415)
    assert chatting.told(2)[1].content_type == "text/plain"
    chatting.accept(chatting.told(2)[1])
    assert chatting.status(item_id) is MessageStatus.SENT


def test_a_long_text_goes_in_parts_and_is_delivered_when_all_are(chatting: Chatting) -> None:
    meet(chatting)
    text = "Съешь ещё этих мягких французских булок " * 60
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, text)
    count = 1
    names: list[str] = []
    while True:
        body = cpim(chatting.told(count)[-1])
        part = body.envelope.part
        assert part is not None
        names.append(body.envelope.message_id)
        chatting.accept(chatting.told(count)[-1])
        if part.number == part.count:
            break
        count += 1
    assert len(names) > 2
    assert chatting.status(item_id) is MessageStatus.SENT
    for name in names[:-1]:
        chatting.hear_receipt(name, ReceiptKind.DELIVERED, cpim=True)
    chatting.page()
    assert chatting.status(item_id) is MessageStatus.SENT
    chatting.hear_receipt(names[-1], ReceiptKind.DELIVERED, cpim=True)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DELIVERED)


def test_a_reply_quotes_what_it_answers(chatting: Chatting) -> None:
    (question,) = theirs("Coming?", "question-1")
    chatting.hear_outgoing(question)
    chatting.wait(lambda: bool(chatting.changed))
    chatting.accept(chatting.told(1)[0])
    asked = chatting.changed[0]
    chatting.chats.send_text(ACCOUNT, BORIS, "Yes", reply_to=asked.item_id)
    body = cpim(chatting.told(2)[1])
    assert body.content == Text("> Coming?\n\nYes")
    assert body.envelope.reply_to == "question-1"
    shown = chatting.messages()[-1]
    assert (shown.text, shown.reply_text, shown.reply_to) == ("Yes", "Coming?", asked.item_id)


def test_a_wake_up_is_a_text_for_those_who_know_no_such_thing(chatting: Chatting) -> None:
    meet(chatting)
    item_id = chatting.chats.wake_up(ACCOUNT, BORIS)
    body = cpim(chatting.told(1)[0])
    assert body.envelope.wake_up
    assert isinstance(body.content, Text)
    assert body.content.text
    item = chatting.chats.item(item_id)
    assert item is not None
    assert item.kind is MessageKind.WAKE_UP


def test_a_broadcast_writes_to_each(chatting: Chatting) -> None:
    ids = chatting.chats.broadcast((BORIS, "vera@provider.test"), "Party!")
    assert len(set(ids)) == 2
    assert {command.target for command in chatting.told(2)} == {f"sip:{BORIS}", "sip:vera@provider.test"}


@pytest.mark.parametrize(("remote", "text", "code"), [(BORIS, "  ", "empty"), ("nowhere", "hi", "bad_address")])
def test_what_can_not_be_sent_says_so_at_once(chatting: Chatting, remote: str, text: str, code: str) -> None:
    chatting.chats.send_text(ACCOUNT, remote, text)
    assert (chatting.changed[-1].status, chatting.changed[-1].reason_code) == (MessageStatus.FAILED, code)


def test_what_waits_can_be_taken_back(start: Callable[[], Chatting]) -> None:
    chatting = start()
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "rash words")
    chatting.chats.cancel(item_id)
    chatting.connect()
    chatting.pause()
    assert chatting.engine.told_of(SendMessage) == []
    assert (chatting.changed[-1].status, chatting.changed[-1].reason_code) == (MessageStatus.FAILED, "cancelled")


def test_what_was_taken_but_never_confirmed_is_sent_again(chatting: Chatting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.chats.confirming._AFTER_S", (0.1, 0.1))
    meet(chatting)
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.accept(chatting.told(1)[0])
    again = chatting.told(2)[1]
    assert cpim(again).envelope.message_id == item_id
    chatting.hear_receipt(item_id, ReceiptKind.DELIVERED, cpim=True)
    chatting.accept(again)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.DELIVERED)
    chatting.pause(1500)
    chatting.told(2)


def test_what_a_server_kept_is_sent_again_once_its_reader_is_there_and_confirms_nothing(
    chatting: Chatting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_app.chats.confirming._AFTER_S", (0.1, 0.1))
    monkeypatch.setattr("agent_app.chats.confirming._ALIVE_S", 0.1)
    meet(chatting)
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "hi")
    chatting.accept(chatting.told(1)[0], 202)
    chatting.pause(1300)
    chatting.told(1)
    chatting.hear_outgoing(typing_message(Typing(True, 60)))
    assert cpim(chatting.told(2)[1]).envelope.message_id == item_id


def test_deleted_messages_are_gone_and_the_list_shows_the_one_before(chatting: Chatting) -> None:
    chatting.chats.send_text(ACCOUNT, BORIS, "one")
    second = chatting.chats.send_text(ACCOUNT, BORIS, "two")
    chatting.page()
    assert chatting.chats.conversations()[0].last_text == "two"
    chatting.chats.delete((second,))
    assert chatting.removed == [second]
    assert [item.text for item in chatting.messages()] == ["one"]
    chatting.wait(lambda: chatting.chats.conversations()[0].last_text == "one")
