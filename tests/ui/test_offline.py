"""A network that is gone, and comes back: what was said of it is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from telephony.calls import CallState
from telephony.messages import Registration
from telephony.reasons import Reason, ReasonCode
from tests.ui.scenes import OFFICE, talking

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell

SAID = "There is no network. Check the cable or Wi-Fi."


def go(fakes: Fakes, registration: Registration) -> None:
    account = fakes.accounts.current()
    assert account is not None
    reason = Reason(ReasonCode.NETWORK_UNREACHABLE) if registration is Registration.FAILED else None
    fakes.accounts.put(msgspec.structs.replace(account, registration=registration, reason=reason))


def fail(shell: Shell, fakes: Fakes, code: ReasonCode) -> None:
    shell.window.show_number(OFFICE)
    fakes.calls.happen(fakes.calls.begin(OFFICE), state=CallState.ENDED, reason=Reason(code))


def test_what_was_said_of_the_network_goes_when_it_is_back(shell: Shell, fakes: Fakes) -> None:
    go(fakes, Registration.FAILED)
    fail(shell, fakes, ReasonCode.NETWORK_UNREACHABLE)
    facts = shell.window.phone.dialling.facts
    assert (facts.line.text(), shell.window.status.state.text()) == (SAID, SAID)
    go(fakes, Registration.REGISTERING)
    assert facts.line.text() == SAID
    go(fakes, Registration.REGISTERED)
    assert facts.line.text() != SAID
    assert shell.window.status.state.text() == "Ready for calls"
    assert shell.window.phone.dialling.target() is not None, "the number waits for Call"


@pytest.mark.parametrize("code", [ReasonCode.BUSY, ReasonCode.NO_RESPONSE])
def test_how_a_call_of_a_connected_account_ended_stays(shell: Shell, fakes: Fakes, code: ReasonCode) -> None:
    fail(shell, fakes, code)
    said = shell.window.phone.dialling.facts.line.text()
    go(fakes, Registration.REGISTERED)
    assert shell.window.phone.dialling.facts.line.text() == said
    assert shell.window.status.state.text().startswith(said)


def test_a_call_says_that_the_network_is_gone(shell: Shell, fakes: Fakes) -> None:
    talking(fakes)
    head = shell.window.phone.in_call.head
    assert head.trouble.isHidden()
    go(fakes, Registration.FAILED)
    head.show_time()
    assert head.trouble.text() == "There is no network. The call goes on when it is back."
    go(fakes, Registration.REGISTERED)
    head.show_time()
    assert head.trouble.isHidden()


def test_while_it_is_tried_again_one_reads_why_it_did_not_go(shell: Shell, fakes: Fakes) -> None:
    status = shell.window.status.state
    go(fakes, Registration.FAILED)
    go(fakes, Registration.REGISTERING)
    assert status.text() == f"{SAID} Trying again…"
    go(fakes, Registration.REGISTERED)
    go(fakes, Registration.REGISTERING)
    assert status.text() == "Connecting…"
