"""A process of its own for pjmedia's jitter buffer (pjlib's asserts abort): packets of two frames, one is lost. Prints a line of JSON."""

from __future__ import annotations

import ctypes
import json
import sys

import pjsua2 as pj
import pjsua2._pjsua2 as extension  # pyright: ignore[reportMissingModuleSource]

from telephony.pj.elf import jump_slots
from telephony.pj.jitter import JitterBuffers

LOST = 2  # the third packet
PACKETS, PACKET = 5, 2
FRAME_BYTES, FRAME_MS, MOST_FRAMES = 80, 10, 24


class _Text(ctypes.Structure):
    _fields_ = (("ptr", ctypes.c_char_p), ("slen", ctypes.c_ssize_t))


def create(library: ctypes.CDLL, pool: ctypes.c_void_p) -> ctypes.c_void_p:
    """Through the table that the library itself goes through."""
    inside = ctypes.cast(library["pjmedia_jbuf_create"], ctypes.c_void_p).value or 0
    slot = jump_slots(inside, ("pjmedia_jbuf_create",))["pjmedia_jbuf_create"]
    prototype = ctypes.CFUNCTYPE(ctypes.c_int, *[ctypes.c_void_p] * 2, *[ctypes.c_uint] * 3, ctypes.c_void_p)
    buffer = ctypes.c_void_p()
    name = _Text(b"test", 4)
    make = prototype(ctypes.c_void_p.from_address(slot).value or 0)
    if make(pool, ctypes.addressof(name), FRAME_BYTES, FRAME_MS, MOST_FRAMES, ctypes.addressof(buffer)) != 0:
        raise SystemExit("no buffer")
    library.pjmedia_jbuf_set_adaptive(buffer, 0, 1, MOST_FRAMES * 4 // 5)
    return buffer


def main() -> None:
    buffers = JitterBuffers()
    installed = buffers.install() if "watched" in sys.argv else False
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    library = ctypes.CDLL(str(extension.__file__))
    library.pjsua_pool_create.restype = ctypes.c_void_p
    pool = ctypes.c_void_p(library.pjsua_pool_create(b"test", 4000, 4000))
    buffer = create(library, pool)
    frame = ctypes.create_string_buffer(FRAME_BYTES)
    played: list[int] = []  # the number of each frame, -1 for one that is missing, -2 for none
    size, kind, bits = ctypes.c_size_t(), ctypes.c_ubyte(), ctypes.c_uint32()
    for packet in range(PACKETS + 1):
        # Each comes a packet before its time, so that the one after the lost one is there when the lost one is due.
        for number in range(packet * PACKET, packet * PACKET + PACKET) if packet not in (LOST, PACKETS) else ():
            frame[0] = bytes([number])
            library.pjmedia_jbuf_put_frame2(buffer, frame, ctypes.c_size_t(FRAME_BYTES), 0, number, None)
        if packet == LOST:
            continue
        for _ in range(PACKET):
            size.value = FRAME_BYTES  # how much there is room for
            library.pjmedia_jbuf_get_frame2(buffer, frame, ctypes.byref(size), ctypes.byref(kind), ctypes.byref(bits))
            played.append(frame.raw[0] if kind.value == 1 else kind.value - 1 if kind.value == 0 else -2)
    print(json.dumps({"installed": installed, "played": played}))
    endpoint.libDestroy()


if __name__ == "__main__":
    main()
