"""Events in a conversation: cards with words, that nobody can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import ChatEvent, MessageKind
from tests.ui.chat_looking import shown
from tests.ui.chat_scenes import VERA, message

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ChatEvent.SEES_US, "You let them see whether you are there"),
        (ChatEvent.SEES_US_NOT, "You refused to let them see whether you are there"),
        ("of <b>2031</b>", "Event: of <b>2031</b>"),
    ],
)
def test_an_event_is_a_card_that_nobody_can_answer(shell: Shell, fakes: Fakes, code: str, words: str) -> None:
    fakes.chats.all["e1"] = message("e1", code, remote=VERA, kind=MessageKind.SYSTEM)
    shell.window.open_remote(VERA)
    page = shell.window.conversation
    assert shown(page)[-1].endswith(words)
    answered: list[object] = []
    page.timeline.reply_wanted.connect(answered.append)
    page.timeline.activated.emit(page.timeline.entries.index(page.timeline.entries.row_of("e1")))
    assert answered == []
