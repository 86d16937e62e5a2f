"""What a label says, for comparing."""

from __future__ import annotations


def plain(text: str) -> str:
    """With common spaces in the place of those that don't break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
