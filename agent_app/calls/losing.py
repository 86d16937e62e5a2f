"""A conversation whose other side is lost is told of by ear: who talks does not look at the window."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from telephony.calls import CallState
from telephony.messages import Notice, PlayNotice
from telephony.reasons import ReasonCode
from telephony.sounding import QualityCause

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.service import CallService
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import CallSnapshot

LONG_S: Final = 5.0  # that the window has said so: a far side that saves packets while it is silent comes back sooner


class LossByEar(QObject):
    """Once for each time that nothing is heard from there for long; and by the next engine, where the last one took the conversation along.

    A call that ends because the network is gone has been silent before that, and its end has a tone of its own.
    """

    def __init__(
        self, calls: CallService, engine: EngineClient, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._clock = clock
        self._silent: dict[str, float] = {}  # by call_id: since when; for ever in the future once it was told
        self._with_engine = False
        calls.changed.connect(self._follow)
        engine.spawned.connect(self._tell_of_lost_engine)

    def _follow(self, call: CallSnapshot) -> None:
        if call.state is CallState.ENDED and _talked(call) and call.reason is not None and call.reason.code is ReasonCode.ENGINE_LOST:
            self._with_engine = True
        if not _is_silent(call):
            self._silent.pop(call.call_id, None)
        elif self._clock() - self._silent.setdefault(call.call_id, self._clock()) >= LONG_S:
            self._silent[call.call_id] = float("inf")
            self._engine.send(PlayNotice(Notice.CONNECTION_LOST))

    def _tell_of_lost_engine(self) -> None:
        if self._with_engine:
            self._with_engine = not self._engine.send(PlayNotice(Notice.CONNECTION_LOST))


def _is_silent(call: CallSnapshot) -> bool:
    heard = call.quality is None or call.quality.cause is not QualityCause.NO_SOUND_FROM_THERE
    return call.state is CallState.ESTABLISHED and _talked(call) and not call.held_there and not heard


def _talked(call: CallSnapshot) -> bool:
    """Whether we talk by it ourselves."""
    return call.answered_us > 0 and not call.held_here and not call.by_machine and not call.bridged
