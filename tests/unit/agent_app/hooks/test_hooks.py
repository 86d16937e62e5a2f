"""The user's own commands: real processes, facts in the environment, never a shell, never for ever."""

from __future__ import annotations

import json
import os
import shlex
import sys
import time
from typing import TYPE_CHECKING, Final

import msgspec
import pytest
from PySide6.QtCore import QObject, Signal

from agent_app.hooks.listener import CallHooks
from agent_app.hooks.runner import run_hook
from agent_app.snapshots import AccountSnapshot, CallDirection, CallSnapshot, Contact
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from agent_app.settings.values import Settings

S: Final = 1_000_000
RINGING: Final = CallSnapshot("c", "a", CallDirection.INCOMING, "+74951112233", CallState.INCOMING, 100 * S, "$(touch /tmp/x); `id`")


def _write(target: Path) -> str:
    """A command that writes its environment and its arguments."""
    script = target.with_suffix(".py")
    script.write_text("import json, os, sys\njson.dump([dict(os.environ), sys.argv[1:]], open(sys.argv[1], 'w'))\n", encoding="utf-8")
    return shlex.join([sys.executable, str(script), str(target)])


def test_a_command_finds_the_facts_in_its_environment_and_no_shell_reads_them(tmp_path: Path) -> None:
    target = tmp_path / "a file; rm -rf '$HOME'"
    facts = {"AGENT_REMOTE_NAME": "$(touch x)\n`id`\0;&|", "AGENT_EVENT": "ring"}
    thread = run_hook(_write(target) + " '$AGENT_EVENT' '; echo' '*'", facts)
    assert thread is not None
    thread.join(30)
    environment, arguments = json.loads(target.read_text())
    assert (environment["AGENT_REMOTE_NAME"], environment["AGENT_EVENT"]) == ("$(touch x) `id` ;&|", "ring")
    assert environment["PATH"] == os.environ["PATH"]
    assert arguments == [str(target), "$AGENT_EVENT", "; echo", "*"]


def test_one_that_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    beat = tmp_path / "beat"
    child = f"import time\nwhile True: open({str(beat)!r}, 'a').write('x'); time.sleep(0.05)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    thread = run_hook(shlex.join([sys.executable, "-c", parent]), {}, patience_s=3)
    assert thread is not None
    thread.join(30)
    assert not thread.is_alive()
    assert beat.exists()
    size = beat.stat().st_size
    time.sleep(0.3)
    assert beat.stat().st_size == size


@pytest.mark.parametrize("command", ["", "   ", "an 'open quotation", "/no/such/program --at-all"])
def test_what_can_not_be_run_harms_nobody(command: str) -> None:
    thread = run_hook(command, {})
    if thread is not None:
        thread.join(5)


def test_a_flood_of_calls_is_no_flood_of_processes() -> None:
    command = shlex.join([sys.executable, "-c", "import time; time.sleep(5)"])
    threads = [run_hook(command, {}, patience_s=0.5) for _ in range(12)]
    assert sum(thread is not None for thread in threads) == 8
    for thread in threads:
        if thread is not None:
            thread.join(30)
    last = run_hook(command, {}, patience_s=0.1)
    assert last is not None
    last.join(5)


class Told(QObject):
    """Calls that change, and the commands that were run for them."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[tuple[str, Mapping[str, str]]] = []
        self.hooks = {"ring": "on-ring", "answer": "on-answer", "end": "on-end", "missed": "on-missed"}

    def values(self) -> Settings:
        from agent_app.settings.values import Settings

        return Settings(hooks=self.hooks)

    def account(self, account_id: str) -> AccountSnapshot:
        return AccountSnapshot(account_id, "anna@provider.test")

    def contact(self, contact_id: str) -> Contact:
        return Contact(contact_id, "Boris")

    def run(self, command: str, facts: Mapping[str, str]) -> None:
        self.ran.append((command, facts))

    @property
    def commands(self) -> list[str]:
        return [command for command, _ in self.ran]


@pytest.fixture
def told() -> Told:
    told = Told()
    CallHooks(told, told, told, told, told, run=told.run)  # pyright: ignore[reportArgumentType] - it stands for four services
    return told


def test_each_hook_is_run_once_in_its_moment(told: Told) -> None:
    up = msgspec.structs.replace(RINGING, state=CallState.ESTABLISHED, answered_us=101 * S, contact_id="b")
    over = msgspec.structs.replace(
        up,
        state=CallState.ENDED,
        ended_us=131 * S,
        reason=Reason(ReasonCode.HUNG_UP_THERE),
        cost=Money(1_400_000, "RUB"),
        recording_path="/x.wav",
    )
    for call in (RINGING, RINGING, up, up, over):
        told.changed.emit(call)
    assert told.commands == ["on-ring", "on-answer", "on-end"]
    assert told.ran[-1][1] == {
        "AGENT_EVENT": "end",
        "AGENT_CALL_ID": "c",
        "AGENT_ACCOUNT": "anna@provider.test",
        "AGENT_DIRECTION": "incoming",
        "AGENT_REMOTE": "+74951112233",
        "AGENT_REMOTE_NAME": "$(touch /tmp/x); `id`",
        "AGENT_CONTACT": "Boris",
        "AGENT_STARTED": "100",
        "AGENT_DURATION": "30",
        "AGENT_REASON": "hung_up_there",
        "AGENT_COST": "1.40",
        "AGENT_CURRENCY": "RUB",
        "AGENT_RECORDING": "/x.wav",
    }


def test_a_missed_call_has_a_hook_of_its_own(told: Told) -> None:
    told.changed.emit(RINGING)
    told.changed.emit(msgspec.structs.replace(RINGING, state=CallState.ENDED, ended_us=105 * S, missed=True))
    assert told.commands == ["on-ring", "on-end", "on-missed"]


def test_an_outgoing_call_rings_nobody_and_the_machine_is_nobody_who_answers(told: Told) -> None:
    told.changed.emit(msgspec.structs.replace(RINGING, call_id="o", direction=CallDirection.OUTGOING, state=CallState.RINGING))
    told.changed.emit(msgspec.structs.replace(RINGING, call_id="m", state=CallState.ESTABLISHED, by_machine=True))
    assert told.commands == []


def test_without_a_command_nothing_is_run(told: Told) -> None:
    told.hooks = {"answer": ""}
    told.changed.emit(RINGING)
    told.changed.emit(msgspec.structs.replace(RINGING, state=CallState.ESTABLISHED))
    assert told.commands == []
