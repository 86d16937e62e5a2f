"""Conversations on a real desktop: with the sandbox's bot, and with Linphone."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from agent_app.problems import Problems
from agent_app.profile import Profile
from agent_app.settings.store import JsonStore
from agent_app.settings.values import SETTINGS_VERSION, Settings
from agent_app.snapshots import ProblemCode
from tests.e2e.steps import fill_sign_in, first_call, is_registered, is_talking, open_sandbox, wait_row
from tests.peers.kamailio import DOMAIN, password_of
from tests.peers.process import eventually, program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.desktop import Desktop
    from tests.peers.kamailio import Kamailio
    from tests.peers.linphone import Linphone

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


def test_a_pictures_thumbnail_waits_in_the_bubble_and_a_click_on_it_fetches_the_picture(desktop: Desktop, tmp_path: Path) -> None:
    downloads = tmp_path / "downloads"
    settings = Profile.at(desktop.profile).sandbox().settings
    store = JsonStore(settings, Settings, SETTINGS_VERSION, Problems().report, ProblemCode.SETTINGS_BROKEN)
    store.save(Settings(download_below_kb=1, download_folder=str(downloads)))  # the thumbnail is smaller, the picture larger
    open_sandbox(desktop)
    desktop.click("Write to bot@sandbox[.]test")
    say(desktop, "picture")
    wait_row(desktop, TIMELINE, "sunrise.png")
    kept = Profile.at(desktop.profile).sandbox().thumbnails
    eventually(lambda: kept.is_dir() and bool(list(kept.glob("*.jpg"))), 20, "the thumbnail is here")
    desktop.screenshot("chat-thumbnail")
    assert not downloads.exists()
    desktop.click(wait_row(desktop, TIMELINE, "sunrise.png"))
    eventually((downloads / "sunrise.png").exists, 20, "the picture is here")
    desktop.screenshot("chat-thumbnail-fetched")


def test_a_picture_is_sent_by_the_dialog_and_the_provider_has_it_whole(desktop: Desktop, tmp_path: Path) -> None:
    picture = tmp_path / "sunset.png"
    command = [program("convert", "imagemagick"), "-size", "64x48", "gradient:red-yellow", str(picture)]
    subprocess.run(command, check=True, timeout=60)
    open_sandbox(desktop)
    desktop.click("Write to bot@sandbox[.]test")
    desktop.click("Send files")
    desktop.focus("Send files")
    desktop.write(str(picture))
    desktop.press("Return")
    row = wait_row(desktop, TIMELINE, "sunset.png")
    assert "You" in row.name
    wait_row(desktop, TIMELINE, ". read")
    desktop.screenshot("chat-sent-picture")
    content = picture.read_bytes()
    kept = [path for path in desktop.profile.rglob("files/*") if path.is_file() and path.read_bytes() == content]
    assert len(kept) == 1


def test_what_was_said_is_there_after_signing_out_and_in_again(
    desktop: Desktop, kamailio: Kamailio, linphone: Callable[..., Linphone]
) -> None:
    address = f"anna@{DOMAIN}"
    phone = linphone()
    sign_in(desktop, kamailio, address, password_of("anna"))
    phone.write(f"sip:{address}", "Remember me")
    desktop.click("Chats.*", "page tab")
    desktop.click(wait_row(desktop, "Chats", "Remember me"))
    wait_row(desktop, TIMELINE, "Remember me")
    say(desktop, "I shall")
    phone.wait_event("message", text="I shall")
    desktop.press("ctrl+shift+a")
    desktop.click("Sign out: .*")
    desktop.click("Sign out")
    desktop.wait_status(lambda now: now["accounts"] == [], "nobody is signed in")
    desktop.press("Escape")  # the accounts' own window
    desktop.reader.wait_gone("Accounts", "dialog")
    desktop.screenshot("chat-signed-out")
    sign_in(desktop, kamailio, address, password_of("anna"), started=True)
    phone.write(f"sip:{address}", "Are you back?")
    desktop.click(wait_row(desktop, "Chats", "Are you back?"))
    wait_row(desktop, TIMELINE, "Are you back?")
    wait_row(desktop, TIMELINE, "Remember me")
    desktop.screenshot("chat-signed-in-again")
    say(desktop, "I am")
    phone.wait_event("message", text="I am")


def sign_in(desktop: Desktop, kamailio: Kamailio, address: str, password: str, *, started: bool = False) -> None:
    """By the page that a program without an account shows."""
    if not started:
        desktop.start_agent(wait_for="Sign in.*")
    fill_sign_in(desktop, address, password, kamailio.proxy)
    desktop.press("Return")
    desktop.wait_status(is_registered, f"{address} is registered")


def say(desktop: Desktop, text: str) -> None:
    desktop.click("Text of the message", "text")
    desktop.write(text)
    desktop.press("Return")
    wait_row(desktop, TIMELINE, text)
