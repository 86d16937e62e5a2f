"""What makes the way to the first frame, and to the engine that is registered, shorter."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


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


def read_ahead(package: str) -> int:
    """Ask the system to read that package's files, and the libraries its wheel brought along, while something else is done; how many.

    Another process is going to load it soon: after the computer was started, the disk is what that waits for. Costs nothing where the
    files are in memory already, or where the system can't be asked.
    """
    spec = find_spec(package)
    if spec is None or spec.origin is None or not hasattr(os, "posix_fadvise"):
        return 0
    home = Path(spec.origin).parent
    # auditwheel puts them beside the package, in a folder named after the distribution.
    files = [path for folder in (home, *home.parent.glob(f"{package}*.libs")) for path in folder.iterdir() if ".so" in path.name]
    for path in files:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_WILLNEED)
    return len(files)
