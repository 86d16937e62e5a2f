"""The network check: does this network let calls through, and what is to be asked for where it does not?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from telephony.netcheck.findings import CheckFinding


class NetCheck(QObject):
    """One check at a time."""

    step_begun = Signal(object)  # CheckStep
    step_done = Signal(object)  # CheckFinding
    finished = Signal()

    def start(self, account_id: str, echo: str = "") -> bool:
        """Check the way to this account's server; `echo`: whom to call for the sound ("" leaves that step out). False while one runs."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Stop soon; `finished` follows."""

    def echo_of(self, account_id: str) -> str:
        """The echo that the account's provider is known to have; "" where none is."""
        del account_id
        return ""

    def is_running(self) -> bool:
        return False

    def findings(self) -> tuple[CheckFinding, ...]:
        """Of the last check, so far."""
        return ()
