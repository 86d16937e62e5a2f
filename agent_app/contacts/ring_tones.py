"""The ring tones that come with the program, and whose they are: `settings.values().ring_tones` has contact_id -> name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import resources

if TYPE_CHECKING:
    from agent_app.settings.service import SettingsService
    from agent_app.settings.values import Settings

RING_TONES: Final = ("classic", "marimba", "chime", "drops")
_FOLDER: Final = Path(resources.__file__ or "").parent / "sounds" / "rings"


def ring_tone_path(name: str) -> Path | None:
    """The WAV file of a tone (mono, 16 kHz, 16 bits, to be played over and over); None for a name that this version does not know."""
    return _FOLDER / f"{name}.wav" if name in RING_TONES else None


def ring_tone_of(settings: Settings, contact_id: str | None) -> Path | None:
    """What rings when this contact calls; None: what rings for everybody."""
    return ring_tone_path(settings.ring_tones.get(contact_id or "", ""))


def set_ring_tone(settings: SettingsService, contact_id: str, name: str) -> None:
    """The name "" is the usual tone."""
    before = settings.values().ring_tones
    after = {key: tone for key, tone in before.items() if key != contact_id} | ({contact_id: name} if name else {})
    if after != before:
        settings.change(ring_tones=after)
