"""Where a loaded ELF module (Linux) keeps the addresses of the functions it calls: its table of jump slots (System V ABI, chapter 5).

Read in memory, by ctypes. Elsewhere, and for modules of another make, nothing is found.
"""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Collection, Iterator
from typing import Final

_ELF64_LITTLE: Final = b"\x7fELF\x02\x01"
_PT_DYNAMIC: Final = 2
_PT_GNU_RELRO: Final = 0x6474E552
_DT_PLTRELSZ: Final = 2
_DT_STRTAB: Final = 5
_DT_SYMTAB: Final = 6
_DT_JMPREL: Final = 23
_JUMP_SLOTS: Final = (7, 1026)  # R_X86_64_JUMP_SLOT, R_AARCH64_JUMP_SLOT
_PAGE: Final = 4096

_HEADER: Final = struct.Struct("<16sHHIQQQIHHH")  # Elf64_Ehdr up to e_phnum
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")  # Elf64_Phdr
_TAG: Final = struct.Struct("<QQ")  # Elf64_Dyn
_RELOCATION: Final = struct.Struct("<QQq")  # Elf64_Rela
_SYMBOL: Final = struct.Struct("<IBBHQQ")  # Elf64_Sym


class _DlInfo(ctypes.Structure):
    """Dl_info (dlfcn.h)."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("base", ctypes.c_void_p),
        ("symbol", ctypes.c_char_p),
        ("address", ctypes.c_void_p),
    )


def jump_slots(inside: int, names: Collection[str]) -> dict[str, int]:
    """The addresses of the slots through which the module that holds the address `inside` calls these functions; only writable ones."""
    base = _base(inside) if sys.platform == "linux" else 0
    if not base or ctypes.string_at(base, len(_ELF64_LITTLE)) != _ELF64_LITTLE:
        return {}
    segments = list(_segments(base))
    dynamic = next((address for kind, address, _ in segments if kind == _PT_DYNAMIC), 0)
    if not dynamic:
        return {}
    sealed = [range(start, (end + _PAGE - 1) // _PAGE * _PAGE) for kind, start, end in segments if kind == _PT_GNU_RELRO]
    return {name: slot for name, slot in _slots(base, dynamic) if name in names and not any(slot in one for one in sealed)}


def _base(inside: int) -> int:
    """The address that the module is loaded at."""
    info = _DlInfo()
    found = ctypes.CDLL(None).dladdr(ctypes.c_void_p(inside), ctypes.byref(info))
    return int(info.base or 0) if found else 0


def _segments(base: int) -> Iterator[tuple[int, int, int]]:
    """(kind, first address, address behind)."""
    header = _HEADER.unpack(ctypes.string_at(base, _HEADER.size))
    table, size, count = base + int(header[5]), int(header[9]), int(header[10])
    for number in range(count):
        kind, _, _, address, _, _, length, _ = _SEGMENT.unpack(ctypes.string_at(table + number * size, _SEGMENT.size))
        yield kind, base + address, base + address + length


def _tags(dynamic: int) -> dict[int, int]:
    tags: dict[int, int] = {}
    while True:
        tag, value = _TAG.unpack(ctypes.string_at(dynamic, _TAG.size))
        if tag == 0:
            return tags
        tags[tag] = value
        dynamic += _TAG.size


def _slots(base: int, dynamic: int) -> Iterator[tuple[str, int]]:
    """Each function's name and slot."""
    tags = _tags(dynamic)
    if not {_DT_PLTRELSZ, _DT_STRTAB, _DT_SYMTAB, _DT_JMPREL} <= tags.keys():
        return
    # glibc has made addresses of these, musl leaves them relative to the base.
    names, symbols, relocations = (_absolute(base, tags[tag]) for tag in (_DT_STRTAB, _DT_SYMTAB, _DT_JMPREL))
    for offset, kind, _ in _RELOCATION.iter_unpack(ctypes.string_at(relocations, tags[_DT_PLTRELSZ])):
        if kind & 0xFFFF_FFFF in _JUMP_SLOTS:
            symbol = ctypes.string_at(symbols + (kind >> 32) * _SYMBOL.size, _SYMBOL.size)
            yield ctypes.string_at(names + _SYMBOL.unpack(symbol)[0]).decode("ascii", "replace"), base + offset


def _absolute(base: int, address: int) -> int:
    return address if address >= base else base + address
