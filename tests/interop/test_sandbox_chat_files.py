"""The file server against the real process: who may upload, what comes back, what is refused."""

from __future__ import annotations

import http.client
import socket
from contextlib import closing
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from telephony.bodies.files import File, parse_file
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = bytes(range(256)) * 40
EDGE = "multipart/form-data; boundary=edge"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


def form(*parts: tuple[str, str, bytes], end: bytes = b"--edge--\r\n") -> bytes:
    """A multipart body: field, file name, content of each part."""
    body = b""
    for field, name, data in parts:
        head = f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\nContent-Type: image/png\r\n\r\n'
        body += head.encode() + data + b"\r\n"
    return body + end


def send(
    url: str, method: str, body: bytes | list[bytes] = b"", proof: dict[str, str] | None = None, **headers: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers (lower-case names) and body; a list goes chunked."""
    parts = urlsplit(url)
    with closing(http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=30)) as connection:
        names = {name.replace("_", "-"): value for name, value in headers.items()} | (proof or {})
        connection.request(method, parts.path, iter(body) if isinstance(body, list) else body, names, encode_chunked=isinstance(body, list))
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def address(sandbox: SandboxProcess) -> str:
    return sandbox.accounts["anna"].file_server


def upload(sandbox: SandboxProcess, *parts: tuple[str, str, bytes]) -> File:
    status, headers, body = send(address(sandbox), "POST", form(*parts), Content_Type=EDGE)
    assert (status, headers["content-type"]) == (200, "application/vnd.gsma.rcs-ft-http+xml")
    return parse_file(body)


def test_an_empty_request_asks_whether_one_may(sandbox: SandboxProcess) -> None:
    assert send(address(sandbox), "POST")[::2] == (204, b"")
    assert sandbox.account()["file_server"] == address(sandbox) != sandbox.accounts["boris"].file_server
    assert sandbox.accounts["anna"].token not in address(sandbox)
    for wrong in (address(sandbox)[:-1], address(sandbox) + "x", address(sandbox).rpartition("/")[0], address(sandbox) + "/.."):
        status, headers, _ = send(wrong, "POST", form(("File", "a", b"x")), Content_Type=EDGE)
        assert status == 401
        assert headers["www-authenticate"].startswith('Digest realm="sandbox.test"')


def test_a_token_or_the_telephones_password_opens_it_too(sandbox: SandboxProcess) -> None:
    bare, account = f"http://127.0.0.1:{sandbox.http_port}/ft", sandbox.accounts["anna"]
    assert send(bare, "POST", Authorization=f"Bearer {account.token}")[0] == 204
    assert send(bare, "POST", Authorization="Bearer x")[0] == 401
    status, headers, _ = send(bare, "POST")
    assert status == 401
    challenge = read_text(f"SIP/2.0 401 x\r\nwww-authenticate: {headers['www-authenticate']}\r\n\r\n".encode())
    with SandboxPhone(sandbox, "anna") as right, SandboxPhone(sandbox, "anna", password="wrong") as wrong:
        assert send(bare, "POST", proof=wrong.credentials(challenge, "POST", "/ft"))[0] == 401
        assert send(bare, "POST", proof=right.credentials(challenge, "POST", "/ft"))[0] == 204


@pytest.mark.parametrize("chunked", [False, True])
def test_what_is_uploaded_can_be_fetched_by_who_has_the_url(sandbox: SandboxProcess, chunked: bool) -> None:
    body = form(("File", "../../Рассвет.png", DATA))
    pieces = [body[place : place + 1000] for place in range(0, len(body), 1000)] if chunked else body
    status, _, xml = send(address(sandbox), "POST", pieces, Content_Type=EDGE)
    file = parse_file(xml)
    assert (status, file.name, file.place.size, file.place.content_type) == (200, "Рассвет.png", len(DATA), "image/png")
    assert file.place.until_us is not None
    status, headers, data = send(file.place.url, "GET")
    assert (status, data, headers["content-type"], headers["content-disposition"]) == (200, DATA, "image/png", "attachment")
    status, headers, data = send(file.place.url, "HEAD")
    assert (status, headers["content-length"], data) == (200, str(len(DATA)), b"")
    assert [path.name for path in sandbox.state.parent.iterdir() if path.suffix == ".png"] == []


def test_a_thumbnail_is_a_file_of_its_own(sandbox: SandboxProcess) -> None:
    file = upload(sandbox, ("tid", "", b"abc"), ("Thumbnail", "small.png", b"small"), ("File", "a.png", DATA))
    assert file.thumbnail is not None
    assert send(file.thumbnail.url, "GET")[2] == b"small"
    assert send(file.place.url, "GET")[2] == DATA


def test_a_thumbnail_that_is_none_is_passed_over(sandbox: SandboxProcess) -> None:
    kept = len(list((sandbox.state / "files").iterdir()))
    file = upload(sandbox, ("Thumbnail", "small.png", b"x" * 100_001), ("File", "a.png", DATA))
    assert file.thumbnail is None
    assert send(file.place.url, "GET")[2] == DATA
    assert len(list((sandbox.state / "files").iterdir())) == kept + 1


def test_a_download_goes_on_where_it_stopped(sandbox: SandboxProcess) -> None:
    url = upload(sandbox, ("File", "a", DATA)).place.url
    status, headers, data = send(url, "GET", Range="bytes=1000-")
    assert (status, data, headers["content-range"]) == (206, DATA[1000:], f"bytes 1000-{len(DATA) - 1}/{len(DATA)}")
    assert send(url, "GET", Range="bytes=1000-", If_Range=headers["etag"])[0] == 206
    assert send(url, "GET", Range="bytes=1000-", If_Range='"another"')[2] == DATA
    status, headers, _ = send(url, "GET", Range=f"bytes={len(DATA)}-")
    assert (status, headers["content-range"]) == (416, f"bytes */{len(DATA)}")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"x", EDGE, 400),
        (b"x", "image/png", 415),
        (form(("File", "a", b"x"), end=b""), EDGE, 400),
        (form(("Other", "a", b"x")), EDGE, 400),
        (form(("File", "a", b"x"), ("File", "b", b"y")), EDGE, 400),
        (form(*[("x", "", b"")] * 20), EDGE, 400),
    ],
)
def test_what_is_no_upload_is_refused_and_leaves_nothing(sandbox: SandboxProcess, body: bytes, kind: str, status: int) -> None:
    folder = sandbox.state / "files"
    before = sorted(folder.iterdir()) if folder.is_dir() else []
    assert send(address(sandbox), "POST", body, Content_Type=kind)[0] == status
    assert (sorted(folder.iterdir()) if folder.is_dir() else []) == before


def test_too_large_a_file_is_refused_before_it_comes(sandbox: SandboxProcess) -> None:
    with socket.create_connection(("127.0.0.1", sandbox.http_port), 30) as client:
        path = urlsplit(address(sandbox)).path
        client.sendall(
            f"POST {path} HTTP/1.1\r\nContent-Type: {EDGE}\r\nContent-Length: 200000000\r\nExpect: 100-continue\r\n\r\n".encode()
        )
        assert client.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_an_upload_that_breaks_off_leaves_nothing(sandbox: SandboxProcess) -> None:
    folder = sandbox.state / "files"
    before = sorted(folder.iterdir()) if folder.is_dir() else []
    with socket.create_connection(("127.0.0.1", sandbox.http_port), 30) as client:
        path = urlsplit(address(sandbox)).path
        head = f"POST {path} HTTP/1.1\r\nContent-Type: {EDGE}\r\nContent-Length: 5000\r\nExpect: 100-continue\r\n\r\n"
        client.sendall(head.encode())
        assert client.recv(4096).startswith(b"HTTP/1.1 100 ")
        client.sendall(form(("File", "a", DATA[:1000]), end=b""))
    sandbox.wait_for(lambda: (sorted(folder.iterdir()) if folder.is_dir() else []) == before)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/files/x", 404), ("GET", "/files/..%2fsandbox.json", 404), ("POST", "/files/x", 405)]
)
def test_where_there_is_nothing_nothing_is_given(sandbox: SandboxProcess, method: str, path: str, status: int) -> None:
    assert send(f"http://127.0.0.1:{sandbox.http_port}{path}", method)[0] == status
    assert send(address(sandbox), "GET")[0] == 405


def test_files_outlive_the_provider_and_not_a_reset(sandbox: SandboxProcess) -> None:
    url = upload(sandbox, ("File", "a", DATA)).place.url
    sandbox.kill()
    sandbox.start()
    assert send(url, "GET")[2] == DATA
    sandbox.stop()
    sandbox.start("--reset")
    assert send(url, "GET")[0] == 404
    assert list((sandbox.state / "files").iterdir()) == []
