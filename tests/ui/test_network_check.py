"""The network check's dialog, and its words."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication

from agent_app.snapshots import AccountSnapshot
from telephony.messages import Registration
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from telephony.reasons import Reason, ReasonCode
from tests.ui.money_scenes import second
from tests.ui.setting_scenes import FINDINGS
from ui.dialogs.account import AccountTab
from ui.network.check import CheckDialog
from ui.wording.checks import as_text, finding_advice, finding_sentence, is_good, step_name, verdict

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell


@pytest.fixture
def dialog(shell: Shell, fakes: Fakes) -> CheckDialog:
    second(fakes)
    fakes.netcheck.echo = "+74951112213"
    shell.open_check("a2")
    found = shell.dialogs()[-1]
    assert isinstance(found, CheckDialog)
    return found


def test_the_check_goes_step_by_step(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    assert fakes.netcheck.started == [("a2", "+74951112213")]
    assert dialog.progress.isVisible()
    assert dialog.start.text() == "Stop"
    fakes.netcheck.begin(CheckStep.NAMES)
    assert dialog.steps[CheckStep.NAMES].found.text() == "Looking…"
    assert dialog.steps[CheckStep.UDP].found.text() == "Waiting"
    for finding in FINDINGS:
        fakes.netcheck.find(finding)
    fakes.netcheck.finish()
    assert not dialog.progress.isVisible()
    assert dialog.verdict.text() == "Something is in the way: SIP by UDP, Sound, both ways. What helps stands below."
    assert dialog.steps[CheckStep.TCP].found.text() == "The server answers in 31 ms."
    assert "port 5060" in dialog.steps[CheckStep.UDP].advice.text()
    assert not dialog.steps[CheckStep.TCP].advice.isVisible()


def test_a_network_that_lets_calls_through_is_told_so(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    fakes.netcheck.find(CheckFinding(CheckStep.NAMES, CheckOutcome.FINE, "192.0.2.1"))
    fakes.netcheck.find(CheckFinding(CheckStep.UDP, CheckOutcome.FINE, "12"))
    fakes.netcheck.finish()
    assert dialog.verdict.text() == "This network lets calls through."
    assert [step for step, line in dialog.steps.items() if line.isVisible()] == [CheckStep.NAMES, CheckStep.UDP]
    assert dialog.start.text() == "Check"
    dialog.start.click()
    assert all(line.isVisible() for line in dialog.steps.values())


def test_stop_ends_the_check(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    dialog.start.click()
    assert not fakes.netcheck.is_running()
    assert dialog.start.text() == "Check"
    assert dialog.verdict.text() == ""


def test_closing_ends_the_check(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    dialog.close_button.click()
    assert not fakes.netcheck.is_running()


def test_nobody_is_called_where_no_echo_number_stands(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.echo.clear()
    dialog.start.click()
    assert fakes.netcheck.started == [("a2", "")]


def test_what_was_found_is_copied_as_text(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    for finding in FINDINGS:
        fakes.netcheck.find(finding)
    assert not dialog.copy.isVisible()
    fakes.netcheck.finish()
    dialog.copy.click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "Network check of 204@sip.example"
    assert "SIP by UDP: Nothing comes back: something on the way drops it.\n    Ask to allow UDP" in text


def test_an_account_that_gets_no_answer_offers_the_check(shell: Shell, fakes: Fakes) -> None:
    silent = AccountSnapshot("a2", "204@sip.example", registration=Registration.FAILED, reason=Reason(ReasonCode.NO_RESPONSE))
    fakes.accounts.put(silent)
    accounts = shell.open_accounts()
    assert [button.text() for button in accounts.lines[1].actions] == ["Try now", "Check the network", "Edit", "Sign out"]
    accounts.lines[1].actions[1].click()
    check = shell.dialogs()[-1]
    assert isinstance(check, CheckDialog)
    assert check.account_id() == "a2"


def test_a_wrong_password_is_no_matter_for_the_network(shell: Shell, fakes: Fakes) -> None:
    refused = AccountSnapshot("a2", "204@sip.example", registration=Registration.FAILED, reason=Reason(ReasonCode.FORBIDDEN))
    fakes.accounts.put(refused)
    assert [button.text() for button in shell.open_accounts().lines[1].actions] == ["Try now", "Edit", "Sign out"]


def test_an_untrusted_certificate_leads_to_the_connection(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    reason = Reason(ReasonCode.CERTIFICATE_UNKNOWN_ISSUER, value="ab" * 32)
    fakes.accounts.put(AccountSnapshot("a2", "204@sip.example", registration=Registration.FAILED, reason=reason))
    accounts = shell.open_accounts()
    assert [button.text() for button in accounts.lines[1].actions] == [
        "Try now",
        "Trust this certificate…",
        "Connection",
        "Edit",
        "Sign out",
    ]
    accounts.lines[1].actions[2].click()
    assert accounts.account_page is not None
    assert accounts.account_page.tabs.currentIndex() == AccountTab.CONNECTION


# --- words ---------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "outcome"), list(product(CheckStep, CheckOutcome)))
def test_every_finding_is_a_sentence_and_every_bad_one_has_advice(step: CheckStep, outcome: CheckOutcome) -> None:
    finding = CheckFinding(step, outcome, "x")
    assert len(step_name(step)) > 3
    assert len(finding_sentence(finding)) > 10
    assert (len(finding_advice(finding)) > 20) is not is_good(finding)


def test_a_code_in_a_finding_is_put_into_words() -> None:
    refused = CheckFinding(CheckStep.SOUND, CheckOutcome.CALL_REFUSED, ReasonCode.NOT_REGISTERED.value)
    assert finding_sentence(refused) == ("The echo could not be called: The account is not connected yet. Wait a moment, then call again.")
    untrusted = CheckFinding(CheckStep.TLS, CheckOutcome.UNTRUSTED, "self-signed\ncertificate")
    assert finding_sentence(untrusted) == "The server's certificate is not trusted: self-signed certificate"


def test_nothing_looked_at_is_no_verdict() -> None:
    assert verdict(()) == ""
    assert as_text("a@b.example", ()).startswith("Network check of a@b.example\n")


def test_no_network_at_all_is_said_once() -> None:
    found = tuple(CheckFinding(step, CheckOutcome.NO_NETWORK) for step in (CheckStep.UDP, CheckStep.TCP))
    assert verdict(found) == "This computer has no network. Check the cable or Wi-Fi, then try again."


def test_while_tones_are_out_the_seconds_are_counted_and_it_can_be_stopped(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    fakes.netcheck.begin(CheckStep.SOUND)
    fakes.netcheck.listening.emit(12)
    assert dialog.steps[CheckStep.SOUND].found.text() == "Tones go out, and are waited for: 12 s"
    assert (dialog.progress.isVisible(), dialog.start.text()) == (True, "Stop")
    dialog.start.click()
    assert not fakes.netcheck.is_running()


def test_who_speaks_and_does_not_echo_leaves_it_open_and_is_not_called_fine(dialog: CheckDialog, fakes: Fakes) -> None:
    dialog.start.click()
    fakes.netcheck.find(CheckFinding(CheckStep.UDP, CheckOutcome.FINE, "12"))
    fakes.netcheck.find(CheckFinding(CheckStep.SOUND, CheckOutcome.HEARD_ONLY))
    fakes.netcheck.finish()
    assert dialog.verdict.text() == "This network lets calls through, as far as it could be seen. Whether you are heard is open."
    sound = dialog.steps[CheckStep.SOUND]
    assert sound.found.text().startswith("Sound comes from there. Whether yours arrives could not be seen")
    assert sound.advice.isVisible()


def test_the_step_that_is_taken_is_in_sight_and_in_the_end_the_verdict(dialog: CheckDialog, fakes: Fakes, qtbot: QtBot) -> None:
    def is_in_sight(part: QWidget) -> bool:
        place = part.mapTo(dialog, part.rect().center()).y()
        return dialog.rect().top() < place < dialog.start.mapTo(dialog, dialog.start.rect().topLeft()).y()

    dialog.resize(360, 420)
    dialog.start.click()
    assert not is_in_sight(dialog.steps[CheckStep.SOUND])
    fakes.netcheck.begin(CheckStep.SOUND)
    qtbot.waitUntil(lambda: is_in_sight(dialog.steps[CheckStep.SOUND]))
    for finding in FINDINGS:
        fakes.netcheck.find(finding)
    fakes.netcheck.finish()
    qtbot.waitUntil(lambda: is_in_sight(dialog.verdict))
