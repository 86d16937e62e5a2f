"""A deck's file: its columns, its encodings, and each way in which a line can be wrong."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.band import Band
from tariffs.rating.broken import BrokenCode, DeckError
from tariffs.rating.cost import cost_micros
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.reading import MOST_BROKEN, parse_deck, read_deck
from tariffs.rating.terms import IncrementConvention, RoundingDirection, RoundingPlace, Terms

if TYPE_CHECKING:
    from pathlib import Path

HEADING = "prefix,destination_en,destination_ru,rate,connection_fee,free_seconds,initial_increment,recurring_increment,forbidden,currency"
GOOD = "7495,Moscow,Москва,0.70,0,0,60,60,0,RUB"
MOSCOW = DeckRow("7495", "Moscow", "Москва", 700_000_000)
TIMED = f"{HEADING},valid_from,valid_until,weekdays,hours,increments,rounding,rounding_place,decimals,zone"
UTC_OCTOBER = int(datetime(2026, 10, 1, tzinfo=UTC).timestamp()) * 10**6
HOUR = 3600 * 10**6


def deck_of(*lines: str, currency: str = "", zone: str = "") -> Deck:
    return parse_deck("\n".join(lines) + "\n", currency, zone).whole()


def test_a_file_is_read_exactly() -> None:
    deck = deck_of("\ufeff" + HEADING, GOOD, '+381,"Serbia, all",Сербия,7.1234567,0.50,10,30,6,1,RUB')
    assert deck == Deck("RUB", (MOSCOW, DeckRow("381", "Serbia, all", "Сербия", 7_123_456_700, 500_000, 10, 30, 6, forbidden=True)))
    assert deck.zone == "Europe/Moscow"


def test_a_line_may_say_when_it_holds_and_how_it_is_counted() -> None:
    deck = deck_of(TIMED, f"{GOOD},2026-10-01,2026-11-01,1-5,20:00-08:00,from_start,half_up,increment,2,UTC")
    assert deck.zone == "UTC"
    assert deck.rows[0].valid_from_us == UTC_OCTOBER
    assert deck.rows[0].valid_until_us == UTC_OCTOBER + 31 * 24 * HOUR
    assert deck.rows[0].band == Band((1, 2, 3, 4, 5), 20 * 60, 8 * 60)
    assert deck.rows[0].terms == Terms(IncrementConvention.FROM_START, RoundingDirection.HALF_UP, RoundingPlace.INCREMENT, 2)


def test_empty_cells_are_the_usual() -> None:
    assert deck_of(TIMED, f"{GOOD},,,,,,,,,") == Deck("RUB", (MOSCOW,))


@pytest.mark.parametrize(
    ("text", "hours"),
    [("2026-10-01", -3), ("01.10.2026", -3), ("2026-10-01 12:30", 9.5), ("2026-10-01T00:00:00Z", 0), ("2026-10-01 00:00+05:00", -5)],
)
def test_a_day_begins_at_midnight_in_moscow_where_nothing_else_is_said(text: str, hours: float) -> None:
    assert deck_of(TIMED, f"{GOOD},{text},,,,,,,,").rows[0].valid_from_us == UTC_OCTOBER + int(hours * HOUR)


@pytest.mark.parametrize(("hours", "span"), [("00:00-24:00", (0, 1440)), ("22:00-00:00", (1320, 1440)), ("08:00 - 20:30", (480, 1230))])
def test_hours_end_at_midnight_by_either_name(hours: str, span: tuple[int, int]) -> None:
    assert deck_of(TIMED, f"{GOOD},,,6 7,{hours},,,,,").rows[0].band == Band((6, 7), *span)


@pytest.mark.parametrize(
    ("text", "nanos"), [("1.5", 1_500_000_000), ('"1,5"', 1_500_000_000), ('"0,625"', 625_000_000), ('"1000,25"', 1_000_250_000_000)]
)
def test_a_decimal_comma_is_read_where_it_can_mean_nothing_else(text: str, nanos: int) -> None:
    assert deck_of(HEADING, GOOD.replace("0.70", text)).rows[0].rate_nanos == nanos


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_known_by_the_heading(delimiter: str) -> None:
    assert deck_of(HEADING.replace(",", delimiter), GOOD.replace(",", delimiter).replace("0.70", "0,70")) == Deck("RUB", (MOSCOW,))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("packed", [False, True])
def test_encodings_and_gzip_are_known_by_their_bytes(tmp_path: Path, encoding: str, packed: bool) -> None:
    data = f"{HEADING}\r\n{GOOD}\r\n".encode(encoding)
    path = tmp_path / "deck"
    path.write_bytes(gzip.compress(data) if packed else data)
    assert read_deck(path).whole() == Deck("RUB", (MOSCOW,))


def test_astpp_s_columns_are_known() -> None:
    heading = "Code,Destination,Connect Cost,Included Seconds,Per Minute Cost,Increment,Precedence"
    deck = deck_of(heading, "^7495.*,Moscow,0.10,10,0.7000,6,0", "44,UK,0,0,1.2,60,0", currency="EUR")
    assert deck.currency == "EUR"
    assert deck.rows == (DeckRow("7495", "Moscow", "Moscow", 700_000_000, 100_000, 10, 6, 6), DeckRow("44", "UK", "UK", 1_200_000_000))
    with_initial = deck_of(heading.replace("Increment,", "Initial Increment,Increment,"), "44,UK,0,0,1.2,30,6,0", currency="EUR")
    assert (with_initial.rows[0].initial_increment, with_initial.rows[0].recurring_increment) == (30, 6)


DIDWW = "Category,Country,Network,Prefix,Rate,Connection fee,Initial increment,Recurring increment,Reject calls"


def test_didww_s_columns_are_known() -> None:
    deck = deck_of(
        DIDWW,
        "International,Albania,Mobile,35567,0.123456789,0.0,60,1,false",
        "International,Albania,,355,,,,,true",
        "Origin based,Albania,Mobile,35567,9.9,0.0,1,1,false",
    )
    assert deck.currency == "USD"
    assert deck.rows == (
        DeckRow("35567", "Albania, Mobile", "Albania, Mobile", 123_456_789, 0, 0, 60, 1),
        DeckRow("355", "Albania", "Albania", 0, 0, 0, 1, 1, forbidden=True),
    )


def test_didww_s_announced_price_follows_the_present_one() -> None:
    heading = f"{DIDWW},Next rate,Next connection fee,Next reject calls,Effective at"
    deck = deck_of(heading, "International,Albania,,355,0.1,0.0,60,1,false,0.2,0.0,false,2026-10-01T00:00:00Z")
    before, after = deck.match("355691234567", UTC_OCTOBER - 1), deck.match("355691234567", UTC_OCTOBER)
    assert before is not None
    assert after is not None
    assert (before.rate_nanos, after.rate_nanos) == (100_000_000, 200_000_000)
    assert (after.initial_increment, after.recurring_increment) == (60, 1)


@pytest.mark.parametrize(
    ("line", "code", "column", "reason"),
    [
        (GOOD.replace("7495", "7x"), BrokenCode.PREFIX, "", "a prefix is 1 to 15 digits, not '7x'"),
        (GOOD.replace("7495", ""), BrokenCode.PREFIX, "", "not ''"),
        (GOOD.replace("0.70", "1.2.3"), BrokenCode.DECIMAL, "rate", "rate: not a decimal: '1.2.3'; write it like 0.70"),
        (GOOD.replace("0.70", "NaN"), BrokenCode.DECIMAL, "rate", "'NaN'"),
        (GOOD.replace("0.70", "1e30"), BrokenCode.DECIMAL, "rate", "'1e30'"),
        (GOOD.replace("0.70", ""), BrokenCode.DECIMAL, "rate", "write it like"),
        (GOOD.replace("0.70", '"1,500"'), BrokenCode.COMMA, "rate", "'1,500' may mean 1.500 or 1500: write it with a point"),
        (GOOD.replace("0.70", '"1,000.50"'), BrokenCode.DECIMAL, "rate", "not a decimal"),
        (GOOD.replace("0.70", "0.0000000001"), BrokenCode.PRECISE, "rate", "more than 9 decimals, and prices are never rounded"),
        (GOOD.replace("0.70", "-1"), BrokenCode.NEGATIVE, "rate", "'-1' is negative: write 0 for what is free"),
        (GOOD.replace("0.70", "1" + "0" * 30), BrokenCode.RANGE, "rate", "too much for a price"),
        (GOOD.replace("0,0,60", "0,0.5,60"), BrokenCode.DECIMAL, "free_seconds", "not a number of whole seconds: '0.5'"),
        (GOOD.replace("60,60", "60,-6"), BrokenCode.NEGATIVE, "recurring_increment", "'-6' is negative"),
        (GOOD.replace("60,60", "60,86401"), BrokenCode.RANGE, "recurring_increment", "a duration (86400 s)"),
        (GOOD.replace("60,60", "60,"), BrokenCode.DECIMAL, "recurring_increment", "''"),
        (GOOD.replace("60,0,RUB", "60,perhaps,RUB"), BrokenCode.FLAG, "forbidden", "this is 0 or 1, not 'perhaps'"),
        (GOOD.replace("RUB", "EUR"), BrokenCode.OTHER_CURRENCY, "", "currency EUR in a deck of RUB: put it into a deck of its own"),
        (GOOD.replace("RUB", "rub"), BrokenCode.CURRENCY, "currency", "unknown currency 'rub': it is three capital letters of ISO 4217"),
        (GOOD.replace("RUB", "RUX"), BrokenCode.CURRENCY, "currency", "unknown currency 'RUX'"),
        (GOOD.replace("RUB", ""), BrokenCode.CURRENCY, "currency", "unknown currency ''"),
        (GOOD, BrokenCode.TWICE, "", "prefix 7495 stands twice for the same time, first in line 2: leave one out"),
        ("7,a,b,1", BrokenCode.FIELDS, "", "4 fields where the heading has 10"),
        (GOOD + ",more", BrokenCode.FIELDS, "", "11 fields where the heading has 10: a comma within a field wants quotation marks"),
    ],
)
def test_a_broken_line_is_named_and_the_others_stand(line: str, code: BrokenCode, column: str, reason: str) -> None:
    reading = parse_deck("\n".join((HEADING, GOOD, line, GOOD.replace("7495", "7499"))))
    assert [row.prefix for row in reading.deck.rows] == ["7495", "7499"]
    assert [(bad.line, bad.code, bad.column) for bad in reading.broken] == [(3, code, column)]
    assert reason in reading.broken[0].reason


@pytest.mark.parametrize(
    ("cells", "code", "column", "reason"),
    [
        (
            "31.02.2026,,,,,,,,",
            BrokenCode.DATE,
            "valid_from",
            "no such date since 1970: '31.02.2026'; write a day of the calendar like 2026-10-01",
        ),
        ("2026-02-31,,,,,,,,", BrokenCode.DATE, "valid_from", "no such date since 1970"),
        (",10/01/2026,,,,,,,", BrokenCode.DATE, "valid_until", "not a date: '10/01/2026'"),
        ("2026-10-01,2026-10-01,,,,,,,", BrokenCode.VALIDITY, "valid_until", "the validity ends 2026-10-01, not after it begins"),
        (",,0-5,,,,,,", BrokenCode.BAND, "weekdays", "weekdays are 1 (Monday) to 7"),
        (",,5-1,,,,,,", BrokenCode.BAND, "weekdays", "not '5-1'"),
        (",,,25:00-26:00,,,,,", BrokenCode.BAND, "hours", "hours are like 08:00-20:00"),
        (",,,08:00-08:00,,,,,", BrokenCode.BAND, "hours", "not '08:00-08:00'"),
        (",,,08:00-24:30,,,,,", BrokenCode.BAND, "hours", "end at 24:00 at the latest"),
        (",,,,sometimes,,,,", BrokenCode.TERMS, "increments", "this is after_initial or from_start, not 'sometimes'"),
        (",,,,,sideways,,,", BrokenCode.TERMS, "rounding", "up or down or half_up"),
        (",,,,,,nowhere,,", BrokenCode.TERMS, "rounding_place", "call or increment"),
        (",,,,,,,7,", BrokenCode.TERMS, "decimals", "0 to 6 decimals, not '7'"),
        (",,,,,,,,Mars/Olympus", BrokenCode.ZONE, "zone", "no time zone 'Mars/Olympus': write its IANA name"),
        (",,,,,,,,UTC", BrokenCode.ZONE, "", "time zone UTC in a deck of Europe/Moscow"),
    ],
)
def test_a_broken_convention_or_time_is_named(cells: str, code: BrokenCode, column: str, reason: str) -> None:
    reading = parse_deck("\n".join((TIMED, f"{GOOD},,,,,,,,,", f"{GOOD.replace('7495', '7499')},{cells}")))
    assert reading.deck.rows == (MOSCOW,)
    assert [(bad.line, bad.code, bad.column) for bad in reading.broken] == [(3, code, column)]
    assert reason in reading.broken[0].reason


def test_issues_and_bands_of_a_prefix_stand_side_by_side_and_overlaps_are_named() -> None:
    lines = [
        f"{GOOD},,,,,,,,,",
        f"{GOOD},2026-10-01,,,,,,,,",
        f"{GOOD},2026-10-01,,6 7,,,,,,",
        f"{GOOD},2026-10-01,,1-4,20:00-08:00,,,,,",
        f"{GOOD},2026-10-01,,5-6,22:00-23:00,,,,,",
        f"{GOOD},2026-10-01,2026-12-01,,,,,,,",
    ]
    reading = parse_deck("\n".join((TIMED, *lines)))
    assert len(reading.deck.rows) == 4
    assert [(bad.line, bad.code, bad.reason.partition("first in ")[2][:6]) for bad in reading.broken] == [
        (6, BrokenCode.TWICE, "line 4"),
        (7, BrokenCode.TWICE, "line 3"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", HEADING, f"{HEADING}\n\n"])
def test_a_deck_of_no_rows_says_so(text: str) -> None:
    reading = parse_deck(text)
    assert reading.deck.rows == ()
    assert [(bad.line, bad.code) for bad in reading.broken] == [(1, BrokenCode.EMPTY if "prefix" in text else BrokenCode.HEADING)]


def test_a_wrong_heading_is_named() -> None:
    reading = parse_deck("prefix,rate\n7,1\n")
    assert reading.deck.rows == ()
    assert (reading.broken[0].line, reading.broken[0].code) == (1, BrokenCode.HEADING)
    assert "lacks destination_en, destination_ru, initial_increment, recurring_increment; it is not ASTPP's" in reading.broken[0].reason


def test_a_heading_that_says_two_things_is_refused() -> None:
    reading = parse_deck(f"{HEADING},Rate\n{GOOD},5\n")
    assert (reading.broken[0].code, reading.broken[0].value) == (BrokenCode.HEADING_TWICE, "rate")


def test_a_currency_or_zone_that_nobody_knows_is_refused_where_it_is_set() -> None:
    assert read_deck(HEADING.encode(), currency="XYZ").broken[0].code is BrokenCode.CURRENCY
    assert read_deck(HEADING.encode(), zone="Mars/Olympus").broken[0].code is BrokenCode.ZONE


def test_an_increment_of_zero_is_by_the_second() -> None:
    (row,) = deck_of(HEADING, GOOD.replace("60,60", "0,0")).rows
    assert cost_micros(row, 6) == 70_000


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    reading = parse_deck(f"\n\n{HEADING}\r\n\r\n{GOOD}\r\nx{GOOD}\r\n")
    assert [bad.line for bad in reading.broken] == [6]
    assert reading.deck.rows == (MOSCOW,)


def test_a_million_rows_are_read() -> None:
    lines = (f"{prefix:06},,,1.5,0,0,60,60,0,RUB" for prefix in range(10**6))
    deck = deck_of(HEADING, *lines)
    assert len(deck.rows) == 10**6
    assert deck.match("+777777000000") == DeckRow("777777", "", "", 1_500_000_000)


def test_a_prefix_that_stands_twice_names_its_first_line_whatever_came_between() -> None:
    lines = [GOOD.replace("7495", prefix) for prefix in ("7495", "7499", "7495", "7812", "7499", "7812", "7843", "7495")]
    reading = parse_deck("\n".join((HEADING, *lines)))
    assert [row.prefix for row in reading.deck.rows] == ["7495", "7499", "7812", "7843"]
    assert [(row.line, row.reason.split(": ")[0].rsplit(" ", 1)[1]) for row in reading.broken] == [(4, "2"), (6, "3"), (7, "5"), (9, "2")]


def test_thousands_of_issues_of_one_prefix_are_read() -> None:
    day = datetime(2000, 1, 1, tzinfo=UTC)
    lines = (f"{GOOD},{(day + timedelta(days=n)).date()},,,,,,,," for n in range(5000))
    assert len(deck_of(TIMED, *lines).rows) == 5000


def test_a_currency_that_the_file_does_not_name_is_asked_for() -> None:
    heading, line = HEADING.removesuffix(",currency"), GOOD.removesuffix(",RUB")
    assert deck_of(heading, line, currency="RUB") == Deck("RUB", (MOSCOW,))
    assert parse_deck(f"{heading}\n{line}\n").broken[0].code is BrokenCode.CURRENCY


def test_reading_a_file_whole_raises_with_the_line(tmp_path: Path) -> None:
    path = tmp_path / "deck.csv"
    path.write_text(f"{HEADING}\n{GOOD}\nx{GOOD}\n", encoding="utf-8")
    assert read_deck(path).deck.rows == (MOSCOW,)
    with pytest.raises(DeckError, match="line 3: a prefix is") as raised:
        read_deck(path).whole()
    assert len(raised.value.broken) == 1


def test_an_error_of_many_lines_names_the_first_ones() -> None:
    with pytest.raises(DeckError, match=r"line 2: .*; and 4 lines more$"):
        parse_deck("\n".join((HEADING, *["x," * 9] * 9))).whole()


def test_a_file_that_is_no_deck_is_given_up() -> None:
    reading = parse_deck(HEADING + "\nx" * (MOST_BROKEN + 5))
    assert len(reading.broken) == MOST_BROKEN + 1
    assert reading.broken[-1].code is BrokenCode.TOO_MANY


def test_a_gzip_bomb_is_refused_before_it_goes_off() -> None:
    bomb = gzip.compress(b"0" * 5 * 2**20)
    reading = read_deck(bomb, largest=2**20)
    assert [(bad.code, bad.value) for bad in reading.broken] == [(BrokenCode.TOO_LARGE, "1")]
    assert "larger than 1 MiB" in reading.broken[0].reason
    assert read_deck(b"0" * (2**20 + 1), largest=2**20).broken[0].code is BrokenCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (gzip.compress(f"{HEADING}\n{GOOD}".encode())[:-9], "can't be unpacked"),
        (b"\x1f\x8bgarbage", "can't be unpacked"),
        (b"\xff\xfe\x00", "no text"),
        (b"\x98", "no text"),
        (f'{HEADING}\n{GOOD}\n7,"{"x" * 200_000}"'.encode(), "see to the quotation marks"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, reason: str) -> None:
    reading = read_deck(data)
    assert reading.broken[-1].code is BrokenCode.UNREADABLE
    assert reason in reading.broken[-1].reason


def test_a_file_that_is_not_there_is_the_system_s_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_deck(tmp_path / "nowhere.csv")


@given(st.text(max_size=200))
def test_any_text_is_a_deck_or_broken_lines(text: str) -> None:
    reading = parse_deck(f"{TIMED}\n{text}")
    assert reading.deck.rows or reading.broken


@given(st.binary(max_size=200))
def test_any_bytes_are_a_deck_or_broken_lines(data: bytes) -> None:
    reading = read_deck(data)
    assert reading.deck.rows or reading.broken


@given(st.lists(st.text(max_size=12), min_size=19, max_size=19))
def test_any_cells_are_a_row_or_a_broken_line(cells: list[str]) -> None:
    quoted = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)
    reading = parse_deck(f"{TIMED}\n{quoted}\n")
    assert len(reading.deck.rows) + len(reading.broken) == 1
