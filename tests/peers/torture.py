"""The messages of RFC 4475, octet for octet (`tests/data/rfc4475`), by their names there; and a host that hears what is said to them."""

from __future__ import annotations

import random
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from types import TracebackType

FOLDER: Final = Path(__file__).parents[1] / "data" / "rfc4475"

SECTIONS: Final[dict[str, str]] = {
    # Valid, and odd
    "wsinv": "3.1.1.1",
    "intmeth": "3.1.1.2",
    "esc01": "3.1.1.3",
    "escnull": "3.1.1.4",
    "esc02": "3.1.1.5",
    "lwsdisp": "3.1.1.6",
    "longreq": "3.1.1.7",
    "dblreq": "3.1.1.8",
    "semiuri": "3.1.1.9",
    "transports": "3.1.1.10",
    "mpart01": "3.1.1.11",
    "unreason": "3.1.1.12",
    "noreason": "3.1.1.13",
    # Invalid, each in its way
    "badinv01": "3.1.2.1",
    "clerr": "3.1.2.2",
    "ncl": "3.1.2.3",
    "scalar02": "3.1.2.4",
    "scalarlg": "3.1.2.5",
    "quotbal": "3.1.2.6",
    "ltgtruri": "3.1.2.7",
    "lwsruri": "3.1.2.8",
    "lwsstart": "3.1.2.9",
    "trws": "3.1.2.10",
    "escruri": "3.1.2.11",
    "baddate": "3.1.2.12",
    "regbadct": "3.1.2.13",
    "badaspec": "3.1.2.14",
    "baddn": "3.1.2.15",
    "badvers": "3.1.2.16",
    "mismatch01": "3.1.2.17",
    "mismatch02": "3.1.2.18",
    "bigcode": "3.1.2.19",
    # The transaction layer
    "badbranch": "3.2.1",
    # The application layer
    "insuf": "3.3.1",
    "unkscm": "3.3.2",
    "novelsc": "3.3.3",
    "unksm2": "3.3.4",
    "bext01": "3.3.5",
    "invut": "3.3.6",
    "regaut01": "3.3.7",
    "multi01": "3.3.8",
    "mcl01": "3.3.9",
    "bcast": "3.3.10",
    "zeromf": "3.3.11",
    "cparam01": "3.3.12",
    "cparam02": "3.3.13",
    "regescrt": "3.3.14",
    "sdp01": "3.3.15",
    # Before RFC 3261
    "inv2543": "3.4.1",
    # In the archive alone
    "test": "A",
}

MESSAGES: Final[dict[str, bytes]] = {name: (FOLDER / f"{name}.dat").read_bytes() for name in SECTIONS}

_VIA_PORTS: Final = (5060, 5050)  # that the messages' topmost Vias name, or mean by naming none
_STATUS: Final = re.compile(rb"SIP/2\.0 (\d{3}) ")


class Host:
    """An address of loopback of its own, where the answers to the messages come to, though they ask for no `rport`: the address they came
    from, and the port that their topmost Via names (RFC 3261 section 18.2.2). A context manager."""

    def __init__(self) -> None:
        chance = random.SystemRandom()
        self.address = ".".join(("127", *(str(chance.randrange(1, 255)) for _ in range(3))))
        self._sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in _VIA_PORTS]

    def __enter__(self) -> Self:
        for line, port in zip(self._sockets, _VIA_PORTS, strict=True):
            line.bind((self.address, port))
            line.settimeout(PATIENCE_S)
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        for line in self._sockets:
            line.close()

    def answers(self, message: bytes, port: int) -> list[bytes]:
        """Everything that comes back to a message, before the answer to what is asked right behind it."""
        line, other = self._sockets
        line.sendto(message, (LOOPBACK, port))
        line.sendto(self._question(port), (LOOPBACK, port))
        heard: list[bytes] = []
        while b"Call-ID: and-you" not in (answer := line.recv(65_535)):
            heard.append(answer)
        other.setblocking(False)
        try:
            while True:
                heard.append(other.recv(65_535))
        except BlockingIOError:
            return heard

    def statuses(self, message: bytes, port: int) -> list[int]:
        """Of the answers, without 100."""
        found = [_STATUS.match(answer) for answer in self.answers(message, port)]
        return [status for one in found if one and (status := int(one[1])) > 100]

    def _question(self, port: int) -> bytes:
        lines = (
            f"OPTIONS sip:{LOOPBACK}:{port} SIP/2.0",
            f"Via: SIP/2.0/UDP {self.address};branch=z9hG4bK{random.getrandbits(64):x}",
            "Max-Forwards: 70",
            f"From: <sip:host@{self.address}>;tag=1",
            f"To: <sip:{LOOPBACK}:{port}>",
            f"Call-ID: and-you-{random.getrandbits(64):x}",
            "CSeq: 1 OPTIONS",
            "Content-Length: 0",
        )
        return "\r\n".join((*lines, "", "")).encode()
