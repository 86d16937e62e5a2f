"""Recording every call by itself: in which form, and whether the other side hears of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from telephony.calling import RecordingForm
from ui.account.choices import choice
from ui.language import tr
from ui.theme import metrics
from ui.widgets.form import Field, Switch, column, heading, sentence


class RecordingPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.always = Switch(tr("Recording", "Record every call"), tr("Recording", "Off: a call is recorded by the button during it."))
        self.announced = Switch(
            tr("Recording", "Both sides hear a beep"),
            tr("Recording", "At the beginning and every 15 seconds. In many countries this is the law."),
        )
        self.form = choice(
            (
                (tr("Recording", "WAV: opens everywhere, 2 MB a minute"), RecordingForm.WAV),
                (tr("Recording", "FLAC: the same sound, half the size"), RecordingForm.FLAC),
                (tr("Recording", "Opus: small, 0.4 MB a minute"), RecordingForm.OPUS),
            )
        )
        form_lead = tr("Recording", "Your voice is in one channel, the other side's in the other.")
        folder = sentence(tr("Recording", "The folder is chosen in the settings, under Calls."))
        parts = (self.always, self.announced, Field(tr("Recording", "Form"), self.form, form_lead), folder)
        self.setLayout(column(heading(tr("Recording", "Recording")), *parts, spacing=metrics.MEDIUM))

    def show_rules(self, *, always: bool, announced: bool, form: RecordingForm) -> None:
        self.always.set_on(always)
        self.announced.set_on(announced)
        self.form.setCurrentIndex(self.form.findData(form))

    def chosen_form(self) -> RecordingForm:
        return RecordingForm(self.form.currentData())
