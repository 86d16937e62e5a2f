"""What this is, which version, and under which licence."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.page import Emblem
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label


def program_version() -> str:
    """The installed package's version; "" when the program runs uninstalled."""
    try:
        return version("agent-app")
    except PackageNotFoundError:
        return ""


class AboutDialog(QDialog):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.setWindowTitle(tr("About", "About Agent"))
        self.setFixedWidth(340)
        done = Button(tr("About", "Close"), kind=Kind.QUIET)
        done.clicked.connect(self.accept)
        done.setDefault(True)
        lines = (
            Label(f"Agent {program_version()}".strip(), size=Type.HEAD, semibold=True, align=middle),
            Label(tr("About", "A telephone for the desktop, over open standards"), role="muted", wrap=True, align=middle),
            Label(
                tr("About", "Free software under the GNU General Public License, version 3 or later"), role="muted", wrap=True, align=middle
            ),
            Label(
                tr("About", "Qt {version}. Icons: Phosphor, MIT licence.", version=qVersion()),
                role="muted",
                size=Type.SMALL,
                wrap=True,
                align=middle,
            ),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Emblem(56), 0, middle)
        for line in lines:
            layout.addWidget(line)
        layout.addWidget(done, 0, middle)
