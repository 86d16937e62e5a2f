"""An account as pjsua2 has it: configuration, registration, incoming calls."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Final

import pjsua2 as pj

from telephony.messages import Transport
from telephony.network.hosts import is_loopback
from telephony.networking import Demand, MediaConfig, NatConfig, SecurityConfig, SrtpUse
from telephony.pj.call import NamedAccount, SipCalls
from telephony.pj.facts import Fact, IncomingFact, MailboxFact, PagerFact, RegistrationFact, Sink
from telephony.pj.guard import SipError, clean, guarded, native, undecoded
from telephony.pj.requests import SipRequests
from telephony.pj.watchers import SipWatchers
from telephony.secret import Secret

_PLAIN_PASSWORD: Final = 0  # PJSIP_CRED_DATA_PLAIN_PASSWD
_CONTACT_REWRITE: Final = 1
_ASIDE: Final = -1  # pjsua gives what comes in to the account of the highest priority that suits; 0 is usual
_SESSION_TIMER: Final = {
    Demand.OFF: pj.PJSUA_SIP_TIMER_INACTIVE,
    Demand.OPTIONAL: pj.PJSUA_SIP_TIMER_OPTIONAL,
    Demand.REQUIRED: pj.PJSUA_SIP_TIMER_REQUIRED,
}
_RELIABLE: Final = {
    Demand.OFF: pj.PJSUA_100REL_NOT_USED,
    Demand.OPTIONAL: pj.PJSUA_100REL_OPTIONAL,
    Demand.REQUIRED: pj.PJSUA_100REL_MANDATORY,
}
_SRTP: Final = {
    SrtpUse.OFF: pj.PJMEDIA_SRTP_DISABLED,
    SrtpUse.OPTIONAL: pj.PJMEDIA_SRTP_OPTIONAL,
    SrtpUse.MANDATORY: pj.PJMEDIA_SRTP_MANDATORY,
}
MEDIA_BY_IPV4: Final = pj.PJSUA_IPV6_DISABLED
MOST_NAME_BYTES: Final = 100  # pjsip refuses a whole Contact of more than 256
_EXPEDITED_FORWARDING: Final = 46  # RFC 3246, as RFC 4594 section 4.1 wants it for telephony; pjlib's own "voice" is another class
SESSION_EXPIRES_S: Final = 600  # RFC 4028: bounds what a lost engine leaves behind where the far side speaks session timers


@dataclass(frozen=True, slots=True)
class Server:
    """Where an account's requests go first."""

    name: str  # host[:port], as it was configured
    host: str  # what a certificate must bear
    address: str  # numeric, without brackets
    port: int


@dataclass(frozen=True, slots=True)
class AccountSetup:
    """What pjsua2 must know, with every server looked up: the SIP thread never waits for a name server."""

    account_id: str
    address: str  # sip:user@domain
    display_name: str
    registrar: str  # the Request-URI of REGISTER; "" never registers
    routes: tuple[str, ...]  # SIP URIs, first hop first
    user: str  # the digest user name
    password: Secret
    expires_s: int
    media_address: str  # bind RTP to this address; "" is any
    server: Server | None  # None calls directly
    transport: Transport
    loopback: bool  # what it talks to is on this computer
    security: SecurityConfig
    nat: NatConfig  # its servers are numeric
    media: MediaConfig
    ipv6: bool = False  # it goes by IPv6, its sound too
    contact: str = ""  # what others are told to reach it by, <sip:…>; "" is as pjsua finds it
    aside: bool = False  # for one call of ours alone: what comes in is for the account itself


class SipAccount(NamedAccount):
    """One native account: its callbacks copy what they are told and pass it on."""

    def __init__(self, account_id: str, calls: SipCalls, requests: SipRequests, sink: Sink) -> None:
        super().__init__()
        self.account_id = account_id
        self.sink = sink
        self._calls = calls
        self._requests = requests
        self.watchers = SipWatchers(account_id)
        self._retired = False
        self._replaced = False

    def retire(self) -> None:
        """Unregister, and be heard of no more: what comes in is refused."""
        self._retired = True
        self.sink = _nobody
        with contextlib.suppress(SipError), native("unregister"):
            if self.getInfo().regIsActive:
                self.setRegistration(False)

    def replace(self) -> None:
        """Another one registers in its place; it stays for the calls that it has."""
        self._replaced = True

    @guarded
    def onRegState(self, prm: pj.OnRegStateParam) -> None:  # noqa: N802
        if self._replaced:
            return
        answered = bool(prm.rdata.wholeMsg) and prm.status == 0
        expires = prm.expiration if prm.code // 100 == 2 and prm.expiration < 0xFFFFFFFF else 0
        self.sink(RegistrationFact(self.account_id, prm.code, clean(prm.reason), answered, max(0, expires)))

    @guarded
    def onIncomingCall(self, prm: pj.OnIncomingCallParam) -> None:  # noqa: N802
        call_id = self._calls.incoming(self, prm.callId)
        if self._retired:
            self._calls.hang_up(call_id, 480)
        self.sink(IncomingFact(self.account_id, call_id, clean(prm.rdata.wholeMsg), prm.rdata.srcAddress))

    @guarded
    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:  # noqa: N802
        self.sink(PagerFact(self.account_id, undecoded(prm.rdata.wholeMsg), prm.rdata.srcAddress))

    @guarded
    def onTypingIndication(self, prm: pj.OnTypingIndicationParam) -> None:  # noqa: N802
        # pjsip takes these out of the other messages; here they are messages like any other.
        self.sink(PagerFact(self.account_id, undecoded(prm.rdata.wholeMsg), prm.rdata.srcAddress))

    @guarded
    def onIncomingSubscribe(self, prm: pj.OnIncomingSubscribeParam) -> None:  # noqa: N802
        prm.code = 480  # whatever happens below: nobody watches unasked
        fact = None if self._retired else self.watchers.incoming(prm)
        if fact is not None:
            self.sink(fact)

    @guarded
    def onMwiInfo(self, prm: pj.OnMwiInfoParam) -> None:  # noqa: N802
        # Without a message where the subscription itself changed.
        if prm.rdata.wholeMsg:
            self.sink(MailboxFact(self.account_id, clean(prm.rdata.wholeMsg)))

    @guarded
    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:  # noqa: N802
        fact = self._requests.finished(prm)
        if fact is not None:
            self.sink(fact)


def _nobody(_fact: Fact) -> None:
    """Where a retired account's facts go."""


def configuration(setup: AccountSetup, instance_id: str, transport: int, *, ipv6: bool = False) -> pj.AccountConfig:
    """pjsua2's structure for an account. Registration is started by hand, and retried by ourselves: pjsua2's own retry has no back-off.

    `transport` is pjsua2's number of the way its requests go; `ipv6`: this build has it.
    """
    config = pj.AccountConfig()
    config.idUri = f"{_quoted(setup.display_name)}<{setup.address}>"
    config.priority = _ASIDE if setup.aside else 0
    registration = config.regConfig
    registration.registrarUri = setup.registrar
    registration.registerOnAdd = False
    registration.disableRegOnModify = True
    registration.timeoutSec = setup.expires_s
    registration.retryIntervalSec = 0
    registration.firstRetryIntervalSec = 0
    registration.dropCallsOnFail = False
    registration.unregWaitMsec = 1000
    config.sipConfig.transportId = transport
    _sip(config.sipConfig, setup)
    _nat(config.natConfig, setup, instance_id)
    config.callConfig.timerUse = _SESSION_TIMER[setup.media.session_timer]
    config.callConfig.timerSessExpiresSec = SESSION_EXPIRES_S
    config.callConfig.prackUse = _RELIABLE[setup.media.reliable_provisional]
    config.mwiConfig.enabled = setup.media.mailbox
    _media(config.mediaConfig, setup)
    config.mediaConfig.ipv6Use = media_use(setup, ipv6=ipv6)
    return config


def _sip(sip: pj.AccountSipConfig, setup: AccountSetup) -> None:
    sip.contactForced = setup.contact
    for route in setup.routes:
        sip.proxies.append(route)
    if setup.password:
        sip.authCreds.append(pj.AuthCredInfo("digest", "*", setup.user, _PLAIN_PASSWORD, setup.password.reveal()))


def _nat(nat: pj.AccountNatConfig, setup: AccountSetup, instance_id: str) -> None:
    wanted = setup.nat
    nat.contactRewriteUse = _CONTACT_REWRITE
    nat.sipOutboundUse = int(wanted.outbound)
    nat.sipOutboundInstanceId = instance_id
    nat.udpKaIntervalSec = wanted.keep_alive_s
    nat.sipStunUse = pj.PJSUA_STUN_USE_DISABLED  # the registrar says by which address it sees us
    nat.mediaStunUse = pj.PJSUA_STUN_USE_DEFAULT if wanted.stun else pj.PJSUA_STUN_USE_DISABLED
    # pjnath offers no address of loopback, and fails where it has no other; who talks within this computer needs neither.
    is_here = bool(setup.media_address) and is_loopback(setup.media_address)
    relayed = bool(wanted.turn) and not is_here
    nat.iceEnabled = relayed or (wanted.ice and not is_here)
    if relayed:  # TURN is used by ICE alone
        nat.turnEnabled = True
        nat.turnServer = wanted.turn
        nat.turnConnType = pj.PJ_TURN_TP_UDP
        nat.turnUserName = wanted.turn_user
        nat.turnPasswordType = _PLAIN_PASSWORD
        nat.turnPassword = wanted.turn_password.reveal()


def _media(media: pj.AccountMediaConfig, setup: AccountSetup) -> None:
    media.srtpUse = _SRTP[setup.security.srtp]
    # Keys that travel unencrypted still keep out who hears the sound alone; the window says when signalling is not encrypted.
    media.srtpSecureSignaling = 0
    media.lockCodecEnabled = True
    media.transportConfig.boundAddress = setup.media_address
    media.transportConfig.port = 0
    media.transportConfig.qosParams.flags = pj.PJ_QOS_PARAM_HAS_DSCP
    media.transportConfig.qosParams.dscp_val = _EXPEDITED_FORWARDING


def media_use(setup: AccountSetup, *, ipv6: bool) -> int:
    """By which kind of addresses a call's sound may go. A socket that is bound to an address can be of its kind alone.

    Without `ipv6` in the build the other kind must be ruled out: pjsua would take an offer of it, and fail half-way. With ICE too, towards
    a server of IPv4: pjsua would offer IPv6 first, whatever it is told, and who has IPv4 alone refuses that.
    """
    if setup.ipv6:
        return pj.PJSUA_IPV6_ENABLED_USE_IPV6_ONLY if setup.media_address else pj.PJSUA_IPV6_ENABLED_PREFER_IPV6
    ice_by_ipv4 = setup.server is not None and (setup.nat.ice or setup.nat.turn)
    either = ipv6 and not (setup.media_address or ice_by_ipv4)
    return pj.PJSUA_IPV6_ENABLED_PREFER_IPV4 if either else MEDIA_BY_IPV4


def _quoted(name: str) -> str:
    """A display name as RFC 3261 section 25.1 quotes it, or nothing."""
    if not name:
        return ""
    plain = "".join(letter for letter in name if letter.isprintable())
    short = plain.encode()[:MOST_NAME_BYTES].decode("utf-8", "ignore")
    escaped = short.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}" '


def transport_parameter(transport: Transport) -> str:
    """What a SIP URI carries so that requests to it go this way; UDP is what a URI without one means (RFC 3263 section 4.1)."""
    return "" if transport is Transport.UDP else f";transport={transport.value}"


def create(config: pj.AccountConfig, account_id: str, calls: SipCalls, requests: SipRequests, sink: Sink) -> SipAccount:
    account = SipAccount(account_id, calls, requests, sink)
    with native("add account"):
        account.create(config)
    return account


def modify(account: SipAccount, config: pj.AccountConfig) -> None:
    with native("change account"):
        account.modify(config)
