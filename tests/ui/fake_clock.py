"""The time as the program keeps it."""

from __future__ import annotations

import time


def now_us() -> int:
    return time.time_ns() // 1000
