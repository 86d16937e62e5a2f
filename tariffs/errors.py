"""What every error of this package is."""

from __future__ import annotations


class TariffError(Exception):
    """A price, a deck or a provider's answer that can't be used; the message says which value and why."""
