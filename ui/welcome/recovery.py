"""A lost password: the way to the provider's page that gives a new one, and what it will ask."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.browser import no_page_sentence, open_page
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label

_HOST: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}", re.ASCII)
_PRIVATE: Final = ("local", "lan", "internal", "home", "test", "invalid", "localhost", "localdomain", "arpa")  # RFC 6761 and custom


def provider_site(address: str) -> str:
    """The site of the provider in a SIP address (user@sip.provider.com: https://provider.com); "" where it has none to be found."""
    host = address.rpartition("@")[2].strip().lower().partition(":")[0]
    if not _HOST.fullmatch(host) or host.rpartition(".")[2] in _PRIVATE:
        return ""
    bare = host.removeprefix("sip.")
    return f"https://{bare if '.' in bare else host}"


class RecoveryHelp(QWidget):
    """Folded to one link, "Forgot the password?"; unfolded it says what will be asked, and opens the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ""
        self.link = Button(tr("SignIn", "Forgot the password?"), kind=Kind.LINK)
        self.words = Label(role="muted", wrap=True)
        self.open = Button(kind=Kind.QUIET)
        self.link.setAutoDefault(False)
        self.open.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        for part in (self.link, self.words, self.open):
            layout.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft if part is not self.words else Qt.AlignmentFlag(0))
        self.link.clicked.connect(lambda: self._unfold(on=self.words.isHidden()))
        self.open.clicked.connect(self._open)
        self._unfold(on=False)

    def show_page(self, page: str) -> None:
        """Where it leads: the provider's recovery page, or its site ("": nothing is known)."""
        self._page = page
        self._unfold(on=not self.words.isHidden())

    def page(self) -> str:
        return self._page

    def _unfold(self, *, on: bool) -> None:
        host = self._page.removeprefix("https://").partition("/")[0]
        self.words.setText(_what_it_asks() if host else tr("SignIn", "Type your address first, or ask who gave you the account."))
        self.open.setText(tr("SignIn", "Open {host}", host=host))
        self.words.setVisible(on)
        self.open.setVisible(on and bool(host))

    def _open(self) -> None:
        if not open_page(self._page):
            self.words.setText(no_page_sentence())


def _what_it_asks() -> str:
    return tr(
        "SignIn",
        "The provider gives a new password on its own page. Have one of these ready: the answer to your secret question, "
        "the phone that is linked to the account (a code comes by SMS), or your second e-mail address.",
    )
