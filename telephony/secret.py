"""A text that no repr, log, trace or recording shows."""

from __future__ import annotations

from typing import Any, Final

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


def reveal_hook(value: object) -> object:
    """msgspec's `enc_hook` where the secret itself must go through: a pipe or socket that is the user's own."""
    if isinstance(value, Secret):
        return value.reveal()
    raise NotImplementedError(type(value).__name__)


def mask_hook(value: object) -> object:
    """msgspec's `enc_hook` for all that is kept or shown."""
    if isinstance(value, Secret):
        return MASK
    raise NotImplementedError(type(value).__name__)


def secret_hook(expected: type, value: Any) -> object:
    """msgspec's `dec_hook`."""
    if expected is Secret and isinstance(value, str):
        return Secret(value)
    raise ValueError("a secret is a text")  # the decoder makes it a `DecodeError` with the path to the value
