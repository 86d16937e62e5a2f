"""A provider with a wildcard certificate: the account is refused, the window says why, and two presses later it is signed in.

Run by `test_apart.py`, for the server's name is this test's own.
"""

from __future__ import annotations

import subprocess
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from tests.e2e.desktop import AGENT
from tests.e2e.steps import fill_sign_in, is_registered
from tests.peers.certificates import CertificateAuthority
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.ports import LOOPBACK
from tests.peers.process import PeerProcess, program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.e2e.desktop import Desktop

HOST: Final = "sip.agent.test"
WILDCARD: Final = "*.agent.test"


@pytest.fixture
def authority(tmp_path: Path) -> CertificateAuthority:
    """The system believes it: nothing is wrong with the certificate but its name."""
    return CertificateAuthority(tmp_path / "ca")


@pytest.fixture
def provider(tmp_path: Path, authority: CertificateAuthority) -> Iterator[Kamailio]:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{LOOPBACK} localhost {HOST}\n", encoding="ascii")
    subprocess.run([program("ip", "iproute2"), "link", "set", "lo", "up"], check=True)
    subprocess.run([program("mount", "mount"), "--bind", str(hosts), "/etc/hosts"], check=True)
    peer = Kamailio(tmp_path / "provider", certificate=authority.issue("wild", f"DNS:{WILDCARD}"))
    peer.start()
    yield peer
    peer.stop()


def test_a_wildcard_is_explained_shown_and_trusted(desktop: Desktop, provider: Kamailio, authority: CertificateAuthority) -> None:
    command = [AGENT, "--profile", str(desktop.profile)]
    environment = desktop.environment | {"SSL_CERT_FILE": str(authority.file)}
    desktop.agent = PeerProcess(command, desktop.folder / "agent.log", env=environment)
    sign_in(desktop, f"{HOST}:{provider.tls_port}")
    desktop.reader.find(".*wildcard.*“Trust this certificate” under Accounts.*", "label")
    desktop.focus()
    desktop.press("ctrl+shift+a")
    desktop.screenshot("wildcard-accounts")
    desktop.click(f"Trust this certificate….*vera@{DOMAIN}")
    desktop.reader.find(rf"Issued for: \{WILDCARD}", "label")
    desktop.reader.find("It is for all servers of a domain: a wildcard.*", "label")
    desktop.screenshot("wildcard-shown")
    assert not provider.contacts("vera")
    desktop.click("Trust this certificate")
    desktop.wait_status(is_registered, "the account is signed in", seconds=20)
    assert provider.contacts("vera")


def sign_in(desktop: Desktop, proxy: str) -> None:
    fill_sign_in(desktop, f"vera@{DOMAIN}", password_of("vera"), proxy)
    label = desktop.reader.find("Transport", "label")
    desktop.click(replace(label, y=label.y + 2 * label.height))  # the list below it
    time.sleep(0.5)  # a pop-up is no part of the accessibility tree: it can't be waited for
    desktop.press("End", "Return")
    desktop.click("Sign in", "push button")
    desktop.reader.find("Number to call", "text")
