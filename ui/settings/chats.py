"""Writing, receipts, and files that come in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.conversation.chat_words import size_words
from ui.language import tr
from ui.widgets.combo import Combo
from ui.widgets.form import Field, Section, Sheet, Switch
from ui.widgets.path_field import FolderField

if TYPE_CHECKING:
    from agent_app.services import Services

_SIZES: Final = (0, 256, 1024, 5120, 20480, 102400)  # kilobytes


class ChatsPage(Sheet):
    def __init__(self, services: Services) -> None:
        super().__init__()
        self._settings = services.settings
        values = self._settings.values()
        self.enter_sends = Switch(
            tr("Settings", "Enter sends a message"), tr("Settings", "Off: Enter begins a new line, and Ctrl+Enter sends.")
        )
        self.smileys = Switch(tr("Settings", "Show :-) and its like as emoji"), tr("Settings", "What is sent stays as you typed it."))
        self.receipts = Switch(
            tr("Settings", "Let people see that I read their messages"), tr("Settings", "Off: they see only that it arrived.")
        )
        self.typing = Switch(tr("Settings", "Let people see that I am typing"), tr("Settings", "Nothing of what you type goes with it."))
        self.folder = FolderField(tr("Settings", "Folder for files"), values.download_folder, tr("Settings", "the system's for downloads"))
        self.below = Combo()
        for size in sorted({*_SIZES, values.download_below_kb}):
            words = tr("Settings", "up to {size}", size=size_words(size * 1024)) if size else tr("Settings", "never")
            self.below.addItem(words, size)
        self.below.setCurrentIndex(self.below.findData(values.download_below_kb))
        self._add_parts()
        self._connect()

    def _add_parts(self) -> None:
        self.add(Section(tr("Settings", "Writing"), "", self.enter_sends, self.smileys))
        self.add(Section(tr("Settings", "What others see"), "", self.receipts, self.typing))
        folder = Field(tr("Settings", "Where files that come in are put"), self.folder)
        self.folder.trouble.connect(folder.complain)
        below = Field(
            tr("Settings", "Fetch files by themselves"), self.below, tr("Settings", "Larger ones wait until you ask for them in the chat.")
        )
        self.add(Section(tr("Settings", "Files"), "", folder, below))

    def _connect(self) -> None:
        values, change = self._settings.values(), self._settings.change
        for switch, on in (
            (self.enter_sends, values.enter_sends),
            (self.smileys, values.smileys_as_emoji),
            (self.receipts, values.send_receipts),
            (self.typing, values.send_typing),
        ):
            switch.set_on(on)
        self.enter_sends.toggled.connect(lambda on: change(enter_sends=on))
        self.smileys.toggled.connect(lambda on: change(smileys_as_emoji=on))
        self.receipts.toggled.connect(lambda on: change(send_receipts=on))
        self.typing.toggled.connect(lambda on: change(send_typing=on))
        self.folder.chosen.connect(lambda path: change(download_folder=path))
        self.below.activated.connect(lambda _: change(download_below_kb=int(self.below.currentData())))
