"""What was spent when and on what, read from the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

_SPENT: Final = """
    SELECT t.at_us, v.account_id, v.remote, c.destination_en, c.destination_ru, c.cost_micros, c.currency, 0,
           CASE WHEN c.answered_us > 0 AND c.ended_us > c.answered_us THEN (c.ended_us - c.answered_us) / 1000000 ELSE 0 END
    FROM timeline t JOIN conversation v USING (conversation_id) JOIN call c USING (item_id)
    WHERE t.kind = 'call' AND t.direction = 'outgoing' AND c.answered_us > 0 AND c.cost_micros IS NOT NULL
          AND t.at_us >= :begin AND t.at_us < :end
    UNION ALL
    SELECT t.at_us, v.account_id, v.remote, '', '', s.cost_micros, s.currency, 1, 0
    FROM timeline t JOIN conversation v USING (conversation_id) JOIN sms s USING (item_id)
    WHERE t.kind = 'sms' AND t.direction = 'outgoing' AND s.cost_micros IS NOT NULL AND t.at_us >= :begin AND t.at_us < :end
    ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Expense:
    """One answered call, or one SMS, that cost `micros` of `currency` (0 for what was free)."""

    at_us: int
    account_id: str
    remote: str
    destination_en: str
    destination_ru: str
    micros: int
    currency: str
    is_sms: bool
    seconds: int


def expenses(connection: sqlite3.Connection, begin_us: int, end_us: int) -> tuple[Expense, ...]:
    """Those that began in this half-open span, oldest first."""
    rows = connection.execute(_SPENT, {"begin": begin_us, "end": end_us})
    return tuple(Expense(*row[:7], is_sms=bool(row[7]), seconds=row[8]) for row in rows)
