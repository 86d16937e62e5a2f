# shellcheck shell=bash
# Which Python: sourced by the scripts that install. The system's own comes last, for a PATH on which another one hides it.

suits() { "$1" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' >/dev/null 2>&1; }

find_python() {
  for candidate in "${AGENT_PYTHON:-}" python3.12 python3.11 python3 "${SYSTEM_PYTHON:-/usr/bin/python3}"; do
    if suits "$candidate"; then command -v "$candidate"; return; fi
  done
}
