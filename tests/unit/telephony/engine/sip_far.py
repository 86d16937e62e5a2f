"""A far side of a few lines: takes requests by UDP, and answers as it is told."""

from __future__ import annotations

import socket
import time

from telephony.engine.siptext import SipMessage, parse_message


class FarSide:
    """`uri` is where it is; each request is taken by `take` and answered by `answer`."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.uri = f"sip:far@127.0.0.1:{self.port}"
        self._peer: tuple[str, int] = ("", 0)
        self._seen: set[tuple[str, int, str]] = set()

    def close(self) -> None:
        self.socket.close()

    def take(self, method: str, timeout_s: float = 30.0) -> SipMessage:
        """The next request of that method; what is repeated, and everything else, is passed over."""
        deadline = time.monotonic() + timeout_s
        while True:
            self.socket.settimeout(max(0.01, deadline - time.monotonic()))
            data, self._peer = self.socket.recvfrom(65_535)
            message = parse_message(data.decode())
            key = (message.first("call-id"), *message.cseq)
            if message.method == method and key not in self._seen:
                self._seen.add(key)
                return message

    def answer(self, request: SipMessage, status: int, headers: str = "") -> None:
        names = ("via", "from", "call-id", "cseq")
        kept = "".join(f"{name}: {value}\r\n" for name, value in request.headers if name in names)
        to = request.first("to") + ("" if request.address("to").tag else ";tag=far")
        text = f"SIP/2.0 {status} So\r\n{kept}To: {to}\r\nContact: <{self.uri}>\r\n{headers}Content-Length: 0\r\n\r\n"
        self.socket.sendto(text.encode(), self._peer)

    def notify(self, subscription: SipMessage, number: int, state: str, body: bytes = b"", kind: str = "application/pidf+xml") -> None:
        """A NOTIFY within the dialog that the SUBSCRIBE began (RFC 6665 section 4.2.2)."""
        target = subscription.address("contact").uri
        head = (
            f"NOTIFY {target} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{time.monotonic_ns()}\r\nMax-Forwards: 70\r\n"
            f"From: {subscription.first('to')};tag=far\r\nTo: {subscription.first('from')}\r\nCall-ID: {subscription.first('call-id')}\r\n"
            f"CSeq: {number} NOTIFY\r\nContact: <{self.uri}>\r\nEvent: presence\r\nSubscription-State: {state}\r\n"
            f"Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.socket.sendto(head.encode() + body, self._peer)
