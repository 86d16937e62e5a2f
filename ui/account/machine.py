"""The answering machine: whether, after how long, with which greeting, and how long a caller may talk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from agent_app.accounts.calling import Machine
from agent_app.calls.greeting import usual_greeting
from ui.account.choices import seconds_choice, show_seconds
from ui.conversation.recording import play_trouble, record_trouble
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.form import Field, Switch, column, heading, sentence
from ui.widgets.path_field import FileField

if TYPE_CHECKING:
    from agent_app.chats.voice import VoiceNote
    from agent_app.services import Services

_AFTER_S: Final = (5, 10, 15, 20, 25, 30, 45, 60)
_MOST_S: Final = (30, 60, 120, 300, 600)


class GreetingField(FileField):
    """A WAV file that is there, or one spoken now."""

    def __init__(self, services: Services) -> None:
        name, usual = tr("Machine", "Greeting"), tr("Machine", "the usual one")
        super().__init__(name, "", usual, kinds=tr("Machine", "Sound files (*.wav)"))
        self._voice, self._settings = services.voice, services.settings
        self._mine = False
        self.record = Button(tr("Machine", "Record"), icon="microphone")
        self.listen = Button(tr("Machine", "Listen"), icon="play")
        self.buttons = Flow()
        for button in (self.record, self.listen):
            button.setAutoDefault(False)
            self.buttons.add(button)
        self.record.clicked.connect(self._press)
        self.listen.clicked.connect(self._play)
        self._voice.recorded.connect(self._take_note)
        self._voice.record_failed.connect(self._fail)
        self._voice.recording.connect(self._count)
        self._voice.play_failed.connect(lambda path, code: self.trouble.emit(play_trouble(code)) if path == self._played() else None)

    def _press(self) -> None:
        if self._mine:
            self._voice.finish()
            return
        self.trouble.emit("")
        self._mine = True
        if not self._voice.record(packed=False):
            self._rest()

    def _count(self, ms: int, _level: int) -> None:
        if self._mine:
            self.record.setText(tr("Machine", "Stop, {seconds} s", seconds=ms // 1000))
            self.record.updateGeometry()

    def _take_note(self, note: VoiceNote) -> None:
        if self._mine:
            self._rest()
            self.offer(note.path)

    def _fail(self, code: str) -> None:
        if self._mine:
            self._rest()
            taken = tr("Machine", "Not during a call: the microphone is taken")
            self.trouble.emit(taken if code == "in_call" else record_trouble(code))

    def _rest(self) -> None:
        self._mine = False
        self.record.setText(tr("Machine", "Record"))

    def end(self) -> None:
        """Nobody sees it any more."""
        if self._mine:
            self._voice.drop()
            self._rest()
        if self._voice.playing() and self._voice.playing() == self._played():
            self._voice.pause()

    def _played(self) -> str:
        return self.text() or usual_greeting(self._settings.values().language)

    def _play(self) -> None:
        if self._voice.playing():
            self._voice.pause()
        else:
            self._voice.play(self._played())


class MachinePart(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.on = Switch(
            tr("Machine", "Take calls that I don't answer"),
            tr(
                "Machine",
                "The caller hears a greeting and a beep, and is recorded. You see it among your calls, and can take over.",
            ),
        )
        self.after = seconds_choice(*_AFTER_S)
        self.most = seconds_choice(*_MOST_S)
        self.greeting = GreetingField(services)
        greeting = Field(tr("Machine", "Greeting"), self.greeting, tr("Machine", "A WAV file, or what you say now."))
        self.greeting.trouble.connect(greeting.complain)
        self.details = QWidget()
        self.details.setLayout(
            column(
                Field(tr("Machine", "After"), self.after, tr("Machine", "It rings here so long first.")),
                greeting,
                self.greeting.buttons,
                Field(tr("Machine", "A caller may talk for"), self.most),
                sentence(tr("Machine", "It works while Agent is running.")),
                spacing=metrics.MEDIUM,
            )
        )
        self.setLayout(column(heading(tr("Machine", "Answering machine")), self.on, self.details, spacing=metrics.MEDIUM))
        self.on.toggled.connect(self.details.setVisible)

    def show_rules(self, rules: Machine) -> None:
        self.on.set_on(rules.on)
        self.details.setVisible(rules.on)
        show_seconds(self.after, rules.after_s)
        show_seconds(self.most, rules.most_s)
        self.greeting.show_path(rules.greeting)
        self.greeting.trouble.emit("")

    def read(self) -> Machine:
        return Machine(self.on.on(), int(self.after.currentData()), self.greeting.text(), int(self.most.currentData()))
