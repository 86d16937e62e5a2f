"""Free directions and campaigns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tariffs.rating.free import COLUMNS, FreeDirection, FreeDirectionsError, FreeSpan, free_span, read_free_directions

TARIFFS = Path(__file__).parents[3] / "resources" / "tariffs"
TABLE = read_free_directions(TARIFFS / "free_directions.csv")
CAMPAIGNS = read_free_directions(TARIFFS / "campaigns.csv")
FIRST = int(datetime(2026, 10, 1, tzinfo=ZoneInfo("Europe/Moscow")).timestamp()) * 10**6
LINE = "kazan,provider,Kazan,Казань,7843,fixed,2026-10-01,,0,,"


def test_the_tables_of_agent_and_the_provider_are_whole() -> None:
    agent = [each.span.name_en for each in TABLE if each.by == "agent"]
    provider = [each.span.name_ru for each in TABLE if each.by == "provider"]
    assert agent == ["Moscow", "St Petersburg"]
    assert provider == [
        "Китай, мобильные",
        "Китай, городские",
        "Волгоград",
        "Екатеринбург",
        "Иркутск",
        "Казань",
        "Краснодар",
        "Красноярск",
        "Москва",
        "Нижний Новгород",
        "Новосибирск",
        "Пермь",
        "Ростов-на-Дону",
        "Самара",
        "Санкт-Петербург",
        "Саратов",
        "Челябинск",
    ]
    assert {(each.span.from_us, each.span.until_us) for each in TABLE} == {(FIRST, None)}
    assert len({each.direction_id for each in TABLE + CAMPAIGNS}) == len(TABLE + CAMPAIGNS)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("+74951112233", "Moscow"),
        ("74991112233", "Moscow"),
        ("+78121112233", "St Petersburg"),
        ("+78442112233", "Volgograd"),
        ("+73432112233", "Yekaterinburg"),
        ("+73952112233", "Irkutsk"),
        ("+78432112233", "Kazan"),
        ("+78612112233", "Krasnodar"),
        ("+73912112233", "Krasnoyarsk"),
        ("+78312112233", "Nizhny Novgorod"),
        ("+73832112233", "Novosibirsk"),
        ("+73422112233", "Perm"),
        ("+78632112233", "Rostov-on-Don"),
        ("+78462112233", "Samara"),
        ("+78452112233", "Saratov"),
        ("+73512112233", "Chelyabinsk"),
        ("+861012345678", "China, landline"),
        ("+862112345678", "China, landline"),
        ("+8613812345678", "China, mobile"),
    ],
)
def test_a_free_direction_covers_its_numbers(number: str, name: str) -> None:
    span = free_span(TABLE, number, FIRST)
    assert span is not None
    assert span.name_en == name


@pytest.mark.parametrize(
    "number",
    [
        "+79161112233",  # a mobile of Moscow
        "+79221112233",  # a mobile of Yekaterinburg
        "+74961112233",  # the region around Moscow
        "+74232112233",  # Vladivostok
        "+78001234567",
        "+85223456789",  # Hong Kong is no China to a provider
        "+7495111223",  # too short
        "+86110",
        "+12025550123",
        "74951",
        "",
        "+",
        "sip:echo@sandbox.test",
    ],
)
def test_nothing_else_is_free(number: str) -> None:
    assert free_span(TABLE, number, FIRST) is None


def test_the_first_of_october_begins_in_moscow() -> None:
    assert free_span(TABLE, "+74951112233", FIRST - 1) is None
    assert free_span(TABLE, "+74951112233", FIRST) is not None


def test_a_campaign_ends_before_its_last_instant_and_is_announced_in_both_languages() -> None:
    (campaign,) = CAMPAIGNS
    assert campaign.span.is_campaign
    assert campaign.announcement_en
    assert campaign.announcement_ru
    start, end = campaign.span.from_us, campaign.span.until_us
    assert end is not None
    held = [free_span(CAMPAIGNS, "+551123456789", when) is not None for when in (start - 1, start, end - 1, end)]
    assert held == [False, True, True, False]


def test_of_several_the_one_that_lasts_longest_is_told() -> None:
    days = [FreeDirection(str(end), FreeSpan(str(end), "", 0, end), ("7",)) for end in (5, 9, None, 7)]
    assert [span.name_en if (span := free_span(days, "74951112233", when)) else None for when in (0, 8)] == ["None", "None"]
    assert (free_span(days[:2], "74951112233", 0) or FreeSpan("", "", 0)).name_en == "9"
    assert (free_span(days[:2], "74951112233", 4) or FreeSpan("", "", 0)).name_en == "9"


def test_a_number_that_may_be_either_is_not_free() -> None:
    """Numbers of the USA don't tell landlines from mobiles."""
    either = [FreeDirection("us", FreeSpan("USA", "США", 0), ("1",), kind) for kind in ("fixed", "mobile")]
    assert free_span(either, "+12025550123", 0) is None
    assert free_span([FreeDirection("us", FreeSpan("USA", "США", 0), ("1",))], "+12025550123", 0) is not None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LINE.replace("2026-10-01", "2026-02-31"), "line 3: no such date since 1970: '2026-02-31'"),
        (LINE.replace("2026-10-01,", "2026-10-01,2026-09-01"), "valid_until 2026-09-01 is not after"),
        (LINE.replace("7843", ""), "prefixes are digits"),
        (LINE.replace("7843", "+7843"), "prefixes are digits"),
        (LINE.replace("fixed", "landline"), "number_type is one of"),
        (LINE.replace("provider", "nobody"), "by is one of"),
        (LINE.replace(",0,,", ",maybe,,"), "campaign is one of"),
        (LINE + ",more", "12 fields where the heading has 11"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "free.csv"
    path.write_text("\n".join((",".join(COLUMNS), LINE, line)), encoding="utf-8")
    with pytest.raises(FreeDirectionsError, match=r"free\.csv") as raised:
        read_free_directions(path)
    assert reason in str(raised.value)


def test_a_wrong_heading_is_named(tmp_path: Path) -> None:
    path = tmp_path / "free.csv"
    path.write_text("id,by\n", encoding="utf-8")
    with pytest.raises(FreeDirectionsError, match="line 1: the heading is id,by,name_en"):
        read_free_directions(path)
