"""A caller of plain sockets: it says exactly what a test wants said, and shares no code with what it calls."""

from __future__ import annotations

import re
import secrets
import socket
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Self

from tests.peers.process import PATIENCE_S, PeerError

if TYPE_CHECKING:
    from types import TracebackType

LOOPBACK: Final = "127.0.0.1"


class RawCaller:
    """One call over UDP: `invite`, `wait` for a status, `acknowledge`, `request` more, and look at whole `messages` that came."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.messages: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOOPBACK, 0))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self._rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._rtp.bind((LOOPBACK, 0))
        host, _, port = target.partition("@")[2].partition(";")[0].partition(":")
        self._peer = (host, int(port))
        self._dialog = (f"{secrets.token_hex(8)}@{LOOPBACK}", secrets.token_hex(4))
        self._cseq = 0
        self._sender = ""
        self._remote = f"<{target}>"  # To, with its tag once that is known

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._socket.close()
        self._rtp.close()

    def sdp(self, direction: str = "sendrecv", address: str = LOOPBACK) -> str:
        """PCMA and DTMF events."""
        port = self._rtp.getsockname()[1]
        lines = (
            "v=0",
            f"o=raw 1 {self._cseq + 1} IN IP4 {LOOPBACK}",
            "s=-",
            f"c=IN IP4 {address}",
            "t=0 0",
            f"m=audio {port} RTP/AVP 8 101",
        )
        return "\r\n".join((*lines, "a=rtpmap:101 telephone-event/8000", f"a={direction}", ""))

    def invite(self, headers: str = "", body: str | None = None, sender: str = "raw <sip:raw@127.0.0.1>") -> None:
        """`headers` are whole lines, each with its end. Again within the call: a re-INVITE."""
        self._sender = self._sender or sender
        self.request("INVITE", headers, self.sdp() if body is None else body, "application/sdp")

    def request(self, method: str, headers: str = "", body: str = "", kind: str = "") -> None:
        self._cseq += 1
        self._send(method, self._cseq, headers, body, kind)

    def acknowledge(self) -> None:
        self._send("ACK", self._cseq)

    def wait(self, status: int, timeout_s: float = PATIENCE_S) -> str:
        """The response of that status to the last request."""
        wanted = re.compile(rf"SIP/2\.0 {status} .*\r\nCSeq: {self._cseq} ", re.DOTALL)
        return self._await(lambda text: bool(wanted.match(text)), f"status {status}", timeout_s)

    def wait_request(self, method: str, timeout_s: float = PATIENCE_S) -> str:
        return self._await(lambda text: text.startswith(f"{method} "), method, timeout_s)

    def agree(self, request: str, body: str = "") -> None:
        self.answer_with(request, "200 OK", body)

    def answer_with(self, request: str, status_line: str, body: str = "") -> None:
        """To a request of theirs."""
        kept = [
            line
            for line in request.partition("\r\n\r\n")[0].split("\r\n")[1:]
            if line.lower().startswith(("via", "from", "to", "call-id", "cseq"))
        ]
        kind = "Content-Type: application/sdp\r\n" if body else ""
        head = "\r\n".join((f"SIP/2.0 {status_line}", *kept, f"Contact: <sip:raw@{LOOPBACK}:{self.port}>"))
        self._socket.sendto(f"{head}\r\n{kind}Content-Length: {len(body)}\r\n\r\n{body}".encode(), self._peer)

    def talk(self) -> None:
        """INVITE, 200, ACK."""
        self.wait(200)
        self.acknowledge()

    def hang_up(self) -> None:
        self.request("BYE")
        self.wait(200)

    def _send(self, method: str, cseq: int, headers: str = "", body: str = "", kind: str = "") -> None:
        call_id, tag = self._dialog
        lines = [
            f"{method} {self.target} SIP/2.0",
            f"Via: SIP/2.0/UDP {LOOPBACK}:{self.port};rport;branch=z9hG4bK{secrets.token_hex(8)}",
            "Max-Forwards: 70",
            f"From: {self._sender};tag={tag}",
            f"To: {self._remote}",
            f"Call-ID: {call_id}",
            f"CSeq: {cseq} {method}",
            f"Contact: <sip:raw@{LOOPBACK}:{self.port}>",
        ]
        more = f"Content-Type: {kind}\r\n" if kind else ""
        text = "\r\n".join(lines) + f"\r\n{headers}{more}Content-Length: {len(body)}\r\n\r\n{body}"
        self._socket.sendto(text.encode(), self._peer)

    def _await(self, accept: Callable[[str], bool], what: str, timeout_s: float) -> str:
        deadline = time.monotonic() + timeout_s
        seen = 0
        while True:
            while seen < len(self.messages):
                text = self.messages[seen]
                seen += 1
                if accept(text):
                    return text
            if time.monotonic() > deadline:
                raise PeerError(f"no {what} within {timeout_s} s; came:\n" + "\n".join(self.messages))
            self._read()

    def _read(self) -> None:
        try:
            text = self._socket.recv(65_535).decode("utf-8", "replace")
        except TimeoutError:
            return
        if text.strip():
            self.messages.append(text)
            tagged = re.search(r"^To: (.*;tag=\S+)\r$", text, re.MULTILINE)
            if text.startswith("SIP/2.0") and tagged:
                self._remote = tagged[1]
