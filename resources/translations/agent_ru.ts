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
        <name>Accounts</name>
        <message>
            <source>Accounts</source>
            <translation>Учётные записи</translation>
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
            <translation>Повторить сейчас</translation>
        </message>
        <message>
            <source>Try the sandbox</source>
            <translation>Попробовать песочницу</translation>
        </message>
        <message>
            <source>Type the password</source>
            <translation>Ввести пароль</translation>
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
        <name>Browser</name>
        <message>
            <source>The provider's page can't be opened. Look for it on the provider's site.</source>
            <translation>Страницу провайдера не удалось открыть. Найдите её на сайте провайдера.</translation>
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
            <source>Choose somebody at the left, or type a full number on the phone: {number}.</source>
            <translation>Выберите собеседника слева или наберите на телефоне полный номер: {number}.</translation>
        </message>
        <message>
            <source>Edit the contact</source>
            <translation>Изменить контакт</translation>
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
            <source>Show on the phone, with its price</source>
            <translation>Показать на телефоне вместе с ценой</translation>
        </message>
        <message>
            <source>This is the sandbox: a provider with play money. Try one of these, or type any full number.</source>
            <translation>Это песочница: провайдер с игрушечными деньгами. Попробуйте любой из этих или наберите любой полный номер.</translation>
        </message>
        <message>
            <source>Whom would you like to call?</source>
            <translation>Кому позвоним?</translation>
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
            <source>Add a SIP address</source>
            <translation>Добавить SIP-адрес</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Добавить номер</translation>
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
            <source>This is no telephone number</source>
            <translation>Это не телефонный номер</translation>
        </message>
        <message>
            <source>home, work…</source>
            <translation>дом, работа…</translation>
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
        <message>
            <source>A number can be called at once: press Enter.</source>
            <translation>На номер можно позвонить сразу: нажмите Enter.</translation>
        </message>
        <message>
            <source>Add a contact</source>
            <translation>Добавить контакт</translation>
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
            <source>Contacts or calls</source>
            <translation>Контакты или звонки</translation>
        </message>
        <message>
            <source>Filter contacts</source>
            <translation>Отбор контактов</translation>
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
            <source>Name or number</source>
            <translation>Имя или номер</translation>
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
            <source>Outgoing</source>
            <translation>Исходящий</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Телефон</translation>
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
            <source>Type a number on the phone and press Call: every call is kept here.</source>
            <translation>Наберите номер на телефоне и нажмите «Позвонить»: здесь останутся все звонки.</translation>
        </message>
        <message>
            <source>not answered</source>
            <translation>нет ответа</translation>
        </message>
        <message>
            <source>now</source>
            <translation>сейчас</translation>
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
        <message>
            <source>Delete {name}?</source>
            <translation>Удалить контакт «{name}»?</translation>
        </message>
        <message>
            <source>End the call and quit</source>
            <translation>Закончить и выйти</translation>
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
            <source>Over the internet the rescuers may not see where you are, and the call may not get through. If a mobile or landline phone is at hand, use it.</source>
            <translation>Через интернет спасатели могут не увидеть, где вы, и звонок может не пройти. Если рядом есть мобильный или городской телефон, звоните с него.</translation>
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
            <source>Call cancelled</source>
            <translation>Звонок отменён</translation>
        </message>
        <message>
            <source>Call ended</source>
            <translation>Разговор окончен</translation>
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
            <source>Language</source>
            <translation>Язык</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Светлое</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Настройки</translation>
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
        <name>Tray</name>
        <message numerus="yes">
            <source>%n missed call(s)</source>
            <translation>
                <numerusform>%n пропущенный звонок</numerusform>
                <numerusform>%n пропущенных звонка</numerusform>
                <numerusform>%n пропущенных звонков</numerusform>
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
