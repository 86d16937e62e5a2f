"""What the user has set for an account's calls and its connection: kept with the account."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import msgspec

from telephony.calling import RecordingForm
from telephony.networking import MediaConfig, NatConfig, SecurityConfig

_Seconds = Annotated[int, msgspec.Meta(ge=0, le=600)]


class ForwardWhen(StrEnum):
    NEVER = "never"
    ALWAYS = "always"
    BUSY = "busy"  # in another call, or do not disturb
    NO_ANSWER = "no_answer"  # after `after_s`


class ForwardWay(StrEnum):
    REDIRECT = "redirect"  # 302: the caller's side calls the other number
    BRIDGE = "bridge"  # we call it, by this account and at its price, and connect both


class Forwarding(msgspec.Struct, frozen=True, omit_defaults=True):
    """`target` is a full number or SIP address that the user wrote himself."""

    when: ForwardWhen = ForwardWhen.NEVER
    target: str = ""
    way: ForwardWay = ForwardWay.REDIRECT
    after_s: _Seconds = 20


class AutoAnswer(msgspec.Struct, frozen=True, omit_defaults=True):
    """Whose calls are answered by themselves, with a tone. `contacts` are contact_ids; `on_request`: of those, only where the call asks."""

    everybody: bool = False
    contacts: tuple[str, ...] = ()
    on_request: bool = False
    after_s: _Seconds = 0


class Machine(msgspec.Struct, frozen=True, omit_defaults=True):
    """The answering machine: takes a call that nobody answers. `greeting`: a WAV of the user's, "" the usual one."""

    on: bool = False
    after_s: _Seconds = 25
    greeting: str = ""
    most_s: Annotated[int, msgspec.Meta(ge=5, le=3600)] = 120


class DialRule(msgspec.Struct, frozen=True):
    """What is typed becomes something else: `pattern` begins the number (digits, X any digit, . the rest), `replacement` comes instead."""

    pattern: str
    replacement: str


class CallRules(msgspec.Struct, frozen=True, omit_defaults=True):
    """`feature_codes`: name (transfer, pickup, park, voicemail …) -> what is dialled. `speed_dial`: key 2 to 9 -> number or address."""

    forwarding: Forwarding = Forwarding()
    auto_answer: AutoAnswer = AutoAnswer()
    machine: Machine = Machine()
    reject_anonymous: bool = False
    record: bool = False  # every call, by itself
    record_form: RecordingForm = RecordingForm.WAV
    record_announced: bool = True
    dial_rules: tuple[DialRule, ...] = ()
    feature_codes: dict[str, str] = {}
    mailbox_number: str = ""  # called by one click; "" is what the mailbox tells


class ConnectionRules(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the account gets through networks; TURN's password is in the keyring."""

    security: SecurityConfig = SecurityConfig()
    nat: NatConfig = NatConfig()
    media: MediaConfig = MediaConfig()
    spare_servers: tuple[str, ...] = ()
