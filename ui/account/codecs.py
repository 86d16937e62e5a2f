"""The codecs in the order wanted: dragged, or moved by the arrows."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import font
from ui.theme.roles import roles_of
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.form import column, heading, line
from ui.widgets.label import Label
from ui.widgets.painting import fill, ring
from ui.wording.features import codec_name

_CODEC_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_ROW: Final = 34
Index = QModelIndex | QPersistentModelIndex


class CodecDelegate(QStyledItemDelegate):
    """A place, a name, and at the right what says that it can be dragged."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        roles = roles_of(option.palette)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        fill(painter, box, metrics.RADIUS_SMALL, roles.selected if chosen else roles.sunken)
        painter.setFont(font(tabular=True))
        painter.setPen(roles.muted)
        painter.drawText(box.adjusted(metrics.MEDIUM, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.row() + 1))
        painter.setFont(font(semibold=chosen))
        painter.setPen(roles.on_surface)
        painter.drawText(box.adjusted(36, 0, -36, 0), int(Qt.AlignmentFlag.AlignVCenter), str(index.data()))
        paint_icon(painter, "dots-six-vertical", QRectF(box.right() - 28, box.center().y() - 8, 16, 16), roles.muted)
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            ring(painter, box, metrics.RADIUS_SMALL, roles.accent)
        painter.restore()


class CodecList(QListWidget):
    """Alt and an arrow moves the chosen one, as dragging does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(CodecDelegate(self))
        self.setMouseTracking(True)
        self.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setAccessibleName(tr("Codecs", "Codecs, the most wanted first"))

    def show_codecs(self, codecs: tuple[str, ...]) -> None:
        self.clear()
        for codec in codecs:
            item = QListWidgetItem(codec_name(codec))
            item.setData(_CODEC_ROLE, codec)
            self.addItem(item)
        self.setCurrentRow(0 if codecs else -1)
        self.setFixedHeight(max(1, len(codecs)) * _ROW + 2 * metrics.TIGHT)

    def codecs(self) -> tuple[str, ...]:
        return tuple(str(self.item(row).data(_CODEC_ROLE)) for row in range(self.count()))

    def move_current(self, step: int) -> None:
        row = self.currentRow()
        if row < 0 or not 0 <= row + step < self.count():
            return
        item = self.takeItem(row)
        self.insertItem(row + step, item)
        self.setCurrentRow(row + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and Qt.Key(event.key()) in steps:
            self.move_current(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


class CodecsPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._usual: tuple[str, ...] = ()
        self.list = CodecList()
        self.up, self.down = IconButton("arrow-up"), IconButton("arrow-down")
        self.up.set_words(tr("Codecs", "More wanted (Alt+Up)"))
        self.down.set_words(tr("Codecs", "Less wanted (Alt+Down)"))
        self.usual = Button(tr("Codecs", "The usual order"), kind=Kind.LINK)
        lead = Label(
            tr("Codecs", "Drag the most wanted to the top. The first that the other side has too is taken; wide sound is clearer."),
            role="muted",
            wrap=True,
        )
        for button in (self.up, self.down, self.usual):
            button.setAutoDefault(False)
        self.setLayout(column(heading(tr("Codecs", "Codecs")), lead, self.list, line(self.up, self.down, self.usual, 1)))
        self.up.clicked.connect(lambda: self.list.move_current(-1))
        self.down.clicked.connect(lambda: self.list.move_current(1))
        self.usual.clicked.connect(lambda: self.list.show_codecs(self._usual))

    def show_rules(self, chosen: tuple[str, ...], usual: tuple[str, ...]) -> None:
        """`usual` is what the engine has, in its own order; what it does not have (any more) is left out."""
        self._usual = usual
        wanted = [codec for codec in chosen if codec in usual] if usual else list(chosen)
        self.list.show_codecs((*wanted, *(codec for codec in usual if codec not in wanted)))
        self.setVisible(self.list.count() > 1)

    def read(self) -> tuple[str, ...]:
        """() where it is the engine's own order."""
        codecs = self.list.codecs()
        return () if codecs == self._usual else codecs
