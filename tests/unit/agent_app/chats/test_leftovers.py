"""A recording goes with the message it was made for; files of the user's stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.profile import Profile


def record(folder: Path, name: str = "voice-1.mkv") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(b"sound")
    return path


def test_a_recording_goes_with_its_message(chatting: Chatting, profile: Profile) -> None:
    note, other = (record(profile.data / "voice", f"voice-{number}.mkv") for number in range(2))
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, note, 1000)
    chatting.chats.send_file(ACCOUNT, BORIS, other, 1000)
    chatting.page()
    chatting.chats.delete((item_id,))
    chatting.wait(lambda: not note.exists())
    assert other.exists()


def test_a_pasted_picture_goes_with_its_message(chatting: Chatting, profile: Profile) -> None:
    picture = record(chatting.chats.pasted_folder(), "picture-1.png")
    assert picture.is_relative_to(profile.data), "a profile is kept as a whole"
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, picture)
    chatting.page()
    chatting.chats.delete((item_id,))
    chatting.wait(lambda: not picture.exists())


def test_a_recording_of_a_former_run_goes_too(chatting: Chatting, start: Callable[[], Chatting], profile: Profile) -> None:
    note = record(profile.data / "voice")
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, note, 1000)
    chatting.page()
    again = start()
    again.chats.delete((item_id,))
    again.wait(lambda: not note.exists())


def test_a_recording_that_another_message_has_stays_until_that_goes(chatting: Chatting, profile: Profile) -> None:
    note = record(profile.data / "voice")
    first, second = (chatting.chats.send_file(ACCOUNT, BORIS, note, 1000) for _ in range(2))
    chatting.chats.delete((first,))
    chatting.page()
    assert note.exists()
    chatting.chats.delete((second,))
    chatting.wait(lambda: not note.exists())


def test_files_of_the_users_are_never_touched(chatting: Chatting, profile: Profile, tmp_path: Path) -> None:
    picture = record(tmp_path / "pictures", "holiday.png")
    below = record(profile.data / "voice" / "mine", "tape.wav")
    item_ids = tuple(chatting.chats.send_file(ACCOUNT, BORIS, path) for path in (picture, below))
    chatting.chats.delete(item_ids)
    chatting.page()
    chatting.page()
    assert picture.exists()
    assert below.exists()
