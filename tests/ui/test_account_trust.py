"""A certificate that was not believed: one click shows it, the next one trusts it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import msgspec
import pytest

from agent_app.accounts.certificate import ShownCertificate, grouped
from agent_app.accounts.der import CertificateFacts
from agent_app.snapshots import AccountSnapshot
from telephony.messages import Registration
from telephony.networking import SecurityConfig, SrtpUse, TlsTrust
from telephony.reasons import Reason, ReasonCode
from tests.peers.certificates import CertificateAuthority
from ui.account.trust import TrustDialog
from ui.wording.states import account_trouble

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.peers.certificates import Certificate
    from tests.ui.fakes import Fakes
    from ui.shell import Shell

PIN = "ab" * 32
WILD = ShownCertificate(PIN, CertificateFacts(("*.sip.example", "sip.example"), "Example Trust Services", 1_900_000_000_000_000))


@contextlib.contextmanager
def server(shown: Certificate) -> Generator[str]:
    """Greets once by TLS; its host:port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(shown.certificate, shown.key)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            one, _ = listener.accept()
            with one, contextlib.suppress(OSError):
                context.wrap_socket(one, server_side=True).close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join(5)


@pytest.fixture
def silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """No server is asked."""
    monkeypatch.setattr(TrustDialog, "_ask", lambda _: None)


def refused(fakes: Fakes, code: ReasonCode = ReasonCode.CERTIFICATE_WRONG_NAME, address: str = "204@pbx.sip.example") -> None:
    fakes.accounts.put(AccountSnapshot("a2", address, registration=Registration.FAILED, reason=Reason(code, value=PIN)))


def opened(shell: Shell, fakes: Fakes, code: ReasonCode = ReasonCode.CERTIFICATE_WRONG_NAME) -> TrustDialog:
    refused(fakes, code)
    accounts = shell.open_accounts()
    button = next(button for button in accounts.lines[1].actions if button.text() == "Trust this certificate…")
    button.click()
    (dialog,) = accounts.findChildren(TrustDialog)
    return dialog


@pytest.mark.usefixtures("silent")
def test_the_sentence_names_the_way_out_and_the_way_is_one_click_from_it(shell: Shell, fakes: Fakes) -> None:
    dialog = opened(shell, fakes)
    assert "“Trust this certificate” under Accounts" in account_trouble(fakes.accounts.all["a2"])
    assert dialog.isVisible()
    assert dialog.values["fingerprint"].text().replace("\n", ":") == grouped(PIN)
    assert dialog.values["names"].text() == "not known yet"
    assert dialog.focusWidget() is dialog.cancel, "the safe answer"


@pytest.mark.usefixtures("silent")
def test_a_wildcard_is_called_one_and_trusted_by_one_press(shell: Shell, fakes: Fakes) -> None:
    rules = fakes.accounts.connection("a2")
    fakes.accounts.set_connection("a2", msgspec.structs.replace(rules, security=SecurityConfig(srtp=SrtpUse.MANDATORY)))
    dialog = opened(shell, fakes)
    dialog.show_certificate(WILD)
    assert "wildcard" in dialog.why.text()
    assert dialog.values["names"].text() == "*.sip.example\nsip.example"
    assert dialog.values["issuer"].text() == "Example Trust Services"
    assert "2030" in dialog.values["until"].text()
    assert dialog.note.isHidden()
    dialog.trust.click()
    assert fakes.accounts.connection("a2").security == SecurityConfig(srtp=SrtpUse.MANDATORY, trust=TlsTrust.PINNED, pinned=PIN)
    assert not dialog.isVisible()


@pytest.mark.usefixtures("silent")
def test_another_certificate_than_the_refused_one_is_pointed_out(shell: Shell, fakes: Fakes) -> None:
    dialog = opened(shell, fakes)
    dialog.show_certificate(msgspec.structs.replace(WILD, fingerprint="cd" * 32))
    assert dialog.note.isVisible()
    assert dialog.values["fingerprint"].text().startswith("CD:CD")
    dialog.trust.click()
    assert fakes.accounts.connection("a2").security.pinned == "cd" * 32


def test_a_spare_server_may_have_a_certificate_of_its_own(
    shell: Shell, fakes: Fakes, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is trusted beside the one that was trusted before, and the server that shows it is named."""
    kept = "cd" * 32
    security = SecurityConfig(trust=TlsTrust.PINNED, pinned=kept)
    rules = msgspec.structs.replace(fakes.accounts.connection("a2"), security=security, spare_servers=("spare.sip.example",))
    fakes.accounts.set_connection("a2", rules)
    monkeypatch.setattr(
        "agent_app.accounts.certificate.shown_certificate",
        lambda server: WILD if server == "spare.sip.example" else msgspec.structs.replace(WILD, fingerprint=kept),
    )
    dialog = opened(shell, fakes, ReasonCode.CERTIFICATE_NOT_PINNED)
    qtbot.waitUntil(dialog.asking.isHidden)
    assert dialog.values["server"].text() == "spare.sip.example"
    assert dialog.note.isHidden()
    dialog.trust.click()
    assert fakes.accounts.connection("a2").security.pins == (kept, PIN)


@pytest.mark.usefixtures("silent")
def test_cancel_trusts_nobody(shell: Shell, fakes: Fakes) -> None:
    dialog = opened(shell, fakes)
    dialog.show_certificate(WILD)
    dialog.cancel.click()
    assert fakes.accounts.connection("a2").security == SecurityConfig()


@pytest.mark.usefixtures("silent")
@pytest.mark.parametrize("code", [code for code in ReasonCode if code.value.startswith("certificate_")])
def test_each_kind_of_trouble_leads_there_and_is_named(shell: Shell, fakes: Fakes, code: ReasonCode) -> None:
    assert len(opened(shell, fakes, code).why.text()) > 20


def test_what_is_in_it_is_asked_of_the_server_itself(shell: Shell, fakes: Fakes, tmp_path: Path, qtbot: QtBot) -> None:
    made = CertificateAuthority(tmp_path).issue("wild", "DNS:*.sip.example", "DNS:<b>x</b>.example")
    with server(made) as address:
        form = msgspec.structs.replace(fakes.accounts.form("a1"), address="204@pbx.sip.example", proxy=address)
        fakes.accounts.changes["a2"] = form
        dialog = opened(shell, fakes)
        qtbot.waitUntil(dialog.asking.isHidden)
    assert dialog.values["server"].text() == address
    assert dialog.values["names"].text() == "*.sip.example\n<b>x</b>.example"
    assert dialog.values["issuer"].text() == "Test CA"
    assert dialog.values["fingerprint"].text().replace("\n", ":") == grouped(made.fingerprint)


def test_a_server_that_is_gone_leaves_what_is_known(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    fakes.accounts.changes["a2"] = msgspec.structs.replace(fakes.accounts.form("a1"), proxy=address)
    dialog = opened(shell, fakes)
    qtbot.waitUntil(dialog.note.isVisible)
    assert dialog.trust.isEnabled()
    dialog.trust.click()
    assert fakes.accounts.connection("a2").security.pinned == PIN
