#!/bin/sh
# Makes the sandbox's announcements again: espeak-ng speaks, sox brings it to the telephone's band and to A-law, 8 kHz, mono.
set -eu
cd "$(dirname "$0")"

say() { # language, name, text
    espeak-ng -v "$1" -s 150 -a 140 -w "$2.tmp.wav" "$3"
    sox -V1 "$2.tmp.wav" -r 8000 -c 1 -e a-law "$2-$1.wav" highpass 200 lowpass 3400 norm -6 silence 1 0.02 0.3% reverse silence 1 0.02 0.3% reverse
    rm "$2.tmp.wav"
}

say ru announcement "Здравствуйте! Вы позвонили в песочницу Агента. Связь работает. После этих слов вы услышите свой голос."
say en announcement "Hello! You have called the sandbox of Agent. The connection works. After these words you will hear your own voice."
say ru early "Это сообщение вы слышите до ответа. Оно бесплатно."
say en early "You hear this message before the answer. It is free of charge."
say ru callback "Спасибо за звонок. Положите трубку, мы вам перезвоним."
say en callback "Thank you for your call. Please hang up, we will call you back."
say ru digits "Нажимайте на кнопки, я буду их называть."
say en digits "Press any keys, and I will say them."

digit() { # name, Russian, English
    say ru "digit-$1" "$2"
    say en "digit-$1" "$3"
}
digit 0 "ноль" "zero"
digit 1 "один" "one"
digit 2 "два" "two"
digit 3 "три" "three"
digit 4 "четыре" "four"
digit 5 "пять" "five"
digit 6 "шесть" "six"
digit 7 "семь" "seven"
digit 8 "восемь" "eight"
digit 9 "девять" "nine"
digit star "звёздочка" "star"
digit hash "решётка" "hash"
digit a "а" "A"
digit b "бэ" "B"
digit c "цэ" "C"
digit d "дэ" "D"
