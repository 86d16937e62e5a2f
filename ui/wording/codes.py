"""What a feature code of an account is for, in words."""

from __future__ import annotations

from ui.language import tr


def code_names() -> dict[str, str]:
    """As `CallRules.feature_codes` calls them, and as people do."""
    return {
        "transfer": tr("Codes", "Transfer a call"),
        "pickup": tr("Codes", "Take a colleague's call"),
        "park": tr("Codes", "Park a call"),
        "unpark": tr("Codes", "Take a parked call"),
        "forward_on": tr("Codes", "Forwarding on"),
        "forward_off": tr("Codes", "Forwarding off"),
        "dnd": tr("Codes", "Do not disturb"),
        "callback": tr("Codes", "Call back when free"),
    }


def code_name(key: str) -> str:
    """What a person calls it; a key that this version does not know stands for itself."""
    return code_names().get(key, key)
