"""The files of recordings that are no longer wanted."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

log = logging.getLogger(__name__)


def remove_recordings(paths: Iterable[str]) -> None:
    """Take them off the disk; one that is gone already, or can't be removed, is no reason to keep the others."""
    for path in paths:
        try:
            Path(path).unlink(missing_ok=True)
        except OSError as error:
            log.warning("a recording stays: %s", error)
