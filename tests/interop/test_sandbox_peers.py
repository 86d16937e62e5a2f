"""baresip, Linphone and sipp through the sandbox: to each other, to numbers, to services."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.linphone import Linphone, LinphoneAccount
from tests.peers.process import eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.tones import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    Start = Callable[[Any], Any]


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


def baresip_of(sandbox: SandboxProcess, folder: Path, user: str = "boris", transport: str = "udp", answer: str = "auto") -> Baresip:
    account = sandbox.accounts[user]
    proxy = f"127.0.0.1:{sandbox.sip_port}"
    return Baresip(folder / "baresip", BaresipAccount(user, sandbox.domain, account.password, proxy, transport, answer, sine_hz=880))


def linphone_of(sandbox: SandboxProcess, folder: Path, user: str = "vera", transport: str = "udp") -> Linphone:
    account = sandbox.accounts[user]
    proxy = f"127.0.0.1:{sandbox.sip_port}"
    return Linphone(folder / "linphone", LinphoneAccount(user, sandbox.domain, account.password, proxy, transport, tone_hz=523))


@pytest.mark.parametrize(("theirs", "ours"), [("udp", "udp"), ("tcp", "udp"), ("udp", "tcp"), ("tcp", "tcp")])
def test_baresip_calls_linphone_over_every_pair_of_transports(
    sandbox: SandboxProcess, tmp_path: Path, running: Start, theirs: str, ours: str
) -> None:
    callee = running(linphone_of(sandbox, tmp_path, transport=ours))
    caller = running(baresip_of(sandbox, tmp_path, transport=theirs))
    caller.dial(f"sip:vera@{sandbox.domain}")
    callee.wait_call("incoming")
    callee.accept()
    caller.wait_event("CALL_ESTABLISHED")
    callee.wait_call("streams_running")
    eventually(lambda: min(callee.packets()) > 60, 30, "sound both ways")
    caller.hang_up()
    callee.wait_call("released")
    caller.wait_event("CALL_CLOSED")
    assert heard(caller.heard(), 523) >= 0.5
    assert heard(callee.heard(), 880) >= 0.5
    record = sandbox.wait_for_record("boris")
    assert (record["number"], record["direction"], record["end_cause"], record["cost_micros"]) == ("vera", "out", "hung_up_by_caller", 0)
    assert sandbox.calls("vera")[0]["direction"] == "in"


def test_linphone_calls_baresip_and_baresip_hangs_up(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    callee = running(baresip_of(sandbox, tmp_path))
    caller = running(linphone_of(sandbox, tmp_path))
    caller.dial(f"sip:boris@{sandbox.domain}")
    caller.wait_call("streams_running")
    eventually(lambda: min(caller.packets()) > 60, 30, "sound both ways")
    callee.hang_up()
    caller.wait_call("released")
    assert heard(caller.heard(), 880) >= 0.5
    assert sandbox.wait_for_record("vera")["end_cause"] == "hung_up_by_callee"


def test_linphone_declines_a_call_and_is_not_called_when_it_is_cancelled(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    callee, caller = running(linphone_of(sandbox, tmp_path)), running(baresip_of(sandbox, tmp_path))
    caller.dial(f"sip:vera@{sandbox.domain}")
    callee.wait_call("incoming")
    callee.decline()
    assert caller.wait_event("CALL_CLOSED")["param"].startswith("603")
    assert sandbox.wait_for_record("boris")["end_cause"] == "declined"
    callee.wait_call("released")
    caller.forget_events()
    callee.forget_events()
    caller.dial(f"sip:vera@{sandbox.domain}")
    callee.wait_call("incoming")
    caller.hang_up()
    callee.wait_call("released")
    assert sandbox.wait_for_record("boris")["end_cause"] == "cancelled"


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_baresip_calls_the_tone_and_hears_it(sandbox: SandboxProcess, tmp_path: Path, running: Start, transport: str) -> None:
    caller = running(baresip_of(sandbox, tmp_path, transport=transport))
    caller.dial(f"sip:+74951112206@{sandbox.domain}")
    caller.wait_event("CALL_ESTABLISHED")
    sandbox.wait_for(lambda: min(sandbox.active("boris")[0][count] for count in ("rtp_sent", "rtp_received")) > 75)
    caller.hang_up()
    caller.wait_event("CALL_CLOSED")
    assert heard(caller.heard(), 1000) >= 1
    record = sandbox.wait_for_record("boris")
    assert (record["codec"], record["trial_seconds"] > 0) == ("PCMA", True)
    assert min(record["rtp_sent"], record["rtp_received"]) > 50


def test_linphone_hears_its_own_tone_from_the_echo_after_the_announcement(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    caller = running(linphone_of(sandbox, tmp_path))
    caller.dial(f"sip:74951112233@{sandbox.domain}")
    caller.wait_call("streams_running")
    time.sleep(9.5)
    caller.hang_up()
    caller.wait_call("released")
    recording = caller.heard()
    assert heard(recording.window(0.5, 5.5), 523, 0.5) == 0
    assert heard(recording.window(7, recording.seconds), 523) >= 0.7


def test_digits_go_both_ways_with_baresip_and_linphone(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    talker = running(baresip_of(sandbox, tmp_path))
    talker.dial(f"sip:74951112208@{sandbox.domain}")
    listener = running(linphone_of(sandbox, tmp_path))
    listener.dial(f"sip:74951112207@{sandbox.domain}")
    talker.wait_event("CALL_ESTABLISHED")
    talker.send_dtmf("15#")
    eventually(lambda: listener.dtmf_received() == "1234567890*#", 30, "all keys arrive at Linphone")
    sandbox.wait_for(lambda: sandbox.active("boris")[0]["digits"] == "15#")
    talker.hang_up()
    listener.hang_up()
    listener.wait_call("released")
    assert sandbox.wait_for_record("boris")["digits"] == "15#"


def test_baresip_is_cut_when_its_credit_ends(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    sandbox.set_credit("boris", balance_micros=0, trial_seconds_left=2)
    caller = running(baresip_of(sandbox, tmp_path))
    caller.dial(f"sip:74951112200@{sandbox.domain}")
    caller.wait_event("CALL_ESTABLISHED")
    caller.wait_event("CALL_CLOSED")
    record = sandbox.wait_for_record("boris")
    assert (record["end_cause"], record["trial_seconds"]) == ("credit_exhausted", 2)
    caller.forget_events()
    caller.dial(f"sip:74951112200@{sandbox.domain}")
    assert caller.wait_event("CALL_CLOSED")["param"].startswith("402")


def test_the_gateway_calls_linphone_from_a_number(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    callee = running(linphone_of(sandbox, tmp_path, transport="tcp"))
    sandbox.place_call("vera", "+74951112233")
    assert "+74951112233" in callee.wait_call("incoming")["remote"]
    callee.accept()
    callee.wait_call("streams_running")
    callee.hang_up()
    callee.wait_call("released")
    record = sandbox.wait_for_record("vera")
    assert (record["direction"], record["number"], record["end_cause"]) == ("in", "+74951112233", "hung_up_by_callee")


def test_two_telephones_of_one_user_ring_and_one_answers(sandbox: SandboxProcess, tmp_path: Path, running: Start) -> None:
    caller = running(baresip_of(sandbox, tmp_path))
    first = running(linphone_of(sandbox, tmp_path / "first"))
    second = running(baresip_of(sandbox, tmp_path / "second", "vera", "tcp", "manual"))
    caller.dial(f"sip:vera@{sandbox.domain}")
    first.wait_call("incoming")
    second.wait_event("CALL_INCOMING")
    first.accept()
    caller.wait_event("CALL_ESTABLISHED")
    second.wait_event("CALL_CLOSED")
    caller.hang_up()
    first.wait_call("released")
