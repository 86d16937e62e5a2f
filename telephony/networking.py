"""How an account gets through networks and who may listen: a part of `telephony.messages`, where everybody takes them from."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from telephony.message_base import Command, Event
from telephony.secret import Secret


class SrtpUse(StrEnum):
    """Encryption of the media by SDES (RFC 4568)."""

    OFF = "off"
    OPTIONAL = "optional"
    MANDATORY = "mandatory"


class TlsTrust(StrEnum):
    """Whom TLS believes."""

    SYSTEM = "system"  # the system's roots
    FILE = "file"  # those in a file of the user's
    PINNED = "pinned"  # certificates that the user chose, one for each of the account's servers that has its own


class DtmfMethod(StrEnum):
    RTP = "rtp"  # RFC 4733
    INFO = "info"  # SIP INFO, application/dtmf-relay


class Demand(StrEnum):
    """How far an extension of SIP is asked for."""

    OFF = "off"
    OPTIONAL = "optional"
    REQUIRED = "required"


class SecurityConfig(msgspec.Struct, frozen=True, omit_defaults=True):
    """`pinned`: the SHA-256 of each certificate that is believed, 64 hex digits, with spaces between."""

    srtp: SrtpUse = SrtpUse.OFF
    trust: TlsTrust = TlsTrust.SYSTEM
    ca_file: str = ""
    pinned: str = ""

    @property
    def pins(self) -> tuple[str, ...]:
        """Of `pinned`, in lower case and without colons."""
        return tuple(self.pinned.replace(":", "").lower().split())


class NatConfig(msgspec.Struct, frozen=True, omit_defaults=True):
    """Servers are host[:port]. `keep_alive_s`: 0 sends none."""

    ice: bool = False
    stun: str = ""
    turn: str = ""
    turn_user: str = ""
    turn_password: Secret = Secret("")
    keep_alive_s: int = 15
    outbound: bool = True  # RFC 5626


class MediaConfig(msgspec.Struct, frozen=True, omit_defaults=True):
    """`codecs` in the order wanted, as SDP names them (PCMA/8000); () is the engine's own order."""

    codecs: tuple[str, ...] = ()
    dtmf: DtmfMethod = DtmfMethod.RTP
    session_timer: Demand = Demand.OPTIONAL  # RFC 4028
    reliable_provisional: Demand = Demand.OPTIONAL  # 100rel, RFC 3262
    mailbox: bool = False  # watch the voice mailbox (RFC 3842)


class NetworkChanged(Command, frozen=True):
    """The window's word from the system: the network went away, came back, or became another; or the computer woke."""

    reachable: bool


class NetworkState(Event, frozen=True):
    """What the engine itself sees: whether there is any way out, and by which address calls go."""

    reachable: bool
    address: str = ""


NetworkCommand = NetworkChanged
