"""The lists of the left column, of which one shows. That of the contacts is there from the beginning, the others when they are wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.language import tr
from ui.widgets.later import insert_before

if TYPE_CHECKING:
    from agent_app.money.snapshots import SmsThread
    from agent_app.services import Services
    from ui.calls.history import HistoryPanel
    from ui.chats.panel import ChatsPanel
    from ui.search.page import SearchPage
    from ui.widgets.empty import EmptyState


class ListPages(QStackedWidget):
    """Tells what was chosen in a list."""

    contact_chosen = Signal(str)  # contact_id
    remote_chosen = Signal(str)  # of a conversation with somebody who is no contact
    line_chosen = Signal(str)  # the number or address of a call
    remote_wanted = Signal(str)  # call it again
    sms_wanted = Signal(str)
    add_wanted = Signal(str)
    write_wanted = Signal()  # to who was chosen just now
    hit_chosen = Signal(object)  # SearchHit
    found = Signal()  # the search has something else to show
    contact_wanted = Signal()  # a new one

    def __init__(self, services: Services, contacts: QWidget) -> None:
        super().__init__()
        self._services = services
        self._contacts = contacts
        self._threads: tuple[SmsThread, ...] = ()
        self._person: tuple[str, tuple[str, ...]] = ("", ())
        self.addWidget(contacts)

    @cached_property
    def chats(self) -> ChatsPanel:
        from ui.chats.panel import ChatsPanel

        chats = ChatsPanel(self._services)
        insert_before(self, chats, self._contacts)
        chats.contact_chosen.connect(self.contact_chosen)
        chats.remote_chosen.connect(self.remote_chosen)
        chats.write_wanted.connect(self.write_wanted)
        return chats

    @cached_property
    def history(self) -> HistoryPanel:
        from ui.calls.history import HistoryPanel

        history = HistoryPanel(self._services)
        insert_before(self, history, self._contacts)
        history.line_chosen.connect(self.line_chosen)
        history.remote_wanted.connect(self.remote_wanted)
        history.sms_wanted.connect(self.sms_wanted)
        history.add_wanted.connect(self.add_wanted)
        self._services.contacts.changed.connect(history.model.refresh)
        history.show_threads(self._threads)
        return history

    @cached_property
    def results(self) -> SearchPage:
        from ui.search.page import SearchPage

        results = SearchPage(self._services)
        insert_before(self, results, self._contacts)
        results.changed.connect(self.found)
        results.contact_chosen.connect(self.contact_chosen)
        results.hit_chosen.connect(self.hit_chosen)
        results.offer_person(*self._person)
        return results

    def prepare_results(self) -> None:
        """Somebody is about to search: the first letter is not to wait for their page."""
        _ = self.results

    @cached_property
    def nobody(self) -> EmptyState:
        from ui.widgets.empty import EmptyState

        nobody = EmptyState("users", tr("People", "Add a contact"))
        insert_before(self, nobody, self._contacts)
        nobody.wanted.connect(self.contact_wanted)
        return nobody

    def _is_made(self, page: str) -> bool:
        return page in vars(self)

    def show_threads(self, threads: tuple[SmsThread, ...]) -> None:
        """SMS stand among the calls."""
        self._threads = threads
        if self._is_made("history"):
            self.history.show_threads(threads)

    def refresh_calls(self) -> None:
        """They are written anew."""
        if self._is_made("history"):
            self.history.model.refresh()

    def offer_person(self, name: str, remotes: tuple[str, ...]) -> None:
        """Whose conversation is open: a search can be for that alone."""
        self._person = (name, remotes)
        if self._is_made("results"):
            self.results.offer_person(name, remotes)

    def search(self, text: str) -> None:
        if text or self._is_made("results"):
            self.results.ask(text)

    def has_found(self) -> bool:
        """More than the list of contacts has."""
        return self._is_made("results") and self.results.has_something()

    def shows_results(self) -> bool:
        return self._is_made("results") and self.currentWidget() is self.results

    def say_emptiness(self, *, searched: bool) -> None:
        """Why the list of contacts is empty."""
        if searched:
            self.nobody.say(tr("People", "Nobody found"), tr("People", "A number can be called at once: press Enter."), "")
            return
        lead = tr("People", "Keep the people you call here, with all their numbers and addresses.")
        self.nobody.say(tr("People", "No contacts yet"), lead, tr("People", "Add a contact"))
