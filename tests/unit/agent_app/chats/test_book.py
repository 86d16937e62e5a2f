"""The lines of the conversations list."""

from __future__ import annotations

from agent_app.chats.book import ConversationBook
from agent_app.storage.chats import ChatRow


def test_who_is_signed_in_anew_finds_one_line_for_one_person() -> None:
    live = {"new"}
    book = ConversationBook(lambda _: None, live.__contains__)
    book.take_loaded([ChatRow("old", "boris@x", "i1", "before", at_us=1, unread=2), ChatRow("older", "Boris@x", "i0", "long ago", at_us=0)])
    [line] = book.snapshots()
    assert (line.key, line.last_text, line.unread) == (("old", "boris@x"), "before", 2)
    row = book.row("new", "boris@x")
    row.at_us, row.last_id, row.last_text, row.unread = 2, "i2", "now", 1
    book.touch(row)
    [line] = book.snapshots()
    assert (line.key, line.last_text, line.unread) == (("new", "boris@x"), "now", 3)
    assert {one.account_id for one in book.rows(line.key)} == {"new", "old", "older"}
    assert book.key_of("old", "boris@x") == line.key


def test_two_accounts_that_are_there_have_a_line_each() -> None:
    book = ConversationBook(lambda _: None, {"work", "home"}.__contains__)
    book.take_loaded([ChatRow(account, "boris@x", account, "hi", at_us=1) for account in ("work", "home")])
    assert {line.key for line in book.snapshots()} == {("work", "boris@x"), ("home", "boris@x")}


def test_the_later_of_what_came_before_the_list_was_read_and_what_was_read_stands_in_it() -> None:
    book = ConversationBook(lambda _: None)
    for remote, at_us in (("boris@x", 1), ("vera@x", 3)):
        mine = book.row("a", remote)
        mine.last_id, mine.last_text, mine.at_us = f"mine {remote}", "of this run", at_us
    book.take_loaded([ChatRow("a", remote, f"kept {remote}", "of before", at_us=2) for remote in ("boris@x", "vera@x")])
    assert {line.key: line.last_text for line in book.snapshots()} == {("a", "boris@x"): "of before", ("a", "vera@x"): "of this run"}


def test_what_came_before_the_list_was_read_is_joined_with_it() -> None:
    book = ConversationBook(lambda _: None)
    mine = book.row("a", "boris@x")
    mine.unread = 1
    [met] = book.take_loaded([ChatRow("a", "boris@x", unread=2, pinned=True, is_agent=True), ChatRow("a", "vera@x")])
    assert met is mine
    assert (mine.unread, mine.pinned, mine.is_agent) == (3, True, True)
