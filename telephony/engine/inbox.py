"""How other threads reach the SIP thread: they leave a job and wake it."""

from __future__ import annotations

import logging
import queue
from collections.abc import Callable

log = logging.getLogger(__name__)

Job = Callable[[], None]


class Inbox:
    """`post` from any thread; `run` on the SIP thread."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self.wake: Callable[[], None] = lambda: None  # the SIP stack's, once it stands

    def post(self, job: Job) -> None:
        self._jobs.put(job)
        try:
            self.wake()
        except OSError as error:  # the SIP thread looks by itself within a second
            log.warning("can't wake the SIP thread: %s", error)

    def wait(self) -> None:
        """Run the next job, whenever it comes."""
        self._jobs.get()()

    def run(self) -> None:
        """Run what is there now."""
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return
            job()
