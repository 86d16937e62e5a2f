"""What the bot writes, in the form that the other side writes in: CPIM, or plain where that is what it got."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sandbox.state import now_us
from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.receipt import Receipt, ReceiptKind
from telephony.bodies.sending import Outgoing, file_message, receipt_message, text_messages, typing_message

if TYPE_CHECKING:
    from telephony.bodies.files import File

MOST_BYTES: Final = 1200  # of a body: over UDP a whole MESSAGE stays under 1300 (RFC 3428 section 8), roughly
TYPING_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class Form:
    """Who writes to whom, and whether in CPIM."""

    sender: Address
    recipient: Address
    cpim: bool

    def text(self, text: str, *, wake_up: bool = False) -> tuple[Outgoing, ...]:
        """In parts where it is long. The signal is CPIM's: without, only its words arrive."""
        envelope = self._asking()
        return text_messages(text, MOST_BYTES, replace(envelope, wake_up=wake_up) if envelope else None)

    def file(self, file: File) -> Outgoing:
        return file_message(file, self._asking())

    def typing(self) -> Outgoing:
        return typing_message(Typing(active=True, refresh_s=TYPING_SECONDS), self._envelope())

    def receipt(self, message_id: str, kind: ReceiptKind) -> Outgoing:
        return receipt_message(Receipt(message_id, kind, now_us()), self._envelope())

    def _envelope(self) -> Envelope | None:
        return Envelope(self.sender, self.recipient, now_us()) if self.cpim else None

    def _asking(self) -> Envelope | None:
        """With an identifier, and the wish for receipts."""
        envelope, now = self._envelope(), now_us()
        wants = frozenset({Disposition.DELIVERED, Disposition.DISPLAYED})
        return replace(envelope, message_id=secrets.token_hex(12), wants=wants, sent_us=now) if envelope else None
