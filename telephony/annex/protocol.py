"""What the engine and the annex say to each other by the annex's two pipes: orders down, reports up, one JSON line each.

Structs as in `telephony.channel`: decoding checks types. The facts of `telephony.pj.facts` come as they are. Secrets pass here, and nothing
of it is ever logged or recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import msgspec

from telephony.pj.account import AccountSetup
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import (
    CallbackFailed,
    ConfirmedFact,
    DigitFact,
    DisconnectedFact,
    Fact,
    IncomingFact,
    MediaFact,
    MessageFact,
    NotHeldFact,
    NotPlacedFact,
    PagerFact,
    RedirectedFact,
    ReferFact,
    RejectedFact,
    ReplacedFact,
    TransferFact,
)
from telephony.secret import Secret, reveal_hook, secret_hook

# What concerns calls. The annex registers nowhere and watches nobody: what its stack says of connections and servers is its own affair.
_FACTS: Final[Mapping[str, type[Fact]]] = {
    kind.__name__: kind
    for kind in (
        IncomingFact,
        RejectedFact,
        ConfirmedFact,
        DisconnectedFact,
        MessageFact,
        MediaFact,
        DigitFact,
        ReferFact,
        TransferFact,
        RedirectedFact,
        ReplacedFact,
        NotPlacedFact,
        NotHeldFact,
        PagerFact,
        CallbackFailed,
    )
}


class ProtocolError(ValueError):
    """A line that is no message of ours: says what the decoder found, never the line."""


# --- orders ---------------------------------------------------------------------------------------------------------------------


class Order(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The base of everything the engine says."""


class Open(Order, frozen=True):
    """The first one. `audio_port` and `token` (hex) as in `telephony.annex.audio`; `realtime`: a sound card waits for the sound."""

    user_agent: str
    local_address: str
    instance_id: str
    audio_port: int
    token: Secret
    realtime: bool = False
    queued_audio: bool = False


class SetAccount(Order, frozen=True):
    """An account that calls, added or changed; `anew`: another native one in its place, as `SipStack.replace_account`."""

    setup: AccountSetup
    anew: bool = False


class DropAccount(Order, frozen=True):
    account_id: str


class Place(Order, frozen=True):
    """Dial. A refusal comes as `NotPlacedFact`. `way` as in `SipStack.dial`."""

    call_id: str
    account_id: str
    target: str
    headers: dict[str, str] = msgspec.field(default_factory=dict[str, str])
    way: AccountSetup | None = None


class Join(Order, frozen=True):
    """The call's sound goes by this link from now on."""

    call_id: str
    link: int


class AnswerCall(Order, frozen=True):
    call_id: str
    status: int


class EndCall(Order, frozen=True):
    call_id: str
    status: int = 0


class ForgetCall(Order, frozen=True):
    call_id: str


class HoldCall(Order, frozen=True):
    """A refusal of this one and the next comes as `NotHeldFact`."""

    call_id: str


class ResumeCall(Order, frozen=True):
    call_id: str


class RenewCall(Order, frozen=True):
    call_id: str


class ReferCall(Order, frozen=True):
    """A refusal comes as a last `TransferFact`."""

    call_id: str
    target: str


class TellReferrer(Order, frozen=True):
    call_id: str
    status_line: str
    is_final: bool


class RedirectCall(Order, frozen=True):
    call_id: str
    target: str


class SendDigit(Order, frozen=True):
    call_id: str
    digit: str
    by_info: bool


class DropConnections(Order, frozen=True):
    pass


class Count(Order, frozen=True):
    """Answered by `Counted`, within a moment: who does not answer for long has hung."""


class Leave(Order, frozen=True):
    """Hang up and end. The end of the pipe means the same."""


AnyOrder = (
    Open
    | SetAccount
    | DropAccount
    | Place
    | Join
    | AnswerCall
    | EndCall
    | ForgetCall
    | HoldCall
    | ResumeCall
    | RenewCall
    | ReferCall
    | TellReferrer
    | RedirectCall
    | SendDigit
    | DropConnections
    | Count
    | Leave
)


# --- reports --------------------------------------------------------------------------------------------------------------------


class Report(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The base of everything the annex says."""


class Ready(Report, frozen=True):
    """The answer to `Open`: its stack stands, and its sound is awaited at this port."""

    audio_port: int


class Happened(Report, frozen=True):
    """A fact, by its class's name."""

    kind: str
    fact: msgspec.Raw


class MediaTold(Report, frozen=True):
    """The call's audio as it is now; its `MediaFact` follows."""

    call_id: str
    media: MediaInfo | None


class Counted(Report, frozen=True):
    """Of each call whose media flow."""

    calls: dict[str, MediaStats]


AnyReport = Ready | Happened | MediaTold | Counted

_encoder = msgspec.json.Encoder(enc_hook=reveal_hook)


# Made when they are needed: most engines never begin an annex, and these take longer than all the rest here.
@cache
def _orders() -> msgspec.json.Decoder[AnyOrder]:
    return msgspec.json.Decoder(AnyOrder, dec_hook=secret_hook)


@cache
def _reports() -> msgspec.json.Decoder[AnyReport]:
    return msgspec.json.Decoder(AnyReport)


def encode(message: AnyOrder | AnyReport) -> bytes:
    """As it goes through the pipe, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_order(line: bytes) -> AnyOrder:
    """Raises `ProtocolError`."""
    try:
        return _orders().decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error


def decode_report(line: bytes) -> AnyReport:
    """Raises `ProtocolError`."""
    try:
        return _reports().decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error


def happened(fact: Fact) -> Happened | None:
    """The report of it; None where the engine is not to know."""
    kind = type(fact).__name__
    return Happened(kind, msgspec.Raw(_encoder.encode(fact))) if kind in _FACTS else None


def fact_of(report: Happened) -> Fact:
    """Raises `ProtocolError`."""
    kind = _FACTS.get(report.kind)
    if kind is None:
        raise ProtocolError(f"no fact: {report.kind!r}")
    try:
        return msgspec.json.decode(report.fact, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ProtocolError(str(error)) from error
