"""What holds for the calls of every account: quiet, music, recordings, quick keys, and the user's own commands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.language import tr
from ui.settings.hooks import HookFields
from ui.settings.speed_dial import SpeedDialFields
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field, Section, Sheet, Switch, column
from ui.widgets.path_field import FolderField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from agent_app.services import Services
    from agent_app.settings.values import Settings


class CallsPage(Sheet):
    account_wanted = Signal(str)  # account_id: what is set for its calls

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._settings = services.settings
        values = self._settings.values()
        self.quiet = Switch(
            tr("Settings", "Do not disturb"),
            tr("Settings", "Callers hear that you are busy, nothing rings or pops up, and others see it on your status."),
        )
        self.music = Switch(
            tr("Settings", "Music pauses while it rings and while you talk"), tr("Settings", "It goes on by itself after the call.")
        )
        self.mini = Switch(
            tr("Settings", "A small window for the call while Agent is minimised"),
            tr("Settings", "Who it is, how long, and buttons to mute, hold and hang up."),
        )
        self.music.forbid("" if sys.platform == "linux" else tr("Settings", "Players on this system can't be told to pause."))
        self.folder = FolderField(tr("Settings", "Folder for recordings"), values.recordings_folder, tr("Settings", "with your other data"))
        self.speed_dial = SpeedDialFields(services)
        self.hooks = HookFields(services)
        self.account_links: list[Button] = []
        self._add_parts()
        self._show(values)
        self._connect()

    def _add_parts(self) -> None:
        self.add(Section(tr("Settings", "In general"), "", self.quiet, self.music, self.mini))
        lead = tr("Settings", "Forwarding, answering by itself, the answering machine, recording and dial rules are set for each account.")
        self.add(Section(tr("Settings", "Of each account"), lead, self._links()))
        folder = Field("", self.folder, tr("Settings", "Recordings and voice mail are listed with their calls."))
        self.folder.trouble.connect(folder.complain)
        self.add(Section(tr("Settings", "Where recordings are kept"), "", folder))
        self.add(
            Section(
                tr("Settings", "Quick keys"),
                tr("Settings", "Hold a key of the keypad down to call the number or address that stands here."),
                self.speed_dial,
            )
        )
        self.add(
            Section(
                tr("Settings", "Commands of yours"),
                tr(
                    "Settings",
                    "A program of yours is run at each of these moments, never by a shell, for 30 seconds at most. "
                    "It finds the call's facts in variables: AGENT_EVENT, AGENT_REMOTE, AGENT_CONTACT, AGENT_DIRECTION, "
                    "AGENT_ACCOUNT, AGENT_DURATION, "
                    "AGENT_REASON, AGENT_COST, AGENT_RECORDING.",
                ),
                self.hooks,
            )
        )

    def _links(self) -> QVBoxLayout:
        for account in self._services.accounts.accounts():
            link = Button(account.address, kind=Kind.LINK)
            link.setAutoDefault(False)
            link.setAccessibleName(tr("Settings", "Calls of {address}", address=account.address))
            link.clicked.connect(lambda _=False, account_id=account.account_id: self.account_wanted.emit(account_id))
            self.account_links.append(link)
        layout = column()
        for link in self.account_links:
            layout.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return layout

    def _show(self, values: Settings) -> None:
        self.quiet.set_on(values.do_not_disturb)
        self.music.set_on(values.pause_music)
        self.mini.set_on(values.mini_window)

    def _connect(self) -> None:
        change = self._settings.change
        self.quiet.toggled.connect(lambda on: change(do_not_disturb=on))
        self.music.toggled.connect(lambda on: change(pause_music=on))
        self.mini.toggled.connect(lambda on: change(mini_window=on))
        self.folder.chosen.connect(lambda path: change(recordings_folder=path))
        self._settings.changed.connect(self._show)  # a bound method: it ends with the page
