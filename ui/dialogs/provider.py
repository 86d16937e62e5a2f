"""Who tells an account's balance and prices: a form drawn from what each kind of provider needs."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_app.accounts.model import ProviderKind, ProviderSettings
from agent_app.background import Lane
from telephony.secret import Secret
from ui.dialogs.provider_words import choice_name, example, fault_sentence, field_name, kind_lead, kind_name, notice_sentence
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.sign_in import PasswordField
from ui.widgets.button import Button, Kind
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.wording.files import error_trouble

if TYPE_CHECKING:
    from tariffs.providers.settings import Field
    from tariffs.rating.reading import DeckReading

_OFFERED = tuple(kind for kind in ProviderKind if kind is not ProviderKind.SANDBOX)  # that one is there by itself
_BY_DIALOG = "deck_broken"  # asked about where there are broken lines


@dataclass(frozen=True, slots=True)
class ProviderChoice:
    """`secret` empty: the one that is kept stays."""

    settings: ProviderSettings
    secret: Secret


class FileField(QWidget):
    """A path, and the way to choose another."""

    chosen = Signal(object)  # Path

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit()
        self.path.setAccessibleName(name)
        self.path.setPlaceholderText(tr("Provider", "none"))
        self.path.setReadOnly(True)
        self.choose = Button(tr("Provider", "Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.setAccessibleName(tr("Provider", "Choose: {name}", name=name))
        self.choose.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.path, 1)
        layout.addWidget(self.choose)

    def text(self) -> str:
        return self.path.text()

    def _ask(self) -> None:
        kinds = tr("Provider", "Price lists (*.csv *.csv.gz *.txt);;All files (*)")
        found, _ = QFileDialog.getOpenFileName(self, self.path.accessibleName(), str(Path(self.path.text()).parent), kinds)
        if found:
            self.chosen.emit(Path(found))


class ProviderPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = ProviderSettings()
        self._skips_broken = ""
        self._lane: Lane | None = None
        self.kind = Combo()
        self.kind.setAccessibleName(tr("Provider", "Who tells balance and prices"))
        for kind in _OFFERED:
            self.kind.addItem(kind_name(kind), kind)
        self.lead = Label(role="muted", size=Type.SMALL, wrap=True)
        self.trouble = Label(role="danger_text", wrap=True)
        self.note = Label(role="muted", size=Type.SMALL, wrap=True)
        self.more_button = Button(tr("Provider", "More"), kind=Kind.LINK)
        self.more_button.set_caret(True)
        self.more_button.setAutoDefault(False)
        self.fields: dict[str, QWidget] = {}
        self._main, self._more = QWidget(), QWidget()
        self._lay_out()
        self.kind.activated.connect(lambda _: self._draw({}))
        self.more_button.clicked.connect(lambda: self._more.setVisible(self._more.isHidden()))

    def _lay_out(self) -> None:
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(metrics.SMALL)
        self._layout.addWidget(Label(tr("Provider", "Who tells balance and prices"), size=Type.TITLE, semibold=True))
        for part in (self.kind, self.lead, self._main, self.note):
            self._layout.addWidget(part)
        self._layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._layout.addWidget(self._more)
        self._layout.addWidget(self.trouble)

    # --- drawing ---------------------------------------------------------------------------------------------------------------

    def show_settings(self, settings: ProviderSettings) -> None:
        self._before = settings
        self.kind.setCurrentIndex(max(0, self.kind.findData(settings.kind)))
        self._draw(settings.values)

    def chosen_kind(self) -> ProviderKind:
        return ProviderKind(self.kind.currentData())

    def _draw(self, values: dict[str, str]) -> None:
        """The chosen kind's fields with these values."""
        from tariffs.providers.settings import KINDS

        kind = self.chosen_kind()
        self.fields = {}
        self._skips_broken = values.get(_BY_DIALOG, "")
        fields = [field for field in KINDS[kind] if field.key != _BY_DIALOG]
        self._main = self._replaced(self._main, [field for field in fields if not field.is_extra], values)
        self._more = self._replaced(self._more, [field for field in fields if field.is_extra], values)
        self._more.hide()
        self._order_stops({field.key for field in fields if field.is_extra})
        self.more_button.setVisible(any(field.is_extra for field in fields))
        self.lead.setText(kind_lead(kind))
        self.trouble.hide()
        self._say(self._notices())

    def _order_stops(self, extra: set[str]) -> None:
        """Tab goes from the top to the bottom, though the fields are newer than what stands below them."""
        stops: list[QWidget] = [self.kind]
        for is_extra in (False, True):
            shown = [widget for key, widget in self.fields.items() if (key in extra) is is_extra]
            stops += [part for widget in shown for part in ((widget.path, widget.choose) if isinstance(widget, FileField) else (widget,))]
            stops += [] if is_extra else [self.more_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _replaced(self, old: QWidget, fields: list[Field], values: dict[str, str]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics.SMALL)
        grid.setVerticalSpacing(metrics.TIGHT)
        for place, field in enumerate(fields):
            name = field_name(self.chosen_kind(), field.key)
            label = Label(name, role="muted", size=Type.SMALL, wrap=True)
            widget = self._widget(field, name, values.get(field.key, ""))
            label.setBuddy(widget)
            grid.addWidget(label, place * 2, 0)
            grid.addWidget(widget, place * 2 + 1, 0)
            self.fields[field.key] = widget
        self._layout.replaceWidget(old, made)
        old.hide()
        old.deleteLater()
        return made

    def _widget(self, field: Field, name: str, value: str) -> QWidget:
        from tariffs.providers.settings import Form

        match field.form:
            case Form.SECRET:
                return self._secret_field(name)
            case Form.CHOICE:
                return _choice_field(field, name, value)
            case Form.FILE:
                return self._file_field(field, name, value)
            case _:
                line = QLineEdit(value)
                line.setAccessibleName(name)
                line.setPlaceholderText(field.default or example(field.key))
                line.textEdited.connect(self.trouble.hide)
                return line

    def _secret_field(self, name: str) -> PasswordField:
        secret = PasswordField()
        secret.setAccessibleName(name)
        known = self._before.kind is self.chosen_kind()
        secret.setPlaceholderText(tr("Provider", "leave empty to keep it") if known else "")
        secret.textEdited.connect(self.trouble.hide)
        return secret

    def _file_field(self, field: Field, name: str, value: str) -> FileField:
        line = FileField(name)
        line.path.setText(value)
        if field.key == "deck":
            line.chosen.connect(self.load_deck)
        else:
            line.chosen.connect(lambda path: line.path.setText(str(path)))
        return line

    # --- a price list ------------------------------------------------------------------------------------------------------------

    def load_deck(self, path: Path) -> None:
        """Read it in a worker; where lines are broken, ask whether to use it without them."""
        from tariffs.rating.reading import read_deck

        currency, zone = self.value("deck_currency"), self.value("deck_zone")
        self.note.setText(tr("Provider", "Reading {name}…", name=path.name))
        self.note.show()
        self.trouble.hide()
        self._lane = self._lane or Lane("price list", self)
        self._lane.run(lambda: read_deck(path, currency, zone), lambda reading: self._take_deck(path, reading), self._deck_unreadable)

    def end(self) -> None:
        """The dialog is closed: nobody waits for a file any more."""
        if self._lane is not None:
            self._lane.close(0)

    def _take_deck(self, path: Path, reading: DeckReading) -> None:
        from ui.tariffs.broken import BrokenDialog

        self._say("")
        if reading.broken and not BrokenDialog(path.name, reading, self.window()).exec():
            return
        self._skips_broken = "skip" if reading.broken else ""
        field = self.fields.get("deck")
        if isinstance(field, FileField):
            field.path.setText(str(path))
            count = tr_count("Provider", "%n price(s) in {currency}", len(reading.deck.rows), currency=reading.deck.currency)
            left_out = tr_count("Provider", "%n line(s) left out", len(reading.broken)) if reading.broken else ""
            self._say(", ".join(part for part in (count, left_out) if part))

    def _deck_unreadable(self, error: Exception) -> None:
        self._say("")
        self._refuse(tr("Provider", "The file can't be read: {why}", why=error_trouble(error)), self.fields.get("deck"))

    # --- reading ---------------------------------------------------------------------------------------------------------------

    def value(self, key: str) -> str:
        """What stands in a field; "" where it is not there."""
        widget = self.fields.get(key)
        if isinstance(widget, QComboBox):
            return str(widget.currentData())
        return widget.text().strip() if isinstance(widget, (QLineEdit, FileField)) else ""

    def _values(self) -> dict[str, str]:
        """What is no default."""
        from tariffs.providers.settings import KINDS

        defaults = {field.key: field.default for field in KINDS[self.chosen_kind()]}
        typed = {key: self.value(key) for key in self.fields if key != "secret"} | {_BY_DIALOG: self._skips_broken}
        return {key: text for key, text in typed.items() if text and key in defaults and text != defaults[key]}

    def read(self) -> ProviderChoice | None:
        """What was set up; None after the reason has been shown."""
        from tariffs.providers.checks import faults

        kind, values = self.chosen_kind(), self._values()
        for error in faults(kind, values):
            self._refuse(fault_sentence(error.why, field_name(kind, error.field)), self.fields.get(error.field))
            return None
        secret = self.fields.get("secret")
        typed = secret.text() if isinstance(secret, PasswordField) else ""
        if self._needs_secret() and not typed:
            self._refuse(fault_sentence("missing", field_name(kind, "secret")), secret)
            return None
        return ProviderChoice(ProviderSettings(kind, values), Secret(typed))

    def _needs_secret(self) -> bool:
        from tariffs.providers.settings import KINDS

        kind = self.chosen_kind()
        return kind is not self._before.kind and any(field.is_secret and field.is_required for field in KINDS[kind])

    def _notices(self) -> str:
        from tariffs.providers.checks import notices

        kind = self.chosen_kind()
        return "\n".join(notice_sentence(notice, field_name(kind, key)) for key, notice in notices(kind, self._values()))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _refuse(self, sentence: str, widget: QWidget | None) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        if widget is not None:
            if widget.parentWidget() is self._more:
                self._more.show()
            target = widget.choose if isinstance(widget, FileField) else widget
            target.setFocus(Qt.FocusReason.OtherFocusReason)


def _choice_field(field: Field, name: str, value: str) -> Combo:
    combo = Combo()
    combo.setAccessibleName(name)
    for choice in field.choices:
        combo.addItem(choice_name(field.key, choice), choice)
    combo.setCurrentIndex(max(0, combo.findData(value or field.default)))
    return combo
