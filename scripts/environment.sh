#!/usr/bin/env bash
# environment.sh run|test: makes .venv from the lock files, once: again only after a lock file, the Python or the folder changed.
set -eu
cd "$(dirname "$0")/.."
lock="requirements/${1:-run}.txt"

suits() { "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' >/dev/null 2>&1; }

find_python() {
  for candidate in ${AGENT_PYTHON:-} python3.12 python3.11 python3; do
    if suits "$candidate"; then command -v "$candidate"; return; fi
  done
}

make_environment() {
  python=$(find_python)
  rm -rf .venv
  if [ -n "$python" ]; then
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
  else  # no Python 3.11 or 3.12 here: any Python 3 starts uv, and uv brings 3.12
    echo "No Python 3.11 or 3.12 found: uv brings Python 3.12."
    python3 -m venv build/uv
    build/uv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
    build/uv/bin/uv venv --quiet --python 3.12 .venv
    build/uv/bin/uv pip install --quiet --python .venv/bin/python --require-hashes -r requirements/uv.txt
  fi
}

stamp=".venv/.made-for-${1:-run}"
wanted=$(cat "$lock" requirements/uv.txt pyproject.toml scripts/environment.sh | sha256sum; pwd)
if [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then exit 0; fi

echo "Making the Python environment in .venv"
if ! { [ -x .venv/bin/uv ] && suits .venv/bin/python; }; then make_environment; fi
.venv/bin/uv pip install --quiet --compile-bytecode --python .venv/bin/python --require-hashes -r "$lock"
.venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
.venv/bin/python -m compileall -q agent_app ui telephony tariffs sandbox resources  # the first start is not to compile the program
printf '%s\n' "$wanted" > "$stamp"
