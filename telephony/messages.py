"""What the window and the engine say to each other: commands down, events up.

Each is a frozen msgspec struct, tagged by its name; `telephony.channel` writes one JSON line for each. Identifiers are UUID texts made by
the window (an incoming call's is made by the engine). Reasons are codes, never sentences.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from telephony.calling import (
    AnswerByMachine,
    AnswerTransfer,
    CallReplaced,
    Conference,
    ConferenceChanged,
    EchoHeard,
    MailboxState,
    PlayNotice,
    ProbeEcho,
    RecordingState,
    Redirect,
    Ring,
    SetHeld,
    SetParty,
    StartRecording,
    StopRecording,
    TakeOver,
    Transfer,
    TransferAsked,
    TransferProgress,
    TransferTo,
)
from telephony.calling import (
    Notice as Notice,  # noqa: PLC0414 - told again: everybody takes messages from here
)
from telephony.calling import (
    RecordingForm as RecordingForm,  # noqa: PLC0414
)
from telephony.calls import CallState
from telephony.dialogs import (
    DialogIdentity as DialogIdentity,  # noqa: PLC0414
)
from telephony.dialogs import DialogSaved, ReleaseDialog
from telephony.message_base import Command, Event, Transport
from telephony.messenger import (
    BODY_LIMITS as BODY_LIMITS,  # noqa: PLC0414 - told again: everybody takes the messenger's messages from here
)
from telephony.messenger import (
    AllowWatcher,
    MessageDropped,
    MessageReceived,
    MessageState,
    PresenceChanged,
    Publish,
    PublishState,
    SendMessage,
    Subscribe,
    Unpublish,
    WatcherAsking,
)
from telephony.messenger import (
    MessageProgress as MessageProgress,  # noqa: PLC0414
)
from telephony.networking import MediaConfig, NatConfig, NetworkChanged, NetworkState, SecurityConfig
from telephony.reasons import Reason
from telephony.secret import Secret
from telephony.sounding import (
    AudioBackend as AudioBackend,  # noqa: PLC0414
)
from telephony.sounding import (
    AudioState,
    CallQuality,
    Devices,
    Levels,
    SetDevices,
    SetLevels,
    SetProcessing,
    TrySound,
    WatchDevices,
    WatchLevels,
)

PROTOCOL_VERSION: Final = 1


class Registration(StrEnum):
    """Where an account stands with its registrar."""

    OFF = "off"  # not asked to register
    REGISTERING = "registering"
    REGISTERED = "registered"
    FAILED = "failed"  # tried again at `retry_s` where that is positive
    UNREGISTERING = "unregistering"


class CallTone(StrEnum):
    """What the engine plays locally beside the call itself."""

    RING = "ring"
    RINGBACK = "ringback"
    BUSY = "busy"
    END = "end"
    WAITING = "waiting"  # a second call rings while one is up


class AccountConfig(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an account needs to register and call."""

    account_id: str
    user: str  # the part before @
    domain: str
    password: Secret
    auth_user: str = ""  # the digest user name where it is not `user`
    display_name: str = ""
    registrar: str = ""  # host[:port] where it is not `domain`
    proxy: str = ""  # outbound proxy, host[:port]
    transport: Transport = Transport.UDP
    expires_s: int = 600
    register: bool = True
    spare_servers: tuple[str, ...] = ()  # host[:port], tried in this order where the registrar or proxy does not answer
    security: SecurityConfig = SecurityConfig()
    nat: NatConfig = NatConfig()
    media: MediaConfig = MediaConfig()


# --- commands -------------------------------------------------------------------------------------------------------------------


class Start(Command, frozen=True):
    """The first line: the handshake. Answered by `Started`, or by `CommandRefused` (wrong_version) and the engine's end."""

    version: int
    user_agent: str
    use_devices: bool = True  # False: never open a sound card
    local_address: str = ""  # bind SIP and RTP to this address only; "" is any
    # A later engine that takes its predecessor's ports and name takes over the contacts it left at registrars too.
    instance_id: str = ""  # a UUID that this installation keeps (RFC 5626 section 4.1); "" makes one for this process
    udp_port: int = 0  # wanted; another where it is taken, any where 0
    tcp_port: int = 0


class AddAccount(Command, frozen=True):
    config: AccountConfig


class ChangeAccount(Command, frozen=True):
    """The same account_id with other values: registers anew, keeps its calls."""

    config: AccountConfig


class RemoveAccount(Command, frozen=True):
    account_id: str


class RegisterNow(Command, frozen=True):
    """Do not wait for the back-off."""

    account_id: str


class Dial(Command, frozen=True):
    """Call `target`, a SIP URI. `dtmf` is sent by RFC 4733 after the answer (an extension; "," waits 2 s)."""

    call_id: str
    account_id: str
    target: str
    dtmf: str = ""


class Answer(Command, frozen=True):
    """`announced`: by itself, so that both sides hear a tone first."""

    call_id: str
    announced: bool = False


class Decline(Command, frozen=True):
    """603, or 486 with `busy`."""

    call_id: str
    busy: bool = False


class HangUp(Command, frozen=True):
    """CANCEL before the answer, BYE after it, 603 for an incoming call that was not answered."""

    call_id: str


class SendDtmf(Command, frozen=True):
    """`digits` of 0-9 * # A-D, by RFC 4733."""

    call_id: str
    digits: str


class SetMuted(Command, frozen=True):
    """The microphone of one call."""

    call_id: str
    muted: bool


class SetBusy(Command, frozen=True):
    """Incoming calls are answered with 486 while `busy`."""

    busy: bool


class Shutdown(Command, frozen=True):
    """Hang up, unregister, leave. The end of stdin means the same."""


# --- events ---------------------------------------------------------------------------------------------------------------------


class Started(Event, frozen=True):
    """Handshake's answer. `codecs` as SDP names them (PCMA/8000), most wanted first.

    `features`: what this build of pjsua2 has of tls, srtp, dtls-srtp, ice, ipv6, opus, video, echo; `most_calls` at once.
    """

    version: int
    pid: int
    pjsip: str
    codecs: tuple[str, ...]
    transports: tuple[Transport, ...]
    udp_port: int = 0  # where SIP is heard; a direct call needs it
    tcp_port: int = 0
    features: tuple[str, ...] = ()
    most_calls: int = 0


class Heartbeat(Event, frozen=True):
    """Every second, from the thread that serves SIP: a hung engine is one that has not sent any for 5 s."""


class AccountState(Event, frozen=True):
    """`server` is the one of several that it is registered at; `encrypted` says that SIP goes by TLS."""

    account_id: str
    state: Registration
    reason: Reason | None = None
    expires_s: int = 0
    retry_s: int = 0
    server: str = ""
    encrypted: bool = False


class IncomingCall(Event, frozen=True):
    """A call rings. `remote_uri` is the caller's address as From says it, `remote_name` the display name, unquoted and foreign text.

    `asks_answer`: the caller wants it answered by itself (Call-Info answer-after, Alert-Info with a delay, RFC 5373): up to the window.
    `alert` is Alert-Info as it came, foreign text. `anonymous`: From or Privacy hides the caller (RFC 3323). `diverted_from`: the first
    address of Diversion or History-Info. `refused`: it was refused already, its end follows, and nothing is to be done about it.
    """

    call_id: str
    account_id: str
    remote_uri: str
    remote_name: str = ""
    asks_answer: bool = False
    alert: str = ""
    anonymous: bool = False
    diverted_from: str = ""
    refused: bool = False


class CallChanged(Event, frozen=True):
    """`at_us` is UTC in microseconds since 1970; `reason` is set when the call has ended or is ending."""

    call_id: str
    state: CallState
    at_us: int
    reason: Reason | None = None


class CallMedia(Event, frozen=True):
    """The audio that was agreed. `encryption` is "" or the SRTP suite."""

    call_id: str
    codec: str
    clock_rate: int
    encryption: str = ""
    held_here: bool = False
    held_there: bool = False


class CallMuted(Event, frozen=True):
    call_id: str
    muted: bool


class CallStats(Event, frozen=True):
    """Once a second while media flows. Packets and bytes are RTP's; jitter and round trip in microseconds (RTCP); levels 0 to 255."""

    call_id: str
    duration_ms: int
    sent_packets: int
    received_packets: int
    lost_packets: int
    jitter_us: int
    round_trip_us: int
    speaker_level: int
    microphone_level: int


class DtmfReceived(Event, frozen=True):
    call_id: str
    digit: str


class CommandRefused(Event, frozen=True):
    """A command that can't be obeyed: its tag ("?" for an unreadable line), the call or account it was about, and why."""

    command: str
    subject: str
    reason: Reason


AnyCommand = (
    Start
    | AddAccount
    | ChangeAccount
    | RemoveAccount
    | RegisterNow
    | Dial
    | Answer
    | Decline
    | HangUp
    | SendDtmf
    | SetMuted
    | SetLevels
    | WatchLevels
    | SetBusy
    | ReleaseDialog
    | SendMessage
    | Subscribe
    | Publish
    | Unpublish
    | AllowWatcher
    | SetHeld
    | Transfer
    | TransferTo
    | AnswerTransfer
    | Conference
    | SetParty
    | StartRecording
    | StopRecording
    | Redirect
    | AnswerByMachine
    | TakeOver
    | Ring
    | PlayNotice
    | ProbeEcho
    | SetDevices
    | SetProcessing
    | TrySound
    | WatchDevices
    | NetworkChanged
    | Shutdown
)
AnyEvent = (
    Started
    | Heartbeat
    | AccountState
    | IncomingCall
    | CallChanged
    | CallMedia
    | CallMuted
    | CallStats
    | DialogSaved
    | DtmfReceived
    | MessageState
    | MessageReceived
    | MessageDropped
    | PresenceChanged
    | PublishState
    | WatcherAsking
    | Levels
    | AudioState
    | TransferProgress
    | TransferAsked
    | CallReplaced
    | ConferenceChanged
    | RecordingState
    | MailboxState
    | EchoHeard
    | CallQuality
    | Devices
    | NetworkState
    | CommandRefused
)
