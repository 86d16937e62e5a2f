#!/usr/bin/env bash
# What `make test` does: install the peers, check style, types and arrows, and run every test. With arguments: pytest with these, alone.
set -eu
cd "$(dirname "$0")/.."
scripts/system-packages.sh test
scripts/environment.sh test
scripts/translations.sh
echo "ruff"; .venv/bin/ruff check .
.venv/bin/ruff format --check --quiet .
echo "basedpyright"; .venv/bin/basedpyright --warnings
echo "import-linter"; .venv/bin/lint-imports --no-cache >build/lint-imports.txt 2>&1 || { cat build/lint-imports.txt; exit 1; }
if [ $# -gt 0 ]; then exec .venv/bin/python -m pytest "$@"; fi

# Real calls and programs mostly wait, and the other tests mostly reckon: side by side, the calls first, they take half of the time.
echo "beside these: the tests of parts and of the window (build/parts.txt), and the other half of the calls (build/calls.txt)"
nice -n 10 .venv/bin/python -m pytest --quiet tests/unit tests/ui >build/parts.txt 2>&1 &
parts=$!
.venv/bin/python -m pytest --quiet --durations=15 tests/interop/test_[m-z]*.py >build/calls.txt 2>&1 &
calls=$!
# These do nothing but wait for a minute.
.venv/bin/python -m pytest --quiet tests/interop/waiting/wait_*.py >build/waiting.txt 2>&1 &
waiting=$!
trap 'kill "$parts" "$calls" "$waiting" 2>/dev/null || true' EXIT
failed=0
.venv/bin/python -m pytest --durations=15 tests/e2e tests/interop/test_[a-l]*.py || failed=1
wait "$calls" || failed=1
tail -n 80 build/calls.txt
wait "$parts" || failed=1
wait "$waiting" || { failed=1; cat build/waiting.txt; }
trap - EXIT
tail -n 40 build/parts.txt
exit "$failed"
