"""Providers' pages in the user's own browser."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.language import tr


def open_page(address: str) -> bool:
    """Open an https address. False for any other (a provider's answer may name anything), and where no browser takes it."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() == "https" and bool(url.host()) and QDesktopServices.openUrl(url)


def no_page_sentence() -> str:
    return tr("Browser", "The provider's page can't be opened. Look for it on the provider's site.")
