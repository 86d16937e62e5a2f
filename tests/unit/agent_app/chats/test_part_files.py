"""What broke off stays for as long as it can go on, and not a moment longer: nothing of ours hides in the user's folders."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.part_files import KEPT_S, PartFiles
from agent_app.chats.snapshots import FileState
from telephony.bodies.files import File, Place
from telephony.bodies.sending import file_message
from tests.unit.agent_app.chats.conftest import Chatting
from tests.unit.agent_app.chats.gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent_app.profile import Profile

CONTENT = bytes(range(256)) * 2000


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    gallery = Gallery()
    gallery.show("/film", CONTENT, "video/mp4")
    yield gallery
    gallery.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "downloads"


def offer(chatting: Chatting, gallery: Gallery, folder: Path, size: int = len(CONTENT)) -> str:
    chatting.settings.change(download_folder=str(folder))
    before = {item.item_id for item in chatting.changed}
    chatting.hear_outgoing(file_message(File("film.mp4", Place(gallery.address + "/film", size, "video/mp4"))))
    chatting.wait(lambda: bool({item.item_id for item in chatting.changed} - before))
    return ({item.item_id for item in chatting.changed} - before).pop()


def fetch(chatting: Chatting, item_id: str) -> FileState:
    """What became of it."""
    begun = len(chatting.changed)
    chatting.chats.download(item_id)

    def states() -> list[FileState]:
        return [item.file.state for item in chatting.changed[begun:] if item.item_id == item_id and item.file is not None]

    chatting.wait(lambda: FileState.DOWNLOADING in states() and states()[-1] is not FileState.DOWNLOADING)
    return states()[-1]


def cut(chatting: Chatting, gallery: Gallery, folder: Path) -> str:
    """A download that broke off at half of the file, and its item_id."""
    item_id = offer(chatting, gallery, folder)
    gallery.hall.breaks_after["/film"] = len(CONTENT) // 2
    assert fetch(chatting, item_id) is FileState.FAILED
    gallery.hall.breaks_after.clear()
    gallery.hall.asked.clear()
    return item_id


def notes(profile: Profile) -> list[str]:
    return [path.name for path in profile.file_parts.iterdir()] if profile.file_parts.is_dir() else []


def test_what_broke_off_goes_on_in_another_run_from_where_it_was(
    chatting: Chatting, start: Callable[[], Chatting], gallery: Gallery, folder: Path, profile: Profile
) -> None:
    item_id = cut(chatting, gallery, folder)
    assert [path.name for path in folder.iterdir()] == [f".{item_id}.part"]
    chatting.page()
    again = start()
    again.settings.change(download_folder=str(folder))
    again.page()
    assert [path.name for path in folder.iterdir()] == [f".{item_id}.part"], "it is young"
    assert fetch(again, item_id) is FileState.READY
    assert gallery.hall.asked == [f"GET /film bytes={len(CONTENT) // 2}-"]
    assert [path.name for path in folder.iterdir()] == ["film.mp4"]
    assert (folder / "film.mp4").read_bytes() == CONTENT
    assert notes(profile) == []


def test_it_goes_with_its_message(chatting: Chatting, gallery: Gallery, folder: Path, profile: Profile) -> None:
    item_id = cut(chatting, gallery, folder)
    chatting.chats.delete((item_id,))
    chatting.wait(lambda: not list(folder.iterdir()) and not notes(profile))


def test_it_goes_with_a_message_that_is_deleted_while_it_comes(
    chatting: Chatting, gallery: Gallery, folder: Path, profile: Profile
) -> None:
    gallery.hall.shown["/slow"] = CONTENT
    chatting.settings.change(download_folder=str(folder))
    chatting.hear_outgoing(file_message(File("film.mp4", Place(gallery.address + "/slow", len(CONTENT), "video/mp4"))))
    chatting.wait(lambda: bool(chatting.changed))
    item_id = chatting.changed[-1].item_id
    chatting.chats.download(item_id)
    chatting.wait(lambda: gallery.hall.asked == ["GET /slow"] and bool(notes(profile)))
    chatting.chats.delete((item_id,))
    gallery.hall.gate.set()
    chatting.wait(lambda: not notes(profile) and not list(folder.iterdir()))


@pytest.mark.parametrize("trouble", ["gone", "too short", "cancelled"])
def test_what_can_not_go_on_leaves_nothing(
    chatting: Chatting, gallery: Gallery, folder: Path, profile: Profile, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent_app.chats.http_files.TRIES", 1)
    item_id = cut(chatting, gallery, folder) if trouble == "gone" else offer(chatting, gallery, folder, len(CONTENT) + 5)
    if trouble == "gone":
        gallery.hall.shown.clear()
    if trouble == "cancelled":
        gallery.hall.shown["/slow"] = CONTENT
        chatting.hear_outgoing(file_message(File("b.mp4", Place(gallery.address + "/slow", len(CONTENT), "video/mp4"))))
        chatting.wait(lambda: chatting.changed[-1].item_id != item_id)
        item_id = chatting.changed[-1].item_id
        chatting.chats.download(item_id)
        chatting.wait(lambda: bool(notes(profile)))
        chatting.chats.cancel(item_id)
        gallery.hall.gate.set()
    fetch(chatting, item_id)
    assert (list(folder.iterdir()), notes(profile)) == ([], [])


def test_at_the_start_those_go_that_nobody_went_on_with_for_days(
    chatting: Chatting, start: Callable[[], Chatting], gallery: Gallery, folder: Path, profile: Profile
) -> None:
    old, young = cut(chatting, gallery, folder), cut(chatting, gallery, folder)
    long_ago = time.time() - KEPT_S - 60
    os.utime(folder / f".{old}.part", (long_ago, long_ago))
    start().wait(lambda: not (folder / f".{old}.part").exists())
    assert notes(profile) == [young]
    assert (folder / f".{young}.part").exists()


def test_who_has_chosen_another_folder_since_finds_nothing_in_the_old_one(
    chatting: Chatting, gallery: Gallery, folder: Path, tmp_path: Path
) -> None:
    item_id = cut(chatting, gallery, folder)
    chatting.settings.change(download_folder=str(tmp_path / "new"))
    assert fetch(chatting, item_id) is FileState.READY
    assert list(folder.iterdir()) == []
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["film.mp4"]


def test_the_end_of_the_program_is_no_end_of_a_download(chatting: Chatting, gallery: Gallery, folder: Path) -> None:
    gallery.hall.shown["/slow"] = CONTENT
    chatting.settings.change(download_folder=str(folder))
    chatting.hear_outgoing(file_message(File("film.mp4", Place(gallery.address + "/slow", len(CONTENT), "video/mp4"))))
    chatting.wait(lambda: bool(chatting.changed))
    chatting.chats.download(chatting.changed[-1].item_id)
    chatting.wait(lambda: gallery.hall.asked == ["GET /slow"] and bool(list(folder.iterdir())))
    chatting.chats.close()
    gallery.hall.gate.set()
    chatting.pause()
    assert [path.suffix for path in folder.iterdir()] == [".part"]


def test_a_note_that_names_a_file_of_the_users_is_not_believed(tmp_path: Path) -> None:
    mine, notes = tmp_path / "diary.txt", tmp_path / "notes"
    mine.write_text("dear diary")
    notes.mkdir()
    (notes / "item").write_bytes(os.fsencode(mine))
    (notes / "other").write_bytes(b"\0")
    parts = PartFiles(notes)
    parts.sweep()
    parts.drop("item")
    assert mine.exists()
    assert parts.begin("item", tmp_path) == tmp_path / ".item.part"


def test_what_is_on_a_disk_that_is_not_there_now_is_remembered(tmp_path: Path) -> None:
    parts = PartFiles(tmp_path / "notes")
    disk = tmp_path / "disk"
    disk.mkdir()
    part = parts.begin("item", disk)
    part.write_bytes(b"x")
    os.utime(part, (0, 0))
    disk.rename(tmp_path / "away")
    parts.sweep()
    (tmp_path / "away").rename(disk)
    assert part.exists()
    parts.sweep()
    assert not part.exists()
