"""What a test reads off a conversation in the window, and what it answers to questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from agent_app.chats.snapshots import MessageItem
from tests.ui.chat_scenes import VERA, message
from tests.ui.fakes import Fakes
from ui.conversation.timeline import ENTRY_ROLE
from ui.dialogs.questions import Question

if TYPE_CHECKING:
    from ui.conversation.page import ConversationPage


def shown(page: ConversationPage) -> list[str]:
    model = page.timeline.entries
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def entries(page: ConversationPage) -> list[object]:
    model = page.timeline.entries
    return [model.index(row).data(ENTRY_ROLE) for row in range(model.rowCount())]


def asked(fakes: Fakes, what: str) -> list[tuple[object, ...]]:
    return [call[1:] for call in fakes.chats.asked if call[0] == what]


def answer_questions(monkeypatch: pytest.MonkeyPatch, answer: bool) -> list[str]:
    titles: list[str] = []

    def ask(question: Question) -> bool:
        titles.append(question.accessibleName())
        return answer

    monkeypatch.setattr("ui.dialogs.questions.Question.ask", ask)
    return titles


def flood(count: int) -> list[MessageItem]:
    """What Vera wrote, one every six seconds."""
    return [message(f"h{at:07}", f"message {at}", remote=VERA, minutes_ago=(count - at) / 10) for at in range(count)]
