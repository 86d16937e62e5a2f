"""What can be done with calls that were: called again, copied, kept as a contact, deleted, written to a file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLayout, QVBoxLayout

from ui.dialogs.questions import Question
from ui.language import tr, tr_count
from ui.widgets.button import Kind
from ui.widgets.check import Check

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from agent_app.history.snapshots import CallFilter
    from agent_app.services import Services
    from agent_app.snapshots import CallItem


class DeleteQuestion(Question):
    """Before calls are forgotten; where there are recordings, whether they go too."""

    def __init__(self, count: int, *, recordings: bool, parent: QWidget) -> None:
        super().__init__(
            tr_count("Calls", "Delete %n call(s) from the list?", count),
            tr("Calls", "What they cost stays in the spending."),
            tr("Calls", "Delete"),
            tr("Calls", "Keep"),
            kind=Kind.DANGER,
            parent=parent,
        )
        self.files = Check(tr("Calls", "Delete the recordings too"))
        self.files.setVisible(recordings)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(2, self.files)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)


def delete_items(services: Services, items: tuple[CallItem, ...], parent: QWidget) -> None:
    """After a question."""
    if not items:
        return
    question = DeleteQuestion(len(items), recordings=any(item.recording for item in items), parent=parent)
    if question.ask():
        services.history.delete(tuple(item.item_id for item in items), with_recordings=question.files.isChecked())


def clear_list(services: Services, which: CallFilter, parent: QWidget) -> None:
    """All that the list shows now, and what it would show further down."""
    question = Question(
        tr("Calls", "Delete all calls of this list?"),
        tr("Calls", "Those that were not scrolled to are deleted too; their recordings stay in their folder."),
        tr("Calls", "Delete all"),
        tr("Calls", "Keep"),
        kind=Kind.DANGER,
        parent=parent,
    )
    if question.ask():
        services.history.clear(which)


def export_list(services: Services, which: CallFilter, parent: QWidget) -> None:
    """As a table; how it went is told by `HistoryService.exported`."""
    name = f"{tr('Calls', 'calls')} {datetime.now().astimezone():%Y-%m-%d}.csv"
    start = str(Path.home() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, tr("Calls", "Export calls"), start, tr("Calls", "CSV table (*.csv)"))
    if chosen:
        path = Path(chosen)
        services.history.export(which, path if path.suffix else path.with_suffix(".csv"))


def show_folder(path: str) -> bool:
    """The recording in the system's own file manager."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(path).parent)))
