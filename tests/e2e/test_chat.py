"""A conversation on a real desktop: with the sandbox's bot, that types, answers, gives receipts, sends a picture and calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tests.e2e.steps import first_call, is_talking, open_sandbox, wait_row

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop

TIMELINE: Final = "Calls and messages with this person"


def test_the_bot_answers_reads_sends_a_picture_and_calls(desktop: Desktop) -> None:
    open_sandbox(desktop)
    desktop.click("Write to bot@sandbox[.]test")
    say(desktop, "hello")
    desktop.reader.find(".* is typing…", "label")
    wait_row(desktop, TIMELINE, "Hello! I am a computer")
    assert "hello" in wait_row(desktop, TIMELINE, ". read").name
    say(desktop, "picture")
    wait_row(desktop, TIMELINE, "sunrise.png")
    desktop.screenshot("chat-picture")
    say(desktop, "call me")
    desktop.wait_status(lambda now: first_call(now).get("state") == "incoming", "the bot calls")
    desktop.click("Answer.*")
    desktop.wait_status(is_talking, "the bot talks")
    desktop.screenshot("chat-call")
    assert desktop.run("hangup").returncode == 0
    wait_row(desktop, TIMELINE, "Incoming")
    # Another form of a word that was written is found, and leads to its place.
    desktop.click("Search people, or type a number", "text")
    desktop.write("computers")
    found = wait_row(desktop, "Found", "I am a computer")
    desktop.click(found)
    wait_row(desktop, TIMELINE, "Hello! I am a computer")
    desktop.screenshot("chat-found")


def say(desktop: Desktop, text: str) -> None:
    desktop.click("Text of the message", "text")
    desktop.write(text)
    desktop.press("Return")
    wait_row(desktop, TIMELINE, text)
