"""The engine's process as the window keeps it: started, spoken to, started again when it dies or hangs, ended in good order."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from agent_app.child import Backoff
from agent_app.engine_client import EngineClient, EngineOptions
from agent_app.snapshots import EngineStatus
from telephony.messages import AccountConfig, AddAccount, AnyEvent, CommandRefused, Dial, SendDtmf, Started
from telephony.reasons import ReasonCode
from telephony.secret import Secret
from tests.peers.engine import patience_s

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

LOOPBACK: Final = "127.0.0.1"


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[..., EngineClient]]:
    """`start(options)` starts a client that is buried when the test ends."""
    clients: list[EngineClient] = []

    def begin(options: EngineOptions | None = None) -> EngineClient:
        client = EngineClient(options or EngineOptions(use_devices=False, local_address=LOOPBACK), tmp_path / "engine.log")
        clients.append(client)
        client.start()
        return client

    yield begin
    for client in clients:
        client.bury()


@pytest.fixture
def ready(start: Callable[..., EngineClient], qtbot: QtBot) -> EngineClient:
    client = start()
    qtbot.waitUntil(lambda: client.status() is EngineStatus.READY)
    return client


def _pretender(tmp_path: Path, lines: str) -> EngineOptions:
    """An engine that is none: it says `lines` and leaves."""
    script = tmp_path / "pretender.py"
    script.write_text(lines)
    return EngineOptions(command=[sys.executable, str(script)])


def test_a_started_engine_says_who_it_is(start: Callable[..., EngineClient], qtbot: QtBot) -> None:
    heard: list[AnyEvent] = []
    client = start()
    client.received.connect(heard.append)
    qtbot.waitUntil(lambda: client.status() is EngineStatus.READY)
    [started] = [event for event in heard if isinstance(event, Started)]
    assert started.pid == client.pid()


def test_a_command_that_can_not_be_obeyed_comes_back_with_its_reason(ready: EngineClient, qtbot: QtBot) -> None:
    heard: list[AnyEvent] = []
    ready.received.connect(heard.append)
    ready.send(Dial("a-call", "no-account", "sip:boris@127.0.0.1"))
    qtbot.waitUntil(lambda: any(isinstance(event, CommandRefused) for event in heard))
    [refused] = [event for event in heard if isinstance(event, CommandRefused)]
    assert (refused.command, refused.subject, refused.reason.code) == ("Dial", "a-call", ReasonCode.UNKNOWN_ACCOUNT)


def test_a_killed_engine_is_ready_again_within_two_seconds(ready: EngineClient, qtbot: QtBot) -> None:
    took: list[float] = []
    while not took or (took[-1] >= 2 and len(took) < 3):
        before = ready.pid()
        began = time.monotonic()
        with qtbot.waitSignals([ready.lost, ready.spawned], timeout=30_000, order="strict"):
            os.kill(before, signal.SIGKILL)
        assert ready.status() is EngineStatus.RESTARTING
        qtbot.waitUntil(lambda: ready.status() is EngineStatus.READY)
        took.append(time.monotonic() - began)
        assert ready.pid() not in {0, before}
    assert min(took) < 2 or min(took) < patience_s(2)


def test_a_hung_engine_is_killed_after_five_seconds_and_started_again(ready: EngineClient, qtbot: QtBot) -> None:
    before = ready.pid()
    began = time.monotonic()
    os.kill(before, signal.SIGSTOP)
    with qtbot.waitSignal(ready.lost, timeout=30_000):
        pass
    assert 4 < time.monotonic() - began < 20
    qtbot.waitUntil(lambda: ready.status() is EngineStatus.READY)
    assert ready.pid() not in {0, before}


def test_a_window_that_was_busy_for_long_does_not_take_a_living_engine_for_a_hung_one(ready: EngineClient, qtbot: QtBot) -> None:
    before = ready.pid()
    time.sleep(5.6)  # nothing is read meanwhile
    qtbot.wait(900)
    assert ready.pid() == before
    assert ready.status() is EngineStatus.READY


def test_an_engine_that_is_stopped_leaves_by_itself(ready: EngineClient, qtbot: QtBot) -> None:
    pid = ready.pid()
    with qtbot.waitSignal(ready.stopped), qtbot.assertNotEmitted(ready.lost):
        ready.stop()
    assert ready.pid() == 0
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_without_a_process_a_command_is_not_taken(ready: EngineClient, qtbot: QtBot) -> None:
    with qtbot.waitSignal(ready.stopped):
        ready.stop()
    assert ready.send(Dial("a-call", "an-account", "sip:boris@127.0.0.1")) is False


def test_an_engine_of_another_version_is_given_up(tmp_path: Path, start: Callable[..., EngineClient], qtbot: QtBot) -> None:
    says = 'print(\'{"type":"Started","version":99,"pid":1,"pjsip":"","codecs":[],"transports":[]}\', flush=True)'
    client = start(_pretender(tmp_path, says))
    with qtbot.waitSignal(client.lost):
        pass
    assert client.status() is EngineStatus.FAILED
    qtbot.wait(100)
    assert client.pid() == 0


def test_an_engine_that_always_dies_is_tried_again_later_and_later(
    tmp_path: Path, start: Callable[..., EngineClient], qtbot: QtBot
) -> None:
    client = start(_pretender(tmp_path, "raise SystemExit(3)"))
    lost: list[float] = []
    client.lost.connect(lambda: lost.append(time.monotonic()))
    qtbot.waitUntil(lambda: len(lost) == 3)
    assert lost[2] - lost[1] > 0.45


def test_a_program_that_does_not_exist_is_no_crash(start: Callable[..., EngineClient], qtbot: QtBot) -> None:
    client = start(EngineOptions(command=["/nowhere/engine"]))
    qtbot.waitUntil(lambda: client.status() is EngineStatus.RESTARTING)
    assert client.pid() == 0


def test_lines_that_are_no_events_are_passed_over(tmp_path: Path, start: Callable[..., EngineClient], qtbot: QtBot) -> None:
    says = (
        "import sys, time\n"
        "print('\\x00garbage')\n"
        "print('x' * 400_000)\n"
        'print(\'{"type":"Started","version":1,"pid":1,"pjsip":"","codecs":[],"transports":[]}\', flush=True)\n'
        "sys.stdin.read()\n"
    )
    client = start(_pretender(tmp_path, says))
    qtbot.waitUntil(lambda: client.status() is EngineStatus.READY)


def test_what_the_engine_prints_goes_to_its_log_and_no_password_with_it(ready: EngineClient, tmp_path: Path, qtbot: QtBot) -> None:
    ready.send(AddAccount(AccountConfig("a", "anna", "127.0.0.1:9", Secret("hush-hush"), register=False)))
    with qtbot.waitSignal(ready.stopped):
        ready.stop()
    log = tmp_path / "engine.log"
    assert "hush-hush" not in (log.read_text() if log.exists() else "")


def test_the_first_death_is_answered_at_once_and_quick_ones_later_and_later() -> None:
    backoff = Backoff()
    assert [backoff.after_death(1.0) for _ in range(5)] == [0, 500, 1000, 2000, 4000]
    assert backoff.hopeless
    assert max(backoff.after_death(1.0) for _ in range(20)) == 30_000
    assert backoff.after_death(60.0) == 0
    assert not backoff.hopeless


def test_neither_passwords_nor_tones_are_logged(ready: EngineClient, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        ready.send(AddAccount(AccountConfig("a", "anna", "127.0.0.1:9", Secret("hush-hush"), register=False)))
        ready.send(SendDtmf("a-call", "4711"))
    assert "AddAccount" in caplog.text
    assert "hush-hush" not in caplog.text
    assert "4711" not in caplog.text
