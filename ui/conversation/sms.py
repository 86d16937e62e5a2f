"""Writing an SMS: to which number, how many characters are left, what it costs, and why it can't be sent where it can't."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from agent_app.snapshots import CallDirection
from telephony.calls import CallState
from ui.conversation.words import counter_words, obstacle, price_words, remark
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.widgets.tabs import Tabs
from ui.wording.people import point_label, remote_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent_app.money.snapshots import SmsTermsSnapshot
    from agent_app.services import Services
    from agent_app.snapshots import ContactPoint

_EDIT: Final = "edit"
_MOST_LINES: Final = 5
_RETURNS: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def takes_sms(number: str) -> bool:
    """Whether an SMS to this E.164 number makes sense: a mobile, or one of those countries that don't tell mobiles from landlines."""
    from telephony.numbers import Callable as CallableNumber
    from telephony.numbers import NumberKind, interpret

    meaning = interpret(number)
    kinds = (NumberKind.MOBILE, NumberKind.FIXED_LINE_OR_MOBILE)
    return isinstance(meaning, CallableNumber) and meaning.number.kind in kinds


class SmsEditor(QPlainTextEdit):
    """Enter and Ctrl+Enter send, Shift+Enter begins a line, Tab leaves. `keeps_shortcut` says whether Ctrl+Enter is for it now."""

    send_wanted = Signal()

    def __init__(self, keeps_shortcut: Callable[[], bool], *, most_lines: int = _MOST_LINES) -> None:
        super().__init__()
        self._keeps_shortcut = keeps_shortcut
        self._most_lines = most_lines
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = max(1, min(self._most_lines, int(self.document().size().height())))
        self.setFixedHeight(max(metrics.FIELD + 4, lines * self.fontMetrics().lineSpacing() + 24))

    def sizeHint(self) -> QSize:
        return QSize(160, metrics.FIELD + 4)

    def event(self, event: QEvent) -> bool:
        # The window has Ctrl+Enter too: it answers a call that rings.
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = event.key() in _RETURNS and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if ours and self._keeps_shortcut():
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _RETURNS or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            super().keyPressEvent(event)
        elif not event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._keeps_shortcut():
            self.send_wanted.emit()


class SmsComposer(Retranslated):
    """Shown for who has a mobile number. What was typed for a number waits there until it is sent."""

    edit_wanted = Signal()  # the numbers: the contact's editor
    text_wanted = Signal()  # a chat message instead

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._points: tuple[ContactPoint, ...] = ()
        self._number = ""
        self._terms: SmsTermsSnapshot | None = None
        self._operator = ""
        self._drafts: dict[str, str] = {}
        self._parts = 0
        self._stay = False  # the tabs are being made
        self.tabs = Tabs()
        self.tabs.addTab("")
        self.number = Combo()
        self.editor = SmsEditor(lambda: not self._rings())
        self.send_button = Button(kind=Kind.PRIMARY, icon="paper-plane-right")
        self.send_button.setFixedSize(48, metrics.FIELD + 4)
        self.latin = Check()
        self.facts = Label(role="muted", size=Type.SMALL)
        self.counter = Label(role="muted", size=Type.SMALL, tabular=True)
        self.preview = Label(role="muted", size=Type.SMALL)
        self.trouble = Label(role="danger_text", size=Type.SMALL, wrap=True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        top, middle, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for line in (top, middle, bottom):
            line.setSpacing(metrics.SMALL)
        top.addWidget(self.tabs)
        top.addStretch(1)
        top.addWidget(self.number, 100)
        self.number.setMaximumWidth(320)
        self.latin.setFont(font())
        middle.addWidget(self.editor, 1)
        middle.addWidget(self.send_button, 0, Qt.AlignmentFlag.AlignBottom)
        bottom.addWidget(self.latin)
        bottom.addWidget(self.facts, 1)
        bottom.addWidget(self.counter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.TIGHT, metrics.LARGE, metrics.SMALL)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(top)
        layout.addLayout(middle)
        layout.addLayout(bottom)
        layout.addWidget(self.preview)
        layout.addWidget(self.trouble)

    def _connect(self) -> None:
        sms, accounts = self._services.sms, self._services.accounts
        self.number.activated.connect(self._choose)
        self.editor.textChanged.connect(self.refresh)
        self.editor.send_wanted.connect(self.send)
        self.send_button.clicked.connect(self.send)
        self.tabs.currentChanged.connect(self._turn)
        self.latin.toggled.connect(lambda _: self.refresh())
        sms.terms_ready.connect(self._take_terms)
        sms.operator_ready.connect(self._take_operator)
        accounts.current_changed.connect(lambda _: self._ask())

    def retranslate(self) -> None:
        self.tabs.setTabText(0, tr("Chat", "Text"))
        self.tabs.setTabText(self.tabs.count() - 1, tr("Sms", "SMS"))
        self.tabs.setAccessibleName(tr("Sms", "What to write"))
        self.number.setAccessibleName(tr("Sms", "Number that gets the SMS"))
        self.editor.setPlaceholderText(tr("Sms", "SMS"))
        self.editor.setAccessibleName(tr("Sms", "Text of the SMS"))
        self.send_button.setAccessibleName(tr("Sms", "Send the SMS"))
        self.send_button.setToolTip(tr("Sms", "Send (Enter or Ctrl+Enter)"))
        self.latin.setText(tr("Sms", "In Latin letters"))
        self.latin.setToolTip(tr("Sms", "Russian letters are written in Latin ones: a part then holds 160 characters instead of 70"))
        self._fill_numbers()
        self.refresh()

    def _rings(self) -> bool:
        calls = self._services.calls.calls()
        return any(call.direction is CallDirection.INCOMING and call.state is CallState.INCOMING for call in calls)

    def offer_text(self, on: bool) -> None:
        """Whether a chat message can be written to them too: a tab of its own, before this one."""
        if on is (self.tabs.count() == 2):
            return
        self._stay = True
        if on:
            self.tabs.insertTab(0, tr("Chat", "Text"))
            self.tabs.setCurrentIndex(1)
        else:
            self.tabs.removeTab(0)
        self._stay = False

    def _turn(self, place: int) -> None:
        if place == 0 and self.tabs.count() == 2 and not self._stay:
            self.tabs.setCurrentIndex(1)
            self.text_wanted.emit()

    # --- whom ------------------------------------------------------------------------------------------------------------------

    def show_points(self, points: Sequence[ContactPoint]) -> None:
        """The mobile numbers of who is shown; hidden where there is none."""
        before = self._points
        self._points = tuple(points)
        self.setVisible(bool(points))
        if before == self._points:
            return
        self._fill_numbers()
        if points and self._number not in {point.value for point in points}:
            self.turn_to(points[0].value)

    def number_shown(self) -> str:
        return self._number

    def _fill_numbers(self) -> None:
        self.number.clear()
        for point in self._points:
            self.number.addItem(f"{remote_text(point.value)} · {point_label(point)}", point.value)
        self.number.addItem(tr("Sms", "Edit…"), _EDIT)
        self.number.setCurrentIndex(max(0, self.number.findData(self._number)))

    def _choose(self, place: int) -> None:
        chosen = str(self.number.itemData(place))
        if chosen == _EDIT:
            self.number.setCurrentIndex(max(0, self.number.findData(self._number)))
            self.edit_wanted.emit()
        else:
            self.turn_to(chosen)

    def turn_to(self, number: str) -> None:
        """Write to this one of the numbers that are shown."""
        self._drafts[self._number] = self.editor.toPlainText()
        self._number = number
        self.number.setCurrentIndex(max(0, self.number.findData(number)))
        self.editor.setPlainText(self._drafts.pop(number, ""))
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._ask()

    def _ask(self) -> None:
        self._terms, self._operator = None, ""
        account = self._services.accounts.current()
        if account is not None and self._number:
            self._services.sms.request_terms(account.account_id, self._number)
            self._services.sms.request_operator(self._number, QLocale().name()[:2])
        self.refresh()

    def _take_terms(self, terms: SmsTermsSnapshot) -> None:
        account = self._services.accounts.current()
        if account is not None and (terms.account_id, terms.number) == (account.account_id, self._number):
            self._terms = terms
            self.refresh()

    def _take_operator(self, number: str, name: str) -> None:
        if number == self._number:
            self._operator = name
            self.refresh()

    # --- what ------------------------------------------------------------------------------------------------------------------

    def text(self) -> str:
        """What would be sent."""
        typed = self.editor.toPlainText()
        if not self.latin.isChecked():
            return typed
        from agent_app.sms.text import transliterate

        return transliterate(typed)

    def refresh(self) -> None:
        """Counter, price and obstacles, as of the text that is there now."""
        from agent_app.sms.text import count  # with the first page of a person: not on the way to the first frame

        if not self._points:
            return
        text = self.text()
        counted = count(text)
        self._parts = counted.parts
        self.counter.setText(counter_words(counted.parts, counted.left))
        price = price_words(self._terms, counted.parts)
        operator = tr("Sms", "{operator}, by the number", operator=self._operator) if self._operator else ""
        self.facts.setText(" · ".join(part for part in (price, operator, remark(self._terms)) if part))
        self.preview.setText(text)
        self.preview.setVisible(self.latin.isChecked() and text != self.editor.toPlainText())
        stop = obstacle(self._terms, counted.parts)
        self.trouble.setText(stop)
        self.trouble.setVisible(bool(stop))
        self.send_button.setEnabled(bool(text.strip()) and not stop and self._services.accounts.current() is not None)

    def send(self) -> None:
        """Once; the timeline shows what becomes of it."""
        account = self._services.accounts.current()
        if account is None or not self.send_button.isEnabled():
            return
        self._services.sms.send(account.account_id, self._number, self.text())
        self.editor.clear()
        self._services.sms.request_terms(account.account_id, self._number)  # one less is left today

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.surface)
        painter.fillRect(QRectF(0, 0, self.width(), 1), roles.outline)
        painter.end()
