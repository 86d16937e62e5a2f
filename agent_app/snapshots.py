"""What the services say of themselves: frozen values that cross from `agent_app` to `ui` and to the command line.

Times are UTC in microseconds since 1970 (`…_us`, 0 where it has not happened), durations whole seconds. Names and phrases that come from
other people are foreign text: shown as plain text, never interpreted.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from agent_app.money.snapshots import PriceSnapshot
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import AudioBackend, Registration, Transport
from telephony.reasons import Reason
from telephony.secret import Secret
from telephony.sounding import QualityCause


class AccountKind(StrEnum):
    """What may be dialled from an account."""

    PROVIDER = "provider"  # full numbers; short and emergency numbers are refused
    PBX = "pbx"  # a company's exchange: internal numbers and feature codes too; emergency numbers after a question


class EngineStatus(StrEnum):
    """Where the SIP engine's process stands."""

    STARTING = "starting"
    READY = "ready"
    RESTARTING = "restarting"  # it died or hung; a new one is on its way
    FAILED = "failed"  # it died again and again, or can't be used at all


class KeyringProblem(StrEnum):
    """Why a password could not be read from, or kept in, the system keyring."""

    NOT_STORED = "not_stored"  # the keyring works and has no such password
    ABSENT = "absent"  # there is no keyring on this system
    LOCKED = "locked"  # it is locked, and was not unlocked
    NO_ANSWER = "no_answer"  # it did not answer in time
    FAILED = "failed"  # it answered with an error


class ProblemCode(StrEnum):
    """What went wrong; the value that comes with it is a path or the system's own words."""

    DATABASE_BROKEN = "database_broken"  # set aside under the name in the value; a new one was begun
    DATABASE_NEWER = "database_newer"  # made by a newer version: history and contacts are not kept in this run
    DISK_FULL = "disk_full"
    DATABASE_LOCKED = "database_locked"
    STORAGE_FAILED = "storage_failed"
    SETTINGS_BROKEN = "settings_broken"  # set aside under the name in the value
    ACCOUNTS_BROKEN = "accounts_broken"  # set aside under the name in the value
    NOT_SAVED = "not_saved"  # settings or accounts could not be written
    SANDBOX_LOST = "sandbox_lost"  # the sandbox ended; it is started again
    SANDBOX_FAILED = "sandbox_failed"  # it does not start


class CallDirection(StrEnum):
    INCOMING = "incoming"
    OUTGOING = "outgoing"


class PointKind(StrEnum):
    """What a contact can be reached by."""

    PHONE = "phone"  # an E.164 number, with its plus
    SIP = "sip"  # a SIP address, user@domain


class AccountSnapshot(msgspec.Struct, frozen=True):
    """One account as it stands. `retry_s` is when a failed registration is tried again (0: it is not)."""

    account_id: str
    address: str
    display_name: str = ""
    kind: AccountKind = AccountKind.PROVIDER
    is_sandbox: bool = False
    registration: Registration = Registration.OFF
    reason: Reason | None = None
    retry_s: int = 0
    region: str = "RU"
    area_code: str = ""
    needs_password: bool = False
    currency: str = ""
    server: str = ""  # of several, the one that it is registered at
    encrypted: bool = False  # SIP goes by TLS


class MailboxSnapshot(msgspec.Struct, frozen=True):
    """An account's voice mailbox: how many messages it has; `address` is whom to call to hear them ("": not told)."""

    waiting: bool = False
    new: int = 0
    old: int = 0
    address: str = ""


class SignInForm(msgspec.Struct, frozen=True):
    """What the sign-in page asks for; everything but the address (user@domain) and the password may be left as it is."""

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


class AudioSnapshot(msgspec.Struct, frozen=True):
    """What the engine plays to and listens to; with `AudioBackend.NULL` nothing is heard, and `reason` says why."""

    backend: AudioBackend = AudioBackend.NULL
    output: str = ""
    input: str = ""
    reason: Reason | None = None
    ring: str = ""


class DeviceChoice(msgspec.Struct, frozen=True):
    """The devices that the user chose, by device_id; "" follows the system's default."""

    output: str = ""
    input: str = ""
    ring: str = ""
    notices: str = ""


class Processing(msgspec.Struct, frozen=True):
    """What is done to the microphone's sound: echo cancellation, noise suppression, gain control."""

    echo: bool = True
    noise: bool = True
    gain: bool = True


class ContactPoint(msgspec.Struct, frozen=True):
    kind: PointKind
    value: str
    label: str = ""


class Contact(msgspec.Struct, frozen=True):
    """Somebody in the list. `group_id` is "" for who is in no group; `picture` the path of a square picture ("": none) in the profile."""

    contact_id: str
    name: str
    points: tuple[ContactPoint, ...] = ()
    favourite: bool = False
    note: str = ""
    group_id: str = ""
    picture: str = ""


class ContactGroup(msgspec.Struct, frozen=True):
    """A group of the contact list; everybody is in one at most."""

    group_id: str
    name: str


class MergeSnapshot(msgspec.Struct, frozen=True):
    """Contacts that became one, as they were: what undoes it. `contact_id` is the one that stayed."""

    merge_id: str
    contact_id: str
    at_us: int
    originals: tuple[Contact, ...]


class TransferStage(StrEnum):
    """How a transfer goes."""

    ASKED = "asked"  # the far side was told, and has not obeyed yet
    TRYING = "trying"
    RINGING = "ringing"
    DONE = "done"
    FAILED = "failed"  # we talk as before; the call's `transfer_reason` says why


class QualitySnapshot(msgspec.Struct, frozen=True):
    """The E-model's estimate of the last 10 s (100 to 450) and what spoils it most; `value` as `QualityCause` says."""

    mos_centi: int
    cause: QualityCause = QualityCause.NONE
    value: int = 0


class CallSnapshot(msgspec.Struct, frozen=True):
    """One live (or just ended) call. `remote` is E.164 or user@domain, `remote_name` what the far side calls itself (foreign text).

    `encryption` is "" or the SRTP suite. `cost` runs while the call does, where the price is known; `time_left_s` counts down to the end of
    the credit or of the user's own limit, whichever comes first (None: neither is known to end it). Levels are 0 to 255.
    """

    call_id: str
    account_id: str
    direction: CallDirection
    remote: str
    state: CallState
    started_us: int
    remote_name: str = ""
    contact_id: str | None = None
    answered_us: int = 0
    ended_us: int = 0
    reason: Reason | None = None
    codec: str = ""
    clock_rate: int = 0
    encryption: str = ""
    muted: bool = False
    cost: Money | None = None
    price: PriceSnapshot | None = None
    time_left_s: int | None = None
    tariff: str = ""
    sent_packets: int = 0
    received_packets: int = 0
    lost_packets: int = 0
    speaker_level: int = 0
    microphone_level: int = 0
    missed: bool = False
    held_here: bool = False
    held_there: bool = False
    conference: str = ""  # the group that it is in
    party_muted: bool = False  # in a conference: nobody hears it
    party_volume: int = 100
    recording: bool = False
    recording_path: str = ""  # of the newest, also after its end
    by_machine: bool = False  # the answering machine has it
    announced: bool = False  # it was answered by itself
    transfer: TransferStage | None = None
    transfer_reason: Reason | None = None
    quality: QualitySnapshot | None = None
    worst_quality: QualitySnapshot | None = None
    mean_mos_centi: int = 0  # so far; 0: not known
    forwarded_to: str = ""
    diverted_from: str = ""
    bridged: bool = False  # its far side talks to another call's, not to us


class CallItem(msgspec.Struct, frozen=True):
    """A call in the timeline; `duration_s` is the time talked (0: never answered). `running` while it has not ended.

    `cost` is the provider's own word where it gave one, `counted` what we counted. `rate_nanos` (nano-units a minute; None: not known),
    destination and `tariff` are those of the call's beginning.
    """

    item_id: str
    account_id: str
    remote: str
    direction: CallDirection
    started_us: int
    contact_id: str | None = None
    duration_s: int = 0
    reason: Reason | None = None
    cost: Money | None = None
    missed: bool = False
    seen: bool = True
    running: bool = False
    counted: Money | None = None
    tariff: str = ""
    rate_nanos: int | None = None
    destination_en: str = ""
    destination_ru: str = ""
    recording: str = ""  # a file's path
    is_voice_mail: bool = False  # the recording is what a caller left with the answering machine
    mos_centi: int = 0  # the mean over the call; 0: not known
    forwarded_to: str = ""
