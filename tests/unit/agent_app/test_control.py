"""The control socket: only the user's, every request answered, nothing that a guest sends can do harm."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import stat
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.control.client import NotRunningError, ask
from agent_app.control.protocol import (
    MAX_REQUEST,
    AccountAdd,
    AnyRequest,
    ControlError,
    DialNow,
    Quit,
    Reply,
    Show,
    Status,
    decode_reply,
    decode_request,
    encode,
)
from agent_app.control.server import ControlServer
from agent_app.profile import Profile, control_name
from telephony.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

PASSWORD = "hush-hush"


class Obedient:
    """Notes what it is asked, answers what it is told to."""

    def __init__(self) -> None:
        self.asked: list[AnyRequest] = []
        self.reply = Reply(result={"fine": True})

    def obey(self, request: AnyRequest) -> Reply:
        self.asked.append(request)
        if request == Show("explode"):
            raise RuntimeError("boom")
        return self.reply


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="run") as folder:  # not pytest's: a Unix socket's path is short
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def obedient() -> Obedient:
    return Obedient()


@pytest.fixture
def name(runtime: Path, profile: Profile) -> str:
    return control_name(profile)


@pytest.fixture
def server(name: str, obedient: Obedient, qtbot: QtBot) -> Iterator[ControlServer]:
    server = ControlServer(name, obedient.obey)
    assert server.listen()
    yield server
    server.close()


def _say(qtbot: QtBot, name: str, data: bytes, *, lines: int = 1) -> list[dict[str, Any]]:
    """What the server answers to these bytes, up to `lines` answers; the socket is served by this thread's event loop meanwhile."""
    answers: list[dict[str, Any]] = []

    def guest() -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            connection.connect(name)
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(data)
                with connection.makefile("rb") as stream:
                    answers.extend(json.loads(stream.readline()) for _ in range(lines))

    thread = threading.Thread(target=guest, daemon=True)
    thread.start()
    qtbot.waitUntil(lambda: not thread.is_alive())
    return answers


def test_only_the_user_may_open_it(server: ControlServer, name: str) -> None:
    assert stat.S_ISSOCK(Path(name).stat().st_mode)
    assert Path(name).stat().st_mode & 0o077 == 0
    assert Path(name).parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_others_can_reach_into_is_not_used(name: str, obedient: Obedient) -> None:
    Path(name).parent.mkdir(mode=0o777)
    Path(name).parent.chmod(0o777)
    assert ControlServer(name, obedient.obey).listen() is False


def test_a_socket_that_a_lost_program_left_behind_is_no_obstacle(name: str, obedient: Obedient, qtbot: QtBot) -> None:
    Path(name).parent.mkdir(mode=0o700)
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(name)
    server = ControlServer(name, obedient.obey)
    assert server.listen()
    assert _say(qtbot, name, encode(Status())) == [{"result": {"fine": True}}]
    server.close()


def test_a_profile_has_a_socket_of_its_own_however_long_its_path(runtime: Path, tmp_path: Path) -> None:
    first, second = Profile.at(tmp_path / ("x" * 200)), Profile.at(tmp_path / ("y" * 200))
    names = {control_name(profile) for profile in (first, second, first.sandbox(), second.sandbox())}
    assert len(names) == 4
    assert all(len(os.fsencode(Path(each).name)) < 30 for each in names)


def test_a_runtime_folder_with_a_path_too_long_for_sockets_is_not_used(
    tmp_path: Path, profile: Profile, obedient: Obedient, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    long = tmp_path / ("r" * 90)
    long.mkdir()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(long))
    server = ControlServer(control_name(profile), obedient.obey)
    assert server.listen()
    assert _say(qtbot, control_name(profile), encode(Status())) == [{"result": {"fine": True}}]
    server.close()


def test_requests_are_obeyed_in_order_on_one_connection(server: ControlServer, obedient: Obedient, name: str, qtbot: QtBot) -> None:
    asked = [Show("+74951112233"), DialNow("boris@sandbox.test"), Quit()]
    answers = _say(qtbot, name, b"".join(encode(request) for request in asked), lines=3)
    assert obedient.asked == asked
    assert answers == [{"result": {"fine": True}}] * 3


@pytest.mark.parametrize(
    "line", [b"hello\n", b"{}\n", b'{"type":"Explode"}\n', b"\x00\xff\n", b'{"type":"DialNow"}\n', b"[" * 5000 + b"\n", b"\n"]
)
def test_a_bad_request_gets_an_error_and_the_next_one_is_obeyed(
    server: ControlServer, obedient: Obedient, name: str, qtbot: QtBot, line: bytes
) -> None:
    bad, good = _say(qtbot, name, line + encode(Status()), lines=2)
    assert bad["error"] == "bad_request"
    assert good == {"result": {"fine": True}}
    assert obedient.asked == [Status()]


def test_who_never_ends_a_line_is_cut_off(server: ControlServer, obedient: Obedient, name: str, qtbot: QtBot) -> None:
    answers = _say(qtbot, name, b"x" * (MAX_REQUEST * 4))
    assert answers in ([{"error": "too_long", "params": {"most": MAX_REQUEST}}], [])  # or the line was cut before it could read
    assert obedient.asked == []
    assert _say(qtbot, name, encode(Status())) == [{"result": {"fine": True}}]


def test_a_request_that_fails_inside_is_an_error_and_not_the_end(server: ControlServer, name: str, qtbot: QtBot) -> None:
    assert _say(qtbot, name, encode(Show("explode"))) == [{"error": "internal"}]
    assert _say(qtbot, name, encode(Status())) == [{"result": {"fine": True}}]


def test_who_asked_to_quit_learns_when_the_program_has_ended(server: ControlServer, name: str, qtbot: QtBot) -> None:
    replies: list[Reply] = []
    thread = threading.Thread(target=lambda: replies.append(ask(name, Quit(), until_closed=True)), daemon=True)
    thread.start()
    qtbot.wait(100)
    server.stop_listening()
    qtbot.wait(100)
    assert thread.is_alive()
    server.close()
    qtbot.waitUntil(lambda: not thread.is_alive())
    assert replies == [Reply(result={"fine": True})]


def test_nobody_there_is_told_as_such(name: str) -> None:
    with pytest.raises(NotRunningError):
        ask(name, Status())


def test_a_password_crosses_the_socket_and_shows_nowhere_else() -> None:
    request = AccountAdd("anna@provider.test", Secret(PASSWORD))
    assert decode_request(encode(request)) == request
    assert PASSWORD not in repr(request)
    broken = encode(request).replace(b'"anna@provider.test"', b"17")
    with pytest.raises(ControlError) as caught:
        decode_request(broken)
    assert PASSWORD not in str(caught.value)


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text() | st.integers(), lambda x: st.dictionaries(st.text(), x)).map(lambda x: json.dumps(x).encode())
)
def test_any_bytes_are_a_request_or_a_control_error(data: bytes) -> None:
    with contextlib.suppress(ControlError):
        decode_request(data)
    with contextlib.suppress(ControlError):
        assert isinstance(decode_reply(data), Reply)


def test_a_password_that_is_no_text_is_an_error_and_no_crash() -> None:
    with pytest.raises(ControlError, match="a secret is a text"):
        decode_request(b'{"type":"AccountAdd","address":"anna@provider.test","password":5}\n')
