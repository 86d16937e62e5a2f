"""The real engine process: handshake, bad lines, recording and replay, the end."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from telephony.channel import MAX_LINE, encode
from telephony.messages import (
    PROTOCOL_VERSION,
    AccountState,
    AddAccount,
    Answer,
    AudioBackend,
    AudioState,
    ChangeAccount,
    CommandRefused,
    Dial,
    HangUp,
    Heartbeat,
    RegisterNow,
    Registration,
    RemoveAccount,
    SetLevels,
    Start,
    Started,
    Transport,
    WatchLevels,
)
from telephony.networking import NatConfig, SecurityConfig, TlsTrust
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def refused(engine: EngineProcess, since: int) -> tuple[str, str, ReasonCode]:
    event = engine.wait_for(CommandRefused, since=since)
    return event.command, event.subject, event.reason.code


def test_the_handshake_says_who_is_there(engine: EngineProcess) -> None:
    started = engine.started
    assert started is not None
    assert engine.events[0] == started
    assert (started.version, started.pid) == (PROTOCOL_VERSION, engine.process.pid)
    usual = ("G722/16000", "PCMA/8000", "PCMU/8000", "speex/16000", "iLBC/8000", "GSM/8000")
    assert tuple(codec for codec in started.codecs if codec != "opus/48000") == usual
    assert "opus/48000" not in started.codecs[1:], "first, where the build has it"
    assert started.transports == (Transport.UDP, Transport.TCP, Transport.TLS)
    assert {"tls", "srtp", "ice", "echo"} <= set(started.features)
    assert started.most_calls >= 8
    assert started.udp_port
    assert started.tcp_port


def test_the_heart_beats_every_second(engine: EngineProcess) -> None:
    engine.wait_for(Heartbeat)
    before, began = len(engine.of(Heartbeat)), time.monotonic()
    while len(engine.of(Heartbeat)) < before + 2:
        assert time.monotonic() - began < 10
        time.sleep(0.05)


def test_a_machine_without_a_sound_card_says_so(engine: EngineProcess) -> None:
    state = engine.wait_for(AudioState)
    assert state.backend is AudioBackend.NULL
    assert state.reason is not None
    assert state.reason.code is ReasonCode.NO_AUDIO_DEVICE


@pytest.mark.parametrize(
    "line",
    [b"nonsense\n", b"{}\n", b'{"type":"HangUp","call_id":7}\n', b"\xff\xfe\x00\n", b"[" * 5000 + b"\n", b"x" * (MAX_LINE + 1000) + b"\n"],
    ids=["words", "empty", "wrong type", "not utf-8", "deep", "too long"],
)
def test_an_unreadable_line_is_refused_and_the_next_one_works(engine: EngineProcess, line: bytes) -> None:
    since = len(engine.events)
    engine.send_raw(line)
    assert refused(engine, since) == ("?", "", ReasonCode.MALFORMED)
    since = len(engine.events)
    engine.send(HangUp("nobody"))
    assert refused(engine, since) == ("HangUp", "nobody", ReasonCode.UNKNOWN_CALL)


LOCAL = account("anna", "127.0.0.1", register=False)


@pytest.mark.parametrize(
    ("command", "subject", "code"),
    [
        (Start(PROTOCOL_VERSION, "again"), "", ReasonCode.WRONG_STATE),
        (Answer("c"), "c", ReasonCode.UNKNOWN_CALL),
        (RegisterNow("a"), "a", ReasonCode.UNKNOWN_ACCOUNT),
        (RemoveAccount("a"), "a", ReasonCode.UNKNOWN_ACCOUNT),
        (ChangeAccount(LOCAL), LOCAL.account_id, ReasonCode.UNKNOWN_ACCOUNT),
        (Dial("c", "a", "sip:b@127.0.0.1"), "c", ReasonCode.UNKNOWN_ACCOUNT),
        (SetLevels(201, 100), "", ReasonCode.BAD_VALUE),
        (SetLevels(100, -1), "", ReasonCode.BAD_VALUE),
    ],
)
def test_a_command_that_cannot_be_obeyed_says_why(
    engine: EngineProcess,
    command: Start | Answer | RegisterNow | RemoveAccount | ChangeAccount | Dial | SetLevels,
    subject: str,
    code: ReasonCode,
) -> None:
    since = len(engine.events)
    engine.send(command)
    assert refused(engine, since) == (type(command).__name__, subject, code)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"transport": Transport.TLS, "security": SecurityConfig(trust=TlsTrust.FILE, ca_file="/none")}, ReasonCode.BAD_VALUE),
        ({"spare_servers": ("host:0",)}, ReasonCode.BAD_ADDRESS),
        ({"nat": NatConfig(stun="a b")}, ReasonCode.BAD_ADDRESS),
        ({"nat": NatConfig(keep_alive_s=-1)}, ReasonCode.BAD_VALUE),
        ({"domain": ""}, ReasonCode.BAD_ADDRESS),
        ({"domain": "a b"}, ReasonCode.BAD_ADDRESS),
        ({"domain": "sip.test\r\nX: y"}, ReasonCode.BAD_ADDRESS),
        ({"user": ""}, ReasonCode.BAD_ADDRESS),
        ({"user": "a>b"}, ReasonCode.BAD_ADDRESS),
        ({"proxy": "host:99999"}, ReasonCode.BAD_ADDRESS),
        ({"registrar": "<x>"}, ReasonCode.BAD_ADDRESS),
        ({"expires_s": 0}, ReasonCode.BAD_VALUE),
    ],
)
def test_an_account_that_makes_no_sense_is_refused(engine: EngineProcess, fields: dict[str, object], code: ReasonCode) -> None:
    values: dict[str, object] = {"user": "anna", "domain": "127.0.0.1", **fields}
    config = account(**values)  # pyright: ignore[reportArgumentType]
    since = len(engine.events)
    engine.send(AddAccount(config))
    assert refused(engine, since) == ("AddAccount", config.account_id, code)


def test_an_account_is_added_once_and_calls_only_sip_addresses(engine: EngineProcess) -> None:
    account_id = engine.add_local_account("anna", display_name='Анна "A" \\')
    config = account("anna", "127.0.0.1", register=False)
    since = len(engine.events)
    engine.send(AddAccount(type(config)(account_id=account_id, user="anna", domain="127.0.0.1", password=config.password)))
    assert refused(engine, since) == ("AddAccount", account_id, ReasonCode.ACCOUNT_EXISTS)
    for target, code in (
        ("tel:112", ReasonCode.BAD_ADDRESS),
        ("sip:a@b\nX: y", ReasonCode.BAD_ADDRESS),
        ("sips:a@b", ReasonCode.UNSUPPORTED),
    ):
        since = len(engine.events)
        call_id = engine.dial(account_id, target)
        assert refused(engine, since) == ("Dial", call_id, code)
    since = len(engine.events)
    call_id = engine.dial(account_id, engine.uri(), dtmf="1;2")
    assert refused(engine, since) == ("Dial", call_id, ReasonCode.BAD_DIGITS)
    engine.remove_account(account_id)


def test_levels_are_silent_while_no_sound_runs(engine: EngineProcess) -> None:
    engine.send(WatchLevels(True))
    engine.send(WatchLevels(False))
    engine.send(SetLevels(50, 150))
    assert engine.process.poll() is None


def test_a_wrong_version_is_refused_and_the_engine_leaves() -> None:
    engine = EngineProcess()
    engine.send(Start(PROTOCOL_VERSION + 1, "old window"))
    event = engine.wait_for(CommandRefused)
    assert (event.command, event.reason.code) == ("Start", ReasonCode.WRONG_VERSION)
    assert engine.process.wait(5) == 2
    engine.stop()


def test_commands_before_the_handshake_are_refused() -> None:
    engine = EngineProcess()
    engine.send(HangUp("c"))
    engine.send_raw(b"what?\n")
    assert refused(engine, 0) == ("HangUp", "", ReasonCode.WRONG_STATE)
    engine.start()
    assert engine.stop() == 0


def test_the_end_of_stdin_is_a_shutdown_even_in_the_middle_of_a_line() -> None:
    with EngineProcess() as engine:
        engine.send_raw(b'{"type":"HangUp","call')
        assert engine.process.stdin is not None
        engine.process.stdin.close()
        assert engine.process.wait(5) == 0


def test_no_handshake_and_no_stdin_is_a_quiet_end() -> None:
    engine = EngineProcess()
    assert engine.process.stdin is not None
    engine.process.stdin.close()
    assert engine.process.wait(5) == 0
    engine.stop()


def test_sigterm_is_a_shutdown_and_ctrl_c_is_the_windows_business() -> None:
    with EngineProcess() as engine:
        engine.process.send_signal(signal.SIGINT)
        engine.add_local_account()
        engine.process.send_signal(signal.SIGTERM)
        assert engine.process.wait(5) == 0


def test_nothing_but_events_is_on_stdout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")  # C's prints too, which would else wait for an end that the engine has not
    with EngineProcess() as engine:
        assert "pjlib" in engine.log_text() or engine.wait_for(Heartbeat)
        assert isinstance(engine.events[0], Started)
    assert "pjlib" in engine.log_text()  # native prints went to stderr


PASSWORD = "not to be seen"


def test_a_recorded_session_shows_no_secret_and_replays_to_the_same_answers(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    config = account("anna", "127.0.0.1", PASSWORD, register=False)
    with EngineProcess(arguments=("--record", str(path))) as engine:
        engine.send(AddAccount(config))
        engine.wait_for(AccountState)
        engine.send(AddAccount(config))
        engine.send(HangUp("nobody"))
        engine.send_raw(b'{"type":"AddAccount","config":{"password":"not to be seen"\n')
        engine.wait_for(CommandRefused, lambda event: event.command == "?")
    text = path.read_text()
    assert PASSWORD not in text
    assert PASSWORD not in engine.log_text()
    rows = [json.loads(line) for line in text.splitlines()]
    times = [row["t"] for row in rows]
    assert times == sorted(times)
    assert next(row for row in rows if "unreadable" in row)["way"] == "in"

    with EngineProcess() as second:
        for row in rows[1:]:
            if row["way"] == "in" and row.get("message", {}).get("type") != "Shutdown":
                second.send_raw(json.dumps(row["message"]).encode() + b"\n" if "message" in row else b"unreadable\n")
        second.wait_for(CommandRefused, lambda event: event.command == "?")
        for kind in (AccountState, CommandRefused):
            then = [event for event in engine.of(kind) if getattr(event, "command", "") != "?"]
            now = [event for event in second.of(kind) if getattr(event, "command", "") != "?"]
            assert [encode(event) for event in then] == [encode(event) for event in now][: len(then)]
            assert then


def test_a_registration_that_was_never_asked_for_can_not_be_hurried(engine: EngineProcess) -> None:
    account_id = engine.add_local_account()
    since = len(engine.events)
    engine.send(RegisterNow(account_id))
    assert refused(engine, since) == ("RegisterNow", account_id, ReasonCode.WRONG_STATE)
    engine.remove_account(account_id)
    assert engine.of(AccountState)[-1].state is Registration.OFF
