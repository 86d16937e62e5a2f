"""Conversations that the tests and the screenshots show."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QTimer

from agent_app.chats.snapshots import FileInfo, FileState, MessageItem, MessageKind, MessageStatus
from agent_app.presence.snapshots import PresenceStatus
from tests.ui.fakes import Fakes, now_us
from tests.ui.scenes import MINUTE

if TYPE_CHECKING:
    from ui.shell import Shell

BORIS = "boris@sandbox.test"
VERA = "vera@sandbox.test"
STRANGER = "stranger@example.org"


def message(item_id: str, text: str, *, remote: str = BORIS, minutes_ago: float = 0, incoming: bool = True, **fields: Any) -> MessageItem:
    """Theirs is read already; ours was displayed."""
    status = fields.pop("status", MessageStatus.RECEIVED if incoming else MessageStatus.DISPLAYED)
    at_us = now_us() - int(minutes_ago * MINUTE)
    kind = fields.pop("kind", MessageKind.TEXT)
    return MessageItem(item_id, "a1", remote, incoming, at_us, kind, text, status, **fields)


def with_chats(fakes: Fakes) -> Fakes:
    """A conversation with Boris that has of everything, one with Vera that has news, one with a stranger."""
    put = fakes.chats.put
    put(message("m01", "Привет! Сможешь созвониться с офисом?", minutes_ago=26))
    put(message("m02", "Мне до трёх надо знать", minutes_ago=25.5))
    put(message("m03", "Да, наберу их городской через Агент — Москва сейчас бесплатно :-)", minutes_ago=24, incoming=False))
    put(message("m04", "Отлично. А вот схема проезда: https://example.org/map?x=1 (или звони: tel:+74951112233)", minutes_ago=8))
    pdf = FileInfo("схема.pdf", 184_320, "application/pdf", "/tmp/scheme.pdf", state=FileState.READY)
    put(message("m05", "", minutes_ago=7.5, kind=MessageKind.FILE, file=pdf))
    put(message("m06", "Спасибо, до встречи", minutes_ago=5, incoming=False, reply_to="m04", reply_text="Отлично. А вот схема проезда"))
    put(message("m07", "Передам", minutes_ago=3, incoming=False, status=MessageStatus.DELIVERED))
    put(message("m08", "И ещё одно", minutes_ago=2, incoming=False, status=MessageStatus.FAILED, reason_code="no_response"))
    put(message("m09", "Жду", minutes_ago=1, incoming=False, status=MessageStatus.WAITING))
    put(message("v01", "Смотри, что нашла", remote=VERA, minutes_ago=40, seen=False))
    put(message("v02", "Ты где?", remote=VERA, minutes_ago=39, seen=False))
    put(message("s01", "Hello! <b>Not bold</b> \u202egnp.exe", remote=STRANGER, minutes_ago=2000))
    fakes.chats.set_draft("p4", "Завтра напишу")
    fakes.chats.pin("p1", True)
    fakes.chats.mute("p2", True)
    fakes.presence.put(BORIS, PresenceStatus.ONLINE, "За чашкой кофе ☕")
    fakes.presence.put(VERA, PresenceStatus.AWAY)
    fakes.presence.put("echo@sandbox.test", PresenceStatus.DO_NOT_DISTURB)
    return fakes


def chat(shell: Shell, fakes: Fakes) -> None:
    with_chats(fakes)
    shell.window.people.tabs.setCurrentIndex(0)
    shell.window.open_contact("p1")
    shell.window.people.chats.select("p1")
    fakes.chats.type_there(BORIS)


def chat_news(shell: Shell, fakes: Fakes) -> None:
    with_chats(fakes)
    shell.window.people.tabs.setCurrentIndex(0)
    shell.window.open_contact("p2")


def chat_reply(shell: Shell, fakes: Fakes) -> None:
    chat(shell, fakes)
    shell.window.conversation.writing.answer(fakes.chats.all["m04"])
    composer = shell.window.conversation.writing.chat
    assert composer is not None
    composer.editor.setPlainText("Первая строка\nвторая\nтретья")


def chats_list(shell: Shell, fakes: Fakes) -> None:
    with_chats(fakes)
    shell.window.people.tabs.setCurrentIndex(0)


def emoji(shell: Shell, fakes: Fakes) -> None:
    chat(shell, fakes)
    composer = shell.window.conversation.writing.chat
    assert composer is not None
    QTimer.singleShot(100, composer.open_emoji)


def status_menu(shell: Shell, fakes: Fakes) -> None:
    with_chats(fakes)
    QTimer.singleShot(100, shell.own_status.open_menu)


def status_words(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.own_status.edit()


def chat_pictures(shell: Shell, fakes: Fakes) -> None:
    """A picture that waits, one on its way, one that is here, one of ours going out, and one from which nothing came."""
    from tests.pictures import photograph

    folder = Path(tempfile.gettempdir())
    small, whole = folder / "agent-scene-small.jpg", folder / "agent-scene-whole.jpg"
    for path, (width, height) in ((small, (200, 150)), (whole, (1200, 900))):
        photograph(width, height).save(str(path))  # pyright: ignore[reportCallIssue, reportArgumentType]
    waits = FileInfo("отпуск 1.jpg", 4_300_000, "image/jpeg", width=200, height=150, thumbnail=str(small))
    comes = msgspec.structs.replace(waits, name="отпуск 2.jpg", state=FileState.DOWNLOADING, progress_percent=35)
    here = FileInfo("отпуск 3.jpg", 300_000, "image/jpeg", str(whole), state=FileState.READY, width=1200, height=900)
    goes = msgspec.structs.replace(here, name="наш.jpg", state=FileState.UPLOADING, progress_percent=70)
    put = fakes.chats.put
    put(message("i0", "", minutes_ago=9, kind=MessageKind.FILE, file=here))
    put(message("i1", "", minutes_ago=8, incoming=False, kind=MessageKind.FILE, file=goes, status=MessageStatus.WAITING))
    stranger = msgspec.structs.replace(comes, thumbnail="", name="без эскиза.jpg")
    for place, file in enumerate((stranger, comes, waits), start=2):
        put(message(f"i{place}", "", minutes_ago=7 - place, kind=MessageKind.FILE, file=file))
    shell.window.people.tabs.setCurrentIndex(0)
    shell.window.open_contact("p1")
