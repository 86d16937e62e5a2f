"""The documented test numbers, and which numbers exist at all. Every other valid number is an ordinary one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.gateway import scripts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.gateway.answering import AnsweringCall


@dataclass(frozen=True, slots=True)
class KnownNumber:
    """A number with a manner of its own: E.164 digits without the plus."""

    number: str
    manner: str
    script: Callable[[AnsweringCall], Awaitable[None]]


TEST_NUMBERS: Final = (
    KnownNumber("74951112200", "answers at once, announces, echoes", scripts.answer_at_once),
    KnownNumber("74951112201", "busy (486)", scripts.refuse(486)),
    KnownNumber("74951112202", "rings for 60 s, nobody answers (408)", scripts.refuse(408, scripts.NO_ANSWER_SECONDS)),
    KnownNumber("74951112203", "does not exist (404)", scripts.refuse(404)),
    KnownNumber("74951112204", "early media (183 with a voice), answers after 3 s", scripts.early_media),
    KnownNumber("74951112205", "answers, hangs up after 10 s", scripts.hang_up_soon),
    KnownNumber("74951112206", "answers with a steady 1 kHz tone", scripts.tone),
    KnownNumber("74951112207", "answers and dials 1234567890*# at the caller (RFC 4733)", scripts.send_digits),
    KnownNumber("74951112208", "answers and reads back the keys that are pressed", scripts.read_back_digits),
    KnownNumber("74951112209", "rings, then declines (603)", scripts.refuse(603, 1.0)),
    KnownNumber("74951112210", "no free line (503)", scripts.refuse(503)),
    KnownNumber("74951112211", "temporarily unavailable (480)", scripts.refuse(480)),
    KnownNumber("74951112212", "rings for 5 s, then answers", scripts.ring_long),
    KnownNumber("74951112213", "answers at once and echoes, without announcement", scripts.echo_at_once),
    KnownNumber("74951112214", "answers and sends no sound at all", scripts.say_nothing),
)
_SCRIPTS: Final = {one.number: one.script for one in TEST_NUMBERS}


def script_of(digits: str) -> Callable[[AnsweringCall], Awaitable[None]]:
    """What a number does when it is called."""
    return _SCRIPTS.get(digits, scripts.ordinary)


def exists(digits: str) -> bool:
    """Whether a full number is valid by the world's numbering plans."""
    from telephony.numbers.library import read_number  # it loads phonenumbers: not on the start-up path

    found = read_number(f"+{digits}", None)
    return found is not None and found[0].e164 == f"+{digits}"
