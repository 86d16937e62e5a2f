"""The command line as a person uses it: real processes, exit codes, sentences, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from agent_app.__main__ import main
from agent_app.chats.snapshots import MessageStatus
from agent_app.commandline.exits import EXIT_NOT_RUNNING, EXIT_REFUSED, EXIT_USAGE
from agent_app.commandline.options import first_word
from agent_app.commandline.wording import keyring_sentence, sentence
from agent_app.money.snapshots import SmsStatus
from agent_app.snapshots import KeyringProblem
from telephony.numbers import RefusalCode
from tests.peers.kamailio import DOMAIN, password_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.peers.kamailio import Kamailio
    from tests.peers.secret_service import DesktopSession

AGENT: Final = (sys.executable, "-P", "-m", "agent_app")
# What the running program can refuse a request with (control/commands.py), beside the numbers' refusals.
REFUSALS: Final = (
    *("unknown_account", "account_exists", "unknown_call", "no_call", "wrong_state", "bad_address", "bad_digits", "unknown_host"),
    *("emergency_refused", "emergency_unconfirmed", "engine_lost", "internal", "suggestion", "several", "bad_request", "too_long"),
    *("no_credit", "below_minimum", "trial_used_up", "trial_not_covering", "destination_forbidden", "over_call_limit", "over_day_limit"),
    *("premium_unconfirmed", "no_rate", "no_text", "no_price", "unknown_sms", *(f"sms_{status}" for status in SmsStatus)),
    *("not_found", "lines_taken", "bad_value", "unsupported"),
    *("unknown_message", *(f"message_{status}" for status in MessageStatus if status is not MessageStatus.RECEIVED)),
)


class CommandLine:
    """`agent …` with one profile, in one environment."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {**environment, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
        self.program: subprocess.Popen[bytes] | None = None

    def run(self, *words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        command = [*AGENT, *words, "--profile", str(self.folder)]
        return subprocess.run(
            command, env={**self.environment, **environment}, input=stdin, capture_output=True, text=True, timeout=60, check=False
        )

    def json(self, *words: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.run(*words, "--json").stdout)
        return answer

    def start(self, *words: str) -> None:
        command = [*AGENT, *words, "--profile", str(self.folder), "--no-sound"]
        self.program = subprocess.Popen(command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.wait(lambda: self.run("status").returncode == 0)

    def account(self) -> dict[str, Any]:
        accounts = self.json("status")["accounts"]
        return accounts[0] if accounts else {"state": "none"}

    def call_states(self) -> list[str]:
        return [call["state"] for call in self.json("status")["calls"]]

    @staticmethod
    def wait(condition: Any, timeout_s: float = 30.0) -> None:
        deadline = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline, "it did not come to that in time"
            time.sleep(0.05)

    def end(self) -> None:
        if self.program is not None:
            self.program.terminate()
            self.program.wait(30)


@pytest.fixture
def agent(tmp_path: Path) -> Iterator[CommandLine]:
    line = CommandLine(tmp_path / "profile", os.environ)
    yield line
    line.end()


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """The program runs with the sandbox, and is registered; who ends it takes `own_sandbox`."""
    line = CommandLine(tmp_path_factory.mktemp("sandbox"), os.environ)
    line.start("--sandbox")
    line.wait(lambda: line.account()["state"] == "registered")
    yield line
    line.end()


@pytest.fixture
def own_sandbox(agent: CommandLine) -> CommandLine:
    """The same for one test."""
    agent.start("--sandbox")
    agent.wait(lambda: agent.account()["state"] == "registered")
    return agent


@pytest.mark.parametrize(
    "words", [["status"], ["dial", "+74951112233"], ["answer"], ["dtmf", "1"], ["hold"], ["transfer", "1"], ["dnd", "on"], ["quit"]]
)
def test_without_a_running_program_a_sentence_says_so(agent: CommandLine, words: list[str]) -> None:
    done = agent.run(*words)
    assert (done.returncode, done.stdout) == (EXIT_NOT_RUNNING, "")
    assert done.stderr == "Agent is not running. Start it with: agent\n"
    assert agent.run(*words, "--json").returncode == EXIT_NOT_RUNNING


def test_the_sentence_is_in_the_users_language(agent: CommandLine) -> None:
    assert "не запущен" in agent.run("status", LC_ALL="ru_RU.UTF-8", PYTHONUTF8="1").stderr


def test_without_a_display_a_sentence_says_so(agent: CommandLine) -> None:
    environment = {
        name: value for name, value in agent.environment.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [*AGENT, "--profile", str(agent.folder)], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "no display" in done.stderr


@pytest.mark.parametrize("words", [["dial"], ["--loud"], ["account"], ["account", "add"], ["dtmf"], ["dnd", "perhaps"]])
def test_a_wrong_command_line_has_an_exit_code_of_its_own(agent: CommandLine, words: list[str]) -> None:
    assert agent.run(*words).returncode == EXIT_USAGE


def test_a_call_from_the_command_line_from_dialling_to_hanging_up(sandbox: CommandLine) -> None:
    dialled = sandbox.json("dial", "--now", "8 (495) 111-22-13")
    sandbox.wait(lambda: sandbox.call_states() == ["established"])
    sandbox.wait(lambda: sandbox.json("status")["calls"][0]["rtp"]["received"] > 0)
    [call] = sandbox.json("status")["calls"]
    assert (call["call_id"], call["remote"], call["codec"], call["encryption"]) == (dialled["call_id"], "+74951112213", "PCMA", "")
    assert set(call["levels"]) == {"speaker", "microphone"}
    assert sandbox.run("dtmf", "12#").returncode == 0
    assert sandbox.json("hangup")["state"] == "ending"
    sandbox.wait(lambda: sandbox.call_states() == [])


def test_a_price_is_told_for_a_person_and_for_a_program(sandbox: CommandLine) -> None:
    priced = sandbox.json("price", "8 (495) 111-22-33")
    [offer] = priced["offers"]
    assert (priced["number"], priced["pending"], offer["address"]) == ("+74951112233", False, "anna@sandbox.test")
    assert offer["rate"]["per_minute"] == {"nanos": 700_000_000, "amount": "0.70", "currency": "RUB"}
    assert (offer["rate"]["destination_en"], offer["refusal"]) == ("Russia, Moscow", "")
    assert 250 < offer["rate"]["prepaid_s"] <= 300, "the trial, of which a call before may have taken some seconds"
    assert sandbox.run("price", "+34911234567").stdout.startswith("anna@sandbox.test: 0.75 RUB/min (Spain, landline) ")
    assert sandbox.run("price", "111-22-33").returncode == EXIT_REFUSED


def test_a_premium_number_is_not_dialled_from_the_command_line(sandbox: CommandLine) -> None:
    refused = sandbox.run("dial", "--now", "+7 809 123-45-67")
    assert refused.returncode == EXIT_REFUSED
    assert "+78091234567" in refused.stderr


def test_an_sms_is_sent_from_standard_input(sandbox: CommandLine) -> None:
    sent = json.loads(sandbox.run("sms", "+7 916 765-43-21", "--json", stdin="Hello\n").stdout)
    assert (sent["number"], sent["parts"], sent["reason"]) == ("+79167654321", 1, "")
    assert sent["state"] in {"accepted", "delivered"}
    refused = sandbox.run("sms", "+7 495 111-22-33", stdin="Hello")
    assert refused.stderr.startswith("The SMS to +74951112233 was not sent (")
    assert (refused.returncode, refused.stdout) == (EXIT_REFUSED, "")
    assert sandbox.run("sms", "+7 916 765-43-21", stdin=" \n").stderr == "No text came from standard input.\n"


def test_a_message_is_sent_from_standard_input(sandbox: CommandLine) -> None:
    told = sandbox.run("send", "boris@sandbox.test", "--json", stdin="Привет\n")
    assert told.returncode == 0, told.stderr
    sent = json.loads(told.stdout)
    assert (sent["address"], sent["reason"]) == ("boris@sandbox.test", "")
    assert sent["state"] in {"sent", "delivered"}
    refused = sandbox.run("send", "nobody@sandbox.test", stdin="Hello")
    assert refused.stderr.startswith("The message to nobody@sandbox.test was not sent (")
    assert (refused.returncode, refused.stdout) == (EXIT_REFUSED, "")
    assert sandbox.run("send", "+7 916 765-43-21", stdin="Hello").returncode == EXIT_REFUSED
    assert sandbox.run("send", "boris@sandbox.test", stdin=" \n").stderr == "No text came from standard input.\n"


def test_the_status_has_everything(sandbox: CommandLine) -> None:
    sandbox.wait(lambda: sandbox.account()["money"] is not None)
    status = sandbox.json("status")
    assert status["engine"]["status"] == "ready"
    assert status["engine"]["pid"] > 0
    assert status["sandbox"] is True
    [account] = status["accounts"]
    assert (account["address"], account["state"], account["current"]) == ("anna@sandbox.test", "registered", True)
    assert account["money"]["balance"] == {"amount": "12.40", "micros": 12_400_000, "currency": "RUB"}
    assert account["money"]["trial_total_s"] == 300
    assert account["mailbox"] == {"waiting": False, "new": 0, "old": 0, "address": ""}
    assert set(status["engine"]) >= {"features", "missing", "codecs", "transports", "most_calls"}
    assert (status["conference"], status["do_not_disturb"]) == ([], False)


def test_two_calls_from_the_command_line(sandbox: CommandLine) -> None:
    def call(call_id: str) -> dict[str, Any]:
        return next(call for call in sandbox.json("status")["calls"] if call["call_id"] == call_id)

    first = sandbox.json("dial", "--now", "+74951112213")["call_id"]
    sandbox.wait(lambda: sandbox.call_states() == ["established"])
    second = sandbox.json("dial", "--now", "+78121112213")["call_id"]
    sandbox.wait(lambda: sandbox.call_states() == ["established"] * 2)
    sandbox.wait(lambda: call(first)["held"]["here"] and not call(second)["held"]["here"])
    assert "held" in sandbox.run("status").stdout
    assert sandbox.run("swap").returncode == 0
    sandbox.wait(lambda: call(second)["held"]["here"] and not call(first)["held"]["here"])
    assert sandbox.run("conference").returncode == 0
    sandbox.wait(lambda: sandbox.json("status")["conference"] == [first, second])
    sandbox.wait(lambda: not call(second)["held"]["here"])
    assert sandbox.run("record").returncode == 0
    sandbox.wait(lambda: any(each["recording"]["on"] for each in sandbox.json("status")["calls"]))
    assert sandbox.run("mute", first).returncode == 0
    sandbox.wait(lambda: call(first)["muted"])
    assert sandbox.run("transfer", "112").returncode == EXIT_REFUSED
    assert sandbox.run("hold", "nothing").stderr == "There is no call nothing.\n"
    for each in (first, second):
        assert sandbox.run("hangup", each).returncode == 0
    sandbox.wait(lambda: sandbox.call_states() == [])


def test_nobody_is_disturbed_by_a_word(sandbox: CommandLine) -> None:
    for state in ("on", "off"):
        assert sandbox.run("dnd", state).returncode == 0
        assert sandbox.json("status")["do_not_disturb"] is (state == "on")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("112", "emergency_on_provider"),
        ("111-22-33", "suggestion"),
        ("12", "short_on_provider"),
        ("+7 495", "too_short"),
        ("hello", "no_number"),
        ("+74951112233 / +78121112233", "several"),
    ],
)
def test_what_can_not_be_dialled_is_refused_with_a_sentence(sandbox: CommandLine, text: str, code: str) -> None:
    refused = sandbox.run("dial", "--now", text, "--json")
    assert refused.returncode == EXIT_REFUSED
    error = json.loads(refused.stdout)["error"]
    assert error["code"] == code
    assert error["sentence"] == sentence(code, error["params"])
    assert sandbox.call_states() == []


def test_without_a_call_there_is_nothing_to_answer_hang_up_or_play_into(sandbox: CommandLine) -> None:
    for words in (["answer"], ["hangup"], ["dtmf", "1"]):
        done = sandbox.run(*words)
        assert (done.returncode, done.stderr) == (EXIT_REFUSED, "There is no call.\n")


def test_a_number_is_shown_and_waits_for_the_user(sandbox: CommandLine) -> None:
    for words in (["dial", "+74951112233"], ["tel:+7-495-111-22-33"], ["sip:boris@sandbox.test"], ["callto:+74951112233"]):
        assert sandbox.run(*words).returncode == 0
    time.sleep(0.3)
    assert sandbox.call_states() == []


def test_a_second_start_brings_up_the_first_and_ends(sandbox: CommandLine) -> None:
    pid = sandbox.json("status")["pid"]
    assert sandbox.run("--sandbox").returncode == 0
    assert sandbox.json("status")["pid"] == pid


def test_quitting_ends_the_program_and_its_processes(own_sandbox: CommandLine) -> None:
    status = own_sandbox.json("status")
    assert own_sandbox.run("quit").returncode == 0
    assert own_sandbox.program is not None
    assert own_sandbox.program.wait(2) == 0
    for process in (status["pid"], status["engine"]["pid"]):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert own_sandbox.run("status").returncode == EXIT_NOT_RUNNING


def test_a_program_that_was_killed_leaves_no_process_and_no_lock_behind(own_sandbox: CommandLine) -> None:
    engine = own_sandbox.json("status")["engine"]["pid"]
    assert own_sandbox.program is not None
    children = children_of(own_sandbox.program.pid)
    assert engine in children
    assert len(children) > 1, "the sandbox is one too"
    own_sandbox.program.kill()
    own_sandbox.program.wait()
    # The engine says goodbye to a provider that goes at the same time: 1.5 s, and more where the computer is busy.
    own_sandbox.wait(lambda: not any(is_running(child) for child in children), 30.0)
    own_sandbox.start("--sandbox")
    own_sandbox.wait(lambda: own_sandbox.account()["state"] == "registered", 30.0)


def children_of(pid: int) -> list[int]:
    lists = (Path(f"/proc/{pid}/task") / task.name / "children" for task in Path(f"/proc/{pid}/task").iterdir())
    return [int(child) for children in lists for child in children.read_text().split()]


def is_running(pid: int) -> bool:
    """One that has ended and is not buried yet does not run: it was not ours to bury."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


def test_an_account_added_before_the_start_is_registered_with_the_password_from_the_keyring(
    tmp_path: Path, keyring_session: DesktopSession, kamailio: Kamailio
) -> None:
    agent = CommandLine(tmp_path / "profile", keyring_session.environment)
    added = agent.run("account", "add", f"anna@{DOMAIN}", "--proxy", kamailio.proxy, stdin=password_of("anna") + "\n")
    assert (added.returncode, added.stderr) == (0, "")
    assert [account["address"] for account in agent.json("account", "list")["accounts"]] == [f"anna@{DOMAIN}"]
    try:
        agent.start()
        agent.wait(lambda: agent.account()["state"] == "registered")
        assert kamailio.contacts("anna")
        assert agent.run("account", "remove", f"anna@{DOMAIN}").returncode == 0
        assert agent.json("account", "list")["accounts"] == []
    finally:
        agent.end()
    files = [path for path in agent.folder.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if password_of("anna").encode() in path.read_bytes()]


def test_without_a_keyring_the_account_is_added_and_the_running_program_needs_its_password(
    tmp_path: Path, bare_session: DesktopSession, kamailio: Kamailio
) -> None:
    agent = CommandLine(tmp_path / "profile", bare_session.environment)
    added = agent.run("account", "add", f"boris@{DOMAIN}", "--proxy", kamailio.proxy, stdin=password_of("boris") + "\n")
    assert added.returncode == 0
    assert "The password was not kept (there is no keyring on this system)" in added.stderr
    try:
        agent.start()
        agent.wait(lambda: agent.account()["needs_password"])
        assert agent.account()["state"] == "off"
        # Added to the running program the password serves this run.
        assert agent.run("account", "remove", f"boris@{DOMAIN}").returncode == 0
        again = agent.run("account", "add", f"boris@{DOMAIN}", "--proxy", kamailio.proxy, stdin=password_of("boris") + "\n")
        assert again.returncode == 0
        agent.wait(lambda: agent.account()["state"] == "registered")
    finally:
        agent.end()


def test_an_account_without_a_password_is_not_added(agent: CommandLine) -> None:
    done = agent.run("account", "add", "anna@provider.test", stdin="")
    assert done.returncode == EXIT_REFUSED
    assert "password" in done.stderr


def test_the_client_loads_no_qt(tmp_path: Path) -> None:
    asking = "import sys, agent_app.__main__ as m; m.main(['status', '--profile', sys.argv[1]])"
    script = f"{asking}; sys.exit(any('PySide6' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", script, str(tmp_path)], capture_output=True, timeout=60, check=False).returncode == 0


def test_options_may_stand_before_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--profile", str(tmp_path), "status", "--json"]) == EXIT_NOT_RUNNING
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "not_running"
    assert first_word(["--profile", "status", "--sandbox", "dial", "1"]) == "dial"


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("code", [*REFUSALS, *(code.value for code in RefusalCode)])
def test_every_refusal_has_a_sentence(code: str, language: str) -> None:
    said = sentence(code, language=language)
    assert said != code
    assert said.endswith((".", ")", ":", "”", "»", "(detail)"))


@pytest.mark.parametrize("problem", list(KeyringProblem))
def test_every_trouble_of_the_keyring_has_a_sentence(problem: KeyringProblem) -> None:
    assert " " in keyring_sentence(problem)
