"""Every setting, declared once: its type, its default and one line of meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import msgspec

from agent_app.presence.snapshots import PresenceStatus

SETTINGS_VERSION: Final = 1
Percent = Annotated[int, msgspec.Meta(ge=0, le=200)]


class Theme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Settings(msgspec.Struct, frozen=True):
    """All of them. A field is added here and nowhere else."""

    language: str = ""  # "ru", "en"; "" is the system's
    theme: Theme = Theme.SYSTEM  # light, dark or as the system
    window_geometry: str = ""  # QWidget.saveGeometry in base64
    window_state: str = ""  # what else the window keeps of its layout, in a form of its own
    speaker_percent: Percent = 100  # 0 is silence, 100 leaves the signal as it is, 200 doubles it
    microphone_percent: Percent = 100  # the same for the microphone
    close_to_tray: bool = True  # closing the window leaves the program in the tray, where there is one
    current_account: str = ""  # account_id of the account that calls go out by
    announced: tuple[str, ...] = ()  # the free-call campaigns that were shown
    preferred: dict[str, str] = {}  # "contact:ID" or "prefix:DIGITS" -> account_id that calls them
    ring_tones: dict[str, str] = {}  # contact_id -> name of the tone that rings for this contact
    collapsed_groups: tuple[str, ...] = ()  # sections of the contact list that show their heading only
    ignore_politely: bool = False  # callers on the ignore list are told "declined" (603) instead of "busy" (486)
    send_receipts: bool = True  # people see that their messages were read
    send_typing: bool = True  # people see that their answer is being written
    download_folder: str = ""  # where files that come in are put; "" is the system's folder for downloads
    download_below_kb: Annotated[int, msgspec.Meta(ge=0)] = 1024  # files up to this size come by themselves; 0: none does
    file_servers: dict[str, str] = {}  # account_id -> address of its server for files
    own_status: PresenceStatus = PresenceStatus.ONLINE  # how others see us
    own_title: str = ""  # with a title (32 characters)
    own_text: str = ""  # and a text (128)
    away_minutes: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 10  # without a key or a movement for so long we are away; 0: never
    enter_sends: bool = True  # Enter sends a message, Shift+Enter begins a line; else Ctrl+Enter sends
    smileys_as_emoji: bool = True  # :-) in messages is shown as an emoji
    notices: bool = True  # new messages and missed calls are told of while one looks elsewhere
    notice_texts: bool = True  # with what is written in them
    notice_sounds: bool = True  # they are heard, told of or not
    quiet_from: Annotated[int, msgspec.Meta(ge=0, lt=1440)] = 0  # minute of the day from which nothing is told
    quiet_until: Annotated[int, msgspec.Meta(ge=0, lt=1440)] = 0  # and until which; the same as quiet_from: never
    do_not_disturb: bool = False  # calls are refused as busy, nothing rings or pops up, and others see it
    output_device: str = ""  # device_id of what one hears the other side by; "" is the system's default
    input_device: str = ""  # of the microphone
    ring_device: str = ""  # of what rings
    notice_device: str = ""  # of the short sounds that tell of something
    device_names: dict[str, str] = {}  # device_id -> what a device that was chosen was called, for when it is not there
    echo: bool = True  # the microphone's sound: the echo of the speaker is taken out
    noise: bool = True  # and noise is suppressed
    gain: bool = True  # and made as loud as it should be
    pause_music: bool = True  # music players pause while it rings and while one talks
    hooks: dict[str, str] = {}  # ring, answer, end, missed -> the command that is run then
    recordings_folder: str = ""  # where calls are recorded to; "" is a folder of the profile
    mini_window: bool = False  # a call has a small window of its own
    speed_dial: dict[str, str] = {}  # key 2 to 9 -> the number or address that it calls when held down
