"""What all tests share: the peers, and garbage that is collected between tests, on the thread that the windows of the tests live on."""

from __future__ import annotations

import gc

import pytest

from agent_app.garbage import collect_what_is_due

pytest_plugins = ["tests.peers.fixtures"]


def pytest_configure() -> None:
    gc.disable()  # as in the program: a worker that collects would destroy a test's widgets


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    collect_what_is_due()
