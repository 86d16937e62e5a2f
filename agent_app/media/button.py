"""The one button of a headset, and the Play/Pause key of a keyboard: what a press does, wherever it is heard.

As headsets do everywhere: the button of Bluetooth's Headset Profile (AT+CKPD=200), Android's KEYCODE_HEADSETHOOK and the middle of Apple's
wired headsets answer what rings, and end what talks. Hold has keys of its own.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from telephony.calls import CallState

if TYPE_CHECKING:
    from agent_app.calls.service import CallService
    from agent_app.snapshots import CallSnapshot


class Press(Enum):
    """What a device or the desktop says that was pressed."""

    BUTTON = auto()  # Play/Pause, the hook: the button itself
    PLAY = auto()  # Play alone: a press too, where somebody waits for us
    PAUSE = auto()  # Pause alone: desktops send it of their own accord (a mobile rings, the computer sleeps), so it does nothing


def press(calls: CallService, pressed: Press) -> None:
    """Answer what rings (who talks is held then); else end what talks or is dialled; else take up who waits."""
    if pressed is Press.PAUSE:
        return
    current = calls.current()
    ringing = next((call for call in calls.calls() if call.state is CallState.INCOMING), None)
    if ringing is not None:
        calls.answer(ringing.call_id)
    elif current is None or current.by_machine or current.bridged or current.state is CallState.ENDING:
        return
    elif current.held_here:
        calls.focus(current.call_id)
    elif pressed is Press.BUTTON:
        _end(calls, current)


def _end(calls: CallService, current: CallSnapshot) -> None:
    """As the red button does: a conference with all its parties."""
    parties = [call for call in calls.calls() if call.conference and call.conference == current.conference]
    for call in parties or (current,):
        calls.hang_up(call.call_id)
