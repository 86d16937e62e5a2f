"""pjsua2's endpoint: start, transports, the pump that serves SIP, accounts, and the one right order at the end.

One thread owns all of it (`threadCnt=0, mainThreadOnly=True`): two Python threads inside pjsua2 can deadlock (pjproject#3125).
"""

from __future__ import annotations

import gc
import logging
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pjsua2 as pj

from telephony.messages import Transport
from telephony.network.hosts import host_port
from telephony.pj import account as accounts
from telephony.pj.account import AccountSetup, SipAccount, configuration
from telephony.pj.bridge import CLOCK_RATE, FRAME_MS, Bridge
from telephony.pj.call import SipCalls
from telephony.pj.documents import guard_documents
from telephony.pj.facts import Sink
from telephony.pj.features import build_features, has_ipv6, most_calls
from telephony.pj.guard import native
from telephony.pj.jitter import shrink_seldom
from telephony.pj.malformed import refuse_malformed
from telephony.pj.names import guard_names, know
from telephony.pj.patchbay import Patchbay
from telephony.pj.replacing import pass_replaces
from telephony.pj.requests import OutgoingRequest, SipRequests
from telephony.pj.sockets import guard_sockets
from telephony.pj.standing import StandingCalls
from telephony.pj.teardown import take_down_between_ticks
from telephony.pj.tones import TonePlayer
from telephony.pj.transports import SipEndpoint, Transports
from telephony.pj.tuning import tune
from telephony.pj.watchers import online_status
from telephony.pj.watching import SipWatches

if TYPE_CHECKING:
    from collections.abc import Mapping

log = logging.getLogger(__name__)

MAX_CALLS: Final = 32  # asked for; the 2.15.1 wheel was built for 4 (PJSUA_MAX_CALLS)
# Most wanted first; narrow-band Speex and L16, which nobody would choose beside these, are left out: each makes every INVITE longer.
CODECS: Final = ("opus/48000", "G722/16000", "PCMA/8000", "PCMU/8000", "speex/16000", "iLBC/8000", "GSM/8000")
_PJSIP_LOG_LEVEL: Final = 1  # errors; level 5 would print SDP keys and digests
_JITTER_BUFFER_MAX_MS: Final = 240


@dataclass(frozen=True, slots=True)
class StackSettings:
    """`local_address` binds SIP and RTP to one interface, "" is any; `instance_id` is this installation's urn:uuid (RFC 5626).

    `ports` are wanted: where one is taken, another is used.
    """

    user_agent: str
    local_address: str
    instance_id: str
    ports: Mapping[Transport, int] = field(default_factory=dict[Transport, int])
    queued_audio: bool = False  # the way of systems whose pjsua2 exports no C symbols, for tests elsewhere


class _Log(pj.LogWriter):
    def write(self, entry: pj.LogEntry) -> None:
        log.warning("pjsip: %s", entry.msg.rstrip())


class SipStack:
    """The whole native side. `start`, then `pump` until `close`."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._endpoint: Final = SipEndpoint(sink)
        self._endpoint.account_of = self._account_of
        self._accounts: dict[str, SipAccount] = {}
        self._retired: list[SipAccount] = []
        self._instance_id = ""
        self._writer = _Log()
        self._stun: list[str] = []
        self.calls = SipCalls(sink)
        self.standing = StandingCalls(self.calls)
        self.requests = SipRequests()
        self.watches = SipWatches(sink)
        self.transports: Final = Transports(self._endpoint)

    # --- life ------------------------------------------------------------------------------------------------------------------

    def start(self, settings: StackSettings) -> None:
        self._instance_id = settings.instance_id
        guard_sockets()
        guard_documents()
        guard_names()
        pass_replaces()
        refuse_malformed()
        self.watches.install()
        self.calls.referring.install()
        self.calls.buffers.install()
        take_down_between_ticks()
        with native("start"):
            self._endpoint.libCreate()
            tune()
            self._endpoint.libInit(self._configuration(settings))
            self.transports.open(settings.local_address, settings.ports, ipv6=self.has_ipv6)
            self._endpoint.libStart()
            self._choose_codecs()
        self._wake_socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.bridge = Bridge(self._endpoint, settings.queued_audio)
        self.tones = TonePlayer(self.bridge)
        self.patchbay = Patchbay(self.bridge, self.calls)

    def _configuration(self, settings: StackSettings) -> pj.EpConfig:
        config = pj.EpConfig()
        config.uaConfig.threadCnt = 0
        config.uaConfig.mainThreadOnly = True
        config.uaConfig.userAgent = settings.user_agent
        config.uaConfig.maxCalls = MAX_CALLS
        config.uaConfig.natTypeInSdp = 0
        config.logConfig.msgLogging = 0
        config.logConfig.level = config.logConfig.consoleLevel = _PJSIP_LOG_LEVEL
        config.logConfig.writer = self._writer
        media = config.medConfig
        media.clockRate = media.sndClockRate = CLOCK_RATE
        media.channelCount = 1
        media.audioFramePtime = FRAME_MS
        media.maxMediaPorts = MAX_CALLS * 2
        media.hasIoqueue = False  # RTP is read by the thread that handles SIP: no polling thread of pjmedia's (0.3 % of a core, idle)
        media.threadCnt = 0
        media.noVad = True
        media.ecTailLen = 0
        media.sndAutoCloseTime = -1
        # The adaptive buffer waits for nothing: a packet that comes late leaves it deeper by itself, and one that is lost must not make it
        # wait for more. What it has grown to it keeps, up to twice the burst it sees: a busy computer reads late again and again.
        # Its ceiling keeps a stalled network from leaving half a second of delay behind.
        media.jbInit = media.jbMinPre = 0
        media.jbMax = _JITTER_BUFFER_MAX_MS
        shrink_seldom(media)
        return config

    def _choose_codecs(self) -> None:
        for info in self._endpoint.codecEnum2():
            wanted = info.codecId.rsplit("/", 1)[0]
            priority = 200 - CODECS.index(wanted) if wanted in CODECS else 0
            self._endpoint.codecSetPriority(info.codecId, priority)

    @property
    def version(self) -> str:
        return self._endpoint.libVersion().full

    @property
    def codecs(self) -> tuple[str, ...]:
        """What will be offered, as SDP names it, most wanted first."""
        known = {info.codecId.rsplit("/", 1)[0] for info in self._endpoint.codecEnum2()}
        return tuple(codec for codec in CODECS if codec in known)

    @property
    def features(self) -> tuple[str, ...]:
        """What this build has of what not every build has."""
        return build_features(self._endpoint)

    @property
    def has_ipv6(self) -> bool:
        """This build goes by IPv6 too."""
        return has_ipv6()

    @property
    def most_calls(self) -> int:
        return most_calls()

    def pump(self, timeout_ms: int) -> None:
        """Serve SIP and RTP for at most `timeout_ms`; returns early after events, and after `wake`."""
        self._endpoint.libHandleEvents(timeout_ms)
        self.calls.sweep()
        self._sweep_accounts()

    def wake(self) -> None:
        """Make `pump` return now. From any thread: an empty datagram line to our own SIP socket, which pjsip reads as a keep-alive."""
        self._wake_socket.sendto(b"\r\n", self.transports.home)

    def valid_uri(self, uri: str) -> bool:
        return self._endpoint.utilVerifySipUri(uri) == 0

    def close(self) -> None:
        """Everything that is native goes before the endpoint: pjlib aborts the process for a port or call that outlives it."""
        self.tones.close()
        self.patchbay.close()
        self.bridge.close()
        self.calls.clear()
        gc.collect()
        if self.requests.pending():
            # Their end would find the accounts gone, and abort. The process ends here all the same, and everything is unregistered.
            log.info("left with requests on their way")
            return
        for account_id, account in self._accounts.items():
            self.watches.forget(account_id, account)
        gc.collect()
        for account in (*self._accounts.values(), *self._retired):
            account.shutdown()
        self._accounts.clear()
        gc.collect()
        # All have unregistered by now: without the flag it listens for one more second for nothing.
        self._endpoint.libDestroy(pj.PJSUA_DESTROY_NO_RX_MSG)
        self._wake_socket.close()

    # --- accounts --------------------------------------------------------------------------------------------------------------

    def add_account(self, setup: AccountSetup) -> None:
        self._accounts[setup.account_id] = self._create(setup)

    def _create(self, setup: AccountSetup) -> SipAccount:
        account = accounts.create(self._ready(setup), setup.account_id, self.calls, self.requests, self._sink)
        account.codecs = setup.media.codecs
        return account

    def change_account(self, setup: AccountSetup) -> None:
        account = self._accounts[setup.account_id]
        accounts.modify(account, self._ready(setup))
        account.codecs = setup.media.codecs

    def _ready(self, setup: AccountSetup) -> pj.AccountConfig:
        """What pjsua2 is given; whom TLS believes is settled before anything goes that way."""
        self._know_stun(setup.nat.stun)
        if setup.server is not None:
            know(setup.server.host, setup.server.address)
            if setup.transport is Transport.TLS:
                self._endpoint.pins.expect(setup.account_id, host_port(setup.server.address, setup.server.port), setup.security)
        way = self.transports.number(setup.transport, setup.loopback, setup.security, ipv6=setup.ipv6)
        return configuration(setup, self._instance_id, way, ipv6=self.has_ipv6)

    def _know_stun(self, server: str) -> None:
        """pjsua has one list of STUN servers; whether an account asks them is its own affair."""
        if server and server not in self._stun:
            self._stun.append(server)
            with native("STUN"):
                self._endpoint.natUpdateStunServers(self._stun, False)

    def _account_of(self, native: int) -> str:
        return next((account_id for account_id, account in self._accounts.items() if account.getId() == native), "")

    def has_account(self, account_id: str) -> bool:
        return account_id in self._accounts

    def remove_account(self, account_id: str) -> None:
        """It goes at once for everybody but pjsua2, which keeps it until the last of its requests is over."""
        account = self._accounts.pop(account_id)
        self._endpoint.pins.forget(account_id)
        self.watches.forget(account_id, account)
        if self.requests.pending(account):
            account.retire()
            self._retired.append(account)
        else:
            account.shutdown()

    def replace_account(self, setup: AccountSetup) -> None:
        """Another native account in its place, which goes elsewhere: pjsua2 does not change where a registration goes. Calls stay."""
        old = self._accounts.pop(setup.account_id)
        self.watches.forget(setup.account_id, old)
        old.replace()
        self._retired.append(old)
        self.add_account(setup)
        self._sweep_accounts()

    def _sweep_accounts(self) -> None:
        for account in self._accounts.values():
            account.watchers.sweep(account)
        for account in [one for one in self._retired if not (self.requests.pending(one) or self.calls.uses(one))]:
            self._retired.remove(account)
            account.shutdown()

    def register(self, account_id: str, on: bool) -> None:
        """Send REGISTER, or with `on=False` the one that takes the registration back. The answer comes as a fact."""
        with native("register"):
            self._accounts[account_id].setRegistration(on)

    # --- calls -----------------------------------------------------------------------------------------------------------------

    def dial(
        self, call_id: str, account_id: str, target: str, headers: Mapping[str, str] | None = None, way: AccountSetup | None = None
    ) -> None:
        """`way`: how this one call goes, where the account's other calls and requests go elsewhere."""
        account = self._accounts[account_id] if way is None else self._account_aside(way)
        self.calls.dial(account, call_id, target, headers)

    def _account_aside(self, way: AccountSetup) -> SipAccount:
        """A native account for one call: pjsua has routes, sockets and kinds of addresses by the account. It goes with its call."""
        account = self._create(way)
        self._retired.append(account)
        return account

    def renew_call(self, call_id: str) -> None:
        """Its address has gone: tell the far side the new one."""
        self.standing.renew(call_id)

    def drop_connections(self) -> None:
        """What goes to anybody from now on opens a new TCP or TLS connection; those that stand are left to what uses them."""
        self._endpoint.drop_connections()

    # --- requests --------------------------------------------------------------------------------------------------------------

    def has_requests(self, account_id: str) -> bool:
        account = self._accounts.get(account_id)
        return account is not None and self.requests.pending(account)

    def send(self, account_id: str, request_id: str, request: OutgoingRequest) -> None:
        """One request outside a dialog; its outcome comes as a `RequestFact`."""
        self.requests.send(self._accounts[account_id], request_id, request)

    # --- presence --------------------------------------------------------------------------------------------------------------

    @property
    def watches_full(self) -> bool:
        return self.watches.full

    def watch(self, account_id: str, uri: str) -> None:
        """Subscribe to that address's presence, anew where it was done before."""
        self.watches.start(self._accounts[account_id], account_id, uri)

    def unwatch(self, account_id: str, uri: str) -> None:
        self.watches.stop(account_id, uri)

    def decide_watcher(self, account_id: str, uri: str, allowed: bool) -> None:
        account = self._accounts[account_id]
        account.watchers.decide(account, uri, allowed)

    def tell_watchers(self, account_id: str, *, online: bool, away: bool, busy: bool, note: str) -> None:
        """What those who subscribe to us directly, without a presence server, are told."""
        with native("online status"):
            self._accounts[account_id].setOnlineStatus(online_status(online, away, busy, note))
