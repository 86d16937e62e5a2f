"""What tells of messages and calls, and when it is quiet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.notifications.settings import NoticeSettings
from ui.widgets.form import Sheet

if TYPE_CHECKING:
    from agent_app.services import Services


class NoticesPage(Sheet):
    def __init__(self, services: Services) -> None:
        self.settings = NoticeSettings(services)
        self.settings.retranslate()
        super().__init__(self.settings)
