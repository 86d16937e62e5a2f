"""SMS as SIP MESSAGE (RFC 3428) to a number at the provider's domain, and what comes in from numbers the same way."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.calls.addresses import is_e164, number_target, remote_of_uri
from agent_app.money.snapshots import SmsStatus
from telephony.messages import CommandRefused, MessageProgress, MessageReceived, MessageState, SendMessage
from telephony.reasons import ReasonCode

if TYPE_CHECKING:
    from agent_app.engine_client import EngineClient
    from agent_app.money.snapshots import SmsItem

log = logging.getLogger(__name__)

_STATUS: Final = {
    MessageProgress.ACCEPTED: SmsStatus.ACCEPTED,
    MessageProgress.FAILED: SmsStatus.FAILED,
    MessageProgress.UNKNOWN: SmsStatus.UNKNOWN,
}


class SipRoute(QObject):
    """An engine that is lost while a message travels has said nothing of its outcome: it is unknown."""

    progress = Signal(str, object, str)  # item_id, SmsStatus, reason code
    received = Signal(str, str, str, object)  # account_id, number, text, at_us

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._travelling: set[str] = set()
        engine.received.connect(self._take)
        engine.lost.connect(self._lose)

    def send(self, item: SmsItem, account_address: str) -> None:
        command = SendMessage(item.item_id, item.account_id, number_target(item.remote, account_address), item.text)
        if self._engine.send(command):
            self._travelling.add(item.item_id)
        else:
            self.progress.emit(item.item_id, SmsStatus.FAILED, ReasonCode.ENGINE_LOST)

    def _take(self, event: object) -> None:
        match event:
            case MessageState() if event.message_id in self._travelling:
                status = _STATUS.get(event.state)
                if status is not None:
                    code = event.reason.code if event.reason is not None else ""
                    self._end(event.message_id, status, code)
            case CommandRefused(command="SendMessage") if event.subject in self._travelling:
                self._end(event.subject, SmsStatus.FAILED, event.reason.code)
            case MessageReceived():
                self._receive(event)
            case _:
                pass

    def _receive(self, event: MessageReceived) -> None:
        """A plain text from a number is an SMS; what comes from addresses is not ours to take."""
        number = remote_of_uri(event.from_uri)
        kind = event.content_type.partition(";")[0].strip().lower()
        if is_e164(number) and kind == "text/plain":
            self.received.emit(event.account_id, number, event.body, event.at_us)

    def _end(self, item_id: str, status: SmsStatus, code: str) -> None:
        self._travelling.discard(item_id)
        self.progress.emit(item_id, status, code)

    def _lose(self) -> None:
        for item_id in list(self._travelling):
            self._end(item_id, SmsStatus.UNKNOWN, ReasonCode.ENGINE_LOST)
