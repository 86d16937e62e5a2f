"""Which devices are used, how their sound is processed, and the tests of it."""

from __future__ import annotations

from telephony.engine.refusal import Refused
from telephony.reasons import ReasonCode
from telephony.sounding import SoundCommand


class SoundDesk:
    """SIP thread only."""

    def obey(self, command: SoundCommand) -> None:
        raise Refused(ReasonCode.UNSUPPORTED, type(command).__name__)
