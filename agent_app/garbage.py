"""Python's cyclic garbage is collected on the window's thread alone.

The collector runs in whichever thread allocates when its threshold is passed: a worker would then destroy a window's objects, whose timers
Qt can only take back on their own thread, and the process dies some time later.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_LOOK_MS: Final = 1000


class GarbageCollector(QObject):
    """Takes over from the automatic collection, by the same thresholds, once a second. What is there already is kept for good."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        collect_what_is_due()


def collect_what_is_due() -> None:
    """Collect the oldest generation whose turn it is; nothing where little was allocated."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    due = [generation for generation in (0, 1, 2) if counts[generation] > thresholds[generation]]
    if due and due[0] == 0:
        gc.collect(due[-1])
