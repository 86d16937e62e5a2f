"""The number inspector's facts: what a text means on an account, how it is dialled, what it costs; or exactly why it can't be called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from telephony.numbers import Address, Callable, Emergency, Internal, PhoneNumber, Refusal, Several, Suggestion, describe, interpret
from ui.language import in_language, tr
from ui.phone.reading import plan_of
from ui.wording.amounts import age_words, band_hours, lasts_line, price_line
from ui.wording.countries import country
from ui.wording.numbers import corrections_sentence, kind_word, refusal_sentence

if TYPE_CHECKING:
    from agent_app.money.snapshots import PriceSnapshot
    from agent_app.snapshots import AccountSnapshot
    from telephony.numbers import Correction, Interpretation

_C = "Inspector"


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: what it is, and its value (which may be foreign text)."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Inspection:
    """All lines, and the corrected form to copy ("" where there is none)."""

    facts: tuple[Fact, ...]
    number: str = ""

    def text(self) -> str:
        """For the clipboard: a line a fact."""
        return "\n".join(f"{fact.name}: {fact.value}" for fact in self.facts)


def inspect(text: str, account: AccountSnapshot | None, price: PriceSnapshot | None = None) -> Inspection:
    """Of any text; `price` where it is known for this very number."""
    meaning = interpret(text, plan_of(account))
    facts = [Fact(tr(_C, "Typed"), text.strip()), *_meaning(meaning, account)]
    number = _number(meaning)
    if price is not None and number is not None and price.number == number.e164:
        facts += _price(price)
    return Inspection(tuple(fact for fact in facts if fact.value), number.international if number else "")


def _number(meaning: Interpretation) -> PhoneNumber | None:
    return meaning.number if isinstance(meaning, Callable | Suggestion) else None


def _meaning(meaning: Interpretation, account: AccountSnapshot | None) -> list[Fact]:  # noqa: PLR0911 - one for each meaning
    match meaning:
        case Callable(number, corrections):
            return [*_of_number(number, corrections), _dialled(number.e164, account), _extension(number.extension)]
        case Suggestion(number, corrections):
            guess = Fact(tr(_C, "Not dialled yet"), tr(_C, "This is a guess: take it by “Use”, then call"))
            return [*_of_number(number, corrections), _extension(number.extension), guess]
        case Several(choices):
            return [Fact(tr(_C, "Numbers in the text"), "\n".join(choice.international for choice in choices))]
        case Internal(number, extension):
            return [Fact(tr(_C, "Kind"), tr(_C, "internal number of the exchange")), _dialled(number, account), _extension(extension)]
        case Emergency(number, typed):
            return [Fact(tr(_C, "Kind"), tr(_C, "emergency number {number}", number=number)), _dialled(typed, account)]
        case Address(uri):
            return [Fact(tr(_C, "Kind"), tr(_C, "SIP address, computer to computer")), Fact(tr(_C, "Dialled as"), uri)]
        case Refusal():
            return _refused(meaning)
    assert_never(meaning)


def _of_number(number: PhoneNumber, corrections: tuple[Correction, ...]) -> list[Fact]:
    about = describe(number)
    return [
        Fact(tr(_C, "Full number"), number.international),
        Fact(tr(_C, "Corrected"), corrections_sentence(corrections)),
        Fact(tr(_C, "Country"), country(about.region)),
        Fact(tr(_C, "Region"), in_language(about.place.ru, about.place.en) if about.place else ""),
        Fact(tr(_C, "Kind"), kind_word(about.kind)),
        Fact(tr(_C, "National form"), number.national),
    ]


def _dialled(number: str, account: AccountSnapshot | None) -> Fact:
    from agent_app.calls.addresses import number_target

    return Fact(tr(_C, "Dialled as"), number_target(number, account.address) if account else "")


def _extension(extension: str) -> Fact:
    return Fact(tr(_C, "After the answer"), tr(_C, "tones {digits}", digits=extension) if extension else "")


def _refused(refusal: Refusal) -> list[Fact]:
    region = str(refusal.params.get("region", ""))
    return [
        Fact(tr(_C, "Country"), country(region) if region else ""),
        Fact(tr(_C, "Can't be called"), refusal_sentence(refusal)),
    ]


def _price(price: PriceSnapshot) -> list[Fact]:
    row = price.rate.row if price.rate else None
    return [
        Fact(tr(_C, "In the tariff"), f"{in_language(row.destination_ru, row.destination_en)} ({row.prefix}…)" if row else ""),
        Fact(tr(_C, "Price"), price_line(price)),
        Fact(tr(_C, "Hours"), tr(_C, "{hours} by the provider's clock", hours=band_hours(row.band)) if row and row.band else ""),
        Fact(tr(_C, "Balance"), lasts_line(price)),
        Fact(tr(_C, "Told"), age_words(price, None)),
    ]
