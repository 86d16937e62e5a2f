"""Countries by their ISO code, in Russian; in English Qt knows them. Qt has no country's name in a language that is not spoken there."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import QLocale

from ui.language import tr

_RUSSIAN: Final = """
AE ОАЭ|AF Афганистан|AL Албания|AM Армения|AO Ангола|AR Аргентина|AT Австрия|AU Австралия|AZ Азербайджан|BA Босния и Герцеговина
BD Бангладеш|BE Бельгия|BG Болгария|BH Бахрейн|BO Боливия|BR Бразилия|BY Беларусь|CA Канада|CH Швейцария|CL Чили|CM Камерун|CN Китай
CO Колумбия|CR Коста-Рика|CU Куба|CY Кипр|CZ Чехия|DE Германия|DK Дания|DO Доминиканская Республика|DZ Алжир|EC Эквадор|EE Эстония
EG Египет|ES Испания|ET Эфиопия|FI Финляндия|FR Франция|GB Великобритания|GE Грузия|GH Гана|GR Греция|GT Гватемала|HK Гонконг|HN Гондурас
HR Хорватия|HU Венгрия|ID Индонезия|IE Ирландия|IL Израиль|IN Индия|IQ Ирак|IR Иран|IS Исландия|IT Италия|JM Ямайка|JO Иордания|JP Япония
KE Кения|KG Киргизия|KH Камбоджа|KP КНДР|KR Республика Корея|KW Кувейт|KZ Казахстан|LA Лаос|LB Ливан|LI Лихтенштейн|LK Шри-Ланка|LT Литва
LU Люксембург|LV Латвия|LY Ливия|MA Марокко|MC Монако|MD Молдавия|ME Черногория|MG Мадагаскар|MK Северная Македония|MM Мьянма|MN Монголия
MO Макао|MT Мальта|MU Маврикий|MV Мальдивы|MX Мексика|MY Малайзия|NG Нигерия|NI Никарагуа|NL Нидерланды|NO Норвегия|NP Непал
NZ Новая Зеландия|OM Оман|PA Панама|PE Перу|PH Филиппины|PK Пакистан|PL Польша|PS Палестина|PT Португалия|PY Парагвай|QA Катар|RO Румыния
RS Сербия|RU Россия|SA Саудовская Аравия|SC Сейшелы|SD Судан|SE Швеция|SG Сингапур|SI Словения|SK Словакия|SM Сан-Марино|SN Сенегал
SV Сальвадор|SY Сирия|TH Таиланд|TJ Таджикистан|TM Туркмения|TN Тунис|TR Турция|TW Тайвань|TZ Танзания|UA Украина|UG Уганда|US США
UY Уругвай|UZ Узбекистан|VA Ватикан|VE Венесуэла|VN Вьетнам|YE Йемен|ZA ЮАР|ZM Замбия|ZW Зимбабве
"""
_WORLD: Final = "001"


@cache
def _russian() -> dict[str, str]:
    entries = (entry.partition(" ") for line in _RUSSIAN.split("\n") for entry in line.split("|") if entry)
    return {code: name for code, _, name in entries}


@cache
def _english(region: str) -> str:
    return QLocale.territoryToString(QLocale.codeToTerritory(region))


def country(region: str) -> str:
    """The country's name in the user's language; "001" is the world's own codes."""
    if region == _WORLD:
        return tr("Numbers", "International network")
    if QLocale().language() is QLocale.Language.Russian and region in _russian():
        return _russian()[region]
    return _english(region)


def sign_in_regions() -> tuple[str, ...]:
    """The regions a home country is chosen from."""
    return tuple(sorted(_russian()))
