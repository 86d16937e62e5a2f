"""Numbers in pasted texts."""

from __future__ import annotations

from telephony.numbers import NumberPlan, find_numbers


def found(text: str, plan: NumberPlan | None = None) -> list[str]:
    return [number.e164 for number in find_numbers(text, plan or NumberPlan())]


def test_every_way_abroad_is_found_in_a_text() -> None:
    text = "810 380 44 222 33 44 или 8~10 380 44 222 33 45, 8-10-380-44-222-33-46 и 8w10380442223347 и 00380442223348"
    assert found(text) == [f"+38044222334{last}" for last in range(4, 9)]


def test_dates_prices_and_order_numbers_are_not_numbers() -> None:
    text = "Заказ 1234567 от 22.11.2026 на 1 250,00 руб., ИНН 7707083893, с 8-10 до 20-00"
    assert found(text, NumberPlan(area_code="495")) == []


def test_local_numbers_are_found_where_there_is_no_full_one() -> None:
    assert found("звоните 111-22-33 или 111-22-34", NumberPlan(area_code="495")) == ["+74951112233", "+74951112234"]
    assert found("звоните 111-22-33 или +7 495 111-22-34", NumberPlan(area_code="495")) == ["+74951112234"]
    assert found("звоните 111-22-33") == []


def test_an_emergency_number_in_a_text_is_not_found() -> None:
    assert found("пожар 01, скорая 103, единый 112, офис 8 495 111-22-33") == ["+74951112233"]
