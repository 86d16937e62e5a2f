"""What was typed into a provider's form, held against what the form says."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from tariffs.providers.answers import currency_code
from tariffs.providers.errors import CurrencyError, SettingsError
from tariffs.providers.rows import Increments
from tariffs.providers.settings import KINDS, Fault, Field, Form, Notice
from tariffs.providers.templates import NUMBER, PASSWORD, Escape, Template, TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def faults(kind: str, settings: Mapping[str, str]) -> tuple[SettingsError, ...]:
    """Everything that is wrong with what was typed, by field in the form's order; secrets are not looked at."""
    if kind not in KINDS:
        return (_error("kind", Fault.UNKNOWN_KIND, f"no kind of provider is called {kind[:20]!r}"),)
    found = [error for field in KINDS[kind] if not field.is_secret for error in _faults_of(field, _value(field, settings))]
    return tuple(found if kind != "acrobits" else found + _template_faults(settings))


def checked(kind: str, settings: Mapping[str, str]) -> dict[str, str]:
    """The settings with their defaults, without what the kind does not have; the first SettingsError where something is wrong."""
    for error in faults(kind, settings):
        raise error
    return {field.key: _value(field, settings) for field in KINDS[kind] if not field.is_secret}


def notices(kind: str, settings: Mapping[str, str]) -> tuple[tuple[str, Notice], ...]:
    """The fields that should carry a mark, and which."""
    templates = [field.key for field in KINDS.get(kind, ()) if field.form is Form.URL_TEMPLATE]
    marked = [key for key in templates if _template(settings.get(key, "")).holds_password]
    return tuple((key, Notice.PASSWORD_IN_ADDRESS) for key in marked)


def address_fault(text: str) -> Fault | None:
    """An address must be https, or http to this machine; it holds no user, no password."""
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return Fault.NO_ADDRESS
    if not text.isprintable() or " " in text or "\\" in text or not parts.hostname or not port_is_fine:
        return Fault.NO_ADDRESS
    if parts.username is not None or parts.password is not None:
        return Fault.PASSWORD_IN_CLEAR
    if parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname)):
        return None
    return Fault.NOT_HTTPS


def _value(field: Field, settings: Mapping[str, str]) -> str:
    return settings.get(field.key, "").strip() or field.default


def _faults_of(field: Field, value: str) -> list[SettingsError]:
    if not value:
        return [_error(field.key, Fault.MISSING, f"{field.key} is not set")] if field.is_required else []
    fault = _fault(field, value)
    return [] if fault is None else [_error(field.key, fault, _sentence(field, value, fault))]


def _fault(field: Field, value: str) -> Fault | None:
    match field.form:
        case Form.ADDRESS:
            return address_fault(value)
        case Form.URL_TEMPLATE | Form.BODY_TEMPLATE:
            return _template_fault(field, value)
        case Form.CHOICE:
            return None if value in field.choices else Fault.NO_CHOICE
        case Form.CURRENCY | Form.INCREMENTS | Form.ZONE:
            parse, fault = _PARSED[field.form]
            return None if _is_fine(parse, value) else fault
        case Form.TEXT | Form.SECRET | Form.FILE:
            return None


def _template_fault(field: Field, value: str) -> Fault | None:
    try:
        template = Template.parse(value)
    except TemplateError:
        return Fault.UNKNOWN_PLACE
    if field.form is Form.BODY_TEMPLATE:
        return None
    plain = template.filled({"account[username]": "u", "account[host]": "h.example", NUMBER: "1"}, lambda: "p", Escape.URL)
    fault = address_fault(plain)
    if PASSWORD in template.names and fault is Fault.NOT_HTTPS:
        return Fault.PASSWORD_IN_CLEAR
    return fault


def _template_faults(settings: Mapping[str, str]) -> list[SettingsError]:
    """What concerns two fields: a rate is asked for a number; one of the two services is there."""
    url, body = settings.get("rate_url", "").strip(), settings.get("rate_body", "").strip()
    if not url and not settings.get("balance_url", "").strip():
        return [_error("balance_url", Fault.MISSING, "neither balance_url nor rate_url is set")]
    if url and f"%{NUMBER}%" not in url + body:
        return [_error("rate_url", Fault.NO_NUMBER_PLACE, f"rate_url has no place for the number, %{NUMBER}%")]
    return []


def _template(text: str) -> Template:
    try:
        return Template.parse(text)
    except TemplateError:
        return Template(("",))


def _sentence(field: Field, value: str, fault: Fault) -> str:
    """Never with the value of an address: it may hold a secret that was pasted with it."""
    match fault:
        case Fault.UNKNOWN_PLACE:
            try:
                Template.parse(value)
            except TemplateError as error:
                return f"{field.key}: {error}"
            return f"{field.key}: a place that is not known"
        case Fault.NOT_HTTPS:
            return f"{field.key} must begin with https:// (http:// only to this machine)"
        case Fault.PASSWORD_IN_CLEAR:
            return f"{field.key}: a password would travel in the clear, or stands in the address"
        case _:
            return f"{field.key} can't be used: {fault.value}"


def _error(key: str, fault: Fault, message: str) -> SettingsError:
    return SettingsError(key, fault.value, message)


def _currency(text: str) -> None:
    """A code as it is stored: no sign, no small letters."""
    if currency_code(text) != text:
        raise ValueError(text)


def _is_fine(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except (ValueError, OSError, KeyError, CurrencyError):  # ZoneInfo: no such zone, a folder, a name out of bounds
        return False
    return True


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


_PARSED: Final[Mapping[Form, tuple[Callable[[str], object], Fault]]] = {
    Form.CURRENCY: (_currency, Fault.NO_CURRENCY),
    Form.INCREMENTS: (Increments.parse, Fault.NO_INCREMENTS),
    Form.ZONE: (ZoneInfo, Fault.NO_ZONE),
}
