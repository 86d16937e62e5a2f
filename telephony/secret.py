"""A text that no repr, log, trace or recording shows."""

from __future__ import annotations

from typing import Final

MASK: Final = "***"


class Secret:
    """A password or key. Only `reveal` gives the text; everything that prints the object gives `***`."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The secret itself, for the one call that must have it."""
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._text == self._text

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return f"Secret({MASK})"

    __str__ = __repr__

    def __reduce__(self) -> str:
        msg = "a Secret is not pickled"
        raise TypeError(msg)
