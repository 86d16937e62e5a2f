#!/usr/bin/env bash
# What `make test` does: install the peers, check style, types and arrows, and run every test.
set -eu
cd "$(dirname "$0")/.."
scripts/system-packages.sh test
scripts/environment.sh test
scripts/translations.sh
echo "ruff"; .venv/bin/ruff check .
.venv/bin/ruff format --check --quiet .
echo "basedpyright"; .venv/bin/basedpyright --warnings
echo "import-linter"; .venv/bin/lint-imports --no-cache >build/lint-imports.txt 2>&1 || { cat build/lint-imports.txt; exit 1; }
exec .venv/bin/python -m pytest "$@"
