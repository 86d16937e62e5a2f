"""Money: an integer of micro-units (a millionth of a rouble, euro, …) with its currency. No floats anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tariffs.errors import TariffError

MICRO_PLACES: Final = 6
MICROS: Final = 10**MICRO_PLACES
_LONGEST_TEXT: Final = 40


class MoneyError(TariffError):
    """Two currencies were mixed, or a text is no amount."""


class TooPreciseError(MoneyError):
    """An amount has more decimals than are kept."""


def parse_scaled(text: str, places: int) -> int:
    """A plain decimal ("-12.40") as an integer of 10**-places units.

    Nothing is rounded: a text with more significant decimals than `places` raises TooPreciseError; whatever is no plain decimal (an
    exponent, a comma, a thousands separator, digits of another script) raises MoneyError.
    """
    stripped = text.strip()
    whole, point, fraction = stripped.partition(".")
    sign = 1
    if whole.startswith("-"):
        sign, whole = -1, whole[1:]
    digits = whole + fraction
    broken = not whole or (point and not fraction) or not (digits.isascii() and digits.isdigit()) or len(stripped) > _LONGEST_TEXT
    if broken:
        msg = f"not a decimal amount: {text[:_LONGEST_TEXT]!r}"
        raise MoneyError(msg)
    if len(fraction) > places:
        fraction = fraction.rstrip("0")
    if len(fraction) > places:
        msg = f"more than {places} decimals: {text!r}"
        raise TooPreciseError(msg)
    return sign * int(whole + fraction.ljust(places, "0"))


@dataclass(frozen=True, slots=True)
class Money:
    """`micros` millionths of `currency` (ISO 4217, upper case). Arithmetic and order exist within one currency only: else MoneyError."""

    micros: int
    currency: str

    @classmethod
    def parse_decimal(cls, text: str, currency: str) -> Money:
        """The exact amount of a provider's decimal text; MoneyError when it is none or has more than six decimals."""
        return cls(parse_scaled(text, MICRO_PLACES), currency)

    def decimal(self) -> str:
        """The exact amount with at least two decimals and no grouping: "12.40", "-0.006". For logs; windows word it themselves."""
        whole, rest = divmod(abs(self.micros), MICROS)
        fraction = f"{rest:06}".rstrip("0").ljust(2, "0")
        return f"{'-' if self.micros < 0 else ''}{whole}.{fraction}"

    def __str__(self) -> str:
        return f"{self.decimal()} {self.currency}"

    def __add__(self, other: Money) -> Money:
        return Money(self.micros + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.micros - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.micros, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.micros < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.micros <= self._same(other)

    def __gt__(self, other: Money) -> bool:
        return self.micros > self._same(other)

    def __ge__(self, other: Money) -> bool:
        return self.micros >= self._same(other)

    def _same(self, other: Money) -> int:
        if other.currency != self.currency:
            msg = f"{self.currency} and {other.currency} do not mix"
            raise MoneyError(msg)
        return other.micros
