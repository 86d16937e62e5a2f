"""Small files that are either the old or the new, never half of one."""

from __future__ import annotations

import os
import time
import uuid
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> None:
    """Replace `path` by `content` for the user alone; OSError where that fails, and the old file stands."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def instance_id(path: Path) -> str:
    """The UUID that this installation keeps in `path` (RFC 5626 section 4.1), made where there is none; "" where none can be kept."""
    try:
        return str(uuid.UUID(path.read_text(encoding="ascii").strip()))
    except (OSError, ValueError):
        made = str(uuid.uuid4())
    try:
        write_atomically(path, made.encode("ascii"))
    except OSError:
        return ""
    return made


def set_aside(path: Path) -> Path:
    """Rename what can't be used, so that it can be looked at; the new path."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    aside = path.with_name(f"{path.name}.broken-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken-{stamp}-{number}")
    path.replace(aside)
    return aside
