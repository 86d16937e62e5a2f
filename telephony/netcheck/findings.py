"""What a network check looks at, and what it may find. Codes: only `ui` and the command line put them into words."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from telephony.message_base import Transport
from telephony.networking import NatConfig, SecurityConfig


class CheckStep(StrEnum):
    """In the order in which they are taken."""

    NAMES = "names"  # the server's name has addresses
    UDP = "udp"  # SIP's answer to OPTIONS by each transport
    TCP = "tcp"
    TLS = "tls"
    NAT = "nat"  # how a STUN server sees us
    SOUND = "sound"  # both ways, by tones of ours that come back from an echo


class CheckOutcome(StrEnum):
    """`GOOD_OUTCOMES` let calls through; `OPEN_OUTCOMES` leave it open; of the others each has a sentence that says what to ask for."""

    FINE = "fine"  # `value`: addresses, milliseconds, our address as others see it
    NOT_NEEDED = "not_needed"  # not what this account uses, and it does not work
    NOT_TRIED = "not_tried"  # no server for it, or the steps before failed
    NO_NETWORK = "no_network"  # this computer has no way out
    NO_ADDRESS = "no_address"  # the name is not known
    NO_IPV6 = "no_ipv6"  # it has addresses of IPv6 alone, and this build of the engine has none: `value` is they
    NO_NAME_SERVER = "no_name_server"
    NO_ANSWER = "no_answer"  # nothing came back: something on the way drops it
    REFUSED = "refused"  # the connection is refused
    NOT_SIP = "not_sip"  # something answers that is no SIP server
    UNTRUSTED = "untrusted"  # its certificate is not trusted: `value` is why
    TRANSLATED = "translated"  # a NAT that one can work behind: our address as others see it
    SYMMETRIC = "symmetric"  # a NAT that maps each destination apart: a relay (TURN) or the provider's help is needed
    CALL_REFUSED = "call_refused"  # the echo was not reached: `value` is the reason's code
    NOTHING_HEARD = "nothing_heard"  # no sound comes back from the echo: one of the two ways is shut
    HEARD_ONLY = "heard_only"  # sound comes from there, but not ours: whether ours arrives could not be seen


GOOD_OUTCOMES = frozenset({CheckOutcome.FINE, CheckOutcome.NOT_NEEDED, CheckOutcome.TRANSLATED, CheckOutcome.NOT_TRIED})
OPEN_OUTCOMES = frozenset({CheckOutcome.HEARD_ONLY})


class CheckFinding(msgspec.Struct, frozen=True):
    step: CheckStep
    outcome: CheckOutcome
    value: str = ""


class CheckPlan(msgspec.Struct, frozen=True):
    """What to look at: `server` is host[:port] where it is not what `domain` says; `transport` is what the account uses.

    `ipv6`: the engine goes by it.
    """

    domain: str
    server: str = ""
    transport: Transport = Transport.UDP
    security: SecurityConfig = SecurityConfig()
    nat: NatConfig = NatConfig()
    ipv6: bool = False
