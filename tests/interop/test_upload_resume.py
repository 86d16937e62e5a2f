"""Uploads that are cut go on where the server has them: this program's client, the sandbox's file server, and a way that breaks."""

from __future__ import annotations

import hashlib
import http.client
import os
import socket
import threading
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from agent_app.accounts.live import Credentials
from agent_app.chats.http_files import Progress, TransferError
from agent_app.chats.http_uploads import upload
from telephony.bodies.resuming import parse_resume
from telephony.secret import Secret
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from telephony.bodies.files import File, Place

SIZE = 3_000_000
TID = "0190f3a1-aaaa-7000-8000-00000000000"


class Bridge:
    """Leads to the server; of what the client says the connections `cut` names (by number) let so many bytes through, then break."""

    def __init__(self, port: int, cut: dict[int, int]) -> None:
        self._port, self._cut = port, cut
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._server.getsockname()[1]
        self.said: list[int] = []  # bytes of the client, by connection
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._server.accept()
                far = socket.create_connection(("127.0.0.1", self._port))
                self.said.append(0)
                number = len(self.said) - 1
                threading.Thread(target=self._up, args=(near, far, number), daemon=True).start()
                threading.Thread(target=self._down, args=(far, near), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket, number: int) -> None:
        left = self._cut.get(number, 1 << 40)
        with suppress(OSError):
            while left > 0 and (data := near.recv(min(65536, left))):
                far.sendall(data)
                self.said[number] += len(data)
                left -= len(data)
        for each in (far, near):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _down(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while data := far.recv(65536):
                near.sendall(data)

    def close(self) -> None:
        self._server.close()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "picture.png"
    path.write_bytes(os.urandom(SIZE))
    return path


def _address(sandbox: SandboxProcess, port: int) -> str:
    return sandbox.accounts["anna"].file_server.replace(f":{sandbox.http_port}/", f":{port}/")


def _upload(address: str, picture: Path, tid: str, *, small: bytes = b"", begun: bool = False) -> File:
    progress = Progress(SIZE, lambda _: None, lambda: False)
    return upload(address, picture, "image/png", progress, tid, small=small, begun=begun)


def _fetched(sandbox: SandboxProcess, file: File) -> str:
    return hashlib.sha256(_bytes_of(sandbox, file.place)).hexdigest()


def _bytes_of(sandbox: SandboxProcess, place: Place) -> bytes:
    parts = urlsplit(place.url)
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.http_port, timeout=30)
    connection.request("GET", parts.path)
    data = connection.getresponse().read()
    connection.close()
    return data


def _sum(picture: Path) -> str:
    return hashlib.sha256(picture.read_bytes()).hexdigest()


def test_who_is_asked_for_the_accounts_password_proves_it_without_telling_it(sandbox: SandboxProcess, tmp_path: Path) -> None:
    path, bridge = tmp_path / "a.bin", Bridge(sandbox.http_port, {})
    path.write_bytes(os.urandom(300_000))

    def send(known: Credentials | None) -> File:
        progress = Progress(300_000, lambda _: None, lambda: False)
        return upload(f"http://127.0.0.1:{bridge.port}/ft", path, "x/y", progress, f"{TID}a", credentials=known)

    for stranger in (None, Credentials("anna", Secret("wrong")), Credentials("nobody", Secret("x"))):
        with pytest.raises(TransferError, match="forbidden"):
            send(stranger)
    before = sum(bridge.said)
    assert send(Credentials("anna", Secret(sandbox.accounts["anna"].password))).place.size == 300_000
    assert sum(bridge.said) - before < 310_000  # the file goes once: the empty request was asked for the proof
    bridge.close()


def test_what_was_cut_goes_on_and_arrives_whole(sandbox: SandboxProcess, picture: Path) -> None:
    bridge = Bridge(sandbox.http_port, {0: 2_000_000})
    offered = _upload(_address(sandbox, bridge.port), picture, TID + "1")
    bridge.close()
    assert _fetched(sandbox, offered) == _sum(picture)
    assert (offered.place.size, offered.name) == (SIZE, "picture.png")
    assert sum(bridge.said) < SIZE + 200_000, "what the server had was not sent again"


def test_it_may_be_cut_again_and_again(sandbox: SandboxProcess, picture: Path) -> None:
    bridge = Bridge(sandbox.http_port, {0: 1_000_000, 1: 800_000, 2: 700_000})
    offered = _upload(_address(sandbox, bridge.port), picture, TID + "2")
    bridge.close()
    assert _fetched(sandbox, offered) == _sum(picture)
    assert sum(bridge.said) < SIZE + 400_000


def test_a_thumbnail_goes_once_and_is_there_however_often_the_way_is_cut(sandbox: SandboxProcess, picture: Path) -> None:
    small, bridge = os.urandom(9000), Bridge(sandbox.http_port, {0: 1_000_000, 1: 800_000, 2: 700_000})
    offered = _upload(_address(sandbox, bridge.port), picture, TID + "8", small=small)
    bridge.close()
    assert _fetched(sandbox, offered) == _sum(picture)
    assert offered.thumbnail is not None
    assert (offered.thumbnail.size, offered.thumbnail.content_type) == (9000, "image/jpeg")
    assert _bytes_of(sandbox, offered.thumbnail) == small
    assert sum(bridge.said) < SIZE + 400_000


def test_another_run_goes_on_where_the_last_one_was_killed(sandbox: SandboxProcess, picture: Path) -> None:
    bridge = Bridge(sandbox.http_port, {number: 600_000 if number == 0 else 0 for number in range(8)})
    with pytest.raises(TransferError, match="unreachable"):
        _upload(_address(sandbox, bridge.port), picture, TID + "3")
    bridge.close()
    bridge = Bridge(sandbox.http_port, {})
    offered = _upload(_address(sandbox, bridge.port), picture, TID + "3", begun=True)
    bridge.close()
    assert _fetched(sandbox, offered) == _sum(picture)
    assert sum(bridge.said) < SIZE - 300_000


def test_an_answer_that_was_not_heard_is_asked_for_again(sandbox: SandboxProcess, picture: Path) -> None:
    first = _upload(_address(sandbox, sandbox.http_port), picture, TID + "4")
    bridge = Bridge(sandbox.http_port, {})
    again = _upload(_address(sandbox, bridge.port), picture, TID + "4", begun=True)
    bridge.close()
    assert again == first
    assert sum(bridge.said) < 2_000, "nothing of the file was sent"


def test_a_server_that_knows_nothing_of_it_gets_the_whole_file(sandbox: SandboxProcess, picture: Path) -> None:
    offered = _upload(_address(sandbox, sandbox.http_port), picture, TID + "5", begun=True)
    assert _fetched(sandbox, offered) == _sum(picture)


def _ask(sandbox: SandboxProcess, user: str, method: str, query: str, body: bytes = b"", span: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.http_port, timeout=30)
    path = urlsplit(sandbox.accounts[user].file_server).path
    connection.request(method, f"{path}?{query}", body or None, {"Content-Range": span} if span else {})
    answer = connection.getresponse()
    data = answer.read()
    connection.close()
    return answer.status, data


def _cut(sandbox: SandboxProcess, picture: Path, tid: str) -> int:
    """How much of it the server has then."""
    bridge = Bridge(sandbox.http_port, {number: 600_000 if number == 0 else 0 for number in range(8)})
    with pytest.raises(TransferError):
        _upload(_address(sandbox, bridge.port), picture, tid)
    bridge.close()
    status, body = _ask(sandbox, "anna", "GET", f"tid={tid}&get_upload_info")
    assert status == 200
    return parse_resume(body).have


def test_nobody_else_can_go_on_with_it_or_hear_of_it(sandbox: SandboxProcess, picture: Path) -> None:
    have = _cut(sandbox, picture, TID + "6")
    assert _ask(sandbox, "boris", "GET", f"tid={TID}6&get_upload_info")[0] == 404
    assert _ask(sandbox, "boris", "PUT", f"tid={TID}6", b"x", f"bytes {have}-{have}/{SIZE}")[0] == 409


@pytest.mark.parametrize(
    ("span", "status"),
    [("", 400), ("bytes 0-9/3000000", 409), ("bytes {have}-{have}/999999999999", 413), ("bytes {have}-5/9", 409), ("x", 400)],
)
def test_a_rest_that_does_not_fit_is_refused_and_what_is_there_stays(
    sandbox: SandboxProcess, picture: Path, span: str, status: int
) -> None:
    have = _cut(sandbox, picture, TID + "7")
    assert _ask(sandbox, "anna", "PUT", f"tid={TID}7", b"x" * 10, span.format(have=have))[0] == status
    assert parse_resume(_ask(sandbox, "anna", "GET", f"tid={TID}7&get_upload_info")[1]).have == have


@pytest.mark.parametrize("tid", ["", "short", "../../../etc/passwd", "x" * 65, "0190f3a1-bbbb-7000-8000-000000000000"])
def test_a_name_that_nobody_gave_leads_nowhere(sandbox: SandboxProcess, tid: str) -> None:
    assert _ask(sandbox, "anna", "GET", f"tid={tid}&get_upload_info")[0] == 404
    assert _ask(sandbox, "anna", "GET", f"tid={tid}&get_download_info")[0] == 404
