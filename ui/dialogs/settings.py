"""The settings: a list of pages at the left, the chosen one at the right; in a narrow window one of the two. What is set holds at once."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.language import tr
from ui.settings.general import GeneralPage
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.form import line, scrolled, tab_last
from ui.widgets.label import Label
from ui.widgets.sections import SectionList

if TYPE_CHECKING:
    from agent_app.services import Services
    from ui.notifications.settings import NoticeSettings

_SIDE: Final = 196
_NARROW_BELOW: Final = 560
_Page = TypeVar("_Page", bound=QWidget)


class SettingsPage(StrEnum):
    """In the order of the list."""

    GENERAL = "general"
    SOUND = "sound"
    CALLS = "calls"
    NOTICES = "notices"
    CHATS = "chats"
    NETWORK = "network"
    ABOUT = "about"


_ICONS: Final = {
    SettingsPage.GENERAL: "gear-six",
    SettingsPage.SOUND: "headset",
    SettingsPage.CALLS: "phone",
    SettingsPage.NOTICES: "bell-ringing",
    SettingsPage.CHATS: "chats",
    SettingsPage.NETWORK: "globe",
    SettingsPage.ABOUT: "info",
}


def page_name(page: SettingsPage) -> str:
    return {
        SettingsPage.GENERAL: tr("Settings", "General"),
        SettingsPage.SOUND: tr("Settings", "Sound"),
        SettingsPage.CALLS: tr("Settings", "Calls"),
        SettingsPage.NOTICES: tr("Settings", "Notifications"),
        SettingsPage.CHATS: tr("Settings", "Chats"),
        SettingsPage.NETWORK: tr("Settings", "Network"),
        SettingsPage.ABOUT: tr("Settings", "About"),
    }[page]


class SettingsDialog(QDialog):
    """Pages are made when they are first looked at, and made anew in another language."""

    calls_wanted = Signal(str)  # account_id: what is set for its calls
    connection_wanted = Signal(str)  # account_id
    check_wanted = Signal()  # the network check

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.setMinimumSize(340, 420)
        self.resize(760, 560)
        self.title = Label(size=Type.HEAD, semibold=True)
        self.back = IconButton("arrow-left")
        self.back.setAutoDefault(False)
        self.list = SectionList()
        self.list.setFixedWidth(_SIDE)
        self.done_button = Button(kind=Kind.PRIMARY)
        self._pages: dict[SettingsPage, QWidget] = {}
        self._stack = QStackedWidget()
        self._narrow = False
        self._lay_out()
        for page in SettingsPage:
            self.list.add(_ICONS[page], "")
        self.list.currentRowChanged.connect(self._turn)
        self.list.itemActivated.connect(lambda _: self._show_list(on=False))
        self.list.itemClicked.connect(lambda _: self._show_list(on=False))
        self.back.clicked.connect(lambda: self._show_list(on=True))
        self.done_button.clicked.connect(self.accept)
        self.retranslate()
        self._show_list(on=False)
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        head = line(self.back, self.title)
        head.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.SMALL)
        foot = line(1, self.done_button)
        foot.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addLayout(head)
        right.addWidget(self._stack, 1)
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(metrics.TIGHT, metrics.HUGE, 0, 0)
        side.setSpacing(metrics.MEDIUM)
        self.list_title = Label(size=Type.HEAD, semibold=True)
        self.list_title.setContentsMargins(metrics.LARGE + metrics.TIGHT, 0, 0, 0)
        side.addWidget(self.list_title)
        side.addWidget(self.list, 1)
        self._across = QHBoxLayout()
        self._across.setSpacing(0)
        self._across.addWidget(self._side)
        self._across.addWidget(self._right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._across, 1)
        layout.addLayout(foot)

    # --- pages -----------------------------------------------------------------------------------------------------------------

    def open_page(self, page: SettingsPage) -> None:
        self.list.setCurrentRow(list(SettingsPage).index(page))
        self._show_list(on=False)

    def page(self, page: SettingsPage) -> QWidget:
        """Its widget, made now where it was not looked at yet."""
        if page not in self._pages:
            inside = self._made(page)
            self._pages[page] = inside
            self._stack.addWidget(scrolled(inside))
            tab_last(self.done_button)
        return self._pages[page]

    def page_of(self, page: SettingsPage, kind: type[_Page]) -> _Page:
        """The same, with its own type."""
        found = self.page(page)
        assert isinstance(found, kind)
        return found

    @property
    def notices(self) -> NoticeSettings:
        from ui.settings.notices import NoticesPage

        return self.page_of(SettingsPage.NOTICES, NoticesPage).settings

    def _made(self, page: SettingsPage) -> QWidget:
        makers: dict[SettingsPage, Callable[[], QWidget]] = {
            SettingsPage.GENERAL: lambda: GeneralPage(self._services),
            SettingsPage.SOUND: self._sound,
            SettingsPage.CALLS: self._calls,
            SettingsPage.NOTICES: self._notices,
            SettingsPage.CHATS: self._chats,
            SettingsPage.NETWORK: self._network,
            SettingsPage.ABOUT: self._about,
        }
        return makers[page]()

    def _sound(self) -> QWidget:
        from ui.sound.page import SoundPage

        return SoundPage(self._services)

    def _calls(self) -> QWidget:
        from ui.settings.calls import CallsPage

        page = CallsPage(self._services)
        page.account_wanted.connect(self.calls_wanted)
        return page

    def _notices(self) -> QWidget:
        from ui.settings.notices import NoticesPage

        return NoticesPage(self._services)

    def _chats(self) -> QWidget:
        from ui.settings.chats import ChatsPage

        return ChatsPage(self._services)

    def _network(self) -> QWidget:
        from ui.settings.network import NetworkPage

        page = NetworkPage(self._services)
        page.account_wanted.connect(self.connection_wanted)
        page.check_wanted.connect(self.check_wanted)
        return page

    def _about(self) -> QWidget:
        from ui.dialogs.about import AboutPart

        return AboutPart(self._services)

    def _turn(self, row: int) -> None:
        if row < 0:
            return
        page = list(SettingsPage)[row]
        self.page(page)
        self._stack.setCurrentIndex(list(self._pages).index(page))
        self.title.setText(page_name(page))

    # --- narrow and wide -------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_BELOW
        if narrow != self._narrow:
            self._narrow = narrow
            self.list.setMaximumWidth(16_777_215 if narrow else _SIDE)
            self.list.setMinimumWidth(0 if narrow else _SIDE)
            self._show_list(on=False)

    def _show_list(self, *, on: bool) -> None:
        """In a narrow window the list takes the page's place."""
        self._side.setVisible(on or not self._narrow)
        self._right.setVisible(not on or not self._narrow)
        self.back.setVisible(self._narrow)
        if on:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- words -----------------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Settings", "Settings"))
        self.list_title.setText(tr("Settings", "Settings"))
        self.list.setAccessibleName(tr("Settings", "Pages of the settings"))
        self.back.set_words(tr("Settings", "All pages"))
        self.done_button.setText(tr("Settings", "Done"))
        for row, page in enumerate(SettingsPage):
            self.list.item(row).setText(page_name(page))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "done_button"):
            self.retranslate()
            QTimer.singleShot(0, self, self._renew)  # the box that chose the language is on one of the pages

    def _renew(self) -> None:
        """The pages say their words once, when they are made."""
        self._pages.clear()
        while (area := self._stack.widget(0)) is not None:
            self._stack.removeWidget(area)
            area.hide()
            area.deleteLater()
        self._turn(self.list.currentRow())
