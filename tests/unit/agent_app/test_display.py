"""A screen that is not there is noticed before Qt would abort."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from agent_app import display
from agent_app.display import has_display


@pytest.fixture
def sockets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where X servers have their sockets."""
    monkeypatch.setattr(display, "_SOCKET", str(tmp_path / "X"))
    return tmp_path


@pytest.mark.parametrize(
    "environment",
    [
        {"WAYLAND_DISPLAY": "wayland-0"},
        {"QT_QPA_PLATFORM": "offscreen"},
        {"QT_QPA_PLATFORM": "vnc:port=5901"},
        {"DISPLAY": "other-computer:0"},
        {"DISPLAY": "localhost:10.0"},
        {"DISPLAY": ":77", "WAYLAND_DISPLAY": "wayland-0"},
    ],
)
def test_what_is_no_x_server_of_this_computer_is_taken_at_its_word(environment: dict[str, str], sockets: Path) -> None:
    assert has_display(environment)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"DISPLAY": "nonsense:"}, {"QT_QPA_PLATFORM": "xcb"}])
def test_nothing_named_is_no_display(environment: dict[str, str]) -> None:
    assert not has_display(environment)


@pytest.mark.parametrize("name", [":7", ":7.0", "unix:7"])
def test_a_server_of_this_computer_must_be_there(name: str, sockets: Path) -> None:
    assert not has_display({"DISPLAY": name})
    (sockets / "X7").touch()
    assert has_display({"DISPLAY": name})


def test_a_server_with_an_abstract_name_alone_is_found(sockets: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(b"\0" + os.fsencode(sockets / "X7"))
        server.listen()
        assert has_display({"DISPLAY": ":7"})
    assert not has_display({"DISPLAY": ":7"})
