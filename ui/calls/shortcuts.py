"""Everything that the keyboard does with calls: one table for the window, for tool tips and for the list that Help shows."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable


class Act(Enum):
    """What a shortcut does; the value is its keys in Qt's portable form."""

    OPEN_PHONE = "Ctrl+L"
    INSPECT = "Ctrl+I"
    CLIPBOARD = "Ctrl+Shift+V"
    REDIAL = "Ctrl+R"
    ANSWER = "Ctrl+Return"
    DECLINE = "Ctrl+Shift+D"
    HANG_UP = "Ctrl+Shift+H"
    MUTE = "Ctrl+M"
    HOLD = "Ctrl+P"
    SWAP = "Ctrl+E"
    KEYPAD = "Ctrl+Shift+K"
    TRANSFER = "Ctrl+Shift+T"
    ADD = "Ctrl+Shift+L"
    JOIN = "Ctrl+J"
    RECORD = "Ctrl+Shift+R"
    QUIET = "Ctrl+Shift+B"
    MINI = "Ctrl+Shift+M"
    BACK = "Alt+Left"
    HELP = "F1"


# Other keys for the same.
SECOND_KEYS: Final[dict[Act, tuple[str, ...]]] = {Act.HELP: ("Ctrl+/",)}
# Keys that some keyboards and headsets have of their own.
MEDIA_KEYS: Final[dict[Act, tuple[Qt.Key, ...]]] = {
    Act.MUTE: (Qt.Key.Key_MicMute,),
    Act.HANG_UP: (Qt.Key.Key_Hangup,),
    Act.ANSWER: (Qt.Key.Key_Call,),
    Act.REDIAL: (Qt.Key.Key_LastNumberRedial,),
}
# The headset's button, where the desktop leaves it to the window: `agent_app.media.button` says what it does. X11 and Wayland call the
# Play/Pause key XF86AudioPlay, which is Qt's Play.
HEADSET_KEYS: Final = (Qt.Key.Key_MediaTogglePlayPause, Qt.Key.Key_MediaPlay, Qt.Key.Key_ToggleCallHangup)

_WORDS: Final[dict[Act, Callable[[], str]]] = {
    Act.OPEN_PHONE: lambda: tr("Keyboard", "Type a number"),
    Act.INSPECT: lambda: tr("Keyboard", "About the number"),
    Act.CLIPBOARD: lambda: tr("Keyboard", "Take the number from the clipboard"),
    Act.REDIAL: lambda: tr("Keyboard", "Bring back the last number"),
    Act.ANSWER: lambda: tr("Keyboard", "Answer"),
    Act.DECLINE: lambda: tr("Keyboard", "Decline"),
    Act.HANG_UP: lambda: tr("Keyboard", "Hang up"),
    Act.MUTE: lambda: tr("Keyboard", "Microphone off or on"),
    Act.HOLD: lambda: tr("Keyboard", "Hold or resume"),
    Act.SWAP: lambda: tr("Keyboard", "Swap with the call that waits"),
    Act.KEYPAD: lambda: tr("Keyboard", "Keypad"),
    Act.TRANSFER: lambda: tr("Keyboard", "Transfer"),
    Act.ADD: lambda: tr("Keyboard", "Call one more"),
    Act.JOIN: lambda: tr("Keyboard", "Join all calls to a conference"),
    Act.RECORD: lambda: tr("Keyboard", "Record"),
    Act.QUIET: lambda: tr("Keyboard", "Do not disturb"),
    Act.MINI: lambda: tr("Keyboard", "Small window"),
    Act.BACK: lambda: tr("Keyboard", "Back"),
    Act.HELP: lambda: tr("Keyboard", "This list"),
}


def sequences(act: Act) -> list[QKeySequence]:
    return [QKeySequence(keys) for keys in (act.value, *SECOND_KEYS.get(act, ()), *MEDIA_KEYS.get(act, ()))]


class Line(msgspec.Struct, frozen=True):
    words: str
    keys: str


def lines() -> list[Line]:
    """All shortcuts, as this system writes keys; those of the rest of the window at the end."""
    others = (
        (tr("Keyboard", "Search"), ("Ctrl+F", "Ctrl+K")),
        (tr("Keyboard", "Choose a contact and call"), ("Ctrl+D",)),
        (tr("Keyboard", "Emoji"), ("Ctrl+.",)),
        (tr("Keyboard", "New contact"), ("Ctrl+N",)),
        (tr("Keyboard", "Tariffs"), ("Ctrl+T",)),
        (tr("Keyboard", "Spending"), ("Ctrl+Shift+S",)),
        (tr("Keyboard", "Accounts"), ("Ctrl+Shift+A",)),
        (tr("Keyboard", "Settings"), ("Ctrl+,",)),
        (tr("Keyboard", "Quit"), ("Ctrl+Q",)),
    )
    mine = [(_WORDS[act](), (act.value, *SECOND_KEYS.get(act, ()))) for act in Act]
    return [Line(words, _native(keys)) for words, keys in (*mine, *others)]


def _native(keys: tuple[str, ...]) -> str:
    return ", ".join(QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in keys)


class ShortcutsDialog(QDialog):
    """In two columns; in one that scrolls over a narrow window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        from ui.widgets.form import scrolled  # the window has this module from its start, and needs the table alone

        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard", "Keyboard shortcuts"))
        narrow = parent is not None and parent.width() < metrics.PHONE_PAGE_BELOW
        done = Button(tr("Keyboard", "Close"))
        done.setDefault(True)
        done.clicked.connect(self.accept)
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(metrics.LARGE)
        inside.addLayout(_grid(1 if narrow else 2))
        inside.addWidget(Label(tr("Keyboard", "In a call the keys 0-9, * and # are sent as tones."), role="muted", wrap=True))
        title = Label(tr("Keyboard", "Keyboard shortcuts"), size=Type.TITLE, semibold=True)
        title.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(metrics.HUGE, 0, metrics.HUGE, 0)
        foot.addWidget(done, 0, Qt.AlignmentFlag.AlignRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.HUGE, 0, metrics.LARGE)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(title)
        layout.addWidget(scrolled(body), 1)
        layout.addLayout(foot)
        whole = body.sizeHint()
        width = parent.width() if parent is not None and narrow else whole.width() + metrics.LARGE
        self.resize(min(width, whole.width() + metrics.LARGE), min(whole.height() + 130, 640))


def _grid(columns: int) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(metrics.HUGE if columns > 1 else metrics.MEDIUM)
    grid.setVerticalSpacing(metrics.SMALL)
    all_lines = lines()
    rows = -(-len(all_lines) // columns)
    for place, line in enumerate(all_lines):
        keys = Label(line.keys, semibold=True)
        keys.setMinimumWidth(keys.sizeHint().width())
        words = Label(line.words, role="muted", wrap=columns == 1)
        if columns > 1:
            words.setMinimumWidth(words.sizeHint().width())
        grid.addWidget(words, place % rows, place // rows * 2)
        grid.addWidget(keys, place % rows, place // rows * 2 + 1)
    if columns == 1:
        grid.setColumnStretch(0, 1)
    return grid
