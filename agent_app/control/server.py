"""The local socket that a second start and the command line speak to."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ControlServer(QObject):
    show_requested = Signal(str)  # "": come to the front; else show this number or address, and wait for the user's Call
