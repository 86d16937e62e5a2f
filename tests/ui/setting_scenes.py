"""The settings, an account's calls and connection, and the network check, as the screenshots show them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from PySide6.QtCore import QTimer

from agent_app.accounts.calling import AutoAnswer, CallRules, ConnectionRules, DialRule, Forwarding, ForwardWay, ForwardWhen, Machine
from agent_app.accounts.certificate import ShownCertificate
from agent_app.accounts.der import CertificateFacts
from agent_app.snapshots import AccountSnapshot, DeviceChoice, SignInForm
from telephony.messages import Registration, Transport
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from telephony.networking import NatConfig, SecurityConfig, SrtpUse, TlsTrust
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from telephony.sounding import SoundTest
from tests.ui.money_scenes import second
from tests.ui.scenes import OFFICE
from ui.dialogs.account import AccountTab
from ui.dialogs.settings import SettingsDialog, SettingsPage
from ui.settings.calls import CallsPage
from ui.sound.page import SoundPage
from ui.widgets.form import bring_into_view

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from tests.ui.fakes import Fakes
    from ui.dialogs.account import AccountPage
    from ui.shell import Shell

PIN = "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
RULES = CallRules(
    forwarding=Forwarding(ForwardWhen.NO_ANSWER, OFFICE, ForwardWay.BRIDGE, 20),
    auto_answer=AutoAnswer(contacts=("p1", "p2"), on_request=True, after_s=2),
    machine=Machine(on=True, greeting="/home/anna/greeting.wav"),
    dial_rules=(DialRule("8XXXXXXXXXX", "+7"), DialRule("9.", "")),
    feature_codes={"pickup": "*8", "transfer": "##"},
)
CONNECTION = ConnectionRules(
    SecurityConfig(SrtpUse.OPTIONAL, TlsTrust.PINNED, pinned=PIN),
    NatConfig(ice=True, stun="stun.sip.example", turn="turn.sip.example:3478"),
)
FINDINGS = (
    CheckFinding(CheckStep.NAMES, CheckOutcome.FINE, "192.0.2.10, 2001:db8::10"),
    CheckFinding(CheckStep.UDP, CheckOutcome.NO_ANSWER),
    CheckFinding(CheckStep.TCP, CheckOutcome.FINE, "31"),
    CheckFinding(CheckStep.TLS, CheckOutcome.NOT_NEEDED),
    CheckFinding(CheckStep.NAT, CheckOutcome.TRANSLATED, "198.51.100.7"),
    CheckFinding(CheckStep.SOUND, CheckOutcome.NOTHING_HEARD),
)


def settings_sound(shell: Shell, fakes: Fakes) -> None:
    dialog = shell.open_settings()
    dialog.open_page(SettingsPage.SOUND)
    fakes.audio.levels.emit(90, 170)


def settings_sound_missing(shell: Shell, fakes: Fakes) -> None:
    fakes.audio.choice = DeviceChoice(output="alsa_output.gone", input="alsa_input.gone")
    fakes.settings.change(device_names={"alsa_output.gone": "Plantronics C320", "alsa_input.gone": "Plantronics C320"})
    dialog = shell.open_settings()
    dialog.open_page(SettingsPage.SOUND)
    dialog.page_of(SettingsPage.SOUND, SoundPage).test.press(SoundTest.LOOPBACK)


def settings_calls(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.settings.change(speed_dial={"2": OFFICE, "5": "vera@sandbox.test"}, hooks={"missed": "notify-send"})
    shell.open_settings().open_page(SettingsPage.CALLS)


def settings_sound_test(shell: Shell, fakes: Fakes) -> None:
    dialog = shell.open_settings()
    dialog.resize(760, 900)
    dialog.open_page(SettingsPage.SOUND)
    part = dialog.page_of(SettingsPage.SOUND, SoundPage).test
    part.press(SoundTest.TONE)
    fakes.audio.levels.emit(220, 60)
    QTimer.singleShot(120, part, lambda: bring_into_view(dialog.page_of(SettingsPage.SOUND, SoundPage).switches["gain"]))


def settings_calls_keys(shell: Shell, fakes: Fakes) -> None:
    settings_calls(shell, fakes)
    dialog = shell.dialogs()[-1]
    assert isinstance(dialog, SettingsDialog)
    hooks = dialog.page_of(SettingsPage.CALLS, CallsPage).hooks
    hooks.edit("ring").setText("no-such-program --loud")
    hooks.edit("ring").editingFinished.emit()
    QTimer.singleShot(120, hooks, lambda: bring_into_view(hooks.fields["missed"]))


def settings_notices(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_settings().open_page(SettingsPage.NOTICES)


def settings_chats(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_settings().open_page(SettingsPage.CHATS)


def settings_network(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    shell.open_settings().open_page(SettingsPage.NETWORK)


def settings_about(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_settings().open_page(SettingsPage.ABOUT)


def settings_list(shell: Shell, fakes: Fakes) -> None:
    """As it is in a narrow window."""
    del fakes
    dialog = shell.open_settings()
    dialog.resize(360, 640)
    dialog.back.click()


def _account(shell: Shell, fakes: Fakes, tab: AccountTab) -> AccountPage:
    second(fakes)
    fakes.accounts.kept_calls["a2"] = RULES
    fakes.accounts.kept_connections["a2"] = CONNECTION
    fakes.accounts.changes["a2"] = SignInForm("204@sip.example", Secret(""), "Boris", transport=Transport.TLS)
    dialog = shell.open_accounts()
    dialog.edit("a2", tab)
    page = dialog.account_page
    assert page is not None
    return page


def _scroll(page: AccountPage, share: float) -> None:
    area: QScrollArea = page.current_area()
    bar = area.verticalScrollBar()
    bar.setValue(int(bar.maximum() * share))


def account_calls(shell: Shell, fakes: Fakes) -> None:
    _account(shell, fakes, AccountTab.CALLS)


def account_machine(shell: Shell, fakes: Fakes) -> None:
    page = _account(shell, fakes, AccountTab.CALLS)
    _after_layout(page, lambda: _scroll(page, 0.36))


def account_rules(shell: Shell, fakes: Fakes) -> None:
    page = _account(shell, fakes, AccountTab.CALLS)
    page.calls.dial_rules.sample.setText("8 495 111-22-33")
    page.calls.dial_rules.sample.textEdited.emit("")
    page.calls.dial_rules.add_line(DialRule("Moscow", "")).complain(page.calls.dial_rules.lines[-1].fault())
    _after_layout(page, lambda: _scroll(page, 0.78))


def account_connection(shell: Shell, fakes: Fakes) -> None:
    _account(shell, fakes, AccountTab.CONNECTION)


def account_routers(shell: Shell, fakes: Fakes) -> None:
    page = _account(shell, fakes, AccountTab.CONNECTION)
    page.connection.routers.stun.setText("stun server")
    page.connection.read()
    _after_layout(page, lambda: _scroll(page, 0.33))


def account_codecs(shell: Shell, fakes: Fakes) -> None:
    page = _account(shell, fakes, AccountTab.CONNECTION)
    _after_layout(page, lambda: _scroll(page, 0.8))


def account_no_tls(shell: Shell, fakes: Fakes) -> None:
    """What an engine without TLS and SRTP leaves."""
    import msgspec

    assert fakes.engine.build is not None
    fakes.engine.build = msgspec.structs.replace(fakes.engine.build, features=())
    second(fakes)
    shell.open_accounts().edit("a2", AccountTab.CONNECTION)


def _after_layout(page: AccountPage, act: object) -> None:
    QTimer.singleShot(120, page, act)  # pyright: ignore[reportArgumentType, reportCallIssue]


def check(shell: Shell, fakes: Fakes) -> None:
    shell.open_check()
    dialog = shell.dialogs()[-1]
    _start(dialog)
    for finding in FINDINGS:
        fakes.netcheck.find(finding)
    fakes.netcheck.finish()


def check_running(shell: Shell, fakes: Fakes) -> None:
    shell.open_check()
    _start(shell.dialogs()[-1])
    fakes.netcheck.find(FINDINGS[0])
    fakes.netcheck.begin(CheckStep.UDP)


def check_first(shell: Shell, fakes: Fakes) -> None:
    fakes.netcheck.echo = "+74951112213"
    shell.open_check()


def _start(dialog: object) -> None:
    from ui.network.check import CheckDialog

    assert isinstance(dialog, CheckDialog)
    dialog.start.click()


def check_listening(shell: Shell, fakes: Fakes) -> None:
    """Tones are on their way into the echo."""
    shell.open_check()
    _start(shell.dialogs()[-1])
    for finding in FINDINGS[:5]:
        fakes.netcheck.find(finding)
    fakes.netcheck.begin(CheckStep.SOUND)
    fakes.netcheck.listening.emit(11)


def check_open(shell: Shell, fakes: Fakes) -> None:
    """Somebody speaks there, and does not send back what he hears."""
    shell.open_check()
    _start(shell.dialogs()[-1])
    good = [finding for finding in FINDINGS if finding.step not in (CheckStep.UDP, CheckStep.SOUND)]
    for finding in (*good, CheckFinding(CheckStep.SOUND, CheckOutcome.HEARD_ONLY)):
        fakes.netcheck.find(finding)
    fakes.netcheck.finish()


def certificate(shell: Shell, fakes: Fakes) -> None:
    """A wildcard, which is not believed by itself."""
    reason = Reason(ReasonCode.CERTIFICATE_WRONG_NAME, value=PIN)
    fakes.accounts.put(AccountSnapshot("a2", "204@pbx.sip.example", registration=Registration.FAILED, reason=reason, retry_s=32))
    facts = CertificateFacts(("*.sip.example", "sip.example"), "Example Trust Services", 10**15 * 2)
    with patch("agent_app.accounts.certificate.shown_certificate", lambda _server: ShownCertificate(PIN, facts)):
        shell.open_accounts().judge_certificate("a2")
