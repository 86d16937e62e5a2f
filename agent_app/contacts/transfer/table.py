"""CSV of any program: its columns are known by their headings (ours, Google's, Outlook's; English, Russian) or mapped by hand."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from agent_app.contacts.folding import digits_of, fold
from agent_app.contacts.transfer.drafts import (
    MOST_CONTACTS,
    MOST_POINTS,
    Draft,
    Drafts,
    Trouble,
    TroubleCode,
    Value,
    one_line,
    plain_note,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DELIMITERS: Final = ";,\t|"
_MOST_COLUMNS: Final = 300
_FORMULA_MARK: Final = re.compile(r"^'(?='*[=+\-@\t])")
_SNIPPET: Final = 60


class Meaning(Enum):
    """What a column is."""

    NOTHING = "nothing"
    NAME = "name"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    COMPANY = "company"
    PHONE = "phone"
    SIP = "sip"
    LABEL = "label"  # of the number or address in the next column that has one
    NOTE = "note"
    GROUP = "group"
    FAVOURITE = "favourite"


_WHOLE: Final = {
    Meaning.NAME: ("name", "full name", "display name", "file as", "имя и фамилия", "полное имя", "фио", "контакт", "абонент"),
    Meaning.FIRST: ("first name", "given name", "имя"),
    Meaning.MIDDLE: ("middle name", "additional name", "отчество", "второе имя"),
    Meaning.LAST: ("last name", "family name", "surname", "фамилия"),
    Meaning.COMPANY: ("company", "organization", "organisation", "organization name", "organization 1 - name", "организация", "компания"),
    Meaning.NOTE: ("note", "notes", "comment", "заметка", "заметки", "примечание", "комментарий"),
    Meaning.GROUP: ("group", "groups", "group membership", "labels", "categories", "category", "группа", "группы", "категории"),
    Meaning.FAVOURITE: ("favourite", "favorite", "избранное", "избранный"),
}
_PHONE: Final = re.compile(r"phone|telephone|\btel\b|mobile|\bcell|телефон|\bтел\b|мобильн|сотов|номер|\bnumber\b")
_SIP: Final = re.compile(r"\bsip\b|voip")
_LABEL: Final = re.compile(r"(type|label|тип|метка)$")
_NO_PHONE: Final = re.compile(r"type|label|тип$|метка|telex|телекс|e-?mail|почт|ttytdd|callback|radio|isdn")
_LABELS: Final = (
    ("fax", "fax|факс"),
    ("cell", "mobile|cell|мобил|сотов"),
    ("home", "home|дом"),
    ("work", "business|work|company|раб|служ|организац"),
    ("main", "primary|main|основ"),
    ("other", "other|друг"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """`headings` are as they stand ("": the file has none), `rows` with the lines where they begin, `meanings` a first guess a column."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    meanings: tuple[Meaning, ...]
    troubles: tuple[Trouble, ...] = ()

    def sample(self, column: int) -> str:
        """The first value that there is in a column."""
        return next((one_line(row[column], _SNIPPET) for _, row in self.rows[:200] if column < len(row) and row[column].strip()), "")


def read_table(text: str) -> Table:
    """Any text is a table, of one column at least; rows that csv can't read are told."""
    text = text.lstrip("\ufeff")
    told = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line
    body = text[told.end() :] if told else text
    troubles: list[Trouble] = []
    rows = list(_rows(body, told[1] if told else _delimiter(body), 1 if told else 0, troubles))
    width = min(_MOST_COLUMNS, max((len(cells) for _, cells in rows), default=0))
    headings = rows[0][1][:width] if rows else ()
    guess = [_meaning(heading) for heading in headings]
    has_headings = any(meaning is not Meaning.NOTHING for meaning in guess) and not any(map(_is_number, headings))
    if has_headings:
        padding = width - len(headings)
        return Table((*headings, *[""] * padding), tuple(rows[1:]), (*guess, *[Meaning.NOTHING] * padding), tuple(troubles))
    return Table(("",) * width, tuple(rows), _by_values(rows, width), tuple(troubles))


def drafts_of(table: Table, meanings: Sequence[Meaning]) -> Drafts:
    """The rows as contacts, with these meanings of their columns."""
    drafts: list[Draft] = []
    troubles = list(table.troubles)
    for row, cells in table.rows:
        if len(drafts) >= MOST_CONTACTS:
            troubles.append(Trouble(row, TroubleCode.TOO_MANY, str(MOST_CONTACTS)))
            break
        draft = _Row(row, cells, meanings, table.headings).draft()
        if draft is not None:
            drafts.append(draft)
        else:
            troubles.append(Trouble(row, TroubleCode.NOBODY, one_line(" ".join(cells), _SNIPPET)))
    return Drafts(tuple(drafts), tuple(troubles))


class _Row:
    def __init__(self, row: int, cells: Sequence[str], meanings: Sequence[Meaning], headings: Sequence[str]) -> None:
        self._row = row
        plain = [_FORMULA_MARK.sub("", cell.strip(), count=1) for cell in cells]
        self._cells = [
            (meaning, heading, cell)
            for meaning, heading, cell in zip(meanings, headings, plain, strict=False)
            if meaning is not Meaning.NOTHING
        ]

    def draft(self) -> Draft | None:
        phones, addresses = self._values(Meaning.PHONE), self._values(Meaning.SIP)
        parts = [self._text(meaning) for meaning in (Meaning.FIRST, Meaning.MIDDLE, Meaning.LAST)]
        spoken = self._text(Meaning.NAME) or " ".join(part for part in parts if part) or self._text(Meaning.COMPANY)
        name = one_line(spoken) or next((value.text for value in (*addresses, *phones)), "")
        if not name:
            return None
        favourite = self._text(Meaning.FAVOURITE).casefold() in ("1", "true", "yes", "да")
        note = plain_note("\n".join(self._all(Meaning.NOTE)))
        return Draft(self._row, name, phones, addresses, note, self._group(), favourite)

    def _all(self, meaning: Meaning) -> list[str]:
        return [cell for known, _, cell in self._cells if known is meaning and cell]

    def _text(self, meaning: Meaning) -> str:
        return next(iter(self._all(meaning)), "")

    def _group(self) -> str:
        """Google: "* myContacts ::: Family"; what begins with a star is its own. Outlook: "Family;Work"."""
        names = [name.strip() for name in re.split(r":::|;", self._text(Meaning.GROUP))]
        return one_line(next((name for name in names if name and not name.startswith("*")), ""))

    def _values(self, wanted: Meaning) -> tuple[Value, ...]:
        """A label's column stands before the value's it belongs to; several values in a cell are parted by ":::"."""
        found: list[Value] = []
        label = ""
        for meaning, heading, cell in self._cells:
            if meaning is Meaning.LABEL:
                label = cell
            elif meaning in (Meaning.PHONE, Meaning.SIP):
                if meaning is wanted:
                    known = _label(label) or one_line(label.lstrip("* ")) or _label(heading)
                    found += [Value(one_line(text), known) for text in cell.split(":::") if text.strip()]
                label = ""
        return tuple(found[:MOST_POINTS])


def _rows(text: str, delimiter: str, before: int, troubles: list[Trouble]) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    while True:
        began = reader.line_num + 1 + before
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            troubles.append(Trouble(began, TroubleCode.BAD_LINE, str(error)))
            continue
        if any(cell.strip() for cell in cells):
            yield began, tuple(cells[:_MOST_COLUMNS])


def _delimiter(text: str) -> str:
    """The one that stands most often in the first line, outside of quotes."""
    first = re.sub(r'"[^"]*"', "", text[:20_000].lstrip("\r\n").partition("\n")[0])
    return max(_DELIMITERS, key=first.count) if any(sign in first for sign in _DELIMITERS) else ","


def _meaning(heading: str) -> Meaning:
    plain = " ".join(fold(heading).split())
    for meaning, words in _WHOLE.items():
        if plain in words:
            return meaning
    if _LABEL.search(plain) and (_PHONE.search(plain) or _SIP.search(plain)):
        return Meaning.LABEL
    if _SIP.search(plain):
        return Meaning.SIP
    return Meaning.PHONE if _PHONE.search(plain) and not _NO_PHONE.search(plain) else Meaning.NOTHING


def _label(text: str) -> str:
    plain = fold(text)
    return next((code for code, words in _LABELS if re.search(words, plain)), "")


def _by_values(rows: Sequence[tuple[int, tuple[str, ...]]], width: int) -> tuple[Meaning, ...]:
    """Without headings: numbers and addresses show what they are, and the first words are the name."""
    found: list[Meaning] = []
    for column in range(width):
        values = [cells[column].strip() for _, cells in rows[:50] if column < len(cells) and cells[column].strip()]
        if values and sum(map(_is_number, values)) * 2 > len(values):
            found.append(Meaning.PHONE)
        elif values and all(value.lower().startswith(("sip:", "sips:")) for value in values):
            found.append(Meaning.SIP)
        else:
            found.append(Meaning.NAME if values and Meaning.NAME not in found else Meaning.NOTHING)
    return tuple(found)


def _is_number(text: str) -> bool:
    return len(digits_of(text)) >= 5 and not any(letter.isalpha() for letter in text)
