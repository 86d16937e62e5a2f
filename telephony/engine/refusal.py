"""The one way to say no to a command."""

from __future__ import annotations

from telephony.reasons import Reason, ReasonCode


class Refused(Exception):  # noqa: N818 - an answer, not a failure of ours
    """The command can't be obeyed; becomes a `CommandRefused` event."""

    def __init__(self, code: ReasonCode, value: str = "") -> None:
        super().__init__(f"{code}: {value}")
        self.reason = Reason(code, value=value)
