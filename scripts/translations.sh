#!/bin/sh
# Compiles the translations (resources/translations/*.ts) into what the program loads (*.qm). Run after installing; quick when repeated.
set -eu
cd "$(dirname "$0")/.."
cd resources/translations
stale=0
for source in *.ts; do
    [ "${source%.ts}.qm" -nt "$source" ] || stale=1
done
cd ../..
[ "$stale" = 1 ] || exit 0
exec "${PYTHON:-.venv/bin/python}" scripts/translations.py release
