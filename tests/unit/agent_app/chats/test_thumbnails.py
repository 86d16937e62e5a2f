"""Thumbnails: beside the pictures that go out, before those that come in, and never from who is nobody's business to know of us."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import FileInfo, FileState, MessageItem, MessageStatus
from agent_app.snapshots import Contact, ContactPoint, PointKind
from telephony.bodies.files import File, Place, parse_file
from telephony.bodies.sending import file_message
from tests.pictures import PLACE, bomb, encoded, is_red, photograph, read, with_exif
from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting
from tests.unit.agent_app.chats.gallery import Gallery

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent_app.profile import Profile

LARGE = 50_000_000  # bytes: it does not come by itself
SMALL = encoded(photograph(160, 120), "jpeg")


@pytest.fixture
def gallery() -> Iterator[Gallery]:
    gallery = Gallery()
    yield gallery
    gallery.close()


@pytest.fixture
def known(chatting: Chatting) -> Chatting:
    """Boris is a contact."""
    chatting.contacts.add_many((Contact("boris", "Boris", (ContactPoint(PointKind.SIP, BORIS),)),))
    return chatting


def offer(chatting: Chatting, gallery: Gallery, small: Place | None, size: int = LARGE) -> str:
    """Boris sends a photograph of that size; its item_id."""
    before = {item.item_id for item in chatting.changed}
    gallery.hall.shown.setdefault("/photo", encoded(photograph(), "jpeg"))
    whole = Place(gallery.address + "/photo", size, "image/jpeg")
    chatting.hear_outgoing(file_message(File("photo.jpg", whole, small)))
    chatting.wait(lambda: bool({item.item_id for item in chatting.changed} - before))
    return ({item.item_id for item in chatting.changed} - before).pop()


def file(chatting: Chatting, item_id: str) -> FileInfo:
    item = chatting.chats.item(item_id)
    assert item is not None
    assert item.file is not None
    return item.file


def thumbnail(chatting: Chatting, item_id: str) -> Path:
    chatting.wait(lambda: bool(file(chatting, item_id).thumbnail))
    return Path(file(chatting, item_id).thumbnail)


def rest(chatting: Chatting) -> None:
    """Whatever was to be asked by itself has been."""
    chatting.page()
    chatting.pause()


# --- out ---------------------------------------------------------------------------------------------------------------------------------


def send(chatting: Chatting, gallery: Gallery, path: Path) -> File:
    """What the message says of it."""
    chatting.chats.set_file_server(ACCOUNT, gallery.address)
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, path)
    (command,) = chatting.told(1)
    chatting.accept(command)
    assert chatting.status(item_id) is MessageStatus.SENT
    return parse_file(command.body)


def photo(folder: Path, data: bytes, name: str = "photo.jpg") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_picture_goes_with_a_thumbnail_and_its_message_says_where(chatting: Chatting, gallery: Gallery, tmp_path: Path) -> None:
    camera = with_exif(encoded(photograph(1200, 900), "jpeg"))
    offered = send(chatting, gallery, photo(tmp_path, camera))
    [[small, whole]] = gallery.hall.taken
    assert (small.name, small.content_type, whole.name, whole.data) == ("Thumbnail", "image/jpeg", "File", camera)
    form, image = read(small.data)
    assert (form, image.width(), image.height()) == ("jpeg", 200, 150)
    assert is_red(image, 30, 75)
    assert len(small.data) <= 10_000
    assert PLACE not in small.data
    assert offered.thumbnail == Place(f"{gallery.address}/1", len(small.data), "image/jpeg")
    assert (offered.place.url, offered.place.size) == (f"{gallery.address}/0", len(camera))
    chatting.wait(lambda: (file(chatting, chatting.changed[-1].item_id).width) == 1200)
    assert file(chatting, chatting.changed[-1].item_id).height == 900


def test_a_message_written_in_another_run_still_says_where_the_thumbnail_is(
    start: Callable[[], Chatting], gallery: Gallery, tmp_path: Path
) -> None:
    before = start()  # its account is not connected
    before.chats.set_file_server(ACCOUNT, gallery.address)
    item_id = before.chats.send_file(ACCOUNT, BORIS, photo(tmp_path, encoded(photograph())))
    before.wait(lambda: file(before, item_id).state is FileState.READY)
    before.page()
    again = start()
    again.page()
    again.connect()
    before.wait(lambda: len(again.told(2)) == 2)  # of both runs: one engine speaks for them
    for command in again.told(2):
        assert parse_file(command.body).thumbnail is not None


@pytest.mark.parametrize("manner", ["plain", "refuses", "mistakes"])
def test_a_server_that_knows_no_thumbnails_gets_the_file_alone(chatting: Chatting, gallery: Gallery, tmp_path: Path, manner: str) -> None:
    gallery.hall.manner = manner
    data = encoded(photograph())
    offered = send(chatting, gallery, photo(tmp_path, data, "photo.png"))
    assert offered.thumbnail is None
    assert offered.place.size == len(data)
    assert [part.name for part in gallery.hall.taken[-1]] == (["Thumbnail", "File"] if manner == "plain" else ["File"])


def test_where_a_message_has_no_room_for_two_addresses_it_tells_the_files(chatting: Chatting, gallery: Gallery, tmp_path: Path) -> None:
    gallery.hall.far = f"/{'x' * 500}/"
    offered = send(chatting, gallery, photo(tmp_path, encoded(photograph())))
    assert (offered.place.url, offered.thumbnail) == (f"{gallery.address}{gallery.hall.far}0", None)


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", encoded(photograph())), ("broken.png", b"\x89PNG\r\n\x1a\n no"), ("a.svg", b"<svg/>")]
)
def test_what_is_no_picture_goes_without(chatting: Chatting, gallery: Gallery, tmp_path: Path, name: str, data: bytes) -> None:
    assert send(chatting, gallery, photo(tmp_path, data, name)).thumbnail is None
    assert [[part.name for part in parts] for parts in gallery.hall.taken] == [["File"]]


# --- in ----------------------------------------------------------------------------------------------------------------------------------


def test_of_a_contacts_picture_the_thumbnail_is_there_before_the_file(known: Chatting, gallery: Gallery, profile: Profile) -> None:
    item_id = offer(known, gallery, gallery.show("/small", SMALL, "image/jpeg"))
    path = thumbnail(known, item_id)
    assert path.parent == profile.thumbnails
    assert is_red(read(path.read_bytes())[1], 20, 60)
    assert path.read_bytes() != SMALL, "it is drawn anew"
    seen = file(known, item_id)
    assert (seen.state, seen.path, seen.width, seen.height) == (FileState.OFFERED, "", 160, 120)
    assert gallery.hall.asked == ["GET /small"]
    (item,) = known.messages()
    assert item.file == seen, "and so it is after a start"


def test_a_stranger_does_not_learn_that_one_is_there(chatting: Chatting, gallery: Gallery, tmp_path: Path) -> None:
    chatting.settings.change(download_folder=str(tmp_path / "downloads"))
    whole = encoded(photograph(), "jpeg")
    item_id = offer(chatting, gallery, gallery.show("/small", SMALL, "image/jpeg"), size=len(whole))
    rest(chatting)
    assert gallery.hall.asked == []
    chatting.chats.download(item_id)
    assert thumbnail(chatting, item_id).exists()
    chatting.wait(lambda: file(chatting, item_id).state is FileState.READY)
    assert sorted(gallery.hall.asked) == ["GET /photo", "GET /small"]
    chatting.wait(lambda: file(chatting, item_id).width == 640)  # the picture's own shape


def test_of_our_own_server_it_comes_and_not_of_another_in_its_shadow(chatting: Chatting, gallery: Gallery) -> None:
    elsewhere = Gallery()
    chatting.chats.set_file_server(ACCOUNT, gallery.address + "/ft")
    hidden = offer(chatting, gallery, elsewhere.show("/small", SMALL, "image/jpeg"))
    item_id = offer(chatting, gallery, gallery.show("/small", SMALL, "image/jpeg"))
    assert thumbnail(chatting, item_id).exists()
    rest(chatting)
    assert (elsewhere.hall.asked, file(chatting, hidden).thumbnail) == ([], "")
    elsewhere.close()


def test_who_wants_nothing_by_itself_gets_no_thumbnail_either(known: Chatting, gallery: Gallery) -> None:
    known.settings.change(download_below_kb=0)
    offer(known, gallery, gallery.show("/small", SMALL, "image/jpeg"))
    rest(known)
    assert gallery.hall.asked == []


@pytest.mark.parametrize(
    ("size", "content_type"), [(100_001, "image/jpeg"), (0, "image/jpeg"), (None, "image/svg+xml"), (None, "text/html"), (None, "")]
)
def test_what_says_that_it_is_no_thumbnail_is_not_asked_for(known: Chatting, gallery: Gallery, size: int | None, content_type: str) -> None:
    offer(known, gallery, gallery.show("/small", SMALL, content_type, size=size))
    rest(known)
    assert gallery.hall.asked == []


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (SMALL + b"!" * 10, len(SMALL)),
        (SMALL, len(SMALL) + 10),
        (SMALL[:100], None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (bomb(8000, 8000), None),
    ],
    ids=["more", "less", "half", "another kind", "bomb"],
)
def test_what_lies_is_no_thumbnail_and_the_file_comes_all_the_same(
    known: Chatting, gallery: Gallery, tmp_path: Path, data: bytes, size: int | None
) -> None:
    known.settings.change(download_folder=str(tmp_path / "downloads"))
    whole = encoded(photograph(), "jpeg")
    item_id = offer(known, gallery, gallery.show("/small", data, "image/jpeg", size=size), size=len(whole))
    known.wait(lambda: file(known, item_id).state is FileState.READY and "GET /small" in gallery.hall.asked)
    rest(known)
    assert file(known, item_id).thumbnail == ""
    assert (tmp_path / "downloads" / "photo.jpg").read_bytes() == whole


def test_a_server_without_it_leaves_a_message_without(known: Chatting, gallery: Gallery) -> None:
    item_id = offer(known, gallery, Place(gallery.address + "/gone", 100, "image/jpeg"))
    known.wait(lambda: gallery.hall.asked == ["GET /gone"])
    rest(known)
    assert file(known, item_id).thumbnail == ""
    (item,) = known.messages()
    assert item.reason_code == ""


# --- over --------------------------------------------------------------------------------------------------------------------------------


def test_a_thumbnail_goes_with_its_message(known: Chatting, gallery: Gallery, profile: Profile) -> None:
    kept, gone = (offer(known, gallery, gallery.show("/small", SMALL, "image/jpeg")) for _ in range(2))
    path, other = thumbnail(known, gone), thumbnail(known, kept)
    known.chats.delete((gone,))
    known.wait(lambda: not path.exists())
    assert list(profile.thumbnails.iterdir()) == [other]


def test_one_that_is_on_its_way_when_its_message_is_deleted_leaves_nothing(known: Chatting, gallery: Gallery, profile: Profile) -> None:
    item_id = offer(known, gallery, gallery.show("/slow", SMALL, "image/jpeg"))
    known.wait(lambda: gallery.hall.asked == ["GET /slow"])
    known.chats.delete((item_id,))
    known.page()
    gallery.hall.gate.set()
    known.wait(lambda: profile.thumbnails.is_dir() and not list(profile.thumbnails.iterdir()))


def test_those_of_nobody_are_swept_away_at_the_start(
    known: Chatting, gallery: Gallery, start: Callable[[], Chatting], profile: Profile
) -> None:
    path = thumbnail(known, offer(known, gallery, gallery.show("/small", SMALL, "image/jpeg")))
    known.page()
    lost = profile.thumbnails / "0190f3a1-aaaa-7000-8000-000000000000.jpg"
    lost.write_bytes(SMALL)
    again = start()
    again.wait(lambda: not lost.exists())
    assert path.exists()
    assert any(isinstance(item, MessageItem) and item.file and item.file.thumbnail == str(path) for item in again.page()[0])
