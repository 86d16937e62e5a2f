"""What makes the way to the first frame, and to the engine that is registered, shorter."""

from __future__ import annotations

import sys
from importlib import import_module


def import_msgspec() -> None:
    """Load msgspec without the backports that it looks for first.

    It wants three names of typing_extensions, and falls back to typing where that is missing. Python 3.11 has them all, so the
    fallback is as good, and loading typing_extensions for nothing costs 30 ms.
    """
    backports = "typing_extensions"
    if backports in sys.modules or "msgspec" in sys.modules:
        return
    sys.modules[backports] = None  # pyright: ignore[reportArgumentType] - the documented way to make an import fail
    try:
        import_module("msgspec")
    finally:
        del sys.modules[backports]
