"""From what a user set up to a provider. The settings of each kind are data of `settings`; adapters are loaded when one is built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tariffs.providers.checks import checked, faults, notices
from tariffs.providers.pages import Pages
from tariffs.providers.rows import Increments
from tariffs.providers.settings import KINDS, Fault, Field, Form, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tariffs.providers.acrobits import Service
    from tariffs.providers.deck_file import DeckFile
    from tariffs.providers.provider import Provider

    Secret = Callable[[], str]
    Settings = dict[str, str]

__all__ = ["KINDS", "Fault", "Field", "Form", "Notice", "build", "faults", "notices"]


def build(kind: str, settings: Mapping[str, str], secret: Callable[[], str]) -> Provider:
    """The provider of one of KINDS; SettingsError where a setting can't be used. Nothing is asked or read yet.

    `secret` gives the password, token or key at each request; it is never kept.
    """
    return _BUILDERS[kind](checked(kind, settings), secret) if kind in _BUILDERS else _refuse(kind)


def _refuse(kind: str) -> Provider:
    raise faults(kind, {})[0]


def _none(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.basis import BasicProvider

    del settings, secret
    return BasicProvider()


def _sandbox(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.sandbox import SandboxProvider

    return SandboxProvider(settings["base_url"], secret)


def _sipnet(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.sipnet import PAGES, SipnetProvider

    deck = _deck_file(settings) if settings["deck"] else None
    pages = _pages(settings).or_else(PAGES)
    return SipnetProvider(settings["sip_id"], secret, deck=deck, pages=pages, base_url=settings["base_url"])


def _zadarma(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.zadarma import PAGES, ZadarmaProvider

    return ZadarmaProvider(
        settings["key"],
        secret,
        increments=Increments.parse(settings["increments"]),
        sms_sender=settings["sms_sender"],
        pages=_pages(settings).or_else(PAGES),
        base_url=settings["base_url"],
    )


def _voipms(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.voipms import PAGES, VoipMsProvider

    return VoipMsProvider(
        settings["username"],
        secret,
        currency=settings["currency"],
        did=settings["did"],
        route=settings["route"],
        pages=_pages(settings).or_else(PAGES),
        base_url=settings["base_url"],
    )


def _acrobits(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.acrobits import AcrobitsAccount, AcrobitsProvider

    increments = Increments.parse(settings["increments"])
    account = AcrobitsAccount(settings["username"], settings["host"], settings["currency"], increments)
    balance, rate = _service(settings, "balance"), _service(settings, "rate")
    return AcrobitsProvider(account, secret, balance=balance, rate=rate, pages=_pages(settings))


def _cgrates(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.cgrates import CgratesProvider

    return CgratesProvider(
        settings["base_url"],
        settings["account"],
        currency=settings["currency"],
        tenant=settings["tenant"],
        category=settings["category"],
        username=settings["username"],
        password=secret,
        pages=_pages(settings),
    )


def _deck(settings: Settings, secret: Secret) -> Provider:
    from tariffs.providers.deck_only import DeckOnlyProvider

    del secret
    return DeckOnlyProvider(_deck_file(settings), _pages(settings))


_BUILDERS: Mapping[str, Callable[[Settings, Secret], Provider]] = {
    "none": _none,
    "sandbox": _sandbox,
    "sipnet": _sipnet,
    "zadarma": _zadarma,
    "voipms": _voipms,
    "acrobits": _acrobits,
    "cgrates": _cgrates,
    "deck": _deck,
}


def _pages(settings: Settings) -> Pages:
    return Pages(settings["top_up_url"], settings["recovery_url"])


def _deck_file(settings: Settings) -> DeckFile:
    from tariffs.providers.deck_file import DeckFile, DeckSource

    free = settings["free_directions"]
    return DeckFile(
        DeckSource(
            Path(settings["deck"]),
            settings["deck_currency"],
            settings["deck_zone"],
            skips_broken=settings["deck_broken"] == "skip",
            free_directions=Path(free) if free else None,
        )
    )


def _service(settings: Settings, name: str) -> Service | None:
    from tariffs.providers.acrobits import Service
    from tariffs.providers.templates import Template

    url, body = settings[f"{name}_url"], settings[f"{name}_body"]
    if not url:
        return None
    return Service(Template.parse(url), Template.parse(body) if body else None)
