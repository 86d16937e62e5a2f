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
    </context>
    <context>
        <name>Account</name>
        <message>
            <source>Cancel</source>
            <translation>Отмена</translation>
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
            <source>Signing in</source>
            <translation>Вход</translation>
        </message>
        <message>
            <source>Signing in or money</source>
            <translation>Вход или деньги</translation>
        </message>
    </context>
    <context>
        <name>Accounts</name>
        <message>
            <source>Accounts</source>
            <translation>Учётные записи</translation>
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
            <source>Emoji (Ctrl+E)</source>
            <translation>Эмодзи (Ctrl+E)</translation>
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
        <name>Keys</name>
        <message>
            <source>ABC</source>
            <translation>АБВГ</translation>
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
            <source>JKL</source>
            <translation>МНОП</translation>
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
            <source>WXYZ</source>
            <translation>ЬЭЮЯ</translation>
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
            <source>Menu</source>
            <translation>Меню</translation>
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
            <source>Type or paste a number with its country and city code (Ctrl+L). Enter calls.</source>
            <translation>Наберите или вставьте номер с кодом страны и города (Ctrl+L). Enter — позвонить.</translation>
        </message>
        <message>
            <source>Use {number}</source>
            <translation>Взять {number}</translation>
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
            <source>Answered on another device</source>
            <translation>Ответили на другом устройстве</translation>
        </message>
        <message>
            <source>Forwarded</source>
            <translation>Переадресован</translation>
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
            <source>Nobody that this computer trusts signed the server's certificate. Give the provider's file of authorities, or pin the certificate.</source>
            <translation>Сертификат сервера не подписан никем, кому доверяет этот компьютер. Укажите файл удостоверяющих центров провайдера или закрепите сертификат.</translation>
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
            <source>The recording {value} can't be written. Choose another folder.</source>
            <translation>Запись {value} не удаётся сохранить. Выберите другую папку.</translation>
        </message>
        <message>
            <source>The disk is full: the recording {value} ends here</source>
            <translation>Диск полон: запись {value} на этом кончается</translation>
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
            <source>The certificate is another server's. Check the server's name in the account.</source>
            <translation>Сертификат принадлежит другому серверу. Проверьте имя сервера в учётной записи.</translation>
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
            <source>The server does not answer. Check the network connection.</source>
            <translation>Сервер не отвечает. Проверьте подключение к сети.</translation>
        </message>
        <message>
            <source>The server refuses the connection. It may be down, or want another transport.</source>
            <translation>Сервер отвергает соединение: он выключен или ждёт другого транспорта.</translation>
        </message>
        <message>
            <source>The server showed another certificate than the pinned one. Ask the provider whether it was renewed; if not, somebody listens in.</source>
            <translation>Сервер показал не тот сертификат, который закреплён. Спросите провайдера, не обновил ли он его; если нет, кто-то перехватывает соединение.</translation>
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
            <source>forwarded</source>
            <translation>переадресован</translation>
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
            <source>no encrypted sound there</source>
            <translation>там нет шифрования звука</translation>
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
        <name>Settings</name>
        <message>
            <source>Appearance</source>
            <translation>Оформление</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Как в системе</translation>
        </message>
        <message>
            <source>Closing the window keeps Agent in the tray, ready for calls</source>
            <translation>При закрытии окна Агент остаётся в трее и принимает звонки</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Тёмное</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Готово</translation>
        </message>
        <message>
            <source>Enter sends a message; off: Ctrl+Enter does</source>
            <translation>Enter отправляет сообщение; если выключено — Ctrl+Enter</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Язык</translation>
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
            <source>Settings</source>
            <translation>Настройки</translation>
        </message>
        <message>
            <source>Show :-) and its like as emoji</source>
            <translation>Показывать :-) и подобные как эмодзи</translation>
        </message>
        <message>
            <source>Tell me of messages and missed calls</source>
            <translation>Сообщать о сообщениях и пропущенных звонках</translation>
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
    </context>
    <context>
        <name>Status</name>
        <message>
            <source>Balance {amount}</source>
            <translation>Баланс {amount}</translation>
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
