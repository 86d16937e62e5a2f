"""The calls: dialling, answering, ending, and a snapshot for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.snapshots import CallSnapshot


class CallService(QObject):
    changed = Signal(object)  # CallSnapshot, its end included
    dtmf_received = Signal(str, str)  # call_id, digit
    dtmf_sent = Signal(str, str)  # call_id, digits
    refused = Signal(str, object)  # call_id ("" when no call was made), Reason

    def calls(self) -> tuple[CallSnapshot, ...]:
        """The live ones, oldest first."""
        return ()

    def call(self, call_id: str) -> CallSnapshot | None:
        return None

    def current(self) -> CallSnapshot | None:
        """The call a window shows: the established or outgoing one, else the first that rings."""
        return None

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        """Call a full number (E.164), or on a PBX account an internal one as typed; `extension` is sent as DTMF after the answer.

        Returns the call_id, or "" after `refused`. An emergency number is refused on a provider's account (EMERGENCY_REFUSED), and on a
        PBX account until `confirmed` says that the person was told what VoIP can't promise (EMERGENCY_UNCONFIRMED).
        """
        return ""

    def dial_address(self, account_id: str, address: str) -> str:
        """Call a SIP address (user@domain); the call_id, or "" after `refused`."""
        return ""

    def answer(self, call_id: str) -> None: ...

    def decline(self, call_id: str, *, busy: bool = False) -> None: ...

    def hang_up(self, call_id: str) -> None: ...

    def send_dtmf(self, call_id: str, digits: str) -> None: ...

    def set_muted(self, call_id: str, muted: bool) -> None: ...
