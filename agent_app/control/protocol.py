"""What the command line says to the running program, and hears from it: one JSON object a line, both ways."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from agent_app.snapshots import AccountKind
from telephony.messages import Transport
from telephony.secret import Secret, reveal_hook, secret_hook

MAX_REQUEST: Final = 64 * 1024  # bytes; whoever sends more is cut off


class ControlError(ValueError):
    """A request or answer that is none."""


class Request(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """The base of all requests."""


class Show(Request, frozen=True):
    """Come to the front; with a text, show it as what is to be called, and wait for the user."""

    text: str = ""


class Status(Request, frozen=True):
    """Accounts, calls, balances, process ids."""


class DialNow(Request, frozen=True):
    """Call it: a full number or a SIP address. `account` is an address or account_id; "" is the one that calls go out by."""

    text: str
    account: str = ""


class AnswerCall(Request, frozen=True):
    """The call with this id, or the one that rings, or that the answering machine has."""

    call_id: str = ""


class HangUpCall(Request, frozen=True):
    """The call with this id, or the one that the window shows."""

    call_id: str = ""


class Dtmf(Request, frozen=True):
    digits: str
    call_id: str = ""


class HoldCall(Request, frozen=True):
    """Hold the call with this id, or the one that talks; with `held` False take it, or the one that waits, up again."""

    call_id: str = ""
    held: bool = True


class SwapCalls(Request, frozen=True):
    """Talk by the call that waits longest, hold the one that talks."""


class MuteCall(Request, frozen=True):
    """The microphone of the call with this id, or of the one that the window shows."""

    call_id: str = ""
    muted: bool = True


class TransferCall(Request, frozen=True):
    """Send the call's far side to a number or address, or (`other_call_id`) to the far side of another call. "": the one that talks."""

    text: str = ""
    call_id: str = ""
    other_call_id: str = ""


class JoinCalls(Request, frozen=True):
    """One conference of these calls, or of all that are up where none is named. With `out`: these are taken out of it, or it is ended."""

    call_ids: tuple[str, ...] = ()
    out: bool = False


class RecordCall(Request, frozen=True):
    call_id: str = ""
    on: bool = True


class DoNotDisturb(Request, frozen=True):
    on: bool = True


class PriceOf(Request, frozen=True):
    """What calls to a number cost on each account, as far as that is known yet: ask again while it is `pending`."""

    text: str


class SmsSend(Request, frozen=True):
    """Send an SMS once; `account` as in DialNow."""

    number: str
    text: str
    account: str = ""


class SmsState(Request, frozen=True):
    """What became of an SMS of this run."""

    item_id: str


class MessageSend(Request, frozen=True):
    """Write to an address (user@domain); `account` as in DialNow, "" also the one that wrote there last."""

    address: str
    text: str
    account: str = ""


class MessageState(Request, frozen=True):
    """What became of a message of this run."""

    item_id: str


class Quit(Request, frozen=True):
    """Hang up, unregister, end."""


class AccountAdd(Request, frozen=True):
    """The fields of the sign-in form."""

    address: str
    password: Secret
    display_name: str = ""
    auth_user: str = ""
    registrar: str = ""
    proxy: str = ""
    transport: Transport = Transport.UDP
    kind: AccountKind = AccountKind.PROVIDER
    region: str = "RU"
    area_code: str = ""


class AccountRemove(Request, frozen=True):
    """By address or account_id."""

    account: str


class AccountList(Request, frozen=True):
    """Only the accounts."""


AnyRequest = (
    Show
    | Status
    | DialNow
    | AnswerCall
    | HangUpCall
    | Dtmf
    | HoldCall
    | SwapCalls
    | MuteCall
    | TransferCall
    | JoinCalls
    | RecordCall
    | DoNotDisturb
    | PriceOf
    | SmsSend
    | SmsState
    | MessageSend
    | MessageState
    | Quit
    | AccountAdd
    | AccountRemove
    | AccountList
)


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """`error` is "" where the request was obeyed, else a code (a reason's, a refusal's, the server's own); `params` go with it."""

    error: str = ""
    params: dict[str, Any] = {}
    result: dict[str, Any] = {}


_encoder = msgspec.json.Encoder(enc_hook=reveal_hook)
_requests = msgspec.json.Decoder(AnyRequest, dec_hook=secret_hook)
_replies = msgspec.json.Decoder(Reply)


def encode(message: AnyRequest | Reply) -> bytes:
    """The message as it goes through the socket, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> AnyRequest:
    """ControlError where the line is no request; it never shows the line's secrets."""
    try:
        return _requests.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ControlError(str(error)) from error


def decode_reply(line: bytes) -> Reply:
    """ControlError where the line is no reply."""
    try:
        return _replies.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ControlError(str(error)) from error
