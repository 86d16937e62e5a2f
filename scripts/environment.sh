#!/usr/bin/env bash
# environment.sh run|test|bench|fuzz: makes .venv from the lock files, once: again only after a lock file, the Python or the folder changed,
# or where the last making broke off. What pip and uv said is in build/environment.txt.
set -eu
cd "$(dirname "$0")/.."
unset PYTHONHOME PYTHONPATH  # another program's packages are not ours
kind="${1:-run}"
lock="requirements/$kind.txt"
stamp=".venv/.made-for-$kind"
unfinished="build/environment.unfinished"
log="build/environment.txt"
wanted=$(cat "$lock" requirements/uv.txt pyproject.toml scripts/environment.sh | sha256sum; pwd)

is_made() { [ -x .venv/bin/python ] && [ ! -e "$unfinished" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; }
if is_made; then exit 0; fi

. scripts/python.sh

# Programs in .venv/bin name the folder they were made in.
moved() { tail -qn 1 .venv/.made-for-* 2>/dev/null | grep -qvxF "$(pwd)"; }

is_sound() { [ ! -e "$unfinished" ] && [ -x .venv/bin/uv ] && suits .venv/bin/python && ! moved; }

explain() {
  if grep -qi "no space left" "$log"; then why="The disk is full."
  elif grep -q "python-build-standalone" "$log"; then why="Python 3.12 can't be fetched: is there a network? Installing Python 3.11 or 3.12 helps too."
  elif grep -qiE "name.?resolution|resolve host|dns error|unreachable|timed out|refused|connection|failed to (fetch|download)|proxy|certificate" "$log"; then
    why="The packages can't be fetched: is there a network?"
  else why="The last word was: $(tail -n 1 "$log")"; fi
  echo "The Python environment can't be made. $why (All that was said is in $log. Run this again once that is mended.)" >&2
  exit 1
}

# One of the commands that install; its own words go to the log.
try() { "$@" >>"$log" 2>&1 </dev/null || explain; }

make_environment() {
  python=$(find_python)
  rm -rf .venv
  if [ -n "$python" ]; then
    try "$python" -m venv .venv
    try .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  else  # no Python 3.11 or 3.12 here: any Python 3 starts uv, and uv brings 3.12
    echo "No Python 3.11 or 3.12 found: uv brings Python 3.12."
    starter=python3
    "$starter" -c "import ensurepip, venv" >/dev/null 2>&1 || starter=/usr/bin/python3
    try "$starter" -m venv --clear build/uv
    try build/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
    try build/uv/bin/uv venv --quiet --python 3.12 .venv
    try build/uv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/uv.txt
  fi
}

mkdir -p build
if command -v flock >/dev/null; then  # two at once would take each other's files away
  exec 9>build/environment.lock
  flock -n 9 || { echo "Another make is at work on .venv: waiting for it."; flock 9; }
  if is_made; then exit 0; fi
fi

echo "Making the Python environment in .venv (the first time takes a minute or two)"
: >"$log"
sound=yes; is_sound || sound=no
: >"$unfinished"
[ "$sound" = yes ] || make_environment
try .venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$lock"
try .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q agent_app ui telephony tariffs sandbox resources >>"$log" 2>&1 || true  # that the first start need not
printf '%s\n' "$wanted" >"$stamp"
rm "$unfinished"
