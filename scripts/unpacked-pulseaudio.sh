#!/bin/sh
# The PulseAudio that system-packages.sh unpacked beside this, without installing it: libraries and modules are its own.
here=$(cd "$(dirname "$0")/../pulseaudio" && pwd)
libraries=$(dirname "$(ls "$here"/usr/lib/*/pulseaudio/libpulsecore-*.so)")
modules=$(dirname "$(find "$here/usr/lib" -name module-null-sink.so)")
LD_LIBRARY_PATH="$libraries:$modules" exec "$here/usr/bin/pulseaudio" --dl-search-path="$modules" "$@"
