"""What this is, which version, under which licence, and what its sound engine was built with."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.page import Emblem
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.wording.features import FEATURES, codec_names, feature_name, missing_sentence

if TYPE_CHECKING:
    from agent_app.services import Services

_MIDDLE: Final = Qt.AlignmentFlag.AlignHCenter


def program_version() -> str:
    """The installed package's version; "" when the program runs uninstalled."""
    try:
        return version("agent-app")
    except PackageNotFoundError:
        return ""


class AboutPart(QWidget):
    """The words, for the dialog and for the settings."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = services.engine
        self.built, self.has = self._quiet(), self._quiet()
        self.lacks = self._quiet()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Emblem(56), 0, _MIDDLE)
        layout.addWidget(Label(f"Agent {program_version()}".strip(), size=Type.HEAD, semibold=True, align=_MIDDLE))
        for text in (
            tr("About", "A telephone for the desktop, over open standards"),
            tr("About", "Free software under the GNU General Public License, version 3 or later"),
        ):
            layout.addWidget(Label(text, role="muted", wrap=True, align=_MIDDLE))
        for part in (self.built, self.has, self.lacks):
            layout.addWidget(part)
        layout.addWidget(self._quiet(tr("About", "Qt {version}. Icons: Phosphor, MIT licence.", version=qVersion())))
        layout.addStretch(1)
        self._engine.status_changed.connect(self._show_engine)
        self._show_engine()

    def _quiet(self, text: str = "") -> Label:
        return Label(text, role="muted", size=Type.SMALL, wrap=True, align=_MIDDLE)

    def _show_engine(self) -> None:
        started = self._engine.started()
        if started is None:
            self.built.setText(tr("About", "The sound engine is not running."))
            return
        has = [feature_name(name) for name in FEATURES if name in started.features]
        lacks = [name for name in FEATURES if name not in started.features]
        codecs = ", ".join(dict.fromkeys(codec_names(started.codecs)))
        self.built.setText(tr("About", "Sound engine: pjsip {version}. Codecs: {codecs}.", version=started.pjsip, codecs=codecs))
        self.has.setText(tr("About", "Built with: {features}.", features=", ".join(has)) if has else "")
        self.lacks.setText("\n".join(missing_sentence(name) for name in lacks))
        for label in (self.has, self.lacks):
            label.setVisible(bool(label.text()))


class AboutDialog(QDialog):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("About", "About Agent"))
        self.setFixedWidth(360)
        self.part = AboutPart(services)
        done = Button(tr("About", "Close"), kind=Kind.QUIET)
        done.clicked.connect(self.accept)
        done.setDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.part)
        layout.addWidget(done, 0, _MIDDLE)
