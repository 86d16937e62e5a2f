"""The dialogs that a shell has open, and what their tables show."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ui.widgets.table import CELLS_ROLE, Cells

if TYPE_CHECKING:
    from ui.shell import Shell
    from ui.widgets.table import Table

Kind = TypeVar("Kind")


def dialog_of(shell: Shell, kind: type[Kind]) -> Kind:
    return next(dialog for dialog in shell.dialogs() if isinstance(dialog, kind))


def rows(table: Table) -> list[tuple[str, ...]]:
    found = [table.model.index(place).data(CELLS_ROLE) for place in range(table.model.rowCount())]
    return [cells.texts for cells in found if isinstance(cells, Cells)]
