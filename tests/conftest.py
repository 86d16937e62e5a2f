"""What all tests share: the peers, and garbage that is collected between tests, on the thread that the windows of the tests live on."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from pytestqt.qtbot import QtBot

from agent_app.garbage import collect_what_is_due

PATIENCE_MS: Final = 30_000
pytest_plugins = ["tests.peers.fixtures"]


def pytest_configure() -> None:
    gc.disable()  # as in the program: a worker that collects would destroy a test's widgets
    # How long an example takes says on a busy machine nothing of what is tried.
    settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("busy")


class PatientBot(QtBot):
    """Waits longer than pytest-qt's five seconds for what a busy machine does late: a wait costs nothing once it is over."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, raising: bool | None = None, check_params_cb: Any = None) -> Any:
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    del qapp  # it must be there
    return PatientBot(request)


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    collect_what_is_due()
