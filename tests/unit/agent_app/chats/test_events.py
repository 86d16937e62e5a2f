"""What happens beside messages stands in the same timeline: in the program's own wiring, and after its next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.assembly import Assembly
from agent_app.chats.snapshots import ChatEvent, MessageItem, MessageKind
from agent_app.engine_client import EngineOptions

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile

VERA = "vera@provider.test"


def timeline(assembly: Assembly, qtbot: QtBot) -> list[tuple[MessageKind, str]]:
    pages: list[tuple[MessageItem, ...]] = []

    def take(_remotes: object, _before: object, items: tuple[MessageItem, ...], _more: bool) -> None:
        pages.append(items)

    assembly.services.chats.page_ready.connect(take)
    assembly.services.chats.request_page((VERA,), None, 10)
    qtbot.waitUntil(lambda: len(pages) == 1)
    return [(item.kind, item.text) for item in pages[0]]


def test_who_was_let_see_us_and_who_was_not_stands_in_the_timeline(profile: Profile, qtbot: QtBot) -> None:
    for run in range(2):
        assembly = Assembly(profile, EngineOptions(use_devices=False, command=["true"]))
        chats, presence = assembly.services.chats, assembly.services.presence
        chats.load()
        chats.load_lines()
        if run == 0:
            presence.block("account", VERA)
            presence.allow("account", VERA)
        assert timeline(assembly, qtbot) == [(MessageKind.SYSTEM, ChatEvent.SEES_US_NOT), (MessageKind.SYSTEM, ChatEvent.SEES_US)]
        assert chats.total_unread() == 0
        assert [line.last_text for line in chats.conversations()] == [ChatEvent.SEES_US]
        with qtbot.waitSignal(assembly.left):
            assembly.leave()
