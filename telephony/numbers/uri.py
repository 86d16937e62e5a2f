"""The addresses that links and contacts carry: tel: (RFC 3966), sip: and sips: (RFC 3261, 19.1), callto:, sms:, and plain user@host."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from telephony.numbers.meanings import Address, Refusal, RefusalCode
from telephony.numbers.text import clean, digits_of, is_number_like

_SCHEME: Final = re.compile(r"\s*(tel|callto|sms|sips?)\s*:\s*(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_LABEL: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?")
_IPV6: Final = re.compile(r"\[[0-9A-Fa-f:.]+\]")
_PORT: Final = re.compile(r"[0-9]{1,5}")
_USER_SAFE: Final = "-_.!~*'()&=+$,;?/"  # what may stand unescaped in the user part
_PARAMETER: Final = re.compile(r"[A-Za-z0-9_.-]+(=[A-Za-z0-9_.:\[\]-]+)?")
_LONGEST: Final = 512


@dataclass(frozen=True, slots=True)
class NumberText:
    """The number in a link, still a text, and the extension its parameters name."""

    text: str
    extension: str = ""


def split_uri(cleaned: str) -> NumberText | Address | Refusal:
    """What a text addresses: a SIP address, or a number's text (the text itself where it has no scheme)."""
    match = _SCHEME.fullmatch(cleaned)
    if match is None:
        if "@" in cleaned and not re.search(r"\s", cleaned):
            return _address("sip", cleaned)
        return NumberText(cleaned)
    scheme, rest = match[1].lower(), match[2].strip()
    number_link = "@" not in rest and (not scheme.startswith("sip") or is_number_like(_unquote(_before(rest, ";?"))))
    if number_link:
        return _number(rest)
    return _address(scheme if scheme == "sips" else "sip", rest)


def sip_user(uri: str) -> str:
    """The user part of a SIP address as it reads, without parameters; the host where there is no user."""
    rest = uri.partition(":")[2]
    user, at, host = rest.rpartition("@")
    return clean(_unquote(_before(user, ";") if at else _before(host, ";?")))


def _number(rest: str) -> NumberText:
    text, *parameters = _before(rest, "?").split(";")
    values = {name.lower(): clean(_unquote(value)) for name, _, value in (part.partition("=") for part in parameters)}
    number = clean(_unquote(text))
    context = values.get("phone-context", "")
    # A local number with its country or area code (RFC 3966, 5.1.5); a domain as the context says nothing about digits.
    if context.startswith("+") and is_number_like(context) and number and not number.startswith("+"):
        number = f"{context} {number}"
    return NumberText(number, digits_of(values.get("ext", "")))


def _address(scheme: str, rest: str) -> Address | Refusal:
    """Headers ("?Replaces=…") are dropped: a link must not steer the call. A password in the address is refused."""
    user_text, at, host_part = rest.rpartition("@")
    user = _quote(_unquote(user_text))
    host_port, *parameters = _before(host_part, "?").split(";")
    host = _host(host_port)
    broken = (at and not user) or ":" in user_text or "@" in user_text or host is None or len(rest) > _LONGEST
    if broken or not all(_PARAMETER.fullmatch(part) for part in parameters):
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": rest[:_LONGEST]})
    return Address(f"{scheme}:{user}{at}{';'.join((host or '', *parameters))}")


def _host(text: str) -> str | None:
    """host[:port] in ASCII; None when it is none."""
    bracket = text.rfind("]")
    colon = text.find(":", bracket + 1)
    name, port = (text, "") if colon < 0 else (text[:colon], text[colon:])
    if port and not (_PORT.fullmatch(port[1:]) and 0 < int(port[1:]) < 65536):
        return None
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    valid = _IPV6.fullmatch(name) or all(_LABEL.fullmatch(label) for label in name.removesuffix(".").split("."))
    return name.lower() + port if valid else None


def _before(text: str, marks: str) -> str:
    return re.split(f"[{re.escape(marks)}]", text, maxsplit=1)[0]


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    from urllib.parse import unquote  # only for the few texts that have escapes

    return unquote(text, errors="replace")


def _quote(text: str) -> str:
    from urllib.parse import quote

    return quote(text, safe=_USER_SAFE)
