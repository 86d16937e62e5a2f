"""Contacts from a file: what its columns are, what would come of it and what can't be read, and only then into the list."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from agent_app.contacts.merging import find_duplicates
from agent_app.contacts.transfer.drafts import Drafts, Trouble
from agent_app.contacts.transfer.job import TransferJob, add_planned
from agent_app.contacts.transfer.planning import Context, ImportPlan
from agent_app.contacts.transfer.table import Table
from ui.contacts.mapping import MappingPage
from ui.contacts.pictures import shrink
from ui.contacts.words import failure_sentence, label_words, trouble_sentence
from ui.language import tr, tr_count
from ui.phone.reading import plan_of
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.form import line
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.widgets.table import Cells, Column
from ui.widgets.table import Table as TableView

if TYPE_CHECKING:
    from agent_app.services import Services

_COLUMNS: Final = (Column(width=80, heads=True), Column(share=1))


class ImportDialog(QDialog):
    """Reads, maps (a table), shows, adds. Closing it ends whatever is going on, and nothing is added."""

    duplicates_wanted = Signal()

    def __init__(self, services: Services, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._plan: ImportPlan | None = None
        self._table: Table | None = None
        self._job = TransferJob(self)
        title = tr("Import", "Import contacts")
        self.setWindowTitle(title)
        self.resize(620, 520)
        self.setMinimumSize(340, 360)
        self.said = Label(tr("Import", "Reading {file}…", file=path.name), wrap=True)
        self.percent = Label(role="muted", tabular=True)
        self._progress = Progress(title)
        self._waiting = QWidget()
        self.mapping = MappingPage()
        self.troubles = TableView(_COLUMNS, _trouble_cells)
        self.pages = QStackedWidget()
        self.back = Button(tr("Import", "Back to the columns"), kind=Kind.LINK)
        self.duplicates = Button(tr("Import", "Look at duplicates…"), kind=Kind.LINK)
        self.cancel = Button(tr("Import", "Cancel"))
        self.go_on = Button("", kind=Kind.PRIMARY)
        self._lay_out(title)
        self._connect()
        self._job.open(path)

    def _lay_out(self, title: str) -> None:
        waiting = QVBoxLayout(self._waiting)
        waiting.setContentsMargins(0, 0, 0, 0)
        waiting.addWidget(self._progress)
        waiting.addWidget(self.percent)
        waiting.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(self.mapping)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mapping_page = scroll
        self.troubles.set_words(tr("Import", "What can't be read"), (tr("Import", "Line"), tr("Import", "What is wrong")))
        self._nothing = QWidget()
        for page in (self._waiting, scroll, self.troubles, self._nothing):
            self.pages.addWidget(page)
        links, foot = line(self.back, self.duplicates, 1), line(1, self.cancel, self.go_on)  # in one line they cut each other short
        for button in (self.back, self.duplicates, self.cancel):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(title, size=Type.HEAD, semibold=True))
        layout.addWidget(self.said)
        layout.addWidget(self.pages, 1)
        layout.addLayout(links)
        layout.addLayout(foot)
        for button in (self.back, self.duplicates, self.go_on):
            button.hide()

    def _connect(self) -> None:
        self._job.progressed.connect(lambda percent: self.percent.setText(tr("Import", "{percent} %", percent=percent)))
        self._job.opened.connect(self._take_opened)
        self._job.planned.connect(self._take_plan)
        self._job.failed.connect(self._take_failure)
        self.back.clicked.connect(self._show_mapping)
        self.duplicates.clicked.connect(self._open_duplicates)
        self.cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._go_on)
        self.finished.connect(lambda _: self._job.close())

    # --- what the job tells ------------------------------------------------------------------------------------------------------

    def _take_opened(self, source: Drafts | Table) -> None:
        if isinstance(source, Drafts):
            self._prepare(source)
            return
        self._table = source
        self.mapping.show_table(source)
        self._show_mapping()

    def _prepare(self, source: Drafts | Table) -> None:
        """Numbers are read and pictures made small in the worker."""
        keep, account = self._services.contacts.pictures.keep, self._services.accounts.current()
        context = Context(plan_of(account), label_words(), self._services.contacts.contacts(), lambda data: keep(shrink(data)))
        self._show(self._waiting, tr("Import", "Reading numbers and addresses…"))
        self._job.plan(source, self.mapping.meanings() if isinstance(source, Table) else (), context)

    def _take_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        parts = [tr_count("Import", "%n new contact(s).", len(plan.contacts))]
        parts += [tr_count("Import", "%n is here already.", plan.known)] if plan.known else []
        parts += (
            [tr_count("Import", "%n thing(s) in the file could not be taken as they are:", len(plan.troubles))] if plan.troubles else []
        )
        self.troubles.show_items(plan.troubles)
        self._show(self.troubles if plan.troubles else self._nothing, " ".join(parts))
        self.back.setVisible(self._table is not None)
        self.go_on.setText(tr_count("Import", "Add %n contact(s)", len(plan.contacts)))
        self.go_on.setVisible(bool(plan.contacts))

    def _take_failure(self, error: Exception) -> None:
        self._show(self._nothing, failure_sentence(error), "danger_text")
        self.cancel.setText(tr("Import", "Close"))

    # --- pages -------------------------------------------------------------------------------------------------------------------

    def _show(self, page: QWidget, sentence: str, role: str = "on_surface") -> None:
        self.said.set_role(role)
        self.said.setText(sentence)
        self.percent.setText("")
        self.pages.setCurrentWidget(page)
        for button in (self.back, self.duplicates, self.go_on):
            button.hide()

    def _show_mapping(self) -> None:
        self._plan = None
        self._show(self._mapping_page, tr("Import", "What is in the columns? Beside each is its first value."))
        self.go_on.setText(tr("Import", "Go on"))
        self.go_on.show()

    def _go_on(self) -> None:
        if self._plan is not None:
            self._add(self._plan)
        elif self._table is not None and self.mapping.is_enough():
            self._prepare(self._table)
        else:
            self.said.set_role("danger_text")
            self.said.setText(tr("Import", "Say at least which column is a name, a number or an address."))

    def _add(self, plan: ImportPlan) -> None:
        contacts = self._services.contacts
        add_planned(contacts, plan)
        self._plan, self._table = None, None
        self._show(self._nothing, tr_count("Import", "%n contact(s) added.", len(plan.contacts)))
        self.duplicates.setVisible(bool(find_duplicates(contacts.contacts())))
        self.cancel.setText(tr("Import", "Close"))

    def _open_duplicates(self) -> None:
        self.accept()
        self.duplicates_wanted.emit()


def _trouble_cells(trouble: Trouble) -> Cells:
    return Cells((str(trouble.row), trouble_sentence(trouble)), ("muted",))


def choose_import(services: Services, parent: QWidget) -> ImportDialog | None:
    """Ask which file; None where the user thought better of it."""
    kinds = tr("Import", "Contacts (*.vcf *.vcard *.csv *.tsv *.txt)")
    name, _ = QFileDialog.getOpenFileName(parent, tr("Import", "Import contacts"), str(Path.home()), kinds)
    return open_import(services, Path(name), parent) if name else None


def open_import(services: Services, path: Path, parent: QWidget) -> ImportDialog:
    dialog = ImportDialog(services, path, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
