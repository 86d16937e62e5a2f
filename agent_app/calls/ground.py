"""What every room of the calls stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.service import AccountService
    from agent_app.calls.table import CallTable
    from agent_app.engine_client import EngineClient
    from telephony.reasons import Reason


class Ground(msgspec.Struct, frozen=True):
    """`refuse` tells the person why something does not go: with a call_id, "" where no call was made."""

    engine: EngineClient
    accounts: AccountService
    table: CallTable
    refuse: Callable[[str, Reason], None]
