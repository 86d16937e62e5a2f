"""What the engine says of itself when it starts."""

from __future__ import annotations

import os

from telephony.messages import PROTOCOL_VERSION, Started, Transport
from telephony.pj.stack import SipStack


def started(stack: SipStack, *, processes: bool, most_calls: int) -> Started:
    """`processes`: echo, noise and gain can be processed here; `most_calls`: the annex's among them."""
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
        most_calls,
    )
