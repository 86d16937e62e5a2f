"""The time as the whole program counts it."""

from __future__ import annotations

import time


def now_us() -> int:
    """UTC in microseconds since 1970."""
    return time.time_ns() // 1000
