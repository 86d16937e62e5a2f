"""The colours by the role they play, in light and in dark.

Which of the two is in force is said by Qt's own palette (`roles_of`): it is inherited, it tells every widget of a change, and so no second
state is needed. Text roles keep 4.5:1 on every background they appear on (WCAG 2.2, 1.4.3): `TEXT_ON` lists them, a test computes them.
"""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtGui import QColor, QPalette


class Roles(msgspec.Struct, frozen=True):
    """Opaque colours, but `shade`: what hover lays over whatever lies below."""

    canvas: QColor  # behind the timeline
    surface: QColor  # columns, cards, dialogs
    sunken: QColor  # fields, keys, quiet buttons
    selected: QColor  # the chosen row
    outline: QColor  # hair lines
    on_surface: QColor
    muted: QColor
    accent: QColor
    accent_text: QColor
    on_accent: QColor
    call: QColor
    call_text: QColor
    on_call: QColor
    call_light: QColor  # dots and meters, never text
    danger: QColor
    danger_text: QColor
    on_danger: QColor
    warning_text: QColor
    shade: QColor


def _roles(**hexes: str) -> Roles:
    return Roles(**{name: QColor(value) for name, value in hexes.items()})


LIGHT: Final = _roles(
    canvas="#F4F6FA",
    surface="#FFFFFF",
    sunken="#EDF1F6",
    selected="#E1EDFD",
    outline="#DFE4EB",
    on_surface="#141B26",
    muted="#596375",
    accent="#0B6BF2",
    accent_text="#0A5BD0",
    on_accent="#FFFFFF",
    call="#17804A",
    call_text="#146F41",
    on_call="#FFFFFF",
    call_light="#1E9E5A",
    danger="#D3343A",
    danger_text="#C0272D",
    on_danger="#FFFFFF",
    warning_text="#855400",
    shade="#0E000000",
)
DARK: Final = _roles(
    canvas="#11151B",
    surface="#1A2028",
    sunken="#232B35",
    selected="#1F3050",
    outline="#2B343F",
    on_surface="#E9EDF3",
    muted="#98A4B6",
    accent="#5B9DFF",
    accent_text="#6BA6FF",
    on_accent="#0A1730",
    call="#3CC47C",
    call_text="#4BCB87",
    on_call="#0A1F14",
    call_light="#3CC47C",
    danger="#FF6B6E",
    danger_text="#FF7D80",
    on_danger="#2A0809",
    warning_text="#F0B354",
    shade="#12FFFFFF",
)

_BACKGROUNDS: Final = ("canvas", "surface", "sunken", "selected")
_TEXTS: Final = ("on_surface", "muted", "accent_text", "call_text", "danger_text", "warning_text")
TEXT_ON: Final = (
    *((text, ground) for text in _TEXTS for ground in _BACKGROUNDS),
    ("on_accent", "accent"),
    ("on_call", "call"),
    ("on_danger", "danger"),
)

# White initials on them keep 4.5:1 too.
AVATARS: Final = tuple(
    QColor(name)
    for name in (
        "#7C5CE0",
        "#0F7F78",
        "#C2307F",
        "#4A5568",
        "#B0490C",
        "#1A5FD0",
        "#0B7A45",
        "#A13FB0",
        "#2B6E9E",
        "#8A5200",
        "#B83244",
        "#5A6B1F",
    )
)
ON_AVATAR: Final = QColor("#FFFFFF")


def role_names() -> tuple[str, ...]:
    return Roles.__struct_fields__


def is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def roles_of(palette: QPalette) -> Roles:
    """The roles that a widget, or a delegate's option, with this palette draws by."""
    return DARK if is_dark(palette) else LIGHT


def palette_of(roles: Roles) -> QPalette:
    """What Qt's own drawing (menus, selections, native parts of dialogs) takes from the roles."""
    palette = QPalette()
    group = QPalette.ColorRole
    for role, color in (
        (group.Window, roles.surface),
        (group.Base, roles.surface),
        (group.AlternateBase, roles.canvas),
        (group.Button, roles.sunken),
        (group.Mid, roles.outline),
        (group.WindowText, roles.on_surface),
        (group.Text, roles.on_surface),
        (group.ButtonText, roles.on_surface),
        (group.ToolTipBase, roles.on_surface),
        (group.ToolTipText, roles.surface),
        (group.PlaceholderText, roles.muted),
        (group.Highlight, roles.accent),
        (group.HighlightedText, roles.on_accent),
        (group.Accent, roles.accent),
        (group.Link, roles.accent_text),
        (group.LinkVisited, roles.accent_text),
    ):
        palette.setColor(role, color)
    for role in (group.WindowText, group.Text, group.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, roles.muted)
    return palette
