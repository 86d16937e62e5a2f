#!/usr/bin/env bash
# system-packages.sh run|test: installs the Debian or Ubuntu packages that are missing, and touches apt only where some are.
set -eu

# Qt's xcb and Wayland platforms, OpenGL, PortAudio with PulseAudio behind ALSA, fonts for both alphabets and for emoji, Python's venv.
run_packages="libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libgssapi-krb5-2 libxkbcommon0 libxkbcommon-x11-0
  libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-shm0
  libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libwayland-client0 libwayland-cursor0 libwayland-egl1
  libportaudio2 libasound2-plugins fonts-dejavu-core fonts-noto-color-emoji"
# The real programs that the tests talk to.
test_packages="kamailio kamailio-presence-modules kamailio-sqlite-modules kamailio-tls-modules kamailio-extra-modules
  kamailio-utils-modules sqlite3 openssl curl baresip linphone-cli coturn nftables sip-tester pulseaudio pulseaudio-utils
  xvfb xdotool x11-utils gnome-keyring
  dbus at-spi2-core imagemagick git iproute2"

case "${1:-run}" in
  run) packages=$run_packages ;;
  test) packages="$run_packages $test_packages" ;;
  *) echo "usage: system-packages.sh run|test" >&2; exit 2 ;;
esac
# The interpreter's own venv package, for the Python that Debian or Ubuntu brings.
if ! python3 -c "import ensurepip, venv" >/dev/null 2>&1; then packages="python3 python3-venv $packages"; fi

command -v dpkg-query >/dev/null || {
  echo "This system has no dpkg. Install what these Debian packages hold, then run this again: $packages" >&2
  exit 0
}

# Ubuntu 24.04 calls some of them by a name that ends in t64.
missing=""
for package in $packages; do
  case "$(dpkg-query -W -f='${db:Status-Status};' "$package" "${package}t64" 2>/dev/null)" in
    installed\;* | *\;installed\;*) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "These packages are missing and sudo is not there to install them:$missing" >&2; exit 1; }
  as_root=sudo
fi
echo "Installing system packages:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# A peer that starts itself as a service would take the ports of a running one: tests start their own.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends $missing
