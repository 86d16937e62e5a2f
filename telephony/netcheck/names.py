"""Whether the server's name has an address, and whether there is a way out at all."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from dataclasses import dataclass
from typing import Final

from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from telephony.netcheck.patience import Patience

_TIMEOUT_S: Final = 8.0
_LOOK_S: Final = 0.2
_ELSEWHERE: Final = ("192.0.2.1", 9)  # TEST-NET-1 (RFC 5737): nothing is sent, only the route is looked up


@dataclass(frozen=True, slots=True)
class Resolved:
    finding: CheckFinding
    addresses: tuple[str, ...] = ()


def look_up(host: str, patience: Patience) -> Resolved:
    """The IPv4 addresses of `host`: at once where it is one itself."""
    try:
        return _found((str(ipaddress.IPv4Address(host)),))
    except ValueError:
        pass
    answers: queue.SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = queue.SimpleQueue()
    # A name server that does not answer blocks for many seconds, and can't be told to stop.
    threading.Thread(target=lambda: answers.put(_ask(host)), name="name check", daemon=True).start()
    for _ in range(round(_TIMEOUT_S / _LOOK_S)):
        patience.check()
        try:
            return _judged(answers.get(timeout=_LOOK_S))
        except queue.Empty:
            continue
    return _failed(CheckOutcome.NO_NAME_SERVER)


def has_way_out() -> bool:
    """Whether packets to another network would leave this computer."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_ELSEWHERE)
        except OSError:
            return False
        return True


def _ask(host: str) -> tuple[str, ...] | OSError | UnicodeError:
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_INET, socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        return error
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _judged(answer: tuple[str, ...] | OSError | UnicodeError) -> Resolved:
    if isinstance(answer, tuple):
        return _found(answer) if answer else _failed(CheckOutcome.NO_ADDRESS)
    if not has_way_out():
        return _failed(CheckOutcome.NO_NETWORK)
    silent = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
    return _failed(CheckOutcome.NO_NAME_SERVER if silent else CheckOutcome.NO_ADDRESS)


def _found(addresses: tuple[str, ...]) -> Resolved:
    return Resolved(CheckFinding(CheckStep.NAMES, CheckOutcome.FINE, ", ".join(addresses)), addresses)


def _failed(outcome: CheckOutcome) -> Resolved:
    return Resolved(CheckFinding(CheckStep.NAMES, outcome))
