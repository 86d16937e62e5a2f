"""A telephone made of plain sockets, for what no real program would send: it shares no code with the provider it calls."""

from __future__ import annotations

import hashlib
import re
import secrets
import socket
import struct
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from types import TracebackType

    from tests.peers.sandbox import SandboxProcess

LOOPBACK: Final = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Text:
    """A SIP message as it came: the start line, headers by name in lower case (several values joined by commas), the body."""

    start: str
    headers: dict[str, str]
    body: str

    @property
    def status(self) -> int:
        """Of a response; 0 of a request."""
        return int(self.start.split(" ")[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """Of a request."""
        return self.start.split(" ")[0]


def read_text(data: bytes) -> Text:
    """Splits a message; tests send and get sound ones here."""
    head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
    start, *lines = head.split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        name = name.strip().lower()
        headers[name] = f"{headers[name]}, {value.strip()}" if name in headers else value.strip()
    return Text(start, headers, body)


@dataclass(slots=True)
class Leg:
    """A call that was answered: what its requests are built from."""

    call_id: str
    local: str
    remote: str
    target: str
    answer: Text
    cseq: int = 1
    ringing: list[Text] = field(default_factory=list[Text])


class SandboxPhone:
    """Signs in as one account over UDP or TCP, calls, and sends or hears RTP. A context manager."""

    def __init__(self, sandbox: SandboxProcess, user: str = "anna", transport: str = "UDP", password: str | None = None) -> None:
        self.user = user
        self.transport = transport
        self._domain = sandbox.domain
        self._password = sandbox.accounts[user].password if password is None and user in sandbox.accounts else password or ""
        self._server = (LOOPBACK, sandbox.sip_port)
        self._buffer = b""
        self.repeats = False  # show what is said again because an answer was late, too
        self._heard: set[bytes] = set()
        self.rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.rtp.bind((LOOPBACK, 0))
        self.rtp.settimeout(2)
        if transport == "UDP":
            self.sip = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.sip.bind((LOOPBACK, 0))
            self.sip.connect(self._server)
        else:
            self.sip = socket.create_connection(self._server)
        self.sip.settimeout(PATIENCE_S)

    def __enter__(self) -> SandboxPhone:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.sip.close()
        self.rtp.close()

    @property
    def contact(self) -> str:
        """Our own URI."""
        host, port = self.sip.getsockname()
        return f"sip:{self.user}@{host}:{port};transport={self.transport.lower()}"

    @property
    def address(self) -> str:
        """Our address of record."""
        return f"sip:{self.user}@{self._domain}"

    def offer(self, formats: str = "8 0 101", direction: str = "sendrecv") -> str:
        """A session description for our RTP socket."""
        return (
            f"v=0\r\no=- 1 1 IN IP4 {LOOPBACK}\r\ns=-\r\nc=IN IP4 {LOOPBACK}\r\nt=0 0\r\n"
            f"m=audio {self.rtp.getsockname()[1]} RTP/AVP {formats}\r\na=rtpmap:101 telephone-event/8000\r\na={direction}\r\n"
        )

    def send(self, data: str | bytes) -> None:
        """Raw."""
        self.sip.sendall(data if isinstance(data, bytes) else data.encode())

    def request(self, method: str, uri: str, headers: dict[str, str], body: str = "") -> str:
        """A request with Via and Content-Length; the rest is the caller's."""
        host, port = self.sip.getsockname()
        lines = [f"{method} {uri} SIP/2.0", f"Via: SIP/2.0/{self.transport} {host}:{port};rport;branch=z9hG4bK{secrets.token_hex(8)}"]
        lines += [f"{name}: {value}" for name, value in ({"Max-Forwards": "70"} | headers).items()]
        if body and "Content-Type" not in headers:
            lines.append("Content-Type: application/sdp")
        lines.append(f"Content-Length: {len(body.encode())}")
        return "\r\n".join(lines) + "\r\n\r\n" + body

    def receive(self, seconds: float = PATIENCE_S) -> Text:
        """The next message; TimeoutError."""
        self.sip.settimeout(seconds)
        if self.transport == "UDP":
            return read_text(self._next_datagram(seconds))
        while True:
            match = re.search(rb"\r\n\r\n", self._buffer)
            if match:
                length = int(read_text(self._buffer[: match.end()]).headers["content-length"])
                if len(self._buffer) >= match.end() + length:
                    whole, self._buffer = self._buffer[: match.end() + length], self._buffer[match.end() + length :]
                    return read_text(whole)
            data = self.sip.recv(65536)
            assert data, "the provider closed the connection"
            self._buffer += data

    def _next_datagram(self, seconds: float) -> bytes:
        """Without those that are sent again where one was late to answer (RFC 3261 section 17)."""
        deadline = time.monotonic() + seconds
        while (data := self.sip.recv(65536)) in self._heard and not self.repeats:
            self.sip.settimeout(max(0.01, deadline - time.monotonic()))
        self._heard.add(data)
        return data

    def final(self, seconds: float = PATIENCE_S, heard: list[Text] | None = None) -> Text:
        """The next final response; provisional ones go to `heard`."""
        deadline = time.monotonic() + seconds
        while True:
            message = self.receive(max(0.01, deadline - time.monotonic()))
            if message.status >= 200:
                return message
            if heard is not None:
                heard.append(message)

    def credentials(self, challenge: Text, method: str, uri: str) -> dict[str, str]:
        """The header that answers a 401 or 407 (RFC 7616, MD5, qop=auth)."""
        asked = challenge.headers.get("www-authenticate") or challenge.headers["proxy-authenticate"]
        fields = dict(re.findall(r'(\w+)="([^"]*)"', asked))
        cnonce, count = secrets.token_hex(8), "00000001"
        first = hashlib.md5(f"{self.user}:{fields['realm']}:{self._password}".encode()).hexdigest()
        second = hashlib.md5(f"{method}:{uri}".encode()).hexdigest()
        response = hashlib.md5(f"{first}:{fields['nonce']}:{count}:{cnonce}:auth:{second}".encode()).hexdigest()
        name = "Authorization" if challenge.status == 401 else "Proxy-Authorization"
        value = f'Digest username="{self.user}", realm="{fields["realm"]}", nonce="{fields["nonce"]}", uri="{uri}", response="{response}"'
        return {name: f'{value}, algorithm=MD5, cnonce="{cnonce}", qop=auth, nc={count}'}

    def register(self, contact: str | None = None, expires: int = 300, extra: dict[str, str] | None = None) -> Text:
        """Signs in (or out, with 0); the last answer."""
        tag, call_id, uri = secrets.token_hex(4), secrets.token_hex(8), f"sip:{self._domain}"
        answer: Text | None = None
        for cseq in (1, 2):
            headers = {"From": f"<{self.address}>;tag={tag}", "To": f"<{self.address}>", "Call-ID": call_id, "CSeq": f"{cseq} REGISTER"}
            headers |= {"Contact": contact or f"<{self.contact}>", "Expires": str(expires)} | (extra or {})
            if answer is not None:
                headers |= self.credentials(answer, "REGISTER", uri)
            self.send(self.request("REGISTER", uri, headers))
            answer = self.final()
            if answer.status != 401:
                break
        assert answer is not None
        return answer

    def start_call(self, target: str, body: str | None = None) -> tuple[Text, dict[str, str], str]:
        """Sends INVITEs until one is not challenged; its first answer, and headers and wire form of that INVITE."""
        uri = target if target.startswith("sip:") else f"sip:{target}@{self._domain}"
        body = self.offer() if body is None else body
        headers = {"From": f"<{self.address}>;tag={secrets.token_hex(4)}", "To": f"<{uri}>", "Call-ID": secrets.token_hex(8)}
        headers |= {"Contact": f"<{self.contact}>", "CSeq": "1 INVITE"}
        first = self.request("INVITE", uri, headers, body)
        self.send(first)
        challenge = self.final()
        self.acknowledge_failure(first, challenge)
        if challenge.status != 407:
            return challenge, headers, first
        headers |= {"CSeq": "2 INVITE"} | self.credentials(challenge, "INVITE", uri)
        second = self.request("INVITE", uri, headers, body)
        self.send(second)
        return self.receive(), headers, second

    def write(self, target: str, text: str, kind: str = "text/plain;charset=UTF-8", expires: int | None = None) -> Text:
        """A MESSAGE (RFC 3428), and its final answer."""
        uri, answer = f"sip:{target}@{self._domain}", None
        headers = {"From": f"<{self.address}>;tag={secrets.token_hex(4)}", "To": f"<{uri}>", "Call-ID": secrets.token_hex(8)}
        headers |= {"Content-Type": kind} | ({} if expires is None else {"Expires": str(expires)})
        for cseq in (1, 2):
            headers["CSeq"] = f"{cseq} MESSAGE"
            proof = self.credentials(answer, "MESSAGE", uri) if answer else {}
            self.send(self.request("MESSAGE", uri, headers | proof, text))
            answer = self.final()
            if answer.status != 407:
                break
        assert answer is not None
        return answer

    def acknowledge_failure(self, invite: str, answer: Text) -> None:
        """The ACK of a failure: the INVITE's own Via (RFC 3261 section 17.1.1.3)."""
        sent = read_text(invite.encode())
        lines = [f"ACK {invite.split(' ')[1]} SIP/2.0", f"Via: {sent.headers['via']}", "Max-Forwards: 70"]
        lines += [f"From: {sent.headers['from']}", f"To: {answer.headers['to']}", f"Call-ID: {sent.headers['call-id']}"]
        self.send("\r\n".join([*lines, f"CSeq: {sent.headers['cseq'].split(' ')[0]} ACK", "Content-Length: 0", "", ""]))

    def call(self, target: str, body: str | None = None, seconds: float = PATIENCE_S) -> Leg | Text:
        """A call up to its final answer: a `Leg` when it was taken (and acknowledged), else the refusal."""
        ringing: list[Text] = []
        answer, headers, invite = self.start_call(target, body)
        if answer.status < 200:
            ringing.append(answer)
            answer = self.final(seconds, ringing)
        if answer.status >= 300:
            self.acknowledge_failure(invite, answer)
            return answer
        found = re.search(r"<([^>]+)>", answer.headers["contact"])
        assert found
        cseq = int(headers["CSeq"].split(" ")[0])
        leg = Leg(headers["Call-ID"], headers["From"], answer.headers["to"], found[1], answer, cseq, ringing)
        self.send(self.request("ACK", leg.target, self.inside(leg, "ACK")))
        return leg

    def answered_call(self, target: str, body: str | None = None, seconds: float = PATIENCE_S) -> Leg:
        """A call that must be taken."""
        leg = self.call(target, body, seconds)
        assert isinstance(leg, Leg), leg.start
        return leg

    def inside(self, leg: Leg, method: str) -> dict[str, str]:
        """The headers of a request inside a call; counts its CSeq up, but for ACK."""
        leg.cseq += method != "ACK"
        headers = {"From": leg.local, "To": leg.remote, "Call-ID": leg.call_id, "CSeq": f"{leg.cseq} {method}"}
        return headers | {"Contact": f"<{self.contact}>"}

    def again(self, leg: Leg, method: str, body: str = "") -> Text:
        """A request inside a call, and its answer (acknowledged, for an INVITE)."""
        self.send(self.request(method, leg.target, self.inside(leg, method), body))
        answer = self.final()
        if method == "INVITE" and answer.status < 300:
            self.send(self.request("ACK", leg.target, self.inside(leg, "ACK")))
        return answer

    def reply(self, request: Text, status: str, raw_headers: str = "") -> None:
        """A response to a request that came, with one Via."""
        names = ("Via", "From", "To", "Call-ID", "CSeq")
        lines = [f"SIP/2.0 {status}", *(f"{name}: {request.headers[name.lower()]}" for name in names)]
        self.send("\r\n".join(lines) + f"\r\n{raw_headers}Content-Length: 0\r\n\r\n")

    def talk(self, port: int, frames: int, payload: bytes = b"\xd5" * 160, kind: int = 8) -> list[bytes]:
        """Sends RTP frames, 20 ms apart; everything that was heard meanwhile, without headers."""
        heard: list[bytes] = []
        sequence, ssrc, began = secrets.randbits(15), secrets.randbits(32), time.monotonic()
        for index in range(frames):
            head = struct.pack("!BBHII", 0x80, kind, sequence + index, 160 * index, ssrc)
            self.rtp.sendto(head + payload, (LOOPBACK, port))
            heard += self._hear_until(began + (index + 1) * 0.02)
        return heard

    def listen(self, seconds: float) -> list[bytes]:
        """The RTP payloads that come in that time."""
        return self._hear_until(time.monotonic() + seconds)

    def _hear_until(self, deadline: float) -> list[bytes]:
        heard: list[bytes] = []
        while (left := deadline - time.monotonic()) > 0:
            self.rtp.settimeout(left)
            try:
                heard.append(self.rtp.recv(2048)[12:])
            except TimeoutError:
                break
        return heard


def audio_port(description: str) -> int:
    """The port of the first audio section."""
    found = re.search(r"(?m)^m=audio (\d+) ", description)
    assert found, description
    return int(found[1])
