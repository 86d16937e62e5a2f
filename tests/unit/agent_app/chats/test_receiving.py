"""What comes in: kept before it is confirmed, never shown twice, each in its place; and what nobody can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent_app.chats.snapshots import FileState, MessageItem, MessageKind, MessageStatus, place_of
from agent_app.snapshots import Contact, ContactPoint, PointKind
from agent_app.storage.messages import message_record
from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.files import File, Place
from telephony.bodies.receipt import ReceiptKind
from telephony.bodies.sending import file_message, typing_message
from telephony.messages import MessageDropped, MessageReceived, Registration, SendMessage
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.chats.conftest import ACCOUNT, ANNA, BORIS, Chatting, S, theirs

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord


def shown(chatting: Chatting) -> list[str]:
    return [item.text for item in chatting.messages()]


def test_a_plain_text_is_kept_and_confirmed_by_its_call_id(chatting: Chatting) -> None:
    chatting.hear("Привет", call_id="c1")
    chatting.told(1)
    (item,) = chatting.messages()
    assert (item.text, item.status, item.is_incoming, item.remote, item.seen) == ("Привет", MessageStatus.RECEIVED, True, BORIS, False)
    assert chatting.receipts() == [("c1", ReceiptKind.DELIVERED)]
    assert chatting.chats.total_unread() == 1


def test_it_is_told_to_be_read_once_it_is(chatting: Chatting) -> None:
    for number in range(2):
        chatting.hear(f"text {number}", call_id=f"c{number}")
    chatting.told(2)
    key = chatting.chats.conversations()[0].key
    chatting.chats.mark_read(key)
    chatting.told(4)
    chatting.chats.mark_read(key)
    chatting.page()
    assert chatting.receipts()[2:] == [("c0", ReceiptKind.DISPLAYED), ("c1", ReceiptKind.DISPLAYED)]
    assert chatting.chats.total_unread() == 0


def test_nobody_is_told_that_it_was_read_where_the_user_wants_that_kept(chatting: Chatting) -> None:
    chatting.settings.change(send_receipts=False)
    chatting.hear("text")
    chatting.told(1)
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.page()
    assert [kind for _, kind in chatting.receipts()] == [ReceiptKind.DELIVERED]


def test_receipts_wait_for_the_account(chatting: Chatting) -> None:
    chatting.connect(Registration.FAILED)
    chatting.hear("text", call_id="c1")
    chatting.page()
    assert chatting.receipts() == []
    chatting.connect()
    chatting.told(1)
    chatting.engine.die()
    chatting.engine.come_back()
    chatting.connect()
    chatting.told(1)
    assert chatting.receipts() == [("c1", ReceiptKind.DELIVERED)]


def test_who_refuses_receipts_gets_no_more_of_them(chatting: Chatting) -> None:
    chatting.hear("one")
    chatting.fail(chatting.told(1)[0], ReasonCode.REFUSED, 415)
    chatting.hear("two")
    chatting.chats.set_typing(ACCOUNT, BORIS, True)
    chatting.page()
    chatting.told(1)


def test_what_comes_twice_is_shown_once_and_confirmed_again(chatting: Chatting, start: Callable[[], Chatting]) -> None:
    (hello,) = theirs("hello", "m1")
    chatting.hear_outgoing(hello)
    chatting.told(1)
    chatting.hear_outgoing(hello)
    chatting.told(2)
    chatting.hear("plain", call_id="c1")
    chatting.told(3)
    chatting.hear("plain", call_id="kept", x_orig_call_id="c1")
    chatting.told(4)
    assert chatting.receipts() == [("m1", ReceiptKind.DELIVERED)] * 2 + [("c1", ReceiptKind.DELIVERED)] * 2
    assert sorted(shown(chatting)) == ["hello", "plain"]
    assert chatting.chats.total_unread() == 2


def test_two_texts_of_one_dialog_are_two(chatting: Chatting) -> None:
    chatting.hear("yes", call_id="dialog")
    chatting.hear("no", call_id="dialog")
    chatting.hear("no", call_id="dialog")
    assert shown(chatting) == ["yes", "no"]
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.wait(lambda: chatting.receipts()[-2:] == [("dialog", ReceiptKind.DISPLAYED)] * 2)


def test_what_was_deleted_does_not_come_back(chatting: Chatting) -> None:
    (hello,) = theirs("hello", "m1")
    chatting.hear_outgoing(hello)
    chatting.told(1)
    chatting.chats.delete((chatting.changed[0].item_id,))
    chatting.hear_outgoing(hello)
    assert shown(chatting) == []


def test_a_long_text_in_parts_is_one_again_in_whatever_order_they_come(chatting: Chatting) -> None:
    text = "Съешь ещё этих мягких французских булок " * 60
    parts = theirs(text, "long")
    assert len(parts) > 3
    for part in (parts[1], parts[0], *reversed(parts[2:])):
        chatting.hear_outgoing(part)
    chatting.hear_outgoing(parts[1])
    assert shown(chatting) == [text]
    assert chatting.chats.total_unread() == 1
    assert {message_id for message_id, _ in chatting.receipts()} == {"long", *(f"long-{number}" for number in range(2, len(parts) + 1))}


def test_a_reply_shows_what_it_answers(chatting: Chatting) -> None:
    item_id = chatting.chats.send_text(ACCOUNT, BORIS, "Coming?")
    call_id = chatting.accept(chatting.told(1)[0])
    (reply,) = theirs("> Coming?\n\nYes", "m2", reply_to=call_id)
    chatting.hear_outgoing(reply)
    chatting.hear("> Coming?\nNo, plainly")
    # What came is shown by the engine's clock, which this test stopped long ago.
    answers = [item for item in chatting.messages() if item.is_incoming]
    assert [(item.text, item.reply_text, item.reply_to) for item in answers] == [
        ("Yes", "Coming?", item_id),
        ("No, plainly", "Coming?", ""),
    ]


def test_what_was_written_before_stands_before_though_it_comes_later(chatting: Chatting) -> None:
    for name, sent, came in (("first", 1, 100), ("third", 3, 101), ("second", 2, 105), ("fourth", 4, 106)):
        (message,) = theirs(name, name, sent_us=sent * S)
        chatting.hear(message.body, message.content_type, at_us=came * S)
    assert shown(chatting) == ["first", "second", "third", "fourth"]


def test_many_that_are_late_have_room_between_two_that_were_not(chatting: Chatting) -> None:
    order = [0, 40, *range(1, 40)]
    for place, number in enumerate(order):
        (message,) = theirs(str(number), f"m{number}", sent_us=50 * S + number * 40_000)
        chatting.hear(message.body, message.content_type, at_us=100 * S + place * 1000)
    assert shown(chatting) == [str(number) for number in range(41)]


def test_what_a_server_kept_stands_where_it_was_written(chatting: Chatting) -> None:
    now = 1_700_000_000 * S
    chatting.hear("now", at_us=now)
    chatting.hear("kept", at_us=now + S, x_orig_call_id="c1", date="Tue, 14 Nov 2023 21:00:00 GMT")
    chatting.hear("kept, who knows when", at_us=now + 2 * S, x_orig_call_id="c2", date="yesterday")
    assert shown(chatting) == ["kept", "now", "kept, who knows when"]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/x-unheard-of", "\x00\x01"),
        ("message/cpim", "no cpim"),
        ("message/imdn+xml", "<imdn/>" * 3),
        ("text/html", "<b>hi</b>"),
    ],
)
def test_what_can_not_be_read_is_told_of_and_kept(chatting: Chatting, database: Database, content_type: str, body: str) -> None:
    chatting.hear(body, content_type)
    (item,) = chatting.messages()
    assert kept_bytes(chatting, database, item) == body.encode()
    assert (item.kind, item.text) == (MessageKind.UNREADABLE, content_type)
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.page()
    assert chatting.receipts() == []  # it may be a receipt itself: two programs would confirm each other's for ever


def kept_bytes(chatting: Chatting, database: Database, item: MessageItem) -> bytes | None:
    found: list[MessageRecord | None] = []
    database.read(lambda connection: message_record(connection, item.item_id), found.append)
    chatting.wait(lambda: bool(found))
    assert found[0] is not None
    return found[0].raw


def test_what_the_engine_could_not_pass_on_is_told_of_and_kept(chatting: Chatting, database: Database) -> None:
    packed = b"\x78\x9c no zlib"
    chatting.engine.say(MessageDropped(ACCOUNT, f"sip:{BORIS}", "text/plain; x=y", "c1", Reason(ReasonCode.TOO_LONG), packed))
    (item,) = chatting.messages()
    assert kept_bytes(chatting, database, item) == packed
    assert (item.kind, item.text, item.reason_code) == (MessageKind.UNREADABLE, "text/plain", "too_long")


def test_a_text_with_broken_letters_is_shown_and_its_bytes_are_kept(chatting: Chatting, database: Database) -> None:
    broken = b"caf\xe9 \x00 \xff"
    text = broken.decode("utf-8", "replace")
    chatting.engine.say(MessageReceived(ACCOUNT, f"sip:{BORIS}", f"sip:{ANNA}", "text/plain", text, "c1", 100 * S, raw=broken))
    (item,) = chatting.messages()
    assert (item.kind, item.text) == (MessageKind.TEXT, text)
    assert kept_bytes(chatting, database, item) == broken


def test_a_number_writes_sms_and_no_chat(chatting: Chatting) -> None:
    chatting.hear("an SMS", sender="+74951112233@provider.test")
    assert chatting.page("+74951112233")[0] == ()
    assert chatting.changed == []


def test_a_file_is_offered_with_a_name_that_is_no_path(chatting: Chatting) -> None:
    place = Place("http://127.0.0.1:9/x", 3000, "image/png")
    chatting.hear_outgoing(file_message(File("../../etc/pic\u202egnp.exe", place)))
    (item,) = chatting.messages()
    assert item.file is not None
    assert (item.kind, item.file.size, item.file.state) == (MessageKind.FILE, 3000, FileState.OFFERED)
    assert "/" not in item.file.name
    assert "\u202e" not in item.file.name
    assert item.file.path == ""


def test_who_types_is_shown_until_they_write(chatting: Chatting) -> None:
    chatting.hear_outgoing(typing_message(Typing(True, 60)))
    assert chatting.typing == [(BORIS, True)]
    assert chatting.chats.conversations() == ()
    chatting.hear("done")
    chatting.wait(lambda: chatting.typing == [(BORIS, True), (BORIS, False)])


def test_we_type_once_and_stop_by_writing(chatting: Chatting) -> None:
    for _ in range(3):
        chatting.chats.set_typing(ACCOUNT, BORIS, True)
    (command,) = chatting.told(1)
    assert "active" in command.body
    chatting.chats.send_text(ACCOUNT, BORIS, "done")
    chatting.told(2)
    chatting.chats.set_typing(ACCOUNT, BORIS, True)
    chatting.chats.set_typing(ACCOUNT, BORIS, False)
    assert "idle" in chatting.told(4)[3].body


def test_conversations_merge_the_addresses_of_a_contact_and_keep_what_the_user_wants(
    chatting: Chatting, start: Callable[[], Chatting]
) -> None:
    points = tuple(ContactPoint(PointKind.SIP, value) for value in (BORIS, "bob@other.test"))
    chatting.contacts.add_many((Contact("boris", "Boris", points),))
    chatting.hear("one", at_us=10 * S)
    chatting.hear("two", sender="bob@other.test", at_us=20 * S)
    chatting.hear("three", sender="vera@provider.test", at_us=30 * S)
    chatting.page()
    chatting.chats.pin("boris", True)
    chatting.chats.mute((ACCOUNT, "vera@provider.test"), True)
    chatting.chats.set_draft("boris", "well")
    for each in (chatting, start()):
        each.wait(lambda each=each: len(each.chats.conversations()) == 2 and each.chats.conversations()[0].key == "boris")
        boris, vera = each.chats.conversations()
        assert (boris.title, boris.last_text, boris.unread, boris.pinned, boris.draft) == ("Boris", "two", 2, True, "well")
        assert (vera.title, vera.unread, vera.muted) == ("vera@provider.test", 1, True)
        assert each.chats.total_unread() == 2


def test_pages_are_read_backwards_and_places_are_found(chatting: Chatting) -> None:
    for number in range(25):
        chatting.hear(f"text {number}", at_us=(100 + number // 2) * S)
    last, more = chatting.page(limit=10)
    assert more
    before, _ = chatting.page(before=place_of(last[0]), limit=10)
    oldest, more = chatting.page(before=place_of(before[0]), limit=10)
    assert not more
    items = [item for item in (*oldest, *before, *last) if isinstance(item, MessageItem)]
    assert [item.text for item in items] == [f"text {number}" for number in range(25)]
    chatting.chats.request_around(before[5].item_id, 3)
    chatting.chats.request_around("gone")
    chatting.wait(lambda: len(chatting.around) == 2)
    assert sorted(chatting.around, key=lambda one: one[2]) == [("gone", (), 0), (before[5].item_id, (BORIS,), 7)]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["text/plain", "message/cpim", "message/imdn+xml", "application/vnd.gsma.rcs-ft-http+xml", "x/y"]), st.text())
def test_nothing_that_comes_in_breaks_the_service(chatting: Chatting, content_type: str, body: str) -> None:
    chatting.hear(body, content_type)


def test_wants_are_answered_as_they_are_said(chatting: Chatting) -> None:
    envelope = Envelope(Address(f"sip:{BORIS}"), Address(f"sip:{ANNA}"), 90 * S, "m1", frozenset({Disposition.DISPLAYED}))
    from telephony.bodies.sending import text_messages

    chatting.hear_outgoing(text_messages("quietly", 1300, envelope)[0])
    chatting.page()
    assert chatting.engine.told_of(SendMessage) == []
    chatting.chats.mark_read((ACCOUNT, BORIS))
    chatting.told(1)
    assert chatting.receipts() == [("m1", ReceiptKind.DISPLAYED)]
