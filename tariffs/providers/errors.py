"""What can go wrong between us and a provider, told apart because each has another remedy. `code` is for programs and for wording."""

from __future__ import annotations

from tariffs.errors import TariffError


class ProviderError(TariffError):
    """The base. The message names the request and the provider's words, never a token, a password or a full URL."""

    code = "failed"


class BadCredentialsError(ProviderError):
    """The token or password is wrong: asking again is of no use."""

    code = "bad_credentials"


class NoRateError(ProviderError):
    """The provider has no price for this number: it does not connect it."""

    code = "no_rate"


class ForbiddenError(ProviderError):
    """This account may not do this."""

    code = "forbidden"


class RefusedError(ProviderError):
    """The request itself was refused (an amount too large, a broken number)."""

    code = "refused"


class UnsupportedError(ProviderError):
    """The provider has no such service."""

    code = "unsupported"


class RateLimitedError(ProviderError):
    """Asked too often. `retry_after_s`: how long to wait, in seconds; None where the provider does not say."""

    code = "rate_limited"

    def __init__(self, message: str, retry_after_s: int | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class TransientError(ProviderError):
    """No answer in time, no connection, or the provider's own fault: later it may work."""

    code = "transient"


class GarbageError(ProviderError):
    """An answer that is none: not what the provider's documentation says."""

    code = "garbage"


class OutcomeUnknownError(ProviderError):
    """A change was asked for and no clear answer came: it may have happened. Never repeated by itself."""

    code = "outcome_unknown"
