"""The network check in the whole program without its window: the real sandbox answers, and its echo is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.netcheck import LISTEN_S
from telephony.calls import CallState
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep

if TYPE_CHECKING:
    from tests.unit.agent_app.running import Running


def test_the_way_to_the_sandbox_is_fine_and_so_is_the_sound(running: Running) -> None:
    check, account_id = running.services.netcheck, running.account.account_id
    running.wait(running.is_registered)
    begun: list[CheckStep] = []
    done: list[bool] = []
    check.step_begun.connect(begun.append)
    check.finished.connect(lambda: done.append(True))
    assert check.start(account_id, check.echo_of(account_id))
    assert not check.start(account_id)
    running.wait(lambda: bool(done), 20_000)
    assert begun == list(CheckStep)
    assert {finding.step: finding.outcome for finding in check.findings()} == {
        **dict.fromkeys(CheckStep, CheckOutcome.FINE),
        CheckStep.TLS: CheckOutcome.NOT_NEEDED,
    }
    assert not check.is_running()
    running.wait(lambda: running.shown[-1].state is CallState.ENDED)


def test_an_echo_that_is_not_there_is_told_with_its_reason(running: Running) -> None:
    check = running.services.netcheck
    running.wait(running.is_registered)
    found: list[CheckFinding] = []
    check.step_done.connect(found.append)
    check.start(running.account.account_id, "+74951112201")
    running.wait(lambda: not check.is_running(), 15_000)
    assert found[-1] == CheckFinding(CheckStep.SOUND, CheckOutcome.CALL_REFUSED, "busy")


def test_an_echo_that_announces_itself_first_is_waited_for(running: Running) -> None:
    check = running.services.netcheck
    running.wait(running.is_registered)
    waited: list[int] = []
    check.listening.connect(waited.append)
    check.start(running.account.account_id, "+74951112200")
    running.wait(lambda: not check.is_running(), 30_000)
    assert check.findings()[-1] == CheckFinding(CheckStep.SOUND, CheckOutcome.FINE)
    assert waited[0] == LISTEN_S
    assert waited[-1] < LISTEN_S - 6, "the announcement alone, 8 s of it, proved nothing"


def test_a_far_side_that_speaks_and_never_echoes_is_not_called_fine(running: Running) -> None:
    check = running.services.netcheck
    running.wait(running.is_registered)
    check.start(running.account.account_id, "+74951112206")  # a steady tone
    running.wait(lambda: not check.is_running(), 30_000)
    assert check.findings()[-1] == CheckFinding(CheckStep.SOUND, CheckOutcome.HEARD_ONLY)
    running.wait(lambda: not running.services.calls.calls())


def test_where_no_sound_comes_back_that_is_told(running: Running) -> None:
    check = running.services.netcheck
    running.wait(running.is_registered)
    check.start(running.account.account_id, "+74951112214")
    running.wait(lambda: not check.is_running(), 15_000)
    assert check.findings()[-1] == CheckFinding(CheckStep.SOUND, CheckOutcome.NOTHING_HEARD)
    running.wait(lambda: not running.services.calls.calls())


def test_a_check_that_was_cancelled_says_nothing_more_and_leaves_no_call(running: Running) -> None:
    check, account_id = running.services.netcheck, running.account.account_id
    running.wait(running.is_registered)
    check.start(account_id, check.echo_of(account_id))
    running.wait(lambda: bool(running.services.calls.calls()), 15_000)
    check.cancel()
    known = check.findings()
    assert not check.is_running()
    running.wait(lambda: not running.services.calls.calls())
    assert check.findings() == known
    assert check.start(account_id)
    running.wait(lambda: not check.is_running(), 15_000)
