"""A contact's picture in the editor: a click chooses another one or takes it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSizePolicy, QWidget

from agent_app.background import Lane
from agent_app.contacts.pictures import read_picture
from ui.contacts.pictures import shrink
from ui.language import tr
from ui.theme.roles import roles_of
from ui.widgets.avatar import paint_avatar
from ui.widgets.label import Label
from ui.widgets.painting import by_keyboard, ring
from ui.wording.people import person_key

if TYPE_CHECKING:
    from agent_app.contacts.pictures import PictureFolder
    from agent_app.snapshots import Contact

_SIDE = 56


class PictureButton(QPushButton):
    """`path` is what is chosen now; the file was made small and copied into the profile by a worker."""

    def __init__(self, folder: PictureFolder, contact: Contact | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._name = contact.name if contact else ""
        self._key = person_key(contact, "new")
        self._path = contact.picture if contact else ""
        self._ringed = False
        self._lane = Lane("contact picture", self)
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Editor", "Picture"))
        self.setToolTip(tr("Editor", "Choose a picture"))
        self.clicked.connect(self._ask)

    def path(self) -> str:
        return self._path

    def take_file(self, file: str) -> None:
        """The picture in this file, if there is one."""
        self.trouble.hide()
        folder = self._folder
        self._lane.run(lambda: folder.keep(shrink(read_picture(file))), self._show)

    def end(self) -> None:
        """The editor closes: a picture that is still being read is of no use."""
        self._lane.close(0)

    def _ask(self) -> None:
        if not self._path:
            self._choose()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Editor", "Choose another picture…")).triggered.connect(self._choose)
        menu.addAction(tr("Editor", "Remove the picture")).triggered.connect(self.clear)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _choose(self) -> None:
        kinds = tr("Editor", "Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp)")
        file, _ = QFileDialog.getOpenFileName(self, tr("Editor", "Choose a picture"), str(Path.home()), kinds)
        if file:
            self.take_file(file)

    def clear(self) -> None:
        self._path = ""
        self.update()

    def _show(self, path: str) -> None:
        self.trouble.setText(tr("Editor", "This is no picture that can be used, or it is larger than 20 MB"))
        self.trouble.setVisible(not path)
        self._path = path or self._path
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event)
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        paint_avatar(painter, box, self._name, self._key, self._path)
        if self.hasFocus() and self._ringed:
            ring(painter, QRectF(self.rect()), _SIDE / 2, roles_of(self.palette()).accent)
        painter.end()
