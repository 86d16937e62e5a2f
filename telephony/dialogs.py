"""What outlives an engine of a call's dialog: a part of `telephony.messages`, where everybody takes it from."""

from __future__ import annotations

import msgspec

from telephony.message_base import Command, Event, Transport


class DialogIdentity(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a BYE needs (RFC 3261 section 12.2.1.1) once the process that had the dialog is gone."""

    call_id_header: str
    local_uri: str
    local_tag: str
    remote_uri: str
    remote_tag: str
    remote_target: str  # the far side's Contact URI
    route_set: tuple[str, ...]  # in the order a request takes them
    next_cseq: int
    transport: Transport
    next_hop: str  # host:port the dialog's requests went to


class ReleaseDialog(Command, frozen=True):
    """End the far side of a call that a lost engine left behind: a BYE made from the dialog's saved identifiers."""

    account_id: str
    dialog: DialogIdentity


class DialogSaved(Event, frozen=True):
    """The dialog's identifiers, each time they change: the window keeps the last."""

    call_id: str
    dialog: DialogIdentity
