"""Why something ended, failed or was refused: codes with parameters. Only `ui` and the command line put them into words."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class ReasonCode(StrEnum):
    """One code a cause. SIP status codes (RFC 3261 section 21) are mapped by `reason_of_status`."""

    # How a call ends well
    HUNG_UP_HERE = "hung_up_here"
    HUNG_UP_THERE = "hung_up_there"
    CANCELLED_HERE = "cancelled_here"
    CANCELLED_THERE = "cancelled_there"
    DECLINED_HERE = "declined_here"
    BUSY_HERE = "busy_here"
    ANSWERED_ELSEWHERE = "answered_elsewhere"
    FORWARDED = "forwarded"  # to `value`, by us or by whom we called: nothing is dialled by itself
    # What the far side or the provider says
    BUSY = "busy"  # 486, 600
    DECLINED = "declined"  # 603
    NOT_FOUND = "not_found"  # 404, 604, 410
    UNAVAILABLE = "unavailable"  # 480
    NO_ANSWER = "no_answer"  # 408 from the far side, or nobody took the call
    ADDRESS_INCOMPLETE = "address_incomplete"  # 484
    NOT_ACCEPTABLE = "not_acceptable"  # 488, 606: no common codec or encryption
    PAYMENT_REQUIRED = "payment_required"  # 402
    CREDIT_EXHAUSTED = "credit_exhausted"  # the provider cut the call when the money ended
    FORBIDDEN = "forbidden"  # 403
    SERVICE_UNAVAILABLE = "service_unavailable"  # 503
    SERVER_ERROR = "server_error"  # other 5xx, 6xx
    REFUSED = "refused"  # other 4xx
    # Registration and network
    WRONG_PASSWORD = "wrong_password"  # noqa: S105
    UNKNOWN_USER = "unknown_user"
    UNKNOWN_HOST = "unknown_host"
    NO_RESPONSE = "no_response"  # the server did not answer at all
    CONNECTION_REFUSED = "connection_refused"
    NETWORK_UNREACHABLE = "network_unreachable"
    NO_IPV6 = "no_ipv6"  # `value` has an IPv6 address alone, and this build of the SIP library can't use it
    TLS_FAILED = "tls_failed"  # no encrypted connection came about
    # The server's certificate; `value` is its SHA-256
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_UNKNOWN_ISSUER = "certificate_unknown_issuer"
    CERTIFICATE_WRONG_NAME = "certificate_wrong_name"
    CERTIFICATE_NOT_PINNED = "certificate_not_pinned"
    CERTIFICATE_REFUSED = "certificate_refused"
    LOST_THERE = "lost_there"  # a standing call: the far side answers no more, or did not refresh it (408, 481; RFC 4028 section 10)
    EXTENSION_REFUSED = "extension_refused"  # one side requires an extension of SIP (session timer, 100rel) that the other has not
    ENCRYPTION_REQUIRED = "encryption_required"  # the account calls with encrypted sound only, and the other side has none
    # Ours
    ENGINE_LOST = "engine_lost"
    UNKNOWN_ACCOUNT = "unknown_account"
    ACCOUNT_EXISTS = "account_exists"
    NOT_REGISTERED = "not_registered"
    UNKNOWN_CALL = "unknown_call"
    LINES_TAKEN = "lines_taken"  # as many calls as the engine can have
    CALL_EXISTS = "call_exists"
    WRONG_STATE = "wrong_state"
    BAD_ADDRESS = "bad_address"
    BAD_DIGITS = "bad_digits"
    BAD_VALUE = "bad_value"
    TOO_LONG = "too_long"  # a message's body: `value` is the most that goes, in bytes
    MALFORMED = "malformed"
    WRONG_VERSION = "wrong_version"
    UNSUPPORTED = "unsupported"
    NO_AUDIO_DEVICE = "no_audio_device"
    DEVICE_MISSING = "device_missing"  # the chosen sound device, `value`, is not there: the default one is used
    DEVICE_BUSY = "device_busy"  # another program has the sound device for itself
    DISK_FULL = "disk_full"  # no room for the recording, `value`
    NOT_WRITABLE = "not_writable"  # the recording, `value`, can't be written
    EMERGENCY_REFUSED = "emergency_refused"  # a provider's account never calls emergency numbers
    EMERGENCY_UNCONFIRMED = "emergency_unconfirmed"  # a PBX account does, once the person was told what VoIP can't promise
    # Money: why a call is not begun, or is ended, on our side
    NO_CREDIT = "no_credit"  # the balance (`value`) does not pay the call's first seconds
    BELOW_MINIMUM = "below_minimum"  # the provider begins no paid call below `value`
    TRIAL_USED_UP = "trial_used_up"
    TRIAL_NOT_COVERING = "trial_not_covering"  # the trial does not pay for this number, and there is no balance
    DESTINATION_FORBIDDEN = "destination_forbidden"  # the provider connects this number at no price
    OVER_CALL_LIMIT = "over_call_limit"  # the user's own limit for one call, `value`
    OVER_DAY_LIMIT = "over_day_limit"  # the user's own limit for a day, `value`
    PREMIUM_UNCONFIRMED = "premium_unconfirmed"  # a premium number: called once the person was asked
    NO_RATE = "no_rate"  # no price is known, and the user calls only where one is
    INTERNAL = "internal"


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """A code, what the other side said of it (SIP status, reason phrase), and the value concerned."""

    code: ReasonCode
    sip_status: int = 0
    phrase: str = ""
    value: str = ""


_BY_STATUS = {
    401: ReasonCode.WRONG_PASSWORD,
    402: ReasonCode.PAYMENT_REQUIRED,
    403: ReasonCode.FORBIDDEN,
    404: ReasonCode.NOT_FOUND,
    407: ReasonCode.WRONG_PASSWORD,
    408: ReasonCode.NO_ANSWER,
    410: ReasonCode.NOT_FOUND,
    413: ReasonCode.TOO_LONG,
    420: ReasonCode.EXTENSION_REFUSED,
    421: ReasonCode.EXTENSION_REFUSED,
    480: ReasonCode.UNAVAILABLE,
    484: ReasonCode.ADDRESS_INCOMPLETE,
    486: ReasonCode.BUSY,
    487: ReasonCode.CANCELLED_HERE,
    488: ReasonCode.NOT_ACCEPTABLE,
    503: ReasonCode.SERVICE_UNAVAILABLE,
    600: ReasonCode.BUSY,
    603: ReasonCode.DECLINED,
    604: ReasonCode.NOT_FOUND,
    606: ReasonCode.NOT_ACCEPTABLE,
}


def reason_of_status(status: int, phrase: str = "") -> Reason:
    """The reason that a final SIP response stands for (RFC 3261 section 21)."""
    code = _BY_STATUS.get(status)
    if code is None:
        code = ReasonCode.REFUSED if status < 500 else ReasonCode.SERVER_ERROR
    return Reason(code, sip_status=status, phrase=phrase)
