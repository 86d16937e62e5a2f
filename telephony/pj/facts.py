"""What pjsua2's callbacks say, copied into plain values inside the callback."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from telephony.messages import Transport


class Direction(Enum):
    """Which way a SIP message went."""

    RECEIVED = auto()
    SENT = auto()


@dataclass(frozen=True, slots=True)
class RegistrationFact:
    """The registrar's answer, or `answered=False` where pjsip made the status up (a time-out, a broken connection)."""

    account_id: str
    status: int
    phrase: str
    answered: bool
    expires_s: int


@dataclass(frozen=True, slots=True)
class ConnectionLost:
    """A TCP or TLS connection went away: the accounts on it are no longer reachable through it."""

    transport: Transport


class CertificateProblem(Enum):
    """What is wrong with a server's certificate."""

    EXPIRED = auto()
    UNKNOWN_ISSUER = auto()
    WRONG_NAME = auto()
    NOT_PINNED = auto()  # it is not the one that the user named
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class CertificateRefused:
    """The server at `peer` (ip:port) showed a certificate that is not believed; `shown` is its SHA-256. Nothing was sent to it."""

    peer: str
    problem: CertificateProblem
    shown: str


@dataclass(frozen=True, slots=True)
class IncomingFact:
    """An INVITE has arrived: `call_id` is made here, `message` is its text, `peer` the host:port it came from."""

    account_id: str
    call_id: str
    message: str
    peer: str


@dataclass(frozen=True, slots=True)
class RejectedFact:
    """pjsua has refused an INVITE by itself, with `status`, before there was a call; the rest is as in `IncomingFact`."""

    account_id: str
    call_id: str
    status: int
    message: str
    peer: str


@dataclass(frozen=True, slots=True)
class ConfirmedFact:
    """200 and ACK have passed."""

    call_id: str


@dataclass(frozen=True, slots=True)
class DisconnectedFact:
    """The dialog is gone. `answered` is False where pjsip made the status up: nobody answered, or the network refused."""

    call_id: str
    status: int
    phrase: str
    answered: bool


@dataclass(frozen=True, slots=True)
class MessageFact:
    """A SIP message of a call's dialog, whole."""

    call_id: str
    direction: Direction
    message: str
    peer: str  # host:port


@dataclass(frozen=True, slots=True)
class MediaFact:
    """The call's audio changed; ask `SipCalls.media` for what it is now."""

    call_id: str


@dataclass(frozen=True, slots=True)
class DigitFact:
    """A DTMF digit came in (RFC 4733)."""

    call_id: str
    digit: str


@dataclass(frozen=True, slots=True)
class ReferFact:
    """The far side wants us to call somebody (REFER, RFC 3515). It was answered with 202: what comes of it is told by `notify`."""

    call_id: str
    target: str  # Refer-To's value


@dataclass(frozen=True, slots=True)
class TransferFact:
    """How a transfer of ours goes, as the far side's NOTIFY or its answer to REFER says."""

    call_id: str
    status: int
    phrase: str
    is_final: bool


@dataclass(frozen=True, slots=True)
class RedirectedFact:
    """Whom we called sends us on (3xx): the call ends with it. `message` is that response."""

    call_id: str
    message: str


@dataclass(frozen=True, slots=True)
class NotPlacedFact:
    """A call could not be made, which was found out in another process: `status` is pjlib's number, as in `SipError`."""

    call_id: str
    status: int
    phrase: str


@dataclass(frozen=True, slots=True)
class NotHeldFact:
    """Nor could a call be held, or taken up again, at this moment."""

    call_id: str
    phrase: str


@dataclass(frozen=True, slots=True)
class LostFact:
    """The process that had this call is gone; the far side has not been told."""

    call_id: str


@dataclass(frozen=True, slots=True)
class ReplacedFact:
    """A new call takes the place of one of ours (Replaces, RFC 3891), answered by pjsip. `message` is its INVITE."""

    call_id: str
    new_call_id: str
    account_id: str
    message: str
    peer: str  # host:port


@dataclass(frozen=True, slots=True)
class MailboxFact:
    """A NOTIFY about the account's voice mailbox came in (RFC 3842), all of it."""

    account_id: str
    message: str


@dataclass(frozen=True, slots=True)
class PagerFact:
    """A MESSAGE came in (RFC 3428), and pjsip has answered it with 200. `message` is all of it, as it came."""

    account_id: str
    message: bytes
    peer: str  # host:port


class Outcome(Enum):
    """How a request of ours ended."""

    ANSWERED = auto()
    TIMED_OUT = auto()  # nobody knows whether it arrived
    NOT_SENT = auto()  # the transport refused


@dataclass(frozen=True, slots=True)
class RequestFact:
    """A request outside a dialog is over: the final response, or the status that pjsip made up where none came."""

    request_id: str
    outcome: Outcome
    status: int
    phrase: str
    response: str  # whole; "" where none came
    request: str  # whole, as it was sent last


@dataclass(frozen=True, slots=True)
class NotifyFact:
    """A NOTIFY about somebody that we watch. `message` is all of it, as it came."""

    account_id: str
    uri: str
    message: bytes


@dataclass(frozen=True, slots=True)
class WatchEndedFact:
    """A subscription of ours is over: the status of the SUBSCRIBE, or 200 where a NOTIFY ended it; `reason` as SIP has it."""

    account_id: str
    uri: str
    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class WatcherFact:
    """Somebody of whom nothing is decided wants to watch this account."""

    account_id: str
    uri: str


@dataclass(frozen=True, slots=True)
class CallbackFailed:
    """One of our callbacks raised: logged already; `where` names it."""

    where: str
    error: str


Fact = (
    RegistrationFact
    | ConnectionLost
    | CertificateRefused
    | IncomingFact
    | RejectedFact
    | ConfirmedFact
    | DisconnectedFact
    | MessageFact
    | MediaFact
    | DigitFact
    | ReferFact
    | TransferFact
    | RedirectedFact
    | ReplacedFact
    | NotPlacedFact
    | NotHeldFact
    | LostFact
    | MailboxFact
    | PagerFact
    | RequestFact
    | NotifyFact
    | WatchEndedFact
    | WatcherFact
    | CallbackFailed
)
Sink = Callable[[Fact], None]
