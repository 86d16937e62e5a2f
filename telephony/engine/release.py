"""End the far side of a call whose engine is lost: a BYE made from the dialog's saved identifiers (RFC 3261 sections 12.2.1.1 and 15.1.1).

A plain socket, its own thread, no pjsip: the dialog is not one of pjsip's.
"""

from __future__ import annotations

import logging
import secrets
import socket
import threading
import time
from typing import Final

from telephony.engine import digest
from telephony.engine.resolver import SIP_PORT
from telephony.engine.siptext import SipMessage, parse_message, uri_parameter
from telephony.messages import DialogIdentity, Transport
from telephony.network.hosts import host_port, split_host_port
from telephony.secret import Secret

log = logging.getLogger(__name__)

# The lost engine may have sent requests that nobody saved; a CSeq may jump, but must not repeat (section 12.2.1.1).
_CSEQ_JUMP: Final = 1000
_T1_S: Final = 0.5  # retransmission timers, section 17.1.2.2
_T2_S: Final = 4.0
_GIVE_UP_S: Final = 16.0
_MOST: Final = 65_535


def release_dialog(dialog: DialogIdentity, user: str, password: Secret) -> threading.Thread:
    """Start releasing; the outcome is logged. The thread never outlives the process."""
    thread = threading.Thread(target=_run, args=(dialog, user, password), name="release", daemon=True)
    thread.start()
    return thread


def _run(dialog: DialogIdentity, user: str, password: Secret) -> None:
    try:
        status = send_bye(dialog, user, password)
    except (OSError, ValueError) as error:
        log.warning("release of %s: %s", dialog.call_id_header, error)
    else:
        log.info("release of %s: %s", dialog.call_id_header, status or "no answer")


def send_bye(dialog: DialogIdentity, user: str, password: Secret, give_up_s: float = _GIVE_UP_S) -> int:
    """Send it, answer one challenge, and return the final status (0: none came). Raises OSError where the network refuses."""
    with _Line(dialog, give_up_s) as line:
        cseq = dialog.next_cseq + _CSEQ_JUMP
        reply = line.ask(bye(dialog, line.local, cseq))
        challenge = digest.challenge_of(reply) if reply is not None else None
        if reply is not None and challenge is not None and password:
            uri, _ = request_target(dialog)
            answer = digest.answer(challenge, user, password, "BYE", uri)
            reply = line.ask(bye(dialog, line.local, cseq + 1, f"{challenge.answer_header}: {answer}\r\n")) or reply
        return reply.status if reply is not None else 0


def request_target(dialog: DialogIdentity) -> tuple[str, tuple[str, ...]]:
    """Request-URI and Route values; a first route without `lr` is a strict router (section 12.2.1.1)."""
    if not dialog.route_set or uri_parameter(dialog.route_set[0], "lr") is not None:
        return dialog.remote_target, dialog.route_set
    return dialog.route_set[0], (*dialog.route_set[1:], dialog.remote_target)


def bye(dialog: DialogIdentity, local: tuple[str, int], cseq: int, extra: str = "") -> bytes:
    """The request's bytes. `local` is where the answer is awaited."""
    uri, routes = request_target(dialog)
    lines = [
        f"BYE {uri} SIP/2.0",
        f"Via: SIP/2.0/{dialog.transport.upper()} {host_port(*local)};rport;branch=z9hG4bK{secrets.token_hex(8)}",
        "Max-Forwards: 70",
        *(f"Route: <{route}>" for route in routes),
        f"From: <{dialog.local_uri}>;tag={dialog.local_tag}",
        f"To: <{dialog.remote_uri}>;tag={dialog.remote_tag}",
        f"Call-ID: {dialog.call_id_header}",
        f"CSeq: {cseq} BYE",
        'Reason: SIP;cause=500;text="the calling program was restarted"',
    ]
    return ("\r\n".join(lines) + f"\r\n{extra}Content-Length: 0\r\n\r\n").encode()


class _Line:
    """The socket to the next hop."""

    def __init__(self, dialog: DialogIdentity, give_up_s: float) -> None:
        host, port = split_host_port(dialog.next_hop, SIP_PORT)
        kind = socket.SOCK_DGRAM if dialog.transport is Transport.UDP else socket.SOCK_STREAM
        family, _, _, _, address = min(socket.getaddrinfo(host, port, type=kind), key=lambda found: found[0] is not socket.AF_INET)
        self._udp = dialog.transport is Transport.UDP
        self._deadline = time.monotonic() + give_up_s
        self._socket = socket.socket(family, kind)
        self._call_id = dialog.call_id_header
        self._pending = b""
        try:
            self._socket.settimeout(give_up_s)
            self._socket.connect(address)
        except OSError:
            self._socket.close()
            raise
        self.local: tuple[str, int] = self._socket.getsockname()[:2]

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def ask(self, request: bytes) -> SipMessage | None:
        """The final response, or None. Over UDP the request is repeated until one comes (section 17.1.2.2)."""
        interval = _T1_S
        cseq = parse_message(request.decode()).cseq
        self._socket.sendall(request)
        resend = time.monotonic() + interval
        while (now := time.monotonic()) < self._deadline:
            if self._udp and now >= resend:
                interval = min(interval * 2, _T2_S)
                resend = now + interval
                self._socket.sendall(request)
            wait = min(self._deadline, resend) if self._udp else self._deadline
            reply = self._receive(max(0.01, wait - now))
            if reply is not None and reply.status >= 200 and reply.first("call-id") == self._call_id and reply.cseq == cseq:
                return reply
        return None

    def _receive(self, wait_s: float) -> SipMessage | None:
        self._socket.settimeout(wait_s)
        try:
            data = self._socket.recv(_MOST)
        except TimeoutError:
            return None
        except ConnectionRefusedError:  # an ICMP error: over UDP the far side may come back, so the timers go on
            time.sleep(min(wait_s, 0.1))
            return None
        if not data and not self._udp:
            raise ConnectionError("the far side closed the connection")
        return self._message(data)

    def _message(self, data: bytes) -> SipMessage | None:
        """A datagram is a message; a stream is one when its head is whole (answers to a BYE have no body worth waiting for)."""
        self._pending = b"" if self._udp else self._pending
        self._pending += data
        if not self._udp and b"\r\n\r\n" not in self._pending:
            return None
        head, _, self._pending = self._pending.partition(b"\r\n\r\n")
        return parse_message(head.decode("utf-8", "replace") + "\r\n\r\n")
