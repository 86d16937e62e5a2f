"""What the inspector knows of a number."""

from __future__ import annotations

import pytest

from telephony.numbers import Callable, Description, NumberKind, Place, describe, format_international, interpret, place_of


@pytest.mark.parametrize(
    ("e164", "russian", "english"),
    [
        ("+74951112233", "Москва", "Moscow"),
        ("+74991112233", "Москва", "Moscow"),
        ("+78442112233", "Волгоград", "Volgograd"),
        ("+73431112233", "Екатеринбург", "Yekaterinburg"),
        ("+73952112233", "Иркутск", "Irkutsk"),
        ("+78431112233", "Казань", "Kazan"),
        ("+78611112233", "Краснодар", "Krasnodar"),
        ("+73911112233", "Красноярск", "Krasnoyarsk"),
        ("+78311112233", "Нижний Новгород", "Nizhny Novgorod"),
        ("+73831112233", "Новосибирск", "Novosibirsk"),
        ("+73421112233", "Пермь", "Perm"),
        ("+78631112233", "Ростов-на-Дону", "Rostov-on-Don"),
        ("+78461112233", "Самара", "Samara"),
        ("+78121112233", "Санкт-Петербург", "St Petersburg"),
        ("+78452112233", "Саратов", "Saratov"),
        ("+73511112233", "Челябинск", "Chelyabinsk"),
        ("+99871112233", "Ташкент", "Tashkent"),
    ],
)
def test_the_city_of_a_landline_is_known_in_both_languages(e164: str, russian: str, english: str) -> None:
    assert place_of(e164) == Place(russian, english)


def test_a_place_that_is_not_in_the_table_is_none() -> None:
    assert place_of("+79161112233") is None
    assert place_of("+12125550123") is None
    assert place_of("") is None


def test_the_inspector_tells_country_kind_and_place() -> None:
    moscow, mobile = interpret("8 495 111-22-33"), interpret("+79161112233")
    assert isinstance(moscow, Callable)
    assert isinstance(mobile, Callable)
    assert describe(moscow.number) == Description("RU", NumberKind.FIXED_LINE, Place("Москва", "Moscow"))
    assert describe(mobile.number) == Description("RU", NumberKind.MOBILE, None)


def test_a_full_number_is_shown_with_dashes() -> None:
    assert format_international("+74951112233") == "+7 495 111-22-33"
    assert format_international("+380442223344") == "+380 44 222 3344"
    assert format_international("boris@example.org") == "boris@example.org"
