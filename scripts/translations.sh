#!/usr/bin/env bash
# Compiles the translations (resources/translations/*.ts) into what the program loads (*.qm). Run after installing; quick when repeated.
# With --update: brings the .ts files in step with the source instead.
set -eu
cd "$(dirname "$0")/.."
python="${PYTHON:-.venv/bin/python}"
if [ "${1:-}" = --update ]; then
    exec "$python" scripts/translations.py update
fi
cd resources/translations
stale=0
for source in *.ts; do
    [ "${source%.ts}.qm" -nt "$source" ] || stale=1
done
cd ../..
[ "$stale" = 1 ] || exit 0
exec "$python" scripts/translations.py release
