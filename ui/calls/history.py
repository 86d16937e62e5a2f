"""The calls that were: which of them, grouped by person, with what can be done with each; the player below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from agent_app.history.snapshots import CallFilter, CallKind
from agent_app.money.snapshots import SmsThread
from agent_app.snapshots import CallItem
from ui.calls.history_lines import Line, lines_of, moment_of
from ui.calls.history_list import HistoryDelegate, HistoryModel
from ui.calls.player import Player
from ui.contacts.search_field import SearchField
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import IconButton
from ui.widgets.combo import Combo
from ui.widgets.empty import EmptyState
from ui.widgets.retranslated import Retranslated
from ui.widgets.rows import row_list
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.services import Services
    from ui.calls.history_lines import Entry

PAGE: Final = 200
PAUSE_MS: Final = 150  # of typing, before the calls are asked for


class HistoryPanel(Retranslated):
    """Tells what was chosen; the window decides what is shown of it."""

    line_chosen = Signal(str)  # number or address of a person
    remote_wanted = Signal(str)  # call this number or address again
    sms_wanted = Signal(str)
    add_wanted = Signal(str)  # keep this number or address as a contact

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._threads: tuple[SmsThread, ...] = ()
        self._items: tuple[CallItem, ...] = ()  # of the filter, newest first, as far as they were read
        self._opened: set[str] = set()
        self._asked = self._asked_more = 0  # the questions whose answers count
        self._has_more = True
        self.kind = Combo()
        self.find_button = IconButton("magnifying-glass", size=32)
        self.more_button = IconButton("dots-three", size=32)
        self.search = SearchField()
        self.model = HistoryModel(services.contacts, self)
        self.view, _ = row_list()
        self.delegate = HistoryDelegate(self.view)
        self.none = EmptyState("clock-counter-clockwise")
        self.player = Player(services)
        self._pages = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._connect()
        self.retranslate()
        self.reload()

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.find_button.setCheckable(True)
        self.search.hide()
        for kind in CallKind:
            self.kind.addItem("", kind)
        bar = QHBoxLayout()
        bar.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        bar.setSpacing(metrics.TIGHT)
        bar.addWidget(self.kind, 1)
        bar.addWidget(self.find_button)
        bar.addWidget(self.more_button)
        field = QHBoxLayout()
        field.setContentsMargins(metrics.LARGE, 0, metrics.LARGE, metrics.SMALL)
        field.addWidget(self.search)
        self._field = QWidget()
        self._field.setLayout(field)
        self._field.hide()
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.none)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._field)
        layout.addWidget(self._pages, 1)
        layout.addWidget(self.player)

    def _connect(self) -> None:
        history = self._services.history
        self.kind.currentIndexChanged.connect(lambda _: self.reload())
        self.find_button.toggled.connect(self._show_search)
        self.search.textChanged.connect(lambda _: self._pause.start())
        self._pause.timeout.connect(self.reload)
        self.more_button.clicked.connect(self.open_menu)
        self.delegate.action_clicked.connect(lambda index, _: self._act(index))
        self.delegate.second_clicked.connect(self._play)
        self.delegate.fold_clicked.connect(self._fold)
        self.view.installEventFilter(self)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._act)
        self.view.selectionModel().currentChanged.connect(lambda index, _: self._choose(index))
        self.view.customContextMenuRequested.connect(self._open_line_menu)
        self.model.more_wanted.connect(self._ask_more)
        history.recent_changed.connect(self.reload)
        history.found.connect(self._take_found)

    def retranslate(self) -> None:
        words = {
            CallKind.ALL: tr("Calls", "All calls"),
            CallKind.MISSED: tr("Calls", "Missed calls"),
            CallKind.INCOMING: tr("Calls", "Incoming calls"),
            CallKind.OUTGOING: tr("Calls", "Outgoing calls"),
            CallKind.VOICE_MAIL: tr("Calls", "Voice mail"),
        }
        for place, kind in enumerate(CallKind):
            self.kind.setItemText(place, words[kind])
        self.kind.setAccessibleName(tr("Calls", "Which calls"))
        self.find_button.set_words(tr("Calls", "Find calls"))
        self.more_button.set_words(tr("Calls", "Export or delete"))
        self.search.setPlaceholderText(tr("Calls", "Name or number"))
        self.search.setAccessibleName(tr("Calls", "Find calls"))
        self.view.setAccessibleName(tr("People", "Calls"))
        self._say_emptiness()
        self.model.refresh()

    def _say_emptiness(self) -> None:
        if self.search.text().strip():
            self.none.say(tr("Calls", "No such calls"), tr("Calls", "Try another name or number, or all calls."))
        elif self.filter().kind is CallKind.VOICE_MAIL:
            lead = tr("Calls", "The answering machine takes calls that nobody answers: switch it on in the account.")
            self.none.say(tr("Calls", "No voice mail"), lead)
        elif self.filter().kind is not CallKind.ALL:
            self.none.say(tr("Calls", "No such calls"), tr("Calls", "They will be here."))
        else:
            lead = tr("People", "Type a number on the phone and press Call: every call is kept here.")
            self.none.say(tr("People", "No calls yet"), lead)

    # --- which calls ---------------------------------------------------------------------------------------------------------------

    def filter(self) -> CallFilter:
        return CallFilter(CallKind(self.kind.currentData()), self.search.text().strip())

    def _is_plain(self) -> bool:
        return self.filter() == CallFilter()

    def has_lines(self) -> bool:
        return bool(self.model.items())

    def show_threads(self, threads: tuple[SmsThread, ...]) -> None:
        """The exchanges of SMS stand among all calls."""
        self._threads = threads
        self._show()

    def reload(self) -> None:
        """The newest are in memory; what else was read stays below them."""
        if self._is_plain():
            recent = self._services.history.recent()
            oldest = recent[-1].started_us if recent else 0
            known = self._items if self._asked == 0 else ()
            older = tuple(item for item in known if item.started_us < oldest) if recent else ()
            self._asked, self._items = 0, (*recent, *older)
            self._has_more = bool(recent) and (not older or self._has_more)
            self._show()
            return
        self._asked_more = 0
        self._asked = self._services.history.find(self.filter(), 0, max(PAGE, len(self._items)))

    def _ask_more(self) -> None:
        if self._items:
            self._asked_more = self._services.history.find(self.filter(), self._items[-1].started_us, PAGE)

    def _take_found(self, question: int, items: tuple[CallItem, ...]) -> None:
        if question == self._asked and question:
            self._items = items
            self._has_more = len(items) >= PAGE
        elif question == self._asked_more and question:
            self._asked_more = 0
            self._items = (*self._items, *items)
            self._has_more = len(items) >= PAGE
        else:
            return
        self._show()

    def _show(self) -> None:
        """What was chosen stays chosen, wherever its line goes."""
        chosen = self._line(self.view.currentIndex())
        entries: Sequence[Entry] = self._items
        if self._threads and self._is_plain():
            entries = sorted((*self._items, *self._threads), key=moment_of, reverse=True)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.show_lines(lines_of(entries, self._opened), has_more=self._has_more and bool(self._items))
        if chosen is not None:
            self.view.setCurrentIndex(self.model.index(self.model.row_of_key(chosen.key())))
        selection.blockSignals(False)
        self._say_emptiness()
        self._pages.setCurrentWidget(self.view if self.has_lines() else self.none)

    def _show_search(self, on: bool) -> None:
        self._field.setVisible(on)
        self.search.setVisible(on)
        if on:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.search.clear()

    # --- a line --------------------------------------------------------------------------------------------------------------------

    def _line(self, index: QModelIndex) -> Line | None:
        return self.model.item(index.row()) if index.isValid() else None

    def _choose(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line is not None:
            self.line_chosen.emit(line.remote())

    def _act(self, index: QModelIndex) -> None:
        """Call back, or write again."""
        line = self._line(index)
        if line is None:
            return
        if isinstance(line.first(), SmsThread):
            self._choose(index)
            self.sms_wanted.emit(line.remote())
        else:
            self.remote_wanted.emit(line.remote())

    def _play(self, index: QModelIndex) -> None:
        line = self._line(index)
        if line is not None and line.recording():
            contact = self._services.contacts.find_by_remote(line.remote())
            call = line.first()
            about_ms = call.duration_s * 1000 if isinstance(call, CallItem) else 0
            self.player.open(line.recording(), contact.name if contact else remote_text(line.remote()), about_ms)

    def _fold(self, index: QModelIndex) -> None:
        """Open a group, or close it."""
        line = self._line(index)
        if line is None or not line.is_group():
            return
        ids = {item.item_id for item in line.calls()}
        self._opened = self._opened - ids if line.is_open else self._opened | ids
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list would take Space for a choice of its row."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            line = self._line(self.view.currentIndex())
            if event.key() == Qt.Key.Key_Space and line is not None and line.recording():
                self._play(self.view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.view.currentIndex()
        line = self._line(index)
        if line is None:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Delete:
            self._delete(line)
        elif line.is_group() and event.key() == (Qt.Key.Key_Left if line.is_open else Qt.Key.Key_Right):
            self._fold(index)
        else:
            super().keyPressEvent(event)

    def _delete(self, line: Line) -> None:
        from ui.calls.history_actions import delete_items

        delete_items(self._services, line.calls(), self)

    # --- menus ---------------------------------------------------------------------------------------------------------------------

    def _open_line_menu(self, spot: QPoint) -> None:
        index = self.view.indexAt(spot)
        line = self._line(index)
        if line is not None:
            menu = self.line_menu(index, line)
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.view.viewport().mapToGlobal(spot))

    def line_menu(self, index: QModelIndex, line: Line) -> QMenu:
        menu, remote = QMenu(self), line.remote()
        menu.addAction(tr("Calls", "Call back")).triggered.connect(lambda: self.remote_wanted.emit(remote))
        if line.recording():
            self._add_recording(menu, index, line.recording())
        if line.is_group():
            words = tr("Calls", "Hide the single calls") if line.is_open else tr("Calls", "Show each call")
            menu.addAction(words).triggered.connect(partial(self._fold, index))
        is_number = remote.startswith("+")
        copy = menu.addAction(tr("Calls", "Copy the number") if is_number else tr("Calls", "Copy the address"))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(remote_text(remote)))
        if self._services.contacts.find_by_remote(remote) is None:
            menu.addAction(tr("Calls", "Add to contacts…")).triggered.connect(lambda: self.add_wanted.emit(remote))
        if line.calls():
            menu.addSeparator()
            menu.addAction(tr("Calls", "Delete…")).triggered.connect(partial(self._delete, line))
        return menu

    def _add_recording(self, menu: QMenu, index: QModelIndex, path: str) -> None:
        from ui.calls.history_actions import show_folder

        menu.addAction(tr("Calls", "Play the recording")).triggered.connect(partial(self._play, index))
        menu.addAction(tr("Calls", "Show in the folder")).triggered.connect(lambda: show_folder(path))

    def open_menu(self) -> QMenu:
        """Of the whole list."""
        from ui.calls.history_actions import clear_list, export_list

        menu = QMenu(self)
        export = menu.addAction(tr("Calls", "Export to a table (CSV)…"))
        export.triggered.connect(lambda: export_list(self._services, self.filter(), self))
        clear = menu.addAction(tr("Calls", "Delete all of these…"))
        clear.triggered.connect(lambda: clear_list(self._services, self.filter(), self))
        export.setEnabled(bool(self._items))
        clear.setEnabled(bool(self._items))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))
        return menu
