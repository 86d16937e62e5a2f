"""What typed, pasted and linked texts mean: golden tables."""

from __future__ import annotations

import subprocess
import sys

import pytest

from telephony.numbers import (
    Address,
    Callable,
    Correction,
    Emergency,
    Internal,
    NumberKind,
    NumberPlan,
    PhoneNumber,
    PlanKind,
    Refusal,
    RefusalCode,
    Several,
    Suggestion,
    interpret,
)

ANYWHERE = NumberPlan()
MOSCOW = NumberPlan(area_code="495")
OFFICE = NumberPlan(area_code="495", kind=PlanKind.PBX)
MOSCOW_NUMBER = "+74951112233"


def number_of(text: str, plan: NumberPlan = ANYWHERE) -> tuple[type, str, str, tuple[Correction, ...]]:
    result = interpret(text, plan)
    assert isinstance(result, (Callable, Suggestion)), result
    return type(result), result.number.e164, result.number.extension, result.corrections


def refusal_of(text: str, plan: NumberPlan = ANYWHERE) -> Refusal:
    result = interpret(text, plan)
    assert isinstance(result, Refusal), result
    return result


@pytest.mark.parametrize(
    ("text", "e164", "correction"),
    [
        ("+7 495 111-22-33", MOSCOW_NUMBER, None),
        ("+74951112233", MOSCOW_NUMBER, None),
        ("(+7) 495 1112233", MOSCOW_NUMBER, None),
        ("++7 495 1112233", MOSCOW_NUMBER, None),
        ("8 (495) 111-22-33", MOSCOW_NUMBER, Correction.TRUNK_PREFIX),
        ("84951112233", MOSCOW_NUMBER, Correction.TRUNK_PREFIX),
        ("74951112233", MOSCOW_NUMBER, Correction.PLUS),
        ("007 495 111 22 33", MOSCOW_NUMBER, Correction.INTERNATIONAL_PREFIX),
        ("0038044 222 33 44", "+380442223344", Correction.INTERNATIONAL_PREFIX),
        ("810 380 44 222 33 44", "+380442223344", Correction.INTERNATIONAL_PREFIX),
        ("81074951112233", MOSCOW_NUMBER, Correction.INTERNATIONAL_PREFIX),
        ("8~10 380 44 222 33 44", "+380442223344", Correction.INTERNATIONAL_PREFIX),
        ("8-10-380-44-222-33-44", "+380442223344", Correction.INTERNATIONAL_PREFIX),
        ("8w10 380 44 222 33 44", "+380442223344", Correction.INTERNATIONAL_PREFIX),
        ("8 701 111 22 33", "+77011112233", Correction.TRUNK_PREFIX),
        ("88001002030", "+78001002030", Correction.TRUNK_PREFIX),
        ("+44 (0)20 7946 0958", "+442079460958", None),
        ("+88216123456", "+88216123456", None),
        ("٧٤٩٥١١١٢٢٣٣", MOSCOW_NUMBER, Correction.PLUS),
        ("＋７ ４９５ １１１－２２－３３", MOSCOW_NUMBER, None),
        ("+7\u00a0495\u00a0111\u201122\u201133", MOSCOW_NUMBER, None),
        ("\u202a+7 495 111 22 33\u202c", MOSCOW_NUMBER, None),
        ("tel:+7-495-111-22-33", MOSCOW_NUMBER, None),
        ("tel:111-22-33;phone-context=+7495", MOSCOW_NUMBER, None),
        ("tel:%2B7%20495%20111%2022%2033", MOSCOW_NUMBER, None),
        ("tel://+74951112233", MOSCOW_NUMBER, None),
        ("callto:+74951112233", MOSCOW_NUMBER, None),
        ("sms:+74951112233?body=hello", MOSCOW_NUMBER, None),
        ("sip:+74951112233", MOSCOW_NUMBER, None),
    ],
)
def test_a_full_number_is_callable_and_its_rewriting_is_named(text: str, e164: str, correction: Correction | None) -> None:
    assert number_of(text) == (Callable, e164, "", (correction,) if correction else ())


@pytest.mark.parametrize(
    ("text", "e164", "corrections"),
    [
        ("4951112233", MOSCOW_NUMBER, (Correction.COUNTRY_CODE,)),
        ("495/111-22-33", MOSCOW_NUMBER, (Correction.COUNTRY_CODE,)),
        ("380442223344", "+380442223344", (Correction.PLUS,)),
        ("8613812345678", "+8613812345678", (Correction.PLUS,)),
        ("+8 (495) 111-22-33", MOSCOW_NUMBER, (Correction.EIGHT_FOR_SEVEN,)),
        ("+88005553535", "+78005553535", (Correction.EIGHT_FOR_SEVEN,)),
        ("+810 380 44 222 33 44", "+380442223344", (Correction.INTERNATIONAL_PREFIX,)),
        ("8 800 FLOWERS", "+78003569377", (Correction.LETTERS, Correction.TRUNK_PREFIX)),
        ("1-800-FLOWERS", "+18003569377", (Correction.LETTERS, Correction.PLUS)),
        ("Тел.: 8 495 111 22 33 звоните!", MOSCOW_NUMBER, (Correction.FOUND_IN_TEXT,)),
    ],
)
def test_a_guess_is_a_suggestion(text: str, e164: str, corrections: tuple[Correction, ...]) -> None:
    assert number_of(text) == (Suggestion, e164, "", corrections)


def test_a_local_number_is_completed_by_the_home_area_code_as_a_suggestion() -> None:
    assert number_of("111-22-33", MOSCOW) == (Suggestion, MOSCOW_NUMBER, "", (Correction.AREA_CODE,))
    assert number_of("11-22-33", NumberPlan(area_code="8442")) == (Suggestion, "+78442112233", "", (Correction.AREA_CODE,))
    assert refusal_of("111-22-33") == Refusal(RefusalCode.NO_AREA_CODE, {"number": "1112233"})


def test_the_home_country_decides() -> None:
    kyiv = NumberPlan(region="UA")
    assert number_of("044 222 33 44", kyiv) == (Callable, "+380442223344", "", (Correction.TRUNK_PREFIX,))
    assert number_of("8 495 111 22 33", ANYWHERE)[1] == MOSCOW_NUMBER
    assert number_of("8 495 111 22 33", kyiv) == (Suggestion, "+84951112233", "", (Correction.PLUS,)), "8 is no trunk prefix in Kyiv"
    assert number_of("81 3 1234 5678", kyiv)[:2] == (Suggestion, "+81312345678")
    assert refusal_of("8 131 234 56 78").code is RefusalCode.NO_SUCH_AREA, "and in Russia it is"
    assert number_of("+84951112233") == (Callable, "+84951112233", "", ()), "a Vietnamese mobile, written as one"


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("8 495 111 22 33 доб. 123", "123"),
        ("8 495 111 22 33 (доб.123)", "123"),
        ("8 495 111 22 33, вн. 12", "12"),
        ("+74951112233;ext=5", "5"),
        ("tel:+74951112233;ext=5", "5"),
        ("+7 495 111 22 33 ext 77", "77"),
        ("+74951112233 x12", "12"),
        ("+74951112233 #12", "12"),
        ("+74951112233,,123#", ",,123#"),
        ("+74951112233p1", ",1"),
        ("тел. 8 495 111 22 33 доб. 123", "123"),
    ],
)
def test_an_extension_is_kept_for_dtmf(text: str, extension: str) -> None:
    assert number_of(text)[1:3] == (MOSCOW_NUMBER, extension)


@pytest.mark.parametrize(
    "text",
    [
        "8 495 111-22-33 / 8 495 111-22-34",
        "8 495 111-22-33, 8 495 111-22-34",
        "8 495 111-22-33\n+7 495 111 22 34",
        "офис 8(495)1112233; дом 84951112234",
    ],
)
def test_several_numbers_are_offered_as_a_choice(text: str) -> None:
    result = interpret(text)
    assert isinstance(result, Several)
    assert [number.e164 for number in result.choices] == [MOSCOW_NUMBER, "+74951112234"]


def test_several_numbers_keep_their_extensions_and_stand_once() -> None:
    result = interpret("+74951112233 доб. 5, +380442223344, 8 (495) 111-22-33 доб. 5")
    assert isinstance(result, Several)
    assert [(number.e164, number.extension) for number in result.choices] == [(MOSCOW_NUMBER, "5"), ("+380442223344", "")]


@pytest.mark.parametrize(
    ("text", "code", "params"),
    [
        ("", RefusalCode.EMPTY, {}),
        (" \u00a0\t", RefusalCode.EMPTY, {}),
        ("tel:", RefusalCode.EMPTY, {}),
        ("+", RefusalCode.NO_NUMBER, {}),
        ("Boris", RefusalCode.NO_NUMBER, {}),
        ("Boris 2", RefusalCode.LETTERS, {"letters": "Boris"}),
        ("8 495 111-22-3З", RefusalCode.LETTER_FOR_DIGIT, {"letter": "З", "digit": "3"}),
        ("8 495 1О1 22 33", RefusalCode.LETTER_FOR_DIGIT, {"letter": "О", "digit": "0"}),
        ("7042", RefusalCode.SHORT_ON_PROVIDER, {"number": "7042"}),
        ("tel:7042;phone-context=example.com", RefusalCode.SHORT_ON_PROVIDER, {"number": "7042"}),
        ("*100#", RefusalCode.FEATURE_CODE_ON_PROVIDER, {"number": "*100#"}),
        ("8 495 111 22", RefusalCode.TOO_SHORT, {"number": "+7849511122", "region": "RU", "have": 9, "least": 10, "most": 10}),
        ("+7 495 111 22", RefusalCode.TOO_SHORT, {"number": "+749511122", "region": "RU", "have": 8, "least": 10, "most": 10}),
        ("+7", RefusalCode.TOO_SHORT, {"number": "+7", "region": "", "have": 1, "least": 7, "most": 15}),
        ("+7 495 111 22 334", RefusalCode.TOO_LONG, {"number": "+749511122334", "region": "RU", "have": 11, "least": 10, "most": 10}),
        ("+380 44 222 33", RefusalCode.TOO_SHORT, {"number": "+3804422233", "region": "UA", "have": 7, "least": 9, "most": 9}),
        ("1" * 20, RefusalCode.TOO_LONG, {"number": "1" * 20, "region": "", "have": 20, "least": 7, "most": 15}),
        ("+999123456", RefusalCode.UNKNOWN_COUNTRY, {"number": "+999123456"}),
        ("+7 111 222 33 44", RefusalCode.NO_SUCH_AREA, {"number": "+71112223344", "region": "RU", "area": "111"}),
        ("8 111 222 33 44", RefusalCode.NO_SUCH_AREA, {"number": "+71112223344", "region": "RU", "area": "111"}),
        ("+380 11 222 33 44", RefusalCode.INVALID_FOR_REGION, {"number": "+380112223344", "region": "UA"}),
        ("sip:", RefusalCode.EMPTY, {}),
        ("sip:user:password@host", RefusalCode.BAD_ADDRESS, {"address": "user:password@host"}),
        ("9" * 10_001, RefusalCode.TEXT_TOO_LONG, {"most": 10_000}),
    ],
)
def test_a_refusal_names_its_reason(text: str, code: RefusalCode, params: dict[str, str | int]) -> None:
    assert refusal_of(text) == Refusal(code, params)


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("sip:a@b", "sip:a@b"),
        ("SIPS:Boris@Example.ORG", "sips:Boris@example.org"),
        ("boris@example.org", "sip:boris@example.org"),
        ("callto://boris@example.org", "sip:boris@example.org"),
        ("sip:boris@example.org:5070;transport=tcp", "sip:boris@example.org:5070;transport=tcp"),
        ("sip:boris@example.org?Replaces=x&Subject=y", "sip:boris@example.org"),
        ("sip:+74951112233@sip.example.org;user=phone", "sip:+74951112233@sip.example.org;user=phone"),
        ("sip:boris@[::1]:5060", "sip:boris@[::1]:5060"),
        ("sip:анна@пример.рф", "sip:%D0%B0%D0%BD%D0%BD%D0%B0@xn--e1afmkfd.xn--p1ai"),
        ("sip:echo", "sip:echo"),
        ("boris112@example.org", "sip:boris112@example.org"),
    ],
)
def test_a_sip_address_is_told_from_a_number(text: str, uri: str) -> None:
    assert interpret(text) == Address(uri)


@pytest.mark.parametrize(
    "text",
    ["sip:a@", "sip:@b", "a@b@c", "sip:a@b:0", "sip:a@b:70000", "sip:a@-", "sip:a@b;x=<y>", "sip:a@b\u0000c", "a@..", "sip:a@б" + "в" * 70],
)
def test_a_broken_address_is_refused(text: str) -> None:
    assert isinstance(interpret(text), Refusal)


def test_a_company_exchange_takes_internal_numbers_and_feature_codes() -> None:
    assert interpret("7042", OFFICE) == Internal("7042")
    assert interpret("70-42 доб. 1", OFFICE) == Internal("7042", "1")
    assert interpret("*100#", OFFICE) == Internal("*100#")
    assert interpret("tel:7042;phone-context=example.com", OFFICE) == Internal("7042")
    assert number_of("8 (495) 111-22-33", OFFICE)[:2] == (Callable, MOSCOW_NUMBER)
    assert number_of("111-22-33", OFFICE)[:2] == (Suggestion, MOSCOW_NUMBER)
    assert interpret("704212", NumberPlan(kind=PlanKind.PBX, internal_digits=6)) == Internal("704212")


def test_a_number_carries_what_the_window_shows() -> None:
    assert interpret("+7 (916) 1112233") == Callable(
        PhoneNumber("+79161112233", "RU", NumberKind.MOBILE, "8 (916) 111-22-33", "+7 916 111-22-33")
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+78091234567", NumberKind.PREMIUM),
        ("+78001234567", NumberKind.TOLL_FREE),
        ("+881612345678", NumberKind.SATELLITE),
        ("+88216123456", NumberKind.SATELLITE),
        ("+12125550123", NumberKind.FIXED_LINE_OR_MOBILE),
        ("+8613812345678", NumberKind.MOBILE),
        ("+861012345678", NumberKind.FIXED_LINE),
    ],
)
def test_the_kind_is_told(text: str, kind: NumberKind) -> None:
    result = interpret(text)
    assert isinstance(result, Callable)
    assert result.number.kind is kind


@pytest.mark.parametrize("text", ["112-22-33", "103-55-55"])
def test_a_local_number_that_begins_like_an_emergency_number_is_none(text: str) -> None:
    assert number_of(text, MOSCOW)[0] is Suggestion
    assert refusal_of(text).code is RefusalCode.NO_AREA_CODE


def test_an_emergency_number_is_asked_about_on_an_exchange() -> None:
    assert interpret("112", OFFICE) == Emergency("112", "112")
    assert interpret("8-112", OFFICE) == Emergency("112", "8112")
    assert interpret("9 911", OFFICE) == Emergency("911", "9911")
    assert interpret("01", OFFICE) == Emergency("01", "01")
    assert interpret("sip:112@pbx.example.org", OFFICE) == Emergency("112", "112")
    assert interpret("801", OFFICE) == Internal("801"), "a desk, not the fire brigade"
    assert interpret("*112", OFFICE) == Internal("*112"), "a feature code goes out as it is"


def test_importing_numbers_does_not_load_the_number_library() -> None:
    code = "import sys, telephony.numbers; sys.exit('phonenumbers' in sys.modules or 'telephony.engine' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
