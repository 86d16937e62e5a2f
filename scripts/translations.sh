#!/usr/bin/env bash
# translations.sh [--update]: makes the .qm files from the .ts files; with --update, first brings the .ts files up to date with tr().
set -eu
cd "$(dirname "$0")/.."
folder=resources/translations
if [ "${1:-}" = --update ]; then
  # shellcheck disable=SC2046
  for ts in "$folder"/*.ts; do .venv/bin/pyside6-lupdate -no-obsolete -locations none $(git ls-files 'ui/*.py') -ts "$ts"; done
fi
for ts in "$folder"/*.ts; do
  qm="${ts%.ts}.qm"
  if [ ! -e "$qm" ] || [ "$ts" -nt "$qm" ]; then .venv/bin/pyside6-lrelease -silent "$ts" -qm "$qm"; fi
done
