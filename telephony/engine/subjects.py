"""What a command is about, for who refuses it."""

from __future__ import annotations

from telephony.calling import Conference
from telephony.messages import (
    AddAccount,
    AllowWatcher,
    AnyCommand,
    ChangeAccount,
    Publish,
    RegisterNow,
    ReleaseDialog,
    RemoveAccount,
    SendMessage,
    Subscribe,
    Unpublish,
)


def subject_of(command: AnyCommand) -> str:
    """The call or account that a command is about."""
    match command:
        case AddAccount() | ChangeAccount():
            return command.config.account_id
        case RemoveAccount() | RegisterNow() | ReleaseDialog() | Subscribe() | Publish() | Unpublish() | AllowWatcher():
            return command.account_id
        case SendMessage():
            return command.message_id
        case Conference():
            return command.group_id
        case _:
            return getattr(command, "call_id", "")
