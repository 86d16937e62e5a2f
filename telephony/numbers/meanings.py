"""What a typed or pasted text can turn out to be. Plain values: reasons are codes with parameters, `ui` puts them into words."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping


class PlanKind(StrEnum):
    """Who connects the account's calls."""

    PROVIDER = "provider"  # full numbers only; short and emergency numbers are refused
    PBX = "pbx"  # a company's exchange: internal numbers and feature codes too; an emergency number is asked about first


@dataclass(frozen=True)
class NumberPlan:
    """What an account says may be dialled.

    `region` is the home country (ISO 3166, two letters), `area_code` the home area's digits without a trunk prefix ("495"), used for
    suggestions only. On a PBX a number of at most `internal_digits` digits is internal.
    """

    region: str = "RU"
    area_code: str = ""
    kind: PlanKind = PlanKind.PROVIDER
    internal_digits: int = 5


class NumberKind(StrEnum):
    """What answers at a number."""

    FIXED_LINE = "fixed_line"
    MOBILE = "mobile"
    FIXED_LINE_OR_MOBILE = "fixed_line_or_mobile"  # some countries (USA) don't tell
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    VOIP = "voip"
    PERSONAL = "personal"
    PAGER = "pager"
    COMPANY = "company"  # one number for a company's many places (UAN)
    VOICEMAIL = "voicemail"
    SATELLITE = "satellite"
    UNKNOWN = "unknown"


class Correction(StrEnum):
    """What was changed between the text and the number."""

    TRUNK_PREFIX = "trunk_prefix"  # 8 (495) … -> +7 495 …
    INTERNATIONAL_PREFIX = "international_prefix"  # 810 …, 8~10 …, 00 … -> + …
    PLUS = "plus"  # 7495 … -> +7 495 …
    COUNTRY_CODE = "country_code"  # 495 … -> +7 495 …
    AREA_CODE = "area_code"  # 111-22-33 -> +7 495 111-22-33
    EIGHT_FOR_SEVEN = "eight_for_seven"  # +8 495 … -> +7 495 …
    LETTERS = "letters"  # 8 800 FLOWERS -> +7 800 356-93-77
    FOUND_IN_TEXT = "found_in_text"  # the only number in a longer text


class RefusalCode(StrEnum):
    """Why a text can't be called. In brackets: the parameters."""

    EMPTY = "empty"
    NO_NUMBER = "no_number"  # no digits at all
    TEXT_TOO_LONG = "text_too_long"  # (most)
    LETTERS = "letters"  # (letters)
    LETTER_FOR_DIGIT = "letter_for_digit"  # (letter, digit): a letter that looks like a digit
    EMERGENCY_ON_PROVIDER = "emergency_on_provider"  # (number)
    SHORT_ON_PROVIDER = "short_on_provider"  # (number)
    FEATURE_CODE_ON_PROVIDER = "feature_code_on_provider"  # (number)
    NO_AREA_CODE = "no_area_code"  # (number): a local number, and the account has no home area code
    UNKNOWN_COUNTRY = "unknown_country"  # (number)
    NO_SUCH_AREA = "no_such_area"  # (number, region, area)
    TOO_SHORT = "too_short"  # (number, region, have, least, most): digits after the country code
    TOO_LONG = "too_long"  # the same
    INVALID_FOR_REGION = "invalid_for_region"  # (number, region): no such range in that country's plan
    BAD_ADDRESS = "bad_address"  # (address)


@dataclass(frozen=True)
class PhoneNumber:
    """A valid full number.

    `e164` has its plus and digits only. `region` is the ISO country, "001" for the world's own codes (+882 …). `national` and
    `international` are for show. `extension` (0-9 * # and "," for a pause) is sent as DTMF after the answer.
    """

    e164: str
    region: str
    kind: NumberKind
    national: str
    international: str
    extension: str = ""


@dataclass(frozen=True)
class Callable:
    """May be dialled at once. `corrections` are the unambiguous ones that were made, for the window to name."""

    number: PhoneNumber
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A guess: shown as the corrected number, dialled only after the user took it."""

    number: PhoneNumber
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class Several:
    """A text with several numbers: the user chooses."""

    choices: tuple[PhoneNumber, ...]


@dataclass(frozen=True)
class Internal:
    """An internal number or a feature code of a PBX (0-9 * #), dialled as it is; `extension` as in PhoneNumber."""

    number: str
    extension: str = ""


@dataclass(frozen=True)
class Emergency:
    """On a PBX only: asked about first, with what VoIP can't promise. `number` is the emergency number, `typed` what was typed for it.

    They differ where a prefix stands before it ("8112", "9112"): then `typed` may as well be a colleague's internal number.
    """

    number: str
    typed: str


@dataclass(frozen=True)
class Address:
    """A SIP address: `uri` with its scheme, without headers."""

    uri: str


@dataclass(frozen=True)
class Refusal:
    """Nothing can be called, and why."""

    code: RefusalCode
    params: Mapping[str, str | int] = field(default_factory=dict[str, "str | int"])


Interpretation: TypeAlias = Callable | Suggestion | Several | Internal | Emergency | Address | Refusal
