"""The 4 px grid, the radii and the type sizes (pixels before the screen's scale)."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from PySide6.QtGui import QFont, QGuiApplication

HAIR: Final = 1
TIGHT: Final = 4
SMALL: Final = 8
MEDIUM: Final = 12
LARGE: Final = 16
HUGE: Final = 24

RADIUS: Final = 10
RADIUS_SMALL: Final = 8
ICON: Final = 20
ROW: Final = 56
HEADER: Final = 64
FIELD: Final = 36
BUTTON: Final = 36
BIG_BUTTON: Final = 46

LEFT_COLUMN: Final = 312
LEFT_LEAST: Final = 280
CONVERSATION: Final = 360  # what the left column leaves it before it gives way
PHONE_COLUMN: Final = 320
ONE_PANE_BELOW: Final = 600
PHONE_PAGE_BELOW: Final = 900
MOTION_MS: Final = 140


class Type(IntEnum):
    """The sizes of the type, in pixels."""

    SMALL = 11
    BODY = 13
    TITLE = 15
    HEAD = 20
    HERO = 24


def font(size: Type = Type.BODY, *, semibold: bool = False, tabular: bool = False) -> QFont:
    """The system's font in one of our sizes; `tabular` for figures that tick."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(int(size))
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made
