"""The voice mailbox's news (message-summary, RFC 3842), read."""

from __future__ import annotations

import re
from typing import Final

from telephony.engine.siptext import parse_address, parse_message
from telephony.messages import MailboxState

_COUNTS: Final = re.compile(r"\s*(\d{1,9})\s*/\s*(\d{1,9})")


def mailbox_state(account_id: str, notify: str) -> MailboxState | None:
    """What a NOTIFY says; None where it brings no summary (section 3.5)."""
    message = parse_message(notify)
    lines = [line.partition(":") for line in message.body.splitlines() if ":" in line]
    summary = {name.strip().lower(): value.strip() for name, _, value in reversed(lines)}
    if "messages-waiting" not in summary:
        return None
    counts = _COUNTS.match(summary.get("voice-message", ""))
    new, old = (int(counts[1]), int(counts[2])) if counts else (0, 0)
    address = parse_address(summary.get("message-account", "")).uri
    return MailboxState(account_id, summary["messages-waiting"].lower() == "yes" or new > 0, new, old, address)
