"""Between SIP URIs and what a person sees: a full number, or user@domain."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, unquote

from agent_app.accounts.model import split_address

_E164: Final = re.compile(r"\+[1-9]\d{5,14}", re.ASCII)
# RFC 3261 section 25.1, unreserved and user-unreserved; "#" is not among them and goes out as %23.
_USER_SAFE: Final = "-_.!~*'()&=+$,;?/"
_DIALLED: Final = re.compile(r"\+?[\d*#]{1,40}", re.ASCII)


def is_e164(text: str) -> bool:
    """Whether `text` is a full number as this program keeps it: a plus and digits."""
    return _E164.fullmatch(text) is not None


def can_be_dialled(number: str) -> bool:
    """Whether `number` is a full number, an internal number or a feature code: digits, * and #."""
    return _DIALLED.fullmatch(number) is not None


def number_target(number: str, account_address: str) -> str:
    """The SIP URI that calls `number` through the account's provider or exchange."""
    return f"sip:{quote(number, safe=_USER_SAFE)}@{split_address(account_address)[1]}"


def target_of(remote: str) -> str:
    """The SIP URI of user@domain."""
    user, _, host = remote.rpartition("@")
    return f"sip:{quote(user, safe=_USER_SAFE)}@{host}"


def number_remote(number: str, account_address: str) -> str:
    """How the far side of such a call is remembered: full numbers as they are, internal ones with the exchange they belong to."""
    return number if is_e164(number) else f"{number}@{split_address(account_address)[1]}"


def remote_of_uri(uri: str) -> str:
    """The caller in a From URI: E.164 where it names a full number, else user@host; the text itself where it is neither."""
    text = uri.strip()
    if text.startswith("<"):
        text = text[1:].partition(">")[0]
    scheme, colon, rest = text.partition(":")
    if not colon or scheme.lower() not in {"sip", "sips", "tel"}:
        return text
    bare = rest.partition("?")[0]
    user, at, host = bare.rpartition("@")
    if not at:
        user, host = (bare, "") if scheme.lower() == "tel" else ("", bare)
    number = re.sub(r"[-.()]", "", unquote(user.partition(";")[0]))
    if is_e164(number):
        return number
    host = host.partition(";")[0].lower().removesuffix(":5060")
    name = unquote(user.partition(";")[0].partition(":")[0])
    return f"{name}@{host}" if name and host else name or host
