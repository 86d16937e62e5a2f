"""The keys of keyboards and headsets that stand for playing music answer and hang up while there is a call, as the desktop gives them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from agent_app.background import Lane
from agent_app.media.button import Press, press

if TYPE_CHECKING:
    from agent_app.calls.service import CallService
    from agent_app.media.mpris import PlayerOfOurs
    from agent_app.media.sound_time import SoundTime

log = logging.getLogger(__name__)

_PRESSES: Final = {"PlayPause": Press.BUTTON, "Play": Press.PLAY, "Pause": Press.PAUSE}  # MPRIS's words


class MediaKeys(QObject):
    """Only while there is a call we stand on the bus as a player: at all other times the keys belong to the music."""

    def __init__(self, time: SoundTime, calls: CallService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls = calls
        self._time = time
        self._lane = Lane("media-keys", self)
        self._player: PlayerOfOurs | None = None
        time.changed.connect(self._follow)

    def close(self) -> None:
        self._leave()
        self._lane.close(0.3)

    def _follow(self, on: bool) -> None:
        if on:
            self._lane.run(_open, self._opened, _not_reached)
        else:
            self._leave()

    def _opened(self, player: PlayerOfOurs) -> None:
        self._leave()
        self._player = player
        self._listen(player)
        if not self._time.is_on():
            self._leave()

    def _listen(self, player: PlayerOfOurs) -> None:
        self._lane.run(player.next_press, lambda word: self._pressed(player, word), _not_reached)

    def _leave(self) -> None:
        player, self._player = self._player, None
        if player is not None:
            player.close()

    def _pressed(self, player: PlayerOfOurs, word: str) -> None:
        self._listen(player)  # one that we have left ends there
        if player is self._player:
            log.info("a media key: %s", word)
            press(self._calls, _PRESSES[word])


def _open() -> PlayerOfOurs:
    from agent_app.media.mpris import PlayerOfOurs  # with the first call

    return PlayerOfOurs.open()


def _not_reached(error: Exception) -> None:
    log.info("no media keys: %s: %s", type(error).__name__, error)
