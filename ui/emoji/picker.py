"""The emoji picker: a search field over a grid that is painted from a model; the ones used last stand first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from ui.emoji.names import Emoji, drawable, find
from ui.language import in_language, tr
from ui.theme import metrics
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.label import Label
from ui.widgets.painting import fill, ring
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from collections.abc import Sequence

CELL: Final = 38
COLUMNS: Final = 8
_NOWHERE: Final = QModelIndex()
_RECENT: list[str] = []  # of this run, the latest first
_MOST_RECENT: Final = COLUMNS * 2
Index = QModelIndex | QPersistentModelIndex


def note_used(text: str) -> None:
    """It stands first the next time."""
    if text in _RECENT:
        _RECENT.remove(text)
    _RECENT.insert(0, text)
    del _RECENT[_MOST_RECENT:]


class EmojiModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._shown: tuple[Emoji, ...] = ()

    def show_emoji(self, shown: Sequence[Emoji]) -> None:
        self.beginResetModel()
        self._shown = tuple(shown)
        self.endResetModel()

    def emoji(self, row: int) -> Emoji | None:
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        emoji = self.emoji(index.row())
        if emoji is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return emoji.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return in_language(emoji.russian, emoji.english)
        return None


class EmojiDelegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._face = font()
        self._face.setPixelSize(22)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(CELL, CELL)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roles = roles_of(option.palette)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        if option.state & QStyle.StateFlag.State_MouseOver:
            fill(painter, box, metrics.RADIUS_SMALL, roles.sunken)
        if option.state & QStyle.StateFlag.State_Selected:
            ring(painter, box, metrics.RADIUS_SMALL, roles.accent)
        painter.setFont(self._face)
        painter.setPen(roles.on_surface)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()


class EmojiPicker(Popup):
    """`chosen` comes for each; with Shift held the picker stays open for more."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all = drawable(QFontMetrics(font()))
        self.search = QLineEdit()
        self.grid = QListView()
        self.model = EmojiModel(self)
        self.name = Label(role="muted")
        self._prepare_grid()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        layout.setSpacing(metrics.TIGHT)
        for part in (self.search, self.grid, self.name):
            layout.addWidget(part)
        self.search.setPlaceholderText(tr("Emoji", "Find an emoji"))
        self.search.setAccessibleName(tr("Emoji", "Find an emoji"))
        self.grid.setAccessibleName(tr("Emoji", "Emoji"))
        self.setAccessibleName(tr("Emoji", "Emoji"))
        self.search.textChanged.connect(self._show)
        self.grid.clicked.connect(self._choose)
        self.grid.selectionModel().currentChanged.connect(lambda index, _: self._say(index))
        self.setFixedSize(COLUMNS * CELL + 32, 380)
        self.search.installEventFilter(self)
        self._show("")
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def _prepare_grid(self) -> None:
        self.grid.setModel(self.model)
        self.grid.setItemDelegate(EmojiDelegate(self.grid))
        self.grid.setViewMode(QListView.ViewMode.IconMode)
        self.grid.setMovement(QListView.Movement.Static)
        self.grid.setGridSize(QSize(CELL, CELL))
        self.grid.setUniformItemSizes(True)
        self.grid.setFrameShape(QListView.Shape.NoFrame)
        self.grid.setMouseTracking(True)
        self.grid.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps it: one types, and goes with the arrows
        self.grid.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _show(self, text: str) -> None:
        found = find(text, self._all)
        if not text.strip():
            known = {emoji.text: emoji for emoji in self._all}
            recent = [known[used] for used in _RECENT if used in known]
            found = (*recent, *(emoji for emoji in found if emoji not in recent))
        self.model.show_emoji(found)
        if found:
            self.grid.setCurrentIndex(self.model.index(0))
        else:
            self.name.setText(tr("Emoji", "None is called so"))

    def _say(self, index: QModelIndex) -> None:
        emoji = self.model.emoji(index.row())
        self.name.setText(in_language(emoji.russian, emoji.english) if emoji else "")

    def _choose(self, index: QModelIndex, *, stay: bool = False) -> None:
        emoji = self.model.emoji(index.row())
        if emoji is None:
            return
        note_used(emoji.text)
        self.chosen.emit(emoji.text)
        if not stay:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Left and Right are the field's within what was typed, and the grid's at its end: keys reach every emoji."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key(), 0)
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if step and plain and self.search.cursorPosition() == len(self.search.text()) and self._walk(step):
                return True
        return super().eventFilter(watched, event)

    def _walk(self, step: int) -> bool:
        """So many further in the grid; False where it ends before."""
        row = self.grid.currentIndex().row() + step
        if not 0 <= row < self.model.rowCount():
            return False
        self.grid.setCurrentIndex(self.model.index(row))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The search field leaves these to the picker: the arrows walk in the grid, Enter takes the marked one."""
        steps = {Qt.Key.Key_Down: COLUMNS, Qt.Key.Key_Up: -COLUMNS}
        key = Qt.Key(event.key())
        if key in steps:
            self._walk(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(self.grid.currentIndex(), stay=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)
