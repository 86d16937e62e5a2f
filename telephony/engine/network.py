"""The network comes, goes and changes: accounts and calls follow."""

from __future__ import annotations

from telephony.engine.refusal import Refused
from telephony.networking import NetworkCommand
from telephony.reasons import ReasonCode


class Network:
    """SIP thread only."""

    def obey(self, command: NetworkCommand) -> None:
        raise Refused(ReasonCode.UNSUPPORTED, type(command).__name__)
