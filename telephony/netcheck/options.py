"""Does a SIP server answer? OPTIONS (RFC 3261 section 11) by each transport; any final response will do."""

from __future__ import annotations

import hashlib
import re
import socket
import ssl
import time
import uuid
from dataclasses import dataclass
from typing import Final

from telephony.message_base import Transport
from telephony.netcheck.findings import CheckOutcome
from telephony.netcheck.patience import Patience
from telephony.network.hosts import family, host_port, written
from telephony.networking import SecurityConfig, TlsTrust
from telephony.reasons import ReasonCode

_UDP_TRIES_S: Final = (0.5, 1.0, 2.0)  # as RFC 3261 section 17.1.2.2 sends again, but not for 32 s
_TCP_TIMEOUT_S: Final = 4.0
_MOST: Final = 8192
_RECEIVED: Final = re.compile(rb";received=\[?([0-9a-f:.]+)", re.IGNORECASE)
_RPORT: Final = re.compile(rb";rport=(\d+)", re.IGNORECASE)
_VIA: Final = re.compile(rb"^(?:via|v)\s*:[^\r\n]*", re.IGNORECASE | re.MULTILINE)
# What OpenSSL finds wrong (x509_vfy.h), in our codes.
_PROBLEMS: Final = {
    10: ReasonCode.CERTIFICATE_EXPIRED.value,
    **dict.fromkeys((2, 18, 19, 20, 21), ReasonCode.CERTIFICATE_UNKNOWN_ISSUER.value),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` as the finding has it; `seen` is our address:port as the server saw it ("" where it does not say), `local` as we know it."""

    outcome: CheckOutcome
    value: str = ""
    seen: str = ""
    local: str = ""


def ask_udp(address: tuple[str, int], domain: str, patience: Patience) -> Answer:
    with socket.socket(family(address[0]), socket.SOCK_DGRAM) as one:
        try:
            one.connect(address)
        except OSError:
            return Answer(CheckOutcome.NO_NETWORK)
        request = _request(one, domain, Transport.UDP)
        begun = time.monotonic()
        for wait_s in _UDP_TRIES_S:
            try:
                one.send(request)
                if patience.readable(one, wait_s):
                    return _judged(one.recv(_MOST), begun, one)
            except ConnectionRefusedError:  # ICMP port unreachable
                return Answer(CheckOutcome.REFUSED)
            except OSError:
                return Answer(CheckOutcome.NO_NETWORK)
    return Answer(CheckOutcome.NO_ANSWER)


def ask_tcp(address: tuple[str, int], domain: str, patience: Patience) -> Answer:
    begun = time.monotonic()
    one = _connected(address, patience)
    if isinstance(one, Answer):
        return one
    with one:
        return _exchange(one, _request(one, domain, Transport.TCP), begun, patience)


def ask_tls(address: tuple[str, int], domain: str, security: SecurityConfig, patience: Patience, host: str = "") -> Answer:
    """The certificate is checked as calls would check it before anything is said; `host` is what it has to name ("": the domain)."""
    name = (host or domain).strip("[]")
    begun = time.monotonic()
    plain = _connected(address, patience)
    if isinstance(plain, Answer):
        return plain
    with plain:
        plain.settimeout(_TCP_TIMEOUT_S)
        try:
            one = _context(security).wrap_socket(plain, server_hostname=name)
        except ssl.SSLCertVerificationError as error:
            return Answer(CheckOutcome.UNTRUSTED, _PROBLEMS.get(error.verify_code, error.verify_message))
        except ssl.SSLError:
            return Answer(CheckOutcome.NOT_SIP)
        except (OSError, ValueError) as error:
            return Answer(CheckOutcome.UNTRUSTED if isinstance(error, FileNotFoundError) else CheckOutcome.NO_ANSWER, security.ca_file)
        with one:
            objection = _objection(one, name, security)
            if objection:
                return Answer(CheckOutcome.UNTRUSTED, objection)
            return _exchange(one, _request(one, domain, Transport.TLS), begun, patience)


def _objection(one: ssl.SSLSocket, name: str, security: SecurityConfig) -> str:
    """What is wrong with a certificate whose issuer is believed; "" where nothing is."""
    if security.trust is TlsTrust.PINNED:
        found = hashlib.sha256(one.getpeercert(binary_form=True) or b"").hexdigest()
        return "" if found in security.pins else found
    names = {str(value).lower() for kind, value in (one.getpeercert() or {}).get("subjectAltName", ()) if kind in ("DNS", "IP Address")}
    # Whole: a wildcard names no server of SIP (RFC 5922 section 7.2).
    return "" if name.lower() in names else ReasonCode.CERTIFICATE_WRONG_NAME.value


def _connected(address: tuple[str, int], patience: Patience) -> socket.socket | Answer:
    one = socket.socket(family(address[0]), socket.SOCK_STREAM)
    one.setblocking(False)
    try:
        one.connect(address)
    except BlockingIOError:
        pass
    except OSError:
        one.close()
        return Answer(CheckOutcome.NO_NETWORK)
    try:
        ready = patience.writable(one, _TCP_TIMEOUT_S)
        error = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    except BaseException:
        one.close()
        raise
    if ready and not error:
        return one
    one.close()
    return Answer(CheckOutcome.REFUSED if ready else CheckOutcome.NO_ANSWER)


def _exchange(one: socket.socket, request: bytes, begun: float, patience: Patience) -> Answer:
    try:
        one.setblocking(True)
        one.settimeout(_TCP_TIMEOUT_S)
        one.sendall(request)
        if isinstance(one, ssl.SSLSocket) or patience.readable(one, _TCP_TIMEOUT_S):
            return _judged(one.recv(_MOST), begun, one)
    except OSError:
        pass
    return Answer(CheckOutcome.NO_ANSWER)


def _context(security: SecurityConfig) -> ssl.SSLContext:
    """Raises OSError for a file of roots that can't be read."""
    if security.trust is TlsTrust.PINNED:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE  # this one certificate is known by its hash
        return context
    context = ssl.create_default_context(cafile=security.ca_file if security.trust is TlsTrust.FILE else None)
    context.check_hostname = False  # `_objection` is stricter
    return context


def _request(one: socket.socket, domain: str, transport: Transport) -> bytes:
    host, port = one.getsockname()[:2]
    mark = uuid.uuid4().hex
    lines = (
        f"OPTIONS sip:{domain} SIP/2.0",
        f"Via: SIP/2.0/{transport.upper()} {host_port(host, port)};rport;branch=z9hG4bK{mark}",
        "Max-Forwards: 70",
        f"From: <sip:check@{domain}>;tag={mark[:10]}",
        f"To: <sip:{domain}>",
        f"Call-ID: {mark}@{written(host)}",
        "CSeq: 1 OPTIONS",
        "Accept: application/sdp",
        "Content-Length: 0",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _judged(answer: bytes, begun: float, one: socket.socket) -> Answer:
    if not answer.startswith(b"SIP/2.0 "):
        return Answer(CheckOutcome.NOT_SIP)
    milliseconds = max(1, round((time.monotonic() - begun) * 1000))
    host, port = one.getsockname()[:2]
    via = _VIA.search(answer)
    received, rport = (pattern.search(via[0]) if via else None for pattern in (_RECEIVED, _RPORT))
    seen = host_port(received[1].decode() if received else host, int(rport[1])) if rport else ""
    return Answer(CheckOutcome.FINE, str(milliseconds), seen, host_port(host, port))
