"""An account as pjsua2 has it: configuration, registration, incoming calls."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Final

import pjsua2 as pj

from telephony.messages import Transport
from telephony.pj.call import NamedAccount, SipCalls
from telephony.pj.facts import Fact, IncomingFact, PagerFact, RegistrationFact, Sink
from telephony.pj.guard import SipError, clean, guarded, native, undecoded
from telephony.pj.requests import SipRequests
from telephony.pj.watchers import SipWatchers
from telephony.secret import Secret

_PLAIN_PASSWORD: Final = 0  # PJSIP_CRED_DATA_PLAIN_PASSWD
_CONTACT_REWRITE: Final = 1
MOST_NAME_BYTES: Final = 100  # pjsip refuses a whole Contact of more than 256
SESSION_EXPIRES_S: Final = 600  # RFC 4028: bounds what a lost engine leaves behind where the far side speaks session timers


@dataclass(frozen=True, slots=True)
class AccountSetup:
    """What pjsua2 must know, every host in `routes` numeric so that the SIP thread never waits for a name server."""

    account_id: str
    address: str  # sip:user@domain
    display_name: str
    registrar: str  # the Request-URI of REGISTER; "" never registers
    routes: tuple[str, ...]  # SIP URIs, first hop first
    user: str  # the digest user name
    password: Secret
    expires_s: int
    media_address: str  # bind RTP to this address; "" is any


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

    def retire(self) -> None:
        """Unregister, and be heard of no more: what comes in is refused."""
        self._retired = True
        self.sink = _nobody
        with contextlib.suppress(SipError), native("unregister"):
            if self.getInfo().regIsActive:
                self.setRegistration(False)

    @guarded
    def onRegState(self, prm: pj.OnRegStateParam) -> None:  # noqa: N802
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
    def onSendRequest(self, prm: pj.OnSendRequestParam) -> None:  # noqa: N802
        fact = self._requests.finished(prm)
        if fact is not None:
            self.sink(fact)


def _nobody(_fact: Fact) -> None:
    """Where a retired account's facts go."""


def configuration(setup: AccountSetup, instance_id: str) -> pj.AccountConfig:
    """pjsua2's structure for an account. Registration is started by hand, and retried by ourselves: pjsua2's own retry has no back-off."""
    config = pj.AccountConfig()
    config.idUri = f"{_quoted(setup.display_name)}<{setup.address}>"
    registration = config.regConfig
    registration.registrarUri = setup.registrar
    registration.registerOnAdd = False
    registration.disableRegOnModify = True
    registration.timeoutSec = setup.expires_s
    registration.retryIntervalSec = 0
    registration.firstRetryIntervalSec = 0
    registration.dropCallsOnFail = False
    registration.unregWaitMsec = 1000
    _sip(config.sipConfig, setup)
    _nat(config.natConfig, instance_id)
    config.callConfig.timerUse = pj.PJSUA_SIP_TIMER_OPTIONAL
    config.callConfig.timerSessExpiresSec = SESSION_EXPIRES_S
    config.mediaConfig.srtpUse = 0
    config.mediaConfig.srtpSecureSignaling = 0
    config.mediaConfig.lockCodecEnabled = True
    config.mediaConfig.transportConfig.boundAddress = setup.media_address
    config.mediaConfig.transportConfig.port = 0
    return config


def _sip(sip: pj.AccountSipConfig, setup: AccountSetup) -> None:
    for route in setup.routes:
        sip.proxies.append(route)
    if setup.password:
        sip.authCreds.append(pj.AuthCredInfo("digest", "*", setup.user, _PLAIN_PASSWORD, setup.password.reveal()))


def _nat(nat: pj.AccountNatConfig, instance_id: str) -> None:
    nat.contactRewriteUse = _CONTACT_REWRITE
    nat.sipOutboundUse = 1
    nat.sipOutboundInstanceId = instance_id
    nat.iceEnabled = False


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


def create(setup: AccountSetup, instance_id: str, calls: SipCalls, requests: SipRequests, sink: Sink) -> SipAccount:
    account = SipAccount(setup.account_id, calls, requests, sink)
    with native("add account"):
        account.create(configuration(setup, instance_id))
    return account


def modify(account: SipAccount, setup: AccountSetup, instance_id: str) -> None:
    with native("change account"):
        account.modify(configuration(setup, instance_id))
