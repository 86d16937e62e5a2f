#!/bin/sh
# The answering machine's usual greetings, spoken by espeak-ng: mono, 16 kHz, 16 bits.
set -eu
cd "$(dirname "$0")"
spoken=$(mktemp --suffix=.wav)
trap 'rm -f "$spoken"' EXIT
say() {
    espeak-ng -v "$2" -s "$3" -w "$spoken" "$4"
    sox "$spoken" -r 16000 -c 1 -b 16 "greeting-$1.wav" norm -6 pad 0.3 0.2
}
say en en-us 150 "Hello. I can not take your call right now. Please leave a message after the tone."
say ru ru 145 "Здравствуйте. Сейчас я не могу ответить. Пожалуйста, оставьте сообщение после сигнала."
