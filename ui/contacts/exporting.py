"""Contacts into a file: the question where, and how it went."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from agent_app.contacts.transfer.job import TransferJob
from agent_app.contacts.transfer.writing import Form
from ui.contacts.words import label_words
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.wording.files import error_trouble

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import Contact


class ExportDialog(QDialog):
    """Writes while it is open; closing it ends the work, and the old file stands."""

    def __init__(self, services: Services, contacts: tuple[Contact, ...], path: Path, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = tr("Import", "Export contacts")
        self.setWindowTitle(title)
        self.setMinimumWidth(340)
        self._path = path
        self._job = TransferJob(self)
        self.said = Label(tr("Import", "Writing {file}…", file=path.name), wrap=True)
        self._progress = Progress(title)
        self.done_button = Button(tr("Import", "Cancel"))
        self.done_button.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(title, size=Type.TITLE, semibold=True))
        layout.addWidget(self.said)
        layout.addWidget(self._progress)
        layout.addLayout(foot)
        self._job.exported.connect(self._take_done)
        self._job.failed.connect(self._take_failure)
        self.finished.connect(lambda _: self._job.close())
        groups = {group.group_id: group.name for group in services.contacts.groups.all()}
        self._job.export(contacts, groups, label_words(), form, path)

    def _take_done(self, count: int) -> None:
        self._end(tr_count("Import", "%n contact(s) written to {file}", count, file=self._path.name), "on_surface")

    def _take_failure(self, error: Exception) -> None:
        self._end(tr("Import", "{file} could not be written: {why}.", file=self._path.name, why=error_trouble(error)), "danger_text")

    def _end(self, sentence: str, role: str) -> None:
        self.said.set_role(role)
        self.said.setText(sentence)
        self._progress.hide()
        self.done_button.setText(tr("Import", "Close"))
        self.done_button.set_kind(Kind.PRIMARY)


def export_contacts(services: Services, contacts: tuple[Contact, ...], parent: QWidget) -> ExportDialog | None:
    """Ask where to and in which form; None where the user thought better of it."""
    forms = {
        tr("Import", "vCard 4.0 (*.vcf)"): (Form.VCARD_4, ".vcf"),
        tr("Import", "vCard 3.0, for older programs (*.vcf)"): (Form.VCARD_3, ".vcf"),
        tr("Import", "CSV table (*.csv)"): (Form.CSV, ".csv"),
    }
    start = str(Path.home() / (tr("Import", "contacts") + ".vcf"))
    name, chosen = QFileDialog.getSaveFileName(parent, tr("Import", "Export contacts"), start, ";;".join(forms))
    if not name:
        return None
    form, ending = forms.get(chosen, (Form.VCARD_4, ".vcf"))
    path = Path(name)
    if form is Form.CSV and path.suffix == ".vcf":
        path = path.with_suffix(ending)
    dialog = ExportDialog(services, contacts, path if path.suffix else path.with_suffix(ending), form, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
