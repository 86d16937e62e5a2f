"""A dialog's identifiers, followed through the messages of a call, so that another process could end it."""

from __future__ import annotations

from typing import Final

from telephony.engine.siptext import SipMessage, uri_host_port, uri_parameter
from telephony.messages import DialogIdentity, Transport

# A user agent server that has sent no request yet has no CSeq of its own; pjsip draws the first from below this number.
_FIRST_CSEQ: Final = 32_768


class DialogTracker:
    """Feed it every message of one call; it answers with the identity each time that changes (RFC 3261 section 12)."""

    def __init__(self) -> None:
        self._call_id = ""
        self._local = self._remote = ("", "")  # URI, tag
        self._target = ""
        self._routes: tuple[str, ...] = ()
        self._routes_fixed = False
        self._cseq = _FIRST_CSEQ
        self._sent_any = False
        self._told: DialogIdentity | None = None

    @property
    def identity(self) -> DialogIdentity | None:
        """As it is known now; None while there is no dialog."""
        return self._told

    def feed(self, message: SipMessage, received: bool) -> DialogIdentity | None:
        """The identity where this message changed it and the dialog exists, early or confirmed."""
        if not self._ours(message):
            return None
        self._call_id = message.first("call-id")
        self._take_ends(message, received)
        self._take_target(message, received)
        self._take_routes(message, received)
        self._take_cseq(message, received)
        identity = self._identity()
        if identity is None or identity == self._told:
            return None
        self._told = identity
        return identity

    def _ours(self, message: SipMessage) -> bool:
        call_id = message.first("call-id")
        return bool(call_id) and self._call_id in ("", call_id) and message.cseq[0] > 0

    def _take_ends(self, message: SipMessage, received: bool) -> None:
        sender, receiver = message.address("from"), message.address("to")
        from_is_local = bool(message.method) != received
        local, remote = (sender, receiver) if from_is_local else (receiver, sender)
        if local.tag or not self._local[1]:
            self._local = (local.uri, local.tag)
        # A failed fork's tag must not replace the dialog's.
        if remote.tag and (message.method or message.status < 300 or not self._remote[1]):
            self._remote = (remote.uri, remote.tag)

    def _take_target(self, message: SipMessage, received: bool) -> None:
        refreshes = message.cseq[1] in ("INVITE", "UPDATE") and (message.method or 100 < message.status < 300)
        contact = message.address("contact").uri
        if received and refreshes and contact:
            self._target = contact

    def _take_routes(self, message: SipMessage, received: bool) -> None:
        """The route set is what the dialog-forming messages say: reversed for the caller, as it is for the called (section 12.1)."""
        if self._routes_fixed or not received or message.cseq[1] != "INVITE":
            return
        routes = tuple(_bare(value) for value in message.values("record-route"))
        if message.method:
            self._routes, self._routes_fixed = routes, True
        elif 100 < message.status < 300:
            self._routes = tuple(reversed(routes))
            self._routes_fixed = message.status >= 200

    def _take_cseq(self, message: SipMessage, received: bool) -> None:
        if bool(message.method) != received:
            number = message.cseq[0] + 1
            self._cseq = max(self._cseq, number) if self._sent_any else number
            self._sent_any = True

    def _identity(self) -> DialogIdentity | None:
        if not (self._local[1] and self._remote[1] and self._target):
            return None
        first = self._routes[0] if self._routes else self._target
        host, port = uri_host_port(first)
        if not host:
            return None
        return DialogIdentity(
            call_id_header=self._call_id,
            local_uri=self._local[0],
            local_tag=self._local[1],
            remote_uri=self._remote[0],
            remote_tag=self._remote[1],
            remote_target=self._target,
            route_set=self._routes,
            next_cseq=self._cseq,
            transport=_transport(first),
            next_hop=f"[{host}]:{port or 5060}" if ":" in host else f"{host}:{port or 5060}",
        )


def _bare(value: str) -> str:
    """A Record-Route value's URI."""
    return value[value.find("<") + 1 :].partition(">")[0] if "<" in value else value.partition(";")[0]


def _transport(uri: str) -> Transport:
    if uri.lower().startswith("sips:"):
        return Transport.TLS
    try:
        return Transport((uri_parameter(uri, "transport") or "udp").lower())
    except ValueError:
        return Transport.UDP
