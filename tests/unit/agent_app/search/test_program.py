"""In the program's own wiring: what is written in a chat is found, by any of its forms, and jumped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.search.snapshots import SearchResults

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile


def test_what_is_written_in_a_chat_is_found_and_has_its_place_and_is_gone_when_deleted(profile: Profile, qtbot: QtBot) -> None:
    assembly = Assembly(profile, EngineOptions(use_devices=False, command=["true"]))
    chats, search = assembly.services.chats, assembly.services.search
    found: list[SearchResults] = []
    places: list[tuple[str, tuple[str, ...]]] = []

    def take(_text: str, results: SearchResults) -> None:
        found.append(results)

    def place(item_id: str, remotes: tuple[str, ...], _items: object) -> None:
        places.append((item_id, remotes))

    search.results_ready.connect(take)
    chats.around_ready.connect(place)
    item_id = chats.send_text("no such account", "anna@sandbox.test", "Пропустил два звонка")
    search.search("звонки")
    qtbot.waitUntil(lambda: len(found) == 1)
    assert [(hit.item_id, hit.is_incoming) for hit in found[0].messages] == [(item_id, False)]
    chats.request_around(item_id)
    qtbot.waitUntil(lambda: places == [(item_id, ("anna@sandbox.test",))])
    chats.delete((item_id,))
    search.search("звонки ")
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found[1].messages == ()
    with qtbot.waitSignal(assembly.left):
        assembly.leave()
