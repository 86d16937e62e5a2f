"""Where accounts, calls, sound and the program itself stand, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, assert_never

from agent_app.snapshots import EngineStatus, KeyringProblem, ProblemCode
from telephony.calls import CallState
from telephony.messages import AudioBackend, Registration
from telephony.reasons import ReasonCode
from ui.language import tr
from ui.wording.reasons import general_reason
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot, AudioSnapshot
    from telephony.reasons import Reason

_C = "States"


def account_state(account: AccountSnapshot) -> str:
    """In two or three words, for under the name."""
    if account.needs_password:
        return tr(_C, "Password needed")
    match account.registration:
        case Registration.OFF:
            return tr(_C, "Not connected")
        case Registration.REGISTERING:
            return tr(_C, "Connecting…")
        case Registration.REGISTERED:
            return tr(_C, "Ready for calls")
        case Registration.FAILED:
            return tr(_C, "No connection")
        case Registration.UNREGISTERING:
            return tr(_C, "Disconnecting…")
    assert_never(account.registration)


def account_trouble(account: AccountSnapshot) -> str:
    """Why it is not connected, and what is done about it; "" where all is well."""
    if account.needs_password:
        return tr(_C, "{address}: type the password to connect", address=account.address)
    if account.registration is not Registration.FAILED or account.reason is None:
        return ""
    if account.retry_s <= 0:
        return general_reason(account.reason)
    return tr(_C, "{reason} Next attempt in {duration}.", reason=_reason(account.reason), duration=duration(account.retry_s))


def retry_sentence(failed: AccountSnapshot) -> str:
    """While it is tried once more: why it did not go before; "" where nobody knows."""
    return tr(_C, "{reason} Trying again…", reason=_reason(failed.reason)) if failed.reason is not None else ""


def _reason(reason: Reason) -> str:
    why = general_reason(reason)
    return why if why.endswith((".", "!")) else f"{why}."


def account_role(account: AccountSnapshot) -> str:
    """The role of the state's dot and text."""
    if account.registration is Registration.REGISTERED:
        return "call_text"
    return "danger_text" if account.registration is Registration.FAILED else "muted"


_CALL_STATES: Final[dict[CallState, Callable[[], str]]] = {
    CallState.DIALLING: lambda: tr(_C, "Calling…"),
    CallState.RINGING: lambda: tr(_C, "Ringing…"),
    CallState.EARLY_MEDIA: lambda: tr(_C, "Ringing, the far side plays a sound…"),
    CallState.INCOMING: lambda: tr(_C, "Incoming call"),
    CallState.ESTABLISHED: lambda: tr(_C, "Talking"),
    CallState.ENDING: lambda: tr(_C, "Ending…"),
    CallState.ENDED: lambda: tr(_C, "Ended"),
}


def call_state(state: CallState) -> str:
    return _CALL_STATES[state]()


def engine_trouble(status: EngineStatus) -> str:
    match status:
        case EngineStatus.STARTING | EngineStatus.READY:
            return ""
        case EngineStatus.RESTARTING:
            return tr(_C, "The sound engine stopped and is being started again…")
        case EngineStatus.FAILED:
            return tr(_C, "The sound engine does not start: calls are not possible. Start the program again.")
    assert_never(status)


def audio_line(audio: AudioSnapshot) -> str:
    """The devices, or the sentence about the missing ones."""
    if audio.reason is not None and audio.reason.code is ReasonCode.DEVICE_BUSY:
        return general_reason(audio.reason)
    if audio.backend is AudioBackend.NULL:
        return tr(_C, "No sound card: you will not hear calls, nor be heard")
    if not audio.input:
        return tr(_C, "No microphone: you will not be heard")
    names = list(dict.fromkeys(_device(name) for name in (audio.output, audio.input) if name))
    return " · ".join(names)


def _device(name: str) -> str:
    """PortAudio's "default" and "pulse" are no names that anybody has read on a device."""
    return tr(_C, "Sound as the system has it") if name in ("default", "sysdefault", "pulse", "pipewire") else name


def audio_is_troubled(audio: AudioSnapshot) -> bool:
    return audio.backend is AudioBackend.NULL or not audio.input


def keyring_sentence(problem: KeyringProblem | None) -> str:
    """Why a password is asked for, or is kept for this run alone."""
    match problem:
        case None | KeyringProblem.NOT_STORED:
            return ""
        case KeyringProblem.ABSENT:
            return tr(_C, "This system has no keyring, so the password is kept until the program ends, and never written down.")
        case KeyringProblem.LOCKED:
            return tr(
                _C,
                "The system's keyring is locked, so the password is kept until the program ends. Unlock the keyring to have it remembered.",
            )
        case KeyringProblem.NO_ANSWER:
            return tr(_C, "The system's keyring does not answer, so the password is kept until the program ends.")
        case KeyringProblem.FAILED:
            return tr(_C, "The system's keyring failed, so the password is kept until the program ends.")
    assert_never(problem)


_PROBLEMS: Final[dict[ProblemCode, Callable[[str], str]]] = {
    ProblemCode.DATABASE_BROKEN: lambda value: tr(
        _C, "The database was damaged. It was set aside as {value}, and a new one begun.", value=value
    ),
    ProblemCode.DATABASE_NEWER: lambda _: tr(
        _C, "The database was made by a newer version: contacts and calls of this run are not kept. Update the program."
    ),
    ProblemCode.DISK_FULL: lambda _: tr(_C, "The disk is full: free some space, or the newest contacts and calls will be lost."),
    ProblemCode.DATABASE_LOCKED: lambda _: tr(_C, "Another program holds the database: what you change is not written yet."),
    ProblemCode.STORAGE_FAILED: lambda value: tr(_C, "Contacts and calls can't be written: {value}", value=value),
    ProblemCode.SETTINGS_BROKEN: lambda value: tr(_C, "The settings could not be read. They were set aside as {value}.", value=value),
    ProblemCode.ACCOUNTS_BROKEN: lambda value: tr(
        _C, "The accounts could not be read. They were set aside as {value}. Sign in again.", value=value
    ),
    ProblemCode.NOT_SAVED: lambda value: tr(_C, "Settings or accounts could not be written: {value}", value=value),
    ProblemCode.SANDBOX_LOST: lambda _: tr(_C, "The sandbox stopped and is being started again…"),
    ProblemCode.SANDBOX_FAILED: lambda value: tr(_C, "The sandbox does not start: {value}", value=value),
}


def problem_sentence(code: ProblemCode, value: str) -> str:
    return _PROBLEMS[code](value)


def worded_problems() -> frozenset[ProblemCode]:
    return frozenset(_PROBLEMS)
