"""Every `Reason` as a sentence and the action that helps. What the other side said (its phrase) is shown only where we know no better."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.reasons import Reason, ReasonCode
from ui.language import tr
from ui.wording.money_reasons import MONEY_SENTENCES, MONEY_WORDS, money_sentence

_Sentence = Callable[[str], str]
_C = "Reasons"

# `who` is a contact's name, a number or an address.
_CALL: Final[dict[ReasonCode, _Sentence]] = {
    ReasonCode.HUNG_UP_HERE: lambda _: tr(_C, "Call ended"),
    ReasonCode.HUNG_UP_THERE: lambda who: tr(_C, "{who} hung up", who=who),
    ReasonCode.CANCELLED_HERE: lambda _: tr(_C, "Call cancelled"),
    ReasonCode.CANCELLED_THERE: lambda who: tr(_C, "{who} stopped calling before you answered", who=who),
    ReasonCode.DECLINED_HERE: lambda _: tr(_C, "You declined the call"),
    ReasonCode.BUSY_HERE: lambda who: tr(_C, "{who} was told that you are busy", who=who),
    ReasonCode.ANSWERED_ELSEWHERE: lambda _: tr(_C, "Answered on another device"),
    ReasonCode.FORWARDED: lambda _: tr(_C, "Forwarded"),
    ReasonCode.BUSY: lambda who: tr(_C, "{who} is busy. Try again in a few minutes.", who=who),
    ReasonCode.DECLINED: lambda who: tr(_C, "{who} declined the call", who=who),
    ReasonCode.NOT_FOUND: lambda who: tr(_C, "{who}: this number does not exist. Check it and dial again.", who=who),
    ReasonCode.UNAVAILABLE: lambda who: tr(_C, "{who} can't be reached now: switched off or out of coverage. Try later.", who=who),
    ReasonCode.NO_ANSWER: lambda who: tr(_C, "{who} does not answer. Try later.", who=who),
    ReasonCode.ADDRESS_INCOMPLETE: lambda who: tr(_C, "{who}: the number is incomplete. Type the country and city code too.", who=who),
    ReasonCode.NOT_ACCEPTABLE: lambda who: tr(_C, "{who} has no sound format in common with this program", who=who),
    ReasonCode.LOST_THERE: lambda who: tr(_C, "The line to {who} broke: the other side answers no more. Call again.", who=who),
    ReasonCode.EXTENSION_REFUSED: lambda who: tr(
        _C, "{who} and this account don't agree on session timers or on confirmed ringing. Make them optional in the account.", who=who
    ),
    ReasonCode.ENCRYPTION_REQUIRED: lambda who: tr(
        _C, "{who} has no encrypted sound, and this account calls with nothing else. The account's settings can allow it.", who=who
    ),
    ReasonCode.PAYMENT_REQUIRED: lambda _: tr(_C, "There is not enough money for this call. Top up the account."),
    ReasonCode.CREDIT_EXHAUSTED: lambda _: tr(_C, "The money ran out, and the provider ended the call. Top up to go on."),
    ReasonCode.FORBIDDEN: lambda who: tr(_C, "The provider does not allow calls to {who}. Ask it, or use another account.", who=who),
    ReasonCode.SERVICE_UNAVAILABLE: lambda _: tr(_C, "The provider is overloaded or under repair. Try again in a minute."),
    ReasonCode.SERVER_ERROR: lambda _: tr(_C, "The provider's server failed. Try again in a minute."),
    ReasonCode.REFUSED: lambda _: tr(_C, "The provider refused the call"),
    ReasonCode.NO_RESPONSE: lambda _: tr(_C, "The server does not answer. Check the network connection."),
    ReasonCode.ENGINE_LOST: lambda _: tr(_C, "The call broke off: the sound engine stopped. It is running again; call once more."),
    ReasonCode.NOT_REGISTERED: lambda _: tr(_C, "The account is not connected yet. Wait a moment, then call again."),
    ReasonCode.LINES_TAKEN: lambda _: tr(_C, "There are too many calls at once. Hang one of them up, then call again."),
    ReasonCode.EMERGENCY_REFUSED: lambda who: tr(_C, "{who} is an emergency number: call it from a mobile or landline phone.", who=who),
    ReasonCode.NO_IPV6: lambda who: tr(_C, "{who} has an IPv6 address, and this build of the SIP library has no IPv6.", who=who),
    ReasonCode.BAD_ADDRESS: lambda who: tr(_C, "{who} is neither a number nor a SIP address", who=who),
}
_GENERAL: Final[dict[ReasonCode, _Sentence]] = {
    ReasonCode.WRONG_PASSWORD: lambda _: tr(_C, "The provider does not accept this name and password. Check both."),
    ReasonCode.UNKNOWN_USER: lambda _: tr(_C, "The provider does not know this user. Check the address."),
    ReasonCode.NOT_FOUND: lambda _: tr(_C, "The provider does not know this user. Check the address."),
    ReasonCode.UNKNOWN_HOST: lambda value: tr(_C, "There is no server {value}. Check the address.", value=value),
    ReasonCode.NO_IPV6: lambda value: tr(
        _C,
        "{value} has an IPv6 address alone, and this build of the SIP library has no IPv6. Ask the provider for a server with IPv4.",
        value=value,
    ),
    ReasonCode.NO_RESPONSE: lambda _: tr(_C, "The server does not answer. Check the network connection."),
    ReasonCode.NO_ANSWER: lambda _: tr(_C, "The server does not answer. Check the network connection."),
    ReasonCode.CONNECTION_REFUSED: lambda _: tr(_C, "The server refuses the connection. It may be down, or want another transport."),
    ReasonCode.NETWORK_UNREACHABLE: lambda _: tr(_C, "There is no network. Check the cable or Wi-Fi."),
    ReasonCode.TLS_FAILED: lambda _: tr(_C, "No encrypted connection to the server came about. It may want another transport."),
    ReasonCode.CERTIFICATE_EXPIRED: lambda _: tr(
        _C, "The server's certificate has expired. Tell the provider; check this computer's date too."
    ),
    ReasonCode.CERTIFICATE_UNKNOWN_ISSUER: lambda _: tr(
        _C,
        "Nobody that this computer trusts signed the server's certificate. Give the provider's file of authorities, or choose "
        "“Trust this certificate” under Accounts.",
    ),
    ReasonCode.CERTIFICATE_WRONG_NAME: lambda _: tr(
        _C,
        "The certificate does not name this server: it is another server's, or stands for a whole domain (a wildcard). Check the server's "
        "name; if it is right, choose “Trust this certificate” under Accounts.",
    ),
    ReasonCode.CERTIFICATE_NOT_PINNED: lambda _: tr(
        _C,
        "The server showed another certificate than the one that you trust. Ask the provider whether it was renewed: then choose "
        "“Trust this certificate” under Accounts. If not, somebody listens in.",
    ),
    ReasonCode.CERTIFICATE_REFUSED: lambda _: tr(_C, "The server's certificate can't be trusted. Tell the provider."),
    ReasonCode.FORBIDDEN: lambda _: tr(_C, "The provider does not let this account in. Ask the provider."),
    ReasonCode.SERVICE_UNAVAILABLE: lambda _: tr(_C, "The provider is overloaded or under repair"),
    ReasonCode.SERVER_ERROR: lambda _: tr(_C, "The provider's server failed"),
    ReasonCode.REFUSED: lambda _: tr(_C, "The provider refused to register the account"),
    ReasonCode.ENGINE_LOST: lambda _: tr(_C, "The sound engine stopped and is being started again"),
    ReasonCode.UNKNOWN_ACCOUNT: lambda _: tr(_C, "There is no such account any more"),
    ReasonCode.ACCOUNT_EXISTS: lambda value: tr(_C, "The account {value} is here already", value=value),
    ReasonCode.UNKNOWN_CALL: lambda _: tr(_C, "That call is over"),
    ReasonCode.CALL_EXISTS: lambda _: tr(_C, "That call is running already"),
    ReasonCode.WRONG_STATE: lambda _: tr(_C, "That is not possible at this moment of the call"),
    ReasonCode.BAD_ADDRESS: lambda value: tr(_C, "“{value}” is no SIP address: it looks like name@provider.com", value=value),
    ReasonCode.BAD_DIGITS: lambda _: tr(_C, "Only 0-9, * and # can be sent as tones"),
    ReasonCode.BAD_VALUE: lambda value: tr(_C, "“{value}” can't be used here", value=value),
    ReasonCode.TOO_LONG: lambda value: tr(_C, "The message is too long: at most {value} bytes go at once", value=value),
    ReasonCode.MALFORMED: lambda _: tr(_C, "The program could not read what its sound engine said"),
    ReasonCode.WRONG_VERSION: lambda _: tr(_C, "The program and its sound engine are of different versions. Install the program again."),
    ReasonCode.UNSUPPORTED: lambda value: tr(_C, "This version can't do that: {value}", value=value),
    ReasonCode.DISK_FULL: lambda value: tr(_C, "The disk is full: the recording {value} ends here", value=value),
    ReasonCode.NOT_WRITABLE: lambda value: tr(_C, "The recording {value} can't be written. Choose another folder.", value=value),
    ReasonCode.NO_AUDIO_DEVICE: lambda _: tr(_C, "No sound card was found: calls work, but nothing is heard. Plug in a headset."),
    ReasonCode.DEVICE_MISSING: lambda value: tr(_C, "{value} is not connected: the system's default device is used", value=value),
    ReasonCode.DEVICE_BUSY: lambda _: tr(_C, "Another program keeps the sound card for itself. Close it, or choose another device."),
    ReasonCode.INTERNAL: lambda _: tr(_C, "An error in the program. The call can be tried again."),
    ReasonCode.EMERGENCY_UNCONFIRMED: lambda _: tr(_C, "An emergency number is called only after you confirm it"),
}


def call_reason(reason: Reason | None, who: str) -> str:
    """How a call with `who` ended or why it was refused."""
    if reason is None:
        return tr(_C, "Call ended")
    if reason.code in MONEY_SENTENCES:
        return money_sentence(reason.code, who, reason.value)
    sentence = _CALL.get(reason.code) or _GENERAL.get(reason.code)
    said = sentence(who) if sentence else tr(_C, "Call ended")
    return _with_phrase(said, reason)


_SHORT: Final[dict[ReasonCode, Callable[[], str]]] = {
    ReasonCode.BUSY: lambda: tr(_C, "busy"),
    ReasonCode.DECLINED: lambda: tr(_C, "declined"),
    ReasonCode.DECLINED_HERE: lambda: tr(_C, "you declined"),
    ReasonCode.NOT_FOUND: lambda: tr(_C, "no such number"),
    ReasonCode.UNAVAILABLE: lambda: tr(_C, "out of reach"),
    ReasonCode.PAYMENT_REQUIRED: lambda: tr(_C, "not enough money"),
    ReasonCode.CREDIT_EXHAUSTED: lambda: tr(_C, "the money ran out"),
    ReasonCode.FORBIDDEN: lambda: tr(_C, "not allowed by the provider"),
    ReasonCode.ENGINE_LOST: lambda: tr(_C, "broke off"),
    ReasonCode.LOST_THERE: lambda: tr(_C, "broke off"),
    ReasonCode.LINES_TAKEN: lambda: tr(_C, "too many calls at once"),
    ReasonCode.ENCRYPTION_REQUIRED: lambda: tr(_C, "no encrypted sound there"),
    ReasonCode.CANCELLED_HERE: lambda: tr(_C, "cancelled"),
    ReasonCode.ANSWERED_ELSEWHERE: lambda: tr(_C, "answered on another device"),
    ReasonCode.FORWARDED: lambda: tr(_C, "forwarded"),
    ReasonCode.NETWORK_UNREACHABLE: lambda: tr(_C, "no network"),
    ReasonCode.NO_RESPONSE: lambda: tr(_C, "the server did not answer"),
    ReasonCode.UNKNOWN_HOST: lambda: tr(_C, "no such server"),
    ReasonCode.NO_IPV6: lambda: tr(_C, "no IPv6 here"),
    **MONEY_WORDS,
}


def short_reason(reason: Reason | None) -> str:
    """How a call ended, in the few words a list has room for; "" where an answered call ended well."""
    words = _SHORT.get(reason.code) if reason else None
    return words() if words else ""


def refusal_words(code: str) -> str:
    """Why an account would not call, in a list; a code we don't know is a refusal all the same."""
    words = _SHORT.get(ReasonCode(code)) if code in set(ReasonCode) else None
    return words() if words else tr(_C, "would be refused")


def general_reason(reason: Reason) -> str:
    """Why an account or the sound is in trouble."""
    if reason.code in MONEY_SENTENCES:
        return money_sentence(reason.code, tr(_C, "this number"), reason.value)
    sentence = _GENERAL.get(reason.code) or _CALL.get(reason.code)
    said = sentence(reason.value) if sentence else reason.phrase
    return _with_phrase(said, reason)


def _with_phrase(said: str, reason: Reason) -> str:
    """The server's own words help only where ours are vague."""
    vague = reason.code in (ReasonCode.REFUSED, ReasonCode.SERVER_ERROR, ReasonCode.UNSUPPORTED, ReasonCode.EXTENSION_REFUSED)
    if vague and reason.phrase:
        return tr(_C, "{sentence} (it says: {status} {phrase})", sentence=said.rstrip("."), status=reason.sip_status, phrase=reason.phrase)
    return said


def worded_codes() -> frozenset[ReasonCode]:
    return frozenset(_CALL) | frozenset(_GENERAL) | frozenset(MONEY_SENTENCES)
