#!/usr/bin/env bash
# What `make test` does: install the peers, check style, types and arrows, and run every test. With arguments: pytest with these, alone.
set -eu
cd "$(dirname "$0")/.."
mkdir -p build
scripts/system-packages.sh test
scripts/environment.sh test
scripts/translations.sh
echo "ruff"; .venv/bin/ruff check .
.venv/bin/ruff format --check --quiet .
if [ $# -gt 0 ]; then exec .venv/bin/python -m pytest "$@"; fi

# Real calls and programs mostly wait, and the rest mostly reckons: side by side they take the time of the longest.
echo "side by side: types, arrows and the tests of parts (build/parts.txt), calls (build/calls-1.txt, build/calls-2.txt), what does nothing but"
echo "wait for a minute (build/waiting.txt), and here the whole program on a desktop; after that the tests of the window (build/window.txt)"
names=()
lanes=()
# lane NAME COMMAND...: what it says goes to build/NAME.txt.
lane() {
  name=$1; shift
  "$@" >"build/$name.txt" 2>&1 &
  names+=("$name"); lanes+=($!)
}
pytest=(.venv/bin/python -m pytest)
lane parts nice -n 10 bash -euc 'echo types; .venv/bin/basedpyright --warnings
  echo arrows; .venv/bin/lint-imports --no-cache
  exec .venv/bin/python -m pytest --quiet tests/unit'
lane calls-1 "${pytest[@]}" --quiet --durations=15 tests/interop/test_[a-l]*.py
lane calls-2 "${pytest[@]}" --quiet --durations=15 tests/interop/test_[m-z]*.py
lane waiting "${pytest[@]}" --quiet tests/interop/waiting/wait_*.py
trap 'kill "${lanes[@]}" 2>/dev/null || true' EXIT
failed=0
"${pytest[@]}" --durations=15 tests/e2e || failed=1
# They reckon as the parts do: beside them from the start, they would only be late together.
lane window nice -n 10 "${pytest[@]}" --quiet tests/ui
for place in "${!lanes[@]}"; do
  lines=30
  wait "${lanes[$place]}" || { failed=1; lines=300; }
  echo "--- build/${names[$place]}.txt"; tail -n "$lines" "build/${names[$place]}.txt"
done
trap - EXIT
exit "$failed"
