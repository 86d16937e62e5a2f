"""What one does with calls that stand: hold, transfer, conference, recording, the answering machine."""

from __future__ import annotations

from telephony.calling import CallingCommand
from telephony.engine.refusal import Refused
from telephony.reasons import ReasonCode


class CallControl:
    """SIP thread only."""

    def obey(self, command: CallingCommand) -> None:
        raise Refused(ReasonCode.UNSUPPORTED, type(command).__name__)
