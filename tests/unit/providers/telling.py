"""What the adapters' tests share: a secret that must show nowhere, and answers as JSON or XML."""

from __future__ import annotations

import base64
import json
import traceback
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, quote_plus

if TYPE_CHECKING:
    from tests.unit.providers.answering import Asked

from tests.unit.providers.answering import Answer

SECRET = "s3cr/et+ü&% Pa55"
TIMEOUT_S = 3.0  # long enough on a busy machine
SHORT_S = 0.3  # for waits that are meant to end
MOSCOW = "+74951112233"


def us(text: str) -> int:
    """UTC microseconds of an ISO time in UTC."""
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()) * 1_000_000


NOW_US = us("2026-11-22 12:00:00")


def clock() -> int:
    return NOW_US


def as_json(value: object) -> Answer:
    return Answer(body=json.dumps(value).encode())


def fields_of(asked: Asked) -> dict[str, str]:
    """The fields of a form in the body."""
    return dict(parse_qsl(asked.body.decode(), keep_blank_values=True, strict_parsing=True))


def spellings(secret: str) -> list[str]:
    """The ways in which a secret could be written somewhere."""
    return [
        secret,
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        base64.b64encode(secret.encode()).decode(),
        json.dumps(secret)[1:-1],
    ]


def shown(error: BaseException) -> str:
    """All that a log could have of an error."""
    return f"{error!s} {error!r} {''.join(traceback.format_exception(error))}"
