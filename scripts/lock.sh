#!/usr/bin/env bash
# Writes the lock files anew from pyproject.toml: hashes, no registry address. Needs a made environment (make run once).
set -eu
cd "$(dirname "$0")/.."
uv="${UV:-.venv/bin/uv}"
# One version of a package for all Pythons and systems where one will do: what is checked on one holds on the others.
options="--quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --fork-strategy fewest"
# shellcheck disable=SC2086
"$uv" pip compile $options requirements/uv.in -o requirements/uv.txt
# shellcheck disable=SC2086
"$uv" pip compile $options --extra build pyproject.toml -o requirements/run.txt
# shellcheck disable=SC2086
"$uv" pip compile $options --extra build --extra test pyproject.toml -c requirements/run.txt -o requirements/test.txt
# shellcheck disable=SC2086
"$uv" pip compile $options --extra build --extra test --extra bench pyproject.toml -c requirements/test.txt -o requirements/bench.txt
# shellcheck disable=SC2086
"$uv" pip compile $options --extra build --extra test --extra fuzz pyproject.toml -c requirements/test.txt -o requirements/fuzz.txt
