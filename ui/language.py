"""The language at run time, and the two functions that every visible word goes through.

scripts/translations.py finds their calls in the source (context and text are literals there), so that the .ts file can be checked for
completeness. Values are put in after the translation, as `{name}`: they are foreign text and are never looked up.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from ui.paths import RESOURCES

LANGUAGES: Final = {"en": "English", "ru": "Русский"}


def tr(context: str, text: str, **values: object) -> str:
    """`text` in the user's language, with `{name}` replaced by `values`."""
    said = QCoreApplication.translate(context, text)
    return said.format(**values) if values else said


def tr_count(context: str, text: str, number: int, /, **values: object) -> str:
    """The same with `%n` replaced by `number`, in the plural form that the language wants."""
    said = QCoreApplication.translate(context, text, "", number)
    return said.format(**values) if values else said


def in_language(russian: str, english: str) -> str:
    """Of a name that data brings in two languages the one to show."""
    return russian if QLocale().language() is QLocale.Language.Russian else english


def system_language() -> str:
    """The first of the system's languages that we speak, else English."""
    for name in QLocale.system().uiLanguages():
        code = name.split("-", maxsplit=1)[0]
        if code in LANGUAGES:
            return code
    return "en"


class LanguageSwitch(QObject):
    """Installs the translators of one language, ours and Qt's own; every widget hears of it by QEvent.LanguageChange."""

    def __init__(self, app: QCoreApplication, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._app = app
        self._installed: list[QTranslator] = []
        self._language = ""
        self.choose(language)

    def language(self) -> str:
        return self._language

    def choose(self, language: str) -> None:
        """`language` is a code of LANGUAGES, or "" for the system's."""
        wanted = language if language in LANGUAGES else system_language()
        if wanted == self._language:
            return
        self._language = wanted
        QLocale.setDefault(QLocale(wanted) if QLocale.system().language() is not QLocale(wanted).language() else QLocale.system())
        for translator in self._installed:
            self._app.removeTranslator(translator)
        self._installed = self._translators(wanted)
        # Ours goes in last: the one installed last is asked first, and is what the widgets are told of.
        for translator in self._installed:
            self._app.installTranslator(translator)

    def _translators(self, language: str) -> list[QTranslator]:
        qt, ours = QTranslator(self), QTranslator(self)
        if language != "en":  # Qt speaks English itself; ours has the plural forms of English
            qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        ours.load(str(RESOURCES / "translations" / f"agent_{language}.qm"))
        return [qt, ours]
