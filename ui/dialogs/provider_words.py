"""The kinds of providers, their settings and what is wrong with one, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from agent_app.accounts.model import ProviderKind
from tariffs.providers.settings import Fault, Notice
from ui.language import tr

_C = "Provider"
_Words = Callable[[], str]

_KINDS: Final[dict[ProviderKind, _Words]] = {
    ProviderKind.NONE: lambda: tr(_C, "It tells nothing"),
    ProviderKind.SANDBOX: lambda: tr(_C, "The sandbox"),
    ProviderKind.SIPNET: lambda: tr(_C, "SIPNET"),
    ProviderKind.ZADARMA: lambda: tr(_C, "Zadarma"),
    ProviderKind.VOIPMS: lambda: tr(_C, "voip.ms"),
    ProviderKind.ACROBITS: lambda: tr(_C, "Balance and rate addresses (Acrobits)"),
    ProviderKind.CGRATES: lambda: tr(_C, "CGRateS"),
    ProviderKind.DECK: lambda: tr(_C, "A price list from a file"),
}
_LEADS: Final[dict[ProviderKind, _Words]] = {
    ProviderKind.NONE: lambda: tr(_C, "No balance, and no price before a call."),
    ProviderKind.SIPNET: lambda: tr(_C, "Balance and calls come from SIPNET; prices from a price list that you choose."),
    ProviderKind.ZADARMA: lambda: tr(_C, "Balance, prices and SMS. The key and its secret are in your Zadarma account, under API."),
    ProviderKind.VOIPMS: lambda: tr(
        _C, "Balance, prices and SMS. Switch the API on in your voip.ms account, and allow this computer's address."
    ),
    ProviderKind.ACROBITS: lambda: tr(_C, "Balance and rate by the addresses that your provider gives for Acrobits' programs."),
    ProviderKind.CGRATES: lambda: tr(_C, "Balance, price and time left from a CGRateS server."),
    ProviderKind.DECK: lambda: tr(_C, "Prices from a CSV file on this computer, without network. No balance."),
}
_FIELDS: Final[dict[str, _Words]] = {
    "sip_id": lambda: tr(_C, "SIP ID"),
    "secret": lambda: tr(_C, "Password"),
    "zadarma.secret": lambda: tr(_C, "Secret of the key"),
    "voipms.secret": lambda: tr(_C, "API password"),
    "key": lambda: tr(_C, "Key"),
    "username": lambda: tr(_C, "User name"),
    "host": lambda: tr(_C, "Server"),
    "account": lambda: tr(_C, "Account"),
    "tenant": lambda: tr(_C, "Tenant"),
    "category": lambda: tr(_C, "Category"),
    "currency": lambda: tr(_C, "Currency"),
    "did": lambda: tr(_C, "Number that SMS are sent from"),
    "sms_sender": lambda: tr(_C, "Sender of SMS"),
    "route": lambda: tr(_C, "Route"),
    "increments": lambda: tr(_C, "Seconds that are counted, first / then"),
    "base_url": lambda: tr(_C, "Address of the service"),
    "balance_url": lambda: tr(_C, "Address that tells the balance"),
    "balance_body": lambda: tr(_C, "What is sent there"),
    "rate_url": lambda: tr(_C, "Address that tells the price of a number"),
    "rate_body": lambda: tr(_C, "What is sent there for a price"),
    "deck": lambda: tr(_C, "Price list"),
    "deck_currency": lambda: tr(_C, "Currency, where the list names none"),
    "deck_zone": lambda: tr(_C, "Time zone, where the list names none"),
    "deck_broken": lambda: tr(_C, "Broken lines"),
    "free_directions": lambda: tr(_C, "Free directions"),
    "top_up_url": lambda: tr(_C, "Page to top up"),
    "recovery_url": lambda: tr(_C, "Page for a lost password"),
}
_CHOICES: Final[dict[str, _Words]] = {
    "route.1": lambda: tr(_C, "Value"),
    "route.2": lambda: tr(_C, "Premium"),
    "deck_broken.refuse": lambda: tr(_C, "Don't use the list"),
    "deck_broken.skip": lambda: tr(_C, "Leave them out"),
}
_EXAMPLES: Final = {
    "currency": "RUB",
    "deck_currency": "RUB",
    "deck_zone": "Europe/Moscow",
    "increments": "60/60",
    "balance_url": "https://…?user=%account[username]%",
    "rate_url": "https://…?number=%targetNumber%",
}
_FAULTS: Final[dict[str, Callable[[str], str]]] = {
    Fault.MISSING: lambda field: tr(_C, "{field}: this is needed", field=field),
    Fault.NOT_HTTPS: lambda field: tr(_C, "{field}: the address must begin with https://", field=field),
    Fault.NO_ADDRESS: lambda field: tr(_C, "{field}: this is no address. It begins with https://", field=field),
    Fault.UNKNOWN_PLACE: lambda field: tr(_C, "{field}: one of the names between per cent signs is not known", field=field),
    Fault.NO_NUMBER_PLACE: lambda field: tr(_C, "{field}: there is no place for the number: %targetNumber%", field=field),
    Fault.PASSWORD_IN_CLEAR: lambda field: tr(_C, "{field}: a password would travel there for everybody to read", field=field),
    Fault.NO_CURRENCY: lambda field: tr(_C, "{field}: three capital letters, such as RUB", field=field),
    Fault.NO_INCREMENTS: lambda field: tr(_C, "{field}: write them like 60/60, or 1/1 for by the second", field=field),
    Fault.NO_ZONE: lambda field: tr(_C, "{field}: write it like Europe/Moscow", field=field),
    Fault.NO_CHOICE: lambda field: tr(_C, "{field}: choose one of the list", field=field),
    Fault.UNKNOWN_KIND: lambda _: tr(_C, "Choose a provider"),
}


def kind_name(kind: ProviderKind) -> str:
    return _KINDS[kind]()


def kind_lead(kind: ProviderKind) -> str:
    """What this kind tells, and what it needs."""
    lead = _LEADS.get(kind)
    return lead() if lead else ""


def field_name(kind: str, key: str) -> str:
    words = _FIELDS.get(f"{kind}.{key}") or _FIELDS.get(key)
    return words() if words else key


def choice_name(key: str, choice: str) -> str:
    words = _CHOICES.get(f"{key}.{choice}")
    return words() if words else choice


def example(key: str) -> str:
    """What an empty field shows; "" for most."""
    return _EXAMPLES.get(key, "")


def fault_sentence(fault: str, field: str) -> str:
    """`field` is its name in words."""
    return _FAULTS[fault](field)


def notice_sentence(notice: Notice, field: str) -> str:
    match notice:
        case Notice.PASSWORD_IN_ADDRESS:
            return tr(_C, "{field}: the password is part of the address, and servers write addresses into their logs", field=field)


def unworded() -> list[str]:
    """What has no words yet: nothing, a test says."""
    from tariffs.providers.settings import KINDS

    fields = [(kind, field) for kind, fields in KINDS.items() for field in fields]
    missing = [f"{kind}.{field.key}" for kind, field in fields if f"{kind}.{field.key}" not in _FIELDS and field.key not in _FIELDS]
    missing += [f"{field.key}.{choice}" for _, field in fields for choice in field.choices if f"{field.key}.{choice}" not in _CHOICES]
    missing += [fault for fault in Fault if fault not in _FAULTS]
    return missing + [kind for kind in ProviderKind if kind not in _KINDS or kind not in KINDS]
