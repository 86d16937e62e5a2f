#!/usr/bin/env bash
# system-packages.sh run|test: installs the Debian or Ubuntu packages that are missing, and touches apt only where some are.
# It never removes a package, and what it installs for the tests never runs as a service.
set -eu
cd "$(dirname "$0")/.."

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
services="kamailio coturn"

kind="${1:-run}"
case "$kind" in
  run) packages=$run_packages ;;
  test) packages="$run_packages $test_packages" ;;
  *) echo "usage: system-packages.sh run|test" >&2; exit 2 ;;
esac
# Without a Python that suits, the one that Debian or Ubuntu brings, with its venv.
. scripts/python.sh
[ -n "$(find_python)" ] || packages="python3 python3-venv $packages"

command -v dpkg-query >/dev/null || {
  echo "This system has no dpkg. Install what these Debian packages hold, then run this again: $packages" >&2
  exit 0
}

# One question for all: asking for each would take a third of a second at every start. Ubuntu 24.04 ends some names in t64.
# shellcheck disable=SC2086,SC2046
installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' $packages pipewire-alsa pipewire-pulse $(printf '%st64 ' $packages) 2>/dev/null || true)
is_installed() { grep -qxE "installed $1(t64)?" <<<"$installed"; }

# Where PipeWire is the desktop's sound, PulseAudio as a package would take its place. The tests' own needs no installing, only its libraries.
apart=""
if [ "$kind" = test ] && ! is_installed pulseaudio && { is_installed pipewire-alsa || is_installed pipewire-pulse; }; then
  packages=${packages/ pulseaudio / }
  [ -x build/peers/bin/pulseaudio ] || apart=pulseaudio
fi

missing=""
for package in $packages; do is_installed "$package" || missing="$missing $package"; done

as_root=""
become_root() {
  [ "$(id -u)" -ne 0 ] || return 0
  command -v sudo >/dev/null || {
    echo "These packages are missing, and sudo is not there to install them:$missing${apart:+ (what $apart needs)}" >&2
    exit 1
  }
  as_root=sudo
}

fail() {
  echo "These packages can't be installed (the reason stands above):$missing${apart:+ $apart}. Install them, then run this again." >&2
  exit 1
}

# Another apt may be at work (a new machine updates itself). No recommended package, and RUNLEVEL for systems without systemd: nothing starts.
apt() { $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get -y -qq -o DPkg::Lock::Timeout=300 --no-remove --no-install-recommends "$@"; }

# A server that listens on every network from now on is not what the tests need: they start their own.
mask_services() {
  [ -d /run/systemd/system ] || return 0
  for service in $services; do
    unit="/etc/systemd/system/$service.service"
    case " $missing " in *" $service "*) [ -e "$unit" ] || [ -L "$unit" ] || $as_root ln -s /dev/null "$unit" ;; esac
  done
}

unpack() {
  depends=$(apt-cache show --no-all-versions "$1" | sed -n 's/^Depends: //p')
  apt satisfy "$depends" || return 1
  mkdir -p build/peers/bin
  rm -rf "build/peers/$1"
  (cd build/peers && apt-get download -qq "$1" && dpkg-deb -x "$1"_*.deb "$1" && rm "$1"_*.deb) || return 1
  cp "scripts/unpacked-$1.sh" "build/peers/bin/$1"
}

if [ -n "$missing$apart" ]; then
  become_root
  echo "Installing system packages:$missing${apart:+ (and $apart into build/peers)}"
  $as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a || fail  # after an installation that broke off, apt insists on it
  apt update || true                    # one source that is away is no reason to stop: what matters is said by the next line
  mask_services
  # shellcheck disable=SC2086
  [ -z "$missing" ] || apt install $missing || fail
  [ -z "$apart" ] || unpack "$apart" || fail
fi

# The tests of networks that change need namespaces, which some systems keep from programs without rights.
if [ "$kind" = test ] && ! refusal=$(unshare --user --map-root-user --net --mount true 2>&1); then
  echo "The tests need network namespaces, and this system refuses them ($refusal)." >&2
  if [ "$(cat /proc/sys/kernel/apparmor_restrict_unprivileged_userns 2>/dev/null)" = 1 ]; then
    echo "For as long as it runs: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" >&2
  fi
  exit 1
fi
