"""What the far side requires, refuses and sets: an extension that nobody knows (420), one that it wants (421), a longer interval (422)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import HangUp
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.raw_caller import RawCaller
from tests.peers.sipp import Sipp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        process.add_local_account("user")
        yield process


def test_an_extension_that_nobody_knows_is_refused_and_named(engine: EngineProcess) -> None:
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite("Require: nothingSupportsThis\r\n")
        assert "Unsupported: nothingSupportsThis\r\n" in caller.wait(420)
        caller.acknowledge()


def test_a_longer_interval_is_obeyed(engine: EngineProcess, running: Callable[[Sipp], Sipp], tmp_path: Path) -> None:
    called = running(Sipp(tmp_path / "sipp", "min_se"))
    call_id = engine.dial(engine.add_local_account(), called.address)
    engine.wait_for_state(call_id, CallState.ESTABLISHED)
    engine.send(HangUp(call_id))
    engine.wait_for_state(call_id, CallState.ENDED)
    called.await_success()


@pytest.mark.parametrize(
    ("status", "phrase", "header"),
    [("420", "Bad Extension", "Unsupported: 100rel"), ("421", "Extension Required", "Require: nothingSupportsThis")],
)
def test_who_wants_what_we_can_not_agree_on_is_explained(
    engine: EngineProcess, running: Callable[[Sipp], Sipp], tmp_path: Path, status: str, phrase: str, header: str
) -> None:
    called = running(Sipp(tmp_path / "sipp", "refuse", keys={"status": status, "phrase": phrase, "header": header}))
    call_id = engine.dial(engine.add_local_account(), called.address)
    reason = engine.wait_for_state(call_id, CallState.ENDED).reason
    assert reason is not None
    assert (reason.code, reason.sip_status) == (ReasonCode.EXTENSION_REFUSED, int(status))
    called.await_success()
