"""The accounts: signing in, their passwords, their registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot, SignInForm
    from telephony.secret import Secret


class AccountService(QObject):
    changed = Signal(object)  # AccountSnapshot: added, or anything of it changed
    removed = Signal(str)  # account_id
    current_changed = Signal(str)  # account_id, "" when there is none
    password_needed = Signal(object, object)  # AccountSnapshot, KeyringProblem | None: ask, and say why
    password_not_kept = Signal(object, object)  # AccountSnapshot, KeyringProblem: used in this run only
    sign_in_refused = Signal(object)  # Reason
    profile_requested = Signal(bool)  # True: go to the sandbox's profile; False: leave it

    def is_sandbox(self) -> bool:
        """Whether this is the sandbox's own profile."""
        return False

    def accounts(self) -> tuple[AccountSnapshot, ...]:
        """In the order they were added."""
        return ()

    def account(self, account_id: str) -> AccountSnapshot | None:
        return None

    def current(self) -> AccountSnapshot | None:
        """The account that calls go out by; None while there is none."""
        return None

    def set_current(self, account_id: str) -> None: ...

    def sign_in(self, form: SignInForm) -> str:
        """Add an account; its account_id, or "" after `sign_in_refused`. How it registers is told by `changed`."""
        return ""

    def try_sandbox(self) -> None:
        """Go to the sandbox's own profile: the program starts anew there, and its window replaces this one."""

    def leave_sandbox(self) -> None:
        """Back from the sandbox's profile to the user's own."""

    def supply_password(self, account_id: str, password: Secret) -> None:
        """Register with this password, and keep it in the keyring where that works (`password_not_kept` where not)."""

    def remove(self, account_id: str) -> None:
        """Forget the account and its password; its history stays."""

    def retry(self, account_id: str) -> None:
        """Register now, whatever the back-off says."""
