"""The commands and events of messages and presence: a part of `telephony.messages`, where everybody takes them from."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from telephony.bodies.status import Status
from telephony.message_base import Command, Event, Transport
from telephony.reasons import Reason

# What a MESSAGE may carry, in bytes: RFC 3428 section 8 sets the bound where nothing controls congestion; pjsip's 4,000 bytes a packet,
# headers, credentials and what proxies add included, set the other.
BODY_LIMITS: Final = {Transport.UDP: 1300, Transport.TCP: 2800, Transport.TLS: 2800}


class MessageProgress(StrEnum):
    """Where a message of ours stands."""

    SENDING = "sending"
    ACCEPTED = "accepted"  # 2xx: the far side has it, or (202) a server keeps it
    FAILED = "failed"  # it did not arrive
    UNKNOWN = "unknown"  # nobody answered: it may have arrived


# --- commands -------------------------------------------------------------------------------------------------------------------


class SendMessage(Command, frozen=True):
    """MESSAGE (RFC 3428) to `target`, a SIP URI. `headers` are names and values (Priority, Expires …) beside those that SIP makes itself.

    Messages to one address go one after the other (section 8). The body is at most `BODY_LIMITS` bytes as UTF-8. Answered by
    `MessageState`: "sending" when it goes, then exactly one of the others. An engine that ends before has said nothing of the outcome:
    it is unknown.
    """

    message_id: str
    account_id: str
    target: str
    body: str
    content_type: str = "text/plain"
    headers: tuple[tuple[str, str], ...] = ()


class Subscribe(Command, frozen=True):
    """Everybody whose presence this account watches (RFC 3856), SIP URIs: those who are not among them any more are let go.

    Goes out in small batches, once the account is registered, and again after each new registration. Of more than the engine can watch at
    once (some 240, of all accounts) it watches some after the others. Answered by `PresenceChanged`.
    """

    account_id: str
    targets: tuple[str, ...]


class Publish(Command, frozen=True):
    """Be seen: `pidf` is a whole document (`telephony.bodies.presence.build_presence`). Kept alive, and published again after each new
    registration (RFC 3903). Answered by `PublishState`."""

    account_id: str
    pidf: str


class Unpublish(Command, frozen=True):
    """Be seen no more: invisible. Answered by `PublishState`."""

    account_id: str


class AllowWatcher(Command, frozen=True):
    """Yes or no to somebody who watches this account directly; holds until the account goes, for those who ask again too."""

    account_id: str
    uri: str
    allowed: bool


# --- events ---------------------------------------------------------------------------------------------------------------------


class MessageState(Event, frozen=True):
    """`reason` is set for "failed" and "unknown"; `sip_status` is the answer's (200 delivered, 202 kept by a server).

    `sip_call_id` is the Call-ID that the MESSAGE went under, once it is over: receipts without CPIM name it.
    """

    message_id: str
    account_id: str
    state: MessageProgress
    reason: Reason | None = None
    sip_status: int = 0
    sip_call_id: str = ""


class MessageReceived(Event, frozen=True):
    """A MESSAGE has come in and was answered with 200. Names, text and headers are foreign.

    `body` is inflated and decoded; where it is no text in its charset, `raw` has its bytes and `body` a rendering with U+FFFD.
    `headers` are those of use (`telephony.engine.chat.HEADERS_OF_USE`), lower-case names; `at_us` is the arrival in microseconds UTC.
    """

    account_id: str
    from_uri: str
    to_uri: str
    content_type: str
    body: str
    sip_call_id: str
    at_us: int
    from_name: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes = b""


class MessageDropped(Event, frozen=True):
    """A MESSAGE came in that can't be read: too_long, or malformed (its compression). `raw` is its body as it came, still compressed."""

    account_id: str
    from_uri: str
    content_type: str
    sip_call_id: str
    reason: Reason
    raw: bytes = b""


class PresenceChanged(Event, frozen=True):
    """How somebody is who is watched. `status` None is not known: `reason` says why. `title` and `text` are foreign words."""

    account_id: str
    uri: str
    status: Status | None
    title: str = ""
    text: str = ""
    activities: tuple[str, ...] = ()
    reason: Reason | None = None


class PublishState(Event, frozen=True):
    """Whether the account is seen. With a `reason` it could not be published; "unsupported" is a provider without presence."""

    account_id: str
    published: bool
    reason: Reason | None = None


class WatcherAsking(Event, frozen=True):
    """Somebody wants to watch this account, and waits for `AllowWatcher`. Providers with presence servers of their own never ask."""

    account_id: str
    uri: str
