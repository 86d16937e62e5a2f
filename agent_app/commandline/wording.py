"""Every code that the command line can meet, as a sentence, in English and Russian; a test holds the tables complete."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN: Final[dict[str, tuple[str, str]]] = {
    "not_running": (
        "Agent is not running. Start it with: agent",
        "Агент не запущен. Запустите его командой: agent",
    ),
    "no_display": (
        "There is no display: Agent is a desktop program. Start it in a graphical session, or set DISPLAY.",
        "Нет экрана: Агент — настольная программа. Запустите его в графическом сеансе или задайте DISPLAY.",
    ),
    "taken": (
        "Another Agent has this profile and does not answer. End it, or choose another profile with --profile.",
        "Этот профиль занят другим Агентом, и тот не отвечает. Завершите его или выберите другой профиль: --profile.",
    ),
    "no_call": ("There is no call.", "Сейчас нет звонка."),
    "no_password": ("No password came from standard input.", "Пароль не поступил на стандартный ввод."),
    "too_long": ("The request is longer than {most} bytes.", "Запрос длиннее {most} байт."),
    "bad_request": ("The request can't be read: {detail}", "Запрос не разобран: {detail}"),
    "no_answer": ("Agent does not answer: {detail}", "Агент не отвечает: {detail}"),
    "suggestion": ("Did you mean {number}? Dial that number if so.", "Вы имели в виду {number}? Тогда наберите этот номер."),
    "several": (
        "There are several numbers in it: {numbers}. Dial one of them.",
        "Здесь несколько номеров: {numbers}. Наберите один из них.",
    ),
    "shown": ("Shown in the window: press Call there.", "Показано в окне: нажмите там «Позвонить»."),
    "dialling": ("Dialling {value}.", "Набираю {value}."),
    "account_added": ("The account {value} was added.", "Учётная запись {value} добавлена."),
    "account_removed": ("The account {value} was removed.", "Учётная запись {value} удалена."),
    "no_accounts": ("There are no accounts.", "Учётных записей нет."),
    "ended": ("Agent has ended.", "Агент завершён."),
    "password_not_kept": (
        "The password was not kept ({value}): Agent asks for it at its start.",
        "Пароль не сохранён ({value}): Агент спросит его при запуске.",
    ),
    "no_text": ("No text came from standard input.", "Текст не поступил на стандартный ввод."),
    "no_price": ("No account tells a price for {value}.", "Ни одна учётная запись не сообщает цену для {value}."),
    "price_unknown": ("no price is known ({value})", "цена не известна ({value})"),
    "free": ("free", "бесплатно"),
    "unknown_sms": ("There is no SMS {value}.", "Нет СМС {value}."),
    "sms_sending": ("The SMS to {value} is being sent.", "СМС на {value} отправляется."),
    "sms_accepted": ("The provider has taken the SMS to {value}.", "Провайдер принял СМС на {value}."),
    "sms_delivered": ("The SMS to {value} was delivered.", "СМС на {value} доставлено."),
    "sms_failed": ("The SMS to {value} was not sent ({reason}).", "СМС на {value} не отправлено ({reason})."),
    "sms_unknown": (
        "Nobody knows whether the SMS to {value} went out; it is not sent again by itself.",
        "Неизвестно, ушло ли СМС на {value}; само оно повторно не отправляется.",
    ),
    "unknown_message": ("There is no message {value}.", "Нет сообщения {value}."),
    "message_waiting": ("The message to {value} waits to be sent.", "Сообщение для {value} ждёт отправки."),
    "message_sent": ("The server has the message to {value}.", "Сообщение для {value} принято сервером."),
    "message_delivered": ("The message to {value} was delivered.", "Сообщение для {value} доставлено."),
    "message_displayed": ("The message to {value} was read.", "Сообщение для {value} прочитано."),
    "message_failed": ("The message to {value} was not sent ({reason}).", "Сообщение для {value} не отправлено ({reason})."),
    "message_unknown": ("Nobody knows whether the message to {value} arrived.", "Неизвестно, дошло ли сообщение для {value}."),
    "not_saved": ("Not saved: {value}", "Не сохранено: {value}"),
}
_KEYRING: Final[dict[str, tuple[str, str]]] = {
    "not_stored": ("the keyring has no such password", "в связке ключей нет такого пароля"),
    "absent": ("there is no keyring on this system", "в системе нет связки ключей"),
    "locked": ("the keyring is locked", "связка ключей заперта"),
    "keyring_no_answer": ("the keyring does not answer", "связка ключей не отвечает"),
    "failed": ("the keyring answered with an error", "связка ключей ответила ошибкой"),
}
# telephony.reasons.ReasonCode: what a request to the running program can be refused with.
_REASONS: Final[dict[str, tuple[str, str]]] = {
    "unknown_account": ("There is no account {value}.", "Нет учётной записи {value}."),
    "account_exists": ("The account {value} is there already.", "Учётная запись {value} уже есть."),
    "unknown_call": ("There is no call {value}.", "Нет звонка {value}."),
    "wrong_state": ("The call is {value}: that is not possible now.", "Звонок в состоянии {value}: сейчас это невозможно."),
    "bad_address": ("“{value}” is no number and no address.", "«{value}» — не номер и не адрес."),
    "bad_digits": ("“{value}”: only 0-9, *, # and A-D can be sent.", "«{value}»: можно послать только 0-9, *, # и A-D."),
    "no_ipv6": (
        "{value} has an IPv6 address alone, and this build of the SIP library has no IPv6.",
        "У {value} есть только адрес IPv6, а эта сборка библиотеки SIP без IPv6.",
    ),
    "unknown_host": ("“{value}” is no server.", "«{value}» — не сервер."),
    "emergency_refused": (
        "{value} is an emergency number: a provider's account does not call it. Use a telephone.",
        "{value} — номер экстренной службы: через провайдера он не набирается. Позвоните с телефона.",
    ),
    "emergency_unconfirmed": (
        "{value} is an emergency number: it is dialled in the window only, after a question.",
        "{value} — номер экстренной службы: он набирается только в окне, после вопроса.",
    ),
    "lines_taken": ("There are too many calls at once; hang one of them up.", "Слишком много звонков сразу; завершите один из них."),
    "engine_lost": ("The sound engine is not running; it is being started.", "Звуковой модуль не работает; он запускается."),
    "no_credit": ("The balance ({value}) does not pay for this call.", "Баланса ({value}) не хватает на этот звонок."),
    "below_minimum": (
        "The provider begins no paid call below {value}: top up.",
        "Провайдер не начинает платных звонков, если на счёте меньше {value}: пополните счёт.",
    ),
    "trial_used_up": ("The trial is used up: top up.", "Пробный тариф исчерпан: пополните счёт."),
    "trial_not_covering": (
        "The trial does not pay for {value}, and there is no balance: top up.",
        "Пробный тариф не покрывает {value}, а баланса нет: пополните счёт.",
    ),
    "destination_forbidden": ("The provider does not connect {value}.", "Провайдер не соединяет с {value}."),
    "over_call_limit": (
        "It would cost more than your limit for one call ({value}).",
        "Звонок дороже вашего предела на один звонок ({value}).",
    ),
    "over_day_limit": ("Your limit for a day ({value}) is reached.", "Ваш предел на день ({value}) достигнут."),
    "premium_unconfirmed": (
        "{value} is an expensive premium number: it is dialled in the window only, after a question.",
        "{value} — дорогой платный номер: он набирается только в окне, после вопроса.",
    ),
    "no_rate": (
        "No price is known for {value}, and you call only where one is.",
        "Цена для {value} неизвестна, а вы звоните только туда, где она известна.",
    ),
    "not_found": ("There is no such number: {value}", "Такого номера нет: {value}"),
    "bad_value": ("That can't be used: {value}", "Это не подходит: {value}"),
    "unsupported": ("This build of Agent can't do that.", "Эта сборка Агента этого не умеет."),
    "not_writable": ("{value} can't be written to.", "В {value} писать нельзя."),
    "internal": ("Something failed inside; the log file says what.", "Внутренняя ошибка; подробности в журнале."),
}
# telephony.numbers.RefusalCode: why a text can't be called.
_NUMBERS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("There is nothing to dial.", "Набирать нечего."),
    "no_number": ("There is no number in it.", "Здесь нет номера."),
    "text_too_long": ("The text is longer than {most} characters.", "Текст длиннее {most} знаков."),
    "letters": ("A number has digits only; “{letters}” does not belong there.", "В номере только цифры; «{letters}» лишнее."),
    "letter_for_digit": ("The letter “{letter}” stands where {digit} should be.", "Буква «{letter}» стоит вместо цифры {digit}."),
    "emergency_on_provider": (
        "{number} is an emergency number: a provider's account does not call it. Use a telephone.",
        "{number} — номер экстренной службы: через провайдера он не набирается. Позвоните с телефона.",
    ),
    "short_on_provider": (
        "{number} is a short number; a provider's account calls full numbers only.",
        "{number} — короткий номер; через провайдера набираются только полные.",
    ),
    "feature_code_on_provider": (
        "{number} is a code of a company's exchange; a provider's account has none.",
        "{number} — команда офисной станции; у провайдера таких нет.",
    ),
    "no_area_code": (
        "{number} is a local number; dial it with the country and city code.",
        "{number} — городской номер; наберите его с кодом страны и города.",
    ),
    "unknown_country": (
        "No country has the code that {number} begins with.",
        "Ни у одной страны нет кода, с которого начинается {number}.",
    ),
    "no_such_area": ("{number}: there is no area {area} in {region}.", "{number}: в {region} нет кода {area}."),
    "too_short": (
        "{number} is too short: {have} digits after the country code instead of {least} to {most}.",
        "{number} короче, чем нужно: {have} цифр после кода страны вместо {least}–{most}.",
    ),
    "too_long": (
        "{number} is too long: {have} digits after the country code instead of {least} to {most}.",
        "{number} длиннее, чем нужно: {have} цифр после кода страны вместо {least}–{most}.",
    ),
    "invalid_for_region": ("{number}: there is no such number in {region}.", "{number}: в {region} нет такого номера."),
}
# What a provider's price failed by: codes of tariffs.providers.errors, and our own of accounts that are not set up.
_TROUBLES: Final[dict[str, tuple[str, str]]] = {
    "failed": ("the provider could not do this", "провайдер не смог"),
    "bad_credentials": ("the provider does not accept the key or password", "провайдер не принимает ключ или пароль"),
    "no_rate": ("the provider gives no price for this number", "провайдер не сообщает цену для этого номера"),
    "forbidden": ("the provider does not allow this to the account", "провайдер не разрешает этого учётной записи"),
    "refused": ("the provider refused", "провайдер отказал"),
    "no_funds": ("there is not enough money", "не хватает денег"),
    "unsupported": ("the provider tells no prices", "провайдер не сообщает цен"),
    "rate_limited": ("the provider was asked too often: wait a minute", "провайдера спрашивали слишком часто: подождите минуту"),
    "transient": ("the provider does not answer now", "провайдер сейчас не отвечает"),
    "garbage": ("the provider's answer makes no sense", "ответ провайдера не имеет смысла"),
    "other_currency": ("the provider answered in another currency", "провайдер ответил в другой валюте"),
    "deck": ("the account's price list can't be read", "прайс-лист учётной записи не читается"),
    "settings": ("the provider is not set up completely", "провайдер настроен не полностью"),
    "no_secret": ("the keyring has no key for the provider", "в связке ключей нет ключа провайдера"),
    "outcome_unknown": ("the provider gave no clear answer", "провайдер не ответил ясно"),
}
_TABLE: Final = {**_REASONS, **_NUMBERS, **_OWN, **_KEYRING}


class _Given(dict[str, str]):
    """A parameter that is missing stays visible as its name."""

    def __missing__(self, key: str) -> str:
        return f"({key})"


def sentence(code: str, params: Mapping[str, object] | None = None, language: str | None = None) -> str:
    """The code as a sentence in the user's language; the bare code where it is not known."""
    pair = _TABLE.get(code)
    if pair is None:
        return code
    given = {name: _text(value) for name, value in (params or {}).items()}
    return pair[(language or user_language()) == "ru"].format_map(_Given(given))


def provider_trouble(code: str, language: str | None = None) -> str:
    """Why a provider told no price; a code we don't know is "failed"."""
    return _TROUBLES.get(code, _TROUBLES["failed"])[(language or user_language()) == "ru"]


def worded_troubles() -> frozenset[str]:
    return frozenset(_TROUBLES)


def _text(value: object) -> str:
    return ", ".join(str(one) for one in cast("list[object]", value)) if isinstance(value, list) else str(value)


def keyring_sentence(problem: str) -> str:
    return sentence("keyring_no_answer" if problem == "no_answer" else problem)


def user_language() -> str:
    """ "ru" or "en", by the usual variables (POSIX, chapter 8.2)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return "ru" if value.lower().startswith("ru") else "en"
    return "en"
