"""Why a file could not be written or read, in words that end a sentence."""

from __future__ import annotations

import errno

from ui.language import tr


def file_trouble(code: str) -> str:
    """Of a service's code."""
    match code:
        case "disk_full":
            return tr("Files", "the disk is full")
        case "not_allowed":
            return tr("Files", "writing is not allowed there")
        case _:
            return tr("Files", "the system refused it")


def error_trouble(error: Exception) -> str:
    """Of an error; what we have no words for is told by the system."""
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return file_trouble("disk_full")
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return file_trouble("not_allowed")
    if number == errno.ENOENT:
        return tr("Files", "it is not there")
    return (error.strerror or "") if isinstance(error, OSError) and error.strerror else file_trouble("")
