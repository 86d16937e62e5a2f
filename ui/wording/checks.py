"""The network check in words: what was looked at, what was found, and what to ask the network's administrator for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.netcheck.findings import GOOD_OUTCOMES, OPEN_OUTCOMES, CheckFinding, CheckOutcome, CheckStep
from telephony.reasons import Reason, ReasonCode
from ui.language import tr
from ui.wording.foreign import one_line
from ui.wording.reasons import general_reason

_C = "Check"
_LONGEST: Final = 120


def step_name(step: CheckStep) -> str:
    return {
        CheckStep.NAMES: tr(_C, "The server's name"),
        CheckStep.UDP: tr(_C, "SIP by UDP"),
        CheckStep.TCP: tr(_C, "SIP by TCP"),
        CheckStep.TLS: tr(_C, "SIP by TLS, encrypted"),
        CheckStep.NAT: tr(_C, "The router"),
        CheckStep.SOUND: tr(_C, "Sound, both ways"),
    }[step]


def _fine(finding: CheckFinding, value: str) -> str:
    match finding.step:
        case CheckStep.NAMES:
            return tr(_C, "It is known: {value}", value=value)
        case CheckStep.NAT:
            return tr(_C, "Others see you by your own address {value}: nothing is in the way.", value=value)
        case CheckStep.SOUND:
            return tr(_C, "You are heard, and you hear.")
        case _:
            return tr(_C, "The server answers in {value} ms.", value=value) if value else tr(_C, "The server answers.")


def _not_tried(step: CheckStep) -> str:
    match step:
        case CheckStep.NAT:
            return tr(_C, "Not looked at: no STUN server is set for the account.")
        case CheckStep.SOUND:
            return tr(_C, "Not tried: no echo number was given.")
        case _:
            return tr(_C, "Not tried: it needs what did not work above.")


def finding_sentence(finding: CheckFinding) -> str:
    """What was found; what a server says of itself is foreign text, on one line."""
    value = one_line(finding.value)[:_LONGEST]
    match finding.outcome:
        case CheckOutcome.FINE:
            return _fine(finding, value)
        case CheckOutcome.NOT_TRIED:
            return _not_tried(finding.step)
        case CheckOutcome.CALL_REFUSED:
            return tr(_C, "The echo could not be called: {why}", why=_why(value))
        case CheckOutcome.UNTRUSTED:
            return tr(_C, "The server's certificate is not trusted: {why}", why=_why(value))
        case CheckOutcome.TRANSLATED:
            return tr(_C, "Others see you as {value}. Calls work behind a router like this.", value=value)
        case _:
            return _PLAIN[finding.outcome](finding.step)


_PLAIN: Final[dict[CheckOutcome, Callable[[CheckStep], str]]] = {
    CheckOutcome.NOT_NEEDED: lambda _: tr(_C, "It does not work this way. Your account does not use it."),
    CheckOutcome.NO_NETWORK: lambda _: tr(_C, "This computer has no network."),
    CheckOutcome.NO_ADDRESS: lambda _: tr(_C, "No server has this name."),
    CheckOutcome.NO_IPV6: lambda _: tr(_C, "It has addresses of IPv6 alone, and this build of the SIP library has no IPv6."),
    CheckOutcome.NO_NAME_SERVER: lambda _: tr(_C, "Nobody answers when the name is looked up."),
    CheckOutcome.NO_ANSWER: lambda step: (
        tr(_C, "Nobody answers: the STUN server, or the way to it, is closed.")
        if step is CheckStep.NAT
        else tr(_C, "Nothing comes back: something on the way drops it.")
    ),
    CheckOutcome.REFUSED: lambda _: tr(_C, "The connection is refused."),
    CheckOutcome.NOT_SIP: lambda _: tr(_C, "Something answers there that is no SIP server."),
    CheckOutcome.SYMMETRIC: lambda _: tr(_C, "The router shows each server another address of yours: sound may come one way only."),
    CheckOutcome.NOTHING_HEARD: lambda _: tr(_C, "No sound comes back."),
    CheckOutcome.HEARD_ONLY: lambda _: tr(
        _C, "Sound comes from there. Whether yours arrives could not be seen: your tones did not come back."
    ),
}


def _why(value: str) -> str:
    """A reason's code in words; what is none stands as it is."""
    return general_reason(Reason(ReasonCode(value))) if value in set(ReasonCode) else value


def _port_advice(step: CheckStep) -> str:
    match step:
        case CheckStep.UDP:
            return tr(_C, "Ask to allow UDP to the server's port 5060 and its answers, or choose TCP or TLS in the account's connection.")
        case CheckStep.TCP:
            return tr(_C, "Ask to allow TCP to the server's port 5060, or choose UDP or TLS in the account's connection.")
        case CheckStep.TLS:
            return tr(_C, "Ask to allow TCP to the server's port 5061, or whether the provider has TLS at all.")
        case _:
            return tr(_C, "Ask to allow UDP to the STUN server's port 3478.")


def _sound_advice(_: CheckStep) -> str:
    return tr(_C, "Ask to let UDP out to all ports from 10000 on, and its answers in. A TURN server helps too.")


_ADVICE: Final[dict[CheckOutcome, Callable[[CheckStep], str]]] = {
    CheckOutcome.NO_NETWORK: lambda _: tr(_C, "Check the cable or Wi-Fi, then try again."),
    CheckOutcome.NO_ADDRESS: lambda _: tr(
        _C, "Check the account's address for a slip. If it is right, ask whether names outside this network are looked up here."
    ),
    CheckOutcome.NO_IPV6: lambda _: tr(_C, "Ask the provider for a server with IPv4."),
    CheckOutcome.NO_NAME_SERVER: lambda _: tr(_C, "Ask the administrator for a name server (DNS) that works on this network."),
    CheckOutcome.NO_ANSWER: _port_advice,
    CheckOutcome.REFUSED: _port_advice,
    CheckOutcome.NOT_SIP: lambda _: tr(
        _C, "Ask whether the router changes SIP on its way (“SIP ALG”): that should be switched off. Or use TLS."
    ),
    CheckOutcome.UNTRUSTED: lambda _: tr(
        _C, "Ask the provider which certificate is right, before you trust it in the account's connection."
    ),
    CheckOutcome.SYMMETRIC: lambda _: tr(
        _C, "Set a TURN server in the account's connection, or ask for a router without symmetric address translation."
    ),
    CheckOutcome.NOTHING_HEARD: _sound_advice,
    CheckOutcome.HEARD_ONLY: lambda _: tr(
        _C, "Take a number that sends back what it hears (an echo), or call somebody and ask whether you are heard."
    ),
    CheckOutcome.CALL_REFUSED: lambda _: tr(_C, "Check the echo number, and that the account is signed in."),
}


def finding_advice(finding: CheckFinding) -> str:
    """What helps, and what to ask the administrator for; "" where nothing is amiss."""
    advice = _ADVICE.get(finding.outcome)
    return advice(finding.step) if advice else ""


def is_good(finding: CheckFinding) -> bool:
    return finding.outcome in GOOD_OUTCOMES


def is_open(finding: CheckFinding) -> bool:
    """Neither good nor bad: it could not be seen."""
    return finding.outcome in OPEN_OUTCOMES


def verdict(findings: tuple[CheckFinding, ...]) -> str:
    """All of it in one sentence."""
    bad = [finding for finding in findings if not is_good(finding) and not is_open(finding)]
    if not findings:
        return ""
    if not bad and any(is_open(finding) for finding in findings):
        return tr(_C, "This network lets calls through, as far as it could be seen. Whether you are heard is open.")
    if not bad:
        return tr(_C, "This network lets calls through.")
    if all(finding.outcome is CheckOutcome.NO_NETWORK for finding in bad):
        return f"{finding_sentence(bad[0])} {finding_advice(bad[0])}"
    return tr(_C, "Something is in the way: {what}. What helps stands below.", what=", ".join(step_name(finding.step) for finding in bad))


def as_text(address: str, findings: tuple[CheckFinding, ...]) -> str:
    """For a letter to the administrator."""
    lines = [tr(_C, "Network check of {address}", address=address), verdict(findings), ""]
    for finding in findings:
        lines.append(f"{step_name(finding.step)}: {finding_sentence(finding)}")
        if advice := finding_advice(finding):
            lines.append(f"    {advice}")
    return "\n".join(lines) + "\n"
