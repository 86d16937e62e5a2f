"""The check itself: one step after the other, each told as it is known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.message_base import Transport
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckPlan, CheckStep
from telephony.netcheck.names import look_up
from telephony.netcheck.options import Answer, ask_tcp, ask_tls, ask_udp
from telephony.netcheck.patience import Cancelled, Patience
from telephony.netcheck.stun import STUN_PORT, find_nat
from telephony.networking import SecurityConfig

_SIP_PORT: Final = 5060
_SIPS_PORT: Final = 5061
_STEPS: Final = {Transport.UDP: CheckStep.UDP, Transport.TCP: CheckStep.TCP, Transport.TLS: CheckStep.TLS}


def run_check(
    plan: CheckPlan,
    begin: Callable[[CheckStep], None],
    tell: Callable[[CheckFinding], None],
    stopped: Callable[[], bool],
) -> None:
    """All steps but the sound. Blocks for up to half a minute; returns soon after `stopped` says True."""
    try:
        _Check(plan, begin, tell, Patience(stopped)).run()
    except Cancelled:
        return


def split_server(text: str, port: int) -> tuple[str, int]:
    """host[:port]; what can't be read so is taken for a host, which nobody will know, and a port that is none for the usual one."""
    host, bracket, rest = text.partition("]") if text.startswith("[") else ("", "", text)
    name, _, given = rest.partition(":")
    valid = given.isascii() and given.isdigit() and 0 < int(given[:6]) < 65_536
    return host[1:] if bracket else name, int(given) if valid else port


class _Check:
    def __init__(
        self, plan: CheckPlan, begin: Callable[[CheckStep], None], tell: Callable[[CheckFinding], None], patience: Patience
    ) -> None:
        self._plan = plan
        self._begin = begin
        self._tell = tell
        self._patience = patience
        self._seen = Answer(CheckOutcome.NO_ANSWER)

    def run(self) -> None:
        self._begin(CheckStep.NAMES)
        host, _ = split_server(self._plan.server or self._plan.domain, _SIP_PORT)
        resolved = look_up(host, self._patience, ipv6=self._plan.ipv6)
        self._tell(resolved.finding)
        for transport in Transport:
            self._ask(transport, resolved.addresses[:1])
        self._find_nat()

    def _ask(self, transport: Transport, addresses: tuple[str, ...]) -> None:
        step = _STEPS[transport]
        self._begin(step)
        if not addresses:
            self._tell(CheckFinding(step, CheckOutcome.NOT_TRIED))
            return
        answer = self._answer(transport, addresses[0])
        if answer.seen and not self._seen.seen:
            self._seen = answer
        is_needed = transport is self._plan.transport
        missing = answer.outcome in (CheckOutcome.NO_ANSWER, CheckOutcome.REFUSED, CheckOutcome.NOT_SIP, CheckOutcome.UNTRUSTED)
        self._tell(CheckFinding(step, CheckOutcome.NOT_NEEDED if missing and not is_needed else answer.outcome, answer.value))

    def _answer(self, transport: Transport, host: str) -> Answer:
        """At the port that the account names for its own transport, at the usual ones for the others."""
        plan = self._plan
        usual = _SIPS_PORT if transport is Transport.TLS else _SIP_PORT
        name, named = split_server(plan.server or plan.domain, usual)
        same_kind = (transport is Transport.TLS) is (plan.transport is Transport.TLS)
        address = (host, named if same_kind else usual)
        if transport is Transport.UDP:
            return ask_udp(address, plan.domain, self._patience)
        if transport is Transport.TCP:
            return ask_tcp(address, plan.domain, self._patience)
        security = plan.security if plan.transport is Transport.TLS else SecurityConfig()
        return ask_tls(address, plan.domain, security, self._patience, name)

    def _find_nat(self) -> None:
        self._begin(CheckStep.NAT)
        self._patience.check()
        if self._plan.nat.stun:
            host, port = split_server(self._plan.nat.stun, STUN_PORT)
            addresses = look_up(host, self._patience, ipv6=self._plan.ipv6).addresses
            outcome = CheckFinding(CheckStep.NAT, CheckOutcome.NO_ADDRESS, host)
            self._tell(find_nat((addresses[0], port), self._patience) if addresses else outcome)
        elif self._seen.seen:
            # Without a STUN server: the SIP server has told where it saw us (RFC 3581).
            outcome = CheckOutcome.FINE if self._seen.seen == self._seen.local else CheckOutcome.TRANSLATED
            self._tell(CheckFinding(CheckStep.NAT, outcome, self._seen.seen))
        else:
            self._tell(CheckFinding(CheckStep.NAT, CheckOutcome.NOT_TRIED))
