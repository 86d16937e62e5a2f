#!/usr/bin/env bash
# What `make run` does: install what is missing, then open the window on the sandbox.
set -eu
cd "$(dirname "$0")/.."
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ "$(uname)" = Linux ]; then
  echo "Agent needs a display: neither DISPLAY nor WAYLAND_DISPLAY is set. Run this from a desktop session." >&2
  exit 1
fi
unset PYTHONHOME PYTHONPATH  # another program's packages are not ours
scripts/system-packages.sh run
scripts/environment.sh run
scripts/translations.sh
exec .venv/bin/agent --sandbox "$@"
