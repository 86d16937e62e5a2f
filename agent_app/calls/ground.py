"""What every room of the calls stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.calls.table import CallTable
    from agent_app.engine_client import EngineClient
    from telephony.reasons import Reason


@dataclass(frozen=True, slots=True)
class Ground:
    """`refuse` tells the person why something does not go: with a call_id, "" where no call was made."""

    engine: EngineClient
    accounts: AccountService
    table: CallTable
    refuse: Callable[[str, Reason], None]
