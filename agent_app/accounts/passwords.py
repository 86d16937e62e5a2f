"""Passwords in the system keyring, and nowhere else: where there is none that is safe, the reason is told and nothing is kept.

The functions block (a locked keyring asks the user): they are for worker threads and for the command line.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, Protocol, TypeVar, cast

from agent_app.identity import APPLICATION_ID
from agent_app.snapshots import KeyringProblem
from telephony.secret import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
T = TypeVar("T")

# Backends that keep nothing, or keep it in plain text (the keyrings.alt package).
_UNSAFE: Final = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")


class _Backend(Protocol):
    """What keyring.backend.KeyringBackend offers, with types."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class KeyringError(Exception):
    """The keyring did not do it: `problem` says why."""

    def __init__(self, problem: KeyringProblem, detail: str = "") -> None:
        self.problem = problem
        super().__init__(f"{problem}: {detail}")


def read_password(account_id: str) -> Secret:
    """The account's password; KeyringError (not_stored where the keyring works and has none)."""
    text = _ask(lambda keyring: keyring.get_password(APPLICATION_ID, account_id))
    if text is None:
        raise KeyringError(KeyringProblem.NOT_STORED)
    return Secret(text)


def keep_password(account_id: str, password: Secret) -> None:
    """Keep it for the next start; KeyringError where that is not possible."""
    _ask(lambda keyring: keyring.set_password(APPLICATION_ID, account_id, password.reveal()))


def forget_password(account_id: str) -> None:
    """Remove it; one that is not there is forgotten already."""
    from keyring.errors import PasswordDeleteError

    def delete(keyring: _Backend) -> None:
        try:
            keyring.delete_password(APPLICATION_ID, account_id)
        except PasswordDeleteError as error:
            log.info("no password to forget: %s", error)

    _ask(delete)


def _ask(question: Callable[[_Backend], T]) -> T:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError
    from keyring.errors import KeyringError as BackendError

    backend = _backend()
    try:
        return question(backend)
    except KeyringLocked as error:
        raise KeyringError(KeyringProblem.LOCKED, str(error)) from error
    except (NoKeyringError, InitError) as error:
        raise KeyringError(KeyringProblem.ABSENT, str(error)) from error
    except BackendError as error:
        raise KeyringError(KeyringProblem.FAILED, str(error)) from error
    except Exception as error:  # backends let their D-Bus library's errors through
        raise KeyringError(KeyringProblem.FAILED, f"{type(error).__name__}: {error}") from error


def _backend() -> _Backend:
    import keyring  # 0.1 s: never on the way to the first frame

    backend = keyring.get_keyring()
    if type(backend).__module__.startswith(_UNSAFE):
        raise KeyringError(KeyringProblem.ABSENT, type(backend).__module__)
    return cast("_Backend", backend)
