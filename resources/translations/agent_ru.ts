<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru" sourcelanguage="en">
    <context>
        <name>About</name>
        <message>
            <source>A telephone for the desktop, over open standards</source>
            <translation>Телефон на компьютере, на открытых стандартах</translation>
        </message>
        <message>
            <source>About Agent</source>
            <translation>О программе</translation>
        </message>
        <message>
            <source>Built with: {features}.</source>
            <translation>Собран с: {features}.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Free software under the GNU General Public License, version 3 or later</source>
            <translation>Свободная программа под лицензией GNU GPL версии 3 или новее</translation>
        </message>
        <message>
            <source>Qt {version}. Icons: Phosphor, MIT licence.</source>
            <translation>Qt {version}. Значки: Phosphor, лицензия MIT.</translation>
        </message>
        <message>
            <source>Sound engine: pjsip {version}. Codecs: {codecs}.</source>
            <translation>Звуковой движок: pjsip {version}. Кодеки: {codecs}.</translation>
        </message>
        <message>
            <source>The sound engine is not running.</source>
            <translation>Звуковой движок не запущен.</translation>
        </message>
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Calls</source>
            <translation>Звонки</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Соединение</translation>
        </message>
        <message>
            <source>Money</source>
            <translation>Деньги</translation>
        </message>
        <message>
            <source>Password: leave empty to keep it</source>
            <translation>Пароль: пустое поле оставит прежний</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Sign-in</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>What is set</source>
            <translation>Что настраивается</translation>
        </message>
    </context>
    <context>
        <name>Accounts</name>
        <message>
            <source>Accounts</source>
            <translation>Учётные записи</translation>
        </message>
        <message>
            <source>Check the network</source>
            <translation>Проверить сеть</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Connection</source>
            <translation>Соединение</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Изменить</translation>
        </message>
        <message>
            <source>Leave the sandbox</source>
            <translation>Выйти из песочницы</translation>
        </message>
        <message>
            <source>Sign in to another</source>
            <translation>Войти в другую</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Trust this certificate…</source>
            <translation>Доверять этому сертификату…</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Повторить</translation>
        </message>
        <message>
            <source>Try the sandbox</source>
            <translation>Попробовать песочницу</translation>
        </message>
        <message>
            <source>Type the password</source>
            <translation>Ввести пароль</translation>
        </message>
        <message>
            <source>Which account calls where…</source>
            <translation>С какой учётной записи куда звонить…</translation>
        </message>
    </context>
    <context>
        <name>Amount</name>
        <message>
            <source>At most two decimals, please</source>
            <translation>Не больше двух знаков после запятой</translation>
        </message>
        <message>
            <source>The amount must be more than zero</source>
            <translation>Сумма должна быть больше нуля</translation>
        </message>
        <message>
            <source>The least is {amount}</source>
            <translation>Самое меньшее — {amount}</translation>
        </message>
        <message>
            <source>The most is {amount}</source>
            <translation>Самое большее — {amount}</translation>
        </message>
        <message>
            <source>Type an amount</source>
            <translation>Введите сумму</translation>
        </message>
        <message>
            <source>“{typed}” is no amount: write it like {example}</source>
            <translation>«{typed}» — не сумма: пишите так: {example}</translation>
        </message>
    </context>
    <context>
        <name>Amounts</name>
        <message>
            <source>Free</source>
            <translation>Бесплатно</translation>
        </message>
        <message>
            <source>Free minutes, then {price}</source>
            <translation>Бесплатные минуты, потом {price}</translation>
        </message>
        <message>
            <source>Free on the trial, then {price}</source>
            <translation>Бесплатно на пробном, потом {price}</translation>
        </message>
        <message>
            <source>Free: {name}</source>
            <translation>Бесплатно: {name}</translation>
        </message>
        <message>
            <source>Free: {name}, until {when}</source>
            <translation>Бесплатно: {name}, до {when}</translation>
        </message>
        <message>
            <source>Postpaid</source>
            <translation>Постоплата</translation>
        </message>
        <message>
            <source>Prepaid</source>
            <translation>Предоплата</translation>
        </message>
        <message>
            <source>The balance is not enough for this call</source>
            <translation>Для этого звонка не хватает денег</translation>
        </message>
        <message>
            <source>The provider charged {theirs}, we counted {ours}</source>
            <translation>Провайдер списал {theirs}, по нашему счёту {ours}</translation>
        </message>
        <message>
            <source>The provider does not call this destination</source>
            <translation>Провайдер не звонит в это направление</translation>
        </message>
        <message>
            <source>Trial tariff</source>
            <translation>Пробный тариф</translation>
        </message>
        <message>
            <source>as of {when}</source>
            <translation>на {when}</translation>
        </message>
        <message>
            <source>by the second</source>
            <translation>посекундно</translation>
        </message>
        <message>
            <source>first minute whole</source>
            <translation>первая минута целиком</translation>
        </message>
        <message>
            <source>first {duration} free</source>
            <translation>первые {duration} бесплатно</translation>
        </message>
        <message>
            <source>first {initial}, then by {recurring}</source>
            <translation>сначала {initial}, потом по {recurring}</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>lasts {duration}</source>
            <translation>хватит на {duration}</translation>
        </message>
        <message>
            <source>no price</source>
            <translation>цены нет</translation>
        </message>
        <message>
            <source>until {when}</source>
            <translation>до {when}</translation>
        </message>
        <message>
            <source>whole minutes</source>
            <translation>поминутно</translation>
        </message>
        <message>
            <source>{amount} to connect</source>
            <translation>{amount} за соединение</translation>
        </message>
        <message>
            <source>{amount}/min</source>
            <translation>{amount}/мин</translation>
        </message>
    </context>
    <context>
        <name>Announcement</name>
        <message>
            <source>Dismiss</source>
            <translation>Скрыть</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Показать</translation>
        </message>
        <message>
            <source>Show the free directions</source>
            <translation>Показать бесплатные направления</translation>
        </message>
    </context>
    <context>
        <name>Answering</name>
        <message>
            <source>Add somebody</source>
            <translation>Добавить</translation>
        </message>
        <message>
            <source>Add the people whose calls are answered by themselves</source>
            <translation>Добавьте тех, кому отвечать без нажатия кнопки</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Через</translation>
        </message>
        <message>
            <source>Answer by itself</source>
            <translation>Отвечать автоматически</translation>
        </message>
        <message>
            <source>Answering</source>
            <translation>Ответ на звонки</translation>
        </message>
        <message>
            <source>Both sides hear a tone first, so that nobody is overheard unawares.</source>
            <translation>Сначала обе стороны слышат сигнал, чтобы никого не подслушали незаметно.</translation>
        </message>
        <message>
            <source>Calls of people I choose</source>
            <translation>На звонки выбранных людей</translation>
        </message>
        <message>
            <source>Do not answer {name} by itself any more</source>
            <translation>Больше не отвечать автоматически: {name}</translation>
        </message>
        <message>
            <source>Everybody's calls</source>
            <translation>На все звонки</translation>
        </message>
        <message>
            <source>Intercoms and exchanges ask so. Off: each of their calls is answered.</source>
            <translation>Так просят домофоны и АТС. Если выключено, принимается каждый их звонок.</translation>
        </message>
        <message>
            <source>Nobody's calls</source>
            <translation>Никому</translation>
        </message>
        <message>
            <source>Only when the caller's phone asks for it</source>
            <translation>Только если об этом просит телефон звонящего</translation>
        </message>
        <message>
            <source>Refuse callers who hide their number</source>
            <translation>Отклонять звонки со скрытым номером</translation>
        </message>
        <message>
            <source>They are told that you take no anonymous calls.</source>
            <translation>Звонящим сообщается, что анонимные звонки вы не принимаете.</translation>
        </message>
    </context>
    <context>
        <name>Broadcast</name>
        <message numerus="yes">
            <source>%n failed</source>
            <translation>
                <numerusform>не вышло: %n</numerusform>
                <numerusform>не вышло: %n</numerusform>
                <numerusform>не вышло: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sent</source>
            <translation>
                <numerusform>отправлено: %n</numerusform>
                <numerusform>отправлено: %n</numerusform>
                <numerusform>отправлено: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n waiting</source>
            <translation>
                <numerusform>ждёт: %n</numerusform>
                <numerusform>ждут: %n</numerusform>
                <numerusform>ждут: %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>At most %n people at once.</source>
            <translation>
                <numerusform>Не больше чем %n человеку за раз.</numerusform>
                <numerusform>Не больше чем %n людям за раз.</numerusform>
                <numerusform>Не больше чем %n людям за раз.</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Choose all of these</source>
            <translation>Выбрать всех показанных</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Each gets a message of their own; nobody sees who else did.</source>
            <translation>Каждый получит отдельное сообщение; никто не видит, кому ещё оно ушло.</translation>
        </message>
        <message>
            <source>Find people</source>
            <translation>Найти людей</translation>
        </message>
        <message>
            <source>How it goes</source>
            <translation>Как идёт отправка</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Сообщение</translation>
        </message>
        <message>
            <source>Name, address or number</source>
            <translation>Имя, адрес или номер</translation>
        </message>
        <message>
            <source>Nobody in your contacts has a SIP address yet.</source>
            <translation>В ваших контактах пока ни у кого нет SIP-адреса.</translation>
        </message>
        <message>
            <source>People to write to</source>
            <translation>Кому написать</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message>
            <source>Send again where it failed</source>
            <translation>Отправить ещё раз, где не вышло</translation>
        </message>
        <message numerus="yes">
            <source>Send to %n contact(s)</source>
            <translation>
                <numerusform>Отправить %n контакту</numerusform>
                <numerusform>Отправить %n контактам</numerusform>
                <numerusform>Отправить %n контактам</numerusform>
            </translation>
        </message>
        <message>
            <source>Text of the message</source>
            <translation>Текст сообщения</translation>
        </message>
        <message>
            <source>Write to several people</source>
            <translation>Написать нескольким</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>выбран</translation>
        </message>
        <message>
            <source>not chosen</source>
            <translation>не выбран</translation>
        </message>
    </context>
    <context>
        <name>Broken</name>
        <message numerus="yes">
            <source>%n line(s) can't be used. Numbers of these destinations would have no price, or a more general one.</source>
            <translation>
                <numerusform>%n строка не годится. Номера этого направления останутся без цены или с более общей.</numerusform>
                <numerusform>%n строки не годятся. Номера этих направлений останутся без цены или с более общей.</numerusform>
                <numerusform>%n строк не годятся. Номера этих направлений останутся без цены или с более общей.</numerusform>
            </translation>
        </message>
        <message>
            <source>Broken lines</source>
            <translation>Негодные строки</translation>
        </message>
        <message>
            <source>Column</source>
            <translation>Столбец</translation>
        </message>
        <message>
            <source>Don't use it</source>
            <translation>Не использовать</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Строка</translation>
        </message>
        <message>
            <source>Line {line}</source>
            <translation>Строка {line}</translation>
        </message>
        <message>
            <source>Price list</source>
            <translation>Прайс-лист</translation>
        </message>
        <message>
            <source>There is no line in it that could be used.</source>
            <translation>В нём нет ни одной годной строки.</translation>
        </message>
        <message numerus="yes">
            <source>Use the other %n line(s)</source>
            <translation>
                <numerusform>Взять остальную %n строку</numerusform>
                <numerusform>Взять остальные %n строки</numerusform>
                <numerusform>Взять остальные %n строк</numerusform>
            </translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Что не так</translation>
        </message>
        <message>
            <source>more or fewer cells than the heading has</source>
            <translation>ячеек больше или меньше, чем в заголовке</translation>
        </message>
        <message>
            <source>the file is larger than {value} MiB</source>
            <translation>файл больше {value} МиБ</translation>
        </message>
        <message>
            <source>the heading has more than once: {value}</source>
            <translation>в заголовке больше одного раза: {value}</translation>
        </message>
        <message>
            <source>the heading lacks: {value}</source>
            <translation>в заголовке не хватает: {value}</translation>
        </message>
        <message>
            <source>the prefix {value} stands twice for the same time</source>
            <translation>префикс {value} указан дважды на одно и то же время</translation>
        </message>
        <message>
            <source>the price ends before it begins</source>
            <translation>цена кончается раньше, чем начинается</translation>
        </message>
        <message>
            <source>there are no prices under the heading</source>
            <translation>под заголовком нет цен</translation>
        </message>
        <message>
            <source>there is no currency “{value}”</source>
            <translation>нет такой валюты: «{value}»</translation>
        </message>
        <message>
            <source>this is no text that could be read</source>
            <translation>этот текст не читается</translation>
        </message>
        <message>
            <source>{value} lines are broken: the rest was not read</source>
            <translation>негодных строк {value}: дальше файл не читался</translation>
        </message>
        <message>
            <source>{value}: another currency than the lines above</source>
            <translation>{value}: не та валюта, что в строках выше</translation>
        </message>
        <message>
            <source>“{value}” has too many decimals</source>
            <translation>«{value}»: слишком много знаков после точки</translation>
        </message>
        <message>
            <source>“{value}” is negative</source>
            <translation>«{value}» меньше нуля</translation>
        </message>
        <message>
            <source>“{value}” is neither 0 nor 1</source>
            <translation>«{value}» — не 0 и не 1</translation>
        </message>
        <message>
            <source>“{value}” is no date</source>
            <translation>«{value}» — не дата</translation>
        </message>
        <message>
            <source>“{value}” is no number</source>
            <translation>«{value}» — не число</translation>
        </message>
        <message>
            <source>“{value}” is no prefix: it is 1 to 15 digits</source>
            <translation>«{value}» — не префикс: в нём от 1 до 15 цифр</translation>
        </message>
        <message>
            <source>“{value}” is too much</source>
            <translation>«{value}» — слишком много</translation>
        </message>
        <message>
            <source>“{value}”: a decimal comma, or thousands? Write a point</source>
            <translation>«{value}»: дробь или тысячи? Пишите с точкой</translation>
        </message>
        <message>
            <source>“{value}”: an unknown time zone, or another one than above</source>
            <translation>«{value}»: неизвестный часовой пояс или не тот, что выше</translation>
        </message>
        <message>
            <source>“{value}”: an unknown way of counting or rounding</source>
            <translation>«{value}»: неизвестный способ счёта или округления</translation>
        </message>
        <message>
            <source>“{value}”: no such weekdays or hours</source>
            <translation>«{value}»: нет таких дней недели или часов</translation>
        </message>
    </context>
    <context>
        <name>Browser</name>
        <message>
            <source>The provider's page can't be opened. Look for it on the provider's site.</source>
            <translation>Страницу провайдера не удалось открыть. Найдите её на сайте провайдера.</translation>
        </message>
    </context>
    <context>
        <name>Calls</name>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n звонок</numerusform>
                <numerusform>%n звонка</numerusform>
                <numerusform>%n звонков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n people and you</source>
            <translation>
                <numerusform>%n человек и вы</numerusform>
                <numerusform>%n человека и вы</numerusform>
                <numerusform>%n человек и вы</numerusform>
            </translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Добавить</translation>
        </message>
        <message>
            <source>Add to contacts…</source>
            <translation>Добавить в контакты…</translation>
        </message>
        <message>
            <source>All calls</source>
            <translation>Все звонки</translation>
        </message>
        <message>
            <source>Answer {name}</source>
            <translation>Ответить: {name}</translation>
        </message>
        <message>
            <source>As soon as it is answered</source>
            <translation>Как только там ответят</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Ask first</source>
            <translation>Сначала спросить</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation>Таблица CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Позвонить</translation>
        </message>
        <message>
            <source>Call back</source>
            <translation>Перезвонить</translation>
        </message>
        <message>
            <source>Call one more</source>
            <translation>Позвонить ещё</translation>
        </message>
        <message>
            <source>Call one more; this call waits (Ctrl+Shift+L)</source>
            <translation>Позвонить ещё кому-то; этот звонок подождёт (Ctrl+Shift+L)</translation>
        </message>
        <message>
            <source>Calls you now</source>
            <translation>Звонит вам</translation>
        </message>
        <message>
            <source>Can't be played</source>
            <translation>Не проигрывается</translation>
        </message>
        <message>
            <source>Can't talk now. Is it urgent?</source>
            <translation>Не могу говорить. Это срочно?</translation>
        </message>
        <message>
            <source>Choose speaker and microphone</source>
            <translation>Выбрать динамик и микрофон</translation>
        </message>
        <message>
            <source>Close the player</source>
            <translation>Закрыть проигрыватель</translation>
        </message>
        <message>
            <source>Computer to computer, free</source>
            <translation>С компьютера на компьютер, бесплатно</translation>
        </message>
        <message>
            <source>Conference</source>
            <translation>Конференция</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Соединить</translation>
        </message>
        <message>
            <source>Connect {who} with {whom}?</source>
            <translation>Соединить между собой: {who} и {whom}?</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Скопировать адрес</translation>
        </message>
        <message>
            <source>Copy the number</source>
            <translation>Скопировать номер</translation>
        </message>
        <message>
            <source>Decline and write</source>
            <translation>Отклонить и написать</translation>
        </message>
        <message>
            <source>Decline {name}</source>
            <translation>Отклонить: {name}</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n call(s) from the list?</source>
            <translation>
                <numerusform>Удалить %n звонок из списка?</numerusform>
                <numerusform>Удалить %n звонка из списка?</numerusform>
                <numerusform>Удалить %n звонков из списка?</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete all</source>
            <translation>Удалить все</translation>
        </message>
        <message>
            <source>Delete all calls of this list?</source>
            <translation>Удалить все звонки этого списка?</translation>
        </message>
        <message>
            <source>Delete all of these…</source>
            <translation>Удалить все эти…</translation>
        </message>
        <message>
            <source>Delete the recordings too</source>
            <translation>Удалить и записи разговоров</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>Encrypted: {suite}</source>
            <translation>Зашифровано: {suite}</translation>
        </message>
        <message>
            <source>End the conference (Ctrl+Shift+H)</source>
            <translation>Завершить конференцию (Ctrl+Shift+H)</translation>
        </message>
        <message>
            <source>Even out my loudness</source>
            <translation>Выравнивать громкость</translation>
        </message>
        <message>
            <source>Export calls</source>
            <translation>Выгрузить звонки</translation>
        </message>
        <message>
            <source>Export or delete</source>
            <translation>Выгрузить или удалить</translation>
        </message>
        <message>
            <source>Export to a table (CSV)…</source>
            <translation>Выгрузить в таблицу (CSV)…</translation>
        </message>
        <message>
            <source>Find calls</source>
            <translation>Найти звонки</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Переадресовать</translation>
        </message>
        <message>
            <source>Forward {name} to</source>
            <translation>Переадресовать {name} на</translation>
        </message>
        <message>
            <source>Forward…</source>
            <translation>Переадресовать…</translation>
        </message>
        <message>
            <source>Hang up here and talk with {who} again</source>
            <translation>Положить трубку здесь и снова говорить с {who}</translation>
        </message>
        <message>
            <source>Hang up on {name}</source>
            <translation>Положить трубку: {name}</translation>
        </message>
        <message>
            <source>Hide the single calls</source>
            <translation>Свернуть звонки</translation>
        </message>
        <message>
            <source>Hold</source>
            <translation>Удержать</translation>
        </message>
        <message>
            <source>How loud</source>
            <translation>Громкость</translation>
        </message>
        <message>
            <source>I'll call you back.</source>
            <translation>Я перезвоню.</translation>
        </message>
        <message>
            <source>I'm in a meeting. Write to me, please.</source>
            <translation>Я на встрече. Напишите, пожалуйста.</translation>
        </message>
        <message>
            <source>Incoming calls</source>
            <translation>Входящие</translation>
        </message>
        <message>
            <source>Join {name} to the conversation</source>
            <translation>Присоединить {name} к разговору</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Leaves a message</source>
            <translation>Автоответчик</translation>
        </message>
        <message>
            <source>Let the other side wait (Ctrl+P)</source>
            <translation>Попросить подождать (Ctrl+P)</translation>
        </message>
        <message>
            <source>Let {name} be heard</source>
            <translation>Включить звук: {name}</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Микрофон</translation>
        </message>
        <message>
            <source>Missed calls</source>
            <translation>Пропущенные</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>More about {name}</source>
            <translation>Ещё: {name}</translation>
        </message>
        <message>
            <source>Mute {name} for everybody</source>
            <translation>Выключить звук для всех: {name}</translation>
        </message>
        <message>
            <source>My sound</source>
            <translation>Мой звук</translation>
        </message>
        <message>
            <source>Name or number</source>
            <translation>Имя или номер</translation>
        </message>
        <message>
            <source>No sound arrives from the other side</source>
            <translation>От собеседника не доходит звук</translation>
        </message>
        <message>
            <source>No speaker</source>
            <translation>Нет динамика</translation>
        </message>
        <message>
            <source>No such calls</source>
            <translation>Таких звонков нет</translation>
        </message>
        <message>
            <source>No voice mail</source>
            <translation>Голосовой почты нет</translation>
        </message>
        <message>
            <source>Outgoing calls</source>
            <translation>Исходящие</translation>
        </message>
        <message>
            <source>Part the conference, keep its calls</source>
            <translation>Разделить конференцию, звонки оставить</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Пауза</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Слушать</translation>
        </message>
        <message>
            <source>Play the recording</source>
            <translation>Прослушать запись</translation>
        </message>
        <message>
            <source>Quality {mos} of 4.5, of the last ten seconds</source>
            <translation>Качество {mos} из 4,5 за последние десять секунд</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Запись</translation>
        </message>
        <message>
            <source>Record both sides (Ctrl+Shift+R)</source>
            <translation>Записать обе стороны (Ctrl+Shift+R)</translation>
        </message>
        <message>
            <source>Record everybody into one file (Ctrl+Shift+R)</source>
            <translation>Записать всех в один файл (Ctrl+Shift+R)</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Отказаться</translation>
        </message>
        <message>
            <source>Remove {name} from the conference</source>
            <translation>Убрать {name} из конференции</translation>
        </message>
        <message>
            <source>Resume</source>
            <translation>Вернуть</translation>
        </message>
        <message>
            <source>Say that I'm busy</source>
            <translation>Ответить, что занято</translation>
        </message>
        <message>
            <source>Send this call to somebody else (Ctrl+Shift+T)</source>
            <translation>Перевести звонок на кого-то другого (Ctrl+Shift+T)</translation>
        </message>
        <message>
            <source>Show each call</source>
            <translation>Показать каждый звонок</translation>
        </message>
        <message>
            <source>Show in the folder</source>
            <translation>Показать в папке</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Звук</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Динамик</translation>
        </message>
        <message>
            <source>Stop recording (Ctrl+Shift+R)</source>
            <translation>Остановить запись (Ctrl+Shift+R)</translation>
        </message>
        <message>
            <source>Suppress noise</source>
            <translation>Подавлять шум</translation>
        </message>
        <message>
            <source>Take out the echo</source>
            <translation>Убирать эхо</translation>
        </message>
        <message>
            <source>Take over from the answering machine</source>
            <translation>Перехватить у автоответчика</translation>
        </message>
        <message>
            <source>Talk again (Ctrl+P)</source>
            <translation>Продолжить разговор (Ctrl+P)</translation>
        </message>
        <message>
            <source>Talk alone</source>
            <translation>Поговорить отдельно</translation>
        </message>
        <message>
            <source>Talk with them first, then connect both (Ctrl+Enter)</source>
            <translation>Сначала поговорить, потом соединить обоих (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Telephone sound: the other side offers nothing better</source>
            <translation>Телефонный звук: лучшего собеседник не предлагает</translation>
        </message>
        <message>
            <source>That number</source>
            <translation>Этот номер</translation>
        </message>
        <message>
            <source>The answering machine takes calls that nobody answers: switch it on in the account.</source>
            <translation>Автоответчик принимает звонки, на которые никто не ответил: включите его в настройках учётной записи.</translation>
        </message>
        <message>
            <source>The calls were written to {file}</source>
            <translation>Звонки записаны в {file}</translation>
        </message>
        <message>
            <source>The file is gone</source>
            <translation>Файла больше нет</translation>
        </message>
        <message>
            <source>The other side's network loses {percent} % of your sound</source>
            <translation>Сеть собеседника теряет {percent} % вашего звука</translation>
        </message>
        <message>
            <source>The sound arrives unevenly, up to {ms} ms late</source>
            <translation>Звук приходит неровно, с опозданием до {ms} мс</translation>
        </message>
        <message>
            <source>The sound is {ms} ms on its way: let each other finish</source>
            <translation>Звук идёт {ms} мс: дайте друг другу договорить</translation>
        </message>
        <message>
            <source>The transfer failed.</source>
            <translation>Перевести не удалось.</translation>
        </message>
        <message>
            <source>The transfer failed: {why}</source>
            <translation>Перевести не удалось: {why}</translation>
        </message>
        <message>
            <source>The whole window</source>
            <translation>Всё окно</translation>
        </message>
        <message>
            <source>The worst so far: {mos}</source>
            <translation>Худшее за разговор: {mos}</translation>
        </message>
        <message>
            <source>There is no network. The call goes on when it is back.</source>
            <translation>Нет сети. Разговор продолжится, когда она вернётся.</translation>
        </message>
        <message>
            <source>They will be here.</source>
            <translation>Они появятся здесь.</translation>
        </message>
        <message>
            <source>This is no number that can be called</source>
            <translation>Это не номер, на который можно позвонить</translation>
        </message>
        <message>
            <source>Those that were not scrolled to are deleted too; their recordings stay in their folder.</source>
            <translation>Будут удалены и те, до которых вы не долистали; записи разговоров останутся в своей папке.</translation>
        </message>
        <message>
            <source>To the answering machine</source>
            <translation>На автоответчик</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Перевести</translation>
        </message>
        <message>
            <source>Transfer {name} to</source>
            <translation>Перевести {name} на</translation>
        </message>
        <message>
            <source>Transferring {who}: it rings there…</source>
            <translation>{who}: перевод, там звонит телефон…</translation>
        </message>
        <message>
            <source>Transferring {who}: the number is being called…</source>
            <translation>{who}: перевод, номер набирается…</translation>
        </message>
        <message>
            <source>Transferring {who}…</source>
            <translation>{who}: перевод…</translation>
        </message>
        <message>
            <source>Try another name or number, or all calls.</source>
            <translation>Попробуйте другое имя или номер или все звонки.</translation>
        </message>
        <message>
            <source>Type a number</source>
            <translation>Наберите номер</translation>
        </message>
        <message>
            <source>Voice mail</source>
            <translation>Голосовая почта</translation>
        </message>
        <message>
            <source>What else can be done</source>
            <translation>Что ещё можно сделать</translation>
        </message>
        <message>
            <source>What they cost stays in the spending.</source>
            <translation>Их стоимость останется в расходах.</translation>
        </message>
        <message>
            <source>Where it plays</source>
            <translation>Место проигрывания</translation>
        </message>
        <message>
            <source>Which calls</source>
            <translation>Какие звонки</translation>
        </message>
        <message>
            <source>You are talking with {who} again.</source>
            <translation>С вами снова говорит {who}.</translation>
        </message>
        <message>
            <source>You hear nothing of it, nor are you heard, until you take over</source>
            <translation>Вы ничего не слышите, и вас не слышат, пока вы не перехватите звонок</translation>
        </message>
        <message>
            <source>Your computer is too busy for even sound</source>
            <translation>Компьютер слишком занят, звук прерывается</translation>
        </message>
        <message>
            <source>Your network loses {percent} % of the sound</source>
            <translation>Ваша сеть теряет {percent} % звука</translation>
        </message>
        <message>
            <source>bad</source>
            <translation>очень плохая</translation>
        </message>
        <message>
            <source>both hold</source>
            <translation>взаимное удержание</translation>
        </message>
        <message>
            <source>calls</source>
            <translation>звонки</translation>
        </message>
        <message>
            <source>excellent</source>
            <translation>отличная</translation>
        </message>
        <message>
            <source>fair</source>
            <translation>средняя</translation>
        </message>
        <message>
            <source>forwarded</source>
            <translation>переадресован</translation>
        </message>
        <message>
            <source>forwarded to {who}</source>
            <translation>переадресован на {who}</translation>
        </message>
        <message>
            <source>good</source>
            <translation>хорошая</translation>
        </message>
        <message>
            <source>on hold</source>
            <translation>на удержании</translation>
        </message>
        <message>
            <source>poor</source>
            <translation>плохая</translation>
        </message>
        <message>
            <source>the other side holds you</source>
            <translation>собеседник удерживает вас</translation>
        </message>
        <message>
            <source>{file} could not be written: {why}.</source>
            <translation>Не удалось записать {file}: {why}.</translation>
        </message>
        <message>
            <source>{name} ({code})</source>
            <translation>{name} ({code})</translation>
        </message>
        <message>
            <source>{who} asks you to call {whom} instead</source>
            <translation>{who} просит вас вместо этого позвонить: {whom}</translation>
        </message>
        <message>
            <source>{who} still waits.</source>
            <translation>{who} ещё ждёт.</translation>
        </message>
        <message>
            <source>{who} was transferred</source>
            <translation>{who}: звонок переведён</translation>
        </message>
        <message>
            <source>{word} sound</source>
            <translation>{word} связь</translation>
        </message>
        <message>
            <source>● Recording {time}</source>
            <translation>● Запись {time}</translation>
        </message>
    </context>
    <context>
        <name>Chat</name>
        <message>
            <source>A message of type {type}, which Agent can't show</source>
            <translation>Сообщение типа {type}, которое Агент не может показать</translation>
        </message>
        <message>
            <source>A message that Agent can't show</source>
            <translation>Сообщение, которое Агент не может показать</translation>
        </message>
        <message>
            <source>A picture</source>
            <translation>Изображение</translation>
        </message>
        <message>
            <source>Address that gets the message</source>
            <translation>Адрес, на который уйдёт сообщение</translation>
        </message>
        <message>
            <source>Answer to: {said}</source>
            <translation>Ответ на: {said}</translation>
        </message>
        <message>
            <source>Call {number}…</source>
            <translation>Позвонить {number}…</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отменить</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Copy what is marked</source>
            <translation>Копировать отмеченное</translation>
        </message>
        <message>
            <source>Data (*.json)</source>
            <translation>Данные (*.json)</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>Don't answer this one</source>
            <translation>Не отвечать на это сообщение</translation>
        </message>
        <message>
            <source>Don't send</source>
            <translation>Не отправлять</translation>
        </message>
        <message>
            <source>Download</source>
            <translation>Скачать</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Эмодзи</translation>
        </message>
        <message>
            <source>Emoji (Ctrl+.)</source>
            <translation>Эмодзи (Ctrl+.)</translation>
        </message>
        <message>
            <source>Event: {code}</source>
            <translation>Событие: {code}</translation>
        </message>
        <message>
            <source>File: {name}</source>
            <translation>Файл: {name}</translation>
        </message>
        <message>
            <source>Files can't be sent: this account's provider has no file server</source>
            <translation>Файлы отправить нельзя: у провайдера этой учётной записи нет файлового сервера</translation>
        </message>
        <message>
            <source>May have arrived: nobody knows</source>
            <translation>Возможно, дошло: точно не известно</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Сообщение</translation>
        </message>
        <message>
            <source>New messages</source>
            <translation>Новые сообщения</translation>
        </message>
        <message>
            <source>No program opens this file. It is at {path}</source>
            <translation>Этот файл нечем открыть. Он здесь: {path}</translation>
        </message>
        <message>
            <source>Not delivered</source>
            <translation>Не доставлено</translation>
        </message>
        <message>
            <source>Not delivered: {why}</source>
            <translation>Не доставлено: {why}</translation>
        </message>
        <message>
            <source>Not received: {why}</source>
            <translation>Не получено: {why}</translation>
        </message>
        <message>
            <source>Open {address}…</source>
            <translation>Открыть {address}…</translation>
        </message>
        <message>
            <source>Open…</source>
            <translation>Открыть…</translation>
        </message>
        <message>
            <source>Page (*.html)</source>
            <translation>Страница (*.html)</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Save the conversation</source>
            <translation>Сохранить переписку</translation>
        </message>
        <message>
            <source>Save the conversation…</source>
            <translation>Сохранить переписку…</translation>
        </message>
        <message>
            <source>Saved: {path}</source>
            <translation>Сохранено: {path}</translation>
        </message>
        <message>
            <source>Select text…</source>
            <translation>Выделить текст…</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message>
            <source>Send (Ctrl+Enter)</source>
            <translation>Отправить (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Send a wake-up signal</source>
            <translation>Послать будильник</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить ещё раз</translation>
        </message>
        <message>
            <source>Send files</source>
            <translation>Отправить файлы</translation>
        </message>
        <message>
            <source>Show all of it…</source>
            <translation>Показать целиком…</translation>
        </message>
        <message>
            <source>Show in the folder</source>
            <translation>Показать в папке</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>Text (*.txt)</source>
            <translation>Текст (*.txt)</translation>
        </message>
        <message>
            <source>Text of the message</source>
            <translation>Текст сообщения</translation>
        </message>
        <message>
            <source>The conversation was not saved: {why}</source>
            <translation>Переписка не сохранена: {why}</translation>
        </message>
        <message>
            <source>The folder can't be opened: {path}</source>
            <translation>Папка не открывается: {path}</translation>
        </message>
        <message>
            <source>The picture could not be kept: is the disk full?</source>
            <translation>Изображение не удалось сохранить: возможно, диск заполнен</translation>
        </message>
        <message>
            <source>This message is not there any more</source>
            <translation>Этого сообщения больше нет</translation>
        </message>
        <message>
            <source>Voice message</source>
            <translation>Голосовое сообщение</translation>
        </message>
        <message>
            <source>Wake up! You are being called</source>
            <translation>Подъём! Вас зовут</translation>
        </message>
        <message>
            <source>Wake-up signal</source>
            <translation>Будильник</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Вы</translation>
        </message>
        <message>
            <source>You let them see whether you are there</source>
            <translation>Вы разрешили видеть, на месте ли вы</translation>
        </message>
        <message>
            <source>You refused to let them see whether you are there</source>
            <translation>Вы не разрешили видеть, на месте ли вы</translation>
        </message>
        <message>
            <source>You sent a wake-up signal</source>
            <translation>Вы послали будильник</translation>
        </message>
        <message>
            <source>answers “{said}”</source>
            <translation>ответ на «{said}»</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменено</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>доставлено</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>не удалось</translation>
        </message>
        <message>
            <source>it is too large for the file server</source>
            <translation>для файлового сервера он слишком велик</translation>
        </message>
        <message>
            <source>it is too long</source>
            <translation>оно слишком длинное</translation>
        </message>
        <message>
            <source>it was refused</source>
            <translation>в доставке отказано</translation>
        </message>
        <message>
            <source>nobody has this address</source>
            <translation>такого адреса ни у кого нет</translation>
        </message>
        <message>
            <source>read</source>
            <translation>прочитано</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>отправлено</translation>
        </message>
        <message>
            <source>the account is not connected</source>
            <translation>учётная запись не подключена</translation>
        </message>
        <message>
            <source>the account is not there any more</source>
            <translation>этой учётной записи больше нет</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>на диске нет места</translation>
        </message>
        <message>
            <source>the file can't be read</source>
            <translation>файл не читается</translation>
        </message>
        <message>
            <source>the file is not on the server any more</source>
            <translation>файла больше нет на сервере</translation>
        </message>
        <message>
            <source>the file server can't be reached</source>
            <translation>файловый сервер недоступен</translation>
        </message>
        <message>
            <source>the file server is full</source>
            <translation>на файловом сервере нет места</translation>
        </message>
        <message>
            <source>the file server's answer makes no sense</source>
            <translation>ответ файлового сервера непонятен</translation>
        </message>
        <message>
            <source>the file's size is not what was told</source>
            <translation>размер файла не тот, что был назван</translation>
        </message>
        <message>
            <source>the folder for files can't be written to</source>
            <translation>в папку для файлов нельзя писать</translation>
        </message>
        <message>
            <source>the other side does not answer</source>
            <translation>собеседник не отвечает</translation>
        </message>
        <message>
            <source>the other side does not want it</source>
            <translation>собеседник его не принимает</translation>
        </message>
        <message>
            <source>the other side reads no messages</source>
            <translation>программа собеседника не понимает сообщений</translation>
        </message>
        <message>
            <source>the other side's server could not hand it over</source>
            <translation>сервер собеседника не смог его передать</translation>
        </message>
        <message>
            <source>the provider does not allow it</source>
            <translation>провайдер этого не разрешает</translation>
        </message>
        <message>
            <source>the provider has no file server</source>
            <translation>у провайдера нет файлового сервера</translation>
        </message>
        <message>
            <source>the provider is overloaded or under repair</source>
            <translation>провайдер перегружен или на ремонте</translation>
        </message>
        <message>
            <source>the provider's server failed</source>
            <translation>сбой на сервере провайдера</translation>
        </message>
        <message>
            <source>the server does not answer</source>
            <translation>сервер не отвечает</translation>
        </message>
        <message>
            <source>the server refuses the connection</source>
            <translation>сервер отказывает в соединении</translation>
        </message>
        <message>
            <source>there is no network</source>
            <translation>нет сети</translation>
        </message>
        <message>
            <source>there is no such server</source>
            <translation>такого сервера нет</translation>
        </message>
        <message>
            <source>they are not there, and their server keeps no messages</source>
            <translation>собеседника нет на месте, а его сервер не хранит сообщения</translation>
        </message>
        <message>
            <source>this build of the SIP library has no IPv6</source>
            <translation>эта сборка библиотеки SIP без IPv6</translation>
        </message>
        <message>
            <source>this is no SIP address</source>
            <translation>это не SIP-адрес</translation>
        </message>
        <message>
            <source>waiting to be sent</source>
            <translation>ждёт отправки</translation>
        </message>
        <message>
            <source>you took it back</source>
            <translation>вы его отозвали</translation>
        </message>
        <message>
            <source>{who} is typing…</source>
            <translation>{who} печатает…</translation>
        </message>
    </context>
    <context>
        <name>Chats</name>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Choose a contact that has an address, and write. In the sandbox the bot answers.</source>
            <translation>Выберите контакт, у которого есть адрес, и напишите. В песочнице отвечает бот.</translation>
        </message>
        <message>
            <source>Choose a contact that has an address, and write: every conversation is kept here.</source>
            <translation>Выберите контакт, у которого есть адрес, и напишите: все переписки хранятся здесь.</translation>
        </message>
        <message>
            <source>Draft: {said}</source>
            <translation>Черновик: {said}</translation>
        </message>
        <message>
            <source>Mark as read</source>
            <translation>Отметить прочитанным</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Не уведомлять</translation>
        </message>
        <message>
            <source>No conversations yet</source>
            <translation>Переписок пока нет</translation>
        </message>
        <message>
            <source>Pin at the top</source>
            <translation>Закрепить наверху</translation>
        </message>
        <message>
            <source>Tell of new messages</source>
            <translation>Уведомлять о новых сообщениях</translation>
        </message>
        <message>
            <source>Unpin</source>
            <translation>Открепить</translation>
        </message>
        <message>
            <source>typing…</source>
            <translation>печатает…</translation>
        </message>
    </context>
    <context>
        <name>Check</name>
        <message>
            <source>Account</source>
            <translation>Учётная запись</translation>
        </message>
        <message>
            <source>Ask the administrator for a name server (DNS) that works on this network.</source>
            <translation>Попросите у администратора сервер имён (DNS), который работает в этой сети.</translation>
        </message>
        <message>
            <source>Ask the provider for a server with IPv4.</source>
            <translation>Спросите у провайдера сервер с IPv4.</translation>
        </message>
        <message>
            <source>Ask the provider which certificate is right, before you trust it in the account's connection.</source>
            <translation>Спросите у провайдера, какой сертификат верный, прежде чем доверять ему в настройках соединения.</translation>
        </message>
        <message>
            <source>Ask to allow TCP to the server's port 5060, or choose UDP or TLS in the account's connection.</source>
            <translation>Попросите разрешить TCP на порт 5060 сервера или выберите UDP либо TLS в настройках соединения.</translation>
        </message>
        <message>
            <source>Ask to allow TCP to the server's port 5061, or whether the provider has TLS at all.</source>
            <translation>Попросите разрешить TCP на порт 5061 сервера или узнайте, есть ли у провайдера TLS.</translation>
        </message>
        <message>
            <source>Ask to allow UDP to the STUN server's port 3478.</source>
            <translation>Попросите разрешить UDP на порт 3478 сервера STUN.</translation>
        </message>
        <message>
            <source>Ask to allow UDP to the server's port 5060 and its answers, or choose TCP or TLS in the account's connection.</source>
            <translation>Попросите разрешить UDP на порт 5060 сервера и ответы с него или выберите TCP либо TLS в настройках соединения.</translation>
        </message>
        <message>
            <source>Ask to let UDP out to all ports from 10000 on, and its answers in. A TURN server helps too.</source>
            <translation>Попросите выпускать UDP на все порты от 10000 и впускать ответы. Поможет и сервер TURN.</translation>
        </message>
        <message>
            <source>Ask whether the router changes SIP on its way (“SIP ALG”): that should be switched off. Or use TLS.</source>
            <translation>Узнайте, не меняет ли роутер SIP по дороге («SIP ALG»): это надо отключить. Или используйте TLS.</translation>
        </message>
        <message>
            <source>Calls need a way to the provider's server and, for the sound, UDP in both directions. A firewall may close either. This looks step by step, and says what to ask for.</source>
            <translation>Звонкам нужен путь к серверу провайдера, а звуку — UDP в обе стороны. Межсетевой экран может закрыть и то и другое. Проверка идёт по шагам и говорит, о чём попросить.</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Проверить</translation>
        </message>
        <message>
            <source>Check the account's address for a slip. If it is right, ask whether names outside this network are looked up here.</source>
            <translation>Проверьте, нет ли опечатки в адресе. Если он верный, спросите, ищутся ли здесь имена вне этой сети.</translation>
        </message>
        <message>
            <source>Check the cable or Wi-Fi, then try again.</source>
            <translation>Проверьте кабель или Wi-Fi и попробуйте ещё раз.</translation>
        </message>
        <message>
            <source>Check the echo number, and that the account is signed in.</source>
            <translation>Проверьте эхо-номер и то, что вход выполнен.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Копировать</translation>
        </message>
        <message>
            <source>Copy as text, for a letter to the administrator</source>
            <translation>Копировать текстом, для письма администратору</translation>
        </message>
        <message>
            <source>Echo number</source>
            <translation>Эхо-номер</translation>
        </message>
        <message>
            <source>It does not work this way. Your account does not use it.</source>
            <translation>Так соединиться не удаётся, но вашей учётной записи это и не нужно.</translation>
        </message>
        <message>
            <source>It has addresses of IPv6 alone, and this build of the SIP library has no IPv6.</source>
            <translation>У него есть только адреса IPv6, а эта сборка библиотеки SIP без IPv6.</translation>
        </message>
        <message>
            <source>It is called for some seconds, and sent a row of tones, to hear whether they come back.</source>
            <translation>На него звонят на несколько секунд и посылают ряд сигналов: вернутся ли они.</translation>
        </message>
        <message>
            <source>It is known: {value}</source>
            <translation>Известно: {value}</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Проверяется…</translation>
        </message>
        <message>
            <source>Network check</source>
            <translation>Проверка сети</translation>
        </message>
        <message>
            <source>Network check of {address}</source>
            <translation>Проверка сети для {address}</translation>
        </message>
        <message>
            <source>No server has this name.</source>
            <translation>Сервера с таким именем нет.</translation>
        </message>
        <message>
            <source>No sound comes back.</source>
            <translation>Звук не возвращается.</translation>
        </message>
        <message>
            <source>Nobody answers when the name is looked up.</source>
            <translation>На поиск имени никто не отвечает.</translation>
        </message>
        <message>
            <source>Nobody answers: the STUN server, or the way to it, is closed.</source>
            <translation>Никто не отвечает: закрыт сервер STUN или путь к нему.</translation>
        </message>
        <message>
            <source>Not looked at: no STUN server is set for the account.</source>
            <translation>Не проверялось: сервер STUN не задан.</translation>
        </message>
        <message>
            <source>Not tried: it needs what did not work above.</source>
            <translation>Не проверялось: для этого нужно то, что выше не удалось.</translation>
        </message>
        <message>
            <source>Not tried: no echo number was given.</source>
            <translation>Не проверялось: эхо-номер не указан.</translation>
        </message>
        <message>
            <source>Nothing comes back: something on the way drops it.</source>
            <translation>Ответа нет: что-то по дороге его теряет.</translation>
        </message>
        <message>
            <source>Others see you as {value}. Calls work behind a router like this.</source>
            <translation>Для других вы {value}. За таким роутером звонки работают.</translation>
        </message>
        <message>
            <source>Others see you by your own address {value}: nothing is in the way.</source>
            <translation>Другие видят ваш собственный адрес {value}: ничто не мешает.</translation>
        </message>
        <message>
            <source>SIP by TCP</source>
            <translation>SIP по TCP</translation>
        </message>
        <message>
            <source>SIP by TLS, encrypted</source>
            <translation>SIP по TLS, с шифрованием</translation>
        </message>
        <message>
            <source>SIP by UDP</source>
            <translation>SIP по UDP</translation>
        </message>
        <message>
            <source>Set a TURN server in the account's connection, or ask for a router without symmetric address translation.</source>
            <translation>Задайте сервер TURN в настройках соединения или попросите роутер без симметричной трансляции адресов.</translation>
        </message>
        <message>
            <source>Something answers there that is no SIP server.</source>
            <translation>Отвечает что-то, что не является сервером SIP.</translation>
        </message>
        <message>
            <source>Something is in the way: {what}. What helps stands below.</source>
            <translation>Что-то мешает: {what}. Ниже сказано, что поможет.</translation>
        </message>
        <message>
            <source>Sound comes from there. Whether yours arrives could not be seen: your tones did not come back.</source>
            <translation>Оттуда звук идёт. Доходит ли ваш, увидеть не удалось: ваши сигналы не вернулись.</translation>
        </message>
        <message>
            <source>Sound, both ways</source>
            <translation>Звук в обе стороны</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Take a number that sends back what it hears (an echo), or call somebody and ask whether you are heard.</source>
            <translation>Возьмите номер, который возвращает услышанное (эхо), или позвоните кому-нибудь и спросите, слышно ли вас.</translation>
        </message>
        <message>
            <source>The check is going on</source>
            <translation>Идёт проверка</translation>
        </message>
        <message>
            <source>The connection is refused.</source>
            <translation>В соединении отказано.</translation>
        </message>
        <message>
            <source>The echo could not be called: {why}</source>
            <translation>На эхо-номер дозвониться не удалось: {why}</translation>
        </message>
        <message>
            <source>The router</source>
            <translation>Роутер</translation>
        </message>
        <message>
            <source>The router shows each server another address of yours: sound may come one way only.</source>
            <translation>Роутер показывает каждому серверу другой ваш адрес: звук может идти только в одну сторону.</translation>
        </message>
        <message>
            <source>The server answers in {value} ms.</source>
            <translation>Сервер отвечает за {value} мс.</translation>
        </message>
        <message>
            <source>The server answers.</source>
            <translation>Сервер отвечает.</translation>
        </message>
        <message>
            <source>The server's certificate is not trusted: {why}</source>
            <translation>Сертификату сервера нет доверия: {why}</translation>
        </message>
        <message>
            <source>The server's name</source>
            <translation>Имя сервера</translation>
        </message>
        <message>
            <source>This computer has no network.</source>
            <translation>У этого компьютера нет сети.</translation>
        </message>
        <message>
            <source>This network lets calls through, as far as it could be seen. Whether you are heard is open.</source>
            <translation>Насколько удалось увидеть, эта сеть пропускает звонки. Слышно ли вас, осталось неизвестным.</translation>
        </message>
        <message>
            <source>This network lets calls through.</source>
            <translation>Эта сеть пропускает звонки.</translation>
        </message>
        <message>
            <source>Tones go out, and are waited for: {seconds} s</source>
            <translation>Посылаются сигналы, ждём их возвращения: {seconds} с</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Ожидает</translation>
        </message>
        <message>
            <source>You are heard, and you hear.</source>
            <translation>Вас слышно, и вы слышите.</translation>
        </message>
        <message>
            <source>leave empty to call nobody</source>
            <translation>пусто — никуда не звонить</translation>
        </message>
    </context>
    <context>
        <name>Choices</name>
        <message>
            <source>at once</source>
            <translation>сразу</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} с</translation>
        </message>
    </context>
    <context>
        <name>Codecs</name>
        <message>
            <source>Codecs</source>
            <translation>Кодеки</translation>
        </message>
        <message>
            <source>Codecs, the most wanted first</source>
            <translation>Кодеки, сначала самый желанный</translation>
        </message>
        <message>
            <source>Drag the most wanted to the top. The first that the other side has too is taken; wide sound is clearer.</source>
            <translation>Перетащите самый желанный наверх. Берётся первый, который есть и у другой стороны; широкий звук чище.</translation>
        </message>
        <message>
            <source>Less wanted (Alt+Down)</source>
            <translation>Ниже (Alt+Вниз)</translation>
        </message>
        <message>
            <source>More wanted (Alt+Up)</source>
            <translation>Выше (Alt+Вверх)</translation>
        </message>
        <message>
            <source>The usual order</source>
            <translation>Обычный порядок</translation>
        </message>
    </context>
    <context>
        <name>Codes</name>
        <message>
            <source>Call back when free</source>
            <translation>Перезвонить, когда освободится</translation>
        </message>
        <message>
            <source>Called by one click where new voice mail is told of.</source>
            <translation>Набирается одним нажатием там, где сообщается о новой голосовой почте.</translation>
        </message>
        <message>
            <source>Codes</source>
            <translation>Коды</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Forwarding off</source>
            <translation>Выключить переадресацию</translation>
        </message>
        <message>
            <source>Forwarding on</source>
            <translation>Включить переадресацию</translation>
        </message>
        <message>
            <source>Number of the voice mailbox</source>
            <translation>Номер голосовой почты</translation>
        </message>
        <message>
            <source>Park a call</source>
            <translation>Припарковать звонок</translation>
        </message>
        <message>
            <source>Take a colleague's call</source>
            <translation>Перехватить звонок коллеги</translation>
        </message>
        <message>
            <source>Take a parked call</source>
            <translation>Забрать припаркованный</translation>
        </message>
        <message>
            <source>Transfer a call</source>
            <translation>Перевести звонок</translation>
        </message>
        <message>
            <source>Write a number, a code like *97, or an address</source>
            <translation>Напишите номер, код вроде *97 или адрес</translation>
        </message>
        <message>
            <source>Your exchange's manual names them, like *8. Those that stand here get a button.</source>
            <translation>Они названы в руководстве вашей АТС, например *8. Для записанных здесь появляется кнопка.</translation>
        </message>
        <message>
            <source>as the mailbox says</source>
            <translation>как сообщает почта</translation>
        </message>
        <message>
            <source>{name}: only digits, * # + and a comma can be dialled</source>
            <translation>{name}: набирать можно только цифры, * # + и запятую</translation>
        </message>
    </context>
    <context>
        <name>Conversation</name>
        <message>
            <source>Add to contacts</source>
            <translation>Добавить в контакты</translation>
        </message>
        <message>
            <source>Back (Alt+Left)</source>
            <translation>Назад (Alt+←)</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Назад к списку</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Позвонить</translation>
        </message>
        <message>
            <source>Call computer to computer, free</source>
            <translation>Звонок с компьютера на компьютер, бесплатно</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Позвонить: {number}</translation>
        </message>
        <message>
            <source>Calls and messages with this person</source>
            <translation>Звонки и сообщения с этим человеком</translation>
        </message>
        <message>
            <source>Choose somebody at the left, or type a full number on the phone: {number}.</source>
            <translation>Выберите собеседника слева или наберите на телефоне полный номер: {number}.</translation>
        </message>
        <message>
            <source>Close the conversation</source>
            <translation>Закрыть переписку</translation>
        </message>
        <message>
            <source>Edit the contact</source>
            <translation>Изменить контакт</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>No number yet</source>
            <translation>Номера пока нет</translation>
        </message>
        <message>
            <source>Not in your contacts</source>
            <translation>Нет в контактах</translation>
        </message>
        <message>
            <source>Nothing with this person yet</source>
            <translation>С этим человеком пока ничего не было</translation>
        </message>
        <message>
            <source>Show on the phone, with its price</source>
            <translation>Показать на телефоне вместе с ценой</translation>
        </message>
        <message>
            <source>This is the sandbox: a provider with play money. Try one of these, or type any full number.</source>
            <translation>Это песочница: провайдер с игрушечными деньгами. Попробуйте любой из этих или наберите любой полный номер.</translation>
        </message>
        <message>
            <source>Whom would you like to call or write to?</source>
            <translation>Кому позвоним или напишем?</translation>
        </message>
        <message>
            <source>Write an SMS to {number}</source>
            <translation>Написать SMS на {number}</translation>
        </message>
        <message>
            <source>Write to {address}</source>
            <translation>Написать: {address}</translation>
        </message>
        <message>
            <source>a bot: writes back, and calls when told “call me”</source>
            <translation>бот: отвечает на сообщения и звонит, если попросить «позвони мне»</translation>
        </message>
        <message>
            <source>a computer: repeats what you say</source>
            <translation>компьютер: всё повторяет</translation>
        </message>
        <message>
            <source>a landline: greets you, and repeats what you say</source>
            <translation>городской: поздоровается и всё повторит</translation>
        </message>
        <message>
            <source>a mobile: answers an SMS</source>
            <translation>мобильный: отвечает на SMS</translation>
        </message>
        <message>
            <source>hangs up, and calls you back</source>
            <translation>положит трубку и перезвонит</translation>
        </message>
        <message>
            <source>is busy</source>
            <translation>занят</translation>
        </message>
        <message>
            <source>reads back the keys that you press</source>
            <translation>прочитает нажатые вами клавиши</translation>
        </message>
    </context>
    <context>
        <name>DialRules</name>
        <message>
            <source>Add a rule</source>
            <translation>Добавить правило</translation>
        </message>
        <message>
            <source>Dial rules</source>
            <translation>Правила набора</translation>
        </message>
        <message>
            <source>Dialled as {number}, by the rule {pattern}</source>
            <translation>Набирается {number} по правилу {pattern}</translation>
        </message>
        <message>
            <source>No rule fits: dialled as typed</source>
            <translation>Ни одно правило не подходит: набирается как есть</translation>
        </message>
        <message>
            <source>Only digits, + * and # can come instead</source>
            <translation>Заменять можно только цифрами, +, * и #</translation>
        </message>
        <message>
            <source>Remove this rule</source>
            <translation>Удалить это правило</translation>
        </message>
        <message>
            <source>Says what would be dialled, and by which rule.</source>
            <translation>Покажет, что будет набрано и по какому правилу.</translation>
        </message>
        <message>
            <source>The first rule that fits the whole number counts. X is any digit, a dot at the end the rest. 8XXXXXXXXXX → +7 makes a full number; 9. → nothing drops an outside line's 9.</source>
            <translation>Действует первое правило, которое подходит ко всему номеру. X — любая цифра, точка в конце — всё остальное. 8XXXXXXXXXX → +7 даёт полный номер; 9. → пусто убирает девятку выхода в город.</translation>
        </message>
        <message>
            <source>This changes nothing</source>
            <translation>Это ничего не меняет</translation>
        </message>
        <message>
            <source>This fits nothing: write digits, X for any digit, and a dot at the end for the rest</source>
            <translation>Это не подходит ни к чему: пишите цифры, X вместо любой цифры и точку в конце вместо остального</translation>
        </message>
        <message>
            <source>Try a number</source>
            <translation>Проверить номер</translation>
        </message>
        <message>
            <source>What is typed</source>
            <translation>Что набрано</translation>
        </message>
        <message>
            <source>What its beginning becomes</source>
            <translation>Чем становится начало</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>пусто</translation>
        </message>
    </context>
    <context>
        <name>Editor</name>
        <message>
            <source>A SIP address looks like name@provider.com</source>
            <translation>SIP-адрес выглядит так: name@provider.com</translation>
        </message>
        <message>
            <source>A contact needs a name</source>
            <translation>Контакту нужно имя</translation>
        </message>
        <message>
            <source>Account that calls this contact</source>
            <translation>Учётная запись для звонков этому контакту</translation>
        </message>
        <message>
            <source>Add a SIP address</source>
            <translation>Добавить SIP-адрес</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Добавить номер</translation>
        </message>
        <message>
            <source>Call with the account chosen on the phone</source>
            <translation>Звонить с учётной записи, выбранной на телефоне</translation>
        </message>
        <message>
            <source>Call with {address}</source>
            <translation>Звонить с {address}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Choose a picture</source>
            <translation>Выбрать картинку</translation>
        </message>
        <message>
            <source>Choose another picture…</source>
            <translation>Выбрать другую картинку…</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Контакт</translation>
        </message>
        <message>
            <source>Delete contact</source>
            <translation>Удалить контакт</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>Контакт</translation>
        </message>
        <message>
            <source>Favourite, kept at the top</source>
            <translation>Избранный, всегда вверху списка</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Группа</translation>
        </message>
        <message>
            <source>In no group</source>
            <translation>Без группы</translation>
        </message>
        <message>
            <source>Is this the number? Then press Save again.</source>
            <translation>Это тот номер? Тогда нажмите «Сохранить» ещё раз.</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Подпись</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Новый контакт</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Номер</translation>
        </message>
        <message>
            <source>One number a line, please</source>
            <translation>По одному номеру в строке, пожалуйста</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Картинка</translation>
        </message>
        <message>
            <source>Pictures (*.jpg *.jpeg *.png *.webp *.gif *.bmp)</source>
            <translation>Картинки (*.jpg *.jpeg *.png *.webp *.gif *.bmp)</translation>
        </message>
        <message>
            <source>Remove the picture</source>
            <translation>Убрать картинку</translation>
        </message>
        <message>
            <source>Remove this address</source>
            <translation>Убрать этот адрес</translation>
        </message>
        <message>
            <source>Remove this number</source>
            <translation>Убрать этот номер</translation>
        </message>
        <message>
            <source>SIP address</source>
            <translation>SIP-адрес</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>This is no picture that can be used, or it is larger than 20 MB</source>
            <translation>Это не картинка, которую можно взять, или она больше 20 МБ</translation>
        </message>
        <message>
            <source>This is no telephone number</source>
            <translation>Это не телефонный номер</translation>
        </message>
        <message>
            <source>home, work…</source>
            <translation>дом, работа…</translation>
        </message>
    </context>
    <context>
        <name>Emoji</name>
        <message>
            <source>Emoji</source>
            <translation>Эмодзи</translation>
        </message>
        <message>
            <source>Find an emoji</source>
            <translation>Найти эмодзи</translation>
        </message>
        <message>
            <source>None is called so</source>
            <translation>Такого нет</translation>
        </message>
    </context>
    <context>
        <name>Features</name>
        <message>
            <source>DTLS-SRTP</source>
            <translation>DTLS-SRTP</translation>
        </message>
        <message>
            <source>ICE</source>
            <translation>ICE</translation>
        </message>
        <message>
            <source>IPv6</source>
            <translation>IPv6</translation>
        </message>
        <message>
            <source>No DTLS-SRTP: calls are encrypted by SDES alone.</source>
            <translation>Нет DTLS-SRTP: звонки шифруются только через SDES.</translation>
        </message>
        <message>
            <source>No ICE: calls through two routers may need a relay.</source>
            <translation>Нет ICE: звонкам через два роутера может понадобиться посредник.</translation>
        </message>
        <message>
            <source>No IPv6: calls go by IPv4.</source>
            <translation>Нет IPv6: звонки идут по IPv4.</translation>
        </message>
        <message>
            <source>No Opus: the widest sound is G.722.</source>
            <translation>Нет Opus: самый широкий звук даёт G.722.</translation>
        </message>
        <message>
            <source>No SRTP: calls can't be encrypted.</source>
            <translation>Нет SRTP: звонки не шифруются.</translation>
        </message>
        <message>
            <source>No TLS: the way to the server can't be encrypted.</source>
            <translation>Нет TLS: путь к серверу не шифруется.</translation>
        </message>
        <message>
            <source>No echo cancellation: use a headset.</source>
            <translation>Нет подавления эха: говорите через гарнитуру.</translation>
        </message>
        <message>
            <source>No video.</source>
            <translation>Нет видео.</translation>
        </message>
        <message>
            <source>Opus</source>
            <translation>Opus</translation>
        </message>
        <message>
            <source>SRTP</source>
            <translation>SRTP</translation>
        </message>
        <message>
            <source>TLS</source>
            <translation>TLS</translation>
        </message>
        <message>
            <source>echo cancellation</source>
            <translation>подавление эха</translation>
        </message>
        <message>
            <source>video</source>
            <translation>видео</translation>
        </message>
        <message>
            <source>{codec}, wide</source>
            <translation>{codec}, широкий</translation>
        </message>
    </context>
    <context>
        <name>FileServer</name>
        <message>
            <source>A name and a password have no place here: this address is kept in the open</source>
            <translation>Имени и паролю здесь не место: этот адрес хранится открыто</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файлы</translation>
        </message>
        <message>
            <source>Files, pictures and voice messages are put there, and whoever you write to fetches them. Your provider tells it.</source>
            <translation>Туда кладутся файлы, картинки и голосовые сообщения, и тот, кому вы пишете, их оттуда забирает. Адрес сообщит провайдер.</translation>
        </message>
        <message>
            <source>Server for files</source>
            <translation>Сервер для файлов</translation>
        </message>
        <message>
            <source>“{address}” is no address of a server: it looks like https://files.provider.com/upload</source>
            <translation>«{address}» — не адрес сервера: он выглядит как https://files.provider.com/upload</translation>
        </message>
    </context>
    <context>
        <name>Files</name>
        <message>
            <source>it is not there</source>
            <translation>его нет на месте</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>на диске нет места</translation>
        </message>
        <message>
            <source>the system refused it</source>
            <translation>система отказала</translation>
        </message>
        <message>
            <source>writing is not allowed there</source>
            <translation>туда нельзя писать</translation>
        </message>
    </context>
    <context>
        <name>Forwarding</name>
        <message>
            <source>After</source>
            <translation>Через</translation>
        </message>
        <message>
            <source>Agent calls it and connects both</source>
            <translation>Агент звонит туда сам и соединяет</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Всегда</translation>
        </message>
        <message>
            <source>Forward calls</source>
            <translation>Переадресовывать звонки</translation>
        </message>
        <message>
            <source>Forwarding</source>
            <translation>Переадресация</translation>
        </message>
        <message>
            <source>How</source>
            <translation>Как</translation>
        </message>
        <message>
            <source>It rings here so long first.</source>
            <translation>Столько сначала звонит здесь.</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Никогда</translation>
        </message>
        <message>
            <source>That is this account itself: the call would come back</source>
            <translation>Это та же учётная запись: звонок вернулся бы сюда</translation>
        </message>
        <message>
            <source>The caller is sent there</source>
            <translation>Звонящий отсылается туда</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Куда</translation>
        </message>
        <message>
            <source>When I am busy</source>
            <translation>Когда я занят</translation>
        </message>
        <message>
            <source>When I don't answer</source>
            <translation>Когда я не отвечаю</translation>
        </message>
        <message>
            <source>While you talk, or when you are not to be disturbed.</source>
            <translation>Пока вы разговариваете или просили не беспокоить.</translation>
        </message>
        <message>
            <source>Write the number or address to forward to</source>
            <translation>Напишите номер или адрес, куда переадресовывать</translation>
        </message>
        <message>
            <source>You pay for the call to that number. It counts towards your limits, and ends with your balance.</source>
            <translation>За звонок на этот номер платите вы. Он входит в ваши лимиты и кончается вместе с балансом.</translation>
        </message>
        <message>
            <source>You pay for the call to that number: {price}. It counts towards your limits, and ends with your balance.</source>
            <translation>За звонок на этот номер платите вы: {price}. Он входит в ваши лимиты и кончается вместе с балансом.</translation>
        </message>
        <message>
            <source>Your provider may ask the caller, or you, to pay for that, or refuse it.</source>
            <translation>Провайдер может взять за это плату со звонящего или с вас или отказать.</translation>
        </message>
        <message>
            <source>number or SIP address</source>
            <translation>номер или адрес SIP</translation>
        </message>
    </context>
    <context>
        <name>Hooks</name>
        <message>
            <source>A quotation mark has no second one</source>
            <translation>Кавычка не закрыта</translation>
        </message>
        <message>
            <source>There is no program {name} here</source>
            <translation>Здесь нет программы {name}</translation>
        </message>
        <message>
            <source>When a call rings</source>
            <translation>Когда звонят</translation>
        </message>
        <message>
            <source>When it ends</source>
            <translation>Когда разговор закончен</translation>
        </message>
        <message>
            <source>When it is answered</source>
            <translation>Когда ответили</translation>
        </message>
        <message>
            <source>When it was missed</source>
            <translation>Когда звонок пропущен</translation>
        </message>
        <message>
            <source>nothing is run</source>
            <translation>ничего не запускать</translation>
        </message>
    </context>
    <context>
        <name>Ignored</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Игнорировать</translation>
        </message>
        <message>
            <source>Ignored people</source>
            <translation>Кого вы игнорируете</translation>
        </message>
        <message>
            <source>Is this the number? Then press Ignore again.</source>
            <translation>Этот номер? Тогда нажмите «Игнорировать» ещё раз.</translation>
        </message>
        <message>
            <source>Nobody is ignored</source>
            <translation>Никого</translation>
        </message>
        <message>
            <source>Number or SIP address</source>
            <translation>Номер или адрес SIP</translation>
        </message>
        <message>
            <source>Number or SIP address to ignore</source>
            <translation>Номер или адрес SIP, который игнорировать</translation>
        </message>
        <message>
            <source>Stop ignoring {name}</source>
            <translation>Больше не игнорировать: {name}</translation>
        </message>
        <message>
            <source>Tell them “declined” instead of “busy”</source>
            <translation>Отвечать им «отклонено», а не «занято»</translation>
        </message>
        <message>
            <source>Their calls are refused at once and don't ring; their messages are not shown.</source>
            <translation>Их звонки сразу отклоняются и не звонят, их сообщения не показываются.</translation>
        </message>
    </context>
    <context>
        <name>Import</name>
        <message numerus="yes">
            <source>%n contact(s) added.</source>
            <translation>
                <numerusform>Добавлен %n контакт.</numerusform>
                <numerusform>Добавлено %n контакта.</numerusform>
                <numerusform>Добавлено %n контактов.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n contact(s) written to {file}</source>
            <translation>
                <numerusform>%n контакт записан в {file}</numerusform>
                <numerusform>%n контакта записано в {file}</numerusform>
                <numerusform>%n контактов записано в {file}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n is here already.</source>
            <translation>
                <numerusform>%n уже есть.</numerusform>
                <numerusform>%n уже есть.</numerusform>
                <numerusform>%n уже есть.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new contact(s).</source>
            <translation>
                <numerusform>%n новый контакт.</numerusform>
                <numerusform>%n новых контакта.</numerusform>
                <numerusform>%n новых контактов.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) in the file could not be taken as they are:</source>
            <translation>
                <numerusform>%n место в файле не удалось взять как есть:</numerusform>
                <numerusform>%n места в файле не удалось взять как есть:</numerusform>
                <numerusform>%n мест в файле не удалось взять как есть:</numerusform>
            </translation>
        </message>
        <message>
            <source>A card of a group, not of a person: {what}</source>
            <translation>Карточка группы, а не человека: {what}</translation>
        </message>
        <message numerus="yes">
            <source>Add %n contact(s)</source>
            <translation>
                <numerusform>Добавить %n контакт</numerusform>
                <numerusform>Добавить %n контакта</numerusform>
                <numerusform>Добавить %n контактов</numerusform>
            </translation>
        </message>
        <message>
            <source>Back to the columns</source>
            <translation>Назад к столбцам</translation>
        </message>
        <message>
            <source>CSV table (*.csv)</source>
            <translation>Таблица CSV (*.csv)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Column {number}</source>
            <translation>Столбец {number}</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Организация</translation>
        </message>
        <message>
            <source>Completed by guess, check it: {what}</source>
            <translation>Дополнено по догадке, проверьте: {what}</translation>
        </message>
        <message>
            <source>Contacts (*.vcf *.vcard *.csv *.tsv *.txt)</source>
            <translation>Контакты (*.vcf *.vcard *.csv *.tsv *.txt)</translation>
        </message>
        <message>
            <source>Export contacts</source>
            <translation>Сохранить контакты</translation>
        </message>
        <message>
            <source>Favourite</source>
            <translation>Избранное</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>Имя</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Дальше</translation>
        </message>
        <message>
            <source>Group</source>
            <translation>Группа</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Загрузить контакты</translation>
        </message>
        <message>
            <source>Label of the next number</source>
            <translation>Подпись следующего номера</translation>
        </message>
        <message>
            <source>Last name</source>
            <translation>Фамилия</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Пропустить</translation>
        </message>
        <message>
            <source>Line</source>
            <translation>Строка</translation>
        </message>
        <message>
            <source>Look at duplicates…</source>
            <translation>Посмотреть повторы…</translation>
        </message>
        <message>
            <source>Middle name</source>
            <translation>Отчество</translation>
        </message>
        <message>
            <source>More than {what}: the rest is left out</source>
            <translation>Больше {what}: остальное пропущено</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Полное имя</translation>
        </message>
        <message>
            <source>Neither a name nor a number</source>
            <translation>Ни имени, ни номера</translation>
        </message>
        <message>
            <source>Not a SIP address, left out: {what}</source>
            <translation>Не адрес SIP, пропущено: {what}</translation>
        </message>
        <message>
            <source>Not a full telephone number, left out: {what}</source>
            <translation>Не полный телефонный номер, пропущено: {what}</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Заметка</translation>
        </message>
        <message>
            <source>Phone number</source>
            <translation>Номер телефона</translation>
        </message>
        <message>
            <source>Reading numbers and addresses…</source>
            <translation>Разбираю номера и адреса…</translation>
        </message>
        <message>
            <source>Reading {file}…</source>
            <translation>Читаю {file}…</translation>
        </message>
        <message>
            <source>SIP address</source>
            <translation>Адрес SIP</translation>
        </message>
        <message>
            <source>Say at least which column is a name, a number or an address.</source>
            <translation>Укажите хотя бы, в каком столбце имя, номер или адрес.</translation>
        </message>
        <message>
            <source>The card has no end</source>
            <translation>У карточки нет конца</translation>
        </message>
        <message>
            <source>The file can't be read: {why}.</source>
            <translation>Файл не читается: {why}.</translation>
        </message>
        <message>
            <source>The file is larger than 64 MB. Export fewer contacts at a time.</source>
            <translation>Файл больше 64 МБ. Сохраните из той программы меньше контактов за раз.</translation>
        </message>
        <message>
            <source>The picture can't be used: {what}</source>
            <translation>Картинку взять нельзя: {what}</translation>
        </message>
        <message>
            <source>The picture is only a link, nothing is fetched: {what}</source>
            <translation>Вместо картинки ссылка, по ней ничего не загружается: {what}</translation>
        </message>
        <message>
            <source>This can't be read: {what}</source>
            <translation>Это не читается: {what}</translation>
        </message>
        <message>
            <source>What can't be read</source>
            <translation>Что не читается</translation>
        </message>
        <message>
            <source>What is in the columns? Beside each is its first value.</source>
            <translation>Что в столбцах? Под названием стоит первое значение.</translation>
        </message>
        <message>
            <source>What is wrong</source>
            <translation>Что не так</translation>
        </message>
        <message>
            <source>What “{column}” is</source>
            <translation>Что такое «{column}»</translation>
        </message>
        <message>
            <source>Writing {file}…</source>
            <translation>Записываю {file}…</translation>
        </message>
        <message>
            <source>contacts</source>
            <translation>контакты</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>факс</translation>
        </message>
        <message>
            <source>home</source>
            <translation>домашний</translation>
        </message>
        <message>
            <source>main</source>
            <translation>основной</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>мобильный</translation>
        </message>
        <message>
            <source>other</source>
            <translation>другой</translation>
        </message>
        <message>
            <source>vCard 3.0, for older programs (*.vcf)</source>
            <translation>vCard 3.0, для старых программ (*.vcf)</translation>
        </message>
        <message>
            <source>vCard 4.0 (*.vcf)</source>
            <translation>vCard 4.0 (*.vcf)</translation>
        </message>
        <message>
            <source>work</source>
            <translation>рабочий</translation>
        </message>
        <message>
            <source>{file} could not be written: {why}.</source>
            <translation>{file} не записан: {why}.</translation>
        </message>
        <message>
            <source>{percent} %</source>
            <translation>{percent} %</translation>
        </message>
    </context>
    <context>
        <name>Inspector</name>
        <message>
            <source>About this number</source>
            <translation>Об этом номере</translation>
        </message>
        <message>
            <source>After the answer</source>
            <translation>После ответа</translation>
        </message>
        <message>
            <source>Balance</source>
            <translation>Баланс</translation>
        </message>
        <message>
            <source>Can't be called</source>
            <translation>Не набирается</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Скопировано</translation>
        </message>
        <message>
            <source>Copy everything</source>
            <translation>Скопировать всё</translation>
        </message>
        <message>
            <source>Copy the number</source>
            <translation>Скопировать номер</translation>
        </message>
        <message>
            <source>Corrected</source>
            <translation>Исправлено</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Страна</translation>
        </message>
        <message>
            <source>Dialled as</source>
            <translation>Набирается как</translation>
        </message>
        <message>
            <source>Full number</source>
            <translation>Полный номер</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Часы</translation>
        </message>
        <message>
            <source>In the tariff</source>
            <translation>В тарифе</translation>
        </message>
        <message>
            <source>Kind</source>
            <translation>Вид</translation>
        </message>
        <message>
            <source>National form</source>
            <translation>Внутри страны</translation>
        </message>
        <message>
            <source>Not dialled yet</source>
            <translation>Пока не набран</translation>
        </message>
        <message>
            <source>Numbers in the text</source>
            <translation>Номера в тексте</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Цена</translation>
        </message>
        <message>
            <source>Region</source>
            <translation>Регион</translation>
        </message>
        <message>
            <source>SIP address, computer to computer</source>
            <translation>адрес SIP, с компьютера на компьютер</translation>
        </message>
        <message>
            <source>This is a guess: take it by “Use”, then call</source>
            <translation>Это догадка: примите её кнопкой с номером, потом звоните</translation>
        </message>
        <message>
            <source>Told</source>
            <translation>Сведения</translation>
        </message>
        <message>
            <source>Typed</source>
            <translation>Введено</translation>
        </message>
        <message>
            <source>emergency number {number}</source>
            <translation>номер экстренной службы {number}</translation>
        </message>
        <message>
            <source>internal number of the exchange</source>
            <translation>внутренний номер станции</translation>
        </message>
        <message>
            <source>tones {digits}</source>
            <translation>тоны {digits}</translation>
        </message>
        <message>
            <source>{hours} by the provider's clock</source>
            <translation>{hours} по часам провайдера</translation>
        </message>
    </context>
    <context>
        <name>Keyboard</name>
        <message>
            <source>About the number</source>
            <translation>О номере</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Учётные записи</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Bring back the last number</source>
            <translation>Последний номер</translation>
        </message>
        <message>
            <source>Call one more</source>
            <translation>Позвонить ещё</translation>
        </message>
        <message>
            <source>Choose a contact and call</source>
            <translation>Выбрать контакт и позвонить</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отклонить</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Emoji</source>
            <translation>Эмодзи</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Положить трубку</translation>
        </message>
        <message>
            <source>Hold or resume</source>
            <translation>Удержать или вернуть</translation>
        </message>
        <message>
            <source>In a call the keys 0-9, * and # are sent as tones.</source>
            <translation>Во время звонка клавиши 0–9, * и # передаются тонами.</translation>
        </message>
        <message>
            <source>Join all calls to a conference</source>
            <translation>Собрать всех в конференцию</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Microphone off or on</source>
            <translation>Выключить или включить микрофон</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Новый контакт</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Выход</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Запись</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Поиск</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Small window</source>
            <translation>Маленькое окно</translation>
        </message>
        <message>
            <source>Spending</source>
            <translation>Расходы</translation>
        </message>
        <message>
            <source>Swap with the call that waits</source>
            <translation>Поменяться с ожидающим звонком</translation>
        </message>
        <message>
            <source>Take the number from the clipboard</source>
            <translation>Номер из буфера обмена</translation>
        </message>
        <message>
            <source>Tariffs</source>
            <translation>Тарифы</translation>
        </message>
        <message>
            <source>This list</source>
            <translation>Этот список</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Перевести</translation>
        </message>
        <message>
            <source>Type a number</source>
            <translation>Набрать номер</translation>
        </message>
    </context>
    <context>
        <name>Keys</name>
        <message>
            <source>ABC</source>
            <translation>АБВГ</translation>
        </message>
        <message>
            <source>Call {name}</source>
            <translation>Позвонить: {name}</translation>
        </message>
        <message>
            <source>Choose who is on this key…</source>
            <translation>Выбрать, кто на этой клавише…</translation>
        </message>
        <message>
            <source>DEF</source>
            <translation>ДЕЖЗ</translation>
        </message>
        <message>
            <source>GHI</source>
            <translation>ИЙКЛ</translation>
        </message>
        <message>
            <source>Hold for +</source>
            <translation>Удерживайте для +</translation>
        </message>
        <message>
            <source>Hold to call the voice mailbox</source>
            <translation>Удерживайте, чтобы позвонить в голосовую почту</translation>
        </message>
        <message>
            <source>Hold to call {name}</source>
            <translation>Удерживайте, чтобы позвонить: {name}</translation>
        </message>
        <message>
            <source>Hold to put somebody on this key</source>
            <translation>Удерживайте, чтобы назначить клавишу</translation>
        </message>
        <message>
            <source>JKL</source>
            <translation>МНОП</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Запомнить</translation>
        </message>
        <message>
            <source>MNO</source>
            <translation>РСТУ</translation>
        </message>
        <message>
            <source>PQRS</source>
            <translation>ФХЦЧ</translation>
        </message>
        <message>
            <source>TUV</source>
            <translation>ШЩЪЫ</translation>
        </message>
        <message>
            <source>Take off this key</source>
            <translation>Освободить клавишу</translation>
        </message>
        <message>
            <source>WXYZ</source>
            <translation>ЬЭЮЯ</translation>
        </message>
        <message>
            <source>Who is on key {sign}?</source>
            <translation>Кому звонит клавиша {sign}?</translation>
        </message>
    </context>
    <context>
        <name>Machine</name>
        <message>
            <source>A WAV file, or what you say now.</source>
            <translation>Файл WAV или то, что вы скажете сейчас.</translation>
        </message>
        <message>
            <source>A caller may talk for</source>
            <translation>Звонящий может говорить</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Через</translation>
        </message>
        <message>
            <source>Answering machine</source>
            <translation>Автоответчик</translation>
        </message>
        <message>
            <source>Greeting</source>
            <translation>Приветствие</translation>
        </message>
        <message>
            <source>It rings here so long first.</source>
            <translation>Столько сначала звонит здесь.</translation>
        </message>
        <message>
            <source>It works while Agent is running.</source>
            <translation>Работает, пока запущен Агент.</translation>
        </message>
        <message>
            <source>Listen</source>
            <translation>Слушать</translation>
        </message>
        <message>
            <source>Not during a call: the microphone is taken</source>
            <translation>Не во время разговора: микрофон занят</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Записать</translation>
        </message>
        <message>
            <source>Sound files (*.wav)</source>
            <translation>Звуковые файлы (*.wav)</translation>
        </message>
        <message>
            <source>Stop, {seconds} s</source>
            <translation>Стоп, {seconds} с</translation>
        </message>
        <message>
            <source>Take calls that I don't answer</source>
            <translation>Принимать звонки, на которые я не отвечаю</translation>
        </message>
        <message>
            <source>The caller hears a greeting and a beep, and is recorded. You see it among your calls, and can take over.</source>
            <translation>Звонящий слышит приветствие и сигнал и записывается. Вы видите это среди звонков и можете вступить в разговор.</translation>
        </message>
        <message>
            <source>the usual one</source>
            <translation>обычное</translation>
        </message>
    </context>
    <context>
        <name>Menu</name>
        <message>
            <source>About Agent</source>
            <translation>О программе</translation>
        </message>
        <message>
            <source>Accounts…</source>
            <translation>Учётные записи…</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Контакты</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Export…</source>
            <translation>Сохранить в файл…</translation>
        </message>
        <message>
            <source>Find duplicates…</source>
            <translation>Найти повторы…</translation>
        </message>
        <message>
            <source>Ignored people…</source>
            <translation>Кого вы игнорируете…</translation>
        </message>
        <message>
            <source>Import…</source>
            <translation>Загрузить из файла…</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Сочетания клавиш</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Меню</translation>
        </message>
        <message>
            <source>Network check…</source>
            <translation>Проверка сети…</translation>
        </message>
        <message>
            <source>New contact…</source>
            <translation>Новый контакт…</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Settings…</source>
            <translation>Настройки…</translation>
        </message>
        <message>
            <source>Spending…</source>
            <translation>Расходы…</translation>
        </message>
        <message>
            <source>Tariffs…</source>
            <translation>Тарифы…</translation>
        </message>
        <message>
            <source>Write to several…</source>
            <translation>Написать нескольким…</translation>
        </message>
    </context>
    <context>
        <name>Merge</name>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Повторы</translation>
        </message>
        <message>
            <source>Merge</source>
            <translation>Объединить</translation>
        </message>
        <message>
            <source>Merged into one:</source>
            <translation>Вместе получится:</translation>
        </message>
        <message>
            <source>No more duplicates.</source>
            <translation>Больше повторов нет.</translation>
        </message>
        <message>
            <source>Nobody is in your list twice.</source>
            <translation>Никто не записан у вас дважды.</translation>
        </message>
        <message>
            <source>These are different people</source>
            <translation>Это разные люди</translation>
        </message>
        <message>
            <source>Undo the last merge</source>
            <translation>Отменить последнее объединение</translation>
        </message>
        <message>
            <source>{number} of {total}. They have in common: {shared}</source>
            <translation>{number} из {total}. У них общее: {shared}</translation>
        </message>
        <message>
            <source>{number} of {total}. They have the same name.</source>
            <translation>{number} из {total}. Их зовут одинаково.</translation>
        </message>
    </context>
    <context>
        <name>Notices</name>
        <message numerus="yes">
            <source>%n missed call(s)</source>
            <translation>
                <numerusform>%n пропущенный звонок</numerusform>
                <numerusform>%n пропущенных звонка</numerusform>
                <numerusform>%n пропущенных звонков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new message(s)</source>
            <translation>
                <numerusform>%n новое сообщение</numerusform>
                <numerusform>%n новых сообщения</numerusform>
                <numerusform>%n новых сообщений</numerusform>
            </translation>
        </message>
        <message>
            <source>File: {name}</source>
            <translation>Файл: {name}</translation>
        </message>
        <message>
            <source>Missed call</source>
            <translation>Пропущенный звонок</translation>
        </message>
        <message>
            <source>New SMS</source>
            <translation>Новое SMS</translation>
        </message>
        <message>
            <source>New message</source>
            <translation>Новое сообщение</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Reply</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Wakes you up!</source>
            <translation>Будит вас!</translation>
        </message>
        <message>
            <source>While you were away</source>
            <translation>Пока вас не было</translation>
        </message>
        <message>
            <source>While you were not to be disturbed</source>
            <translation>Пока вас нельзя было беспокоить</translation>
        </message>
    </context>
    <context>
        <name>Numbers</name>
        <message>
            <source>+ was added</source>
            <translation>добавлен +</translation>
        </message>
        <message>
            <source>+8 became +7</source>
            <translation>+8 заменено на +7</translation>
        </message>
        <message>
            <source>8 became +7</source>
            <translation>8 заменена на +7</translation>
        </message>
        <message>
            <source>International network</source>
            <translation>Международная сеть</translation>
        </message>
        <message>
            <source>No country has this code. A full number begins with +, country and city code.</source>
            <translation>Страны с таким кодом нет. Полный номер начинается с +, кода страны и кода города.</translation>
        </message>
        <message>
            <source>The city code is missing: write +7 495 111-22-33, not 111-22-33</source>
            <translation>Не хватает кода города: пишите +7 495 111-22-33, а не 111-22-33</translation>
        </message>
        <message>
            <source>The letter “{letter}” stands where the digit {digit} should be</source>
            <translation>Буква «{letter}» стоит там, где должна быть цифра {digit}</translation>
        </message>
        <message>
            <source>There is no number here. Type one with its country and city code.</source>
            <translation>Здесь нет номера. Наберите его с кодом страны и города.</translation>
        </message>
        <message>
            <source>This text is too long to look for a number in it. Paste a shorter piece.</source>
            <translation>Текст слишком длинный, чтобы искать в нём номер. Вставьте кусок покороче.</translation>
        </message>
        <message>
            <source>Too long for a number: {have} digits instead of {want}</source>
            <translation>Для номера слишком много цифр: {have} вместо {want}</translation>
        </message>
        <message>
            <source>Too short to be a full number: {have} of {want} digits</source>
            <translation>Для полного номера мало цифр: {have} из {want}</translation>
        </message>
        <message>
            <source>company number</source>
            <translation>номер компании</translation>
        </message>
        <message>
            <source>free for the caller</source>
            <translation>бесплатный для звонящего</translation>
        </message>
        <message>
            <source>internet telephony</source>
            <translation>интернет-телефония</translation>
        </message>
        <message>
            <source>landline</source>
            <translation>городской</translation>
        </message>
        <message>
            <source>landline or mobile</source>
            <translation>городской или мобильный</translation>
        </message>
        <message>
            <source>letters were read as the keys they are on</source>
            <translation>буквы прочитаны как клавиши, на которых они стоят</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>мобильный</translation>
        </message>
        <message>
            <source>pager</source>
            <translation>пейджер</translation>
        </message>
        <message>
            <source>personal number</source>
            <translation>личный номер</translation>
        </message>
        <message>
            <source>premium rate</source>
            <translation>платная услуга</translation>
        </message>
        <message>
            <source>satellite</source>
            <translation>спутниковый</translation>
        </message>
        <message>
            <source>shared cost</source>
            <translation>с разделением оплаты</translation>
        </message>
        <message>
            <source>the international prefix became +</source>
            <translation>выход на международную связь заменён на +</translation>
        </message>
        <message>
            <source>the number was found in the text</source>
            <translation>номер найден в тексте</translation>
        </message>
        <message>
            <source>voicemail</source>
            <translation>голосовая почта</translation>
        </message>
        <message>
            <source>your city's code was added</source>
            <translation>добавлен код вашего города</translation>
        </message>
        <message>
            <source>your country's code was added</source>
            <translation>добавлен код вашей страны</translation>
        </message>
        <message>
            <source>{country} has no such numbers. Check the digits.</source>
            <translation>{country}: таких номеров нет. Проверьте цифры.</translation>
        </message>
        <message>
            <source>{country}: there is no city or operator code {area}</source>
            <translation>{country}: нет города или оператора с кодом {area}</translation>
        </message>
        <message>
            <source>{country}: too long, {have} digits instead of {want} after the country code</source>
            <translation>{country}: слишком длинный, цифр после кода страны {have}, а нужно {want}</translation>
        </message>
        <message>
            <source>{country}: too short, {have} digits of {want} after the country code</source>
            <translation>{country}: не хватает цифр, после кода страны их {have} из {want}</translation>
        </message>
        <message>
            <source>{number} is a code of a company's exchange; this account has none</source>
            <translation>{number} — код офисной АТС, а эта учётная запись не на АТС</translation>
        </message>
        <message>
            <source>{number} is a short number of a local network. Type the full one, with country and city code.</source>
            <translation>{number} — короткий номер местной сети. Наберите полный, с кодом страны и города.</translation>
        </message>
        <message>
            <source>{number} is an emergency number: call it from a mobile or landline phone. Internet telephony can't say where you are.</source>
            <translation>{number} — номер экстренной службы: звоните с мобильного или городского. Интернет-телефония не сообщит, где вы.</translation>
        </message>
        <message>
            <source>“{address}” is no SIP address: it looks like name@provider.com</source>
            <translation>«{address}» — не SIP-адрес: он выглядит так: name@provider.com</translation>
        </message>
        <message>
            <source>“{letters}” is no part of a number</source>
            <translation>«{letters}» — это не часть номера</translation>
        </message>
    </context>
    <context>
        <name>Paths</name>
        <message>
            <source>Back to the usual: {name}</source>
            <translation>Вернуть обычное: {name}</translation>
        </message>
        <message>
            <source>Choose: {name}</source>
            <translation>Выбрать: {name}</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>Nothing can be written to {path}: choose another folder</source>
            <translation>В {path} ничего нельзя записать: выберите другую папку</translation>
        </message>
        <message>
            <source>The file {path} can't be read</source>
            <translation>Файл {path} не читается</translation>
        </message>
        <message>
            <source>There is no file {path}</source>
            <translation>Файла {path} нет</translation>
        </message>
        <message>
            <source>There is no folder {path}</source>
            <translation>Папки {path} нет</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
    </context>
    <context>
        <name>People</name>
        <message numerus="yes">
            <source>%n contact(s)</source>
            <translation>
                <numerusform>%n контакт</numerusform>
                <numerusform>%n контакта</numerusform>
                <numerusform>%n контактов</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new</source>
            <translation>
                <numerusform>%n новое</numerusform>
                <numerusform>%n новых</numerusform>
                <numerusform>%n новых</numerusform>
            </translation>
        </message>
        <message>
            <source>A number can be called at once: press Enter.</source>
            <translation>На номер можно позвонить сразу: нажмите Enter.</translation>
        </message>
        <message>
            <source>Add a contact</source>
            <translation>Добавить контакт</translation>
        </message>
        <message>
            <source>Add to favourites</source>
            <translation>В избранное</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Позвонить</translation>
        </message>
        <message>
            <source>Call a phone…</source>
            <translation>Позвонить на телефон…</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Звонки</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Chats, contacts or calls</source>
            <translation>Чаты, контакты или звонки</translation>
        </message>
        <message>
            <source>Choose a contact and call (Ctrl+D)</source>
            <translation>Выбрать контакт и позвонить (Ctrl+D)</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>Компьютер</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Контакты</translation>
        </message>
        <message>
            <source>Delete group, keep its contacts</source>
            <translation>Удалить группу, контакты оставить</translation>
        </message>
        <message>
            <source>Delete…</source>
            <translation>Удалить…</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>Export these contacts…</source>
            <translation>Сохранить эти контакты в файл…</translation>
        </message>
        <message>
            <source>Family, work…</source>
            <translation>Семья, работа…</translation>
        </message>
        <message>
            <source>Favourites</source>
            <translation>Избранные</translation>
        </message>
        <message>
            <source>Filter contacts</source>
            <translation>Отбор контактов</translation>
        </message>
        <message>
            <source>Ignore calls and messages</source>
            <translation>Игнорировать звонки и сообщения</translation>
        </message>
        <message>
            <source>Incoming</source>
            <translation>Входящий</translation>
        </message>
        <message>
            <source>Keep the people you call here, with all their numbers and addresses.</source>
            <translation>Здесь те, кому вы звоните, со всеми номерами и адресами.</translation>
        </message>
        <message>
            <source>Missed call</source>
            <translation>Пропущенный звонок</translation>
        </message>
        <message>
            <source>Move down</source>
            <translation>Ниже</translation>
        </message>
        <message>
            <source>Move to group</source>
            <translation>В группу</translation>
        </message>
        <message>
            <source>Move up</source>
            <translation>Выше</translation>
        </message>
        <message>
            <source>Name of the group</source>
            <translation>Название группы</translation>
        </message>
        <message>
            <source>Name or number</source>
            <translation>Имя или номер</translation>
        </message>
        <message>
            <source>New group</source>
            <translation>Новая группа</translation>
        </message>
        <message>
            <source>New group…</source>
            <translation>Новая группа…</translation>
        </message>
        <message>
            <source>No calls yet</source>
            <translation>Звонков пока нет</translation>
        </message>
        <message>
            <source>No contacts yet</source>
            <translation>Контактов пока нет</translation>
        </message>
        <message>
            <source>No group</source>
            <translation>Без группы</translation>
        </message>
        <message>
            <source>No number yet</source>
            <translation>Номера пока нет</translation>
        </message>
        <message>
            <source>Nobody found</source>
            <translation>Никого не нашлось</translation>
        </message>
        <message>
            <source>Nobody with a number here</source>
            <translation>Здесь никого с номером</translation>
        </message>
        <message>
            <source>Other contacts</source>
            <translation>Остальные</translation>
        </message>
        <message>
            <source>Outgoing</source>
            <translation>Исходящий</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Remove from favourites</source>
            <translation>Убрать из избранного</translation>
        </message>
        <message>
            <source>Rename group</source>
            <translation>Переименовать группу</translation>
        </message>
        <message>
            <source>Rename group…</source>
            <translation>Переименовать группу…</translation>
        </message>
        <message>
            <source>SMS: {said}</source>
            <translation>SMS: {said}</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>Search (Ctrl+F). Enter opens the first one; a number goes to the phone.</source>
            <translation>Поиск (Ctrl+F). Enter открывает первого; номер попадает на телефон.</translation>
        </message>
        <message>
            <source>Search people, or type a number</source>
            <translation>Поиск людей или номер</translation>
        </message>
        <message>
            <source>Stop ignoring</source>
            <translation>Больше не игнорировать</translation>
        </message>
        <message>
            <source>Telephones</source>
            <translation>Телефоны</translation>
        </message>
        <message>
            <source>Type a number on the phone and press Call: every call is kept here.</source>
            <translation>Наберите номер на телефоне и нажмите «Позвонить»: здесь останутся все звонки.</translation>
        </message>
        <message>
            <source>Write to these contacts…</source>
            <translation>Написать этим контактам…</translation>
        </message>
        <message>
            <source>folded</source>
            <translation>свёрнута</translation>
        </message>
        <message>
            <source>not answered</source>
            <translation>нет ответа</translation>
        </message>
        <message>
            <source>now</source>
            <translation>сейчас</translation>
        </message>
        <message>
            <source>unfolded</source>
            <translation>развёрнута</translation>
        </message>
    </context>
    <context>
        <name>Phone</name>
        <message numerus="yes">
            <source>%n new voice message(s)</source>
            <translation>
                <numerusform>%n новое сообщение</numerusform>
                <numerusform>%n новых сообщения</numerusform>
                <numerusform>%n новых сообщений</numerusform>
            </translation>
        </message>
        <message>
            <source>About this number</source>
            <translation>Об этом номере</translation>
        </message>
        <message>
            <source>About this number (Ctrl+I)</source>
            <translation>Об этом номере (Ctrl+I)</translation>
        </message>
        <message>
            <source>Account that calls</source>
            <translation>С какой учётной записи звонить</translation>
        </message>
        <message>
            <source>Accounts by their price for this number</source>
            <translation>Учётные записи по цене этого номера</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Ответить</translation>
        </message>
        <message>
            <source>Answer (Ctrl+Return)</source>
            <translation>Ответить (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Asking for the balance…</source>
            <translation>Узнаём баланс…</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Позвонить</translation>
        </message>
        <message>
            <source>Call anyway…</source>
            <translation>Всё равно позвонить…</translation>
        </message>
        <message>
            <source>Call the voice mailbox of {account}</source>
            <translation>Позвонить в голосовую почту {account}</translation>
        </message>
        <message>
            <source>Call this number (Enter)</source>
            <translation>Позвонить на этот номер (Enter)</translation>
        </message>
        <message>
            <source>Call with {account}, {price}</source>
            <translation>Позвонить с {account}, {price}</translation>
        </message>
        <message>
            <source>Call with:</source>
            <translation>Позвонить с учётной записи:</translation>
        </message>
        <message>
            <source>Calls are told that you are busy. Press to let them through (Ctrl+Shift+B)</source>
            <translation>Звонящие слышат «занято». Нажмите, чтобы пропускать звонки (Ctrl+Shift+B)</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Change limits</source>
            <translation>Изменить пределы</translation>
        </message>
        <message>
            <source>Choose a contact</source>
            <translation>Выберите контакт</translation>
        </message>
        <message>
            <source>Choose a contact to call</source>
            <translation>Выбрать контакт для звонка</translation>
        </message>
        <message>
            <source>Clear the number (Esc)</source>
            <translation>Стереть номер (Esc)</translation>
        </message>
        <message>
            <source>Computer to computer, free</source>
            <translation>С компьютера на компьютер, бесплатно</translation>
        </message>
        <message>
            <source>Cost now</source>
            <translation>Стоимость сейчас</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Отклонить</translation>
        </message>
        <message>
            <source>Decline (Ctrl+Shift+D)</source>
            <translation>Отклонить (Ctrl+Shift+D)</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Emergency number {number}</source>
            <translation>Экстренная служба {number}</translation>
        </message>
        <message>
            <source>End the call (Ctrl+Shift+H)</source>
            <translation>Завершить звонок (Ctrl+Shift+H)</translation>
        </message>
        <message>
            <source>Erase the last digit</source>
            <translation>Стереть последнюю цифру</translation>
        </message>
        <message>
            <source>Every account's price for this number</source>
            <translation>Цена этого номера у каждой учётной записи</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Входящий звонок</translation>
        </message>
        <message>
            <source>Internal number</source>
            <translation>Внутренний номер</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Клавиши</translation>
        </message>
        <message>
            <source>Lasts for</source>
            <translation>Хватит на</translation>
        </message>
        <message>
            <source>Microphone sensitivity</source>
            <translation>Чувствительность микрофона</translation>
        </message>
        <message>
            <source>More answers</source>
            <translation>Другие ответы</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Микрофон</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Номер для звонка</translation>
        </message>
        <message>
            <source>Open the phone (Ctrl+L)</source>
            <translation>Открыть телефон (Ctrl+L)</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Цена</translation>
        </message>
        <message>
            <source>Prices from a list, no balance</source>
            <translation>Цены из списка, без баланса</translation>
        </message>
        <message>
            <source>Send digits as tones; the keyboard does it too</source>
            <translation>Отправлять цифры тонами; клавиатура тоже это делает</translation>
        </message>
        <message>
            <source>Several numbers: choose one</source>
            <translation>Несколько номеров: выберите один</translation>
        </message>
        <message>
            <source>Show accounts</source>
            <translation>Учётные записи</translation>
        </message>
        <message>
            <source>Show tariffs</source>
            <translation>Показать тарифы</translation>
        </message>
        <message>
            <source>Speaker volume</source>
            <translation>Громкость</translation>
        </message>
        <message>
            <source>Switch your microphone off or on (Ctrl+M)</source>
            <translation>Выключить или включить свой микрофон (Ctrl+M)</translation>
        </message>
        <message>
            <source>Tariffs</source>
            <translation>Тарифы</translation>
        </message>
        <message>
            <source>The balance is not known now</source>
            <translation>Баланс сейчас неизвестен</translation>
        </message>
        <message>
            <source>The money is running out</source>
            <translation>Деньги кончаются</translation>
        </message>
        <message>
            <source>The money lasts less than a minute</source>
            <translation>Денег меньше чем на минуту</translation>
        </message>
        <message>
            <source>The trial is running out</source>
            <translation>Пробный тариф вот-вот закончится</translation>
        </message>
        <message>
            <source>The trial lasts less than a minute</source>
            <translation>Пробного тарифа меньше чем на минуту</translation>
        </message>
        <message>
            <source>This provider does not tell prices</source>
            <translation>Этот провайдер не сообщает цены</translation>
        </message>
        <message>
            <source>Time left</source>
            <translation>Хватит ещё на</translation>
        </message>
        <message>
            <source>Top up</source>
            <translation>Пополнить счёт</translation>
        </message>
        <message>
            <source>Type or paste a number with its country and city code (Ctrl+L). Enter calls; with no number it brings back the last one.</source>
            <translation>Введите или вставьте номер с кодом страны и города (Ctrl+L). Enter звонит, а без номера возвращает последний.</translation>
        </message>
        <message>
            <source>Use {number}</source>
            <translation>Взять {number}</translation>
        </message>
        <message>
            <source>Voice messages</source>
            <translation>Голосовые сообщения</translation>
        </message>
        <message>
            <source>Your own limit ends the call soon</source>
            <translation>Звонок скоро завершит ваш предел</translation>
        </message>
        <message numerus="yes">
            <source>cheapest of %n account(s)</source>
            <translation>
                <numerusform>дешевле всего из %n учётной записи</numerusform>
                <numerusform>дешевле всего из %n учётных записей</numerusform>
                <numerusform>дешевле всего из %n учётных записей</numerusform>
            </translation>
        </message>
        <message>
            <source>for {account}</source>
            <translation>на {account}</translation>
        </message>
        <message>
            <source>forwarded by {who}</source>
            <translation>переадресовал {who}</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>free with {account}</source>
            <translation>бесплатно с {account}</translation>
        </message>
        <message>
            <source>from {price} with {account}</source>
            <translation>от {price} с {account}</translation>
        </message>
        <message>
            <source>is being forwarded to {who}</source>
            <translation>переадресуется на {who}</translation>
        </message>
        <message>
            <source>you are muted</source>
            <translation>ваш микрофон выключен</translation>
        </message>
        <message>
            <source>{corrections}. Is it this one?</source>
            <translation>{corrections}. Это он?</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>ещё {duration}</translation>
        </message>
    </context>
    <context>
        <name>Preferred</name>
        <message>
            <source>Account that calls them</source>
            <translation>С какой учётной записи им звонить</translation>
        </message>
        <message>
            <source>Add a beginning of numbers</source>
            <translation>Добавить начало номеров</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Контакт</translation>
        </message>
        <message>
            <source>Numbers that begin with</source>
            <translation>Номера, которые начинаются с</translation>
        </message>
        <message>
            <source>Remove this line</source>
            <translation>Убрать эту строку</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Сохранить</translation>
        </message>
        <message>
            <source>The longest beginning that fits counts; a contact's account counts before it. Elsewhere you choose.</source>
            <translation>Действует самое длинное подходящее начало, а учётная запись контакта — прежде него. В остальных случаях выбираете вы.</translation>
        </message>
        <message>
            <source>Which account calls where</source>
            <translation>С какой учётной записи куда звонить</translation>
        </message>
        <message>
            <source>Write the beginning of a number, with country and city code: +7495</source>
            <translation>Напишите начало номера с кодом страны и города: +7495</translation>
        </message>
        <message>
            <source>{prefix} stands twice</source>
            <translation>{prefix} указано дважды</translation>
        </message>
    </context>
    <context>
        <name>Presence</name>
        <message>
            <source>Allow</source>
            <translation>Разрешить</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Отошёл</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Everybody who may see whether you are there reads them.</source>
            <translation>Их читают все, кому видно, на месте ли вы.</translation>
        </message>
        <message>
            <source>Free for chat</source>
            <translation>Готов поболтать</translation>
        </message>
        <message>
            <source>In your own words…</source>
            <translation>Своими словами…</translation>
        </message>
        <message>
            <source>Invisible</source>
            <translation>Невидимый</translation>
        </message>
        <message>
            <source>May {who} see whether you are there?</source>
            <translation>Показывать {who}, на месте ли вы?</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Не в сети</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>В сети</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Отказать</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Текст</translation>
        </message>
        <message>
            <source>They are not in your contacts. They ask to see your status and its words.</source>
            <translation>Этого адреса нет в контактах. Его владелец просит показывать ему ваш статус и подпись.</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Заголовок</translation>
        </message>
        <message>
            <source>Without words</source>
            <translation>Без подписи</translation>
        </message>
        <message>
            <source>Your status</source>
            <translation>Ваш статус</translation>
        </message>
        <message>
            <source>☕ At lunch</source>
            <translation>☕ Обедаю</translation>
        </message>
        <message>
            <source>🎉 In a good mood</source>
            <translation>🎉 В хорошем настроении</translation>
        </message>
        <message>
            <source>🎬 Watching a film</source>
            <translation>🎬 Смотрю кино</translation>
        </message>
        <message>
            <source>🏠 Working from home</source>
            <translation>🏠 Работаю из дома</translation>
        </message>
        <message>
            <source>📅 In a meeting</source>
            <translation>📅 На совещании</translation>
        </message>
        <message>
            <source>🚗 On the road</source>
            <translation>🚗 В дороге</translation>
        </message>
    </context>
    <context>
        <name>Provider</name>
        <message numerus="yes">
            <source>%n line(s) left out</source>
            <translation>
                <numerusform>%n строка пропущена</numerusform>
                <numerusform>%n строки пропущены</numerusform>
                <numerusform>%n строк пропущено</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n price(s) in {currency}</source>
            <translation>
                <numerusform>%n цена в {currency}</numerusform>
                <numerusform>%n цены в {currency}</numerusform>
                <numerusform>%n цен в {currency}</numerusform>
            </translation>
        </message>
        <message>
            <source>A price list from a file</source>
            <translation>Прайс-лист из файла</translation>
        </message>
        <message>
            <source>API password</source>
            <translation>Пароль API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Счёт</translation>
        </message>
        <message>
            <source>Address of the service</source>
            <translation>Адрес сервиса</translation>
        </message>
        <message>
            <source>Address that tells the balance</source>
            <translation>Адрес, который сообщает баланс</translation>
        </message>
        <message>
            <source>Address that tells the price of a number</source>
            <translation>Адрес, который сообщает цену номера</translation>
        </message>
        <message>
            <source>Balance and calls come from SIPNET; prices from a price list that you choose.</source>
            <translation>Баланс и звонки сообщает SIPNET, цены берутся из прайс-листа, который вы выберете.</translation>
        </message>
        <message>
            <source>Balance and rate addresses (Acrobits)</source>
            <translation>Адреса баланса и цены (Acrobits)</translation>
        </message>
        <message>
            <source>Balance and rate by the addresses that your provider gives for Acrobits' programs.</source>
            <translation>Баланс и цена по адресам, которые ваш провайдер даёт для программ Acrobits.</translation>
        </message>
        <message>
            <source>Balance, price and time left from a CGRateS server.</source>
            <translation>Баланс, цена и остаток времени с сервера CGRateS.</translation>
        </message>
        <message>
            <source>Balance, prices and SMS. Switch the API on in your voip.ms account, and allow this computer's address.</source>
            <translation>Баланс, цены и SMS. Включите API в кабинете voip.ms и разрешите адрес этого компьютера.</translation>
        </message>
        <message>
            <source>Balance, prices and SMS. The key and its secret are in your Zadarma account, under API.</source>
            <translation>Баланс, цены и SMS. Ключ и секрет — в кабинете Zadarma, в разделе API.</translation>
        </message>
        <message>
            <source>Broken lines</source>
            <translation>Негодные строки</translation>
        </message>
        <message>
            <source>CGRateS</source>
            <translation>CGRateS</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Категория</translation>
        </message>
        <message>
            <source>Choose a provider</source>
            <translation>Выберите провайдера</translation>
        </message>
        <message>
            <source>Choose: {name}</source>
            <translation>Выбрать: {name}</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Выбрать…</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Валюта</translation>
        </message>
        <message>
            <source>Currency, where the list names none</source>
            <translation>Валюта, если в списке её нет</translation>
        </message>
        <message>
            <source>Don't use the list</source>
            <translation>Не использовать список</translation>
        </message>
        <message>
            <source>Free directions</source>
            <translation>Бесплатные направления</translation>
        </message>
        <message>
            <source>It tells nothing</source>
            <translation>Не сообщает ничего</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Ключ</translation>
        </message>
        <message>
            <source>Leave them out</source>
            <translation>Пропускать</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>No balance, and no price before a call.</source>
            <translation>Ни баланса, ни цены до звонка.</translation>
        </message>
        <message>
            <source>Number that SMS are sent from</source>
            <translation>Номер, с которого идут SMS</translation>
        </message>
        <message>
            <source>Page for a lost password</source>
            <translation>Страница для забытого пароля</translation>
        </message>
        <message>
            <source>Page to top up</source>
            <translation>Страница пополнения</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Premium</source>
            <translation>Высшее качество</translation>
        </message>
        <message>
            <source>Price list</source>
            <translation>Прайс-лист</translation>
        </message>
        <message>
            <source>Price lists (*.csv *.csv.gz *.txt);;All files (*)</source>
            <translation>Прайс-листы (*.csv *.csv.gz *.txt);;Все файлы (*)</translation>
        </message>
        <message>
            <source>Prices from a CSV file on this computer, without network. No balance.</source>
            <translation>Цены из файла CSV на этом компьютере, без сети. Баланса нет.</translation>
        </message>
        <message>
            <source>Reading {name}…</source>
            <translation>Читаю {name}…</translation>
        </message>
        <message>
            <source>Route</source>
            <translation>Маршрут</translation>
        </message>
        <message>
            <source>SIP ID</source>
            <translation>SIP ID</translation>
        </message>
        <message>
            <source>SIPNET</source>
            <translation>SIPNET</translation>
        </message>
        <message>
            <source>Seconds that are counted, first / then</source>
            <translation>Шаг тарификации в секундах: первый / следующие</translation>
        </message>
        <message>
            <source>Secret of the key</source>
            <translation>Секрет ключа</translation>
        </message>
        <message>
            <source>Sender of SMS</source>
            <translation>Отправитель SMS</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Арендатор (tenant)</translation>
        </message>
        <message>
            <source>The file can't be read: {why}</source>
            <translation>Файл не читается: {why}</translation>
        </message>
        <message>
            <source>The sandbox</source>
            <translation>Песочница</translation>
        </message>
        <message>
            <source>Time zone, where the list names none</source>
            <translation>Часовой пояс, если в списке его нет</translation>
        </message>
        <message>
            <source>User name</source>
            <translation>Имя пользователя</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Экономный</translation>
        </message>
        <message>
            <source>What is sent there</source>
            <translation>Что туда отправлять</translation>
        </message>
        <message>
            <source>What is sent there for a price</source>
            <translation>Что туда отправлять за ценой</translation>
        </message>
        <message>
            <source>Who tells balance and prices</source>
            <translation>Кто сообщает баланс и цены</translation>
        </message>
        <message>
            <source>Zadarma</source>
            <translation>Zadarma</translation>
        </message>
        <message>
            <source>leave empty to keep it</source>
            <translation>пустое поле оставит прежний</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
        <message>
            <source>voip.ms</source>
            <translation>voip.ms</translation>
        </message>
        <message>
            <source>{field}: a password would travel there for everybody to read</source>
            <translation>{field}: пароль пошёл бы туда открытым текстом</translation>
        </message>
        <message>
            <source>{field}: choose one of the list</source>
            <translation>{field}: выберите из списка</translation>
        </message>
        <message>
            <source>{field}: one of the names between per cent signs is not known</source>
            <translation>{field}: одно из имён между знаками процента неизвестно</translation>
        </message>
        <message>
            <source>{field}: the address must begin with https://</source>
            <translation>{field}: адрес должен начинаться с https://</translation>
        </message>
        <message>
            <source>{field}: the password is part of the address, and servers write addresses into their logs</source>
            <translation>{field}: пароль стоит в адресе, а адреса серверы пишут в журналы</translation>
        </message>
        <message>
            <source>{field}: there is no place for the number: %targetNumber%</source>
            <translation>{field}: нет места для номера: %targetNumber%</translation>
        </message>
        <message>
            <source>{field}: this is needed</source>
            <translation>{field}: это нужно заполнить</translation>
        </message>
        <message>
            <source>{field}: this is no address. It begins with https://</source>
            <translation>{field}: это не адрес. Он начинается с https://</translation>
        </message>
        <message>
            <source>{field}: three capital letters, such as RUB</source>
            <translation>{field}: три заглавные буквы, например RUB</translation>
        </message>
        <message>
            <source>{field}: write it like Europe/Moscow</source>
            <translation>{field}: пишите так: Europe/Moscow</translation>
        </message>
        <message>
            <source>{field}: write them like 60/60, or 1/1 for by the second</source>
            <translation>{field}: пишите так: 60/60, а посекундно — 1/1</translation>
        </message>
    </context>
    <context>
        <name>Providers</name>
        <message>
            <source>Price not known. {trouble}</source>
            <translation>Цена неизвестна. {trouble}</translation>
        </message>
        <message>
            <source>The account's price list can't be read. Look at it in the account.</source>
            <translation>Прайс-лист учётной записи не читается. Проверьте его в учётной записи.</translation>
        </message>
        <message>
            <source>The keyring has no key or password for the provider. Enter it in the account.</source>
            <translation>В связке ключей нет ключа или пароля провайдера. Введите его в учётной записи.</translation>
        </message>
        <message>
            <source>The provider answered in another currency than the account's</source>
            <translation>Провайдер ответил в другой валюте, чем у счёта</translation>
        </message>
        <message>
            <source>The provider could not do this</source>
            <translation>Провайдер не смог это сделать</translation>
        </message>
        <message>
            <source>The provider does not accept the key or password. Check them in the account.</source>
            <translation>Провайдер не принимает ключ или пароль. Проверьте их в учётной записи.</translation>
        </message>
        <message>
            <source>The provider does not allow this to your account</source>
            <translation>Провайдер не разрешает это вашей учётной записи</translation>
        </message>
        <message>
            <source>The provider does not answer now</source>
            <translation>Провайдер сейчас не отвечает</translation>
        </message>
        <message>
            <source>The provider gave no clear answer: look at the balance before you try again</source>
            <translation>Провайдер не дал ясного ответа: посмотрите баланс, прежде чем пробовать снова</translation>
        </message>
        <message>
            <source>The provider gives no price for this number</source>
            <translation>Провайдер не сообщает цену для этого номера</translation>
        </message>
        <message>
            <source>The provider is not set up completely. Look at it in the account.</source>
            <translation>Провайдер настроен не полностью. Проверьте его в учётной записи.</translation>
        </message>
        <message>
            <source>The provider refused this request</source>
            <translation>Провайдер отклонил этот запрос</translation>
        </message>
        <message>
            <source>The provider was asked too often. Wait a minute.</source>
            <translation>Провайдера спрашивали слишком часто. Подождите минуту.</translation>
        </message>
        <message>
            <source>The provider's answer makes no sense</source>
            <translation>Ответ провайдера не удалось понять</translation>
        </message>
        <message>
            <source>There is not enough money for this</source>
            <translation>На это не хватает денег</translation>
        </message>
        <message>
            <source>This provider has no such service</source>
            <translation>У этого провайдера нет такой услуги</translation>
        </message>
    </context>
    <context>
        <name>Questions</name>
        <message>
            <source>A call is going on</source>
            <translation>Идёт разговор</translation>
        </message>
        <message>
            <source>Call the emergency number {number}?</source>
            <translation>Позвонить в экстренную службу {number}?</translation>
        </message>
        <message>
            <source>Call the premium number {number}?</source>
            <translation>Позвонить на платный номер {number}?</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Позвонить: {number}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Удалить</translation>
        </message>
        <message numerus="yes">
            <source>Delete %n item(s)?</source>
            <translation>
                <numerusform>Удалить %n запись?</numerusform>
                <numerusform>Удалить %n записи?</numerusform>
                <numerusform>Удалить %n записей?</numerusform>
            </translation>
        </message>
        <message>
            <source>Delete {name}?</source>
            <translation>Удалить контакт «{name}»?</translation>
        </message>
        <message>
            <source>End the call and quit</source>
            <translation>Закончить и выйти</translation>
        </message>
        <message>
            <source>Files from other people can do harm. Open it only if you trust who sent it.</source>
            <translation>Чужие файлы могут навредить. Открывайте, только если доверяете тому, кто прислал.</translation>
        </message>
        <message>
            <source>If you quit now, the call ends.</source>
            <translation>Если выйти сейчас, звонок прервётся.</translation>
        </message>
        <message>
            <source>Its price is not known. Calls to such numbers can cost many times more than others.</source>
            <translation>Цена неизвестна. Звонки на такие номера бывают во много раз дороже обычных.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Оставить</translation>
        </message>
        <message>
            <source>Keep talking</source>
            <translation>Продолжить разговор</translation>
        </message>
        <message>
            <source>Leave it</source>
            <translation>Не надо</translation>
        </message>
        <message>
            <source>Nobody knows whether the first one arrived. If it did, it will be there twice.</source>
            <translation>Неизвестно, дошло ли первое. Если дошло, у собеседника их будет два.</translation>
        </message>
        <message>
            <source>Nobody knows whether the first one arrived. If it did, it will be there, and be paid for, twice.</source>
            <translation>Неизвестно, дошло ли первое. Если дошло, оно придёт дважды, и платить придётся дважды.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Открыть</translation>
        </message>
        <message>
            <source>Open a page of {host}?</source>
            <translation>Открыть страницу {host}?</translation>
        </message>
        <message>
            <source>Open in the browser</source>
            <translation>Открыть в браузере</translation>
        </message>
        <message>
            <source>Open {name}?</source>
            <translation>Открыть {name}?</translation>
        </message>
        <message>
            <source>Over the internet the rescuers may not see where you are, and the call may not get through. If a mobile or landline phone is at hand, use it.</source>
            <translation>Через интернет спасатели могут не увидеть, где вы, и звонок может не пройти. Если рядом есть мобильный или городской телефон, звоните с него.</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Отправить</translation>
        </message>
        <message numerus="yes">
            <source>Send %n file(s) to {who}?</source>
            <translation>
                <numerusform>Отправить %n файл для {who}?</numerusform>
                <numerusform>Отправить %n файла для {who}?</numerusform>
                <numerusform>Отправить %n файлов для {who}?</numerusform>
            </translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>Send the SMS to {number} again?</source>
            <translation>Отправить SMS на {number} ещё раз?</translation>
        </message>
        <message>
            <source>Send the message again?</source>
            <translation>Отправить сообщение ещё раз?</translation>
        </message>
        <message>
            <source>Sign out</source>
            <translation>Выйти</translation>
        </message>
        <message>
            <source>Sign out of {address}?</source>
            <translation>Выйти из {address}?</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Остаться</translation>
        </message>
        <message>
            <source>The account and its password are forgotten on this computer. Its calls stay in the list of calls.</source>
            <translation>Учётная запись и пароль на этом компьютере забываются. Её звонки остаются в списке.</translation>
        </message>
        <message>
            <source>The contact's numbers and addresses are deleted. Its calls stay in the list of calls.</source>
            <translation>Номера и адреса контакта удаляются. Звонки остаются в списке.</translation>
        </message>
        <message>
            <source>The provider's price: {price}.</source>
            <translation>Цена провайдера: {price}.</translation>
        </message>
        <message>
            <source>They are deleted on this computer. The other side keeps its own.</source>
            <translation>Они удаляются на этом компьютере. У собеседника свои останутся.</translation>
        </message>
        <message>
            <source>{address}

The address comes from a message. Open it only if you trust who wrote it.</source>
            <translation>{address}

Адрес пришёл в сообщении. Открывайте, только если доверяете автору.</translation>
        </message>
    </context>
    <context>
        <name>Reasons</name>
        <message>
            <source>An emergency number is called only after you confirm it</source>
            <translation>В экстренную службу звонок идёт только после подтверждения</translation>
        </message>
        <message>
            <source>An error in the program. The call can be tried again.</source>
            <translation>Ошибка в программе. Звонок можно повторить.</translation>
        </message>
        <message>
            <source>Another program keeps the sound card for itself. Close it, or choose another device.</source>
            <translation>Звуковая карта занята другой программой. Закройте её или выберите другое устройство.</translation>
        </message>
        <message>
            <source>Answered on another device</source>
            <translation>Ответили на другом устройстве</translation>
        </message>
        <message>
            <source>Call cancelled</source>
            <translation>Звонок отменён</translation>
        </message>
        <message>
            <source>Call ended</source>
            <translation>Разговор окончен</translation>
        </message>
        <message>
            <source>Forwarded</source>
            <translation>Переадресован</translation>
        </message>
        <message>
            <source>No encrypted connection to the server came about. It may want another transport.</source>
            <translation>Зашифрованное соединение с сервером не получилось. Возможно, ему нужен другой транспорт.</translation>
        </message>
        <message>
            <source>No price is known for {who}, and you call only where one is.</source>
            <translation>Цена звонка неизвестна: {who}, а вы звоните только по известным ценам.</translation>
        </message>
        <message>
            <source>No sound card was found: calls work, but nothing is heard. Plug in a headset.</source>
            <translation>Звуковая карта не найдена: звонки работают, но ничего не слышно. Подключите гарнитуру.</translation>
        </message>
        <message>
            <source>Nobody that this computer trusts signed the server's certificate. Give the provider's file of authorities, or choose “Trust this certificate” under Accounts.</source>
            <translation>Сертификат сервера не подписан никем, кому доверяет этот компьютер. Укажите файл удостоверяющих центров провайдера или выберите «Доверять этому сертификату» в учётных записях.</translation>
        </message>
        <message>
            <source>Only 0-9, * and # can be sent as tones</source>
            <translation>Тонами передаются только 0–9, * и #</translation>
        </message>
        <message>
            <source>That call is over</source>
            <translation>Этот звонок уже окончен</translation>
        </message>
        <message>
            <source>That call is running already</source>
            <translation>Этот звонок уже идёт</translation>
        </message>
        <message>
            <source>That is not possible at this moment of the call</source>
            <translation>Сейчас, в этот момент звонка, это невозможно</translation>
        </message>
        <message>
            <source>The account is not connected yet. Wait a moment, then call again.</source>
            <translation>Учётная запись ещё не подключена. Подождите немного и позвоните снова.</translation>
        </message>
        <message>
            <source>The account {value} is here already</source>
            <translation>Учётная запись {value} уже есть</translation>
        </message>
        <message>
            <source>The balance is below the provider's minimum for a paid call.</source>
            <translation>Баланс ниже минимума провайдера для платного звонка.</translation>
        </message>
        <message>
            <source>The balance is not enough for this call.</source>
            <translation>Баланса не хватит на этот звонок.</translation>
        </message>
        <message>
            <source>The balance of {amount} is not enough for this call.</source>
            <translation>Баланса {amount} не хватит на этот звонок.</translation>
        </message>
        <message>
            <source>The call broke off: the sound engine stopped. It is running again; call once more.</source>
            <translation>Звонок прервался: остановился звуковой модуль. Он уже запускается, позвоните ещё раз.</translation>
        </message>
        <message>
            <source>The certificate does not name this server: it is another server's, or stands for a whole domain (a wildcard). Check the server's name; if it is right, choose “Trust this certificate” under Accounts.</source>
            <translation>В сертификате нет имени этого сервера: это сертификат другого сервера или сразу всего домена (со звёздочкой). Проверьте имя сервера; если оно верное, выберите «Доверять этому сертификату» в учётных записях.</translation>
        </message>
        <message>
            <source>The disk is full: the recording {value} ends here</source>
            <translation>Диск полон: запись {value} на этом кончается</translation>
        </message>
        <message>
            <source>The line to {who} broke: the other side answers no more. Call again.</source>
            <translation>Связь прервалась: {who} больше не отвечает. Позвоните ещё раз.</translation>
        </message>
        <message>
            <source>The message is too long: at most {value} bytes go at once</source>
            <translation>Сообщение слишком длинное: за раз уходит не больше {value} байт</translation>
        </message>
        <message>
            <source>The money ran out, and the provider ended the call. Top up to go on.</source>
            <translation>Деньги кончились, и провайдер прервал звонок. Пополните счёт, чтобы продолжить.</translation>
        </message>
        <message>
            <source>The program and its sound engine are of different versions. Install the program again.</source>
            <translation>Программа и её звуковой модуль разных версий. Установите программу заново.</translation>
        </message>
        <message>
            <source>The program could not read what its sound engine said</source>
            <translation>Программа не поняла свой звуковой модуль</translation>
        </message>
        <message>
            <source>The provider begins no paid call below {amount}.</source>
            <translation>Провайдер не начинает платный звонок, если на счёте меньше {amount}.</translation>
        </message>
        <message>
            <source>The provider does not accept this name and password. Check both.</source>
            <translation>Провайдер не принимает это имя и пароль. Проверьте их.</translation>
        </message>
        <message>
            <source>The provider does not allow calls to {who}. Ask it, or use another account.</source>
            <translation>{who}: провайдер не разрешает сюда звонить. Спросите его или возьмите другую учётную запись.</translation>
        </message>
        <message>
            <source>The provider does not call {who}.</source>
            <translation>Провайдер не звонит на {who}.</translation>
        </message>
        <message>
            <source>The provider does not know this user. Check the address.</source>
            <translation>Провайдер не знает такого пользователя. Проверьте адрес.</translation>
        </message>
        <message>
            <source>The provider does not let this account in. Ask the provider.</source>
            <translation>Провайдер не пускает эту учётную запись. Обратитесь к нему.</translation>
        </message>
        <message>
            <source>The provider is overloaded or under repair</source>
            <translation>Провайдер перегружен или на ремонте</translation>
        </message>
        <message>
            <source>The provider is overloaded or under repair. Try again in a minute.</source>
            <translation>Провайдер перегружен или на ремонте. Повторите через минуту.</translation>
        </message>
        <message>
            <source>The provider refused the call</source>
            <translation>Провайдер отказал в звонке</translation>
        </message>
        <message>
            <source>The provider refused to register the account</source>
            <translation>Провайдер отказался подключить учётную запись</translation>
        </message>
        <message>
            <source>The provider's server failed</source>
            <translation>Сбой на сервере провайдера</translation>
        </message>
        <message>
            <source>The provider's server failed. Try again in a minute.</source>
            <translation>Сбой на сервере провайдера. Повторите через минуту.</translation>
        </message>
        <message>
            <source>The recording {value} can't be written. Choose another folder.</source>
            <translation>Запись {value} не удаётся сохранить. Выберите другую папку.</translation>
        </message>
        <message>
            <source>The server does not answer. Check the network connection.</source>
            <translation>Сервер не отвечает. Проверьте подключение к сети.</translation>
        </message>
        <message>
            <source>The server refuses the connection. It may be down, or want another transport.</source>
            <translation>Сервер отвергает соединение: он выключен или ждёт другого транспорта.</translation>
        </message>
        <message>
            <source>The server showed another certificate than the one that you trust. Ask the provider whether it was renewed: then choose “Trust this certificate” under Accounts. If not, somebody listens in.</source>
            <translation>Сервер показал не тот сертификат, которому вы доверяете. Спросите провайдера, обновил ли он его: тогда выберите «Доверять этому сертификату» в учётных записях. Если нет, кто-то перехватывает соединение.</translation>
        </message>
        <message>
            <source>The server's certificate can't be trusted. Tell the provider.</source>
            <translation>Сертификату сервера нельзя доверять. Сообщите провайдеру.</translation>
        </message>
        <message>
            <source>The server's certificate has expired. Tell the provider; check this computer's date too.</source>
            <translation>Срок действия сертификата сервера истёк. Сообщите провайдеру; проверьте и дату на этом компьютере.</translation>
        </message>
        <message>
            <source>The sound engine stopped and is being started again</source>
            <translation>Звуковой модуль остановился и запускается снова</translation>
        </message>
        <message>
            <source>The trial does not cover this number, and the balance is empty.</source>
            <translation>Пробный тариф не включает этот номер, а денег на счёте нет.</translation>
        </message>
        <message>
            <source>The trial is used up. Top up the account to go on calling.</source>
            <translation>Пробный тариф израсходован. Пополните счёт, чтобы звонить дальше.</translation>
        </message>
        <message>
            <source>There are too many calls at once. Hang one of them up, then call again.</source>
            <translation>Слишком много звонков сразу. Завершите один из них и позвоните снова.</translation>
        </message>
        <message>
            <source>There is no network. Check the cable or Wi-Fi.</source>
            <translation>Нет сети. Проверьте кабель или Wi-Fi.</translation>
        </message>
        <message>
            <source>There is no server {value}. Check the address.</source>
            <translation>Сервера {value} не существует. Проверьте адрес.</translation>
        </message>
        <message>
            <source>There is no such account any more</source>
            <translation>Такой учётной записи уже нет</translation>
        </message>
        <message>
            <source>There is not enough money for this call. Top up the account.</source>
            <translation>Для этого звонка не хватает денег. Пополните счёт.</translation>
        </message>
        <message>
            <source>This version can't do that: {value}</source>
            <translation>Эта версия такого не умеет: {value}</translation>
        </message>
        <message>
            <source>You declined the call</source>
            <translation>Вы отклонили звонок</translation>
        </message>
        <message>
            <source>Your own limit for a day.</source>
            <translation>Достигнут ваш предел на день.</translation>
        </message>
        <message>
            <source>Your own limit for one call.</source>
            <translation>Достигнут ваш предел на один звонок.</translation>
        </message>
        <message>
            <source>Your own limit of {amount} for a day is reached.</source>
            <translation>Достигнут ваш предел на день: {amount}.</translation>
        </message>
        <message>
            <source>Your own limit of {amount} for one call stops here.</source>
            <translation>Ваш предел на один звонок: {amount}.</translation>
        </message>
        <message>
            <source>answered on another device</source>
            <translation>ответ на другом устройстве</translation>
        </message>
        <message>
            <source>below the provider's minimum</source>
            <translation>меньше минимума провайдера</translation>
        </message>
        <message>
            <source>broke off</source>
            <translation>прервался</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>занято</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>отменён</translation>
        </message>
        <message>
            <source>declined</source>
            <translation>отклонён</translation>
        </message>
        <message>
            <source>forwarded</source>
            <translation>переадресован</translation>
        </message>
        <message>
            <source>no IPv6 here</source>
            <translation>здесь нет IPv6</translation>
        </message>
        <message>
            <source>no encrypted sound there</source>
            <translation>там нет шифрования звука</translation>
        </message>
        <message>
            <source>no network</source>
            <translation>нет сети</translation>
        </message>
        <message>
            <source>no price known</source>
            <translation>цена неизвестна</translation>
        </message>
        <message>
            <source>no such number</source>
            <translation>нет такого номера</translation>
        </message>
        <message>
            <source>no such server</source>
            <translation>нет такого сервера</translation>
        </message>
        <message>
            <source>not allowed by the provider</source>
            <translation>запрещено провайдером</translation>
        </message>
        <message>
            <source>not called by this provider</source>
            <translation>этот провайдер туда не звонит</translation>
        </message>
        <message>
            <source>not covered by the trial</source>
            <translation>не входит в пробный тариф</translation>
        </message>
        <message>
            <source>not enough money</source>
            <translation>не хватило денег</translation>
        </message>
        <message>
            <source>out of reach</source>
            <translation>недоступен</translation>
        </message>
        <message>
            <source>premium number</source>
            <translation>платный номер</translation>
        </message>
        <message>
            <source>the money ran out</source>
            <translation>деньги кончились</translation>
        </message>
        <message>
            <source>the server did not answer</source>
            <translation>сервер не ответил</translation>
        </message>
        <message>
            <source>the trial is used up</source>
            <translation>пробный тариф израсходован</translation>
        </message>
        <message>
            <source>this number</source>
            <translation>этот номер</translation>
        </message>
        <message>
            <source>too many calls at once</source>
            <translation>слишком много звонков сразу</translation>
        </message>
        <message>
            <source>would be refused</source>
            <translation>будет отказ</translation>
        </message>
        <message>
            <source>you declined</source>
            <translation>вы отклонили</translation>
        </message>
        <message>
            <source>your limit for a day</source>
            <translation>ваш предел на день</translation>
        </message>
        <message>
            <source>your limit for one call</source>
            <translation>ваш предел на звонок</translation>
        </message>
        <message>
            <source>{sentence} (it says: {status} {phrase})</source>
            <translation>{sentence} (его ответ: {status} {phrase})</translation>
        </message>
        <message>
            <source>{value} has an IPv6 address alone, and this build of the SIP library has no IPv6. Ask the provider for a server with IPv4.</source>
            <translation>У {value} есть только адрес IPv6, а эта сборка библиотеки SIP без IPv6. Спросите у провайдера сервер с IPv4.</translation>
        </message>
        <message>
            <source>{value} is not connected: the system's default device is used</source>
            <translation>{value} не подключено: используется устройство по умолчанию</translation>
        </message>
        <message>
            <source>{who} and this account don't agree on session timers or on confirmed ringing. Make them optional in the account.</source>
            <translation>{who} и эта учётная запись не сошлись в таймерах сеанса или в подтверждении вызова. Сделайте их необязательными в учётной записи.</translation>
        </message>
        <message>
            <source>{who} can't be reached now: switched off or out of coverage. Try later.</source>
            <translation>{who}: сейчас вне доступа, выключен или вне сети. Попробуйте позже.</translation>
        </message>
        <message>
            <source>{who} declined the call</source>
            <translation>{who}: звонок отклонён</translation>
        </message>
        <message>
            <source>{who} does not answer. Try later.</source>
            <translation>{who}: не отвечает. Попробуйте позже.</translation>
        </message>
        <message>
            <source>{who} has an IPv6 address, and this build of the SIP library has no IPv6.</source>
            <translation>{who}: адрес IPv6, а эта сборка библиотеки SIP без IPv6.</translation>
        </message>
        <message>
            <source>{who} has no encrypted sound, and this account calls with nothing else. The account's settings can allow it.</source>
            <translation>{who}: нет шифрования звука, а эта учётная запись звонит только с ним. Разрешить звонки без шифрования можно в её настройках.</translation>
        </message>
        <message>
            <source>{who} has no sound format in common with this program</source>
            <translation>{who}: нет общего с этой программой звукового формата</translation>
        </message>
        <message>
            <source>{who} hung up</source>
            <translation>{who}: разговор завершён собеседником</translation>
        </message>
        <message>
            <source>{who} is a premium number: a call may cost much.</source>
            <translation>{who}: платный номер, звонок может стоить дорого.</translation>
        </message>
        <message>
            <source>{who} is an emergency number: call it from a mobile or landline phone.</source>
            <translation>{who} — номер экстренной службы: звоните с мобильного или городского.</translation>
        </message>
        <message>
            <source>{who} is busy. Try again in a few minutes.</source>
            <translation>{who}: занято. Попробуйте через несколько минут.</translation>
        </message>
        <message>
            <source>{who} is neither a number nor a SIP address</source>
            <translation>{who} — не номер и не SIP-адрес</translation>
        </message>
        <message>
            <source>{who} stopped calling before you answered</source>
            <translation>{who}: звонок прекратился раньше, чем вы ответили</translation>
        </message>
        <message>
            <source>{who} was told that you are busy</source>
            <translation>{who}: получен ответ, что вы заняты</translation>
        </message>
        <message>
            <source>{who}: the number is incomplete. Type the country and city code too.</source>
            <translation>{who}: номер неполный. Наберите и код страны, и код города.</translation>
        </message>
        <message>
            <source>{who}: this number does not exist. Check it and dial again.</source>
            <translation>{who}: такого номера не существует. Проверьте его и наберите снова.</translation>
        </message>
        <message>
            <source>“{value}” can't be used here</source>
            <translation>«{value}» здесь не годится</translation>
        </message>
        <message>
            <source>“{value}” is no SIP address: it looks like name@provider.com</source>
            <translation>«{value}» — не SIP-адрес: он выглядит так: name@provider.com</translation>
        </message>
    </context>
    <context>
        <name>Recording</name>
        <message>
            <source>At the beginning and every 15 seconds. In many countries this is the law.</source>
            <translation>В начале и каждые 15 секунд. Во многих странах этого требует закон.</translation>
        </message>
        <message>
            <source>Both sides hear a beep</source>
            <translation>Обе стороны слышат сигнал</translation>
        </message>
        <message>
            <source>FLAC: the same sound, half the size</source>
            <translation>FLAC: тот же звук, вдвое меньше</translation>
        </message>
        <message>
            <source>Form</source>
            <translation>Формат</translation>
        </message>
        <message>
            <source>Off: a call is recorded by the button during it.</source>
            <translation>Если выключено, разговор записывается кнопкой.</translation>
        </message>
        <message>
            <source>Opus: small, 0.4 MB a minute</source>
            <translation>Opus: маленький, 0,4 МБ в минуту</translation>
        </message>
        <message>
            <source>Record every call</source>
            <translation>Записывать каждый разговор</translation>
        </message>
        <message>
            <source>Recording</source>
            <translation>Запись</translation>
        </message>
        <message>
            <source>The folder is chosen in the settings, under Calls.</source>
            <translation>Папка выбирается в настройках, раздел «Звонки».</translation>
        </message>
        <message>
            <source>WAV: opens everywhere, 2 MB a minute</source>
            <translation>WAV: открывается везде, 2 МБ в минуту</translation>
        </message>
        <message>
            <source>Your voice is in one channel, the other side's in the other.</source>
            <translation>Ваш голос в одном канале, собеседник в другом.</translation>
        </message>
    </context>
    <context>
        <name>Ring</name>
        <message>
            <source>Chime</source>
            <translation>Перезвон</translation>
        </message>
        <message>
            <source>Classic bell</source>
            <translation>Классический звонок</translation>
        </message>
        <message>
            <source>Drops, quiet</source>
            <translation>Капли, тихо</translation>
        </message>
        <message>
            <source>Listen to the ring tone</source>
            <translation>Прослушать мелодию</translation>
        </message>
        <message>
            <source>Marimba</source>
            <translation>Маримба</translation>
        </message>
        <message>
            <source>Ring tone of this contact</source>
            <translation>Мелодия звонка этого контакта</translation>
        </message>
        <message>
            <source>Rings as everybody</source>
            <translation>Звонит как у всех</translation>
        </message>
        <message>
            <source>Rings: {tone}</source>
            <translation>Мелодия: {tone}</translation>
        </message>
    </context>
    <context>
        <name>Routers</name>
        <message>
            <source>Calls come back by the connection that signed in (outbound)</source>
            <translation>Звонки приходят по соединению, которым выполнен вход (outbound)</translation>
        </message>
        <message>
            <source>Find the shortest way between both sides (ICE)</source>
            <translation>Искать кратчайший путь между сторонами (ICE)</translation>
        </message>
        <message>
            <source>ICE needs a STUN or TURN server: write one here, or switch ICE off</source>
            <translation>Для ICE нужен сервер STUN или TURN: впишите его или выключите ICE</translation>
        </message>
        <message>
            <source>Keep the way open every</source>
            <translation>Держать путь открытым: каждые</translation>
        </message>
        <message>
            <source>Name for the TURN server</source>
            <translation>Имя для сервера TURN</translation>
        </message>
        <message>
            <source>Passes the sound on where nothing else works.</source>
            <translation>Передаёт звук там, где иначе никак.</translation>
        </message>
        <message>
            <source>Password for the TURN server</source>
            <translation>Пароль для сервера TURN</translation>
        </message>
        <message>
            <source>Routers and firewalls</source>
            <translation>Роутеры и экраны</translation>
        </message>
        <message>
            <source>Routers forget a silent connection, and no call comes in then. Shorter also notices sooner that the server is gone.</source>
            <translation>Роутер забывает молчащее соединение, и звонок уже не пройдёт. Чем чаще, тем раньше видно, что сервер пропал.</translation>
        </message>
        <message>
            <source>STUN server</source>
            <translation>Сервер STUN</translation>
        </message>
        <message>
            <source>Sound goes straight to the other side where that works. It needs STUN or TURN.</source>
            <translation>Звук идёт прямо к собеседнику, где это возможно. Нужен STUN или TURN.</translation>
        </message>
        <message>
            <source>TURN server</source>
            <translation>Сервер TURN</translation>
        </message>
        <message>
            <source>Tells by which address others see you.</source>
            <translation>Сообщает, под каким адресом вас видят другие.</translation>
        </message>
        <message>
            <source>What lets calls in through a router. Providers that can't do it ignore it.</source>
            <translation>Так звонки проходят через роутер. Кто этого не умеет, не обратит внимания.</translation>
        </message>
        <message>
            <source>leave empty to keep it</source>
            <translation>пусто — оставить прежний</translation>
        </message>
        <message>
            <source>never</source>
            <translation>никогда</translation>
        </message>
        <message>
            <source>{port} is no port: they end at 65535</source>
            <translation>{port} — не порт: они кончаются на 65535</translation>
        </message>
        <message>
            <source>“{server}” is no server: it looks like stun.provider.com or 192.0.2.1:3478</source>
            <translation>«{server}» — не сервер: он пишется как stun.provider.com или 192.0.2.1:3478</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>A call may cost at most</source>
            <translation>Звонок не дороже</translation>
        </message>
        <message>
            <source>A day's calls and SMS may cost at most</source>
            <translation>Звонки и SMS за день не дороже</translation>
        </message>
        <message>
            <source>Limits</source>
            <translation>Пределы</translation>
        </message>
        <message>
            <source>My provider does not cut a call when the money ends: Agent ends it</source>
            <translation>Мой провайдер не обрывает звонок, когда кончаются деньги: пусть это делает Агент</translation>
        </message>
        <message>
            <source>Only call numbers whose price is known</source>
            <translation>Звонить только на номера с известной ценой</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>без предела</translation>
        </message>
    </context>
    <context>
        <name>Search</name>
        <message>
            <source>A month</source>
            <translation>Месяц</translation>
        </message>
        <message>
            <source>A week</source>
            <translation>Неделя</translation>
        </message>
        <message>
            <source>A year</source>
            <translation>Год</translation>
        </message>
        <message>
            <source>All</source>
            <translation>Всё</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Звонки</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Найдено</translation>
        </message>
        <message>
            <source>How far back</source>
            <translation>За какое время</translation>
        </message>
        <message>
            <source>Messages</source>
            <translation>Сообщения</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Older ones are still being read</source>
            <translation>Более старое ещё читается</translation>
        </message>
        <message>
            <source>One day</source>
            <translation>День</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Люди</translation>
        </message>
        <message>
            <source>SMS</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Показать ещё</translation>
        </message>
        <message>
            <source>What is looked for</source>
            <translation>Что искать</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Когда</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Кто</translation>
        </message>
        <message>
            <source>With whom</source>
            <translation>С кем</translation>
        </message>
        <message>
            <source>You: </source>
            <translation>Вы: </translation>
        </message>
    </context>
    <context>
        <name>Security</name>
        <message>
            <source>A call that can't be encrypted does not come about.</source>
            <translation>Звонок, который нельзя зашифровать, не состоится.</translation>
        </message>
        <message>
            <source>A lock shows the calls that are encrypted.</source>
            <translation>Зашифрованные звонки отмечены замком.</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Всегда</translation>
        </message>
        <message>
            <source>Asking the server</source>
            <translation>Запрос к серверу</translation>
        </message>
        <message>
            <source>Authorities from a file</source>
            <translation>Центры из файла</translation>
        </message>
        <message>
            <source>Certificates (*.pem *.crt);;All files (*)</source>
            <translation>Сертификаты (*.pem *.crt);;Все файлы (*)</translation>
        </message>
        <message>
            <source>Choose the file that your company gave you</source>
            <translation>Выберите файл, который вам дала компания</translation>
        </message>
        <message>
            <source>Compare it with what your provider tells you: whoever shows another one is refused. Where several servers have their own, write them all, with commas between.</source>
            <translation>Сравните с тем, что сообщает провайдер: кто покажет другой, получит отказ. Если у нескольких серверов сертификаты свои, впишите все через запятую.</translation>
        </message>
        <message>
            <source>Encrypt the sound (SRTP)</source>
            <translation>Шифровать звук (SRTP)</translation>
        </message>
        <message>
            <source>Encrypted up to the server: nobody on the way sees whom you call.</source>
            <translation>Шифруется до сервера: по дороге никто не видит, кому вы звоните.</translation>
        </message>
        <message>
            <source>Encryption</source>
            <translation>Шифрование</translation>
        </message>
        <message>
            <source>File of authorities</source>
            <translation>Файл центров сертификации</translation>
        </message>
        <message>
            <source>For networks that drop UDP, and for long messages.</source>
            <translation>Для сетей, которые теряют UDP, и для длинных сообщений.</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Выключено</translation>
        </message>
        <message>
            <source>SHA-256 of the certificate</source>
            <translation>SHA-256 сертификата</translation>
        </message>
        <message>
            <source>SIP goes by</source>
            <translation>SIP идёт по</translation>
        </message>
        <message>
            <source>Take the one that the server shows</source>
            <translation>Взять тот, который показывает сервер</translation>
        </message>
        <message>
            <source>The keys go with the call: they are safe only where SIP goes by TLS.</source>
            <translation>Ключи идут вместе со звонком: они защищены, только если SIP идёт по TLS.</translation>
        </message>
        <message>
            <source>The server is trusted if its certificate is signed by</source>
            <translation>Серверу доверяют, если его сертификат подписан</translation>
        </message>
        <message>
            <source>The server showed no certificate: {why}</source>
            <translation>Сервер не показал сертификат: {why}</translation>
        </message>
        <message>
            <source>This is no SHA-256: it has 64 digits and letters from A to F</source>
            <translation>Это не SHA-256: в нём 64 знака, цифры и буквы от A до F</translation>
        </message>
        <message>
            <source>This one certificate</source>
            <translation>Только этот сертификат</translation>
        </message>
        <message>
            <source>Type the account's address first</source>
            <translation>Сначала введите адрес учётной записи</translation>
        </message>
        <message>
            <source>What every provider has. Long messages may get lost in some networks.</source>
            <translation>Есть у каждого провайдера. В некоторых сетях длинные сообщения теряются.</translation>
        </message>
        <message>
            <source>Where the other side can</source>
            <translation>Где умеет другая сторона</translation>
        </message>
        <message>
            <source>Whoever is on the way can listen.</source>
            <translation>По дороге любой может подслушать.</translation>
        </message>
        <message>
            <source>Whom this computer trusts</source>
            <translation>Кому доверяет этот компьютер</translation>
        </message>
        <message>
            <source>Your company gives it to you, as PEM.</source>
            <translation>Его даёт ваша компания, в виде PEM.</translation>
        </message>
        <message>
            <source>none chosen</source>
            <translation>не выбран</translation>
        </message>
    </context>
    <context>
        <name>Settings</name>
        <message>
            <source>A firewall must let out UDP or TCP to your provider's port 5060 (TLS: 5061), and for the sound UDP to any port from 10000 on, with the answers. Nothing needs to be opened inwards.</source>
            <translation>Межсетевой экран должен выпускать UDP или TCP на порт 5060 провайдера (TLS: 5061), а для звука — UDP на любой порт от 10000 и ответы. Внутрь открывать ничего не нужно.</translation>
        </message>
        <message>
            <source>A program of yours is run at each of these moments, never by a shell, for 30 seconds at most. It finds the call's facts in variables: AGENT_EVENT, AGENT_REMOTE, AGENT_CONTACT, AGENT_DIRECTION, AGENT_ACCOUNT, AGENT_DURATION, AGENT_REASON, AGENT_COST, AGENT_RECORDING.</source>
            <translation>В каждый из этих моментов запускается ваша программа, без оболочки и не дольше 30 секунд. Всё о звонке она найдёт в переменных: AGENT_EVENT, AGENT_REMOTE, AGENT_CONTACT, AGENT_DIRECTION, AGENT_ACCOUNT, AGENT_DURATION, AGENT_REASON, AGENT_COST, AGENT_RECORDING.</translation>
        </message>
        <message>
            <source>A small window for the call while Agent is minimised</source>
            <translation>Маленькое окно звонка, когда Агент свёрнут</translation>
        </message>
        <message>
            <source>About</source>
            <translation>О программе</translation>
        </message>
        <message>
            <source>All pages</source>
            <translation>Все разделы</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Оформление</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Away</source>
            <translation>Отошёл</translation>
        </message>
        <message>
            <source>Behind a firewall</source>
            <translation>За межсетевым экраном</translation>
        </message>
        <message>
            <source>Callers hear that you are busy, nothing rings or pops up, and others see it on your status.</source>
            <translation>Звонящие слышат «занято», ничего не звонит и не всплывает, и другие видят это по вашему статусу.</translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Звонки</translation>
        </message>
        <message>
            <source>Calls of {address}</source>
            <translation>Звонки {address}</translation>
        </message>
        <message>
            <source>Chats</source>
            <translation>Чаты</translation>
        </message>
        <message>
            <source>Check the network…</source>
            <translation>Проверить сеть…</translation>
        </message>
        <message>
            <source>Closing the window keeps Agent in the tray, ready for calls</source>
            <translation>При закрытии окна Агент остаётся в трее и принимает звонки</translation>
        </message>
        <message>
            <source>Commands of yours</source>
            <translation>Свои команды</translation>
        </message>
        <message>
            <source>Connection of {address}</source>
            <translation>Соединение {address}</translation>
        </message>
        <message>
            <source>Connections</source>
            <translation>Соединения</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмное</translation>
        </message>
        <message>
            <source>Dark is easier on the eyes at night.</source>
            <translation>Тёмное ночью легче для глаз.</translation>
        </message>
        <message>
            <source>Do not disturb</source>
            <translation>Не беспокоить</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Enter sends a message</source>
            <translation>Enter отправляет сообщение</translation>
        </message>
        <message>
            <source>Fetch files by themselves</source>
            <translation>Скачивать файлы сразу</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Файлы</translation>
        </message>
        <message>
            <source>Folder for files</source>
            <translation>Папка для файлов</translation>
        </message>
        <message>
            <source>Folder for recordings</source>
            <translation>Папка для записей</translation>
        </message>
        <message>
            <source>Forwarding, answering by itself, the answering machine, recording and dial rules are set for each account.</source>
            <translation>Переадресация, автоматический ответ, автоответчик, запись и правила набора задаются для каждой учётной записи.</translation>
        </message>
        <message>
            <source>General</source>
            <translation>Общие</translation>
        </message>
        <message>
            <source>Hold a key of the keypad down to call the number or address that stands here.</source>
            <translation>Удерживайте клавишу набора, чтобы позвонить по записанному здесь номеру или адресу.</translation>
        </message>
        <message>
            <source>In general</source>
            <translation>Для всех</translation>
        </message>
        <message>
            <source>It goes on by itself after the call.</source>
            <translation>После звонка она продолжится сама.</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Larger ones wait until you ask for them in the chat.</source>
            <translation>Файлы побольше ждут, пока вы не нажмёте на них в чате.</translation>
        </message>
        <message>
            <source>Let people see that I am typing</source>
            <translation>Показывать собеседникам, что я печатаю</translation>
        </message>
        <message>
            <source>Let people see that I read their messages</source>
            <translation>Показывать собеседникам, что я прочитал их сообщения</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлое</translation>
        </message>
        <message>
            <source>Looks at the way to the provider step by step, and says what to ask your network's administrator for.</source>
            <translation>Проверяет путь к провайдеру по шагам и говорит, о чём попросить администратора сети.</translation>
        </message>
        <message>
            <source>Music pauses while it rings and while you talk</source>
            <translation>Музыка замолкает, пока звонит телефон и идёт разговор</translation>
        </message>
        <message>
            <source>Network</source>
            <translation>Сеть</translation>
        </message>
        <message>
            <source>Network check</source>
            <translation>Проверка сети</translation>
        </message>
        <message>
            <source>Nothing of what you type goes with it.</source>
            <translation>Сам текст при этом не передаётся.</translation>
        </message>
        <message>
            <source>Notifications</source>
            <translation>Уведомления</translation>
        </message>
        <message>
            <source>Of each account</source>
            <translation>Для каждой учётной записи</translation>
        </message>
        <message>
            <source>Off: Enter begins a new line, and Ctrl+Enter sends.</source>
            <translation>Если выключено, Enter начинает строку, а отправляет Ctrl+Enter.</translation>
        </message>
        <message>
            <source>Off: they see only that it arrived.</source>
            <translation>Если выключено, они видят только доставку.</translation>
        </message>
        <message>
            <source>Others see you as away while neither mouse nor keyboard is touched here.</source>
            <translation>Другие увидят «отошёл», если не трогать ни мышь, ни клавиатуру.</translation>
        </message>
        <message>
            <source>Pages of the settings</source>
            <translation>Разделы настроек</translation>
        </message>
        <message>
            <source>Players on this system can't be told to pause.</source>
            <translation>Проигрывателям этой системы нельзя приказать замолчать.</translation>
        </message>
        <message>
            <source>Quick keys</source>
            <translation>Быстрый набор</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Тихие часы</translation>
        </message>
        <message>
            <source>Quiet hours begin</source>
            <translation>Начало тихих часов</translation>
        </message>
        <message>
            <source>Quiet hours end</source>
            <translation>Конец тихих часов</translation>
        </message>
        <message>
            <source>Quit from the menu of the tray's icon, or of the window.</source>
            <translation>Выход — в меню значка или окна.</translation>
        </message>
        <message>
            <source>Recordings and voice mail are listed with their calls.</source>
            <translation>Записи и голосовая почта показаны у своих звонков.</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Show :-) and its like as emoji</source>
            <translation>Показывать :-) и подобные как эмодзи</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Звук</translation>
        </message>
        <message>
            <source>Sounds of messages and missed calls</source>
            <translation>Звуки сообщений и пропущенных звонков</translation>
        </message>
        <message>
            <source>Tell me of messages and missed calls</source>
            <translation>Сообщать о сообщениях и пропущенных звонках</translation>
        </message>
        <message>
            <source>The whole window changes at once.</source>
            <translation>Всё окно меняется сразу.</translation>
        </message>
        <message>
            <source>Transport, encryption, routers and codecs are set for each account.</source>
            <translation>Транспорт, шифрование, роутеры и кодеки задаются для каждой учётной записи.</translation>
        </message>
        <message>
            <source>What is sent stays as you typed it.</source>
            <translation>Отправляется то, что вы набрали.</translation>
        </message>
        <message>
            <source>What others see</source>
            <translation>Что видят другие</translation>
        </message>
        <message>
            <source>Where files that come in are put</source>
            <translation>Куда складывать полученные файлы</translation>
        </message>
        <message>
            <source>Where recordings are kept</source>
            <translation>Где хранятся записи</translation>
        </message>
        <message>
            <source>Who it is, how long, and buttons to mute, hold and hang up.</source>
            <translation>Кто это, сколько длится, и кнопки микрофона, удержания и отбоя.</translation>
        </message>
        <message>
            <source>Writing</source>
            <translation>Переписка</translation>
        </message>
        <message numerus="yes">
            <source>after %n minute(s)</source>
            <translation>
                <numerusform>через %n минуту</numerusform>
                <numerusform>через %n минуты</numerusform>
                <numerusform>через %n минут</numerusform>
            </translation>
        </message>
        <message>
            <source>encrypted by TLS</source>
            <translation>зашифровано TLS</translation>
        </message>
        <message>
            <source>never</source>
            <translation>никогда</translation>
        </message>
        <message>
            <source>the system's for downloads</source>
            <translation>системная папка загрузок</translation>
        </message>
        <message>
            <source>up to {size}</source>
            <translation>до {size}</translation>
        </message>
        <message>
            <source>with your other data</source>
            <translation>рядом с остальными данными</translation>
        </message>
        <message>
            <source>…with what is written</source>
            <translation>…и что в них написано</translation>
        </message>
    </context>
    <context>
        <name>SignIn</name>
        <message>
            <source>A company's exchange</source>
            <translation>Офисная АТС</translation>
        </message>
        <message>
            <source>A telephone provider</source>
            <translation>Провайдер телефонии</translation>
        </message>
        <message>
            <source>Address</source>
            <translation>Адрес</translation>
        </message>
        <message>
            <source>An address looks like name@provider.com</source>
            <translation>Адрес выглядит так: name@provider.com</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Назад</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Подключиться</translation>
        </message>
        <message>
            <source>Forgot the password?</source>
            <translation>Забыли пароль?</translation>
        </message>
        <message>
            <source>Home city code</source>
            <translation>Код вашего города</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>Ваша страна</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Позже</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Ещё</translation>
        </message>
        <message>
            <source>Name for signing in</source>
            <translation>Имя для входа</translation>
        </message>
        <message>
            <source>Open {host}</source>
            <translation>Открыть {host}</translation>
        </message>
        <message>
            <source>Outbound proxy</source>
            <translation>Исходящий прокси</translation>
        </message>
        <message>
            <source>Password</source>
            <translation>Пароль</translation>
        </message>
        <message>
            <source>Password for {address}</source>
            <translation>Пароль для {address}</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>Show the password</source>
            <translation>Показать пароль</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>The provider gives a new password on its own page. Have one of these ready: the answer to your secret question, the phone that is linked to the account (a code comes by SMS), or your second e-mail address.</source>
            <translation>Новый пароль провайдер выдаёт на своей странице. Приготовьте что-нибудь одно: ответ на секретный вопрос, телефон, привязанный к учётной записи (код придёт по SMS), или вторую электронную почту.</translation>
        </message>
        <message>
            <source>Transport</source>
            <translation>Транспорт</translation>
        </message>
        <message>
            <source>Type the password too</source>
            <translation>Введите и пароль</translation>
        </message>
        <message>
            <source>Type your address first, or ask who gave you the account.</source>
            <translation>Сначала введите адрес или спросите того, кто выдал учётную запись.</translation>
        </message>
        <message>
            <source>What kind of account</source>
            <translation>Вид учётной записи</translation>
        </message>
        <message>
            <source>With the address and password that your SIP provider gave you.</source>
            <translation>С адресом и паролем, которые дал ваш SIP-провайдер.</translation>
        </message>
        <message>
            <source>Your name, as others see it</source>
            <translation>Ваше имя для других</translation>
        </message>
        <message>
            <source>as in the address</source>
            <translation>как в адресе</translation>
        </message>
        <message>
            <source>none</source>
            <translation>нет</translation>
        </message>
    </context>
    <context>
        <name>Signalling</name>
        <message>
            <source>A call whose other side has vanished ends by itself, and is not paid for on.</source>
            <translation>Если собеседник пропал, звонок закончится сам и деньги больше не идут.</translation>
        </message>
        <message>
            <source>A sign shows new voice mail that your provider keeps for you.</source>
            <translation>Значок покажет новую голосовую почту у провайдера.</translation>
        </message>
        <message>
            <source>As messages (SIP INFO)</source>
            <translation>Сообщениями (SIP INFO)</translation>
        </message>
        <message>
            <source>Change this only where a voice menu does not hear your keys.</source>
            <translation>Меняйте, только если голосовое меню не слышит ваших клавиш.</translation>
        </message>
        <message>
            <source>In the sound's stream (RFC 4733)</source>
            <translation>В потоке звука (RFC 4733)</translation>
        </message>
        <message>
            <source>Key tones</source>
            <translation>Тоны клавиш</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Выключено</translation>
        </message>
        <message>
            <source>Reliable provisional answers (100rel)</source>
            <translation>Надёжные предварительные ответы (100rel)</translation>
        </message>
        <message>
            <source>Required</source>
            <translation>Обязательно</translation>
        </message>
        <message>
            <source>Ringing and announcements before the answer get through surely.</source>
            <translation>Гудки и объявления до ответа дойдут наверняка.</translation>
        </message>
        <message>
            <source>Servers in reserve</source>
            <translation>Запасные серверы</translation>
        </message>
        <message>
            <source>Session timer</source>
            <translation>Таймер сеанса</translation>
        </message>
        <message>
            <source>Signalling</source>
            <translation>Сигнализация</translation>
        </message>
        <message>
            <source>Tried in this order when the server does not answer. Commas between them.</source>
            <translation>Пробуются по порядку, когда сервер не отвечает. Через запятую.</translation>
        </message>
        <message>
            <source>Watch the voice mailbox</source>
            <translation>Следить за голосовой почтой</translation>
        </message>
        <message>
            <source>Where the server can</source>
            <translation>Где умеет сервер</translation>
        </message>
    </context>
    <context>
        <name>Sms</name>
        <message numerus="yes">
            <source>%n left</source>
            <translation>
                <numerusform>остался %n</numerusform>
                <numerusform>осталось %n</numerusform>
                <numerusform>осталось %n</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n left in part {part}</source>
            <translation>
                <numerusform>остался %n в части {part}</numerusform>
                <numerusform>осталось %n в части {part}</numerusform>
                <numerusform>осталось %n в части {part}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n more SMS today</source>
            <translation>
                <numerusform>сегодня ещё %n SMS</numerusform>
                <numerusform>сегодня ещё %n SMS</numerusform>
                <numerusform>сегодня ещё %n SMS</numerusform>
            </translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation>Скопировать текст</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Изменить…</translation>
        </message>
        <message>
            <source>In Latin letters</source>
            <translation>Латиницей</translation>
        </message>
        <message>
            <source>Number that gets the SMS</source>
            <translation>Номер, на который уйдёт SMS</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>Получено</translation>
        </message>
        <message>
            <source>Russian letters are written in Latin ones: a part then holds 160 characters instead of 70</source>
            <translation>Русские буквы заменяются латинскими: в одну часть входит 160 знаков вместо 70</translation>
        </message>
        <message>
            <source>SMS</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>SMS can't be sent now: {why}</source>
            <translation>SMS сейчас не отправить: {why}</translation>
        </message>
        <message numerus="yes">
            <source>SMS, %n part(s)</source>
            <translation>
                <numerusform>SMS, %n часть</numerusform>
                <numerusform>SMS, %n части</numerusform>
                <numerusform>SMS, %n частей</numerusform>
            </translation>
        </message>
        <message>
            <source>Send (Enter or Ctrl+Enter)</source>
            <translation>Отправить (Enter или Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Send again</source>
            <translation>Отправить снова</translation>
        </message>
        <message>
            <source>Send again…</source>
            <translation>Отправить снова…</translation>
        </message>
        <message>
            <source>Send the SMS</source>
            <translation>Отправить SMS</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Отправлено</translation>
        </message>
        <message>
            <source>Text of the SMS</source>
            <translation>Текст SMS</translation>
        </message>
        <message>
            <source>The provider sends no SMS to this number</source>
            <translation>На этот номер провайдер SMS не отправляет</translation>
        </message>
        <message numerus="yes">
            <source>The provider takes %n SMS a day, and they are sent. More tomorrow.</source>
            <translation>
                <numerusform>Провайдер принимает %n SMS в день, и она отправлена. Ещё — завтра.</numerusform>
                <numerusform>Провайдер принимает %n SMS в день, и они отправлены. Ещё — завтра.</numerusform>
                <numerusform>Провайдер принимает %n SMS в день, и они отправлены. Ещё — завтра.</numerusform>
            </translation>
        </message>
        <message>
            <source>The provider takes no more SMS today</source>
            <translation>Сегодня провайдер больше не принимает SMS</translation>
        </message>
        <message>
            <source>This account's provider sends no SMS. Choose another account.</source>
            <translation>Провайдер этой учётной записи не отправляет SMS. Выберите другую.</translation>
        </message>
        <message numerus="yes">
            <source>Too long: the provider takes at most %n part(s). Make it shorter.</source>
            <translation>
                <numerusform>Слишком длинно: провайдер принимает не больше %n части. Сократите.</numerusform>
                <numerusform>Слишком длинно: провайдер принимает не больше %n частей. Сократите.</numerusform>
                <numerusform>Слишком длинно: провайдер принимает не больше %n частей. Сократите.</numerusform>
            </translation>
        </message>
        <message>
            <source>What to write</source>
            <translation>Что писать</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>принято</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>доставлено</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>may have been sent</source>
            <translation>возможно, отправлено</translation>
        </message>
        <message>
            <source>not delivered</source>
            <translation>не доставлено</translation>
        </message>
        <message>
            <source>not delivered: {why}</source>
            <translation>не доставлено: {why}</translation>
        </message>
        <message>
            <source>sending…</source>
            <translation>отправляется…</translation>
        </message>
        <message>
            <source>the account is not there any more</source>
            <translation>этой учётной записи больше нет</translation>
        </message>
        <message>
            <source>there is nothing in it</source>
            <translation>в нём ничего нет</translation>
        </message>
        <message>
            <source>this is no full number</source>
            <translation>это не полный номер</translation>
        </message>
        <message numerus="yes">
            <source>{amount} for %n part(s)</source>
            <translation>
                <numerusform>{amount} за %n часть</numerusform>
                <numerusform>{amount} за %n части</numerusform>
                <numerusform>{amount} за %n частей</numerusform>
            </translation>
        </message>
        <message>
            <source>{operator}, by the number</source>
            <translation>{operator}, судя по номеру</translation>
        </message>
    </context>
    <context>
        <name>Sound</name>
        <message>
            <source>A headset is best for talking: the other side hears no echo, and you are understood without raising your voice.</source>
            <translation>Для разговора лучше всего гарнитура: собеседник не слышит эха, а вам не надо повышать голос.</translation>
        </message>
        <message>
            <source>A quiet voice is raised, a loud one lowered, as you move about.</source>
            <translation>Тихий голос усиливается, громкий ослабляется, даже если вы двигаетесь.</translation>
        </message>
        <message>
            <source>A tone is played where you hear callers. Nothing? Choose another device, or turn it up.</source>
            <translation>Сигнал звучит там, где слышно собеседников. Не слышно? Выберите другое устройство или прибавьте громкость.</translation>
        </message>
        <message>
            <source>Devices</source>
            <translation>Устройства</translation>
        </message>
        <message>
            <source>Fans, keys and the street become quiet. Off where music is to be heard.</source>
            <translation>Вентилятор, клавиши и улица стихают. Выключите, если должна быть слышна музыка.</translation>
        </message>
        <message>
            <source>Hear yourself</source>
            <translation>Услышать себя</translation>
        </message>
        <message>
            <source>If you hear the tone and your own voice, callers are heard and hear you.</source>
            <translation>Если слышны сигнал и свой голос, то слышно будет и собеседников, и вас.</translation>
        </message>
        <message>
            <source>It rings on</source>
            <translation>Звонит на</translation>
        </message>
        <message>
            <source>Keep my voice at one loudness</source>
            <translation>Ровная громкость голоса</translation>
        </message>
        <message>
            <source>Messages sound on</source>
            <translation>Сообщения звучат на</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Микрофон</translation>
        </message>
        <message>
            <source>Play a tone</source>
            <translation>Подать сигнал</translation>
        </message>
        <message>
            <source>Ring</source>
            <translation>Позвонить</translation>
        </message>
        <message>
            <source>Sensitivity of the microphone</source>
            <translation>Чувствительность микрофона</translation>
        </message>
        <message>
            <source>Speak, and look at the bars below.</source>
            <translation>Скажите что-нибудь и посмотрите на полоски ниже.</translation>
        </message>
        <message>
            <source>Speak: your words come back after a moment, as the other side hears them.</source>
            <translation>Говорите: слова вернутся чуть позже, такими, какими их слышит собеседник.</translation>
        </message>
        <message>
            <source>Speakers are heard from the next room while the headset lies on the table.</source>
            <translation>Колонки слышно и из другой комнаты, пока гарнитура лежит на столе.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Остановить</translation>
        </message>
        <message>
            <source>Suppress noise</source>
            <translation>Подавлять шум</translation>
        </message>
        <message>
            <source>System default</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>System default ({name})</source>
            <translation>Как в системе ({name})</translation>
        </message>
        <message>
            <source>Take out the echo</source>
            <translation>Убирать эхо</translation>
        </message>
        <message>
            <source>Talk by it, ring on the speakers</source>
            <translation>Говорить через неё, звонить на колонках</translation>
        </message>
        <message>
            <source>The headset {name} is connected: with it the other side hears no echo.</source>
            <translation>Подключена гарнитура {name}: с ней собеседник не слышит эха.</translation>
        </message>
        <message>
            <source>The longer, the easier it is to judge your own voice.</source>
            <translation>Чем дольше, тем легче оценить свой голос.</translation>
        </message>
        <message>
            <source>The short sounds of messages and missed calls.</source>
            <translation>Короткие звуки сообщений и пропущенных звонков.</translation>
        </message>
        <message>
            <source>The sound can be tried when no call is going on.</source>
            <translation>Звук можно проверить, когда нет разговора.</translation>
        </message>
        <message>
            <source>The sound engine on this computer was built without it.</source>
            <translation>Звуковой движок на этом компьютере собран без этого.</translation>
        </message>
        <message>
            <source>This is where calls ring.</source>
            <translation>Здесь звонят звонки.</translation>
        </message>
        <message>
            <source>Try it</source>
            <translation>Проверка</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Громкость</translation>
        </message>
        <message>
            <source>Volume of what you hear</source>
            <translation>Громкость того, что слышно</translation>
        </message>
        <message>
            <source>What comes out of your speakers is not sent back to the other side. A headset makes little of it.</source>
            <translation>То, что звучит из ваших колонок, не уходит обратно собеседнику. С гарнитурой эха почти нет.</translation>
        </message>
        <message>
            <source>What you plug in later is taken in the middle of a call too.</source>
            <translation>Подключённое позже берётся даже посреди разговора.</translation>
        </message>
        <message>
            <source>You hear callers by</source>
            <translation>Собеседников слышно через</translation>
        </message>
        <message>
            <source>You hear yourself after</source>
            <translation>Вы слышите себя через</translation>
        </message>
        <message>
            <source>You talk by the headset {name}: that is best for both sides.</source>
            <translation>Вы говорите через гарнитуру {name}: так лучше всего для обеих сторон.</translation>
        </message>
        <message>
            <source>Your voice</source>
            <translation>Ваш голос</translation>
        </message>
        <message>
            <source>{name} is not connected. The system's default stands in until it comes back.</source>
            <translation>{name} не подключено. Пока не вернётся, работает устройство системы.</translation>
        </message>
        <message>
            <source>{name}: not connected</source>
            <translation>{name}: не подключено</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} с</translation>
        </message>
    </context>
    <context>
        <name>SpeedDial</name>
        <message>
            <source>Is {number} the number? Then press Enter.</source>
            <translation>Номер {number}? Тогда нажмите Enter.</translation>
        </message>
        <message>
            <source>Key {key}</source>
            <translation>Клавиша {key}</translation>
        </message>
        <message>
            <source>number or address</source>
            <translation>номер или адрес</translation>
        </message>
    </context>
    <context>
        <name>Spending</name>
        <message numerus="yes">
            <source>%n SMS</source>
            <translation>
                <numerusform>%n SMS</numerusform>
                <numerusform>%n SMS</numerusform>
                <numerusform>%n SMS</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n call(s)</source>
            <translation>
                <numerusform>%n звонок</numerusform>
                <numerusform>%n звонка</numerusform>
                <numerusform>%n звонков</numerusform>
            </translation>
        </message>
        <message>
            <source>Calls</source>
            <translation>Звонки</translation>
        </message>
        <message>
            <source>Calls and SMS appear here with what they cost.</source>
            <translation>Здесь появляются звонки и SMS с их ценой.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Cost</source>
            <translation>Стоимость</translation>
        </message>
        <message>
            <source>Counting…</source>
            <translation>Считаю…</translation>
        </message>
        <message>
            <source>Currency</source>
            <translation>Валюта</translation>
        </message>
        <message>
            <source>Destination</source>
            <translation>Направление</translation>
        </message>
        <message>
            <source>Month after</source>
            <translation>Следующий месяц</translation>
        </message>
        <message>
            <source>Month after (Page Down)</source>
            <translation>Следующий месяц (Page Down)</translation>
        </message>
        <message>
            <source>Month before</source>
            <translation>Предыдущий месяц</translation>
        </message>
        <message>
            <source>Month before (Page Up)</source>
            <translation>Предыдущий месяц (Page Up)</translation>
        </message>
        <message>
            <source>Nothing this month</source>
            <translation>В этом месяце ничего</translation>
        </message>
        <message>
            <source>Other destinations</source>
            <translation>Другие направления</translation>
        </message>
        <message>
            <source>SMS</source>
            <translation>SMS</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Сохранить в CSV…</translation>
        </message>
        <message>
            <source>Save the spending</source>
            <translation>Сохранить расходы</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Сохранено: {name}</translation>
        </message>
        <message>
            <source>Spending</source>
            <translation>Расходы</translation>
        </message>
        <message>
            <source>Spending by day</source>
            <translation>Расходы по дням</translation>
        </message>
        <message>
            <source>Spending by destination</source>
            <translation>Расходы по направлениям</translation>
        </message>
        <message>
            <source>Talked</source>
            <translation>Разговор</translation>
        </message>
        <message>
            <source>Whole month</source>
            <translation>Весь месяц</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>spending {month}.csv</source>
            <translation>расходы {month}.csv</translation>
        </message>
        <message>
            <source>{day}: {amount}</source>
            <translation>{day}: {amount}</translation>
        </message>
        <message>
            <source>{name} was not saved: {why}. Choose another folder.</source>
            <translation>{name} не сохранён: {why}. Выберите другую папку.</translation>
        </message>
    </context>
    <context>
        <name>States</name>
        <message>
            <source>Another program holds the database: what you change is not written yet.</source>
            <translation>База данных занята другой программой: изменения пока не записаны.</translation>
        </message>
        <message>
            <source>Calling…</source>
            <translation>Соединяем…</translation>
        </message>
        <message>
            <source>Connecting…</source>
            <translation>Подключение…</translation>
        </message>
        <message>
            <source>Contacts and calls can't be written: {value}</source>
            <translation>Контакты и звонки не записываются: {value}</translation>
        </message>
        <message>
            <source>Disconnecting…</source>
            <translation>Отключение…</translation>
        </message>
        <message>
            <source>Ended</source>
            <translation>Окончен</translation>
        </message>
        <message>
            <source>Ending…</source>
            <translation>Завершается…</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Входящий звонок</translation>
        </message>
        <message>
            <source>No connection</source>
            <translation>Нет связи</translation>
        </message>
        <message>
            <source>No microphone: you will not be heard</source>
            <translation>Нет микрофона: вас не услышат</translation>
        </message>
        <message>
            <source>No sound card: you will not hear calls, nor be heard</source>
            <translation>Нет звуковой карты: вы не услышите, и вас не услышат</translation>
        </message>
        <message>
            <source>Not connected</source>
            <translation>Не подключена</translation>
        </message>
        <message>
            <source>Password needed</source>
            <translation>Нужен пароль</translation>
        </message>
        <message>
            <source>Ready for calls</source>
            <translation>Готов к звонкам</translation>
        </message>
        <message>
            <source>Ringing, the far side plays a sound…</source>
            <translation>Вызов, звук с той стороны…</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>Вызов…</translation>
        </message>
        <message>
            <source>Settings or accounts could not be written: {value}</source>
            <translation>Настройки или учётные записи не записались: {value}</translation>
        </message>
        <message>
            <source>Sound as the system has it</source>
            <translation>Звук как в системе</translation>
        </message>
        <message>
            <source>Talking</source>
            <translation>Разговор</translation>
        </message>
        <message>
            <source>The accounts could not be read. They were set aside as {value}. Sign in again.</source>
            <translation>Учётные записи не читаются. Они отложены в {value}. Войдите снова.</translation>
        </message>
        <message>
            <source>The database was damaged. It was set aside as {value}, and a new one begun.</source>
            <translation>База данных повреждена. Она отложена в {value}, начата новая.</translation>
        </message>
        <message>
            <source>The database was made by a newer version: contacts and calls of this run are not kept. Update the program.</source>
            <translation>База данных от более новой версии: контакты и звонки этого запуска не сохранятся. Обновите программу.</translation>
        </message>
        <message>
            <source>The disk is full: free some space, or the newest contacts and calls will be lost.</source>
            <translation>Диск заполнен: освободите место, иначе новые контакты и звонки пропадут.</translation>
        </message>
        <message>
            <source>The sandbox does not start: {value}</source>
            <translation>Песочница не запускается: {value}</translation>
        </message>
        <message>
            <source>The sandbox stopped and is being started again…</source>
            <translation>Песочница остановилась и запускается снова…</translation>
        </message>
        <message>
            <source>The settings could not be read. They were set aside as {value}.</source>
            <translation>Настройки не читаются. Они отложены в {value}.</translation>
        </message>
        <message>
            <source>The sound engine does not start: calls are not possible. Start the program again.</source>
            <translation>Звуковой модуль не запускается: звонки невозможны. Запустите программу заново.</translation>
        </message>
        <message>
            <source>The sound engine stopped and is being started again…</source>
            <translation>Звуковой модуль остановился и запускается снова…</translation>
        </message>
        <message>
            <source>The system's keyring does not answer, so the password is kept until the program ends.</source>
            <translation>Системное хранилище паролей не отвечает, поэтому пароль помнится, пока программа работает.</translation>
        </message>
        <message>
            <source>The system's keyring failed, so the password is kept until the program ends.</source>
            <translation>Сбой системного хранилища паролей, поэтому пароль помнится, пока программа работает.</translation>
        </message>
        <message>
            <source>The system's keyring is locked, so the password is kept until the program ends. Unlock the keyring to have it remembered.</source>
            <translation>Системное хранилище паролей заперто, поэтому пароль помнится, пока программа работает. Откройте хранилище, чтобы он сохранился.</translation>
        </message>
        <message>
            <source>This system has no keyring, so the password is kept until the program ends, and never written down.</source>
            <translation>В этой системе нет хранилища паролей, поэтому пароль помнится, пока программа работает, и никуда не записывается.</translation>
        </message>
        <message>
            <source>{address}: type the password to connect</source>
            <translation>{address}: введите пароль, чтобы подключиться</translation>
        </message>
        <message>
            <source>{reason} Next attempt in {duration}.</source>
            <translation>{reason} Следующая попытка через {duration}.</translation>
        </message>
        <message>
            <source>{reason} Trying again…</source>
            <translation>{reason} Новая попытка…</translation>
        </message>
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Balance {amount}</source>
            <translation>Баланс {amount}</translation>
        </message>
        <message>
            <source>Do not disturb: callers are told that you are busy</source>
            <translation>Не беспокоить: звонящие слышат «занято»</translation>
        </message>
        <message>
            <source>In a conference</source>
            <translation>Идёт конференция</translation>
        </message>
        <message>
            <source>No account</source>
            <translation>Нет учётной записи</translation>
        </message>
        <message>
            <source>Talking to {who}</source>
            <translation>Разговор: {who}</translation>
        </message>
        <message>
            <source>Time talked</source>
            <translation>Длительность разговора</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>осталось {duration}</translation>
        </message>
    </context>
    <context>
        <name>Tariffs</name>
        <message>
            <source>Account</source>
            <translation>Учётная запись</translation>
        </message>
        <message>
            <source>An empty price list</source>
            <translation>Пустой прайс-лист</translation>
        </message>
        <message>
            <source>Ask again</source>
            <translation>Спросить снова</translation>
        </message>
        <message>
            <source>Asking the provider for its prices…</source>
            <translation>Спрашиваю цены у провайдера…</translation>
        </message>
        <message>
            <source>Choose a provider, or load a price list, under Accounts → Edit → Money.</source>
            <translation>Выберите провайдера или загрузите прайс-лист: Учётные записи → Изменить → Деньги.</translation>
        </message>
        <message>
            <source>Choose another price list…</source>
            <translation>Выбрать другой прайс-лист…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Counted</source>
            <translation>Счёт</translation>
        </message>
        <message>
            <source>Country, city, number or prefix</source>
            <translation>Страна, город, номер или префикс</translation>
        </message>
        <message>
            <source>Destination</source>
            <translation>Направление</translation>
        </message>
        <message>
            <source>Free directions</source>
            <translation>Бесплатные направления</translation>
        </message>
        <message>
            <source>No free directions</source>
            <translation>Бесплатных направлений нет</translation>
        </message>
        <message>
            <source>No price list</source>
            <translation>Прайс-листа нет</translation>
        </message>
        <message>
            <source>Not saved: {why}. Choose another folder.</source>
            <translation>Не сохранено: {why}. Выберите другую папку.</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Ничего не найдено</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Сейчас</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Номера</translation>
        </message>
        <message>
            <source>Prefix</source>
            <translation>Префикс</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Цена</translation>
        </message>
        <message>
            <source>Prices</source>
            <translation>Цены</translation>
        </message>
        <message>
            <source>Prices or free directions</source>
            <translation>Цены или бесплатные направления</translation>
        </message>
        <message>
            <source>Save as CSV…</source>
            <translation>Сохранить в CSV…</translation>
        </message>
        <message>
            <source>Save the prices</source>
            <translation>Сохранить цены</translation>
        </message>
        <message>
            <source>Saved as {name}</source>
            <translation>Сохранено: {name}</translation>
        </message>
        <message>
            <source>Search the prices</source>
            <translation>Поиск по ценам</translation>
        </message>
        <message>
            <source>Tariffs</source>
            <translation>Тарифы</translation>
        </message>
        <message>
            <source>The prices are not known now</source>
            <translation>Цены сейчас неизвестны</translation>
        </message>
        <message>
            <source>The provider lists no destination.</source>
            <translation>Провайдер не называет ни одного направления.</translation>
        </message>
        <message>
            <source>The trial is used up: top up to call on</source>
            <translation>Пробный тариф исчерпан: пополните счёт, чтобы звонить дальше</translation>
        </message>
        <message>
            <source>This account's provider tells of none.</source>
            <translation>Провайдер этой учётной записи о них не сообщает.</translation>
        </message>
        <message>
            <source>Trial tariff: {left} of {total} left for Russian landlines</source>
            <translation>Пробный тариф: осталось {left} из {total} на городские номера России</translation>
        </message>
        <message>
            <source>Try the beginning of a number, or another spelling of the name.</source>
            <translation>Попробуйте начало номера или другое написание названия.</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Действует</translation>
        </message>
        <message>
            <source>Who makes it free</source>
            <translation>От кого</translation>
        </message>
        <message>
            <source>all numbers</source>
            <translation>все номера</translation>
        </message>
        <message>
            <source>by Agent</source>
            <translation>от Агента</translation>
        </message>
        <message>
            <source>by the provider</source>
            <translation>от провайдера</translation>
        </message>
        <message>
            <source>by the second</source>
            <translation>посекундно</translation>
        </message>
        <message>
            <source>by {step}</source>
            <translation>по {step}</translation>
        </message>
        <message>
            <source>ended</source>
            <translation>закончилось</translation>
        </message>
        <message>
            <source>first minute whole</source>
            <translation>первая минута целиком</translation>
        </message>
        <message>
            <source>first {duration} free, {increments}</source>
            <translation>первые {duration} бесплатно, {increments}</translation>
        </message>
        <message>
            <source>first {first}, then by {step}</source>
            <translation>первые {first}, дальше по {step}</translation>
        </message>
        <message>
            <source>free</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>free now</source>
            <translation>бесплатно</translation>
        </message>
        <message>
            <source>from {date}</source>
            <translation>с {date}</translation>
        </message>
        <message>
            <source>landlines</source>
            <translation>городские</translation>
        </message>
        <message>
            <source>mobiles</source>
            <translation>мобильные</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>не соединяет</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>ещё нет</translation>
        </message>
        <message>
            <source>prices {address}.csv</source>
            <translation>цены {address}.csv</translation>
        </message>
        <message>
            <source>promotion</source>
            <translation>акция</translation>
        </message>
        <message numerus="yes">
            <source>the first {count} destination(s): type more to see fewer</source>
            <translation>
                <numerusform>первое {count} направление: уточните запрос</numerusform>
                <numerusform>первые {count} направления: уточните запрос</numerusform>
                <numerusform>первые {count} направлений: уточните запрос</numerusform>
            </translation>
        </message>
        <message>
            <source>until {date}</source>
            <translation>до {date}</translation>
        </message>
        <message>
            <source>whole minutes</source>
            <translation>целыми минутами</translation>
        </message>
        <message numerus="yes">
            <source>{count} destination(s)</source>
            <translation>
                <numerusform>{count} направление</numerusform>
                <numerusform>{count} направления</numerusform>
                <numerusform>{count} направлений</numerusform>
            </translation>
        </message>
        <message>
            <source>{fee} + {price}</source>
            <translation>{fee} + {price}</translation>
        </message>
    </context>
    <context>
        <name>Times</name>
        <message>
            <source>Today</source>
            <translation>Сегодня</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Вчера</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>вчера</translation>
        </message>
        <message>
            <source>{hours} h {minutes} min</source>
            <translation>{hours} ч {minutes} мин</translation>
        </message>
        <message>
            <source>{minutes} min</source>
            <translation>{minutes} мин</translation>
        </message>
        <message>
            <source>{minutes} min {seconds} s</source>
            <translation>{minutes} мин {seconds} с</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} с</translation>
        </message>
    </context>
    <context>
        <name>TopUp</name>
        <message>
            <source>Adding the money…</source>
            <translation>Пополняю счёт…</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Сумма</translation>
        </message>
        <message>
            <source>Amount, {currency}</source>
            <translation>Сумма, {currency}</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Закрыть</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>New balance: {amount}</source>
            <translation>Новый баланс: {amount}</translation>
        </message>
        <message>
            <source>No clear answer came: the money may have been added. Look at the balance before you try again.</source>
            <translation>Ясного ответа не было: деньги могли поступить. Проверьте баланс, прежде чем повторять.</translation>
        </message>
        <message>
            <source>Receipt {number}</source>
            <translation>Квитанция {number}</translation>
        </message>
        <message>
            <source>The money was not added ({code}). Try again later.</source>
            <translation>Счёт не пополнен ({code}). Попробуйте позже.</translation>
        </message>
        <message>
            <source>The provider does not answer. Try again in a minute.</source>
            <translation>Провайдер не отвечает. Попробуйте через минуту.</translation>
        </message>
        <message>
            <source>The provider does not know this account. Check its password under Accounts.</source>
            <translation>Провайдер не узнаёт эту учётную запись. Проверьте пароль в разделе «Учётные записи».</translation>
        </message>
        <message>
            <source>The provider refuses this amount. Try another one.</source>
            <translation>Провайдер не принимает эту сумму. Попробуйте другую.</translation>
        </message>
        <message>
            <source>The provider was asked. If you close this now, the money may still be added: the balance will show it.</source>
            <translation>Запрос отправлен. Если закрыть окно сейчас, деньги всё равно могут поступить: это покажет баланс.</translation>
        </message>
        <message>
            <source>This account can't be topped up from here.</source>
            <translation>Этот счёт отсюда не пополнить.</translation>
        </message>
        <message>
            <source>Too often in a short time. Wait a minute, then try again.</source>
            <translation>Слишком часто за короткое время. Подождите минуту и попробуйте снова.</translation>
        </message>
        <message>
            <source>Top up</source>
            <translation>Пополнить счёт</translation>
        </message>
        <message>
            <source>Top up {amount}</source>
            <translation>Пополнить на {amount}</translation>
        </message>
        <message>
            <source>{address}, now {amount}</source>
            <translation>{address}, сейчас {amount}</translation>
        </message>
        <message>
            <source>{amount} added</source>
            <translation>Зачислено {amount}</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message numerus="yes">
            <source>%n missed call(s)</source>
            <translation>
                <numerusform>%n пропущенный звонок</numerusform>
                <numerusform>%n пропущенных звонка</numerusform>
                <numerusform>%n пропущенных звонков</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n unread message(s)</source>
            <translation>
                <numerusform>%n непрочитанное сообщение</numerusform>
                <numerusform>%n непрочитанных сообщения</numerusform>
                <numerusform>%n непрочитанных сообщений</numerusform>
            </translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Завершить</translation>
        </message>
        <message>
            <source>Show Agent</source>
            <translation>Показать Агент</translation>
        </message>
        <message>
            <source>The call with {who} ends soon</source>
            <translation>Звонок скоро прервётся: {who}</translation>
        </message>
        <message>
            <source>{duration} left</source>
            <translation>осталось {duration}</translation>
        </message>
    </context>
    <context>
        <name>Trust</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
        </message>
        <message>
            <source>Compare the SHA-256 with what your provider tells you. From then on this account believes this certificate and no other: when the provider renews it, you will be asked again.</source>
            <translation>Сверьте SHA-256 с тем, что сообщает ваш провайдер. После этого учётная запись верит только этому сертификату: когда провайдер его обновит, вас спросят снова.</translation>
        </message>
        <message>
            <source>Compare the SHA-256 with what your provider tells you. From then on this account's servers may show this certificate too, beside those that you trusted before: they are listed in the account's settings.</source>
            <translation>Сверьте SHA-256 с тем, что сообщает ваш провайдер. После этого серверы учётной записи могут показывать и этот сертификат наряду с теми, которым вы доверились раньше: все они перечислены в настройках учётной записи.</translation>
        </message>
        <message>
            <source>Issued by</source>
            <translation>Кем выдан</translation>
        </message>
        <message>
            <source>Issued for</source>
            <translation>Кому выдан</translation>
        </message>
        <message>
            <source>It could not be found good.</source>
            <translation>Убедиться в его подлинности не удалось.</translation>
        </message>
        <message>
            <source>It does not name this server.</source>
            <translation>В нём нет имени этого сервера.</translation>
        </message>
        <message>
            <source>It is another one than the one that you trusted: the provider has renewed it, or somebody listens in.</source>
            <translation>Это не тот сертификат, которому вы доверяли: провайдер обновил его, или соединение кто-то перехватывает.</translation>
        </message>
        <message>
            <source>It is for all servers of a domain: a wildcard, the * in its name. SIP asks for the server's own name (RFC 5922), so that it is believed only once you trust it.</source>
            <translation>Он выдан сразу на весь домен: об этом говорит * в имени. Для SIP нужно имя самого сервера (RFC 5922), поэтому такому сертификату верят, только если вы ему доверяете.</translation>
        </message>
        <message>
            <source>Its time is over: the provider should have renewed it. Or this computer's date is wrong.</source>
            <translation>Его срок истёк: провайдер должен был его обновить. Или на этом компьютере неверная дата.</translation>
        </message>
        <message>
            <source>Nobody that this computer trusts has signed it.</source>
            <translation>Он не подписан никем, кому доверяет этот компьютер.</translation>
        </message>
        <message>
            <source>Server</source>
            <translation>Сервер</translation>
        </message>
        <message>
            <source>The server's certificate</source>
            <translation>Сертификат сервера</translation>
        </message>
        <message>
            <source>This is not the certificate that was refused: the server shows several, or somebody is in between.</source>
            <translation>Это не тот сертификат, который был отклонён: у сервера их несколько, или соединение кто-то перехватывает.</translation>
        </message>
        <message>
            <source>Trust this certificate</source>
            <translation>Доверять этому сертификату</translation>
        </message>
        <message>
            <source>Valid until</source>
            <translation>Действует до</translation>
        </message>
        <message>
            <source>What is in it could not be asked for: {why}</source>
            <translation>Узнать, что в нём, не удалось: {why}</translation>
        </message>
        <message>
            <source>not known yet</source>
            <translation>пока неизвестно</translation>
        </message>
        <message>
            <source>not told</source>
            <translation>не указано</translation>
        </message>
    </context>
    <context>
        <name>Voice</name>
        <message>
            <source>Drop the recording</source>
            <translation>Удалить запись</translation>
        </message>
        <message>
            <source>Drop the recording (Escape)</source>
            <translation>Удалить запись (Escape)</translation>
        </message>
        <message>
            <source>Length of the recording</source>
            <translation>Длина записи</translation>
        </message>
        <message>
            <source>No voice message during a call: the microphone is taken</source>
            <translation>Во время звонка голосовое не записать: микрофон занят</translation>
        </message>
        <message>
            <source>Nothing was recorded</source>
            <translation>Ничего не записано</translation>
        </message>
        <message>
            <source>Play</source>
            <translation>Слушать</translation>
        </message>
        <message>
            <source>Record a voice message</source>
            <translation>Записать голосовое сообщение</translation>
        </message>
        <message>
            <source>Record a voice message: click, or hold and let go to send</source>
            <translation>Голосовое сообщение: нажмите, или удерживайте и отпустите, чтобы отправить</translation>
        </message>
        <message>
            <source>The recording could not be kept: is the disk full?</source>
            <translation>Запись не удалось сохранить: диск заполнен?</translation>
        </message>
        <message>
            <source>The recording was dropped</source>
            <translation>Запись удалена</translation>
        </message>
        <message>
            <source>There is no microphone to record with</source>
            <translation>Нет микрофона, чтобы записать</translation>
        </message>
        <message>
            <source>There is no speaker to play it with</source>
            <translation>Нет динамика, чтобы прослушать</translation>
        </message>
        <message>
            <source>This recording can't be played</source>
            <translation>Эту запись нельзя прослушать</translation>
        </message>
        <message>
            <source>Too short: nothing was recorded</source>
            <translation>Слишком коротко: ничего не записано</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>A provider inside the program, with play money: no network, no sign-up.</source>
            <translation>Провайдер внутри программы, с игрушечными деньгами: без сети и регистрации.</translation>
        </message>
        <message>
            <source>Call any phone from your computer</source>
            <translation>Звоните на любой телефон с компьютера</translation>
        </message>
        <message>
            <source>See the price before the call, and the minutes that are left while you talk.</source>
            <translation>Цена видна до звонка, а оставшиеся минуты — во время разговора.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Войти</translation>
        </message>
        <message>
            <source>Try without an account</source>
            <translation>Попробовать без учётной записи</translation>
        </message>
        <message>
            <source>With an account at any SIP provider, or your company's exchange.</source>
            <translation>С учётной записью любого SIP-провайдера или офисной АТС.</translation>
        </message>
    </context>
</TS>
