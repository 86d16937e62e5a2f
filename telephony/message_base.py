"""What every message between window and engine has in common."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Transport(StrEnum):
    """How SIP travels. TLS has its place here; this engine refuses it as unsupported until it is built."""

    UDP = "udp"
    TCP = "tcp"
    TLS = "tls"


class Command(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The base of everything the window says."""


class Event(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The base of everything the engine says."""
