"""An account's rules, without its life: what may be configured, where it goes, and why it failed."""

from __future__ import annotations

import errno
import re
from typing import Final

from telephony.engine.refusal import Refused
from telephony.engine.resolver import is_loopback, split_host_port
from telephony.messages import AccountConfig, Transport
from telephony.pj.account import AccountSetup, transport_parameter
from telephony.pj.facts import RegistrationFact
from telephony.pj.guard import SipError
from telephony.reasons import Reason, ReasonCode

_USER: Final = re.compile(r"[A-Za-z0-9\-_.!~*'()&=+$,;?/%#]{1,64}\Z")
_HOST: Final = re.compile(r"[A-Za-z0-9\-_.]{1,253}\Z")


def check(config: AccountConfig) -> None:
    """Raises `Refused` for what pjsua2 would choke on or this engine can't do."""
    if config.transport is Transport.TLS:
        raise Refused(ReasonCode.UNSUPPORTED, config.transport)
    if not _USER.match(config.user) or not _HOST.match(config.domain.partition(":")[0]):
        raise Refused(ReasonCode.BAD_ADDRESS, f"{config.user}@{config.domain}")
    if not 1 <= config.expires_s <= 86_400:
        raise Refused(ReasonCode.BAD_VALUE, f"expires_s={config.expires_s}")
    for text in (config.domain, config.registrar, config.proxy):
        try:
            if text:
                split_host_port(text)
        except ValueError as error:
            raise Refused(ReasonCode.BAD_ADDRESS, text) from error


def first_hop(config: AccountConfig) -> tuple[str, int]:
    """Where the account's requests go first; ("", 0) for an account that calls directly, without a registrar or proxy."""
    if config.proxy:
        return split_host_port(config.proxy)
    if config.register or config.registrar:
        return split_host_port(config.registrar or config.domain)
    return "", 0


def account_setup(config: AccountConfig, address: str, local_address: str) -> AccountSetup:
    """What pjsua2 is told. `address` is the first hop's, numeric: a `;hide` route leads there without showing in the messages."""
    way = transport_parameter(config.transport)
    _, port = first_hop(config)
    routes: tuple[str, ...] = ()
    if address:
        routes = (f"<sip:{address}:{port}{way};lr;hide>",)
    if config.proxy:
        routes += (f"<sip:{config.proxy}{way};lr>",)
    loopback = address and is_loopback(address)
    return AccountSetup(
        account_id=config.account_id,
        address=f"sip:{config.user}@{config.domain}",
        display_name=config.display_name,
        registrar=f"sip:{config.domain}{way}" if config.register else "",
        routes=routes,
        user=config.auth_user or config.user,
        password=config.password,
        expires_s=config.expires_s,
        media_address=local_address or ("127.0.0.1" if loopback else ""),
    )


def registration_reason(fact: RegistrationFact) -> Reason:
    """Why a registration failed."""
    if not fact.answered and fact.status not in (401, 403, 407):
        return network_reason(fact.status, fact.phrase)
    if fact.status in (401, 403, 407):
        return Reason(ReasonCode.WRONG_PASSWORD, fact.status, fact.phrase)
    code = ReasonCode.UNKNOWN_USER if fact.status == 404 else ReasonCode.REFUSED
    return Reason(code, fact.status, fact.phrase)


def network_reason(status: int, phrase: str) -> Reason:
    """Why nothing came back: pjsip puts the system's words into the reason phrase."""
    words = phrase.lower()
    if "refused" in words:
        return Reason(ReasonCode.CONNECTION_REFUSED, phrase=phrase)
    if status == 408 or "timed out" in words or "timeout" in words:
        return Reason(ReasonCode.NO_RESPONSE)
    if "resol" in words or "host" in words:
        return Reason(ReasonCode.UNKNOWN_HOST, phrase=phrase)
    return Reason(ReasonCode.NETWORK_UNREACHABLE, phrase=phrase)


def stack_reason(error: SipError) -> Reason:
    """Why pjsua2 itself refused. pjlib adds 120,000 to the system's error numbers (pj/errno.h)."""
    system = error.status - 120_000
    if system == errno.ECONNREFUSED:
        return Reason(ReasonCode.CONNECTION_REFUSED, phrase=error.reason)
    if system in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return Reason(ReasonCode.NETWORK_UNREACHABLE, phrase=error.reason)
    return Reason(ReasonCode.INTERNAL, phrase=error.reason)
