"""Files: up to a server that may be in trouble, and down from one that may lie, break off, or be nobody's business."""

from __future__ import annotations

import errno
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

import pytest

from agent_app.chats.http_files import place_in
from agent_app.chats.snapshots import FileState, MessageItem, MessageStatus
from agent_app.contacts.service import ContactService
from agent_app.snapshots import Contact, ContactPoint, PointKind
from telephony.bodies.files import File, Place, build_file, is_voice, parse_file
from telephony.bodies.sending import file_message
from telephony.messages import SendMessage
from tests.unit.agent_app.chats.conftest import ACCOUNT, BORIS, Chatting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CONTENT: Final = bytes(range(256)) * 2000


class FileServer(ThreadingHTTPServer):
    """One file; `trouble` says what is wrong with it. `asked` are the requests: their method, and the range that was asked for."""

    daemon_threads = True
    trouble = ""
    asked: ClassVar[list[str]] = []
    received = b""
    gate = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/files"


class Answers(BaseHTTPRequestHandler):
    server: FileServer  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        self.server.asked.append(f"POST {bool(length)}")
        if length and self.server.trouble == "slow":
            self.rfile.read(length // 4)
            self.server.gate.wait(10)
            length -= length // 4
        body = self.rfile.read(length)
        if self.server.trouble == "500":
            self._say(500, b"")
        elif not length:
            self._say(204, b"")
        else:
            boundary = self.headers["Content-Type"].partition("boundary=")[2].encode()
            self.server.received = body.partition(b'name="File"')[2].partition(b"\r\n\r\n")[2].partition(b"\r\n--" + boundary)[0]
            offered = File("sent.bin", Place(self.server.address + "/1", len(self.server.received), "application/octet-stream"))
            self._say(200, b"<no xml" if self.server.trouble == "garbage" else build_file(offered).encode())

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        self.server.asked.append(f"GET {asked}".strip())
        if self.server.trouble == "500" or (self.server.trouble == "half, then 416" and asked):
            self._say(500 if self.server.trouble == "500" else 416, b"")
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and self.server.trouble != "no range" else 0
        content = CONTENT[start:]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        longer = 10 if self.server.trouble == "too much" else 0
        self.send_header("Content-Length", str(len(content) + longer))
        self.end_headers()
        always = self.server.trouble == "half"
        first = self.server.asked.count("GET") == len(self.server.asked)
        breaks = always or (self.server.trouble in {"breaks off", "no range", "half, then 416"} and first)
        self.wfile.write(content[: len(content) // 2])
        if breaks:
            self.close_connection = True
            return
        if self.server.trouble == "slow":
            self.wfile.flush()
            self.server.gate.wait(10)
        self.wfile.write(content[len(content) // 2 :] + b"!" * longer)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[FileServer]:
    server = FileServer(("127.0.0.1", 0), Answers)
    server.asked.clear()
    server.gate.clear()
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server
    server.gate.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(chatting: Chatting, tmp_path: Path) -> Path:
    folder = tmp_path / "downloads"
    chatting.settings.change(download_folder=str(folder))
    return folder


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "Отпуск 1.png"
    path.write_bytes(CONTENT)
    return path


def offer(chatting: Chatting, server: FileServer, name: str = "pic.png", size: int = len(CONTENT)) -> str:
    """Boris offers a file; its item_id."""
    before = {item.item_id for item in chatting.changed}
    chatting.hear_outgoing(file_message(File(name, Place(server.address + "/1", size, "image/png"))))
    chatting.wait(lambda: bool({item.item_id for item in chatting.changed} - before))
    return ({item.item_id for item in chatting.changed} - before).pop()


def state(chatting: Chatting, item_id: str) -> FileState:
    item = chatting.chats.item(item_id)
    assert item is not None
    assert item.file is not None
    return item.file.state


def file_path(chatting: Chatting, item_id: str) -> Path:
    chatting.wait(lambda: state(chatting, item_id) is FileState.READY)
    item = chatting.chats.item(item_id)
    assert item is not None
    assert item.file is not None
    return Path(item.file.path)


def test_a_file_goes_up_and_then_its_message(chatting: Chatting, server: FileServer, picture: Path) -> None:
    chatting.chats.set_file_server(ACCOUNT, server.address)
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, picture)
    (command,) = chatting.told(1)
    assert server.received == CONTENT
    offered = parse_file(command.body)
    assert (offered.name, offered.place.size, offered.place.content_type) == ("Отпуск 1.png", len(CONTENT), "image/png")
    assert offered.place.url == server.address + "/1"
    chatting.accept(command)
    (item,) = chatting.messages()
    assert item.file is not None
    assert (item.status, item.file.state, item.file.path) == (MessageStatus.SENT, FileState.READY, str(picture))
    percents = [item.file.progress_percent for item in chatting.changed if item.item_id == item_id and item.file is not None]
    assert 100 in percents


def test_a_file_that_goes_up_can_be_taken_back_and_sent_after_all(chatting: Chatting, server: FileServer, tmp_path: Path) -> None:
    film = tmp_path / "film.bin"
    film.write_bytes(CONTENT * 40)  # more than the sockets between us hold
    chatting.chats.set_file_server(ACCOUNT, server.address)
    server.trouble = "slow"
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, film)
    chatting.wait(lambda: "POST True" in server.asked)
    chatting.chats.cancel(item_id)
    server.gate.set()
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.FAILED)
    assert (chatting.changed[-1].reason_code, state(chatting, item_id)) == ("cancelled", FileState.CANCELLED)
    assert chatting.engine.told_of(SendMessage) == []
    server.trouble = ""
    chatting.chats.send_again(item_id)
    chatting.accept(chatting.told(1)[0])
    assert server.received == CONTENT * 40


@pytest.mark.parametrize(("trouble", "code"), [("500", "server_error"), ("garbage", "bad_answer")])
def test_a_server_in_trouble_leaves_the_message_to_be_sent_again(
    chatting: Chatting, server: FileServer, picture: Path, trouble: str, code: str
) -> None:
    chatting.chats.set_file_server(ACCOUNT, server.address)
    server.trouble = trouble
    item_id = chatting.chats.send_file(ACCOUNT, BORIS, picture)
    chatting.wait(lambda: chatting.status(item_id) is MessageStatus.FAILED)
    assert (chatting.changed[-1].reason_code, state(chatting, item_id)) == (code, FileState.FAILED)
    server.trouble = ""
    chatting.chats.send_again(item_id)
    chatting.accept(chatting.told(1)[0])
    assert chatting.status(item_id) is MessageStatus.SENT


def test_without_a_server_and_without_a_file_it_says_so(chatting: Chatting, picture: Path) -> None:
    assert not chatting.chats.has_file_server(ACCOUNT)
    chatting.chats.send_file(ACCOUNT, BORIS, picture)
    assert chatting.changed[-1].reason_code == "no_file_server"
    chatting.chats.send_file(ACCOUNT, BORIS, picture.with_name("gone"))
    assert chatting.changed[-1].reason_code == "file_unreadable"


def test_a_strangers_file_waits_until_somebody_asks(chatting: Chatting, server: FileServer, folder: Path) -> None:
    item_id = offer(chatting, server, "../../a/pic.png")
    chatting.page()
    assert server.asked == []
    chatting.chats.download(item_id)
    path = file_path(chatting, item_id)
    assert (path, path.read_bytes()) == (folder / "pic.png", CONTENT)
    assert [one.name for one in folder.iterdir()] == ["pic.png"]


def test_a_contacts_file_comes_by_itself_where_it_is_small(chatting: Chatting, server: FileServer, folder: Path) -> None:
    chatting.contacts.add_many((Contact("boris", "Boris", (ContactPoint(PointKind.SIP, BORIS),)),))
    first, second = offer(chatting, server), offer(chatting, server)
    assert {file_path(chatting, first).name, file_path(chatting, second).name} == {"pic.png", "pic (2).png"}
    chatting.settings.change(download_below_kb=10)
    third = offer(chatting, server)
    chatting.page()
    assert state(chatting, third) is FileState.OFFERED


def test_a_contacts_file_that_is_there_before_the_contacts_comes_with_them(
    start: Callable[[], Chatting], server: FileServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_yet(_: ContactService) -> None:
        return

    with monkeypatch.context() as patched:
        patched.setattr(ContactService, "load", not_yet)
        chatting = start()
    chatting.settings.change(download_folder=str(tmp_path))
    chatting.contacts.add_many((Contact("boris", "Boris", (ContactPoint(PointKind.SIP, BORIS),)),))
    item_id = offer(chatting, server)
    chatting.page()
    assert server.asked == []
    chatting.contacts.load()
    assert file_path(chatting, item_id).name == "pic.png"


@pytest.mark.parametrize("trouble", ["breaks off", "no range"])
def test_a_download_that_breaks_off_goes_on(chatting: Chatting, server: FileServer, folder: Path, trouble: str) -> None:
    server.trouble = trouble
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    assert file_path(chatting, item_id).read_bytes() == CONTENT
    assert server.asked[0] == "GET"
    assert int(server.asked[1].removeprefix("GET bytes=").removesuffix("-")) > len(CONTENT) // 4
    assert [one.name for one in folder.iterdir()] == ["pic.png"]


@pytest.mark.parametrize(("trouble", "size"), [("too much", len(CONTENT)), ("", 10), ("", len(CONTENT) + 10)])
def test_a_server_that_lies_about_the_size_leaves_no_file(
    chatting: Chatting, server: FileServer, folder: Path, trouble: str, size: int
) -> None:
    server.trouble = trouble
    item_id = offer(chatting, server, size=size)
    chatting.chats.download(item_id)
    chatting.wait(lambda: state(chatting, item_id) is FileState.FAILED)
    assert [one for one in folder.iterdir() if not one.name.startswith(".")] == []


@pytest.mark.parametrize(("trouble", "code"), [("500", "server_error"), ("too much", "wrong_size"), ("half", "unreachable")])
def test_what_does_not_come_says_why_and_comes_when_asked_again(
    chatting: Chatting, server: FileServer, folder: Path, trouble: str, code: str
) -> None:
    server.trouble = trouble
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    chatting.wait(lambda: state(chatting, item_id) is FileState.FAILED)
    (item,) = chatting.messages()
    assert (item.reason_code, item.status) == (code, MessageStatus.RECEIVED)
    server.trouble = ""
    chatting.chats.download(item_id)
    assert file_path(chatting, item_id).read_bytes() == CONTENT
    assert chatting.messages()[0].reason_code == ""
    assert [one.name for one in folder.iterdir()] == ["pic.png"]


def test_a_server_that_knows_nothing_of_the_rest_is_asked_for_the_whole(chatting: Chatting, server: FileServer, folder: Path) -> None:
    server.trouble = "half, then 416"
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    assert file_path(chatting, item_id) == folder / "pic.png"
    assert (folder / "pic.png").read_bytes() == CONTENT
    assert [asked.partition("=")[0] for asked in server.asked] == ["GET", "GET bytes", "GET"]


def test_a_full_disk_says_so(chatting: Chatting, server: FileServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("agent_app.chats.transfers.download", no_room)
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    chatting.wait(lambda: state(chatting, item_id) is FileState.FAILED)
    assert chatting.messages()[0].reason_code == "disk_full"
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("name", ["ы" * 150 + ".png", "n" * 300 + ".png", "🎉" * 80, "й." + "ж" * 150, "a." + "b" * 300])
def test_two_files_of_one_long_name_both_find_a_place(tmp_path: Path, name: str) -> None:
    places: set[Path] = set()
    for number in range(12):
        part = tmp_path / f".{number}.part"
        part.write_bytes(b"%d" % number)
        place = place_in(tmp_path, name, part)
        assert place.read_bytes() == b"%d" % number
        places.add(place)
    assert len(places) == 12
    assert set(tmp_path.iterdir()) == places


def test_a_download_can_be_stopped(chatting: Chatting, server: FileServer, folder: Path) -> None:
    server.trouble = "slow"
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    chatting.wait(lambda: "GET" in server.asked)
    chatting.chats.cancel(item_id)
    server.gate.set()
    chatting.wait(lambda: state(chatting, item_id) is FileState.CANCELLED)
    assert list(folder.iterdir()) == []


def test_a_folder_that_can_not_be_written_fails_and_says_so(chatting: Chatting, server: FileServer, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    chatting.settings.change(download_folder=str(tmp_path / "file"))
    item_id = offer(chatting, server)
    chatting.chats.download(item_id)
    chatting.wait(lambda: state(chatting, item_id) is FileState.FAILED)
    assert chatting.messages()[0].reason_code == "folder_unwritable"


@pytest.mark.parametrize(("name", "kind"), [("note.wav", "audio/x-wav"), ("note.mkv", "audio/x-matroska")])
def test_a_voice_note_says_what_it_is_and_how_long(chatting: Chatting, server: FileServer, tmp_path: Path, name: str, kind: str) -> None:
    note = tmp_path / name
    note.write_bytes(CONTENT)
    chatting.chats.set_file_server(ACCOUNT, server.address)
    chatting.chats.send_file(ACCOUNT, BORIS, note, 1500, b"\x01\x02")
    offered = parse_file(chatting.told(1)[0].body)
    assert offered.duration_ms == 1500
    assert is_voice(offered)
    assert offered.place.content_type.removesuffix(";voice-recording=yes") in {kind, kind.replace("x-", "")}
    (item,) = chatting.messages()
    assert isinstance(item, MessageItem)
    assert item.file is not None
    assert (item.kind, item.file.duration_ms, item.file.waveform) == ("voice", 1500, b"\x01\x02")
