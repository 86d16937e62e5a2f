"""An account's connection: encryption, routers, codecs, signalling; and what an engine lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel

from agent_app.accounts.calling import ConnectionRules
from agent_app.accounts.certificate import CertificateError
from telephony.messages import Transport
from telephony.networking import Demand, DtmfMethod, MediaConfig, NatConfig, SecurityConfig, SrtpUse, TlsTrust
from telephony.secret import Secret
from tests.ui.money_scenes import second
from tests.ui.setting_scenes import CONNECTION, PIN
from ui.account.routers import server_fault
from ui.dialogs.about import AboutPart
from ui.dialogs.account import AccountPage, AccountTab
from ui.wording.features import codec_name

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QComboBox
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.account.connection import ConnectionPart
    from ui.shell import Shell

PRINTED = ":".join(PIN[place : place + 2] for place in range(0, 64, 2)).upper()


def open_page(shell: Shell) -> AccountPage:
    dialog = shell.open_accounts()
    dialog.edit("a2", AccountTab.CONNECTION)
    assert dialog.account_page is not None
    return dialog.account_page


@pytest.fixture
def page(shell: Shell, fakes: Fakes) -> AccountPage:
    second(fakes)
    return open_page(shell)


@pytest.fixture
def part(page: AccountPage) -> ConnectionPart:
    return page.connection


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def is_offered(combo: QComboBox, value: object) -> bool:
    model = combo.model()
    assert isinstance(model, QStandardItemModel)
    return model.item(combo.findData(value)).isEnabled()


def test_what_is_set_comes_back_as_it_was(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.kept_connections["a2"] = CONNECTION
    page = open_page(shell)
    assert page.connection.read() == CONNECTION
    page.save()
    assert fakes.accounts.kept_connections["a2"] is CONNECTION  # it does not register anew for nothing


def test_everything_is_kept(page: AccountPage, fakes: Fakes, tmp_path: Path) -> None:
    roots = tmp_path / "roots.pem"
    roots.write_text("x", "ascii")
    part = page.connection
    choose(part.security.transport, Transport.TLS)
    choose(part.security.trust, TlsTrust.FILE)
    part.security.ca_file.offer(str(roots))
    choose(part.security.srtp, SrtpUse.MANDATORY)
    part.routers.stun.setText("stun.sip.example")
    part.routers.ice.box.click()
    part.routers.turn.setText("[2001:db8::1]:3478")
    part.routers.turn_user.setText("anna")
    part.routers.turn_password.setText("t0p")
    choose(part.routers.keep_alive, 60)
    part.routers.outbound.box.click()
    choose(part.signalling.dtmf, DtmfMethod.INFO)
    choose(part.signalling.timer, Demand.REQUIRED)
    choose(part.signalling.reliable, Demand.OFF)
    part.signalling.mailbox.box.click()
    part.signalling.spare.setText("sip2.example; sip3.example:5070, sip2.example")
    page.save()
    assert page.isHidden()
    assert fakes.accounts.kept_connections["a2"] == ConnectionRules(
        SecurityConfig(SrtpUse.MANDATORY, TlsTrust.FILE, str(roots)),
        NatConfig(True, "stun.sip.example", "[2001:db8::1]:3478", "anna", Secret("t0p"), 60, outbound=False),
        MediaConfig((), DtmfMethod.INFO, Demand.REQUIRED, Demand.OFF, mailbox=True),
        ("sip2.example", "sip3.example:5070"),
    )
    assert fakes.accounts.changes["a2"].transport is Transport.TLS


def test_the_server_for_files_is_kept_for_its_account_alone(page: AccountPage, fakes: Fakes) -> None:
    fakes.settings.change(file_servers={"a1": "https://other.example/"})
    page.connection.files.server.setText(" https://files.sip.example:8443/up?x=1 ")
    page.save()
    assert page.isHidden()
    assert fakes.settings.values().file_servers == {"a1": "https://other.example/", "a2": "https://files.sip.example:8443/up?x=1"}
    page.show_account("a2", AccountTab.CONNECTION)
    assert page.connection.files.server.text() == "https://files.sip.example:8443/up?x=1"
    page.connection.files.server.clear()
    page.save()
    assert fakes.settings.values().file_servers == {"a1": "https://other.example/"}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("files.sip.example", "is no address of a server"),
        ("ftp://files.sip.example/", "is no address of a server"),
        ("https://files.sip.example:99999/", "is no address of a server"),
        ("https://файлы.example/", "is no address of a server"),
        ("https://anna:secret@files.sip.example/", "A name and a password have no place here"),
    ],
)
def test_what_is_no_server_for_files_is_told_and_not_kept(page: AccountPage, fakes: Fakes, typed: str, why: str) -> None:
    page.connection.files.server.setText(typed)
    page.save()
    assert why in page.connection.files.field.trouble.text()
    assert page.isVisible()
    assert fakes.settings.values().file_servers == {}


def test_only_what_matters_to_encryption_is_seen(part: ConnectionPart) -> None:
    security = part.security
    assert [name for name, field in security.fields.items() if field.isVisible()] == ["transport", "srtp"]
    choose(security.transport, Transport.TLS)
    assert [name for name, field in security.fields.items() if field.isVisible()] == ["transport", "trust", "srtp"]
    choose(security.trust, TlsTrust.PINNED)
    assert security.fields["pinned"].isVisible()
    assert security.fetch.isVisible()


def test_keys_that_go_without_tls_are_told(part: ConnectionPart) -> None:
    choose(part.security.srtp, SrtpUse.OPTIONAL)
    assert "safe only where SIP goes by TLS" in part.security.fields["srtp"].meaning.text()
    choose(part.security.transport, Transport.TLS)
    assert "safe only" not in part.security.fields["srtp"].meaning.text()


def test_the_servers_certificate_is_taken_after_it_was_shown(
    page: AccountPage, fakes: Fakes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def shown(server: str) -> str:
        asked.append(server)
        return PIN

    monkeypatch.setattr("ui.account.security.shown_fingerprint", shown)
    security = page.connection.security
    choose(security.transport, Transport.TLS)
    choose(security.trust, TlsTrust.PINNED)
    page.access.more.registrar.setText("tls.sip.example:5071")
    security.fetch.click()
    assert security.fetching.isVisible()
    qtbot.waitUntil(lambda: security.pinned.text() == PRINTED)
    assert (asked, security.fetching.isVisible()) == (["tls.sip.example:5071"], False)
    page.save()
    assert fakes.accounts.kept_connections["a2"].security == SecurityConfig(trust=TlsTrust.PINNED, pinned=PIN)


def test_a_server_without_a_certificate_is_told(part: ConnectionPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def shown(server: str) -> str:
        raise CertificateError(f"{server}: refused")

    monkeypatch.setattr("ui.account.security.shown_fingerprint", shown)
    choose(part.security.transport, Transport.TLS)
    choose(part.security.trust, TlsTrust.PINNED)
    part.security.fetch.click()
    pinned = part.security.fields["pinned"]
    qtbot.waitUntil(lambda: pinned.trouble.text() == "The server showed no certificate: sip.example: refused")
    assert part.security.fetch.isEnabled()


@pytest.mark.parametrize(
    ("trust", "name", "words"), [(TlsTrust.FILE, "ca_file", "Choose the file"), (TlsTrust.PINNED, "pinned", "no SHA-256")]
)
def test_a_trust_without_what_it_needs_is_told(page: AccountPage, fakes: Fakes, trust: TlsTrust, name: str, words: str) -> None:
    security = page.connection.security
    choose(security.transport, Transport.TLS)
    choose(security.trust, trust)
    security.pinned.setText("AB:CD")
    page.save()
    assert words in security.fields[name].trouble.text()
    assert page.tabs.currentIndex() == AccountTab.CONNECTION
    assert fakes.accounts.kept_connections == {}
    assert fakes.accounts.changes == {}


@pytest.mark.parametrize(
    "text", ["", "stun.sip.example", "stun.sip.example:3478", "192.0.2.1", "[2001:db8::1]", "[2001:db8::1]:3478", "localhost"]
)
def test_a_server_may_be_a_name_or_an_address_with_a_port(text: str) -> None:
    assert server_fault(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stun server", "no server"),
        ("https://stun.example", "no server"),
        ("stun..example", "no server"),
        ("-stun", "no server"),
        ("stun:0", "no port"),
        ("stun.example:70000", "no port"),
        ("стан.рф", "no server"),
    ],
)
def test_a_bad_stun_server_is_told_at_its_field(page: AccountPage, fakes: Fakes, text: str, words: str) -> None:
    page.connection.routers.stun.setText(text)
    page.save()
    assert words in page.connection.routers.fields["stun"].trouble.text()
    assert fakes.accounts.kept_connections == {}


def test_ice_without_a_server_is_told(part: ConnectionPart) -> None:
    part.routers.ice.box.click()
    assert part.read() is None
    assert part.routers.fields["stun"].trouble.text().startswith("ICE needs")


def test_a_bad_server_in_reserve_is_told(part: ConnectionPart) -> None:
    part.signalling.spare.setText("sip2.example, sip three_")
    assert part.read() is None
    assert "“three_” is no server" in part.signalling.spare_field.trouble.text()


# --- codecs --------------------------------------------------------------------------------------------------------------------------


def test_codecs_are_moved_by_button_and_by_key(page: AccountPage, fakes: Fakes, qtbot: QtBot) -> None:
    codecs = page.connection.codecs
    codecs.list.setCurrentRow(2)
    codecs.up.click()
    qtbot.keyClick(codecs.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(codecs.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first already
    page.save()
    assert fakes.accounts.kept_connections["a2"].media.codecs[:3] == ("PCMU/8000", "G722/8000", "PCMA/8000")


def test_the_usual_order_is_nothing_to_keep(part: ConnectionPart) -> None:
    part.codecs.list.move_current(1)
    part.codecs.usual.click()
    assert part.codecs.read() == ()


def test_a_codec_that_the_engine_has_no_more_is_left_out_and_new_ones_follow(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.kept_connections["a2"] = ConnectionRules(media=MediaConfig(("L16/16000", "GSM/8000")))
    codecs = open_page(shell).connection.codecs.list.codecs()
    assert codecs[:2] == ("GSM/8000", "G722/8000")
    assert len(codecs) == 7


@pytest.mark.parametrize(
    ("codec", "words"),
    [("PCMA/8000", "PCMA (G.711)"), ("G722/8000", "G.722, wide"), ("speex/16000", "Speex 16 kHz, wide"), ("opus/48000/2", "Opus, wide")],
)
def test_codecs_have_names(codec: str, words: str) -> None:
    assert codec_name(codec) == words


# --- what the engine lacks -----------------------------------------------------------------------------------------------------------


def test_what_the_engine_lacks_is_grey_and_told(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    assert fakes.engine.build is not None
    fakes.engine.build = msgspec.structs.replace(fakes.engine.build, features=())
    part = open_page(shell).connection
    assert not is_offered(part.security.transport, Transport.TLS)
    assert is_offered(part.security.transport, Transport.TCP)
    assert not is_offered(part.security.srtp, SrtpUse.MANDATORY)
    assert part.security.fields["transport"].meaning.text() == "No TLS: the way to the server can't be encrypted."
    assert part.security.fields["srtp"].meaning.text() == "No SRTP: calls can't be encrypted."
    assert not part.routers.ice.box.isEnabled()


def test_signing_in_by_tls_is_offered_where_the_engine_has_it(shell: Shell, fakes: Fakes) -> None:
    accounts = shell.open_accounts()
    accounts.add.click()
    assert is_offered(accounts.form.more.transport, Transport.TLS)
    assert fakes.engine.build is not None
    fakes.engine.build = msgspec.structs.replace(fakes.engine.build, features=())
    accounts.form.back.click()
    accounts.add.click()
    assert not is_offered(accounts.form.more.transport, Transport.TLS)


def test_an_engine_that_has_not_started_yet_lacks_nothing(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.engine.build = None
    part = open_page(shell).connection
    assert is_offered(part.security.transport, Transport.TLS)
    assert not part.codecs.isVisible()
    assert part.read() == ConnectionRules()


def test_about_names_the_engines_build_and_what_it_lacks(fakes: Fakes, qtbot: QtBot) -> None:
    part = AboutPart(fakes.services())
    qtbot.addWidget(part)
    assert part.built.text() == "Sound engine: pjsip 2.15.1. Codecs: G.722, PCMA (G.711), PCMU (G.711), Speex, iLBC, GSM."
    assert part.has.text() == "Built with: TLS, SRTP, ICE, echo cancellation."
    assert part.lacks.text().splitlines() == [
        "No DTLS-SRTP: calls are encrypted by SDES alone.",
        "No IPv6: calls go by IPv4.",
        "No Opus: the widest sound is G.722.",
        "No video.",
    ]
