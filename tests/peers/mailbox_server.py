"""A registrar with a voice mailbox (RFC 3842): says yes to everybody, and tells what is in the box."""

from __future__ import annotations

import secrets
import socket
import threading
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType

LOOPBACK: Final = "127.0.0.1"
Headers = dict[str, str]


def summary(new: int, old: int, account: str = "") -> str:
    """A message-summary body."""
    head = f"Messages-Waiting: {'yes' if new else 'no'}\r\n" + (f"Message-Account: {account}\r\n" if account else "")
    return f"{head}Voice-Message: {new}/{old} (0/0)\r\n"


class MailboxServer:
    """Over UDP at `port`. `body` is what a subscriber is told at once; `tell` tells something else."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.methods: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOOPBACK, 0))
        self._socket.settimeout(0.1)
        self.port: int = self._socket.getsockname()[1]
        self._subscribed: tuple[Headers, tuple[str, int]] | None = None
        self._contact: tuple[str, tuple[str, int]] = ("", (LOOPBACK, 0))
        self._cseq = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="mailbox server", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._stopped.set()
        self._thread.join(2)
        self._socket.close()

    @property
    def is_watched(self) -> bool:
        return self._subscribed is not None

    def tell(self, body: str) -> None:
        """A NOTIFY within the subscription."""
        assert self._subscribed is not None, "nobody has subscribed"
        headers, peer = self._subscribed
        self._notify(headers["contact"], headers["to"] + ";tag=box", headers["from"], headers["call-id"], body, peer)

    def tell_unasked(self, body: str, user: str) -> None:
        """A NOTIFY to who is registered here, without any subscription."""
        target, peer = self._contact
        sender = f"<sip:{user}@{LOOPBACK}:{self.port}>"
        self._notify(target, f"{sender};tag={secrets.token_hex(4)}", sender, secrets.token_hex(8), body, peer)

    def _notify(self, target: str, sender: str, receiver: str, call_id: str, body: str, peer: tuple[str, int]) -> None:
        self._cseq += 1
        head = "\r\n".join(
            (
                f"NOTIFY {target.strip('<>')} SIP/2.0",
                f"Via: SIP/2.0/UDP {LOOPBACK}:{self.port};branch=z9hG4bK{secrets.token_hex(8)}",
                "Max-Forwards: 70",
                f"From: {sender}",
                f"To: {receiver}",
                f"Call-ID: {call_id}",
                f"CSeq: {self._cseq} NOTIFY",
                f"Contact: <sip:box@{LOOPBACK}:{self.port}>",
                "Event: message-summary",
                "Subscription-State: active;expires=600",
                "Content-Type: application/simple-message-summary",
                f"Content-Length: {len(body)}",
            )
        )
        self._socket.sendto(f"{head}\r\n\r\n{body}".encode(), peer)

    def _serve(self) -> None:
        while not self._stopped.is_set():
            try:
                data, peer = self._socket.recvfrom(65_535)
            except TimeoutError:
                continue
            start, *lines = data.decode().partition("\r\n\r\n")[0].split("\r\n")
            headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
            if not start.startswith("SIP/"):
                self._answer(start.split(" ")[0], headers, peer)

    def _answer(self, method: str, headers: Headers, peer: tuple[str, int]) -> None:
        self.methods.append(method)
        kept = "".join(f"{name}: {headers[name]}\r\n" for name in ("via", "from", "call-id", "cseq"))
        contact = headers.get("contact", "")
        known = f"{contact.partition(';expires')[0]};expires=600" if method == "REGISTER" else f"<sip:box@{LOOPBACK}:{self.port}>"
        more = f"To: {headers['to']};tag=box\r\nContact: {known}\r\nExpires: {headers.get('expires', '600')}\r\nContent-Length: 0\r\n\r\n"
        self._socket.sendto(f"SIP/2.0 200 OK\r\n{kept}{more}".encode(), peer)
        target = contact[contact.find("<") + 1 : contact.find(">")]
        if method == "REGISTER":
            self._contact = target, peer
        elif method == "SUBSCRIBE" and headers.get("expires") != "0":
            self._subscribed = {**headers, "contact": target}, peer
            self.tell(self.body)
