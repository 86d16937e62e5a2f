"""What else changes where contacts do; wired by the composition root."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.calls.choosing import CONTACT

if TYPE_CHECKING:
    from agent_app.contacts.service import ContactService
    from agent_app.settings.service import SettingsService


def follow_merges(contacts: ContactService, settings: SettingsService) -> None:
    """The account and the ring tone that are preferred for one of the contacts that became one are preferred for that one."""

    def follow(kept: str, gone: tuple[str, ...]) -> None:
        before = settings.values().preferred
        keys = [CONTACT + contact_id for contact_id in (kept, *gone)]
        chosen = next((before[key] for key in keys if key in before), "")
        if chosen:
            settings.change(preferred={key: account for key, account in before.items() if key not in keys} | {keys[0]: chosen})

        tones = settings.values().ring_tones
        tone = next((tones[contact_id] for contact_id in (kept, *gone) if contact_id in tones), "")
        if tone:
            settings.change(ring_tones={key: name for key, name in tones.items() if key not in gone} | {kept: tone})

    contacts.merged.connect(follow)
