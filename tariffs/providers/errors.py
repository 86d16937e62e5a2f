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


class NoFundsError(RefusedError):
    """The balance does not pay for it."""

    code = "no_funds"


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


class CurrencyError(GarbageError):
    """An amount in another currency than the account's: nothing may be reckoned with it."""

    code = "other_currency"


class DeckFileError(ProviderError):
    """The account's price list can't be read or used; the message has the broken lines."""

    code = "deck"


class SettingsError(ProviderError):
    """What was set up for a provider can't work. `field` is the key of the setting, `why` a code of `settings.Fault`."""

    code = "settings"

    def __init__(self, field: str, why: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.why = why


class OutcomeUnknownError(ProviderError):
    """A change was asked for and no clear answer came: it may have happened. Never repeated by itself."""

    code = "outcome_unknown"
