"""What the engine says of itself when it starts."""

from __future__ import annotations

import os

from telephony.messages import PROTOCOL_VERSION, Started, Transport
from telephony.pj.stack import SipStack


def started(stack: SipStack, *, processes: bool) -> Started:
    """`processes`: echo, noise and gain can be processed here."""
    ports, features = stack.transports.ports, stack.features
    transports = (*ports, Transport.TLS) if "tls" in features else tuple(ports)
    return Started(
        PROTOCOL_VERSION,
        os.getpid(),
        stack.version,
        stack.codecs,
        transports,
        ports[Transport.UDP],
        ports[Transport.TCP],
        (*features, *(["echo"] if processes else [])),
        stack.most_calls,
    )
