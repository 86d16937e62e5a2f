"""What requests bring, checked; everything else is an HttpError."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast

from sandbox.api.http import HttpError

if TYPE_CHECKING:
    from sandbox.api.http import HttpRequest


def object_of(request: HttpRequest) -> dict[str, object]:
    """The body as a JSON object."""
    try:
        content: object = json.loads(request.body)
    except (ValueError, RecursionError):
        raise HttpError(400, "bad_json", "the body is no JSON") from None
    if not isinstance(content, dict):
        raise HttpError(400, "bad_json", "the body is no JSON object")
    return cast("dict[str, object]", content)


def integer_of(fields: dict[str, object], name: str, lowest: int, highest: int) -> int:
    """A whole number within bounds."""
    value = fields.get(name)
    if type(value) is not int or not lowest <= value <= highest:
        raise HttpError(400, "bad_value", f"{name} is a whole number from {lowest} to {highest}")
    return value


def text_of(fields: dict[str, object], name: str) -> str:
    """A text; half of a surrogate pair is none."""
    value = fields.get(name)
    if not isinstance(value, str) or any("\ud800" <= char <= "\udfff" for char in value):
        raise HttpError(400, "bad_value", f"{name} is a text")
    return value


def number_of(text: str | None) -> str:
    """The digits of a full number that came with or without its plus."""
    digits = (text or "").removeprefix("+")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise HttpError(400, "bad_number", "a number is a plus and up to 15 digits")
    return digits


def limit_of(request: HttpRequest, usual: int, most: int) -> int:
    """How many records are wanted."""
    text = request.query.get("limit", str(usual))
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= most):
        raise HttpError(400, "bad_limit", f"limit is 1 to {most}")
    return int(text)
