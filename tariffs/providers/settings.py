"""What each kind of provider is set up with, as data: a form is drawn from it, and `checks` holds what was typed against it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping


class Form(StrEnum):
    """What may be typed into a field."""

    TEXT = "text"
    SECRET = "secret"  # noqa: S105  (kept in the keyring, never in the settings)
    ADDRESS = "address"  # https://…; http:// to this machine alone
    URL_TEMPLATE = "url_template"
    BODY_TEMPLATE = "body_template"
    FILE = "file"
    CURRENCY = "currency"
    INCREMENTS = "increments"
    ZONE = "zone"
    CHOICE = "choice"


class Fault(StrEnum):
    """Why a setting can't be used."""

    MISSING = "missing"
    NOT_HTTPS = "not_https"
    NO_ADDRESS = "no_address"
    UNKNOWN_PLACE = "unknown_place"
    NO_NUMBER_PLACE = "no_number_place"
    PASSWORD_IN_CLEAR = "password_in_clear"  # noqa: S105
    NO_CURRENCY = "no_currency"
    NO_INCREMENTS = "no_increments"
    NO_ZONE = "no_zone"
    NO_CHOICE = "no_choice"
    UNKNOWN_KIND = "unknown_kind"


class Notice(StrEnum):
    """What works and should be known all the same."""

    PASSWORD_IN_ADDRESS = "password_in_address"  # noqa: S105  (servers and proxies write addresses into their logs)


@dataclass(frozen=True)
class Field:
    """`key` is its name in the settings and, with the kind's, the code of its help ("sipnet.sip_id"); a SECRET's key is "secret".

    `is_extra`: most users leave it as it is. `choices`: of a CHOICE.
    """

    key: str
    form: Form = Form.TEXT
    is_required: bool = False
    default: str = ""
    is_extra: bool = False
    choices: tuple[str, ...] = ()

    @property
    def is_secret(self) -> bool:
        return self.form is Form.SECRET


SECRET: Final = Field("secret", Form.SECRET, is_required=True)
_PAGES: Final = (Field("top_up_url", Form.ADDRESS, is_extra=True), Field("recovery_url", Form.ADDRESS, is_extra=True))
_DECK_TERMS: Final = (
    Field("deck_currency", Form.CURRENCY, is_extra=True),
    Field("deck_zone", Form.ZONE, is_extra=True),
    Field("deck_broken", Form.CHOICE, default="refuse", choices=("refuse", "skip"), is_extra=True),
    Field("free_directions", Form.FILE, is_extra=True),
)
_INCREMENTS: Final = Field("increments", Form.INCREMENTS, default="60/60", is_extra=True)

KINDS: Final[Mapping[str, tuple[Field, ...]]] = {
    "none": (),
    "sandbox": (Field("base_url", Form.ADDRESS, is_required=True), SECRET),
    "sipnet": (
        Field("sip_id", is_required=True),
        SECRET,
        Field("deck", Form.FILE),
        *_DECK_TERMS,
        Field("base_url", Form.ADDRESS, default="https://api.sipnet.ru", is_extra=True),
        *_PAGES,
    ),
    "zadarma": (
        Field("key", is_required=True),
        SECRET,
        _INCREMENTS,
        Field("sms_sender", is_extra=True),
        Field("base_url", Form.ADDRESS, default="https://api.zadarma.com", is_extra=True),
        *_PAGES,
    ),
    "voipms": (
        Field("username", is_required=True),
        SECRET,
        Field("currency", Form.CURRENCY, default="USD"),
        Field("did"),
        Field("route", Form.CHOICE, default="1", choices=("1", "2"), is_extra=True),
        Field("base_url", Form.ADDRESS, default="https://voip.ms", is_extra=True),
        *_PAGES,
    ),
    "acrobits": (
        Field("username", is_required=True),
        Field("host"),
        Field("secret", Form.SECRET),
        Field("currency", Form.CURRENCY, is_required=True),
        Field("balance_url", Form.URL_TEMPLATE),
        Field("balance_body", Form.BODY_TEMPLATE, is_extra=True),
        Field("rate_url", Form.URL_TEMPLATE),
        Field("rate_body", Form.BODY_TEMPLATE, is_extra=True),
        _INCREMENTS,
        *_PAGES,
    ),
    "cgrates": (
        Field("base_url", Form.ADDRESS, is_required=True),
        Field("account", is_required=True),
        Field("currency", Form.CURRENCY, is_required=True),
        Field("tenant", default="cgrates.org", is_extra=True),
        Field("category", default="call", is_extra=True),
        Field("username", is_extra=True),
        Field("secret", Form.SECRET, is_extra=True),
        *_PAGES,
    ),
    "deck": (Field("deck", Form.FILE, is_required=True), *_DECK_TERMS, *_PAGES),
}
