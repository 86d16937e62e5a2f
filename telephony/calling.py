"""The commands and events of what one does with calls that stand: a part of `telephony.messages`, where everybody takes them from.

Hold, transfer, conference, recording, the answering machine, the voice mailbox.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from telephony.message_base import Command, Event
from telephony.reasons import Reason


class RecordingForm(StrEnum):
    """How a recording is kept: two channels, our side left, the other right."""

    WAV = "wav"
    FLAC = "flac"
    OPUS = "opus"  # in Ogg


class Notice(StrEnum):
    """A short sound: what concerns the call for whoever talks, all others on the device for notices, or in a call as a faint tick."""

    CREDIT_ENDS = "credit_ends"  # concerns the call
    CONNECTION_LOST = "connection_lost"  # the same: its other side has not been heard for long, or went with a lost engine
    MESSAGE = "message"
    MISSED_CALL = "missed_call"
    WAKE_UP = "wake_up"


# --- commands -------------------------------------------------------------------------------------------------------------------


class SetHeld(Command, frozen=True):
    """Hold a call (re-INVITE with sendonly, RFC 6337 section 5.3) or take it up again. Answered by `CallMedia`."""

    call_id: str
    held: bool


class Transfer(Command, frozen=True):
    """Blind: the far side is told to call `target`, a SIP URI (REFER, RFC 3515). Answered by `TransferProgress`."""

    call_id: str
    target: str


class TransferTo(Command, frozen=True):
    """Attended: the far side of `call_id` takes our place in `other_call_id` (REFER with Replaces, RFC 3891)."""

    call_id: str
    other_call_id: str


class AnswerTransfer(Command, frozen=True):
    """To a `TransferAsked`: call whom the far side named, as `new_call_id` (made by the window), or refuse (603)."""

    call_id: str
    accepted: bool
    new_call_id: str = ""


class Conference(Command, frozen=True):
    """These calls hear each other, and us where `with_us`; () ends the group, its calls stay. Calls of no group are heard one at a time.

    A group replaces an earlier one of its name; a call is in one group at most. Answered by `ConferenceChanged`.
    """

    group_id: str
    call_ids: tuple[str, ...]
    with_us: bool = True


class SetParty(Command, frozen=True):
    """One party of a conference: heard by nobody while `muted`; how loud for everybody, 100 is as it comes (0 to 200)."""

    call_id: str
    muted: bool
    volume: int = 100


class StartRecording(Command, frozen=True):
    """Both sides into `path`, which must not exist; `announced`: both sides hear a beep, again each 15 s. Answered by `RecordingState`.

    `call_id` may be the group_id of a conference that we are in: all others are the right side, who comes later too, until the last leaves.
    """

    call_id: str
    path: str
    form: RecordingForm = RecordingForm.WAV
    announced: bool = False


class StopRecording(Command, frozen=True):
    """By the name that it was begun with."""

    call_id: str


class Redirect(Command, frozen=True):
    """302 with `target`, a SIP URI, as Contact: for an incoming call that was not answered."""

    call_id: str
    target: str


class AnswerByMachine(Command, frozen=True):
    """Take an incoming call without us: `greeting` (a WAV; "" is none) is played, then a beep, then the caller is recorded as `path`.

    Ends by itself after `most_s` of recording. We hear nothing and are not heard until `TakeOver`.
    """

    call_id: str
    greeting: str
    path: str
    most_s: int = 120


class TakeOver(Command, frozen=True):
    """From the answering machine: we talk now, the recording ends."""

    call_id: str


class Ring(Command, frozen=True):
    """How an incoming call rings: `path` a WAV of a ring tone, "" the usual one; `silent` not at all."""

    call_id: str
    path: str = ""
    silent: bool = False


class PlayNotice(Command, frozen=True):
    notice: Notice


class ProbeEcho(Command, frozen=True):
    """Send tones into a call that stands, and listen whether they come back: `EchoHeard` says when. From now on it is not at the desk."""

    call_id: str


# --- events ---------------------------------------------------------------------------------------------------------------------


class TransferProgress(Event, frozen=True):
    """How a transfer of ours goes: the far side's word (message/sipfrag, RFC 3515 section 2.4.5). `status` 0: it was not obeyed yet.

    After a final 2xx the call ends by itself; after another final one it stands as before, and `reason` says why.
    """

    call_id: str
    status: int
    is_final: bool = False
    reason: Reason | None = None


class TransferAsked(Event, frozen=True):
    """The far side wants us to call `target` instead: answer by `AnswerTransfer` (unanswered for 30 s it is refused)."""

    call_id: str
    target: str
    attended: bool = False


class CallReplaced(Event, frozen=True):
    """A new call has taken the place of `call_id` (RFC 3891): it follows as an `IncomingCall` that is answered already."""

    call_id: str
    new_call_id: str


class ConferenceChanged(Event, frozen=True):
    """Who is in the group now: a party that hung up is not. () is its end."""

    group_id: str
    call_ids: tuple[str, ...]
    with_us: bool = True


class RecordingState(Event, frozen=True):
    """`reason` where it ended by a fault (a full disk); what was recorded until then is in `path`.

    `call_ids`: whose sides are in it now; told again where somebody comes into a conference that is recorded, or leaves it.
    """

    call_id: str
    path: str
    running: bool
    by_machine: bool = False
    reason: Reason | None = None
    call_ids: tuple[str, ...] = ()


class EchoHeard(Event, frozen=True):
    """What `ProbeEcho` sends has come back: sound goes both ways."""

    call_id: str


class MailboxState(Event, frozen=True):
    """The account's voice mailbox (message-summary, RFC 3842): how many messages; `address` is whom to call to hear them ("": not told)."""

    account_id: str
    waiting: bool
    new: int = 0
    old: int = 0
    address: str = ""


class PartyLevel(msgspec.Struct, frozen=True):
    """How loud a call's far side is, 0 to 255."""

    call_id: str
    level: int


CallingCommand = (
    SetHeld
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
)
