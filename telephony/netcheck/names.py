"""Whether the server's name has an address, and whether there is a way out at all."""

from __future__ import annotations

import queue
import socket
import threading
from dataclasses import dataclass
from typing import Final

from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckStep
from telephony.netcheck.patience import Patience
from telephony.network.hosts import numeric, preferred
from telephony.network.watch import source_towards, way_out

_TIMEOUT_S: Final = 8.0
_LOOK_S: Final = 0.2


@dataclass(frozen=True, slots=True)
class Resolved:
    finding: CheckFinding
    addresses: tuple[str, ...] = ()


def look_up(host: str, patience: Patience, *, ipv6: bool = True) -> Resolved:
    """The addresses of `host` in the order in which calls would use them: at once where it is one itself. `ipv6`: calls can go by it."""
    if address := numeric(host):
        return _found((address,), ipv6=ipv6)
    answers: queue.SimpleQueue[tuple[str, ...] | OSError | UnicodeError] = queue.SimpleQueue()
    # A name server that does not answer blocks for many seconds, and can't be told to stop.
    threading.Thread(target=lambda: answers.put(_ask(host)), name="name check", daemon=True).start()
    for _ in range(round(_TIMEOUT_S / _LOOK_S)):
        patience.check()
        try:
            return _judged(answers.get(timeout=_LOOK_S), ipv6=ipv6)
        except queue.Empty:
            continue
    return _failed(CheckOutcome.NO_NAME_SERVER)


def _ask(host: str) -> tuple[str, ...] | OSError | UnicodeError:
    try:
        answers = socket.getaddrinfo(host, None, socket.AF_UNSPEC, socket.SOCK_DGRAM)
    except (OSError, UnicodeError) as error:
        return error
    return tuple(dict.fromkeys(str(answer[4][0]) for answer in answers if "%" not in str(answer[4][0])))


def _judged(answer: tuple[str, ...] | OSError | UnicodeError, *, ipv6: bool) -> Resolved:
    if isinstance(answer, tuple):
        return _found(answer, ipv6=ipv6) if answer else _failed(CheckOutcome.NO_ADDRESS)
    if not way_out(ipv6=ipv6):
        return _failed(CheckOutcome.NO_NETWORK)
    silent = isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN
    return _failed(CheckOutcome.NO_NAME_SERVER if silent else CheckOutcome.NO_ADDRESS)


def _found(addresses: tuple[str, ...], *, ipv6: bool) -> Resolved:
    """Nothing is asked of an address that calls could not use."""
    usable = preferred(addresses, ipv6=ipv6, reaches=lambda address: bool(source_towards(address)))
    if not ipv6 and ":" in usable[0]:
        return Resolved(CheckFinding(CheckStep.NAMES, CheckOutcome.NO_IPV6, ", ".join(usable)))
    return Resolved(CheckFinding(CheckStep.NAMES, CheckOutcome.FINE, ", ".join(usable)), usable)


def _failed(outcome: CheckOutcome) -> Resolved:
    return Resolved(CheckFinding(CheckStep.NAMES, outcome))
