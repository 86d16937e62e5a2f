"""What a person wants to know of a certificate, read from its DER: whom it is for, who signed it, until when (RFC 5280 section 4.1).

Only to be shown: nothing is verified here, and every text in it is foreign.
"""

from __future__ import annotations

import ipaddress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEQUENCE, _OID, _OCTETS, _UTC_TIME, _GENERAL_TIME = 0x30, 0x06, 0x04, 0x17, 0x18
_VERSION, _EXTENSIONS = 0xA0, 0xA3  # context tags of TBSCertificate
_DNS, _URI, _IP = 0x82, 0x86, 0x87  # of GeneralName
_COMMON_NAME, _ORGANISATION = bytes.fromhex("550403"), bytes.fromhex("55040a")
_ALTERNATIVE_NAMES: Final = bytes.fromhex("551d11")
_MOST: Final = 100  # names that are told

Element = tuple[int, bytes]  # tag, contents


class CertificateFacts(msgspec.Struct, frozen=True):
    """`names`: hosts, addresses and URIs that it is for. `until_us`: the end of its time, UTC microseconds (0: not told)."""

    names: tuple[str, ...] = ()
    issuer: str = ""
    until_us: int = 0


def read_certificate(der: bytes) -> CertificateFacts:
    """Raises `ValueError` for what is no certificate."""
    try:
        return _read(der)
    except (IndexError, OverflowError) as error:
        raise ValueError("no certificate") from error


def _read(der: bytes) -> CertificateFacts:
    tbs = list(_elements(_only(_only(der, _SEQUENCE), _SEQUENCE)))
    if tbs[0][0] == _VERSION:
        del tbs[0]
    _serial, _algorithm, (_, issuer), (_, validity), (_, subject), *rest = tbs
    names = tuple(name for tag, contents in rest if tag == _EXTENSIONS for name in _alternative_names(contents))
    fallback = _name(subject, _COMMON_NAME)  # where there are none: RFC 6125 section 6.4.4
    issued_by = _name(issuer, _COMMON_NAME) or _name(issuer, _ORGANISATION)
    return CertificateFacts(names[:_MOST] or ((fallback,) if fallback else ()), issued_by, _time(list(_elements(validity))[1]))


def _elements(data: bytes) -> Iterator[Element]:
    """What stands one after the other in `data`."""
    place = 0
    while place < len(data):
        tag, size = data[place], data[place + 1]
        place += 2
        if size >= 0x80:
            octets = size & 0x7F
            size = int.from_bytes(data[place : place + octets])
            place += octets
        if place + size > len(data):
            raise ValueError("it is cut off")
        yield tag, data[place : place + size]
        place += size


def _only(data: bytes, tag: int) -> bytes:
    """The contents of the first element, which must be of that kind."""
    found = next(_elements(data), None)
    if found is None or found[0] != tag:
        raise ValueError(f"no element {tag:#x}")
    return found[1]


def _name(name: bytes, wanted: bytes) -> str:
    """An attribute of a distinguished name; "" where it has none."""
    for _, relative in _elements(name):
        for _, attribute in _elements(relative):
            (_, kind), (_, value), *_ = _elements(attribute)
            if kind == wanted:
                return value.decode("utf-8", "replace")
    return ""


def _alternative_names(extensions: bytes) -> Iterator[str]:
    for _, extension in _elements(_only(extensions, _SEQUENCE)):
        parts = list(_elements(extension))
        if parts[0] == (_OID, _ALTERNATIVE_NAMES) and parts[-1][0] == _OCTETS:
            for tag, value in _elements(_only(parts[-1][1], _SEQUENCE)):
                if tag in (_DNS, _URI):
                    yield value.decode("ascii", "replace")
                elif tag == _IP and len(value) in (4, 16):
                    yield str(ipaddress.ip_address(value))


def _time(element: Element) -> int:
    """UTCTime or GeneralizedTime; 0 for any other. Two digits of a year mean 1950 to 2049 (RFC 5280 section 4.1.2.5.1)."""
    tag, value = element
    text = value.decode("ascii", "replace")
    if tag == _UTC_TIME:
        text = ("20" if text[:2] < "50" else "19") + text
    elif tag != _GENERAL_TIME:
        return 0
    return round(datetime.strptime(text, "%Y%m%d%H%M%SZ").replace(tzinfo=UTC).timestamp()) * 1_000_000
