"""When a row holds within the week: weekdays and hours of the wall clock in the deck's time zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY_MINUTES: Final = 24 * 60
_WEEK_MINUTES: Final = 7 * DAY_MINUTES
EVERY_DAY: Final = (1, 2, 3, 4, 5, 6, 7)


@dataclass(frozen=True, slots=True)
class Band:
    """From `from_minute` (of the day, 0 to 1439) to just before `until_minute` (1 to 1440) on `weekdays` (ISO: Monday is 1).

    One that ends at or before its beginning runs over midnight: 22:00-08:00 on Fridays ends on Saturday at 08:00.
    """

    weekdays: tuple[int, ...] = EVERY_DAY
    from_minute: int = 0
    until_minute: int = DAY_MINUTES

    def __post_init__(self) -> None:
        days = self.weekdays
        if not days or tuple(sorted(set(days))) != days or not set(days) <= set(EVERY_DAY):
            msg = f"a band's weekdays are 1 (Monday) to 7 in order, each once, not {days}"
            raise ValueError(msg)
        if not (0 <= self.from_minute < DAY_MINUTES and 0 < self.until_minute <= DAY_MINUTES and self.from_minute != self.until_minute):
            msg = f"a band's hours lie between 00:00 and 24:00 and are not empty, unlike minutes {self.from_minute} to {self.until_minute}"
            raise ValueError(msg)

    def covers(self, weekday: int, minute: int) -> bool:
        """Whether the `minute` of the day on the ISO `weekday` lies in the band."""
        moment = (weekday - 1) * DAY_MINUTES + minute
        return any(start <= moment < end for start, end in self._spans())

    def overlaps(self, other: Band) -> bool:
        """Whether some minute of the week lies in both."""
        return any(start < their_end and their_start < end for start, end in self._spans() for their_start, their_end in other._spans())

    def _spans(self) -> Iterator[tuple[int, int]]:
        """Half-open spans of minutes of the week, none of which runs over its end."""
        length = (self.until_minute - self.from_minute) % DAY_MINUTES or DAY_MINUTES
        for weekday in self.weekdays:
            start = (weekday - 1) * DAY_MINUTES + self.from_minute
            yield start, min(start + length, _WEEK_MINUTES)
            if start + length > _WEEK_MINUTES:
                yield 0, start + length - _WEEK_MINUTES
