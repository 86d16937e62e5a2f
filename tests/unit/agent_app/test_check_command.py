"""`agent check` on the command line: words for every finding, and a real server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from agent_app.commandline.checking import check, line
from agent_app.profile import Profile
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from tests.peers.ports import LOOPBACK, free_port
from tests.peers.sandbox import SandboxProcess


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("outcome", list(CheckOutcome))
@pytest.mark.parametrize("step", list(CheckStep))
def test_every_finding_has_words(step: CheckStep, outcome: CheckOutcome, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", f"{language}_XX.UTF-8")
    text = line(CheckFinding(step, outcome, "x\x1b[31my\nz"))
    assert "{" not in text
    assert text.isprintable()


def test_a_server_that_answers_is_fine_and_one_that_nobody_knows_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = Profile.at(tmp_path / "profile")
    profile.create()
    with SandboxProcess(tmp_path / "state") as sandbox:
        assert check(profile, f"{LOOPBACK}:{sandbox.sip_port}", as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is True
    assert [one["outcome"] for one in found["findings"] if one["step"] in {"udp", "tcp"}] == ["fine", "fine"]
    assert check(profile, "no-such-host.invalid", as_json=False) == 1
    assert capsys.readouterr().out.count("\n") == 5


@pytest.mark.parametrize("brackets", [True, False])
def test_an_ipv6_address_is_looked_at_with_its_brackets_and_without(
    brackets: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = Profile.at(tmp_path)
    profile.create()
    assert check(profile, f"[::1]:{free_port()}" if brackets else "::1", as_json=True) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert (findings[0]["outcome"], findings[0]["value"]) == ("fine", "::1")
    if brackets:
        assert findings[1]["outcome"] == "refused"


def test_without_an_account_or_server_there_is_nothing_to_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = Profile.at(tmp_path)
    profile.create()
    assert check(profile, "", as_json=False) == 1
    assert capsys.readouterr().err
