"""Where a number is: our own table of area codes.

phonenumbers' geocoder would cost 97 MB, and its Russian names of cities are swapped or missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from telephony.numbers.meanings import NumberKind, PhoneNumber

_LONGEST_PREFIX: Final = 6
_PLACELESS: Final = frozenset({NumberKind.MOBILE, NumberKind.TOLL_FREE, NumberKind.PREMIUM, NumberKind.SATELLITE})

# prefixes of E.164, the Russian name, the English name
_TABLE: Final = """
7495 7499|Москва|Moscow
7496 7498|Московская область|Moscow Region
7812|Санкт-Петербург|St Petersburg
7813|Ленинградская область|Leningrad Region
78442|Волгоград|Volgograd
7343|Екатеринбург|Yekaterinburg
73952|Иркутск|Irkutsk
7843|Казань|Kazan
7861|Краснодар|Krasnodar
7391|Красноярск|Krasnoyarsk
7831|Нижний Новгород|Nizhny Novgorod
7383|Новосибирск|Novosibirsk
7342|Пермь|Perm
7863|Ростов-на-Дону|Rostov-on-Don
7846|Самара|Samara
78452|Саратов|Saratov
7351|Челябинск|Chelyabinsk
73902|Абакан|Abakan
78182|Архангельск|Arkhangelsk
78512|Астрахань|Astrakhan
73852|Барнаул|Barnaul
74722|Белгород|Belgorod
742622|Биробиджан|Birobidzhan
74162|Благовещенск|Blagoveshchensk
74832|Брянск|Bryansk
78162|Великий Новгород|Veliky Novgorod
7423|Владивосток|Vladivostok
78672|Владикавказ|Vladikavkaz
74922|Владимир|Vladimir
78172|Вологда|Vologda
7473|Воронеж|Voronezh
78712|Грозный|Grozny
74932|Иваново|Ivanovo
73412|Ижевск|Izhevsk
78362|Йошкар-Ола|Yoshkar-Ola
74012|Калининград|Kaliningrad
74842|Калуга|Kaluga
73842|Кемерово|Kemerovo
78332|Киров|Kirov
74942|Кострома|Kostroma
73522|Курган|Kurgan
74712|Курск|Kursk
739422|Кызыл|Kyzyl
74742|Липецк|Lipetsk
74132|Магадан|Magadan
78772|Майкоп|Maykop
78722|Махачкала|Makhachkala
78152|Мурманск|Murmansk
78552|Набережные Челны|Naberezhnye Chelny
78662|Нальчик|Nalchik
73466|Нижневартовск|Nizhnevartovsk
73843|Новокузнецк|Novokuznetsk
73812|Омск|Omsk
74862|Орёл|Oryol
73532|Оренбург|Orenburg
78412|Пенза|Penza
78142|Петрозаводск|Petrozavodsk
74152|Петропавловск-Камчатский|Petropavlovsk-Kamchatsky
78112|Псков|Pskov
74912|Рязань|Ryazan
734922|Салехард|Salekhard
78342|Саранск|Saransk
74812|Смоленск|Smolensk
7862|Сочи|Sochi
78652|Ставрополь|Stavropol
73462|Сургут|Surgut
78212|Сыктывкар|Syktyvkar
74752|Тамбов|Tambov
74822|Тверь|Tver
78482|Тольятти|Tolyatti
73822|Томск|Tomsk
74872|Тула|Tula
73452|Тюмень|Tyumen
73012|Улан-Удэ|Ulan-Ude
78422|Ульяновск|Ulyanovsk
7347|Уфа|Ufa
74212|Хабаровск|Khabarovsk
73467|Ханты-Мансийск|Khanty-Mansiysk
78352|Чебоксары|Cheboksary
78202|Череповец|Cherepovets
78782|Черкесск|Cherkessk
73022|Чита|Chita
78472|Элиста|Elista
74242|Южно-Сахалинск|Yuzhno-Sakhalinsk
74112|Якутск|Yakutsk
74852|Ярославль|Yaroslavl
77172|Астана|Astana
7727|Алма-Ата|Almaty
7725|Шымкент|Shymkent
38044|Киев|Kyiv
38048|Одесса|Odesa
38057|Харьков|Kharkiv
99871|Ташкент|Tashkent
37517|Минск|Minsk
8610|Пекин|Beijing
8621|Шанхай|Shanghai
"""


@dataclass(frozen=True)
class Place:
    """A city or area in two languages."""

    ru: str
    en: str


@dataclass(frozen=True)
class Description:
    """The number inspector's facts. `place` is None where our table has none; `region` as in PhoneNumber."""

    region: str
    kind: NumberKind
    place: Place | None


def describe(number: PhoneNumber) -> Description:
    """What the number inspector shows of a valid number: country, kind, and the city of a landline where our table knows it."""
    place = None if number.kind in _PLACELESS else place_of(number.e164)
    return Description(number.region, number.kind, place)


def place_of(e164: str) -> Place | None:
    """The city of the longest known area code; None where there is none."""
    digits = e164.removeprefix("+")
    table = _by_prefix()
    prefixes = (digits[:length] for length in range(_LONGEST_PREFIX, 0, -1))
    return next((table[prefix] for prefix in prefixes if prefix in table), None)


@cache
def _by_prefix() -> dict[str, Place]:
    table: dict[str, Place] = {}
    for line in _TABLE.split("\n"):
        if line:
            prefixes, russian, english = line.split("|")
            table.update(dict.fromkeys(prefixes.split(), Place(russian, english)))
    return table
