"""A command of the user's own, run: split once into its words, never seen by a shell, ended where it takes too long."""

from __future__ import annotations

import logging
import os
import re
import shlex
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

PATIENCE_S: Final = 30.0
_MOST: Final = 8  # at once: a flood of calls is no flood of processes
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST: Final = 1000  # characters of a fact
_places: Final = threading.BoundedSemaphore(_MOST)


def words_of(command: str) -> list[str]:
    """The program and its arguments; ValueError where a quotation mark is left open."""
    return shlex.split(command, posix=sys.platform != "win32")


def run_hook(command: str, facts: Mapping[str, str], patience_s: float = PATIENCE_S) -> threading.Thread | None:
    """Run it beside us, with the facts in its environment; the thread that waits for it, or None where it can't be run now.

    Facts are foreign text: they are never a part of the command, and have neither zero bytes nor line ends.
    """
    try:
        words = words_of(command)
    except ValueError as error:
        log.warning("not a command: %s: %s", command, error)
        return None
    if not words or not _places.acquire(blocking=False):
        log.warning("not run: %s", command)
        return None
    environment = dict(os.environ) | {name: _CONTROL.sub(" ", text)[:_LONGEST] for name, text in facts.items()}
    thread = threading.Thread(target=_run, args=(words, environment, patience_s), name="hook", daemon=True)
    thread.start()
    return thread


def _run(words: list[str], environment: dict[str, str], patience_s: float) -> None:
    try:
        process = subprocess.Popen(
            words,
            env=environment,
            cwd=Path.home(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait(process, patience_s)
    except OSError as error:
        log.warning("%s: %s", words[0], error)
    finally:
        _places.release()


def _wait(process: subprocess.Popen[bytes], patience_s: float) -> None:
    try:
        code = process.wait(patience_s)
    except subprocess.TimeoutExpired:
        log.warning("a hook took longer than %.0f s: it is ended", patience_s)
        _end(process)
    else:
        log.info("a hook ended with %d", code)


def _end(process: subprocess.Popen[bytes]) -> None:
    """With all that it has started, where the system tells who that is."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
