"""An amount of money as a person types it: a plain decimal with the language's separator or a point, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tariffs.rating.money import MICROS, Money
from ui.language import tr
from ui.wording.amounts import currency_sign, money

_DECIMALS: Final = 2  # nobody pays by parts of a kopeck
_LONGEST: Final = 24
_GROUPED: Final = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+", re.ASCII)
_WHOLE: Final = re.compile(r"\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class AmountReading:
    """Either an amount, or a sentence that says what is wrong with the text."""

    amount: Money | None = None
    trouble: str = ""


def read_amount(text: str, currency: str, least: Money, most: Money) -> AmountReading:
    """Both limits belong to what is allowed. Never raises: any text has a reading."""
    bare = _without_sign(text.strip(), currency)
    if not bare:
        return AmountReading(trouble=tr("Amount", "Type an amount"))
    if bare[0] in "-−":
        return AmountReading(trouble=tr("Amount", "The amount must be more than zero"))
    whole, fraction = _split(bare)
    if whole is None or len(bare) > _LONGEST:
        shown = bare if len(bare) <= _LONGEST else f"{bare[:_LONGEST]}…"
        said = tr("Amount", "“{typed}” is no amount: write it like {example}", typed=shown, example=f"150{QLocale().decimalPoint()}50")
        return AmountReading(trouble=said)
    if len(fraction) > _DECIMALS:
        return AmountReading(trouble=tr("Amount", "At most two decimals, please"))
    amount = Money(int(whole) * MICROS + int(fraction.ljust(6, "0")), currency)
    return _within(amount, least, most)


def _without_sign(text: str, currency: str) -> str:
    for sign in (currency_sign(currency), currency):
        text = text.removesuffix(sign).removeprefix(sign).strip() if sign else text
    return text


def _split(text: str) -> tuple[str | None, str]:
    """The digits before and after the separator; None where the text is no plain decimal."""
    separator = next((sign for sign in {".", QLocale().decimalPoint()} if sign in text), "")
    whole, _, fraction = text.partition(separator) if separator else (text, "", "")
    if separator and not _WHOLE.fullmatch(fraction):
        return None, ""
    if _GROUPED.fullmatch(whole):
        whole = "".join(sign for sign in whole if sign.isdigit())
    return (whole if _WHOLE.fullmatch(whole) else None), fraction


def _within(amount: Money, least: Money, most: Money) -> AmountReading:
    if amount.micros <= 0 < least.micros:
        return AmountReading(trouble=tr("Amount", "The amount must be more than zero"))
    if amount < least:
        return AmountReading(trouble=tr("Amount", "The least is {amount}", amount=money(least)))
    if amount > most:
        return AmountReading(trouble=tr("Amount", "The most is {amount}", amount=money(most)))
    return AmountReading(amount)


class AmountField(QLineEdit):
    """For one amount; figures stand one below another."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setMaxLength(64)

    def show_amount(self, amount: Money) -> None:
        """As it would be typed: without the currency's sign."""
        self.setText(plain_amount(amount))


def plain_amount(amount: Money) -> str:
    """ "150", "150.50": what `read_amount` reads back."""
    whole, rest = divmod(amount.micros, MICROS)
    fraction = f"{rest:06}".rstrip("0")
    return f"{whole}{QLocale().decimalPoint()}{fraction.ljust(_DECIMALS, '0')}" if fraction else str(whole)
