"""An account's rules, without its life: what may be configured, where it goes, and why it failed."""

from __future__ import annotations

import dataclasses
import errno
import re
from collections.abc import Mapping
from typing import Final

import msgspec

from telephony.engine.refusal import Refused
from telephony.engine.resolver import SIP_PORT
from telephony.engine.siptext import uri_host_port, uri_parameter
from telephony.messages import AccountConfig, Transport
from telephony.network.hosts import host_port, is_host_port, is_ipv6, is_literal_ipv6, is_loopback, split_host_port, written
from telephony.networking import SecurityConfig, TlsTrust
from telephony.pj.account import AccountSetup, Server, transport_parameter
from telephony.pj.facts import CertificateProblem, CertificateRefused, RegistrationFact
from telephony.pj.guard import SipError
from telephony.pj.transports import LOOPBACK, LOOPBACK_IPV6
from telephony.reasons import Reason, ReasonCode

_USER: Final = re.compile(r"[A-Za-z0-9\-_.!~*'()&=+$,;?/%#]{1,64}\Z")
_HOST: Final = re.compile(r"([A-Za-z0-9\-_.]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?\Z")
_SHA256: Final = re.compile(r"[0-9A-Fa-f]{64}\Z")
_CERTIFICATE: Final = {
    CertificateProblem.EXPIRED: ReasonCode.CERTIFICATE_EXPIRED,
    CertificateProblem.UNKNOWN_ISSUER: ReasonCode.CERTIFICATE_UNKNOWN_ISSUER,
    CertificateProblem.WRONG_NAME: ReasonCode.CERTIFICATE_WRONG_NAME,
    CertificateProblem.NOT_PINNED: ReasonCode.CERTIFICATE_NOT_PINNED,
    CertificateProblem.OTHER: ReasonCode.CERTIFICATE_REFUSED,
}


def check(config: AccountConfig) -> None:
    """Raises `Refused` for what pjsua2 would choke on or this engine can't do."""
    if not _USER.match(config.user) or not _HOST.match(config.domain):
        raise Refused(ReasonCode.BAD_ADDRESS, f"{config.user}@{config.domain}")
    if not 1 <= config.expires_s <= 86_400:
        raise Refused(ReasonCode.BAD_VALUE, f"expires_s={config.expires_s}")
    if not 0 <= config.nat.keep_alive_s <= 3600:
        raise Refused(ReasonCode.BAD_VALUE, f"keep_alive_s={config.nat.keep_alive_s}")
    for text in (config.domain, config.registrar, config.proxy, *config.spare_servers, config.nat.stun, config.nat.turn):
        try:
            if text:
                split_host_port(text, SIP_PORT)
        except ValueError as error:
            raise Refused(ReasonCode.BAD_ADDRESS, text) from error
    if config.transport is Transport.TLS:
        _check_trust(config.security)


def _check_trust(security: SecurityConfig) -> None:
    if security.trust is TlsTrust.PINNED and not (security.pins and all(map(_SHA256.match, security.pins))):
        raise Refused(ReasonCode.BAD_VALUE, security.pinned)
    if security.trust is TlsTrust.FILE and not _holds_certificates(security.ca_file):
        raise Refused(ReasonCode.BAD_VALUE, security.ca_file)


def _holds_certificates(path: str) -> bool:
    """pjlib opens a listener over a file that it can't read, and then believes nobody."""
    import ssl  # not on the way to the first registration: few accounts need it

    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(path)
    except (OSError, ValueError):
        return False
    return bool(context.cert_store_stats()["x509_ca"])


def server_names(config: AccountConfig) -> tuple[str, ...]:
    """Where the account's requests may go first, host[:port], the first of them wanted most; () calls directly, without a registrar."""
    if config.proxy:
        first = config.proxy
    elif config.register or config.registrar:
        first = config.registrar or config.domain
    else:
        return ()
    return (first, *config.spare_servers)


def nat_names(config: AccountConfig) -> tuple[str, ...]:
    """The STUN and TURN servers, host[:port]."""
    return tuple(name for name in (config.nat.stun, config.nat.turn) if name)


def missing_ipv6(config: AccountConfig) -> str:
    """The IPv6 address, as it was typed, that keeps a build without IPv6 from using the account at all; "" where none does.

    Its servers are looked at one by one.
    """
    return next((text for text in (config.domain, *nat_names(config)) if is_literal_ipv6(text)), "")


def account_setup(config: AccountConfig, server: Server | None, helpers: Mapping[str, str], local_address: str) -> AccountSetup:
    """What pjsua2 is told. A `;hide` route leads to `server` without showing in the messages; `helpers` has STUN's and TURN's addresses."""
    way = transport_parameter(config.transport)
    routes: tuple[str, ...] = ()
    if server is not None:
        # Over TLS pjsip compares the certificate with what stands here.
        host = server.host if config.transport is Transport.TLS else server.address
        routes = (f"<sip:{host_port(host, server.port)}{way};lr;hide>",)
    if server is not None and config.proxy:
        routes += (f"<sip:{server.name}{way};lr>",)
    loopback = server is not None and is_loopback(server.address)
    ipv6 = is_ipv6(server.address) if server is not None else is_literal_ipv6(config.domain)
    nat = config.nat
    return AccountSetup(
        account_id=config.account_id,
        address=f"sip:{config.user}@{config.domain}",
        display_name=config.display_name,
        registrar=f"sip:{config.domain}{way}" if config.register else "",
        routes=routes,
        user=config.auth_user or config.user,
        password=config.password,
        expires_s=config.expires_s,
        media_address=_media_address(local_address, loopback=loopback, ipv6=ipv6),
        server=server,
        transport=config.transport,
        loopback=loopback,
        security=config.security,
        nat=msgspec.structs.replace(nat, stun=helpers.get(nat.stun, ""), turn=helpers.get(nat.turn, "")),
        media=config.media,
        ipv6=ipv6,
    )


def direct_name(config: AccountConfig, target: str) -> tuple[str, Transport] | None:
    """Whom a call to the URI `target` goes to, host[:port], and how, where the account has no server; None where pjsip knows by itself.

    What the URI says of the transport stands; where it says nothing, the account's own is used.
    """
    host, port = uri_host_port(target)
    named = uri_parameter(target, "transport")
    if server_names(config) or uri_parameter(target, "maddr") is not None:
        return None
    name = host_port(host, port) if port else written(host)
    if not is_host_port(name) or (named is not None and named.lower() not in set(Transport)):
        return None  # pjsip refuses it
    return name, Transport(named.lower()) if named is not None else config.transport


def call_way(
    config: AccountConfig, server: Server, transport: Transport, helpers: Mapping[str, str], local_address: str
) -> AccountSetup | None:
    """How one call goes straight to `server`, by the addresses, the socket and the trust that lead there; None where the account's own do.

    The Request-URI stays as it was dialled: a route that does not show leads to the address.
    """
    if server_names(config):
        return None
    is_there = server.host == server.address and is_ipv6(server.address) is is_literal_ipv6(config.domain)
    if is_there and config.transport is Transport.UDP and not (config.nat.ice or config.nat.turn):
        return None
    there = msgspec.structs.replace(config, transport=transport, media=msgspec.structs.replace(config.media, mailbox=False))
    return dataclasses.replace(account_setup(there, server, helpers, local_address), aside=True)


def _media_address(local_address: str, *, loopback: bool, ipv6: bool) -> str:
    """Where RTP is bound, "" anywhere. Who binds this program to one address of IPv4 has no IPv6, but for loopback's own."""
    if not ipv6:
        return local_address or (LOOPBACK if loopback else "")
    return LOOPBACK_IPV6 if loopback or (local_address and is_loopback(local_address)) else ""


def registration_reason(fact: RegistrationFact) -> Reason:
    """Why a registration failed."""
    if not fact.answered and fact.status not in (401, 403, 407):
        return network_reason(fact.status, fact.phrase)
    if fact.status in (401, 403, 407):
        return Reason(ReasonCode.WRONG_PASSWORD, fact.status, fact.phrase)
    code = ReasonCode.UNKNOWN_USER if fact.status == 404 else ReasonCode.REFUSED
    return Reason(code, fact.status, fact.phrase)


def other_may_help(fact: RegistrationFact) -> bool:
    """Whether another server of the account's may say something else: this one is away, overloaded or broken."""
    return not fact.answered or fact.status == 408 or fact.status >= 500


def refresh_period(transport: Transport, keep_alive_s: int) -> int:
    """How often to register anew, in seconds. Over UDP it is the only way to notice that a registrar was restarted; the end of a
    connection is noticed by itself, unless something between has forgotten it."""
    return keep_alive_s * (2 if transport is Transport.UDP else 8)


def network_reason(status: int, phrase: str) -> Reason:
    """Why nothing came back: pjsip puts the system's words into the reason phrase."""
    words = phrase.lower()
    if "certificate" in words:
        return Reason(ReasonCode.CERTIFICATE_REFUSED, phrase=phrase)
    if "ssl" in words or "tls" in words:
        return Reason(ReasonCode.TLS_FAILED, phrase=phrase)
    if "refused" in words:
        return Reason(ReasonCode.CONNECTION_REFUSED, phrase=phrase)
    if status == 408 or "timed out" in words or "timeout" in words:
        return Reason(ReasonCode.NO_RESPONSE)
    if "resol" in words or "host" in words:
        return Reason(ReasonCode.UNKNOWN_HOST, phrase=phrase)
    return Reason(ReasonCode.NETWORK_UNREACHABLE, phrase=phrase)


def certificate_reason(fact: CertificateRefused) -> Reason:
    """What is wrong with the certificate, in our codes; `value` is its SHA-256, so that the user may pin it."""
    return Reason(_CERTIFICATE[fact.problem], value=fact.shown)


def stack_reason(error: SipError) -> Reason:
    """Why pjsua2 itself refused. pjlib adds 120,000 to the system's error numbers (pj/errno.h)."""
    system = error.status - 120_000
    if system == errno.ECONNREFUSED:
        return Reason(ReasonCode.CONNECTION_REFUSED, phrase=error.reason)
    if system in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return Reason(ReasonCode.NETWORK_UNREACHABLE, phrase=error.reason)
    return Reason(ReasonCode.INTERNAL, phrase=error.reason)
