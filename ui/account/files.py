"""Where the account's files go: the server that its provider has for them."""

from __future__ import annotations

from urllib.parse import urlsplit

from PySide6.QtWidgets import QLineEdit, QWidget

from telephony.bodies.files import is_web_address
from ui.language import tr
from ui.theme import metrics
from ui.widgets.form import Field, column, heading


def address_fault(text: str) -> str:
    """Why files can't be put there; "" where they can, or where nothing stands."""
    bare = text.strip()
    if not bare:
        return ""
    if not is_web_address(bare):
        return tr("FileServer", "“{address}” is no address of a server: it looks like https://files.provider.com/upload", address=bare[:80])
    if urlsplit(bare).username is not None:
        return tr("FileServer", "A name and a password have no place here: this address is kept in the open")
    return ""


class FilesPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.server = QLineEdit()
        self.server.setPlaceholderText("https://files.provider.com/upload")
        self.field = Field(
            tr("FileServer", "Server for files"),
            self.server,
            tr(
                "FileServer",
                "Files, pictures and voice messages are put there, and whoever you write to fetches them. Your provider tells it.",
            ),
        )
        self.setLayout(column(heading(tr("FileServer", "Files")), self.field, spacing=metrics.MEDIUM))

    def show_server(self, address: str) -> None:
        self.server.setText(address)
        self.field.complain("")

    def read(self) -> str | None:
        """The address, "" for none; None after the reason has been shown."""
        fault = address_fault(self.server.text())
        if fault:
            self.field.complain(fault)
            return None
        return self.server.text().strip()
