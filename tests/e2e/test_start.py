"""First starts: with nothing, with a provider, with and without a keyring, a second time, with a link."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.e2e.desktop import AGENT
from tests.peers.kamailio import DOMAIN, Kamailio, password_of

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop


def test_a_first_start_offers_the_sandbox_and_the_sign_in(desktop: Desktop) -> None:
    desktop.start_agent(wait_for="Try without an account.*")
    desktop.screenshot("welcome")
    desktop.reader.find("Sign in.*", "push button")
    desktop.click("Try without an account.*")
    desktop.reader.find("Number to call", "text")
    desktop.wait_status(lambda now: [one["state"] for one in now["accounts"]] == ["registered"], "the sandbox's account is registered")


def test_a_provider_is_signed_in_to_and_its_password_is_kept_in_the_keyring(desktop: Desktop, kamailio: Kamailio) -> None:
    desktop.start_agent(wait_for="Sign in.*")
    desktop.click("Sign in.*")
    desktop.click("Address.*", "text")
    desktop.write(f"anna@{DOMAIN}")
    desktop.press("Tab")
    desktop.write(password_of("anna"))
    desktop.click("More.*", "")
    desktop.click(".*[Pp]roxy.*", "text")
    desktop.write(kamailio.proxy)
    desktop.screenshot("sign-in")
    desktop.press("Return")
    desktop.wait_status(lambda now: [one["state"] for one in now["accounts"]] == ["registered"], "anna is registered at Kamailio")
    assert desktop.run("quit").returncode == 0
    assert desktop.agent is not None
    desktop.agent.wait(30)
    kept = [path for path in desktop.profile.rglob("*") if path.is_file() and password_of("anna").encode() in path.read_bytes()]
    assert kept == [], "the password stands in no file of the profile"
    desktop.start_agent(wait_for="Number to call")
    desktop.wait_status(lambda now: [one["state"] for one in now["accounts"]] == ["registered"], "registered again without asking")


@pytest.mark.parametrize("desktop", [{"keyring": False}], indirect=True)
def test_without_a_keyring_the_password_is_asked_for_and_why(desktop: Desktop, kamailio: Kamailio) -> None:
    command = ("account", "add", f"boris@{DOMAIN}", "--proxy", kamailio.proxy)
    added = desktop.run(*command, text=password_of("boris") + "\n")
    assert "keyring" in (added.stdout + added.stderr).lower()
    desktop.start_agent(wait_for="(?i).*keyring.*")
    desktop.screenshot("no-keyring")
    desktop.click("Password.*", "text")
    desktop.write(password_of("boris"))
    desktop.press("Return")
    desktop.wait_status(lambda now: [one["state"] for one in now["accounts"]] == ["registered"], "boris is registered for this run")


def test_a_wrong_password_is_told_as_a_sentence(desktop: Desktop, kamailio: Kamailio) -> None:
    command = ("account", "add", f"vera@{DOMAIN}", "--proxy", kamailio.proxy)
    assert desktop.run(*command, text="not-it\n").returncode == 0
    desktop.start_agent(wait_for="(?i).*password.*")
    status = desktop.wait_status(lambda now: now["accounts"][0]["state"] == "failed", "the registration fails")
    assert status["accounts"][0]["reason"]["code"] == "wrong_password"
    desktop.screenshot("wrong-password")


def test_a_second_start_brings_up_the_first_and_a_link_waits_for_the_call(desktop: Desktop) -> None:
    desktop.start_agent("--sandbox", wait_for="Number to call")
    command = [AGENT, "--profile", str(desktop.profile), "tel:+74951112233"]
    second = subprocess.run(command, env=desktop.environment, timeout=60, check=False)
    assert second.returncode == 0
    field = desktop.reader.find("Number to call", "text")
    desktop.wait_status(lambda _: desktop.reader.text(field) == "+7 495 111-22-33", "the number shows")
    assert desktop.status()["calls"] == [], "nothing dials by itself from a link"


def test_without_a_display_the_program_says_so_in_one_sentence(desktop: Desktop) -> None:
    environment = {
        name: value for name, value in desktop.environment.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    command = [AGENT, "--profile", str(desktop.profile), "--sandbox"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "display" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_status_without_a_running_program_says_so(desktop: Desktop) -> None:
    done = desktop.run("status", "--json")
    assert done.returncode == 2
    assert json.loads(done.stdout)["ok"] is False
