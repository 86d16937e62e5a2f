"""What money makes happen elsewhere; the composition root connects it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.messages import Notice, PlayNotice

if TYPE_CHECKING:
    from agent_app.calls.service import CallService
    from agent_app.engine_client import EngineClient


def warn_by_ear(calls: CallService, engine: EngineClient) -> None:
    """Who talks does not look at the window: the end of the money, or of the user's own limit, is heard a minute and ten seconds before."""
    calls.time_warning.connect(lambda _call_id, _seconds: engine.send(PlayNotice(Notice.CREDIT_ENDS)))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
