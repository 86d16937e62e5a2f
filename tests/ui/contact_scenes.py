"""Moments of the contact list and its dialogs, for tests and screenshots."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QColor, QImage

from tests.ui.scenes import PEOPLE, address, phone
from ui.contacts.exporting import ExportDialog
from ui.contacts.ignoring import IgnoredDialog, open_ignored
from ui.contacts.importing import ImportDialog, open_import
from ui.contacts.merging import MergeDialog, open_merging

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

CARDS: Final = """BEGIN:VCARD
VERSION:3.0
FN:Анна Ким
TEL;TYPE=CELL:8 916 765-43-21
TEL;TYPE=WORK:112
CATEGORIES:Семья
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Павел
TEL:495 111-22-33
PHOTO;VALUE=uri:https://example.org/a.jpg
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Мама
TEL:+7 812 333-44-55
END:VCARD
BEGIN:VCARD
VERSION:3.0
END:VCARD
"""
TABLE: Final = """Имя;Фамилия;Прозвище;Мобильный телефон;Заметки
Анна;Ким;Аня;8 916 765-43-21;из отдела связи
Пётр;Ильин;;нет;
"""


def grouped(fakes: Fakes) -> tuple[str, str]:
    """Family and work, with people in them; the ids."""
    contacts = fakes.contacts
    family, work = contacts.groups.add("Семья"), contacts.groups.add("Работа")
    contacts.move(["p2", "p3"], family)
    contacts.move(["p5"], work)
    return family, work


def groups(shell: Shell, fakes: Fakes) -> None:
    del shell
    grouped(fakes)


def wait_for(condition: Callable[[], bool]) -> None:
    """A worker's answer; five seconds at most."""
    loop = QEventLoop()
    timer = QTimer()
    timer.timeout.connect(lambda: loop.quit() if condition() else None)
    timer.start(5)
    QTimer.singleShot(5000, loop.quit)
    loop.exec()
    assert condition()


def import_of(shell: Shell, fakes: Fakes, path: Path) -> ImportDialog:
    dialog = open_import(fakes.services(), path, shell.window.people)
    wait_for(lambda: dialog.pages.currentIndex() != 0)
    return dialog


def file_with(text: str, name: str, folder: Path) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def duplicates(shell: Shell, fakes: Fakes) -> MergeDialog:
    boris = msgspec.structs.replace(PEOPLE[0], contact_id="p9", name="Петров Б.", points=(phone("+79161234567"), address("b@example.org")))
    fakes.contacts.change(boris)
    fakes.contacts.change(msgspec.structs.replace(PEOPLE[1], contact_id="p10", points=(phone("+79035556677"),)))
    return open_merging(fakes.services(), shell.window.people)


def ignored(shell: Shell, fakes: Fakes) -> IgnoredDialog:
    fakes.contacts.ignored.ignore_contact("p2")
    fakes.contacts.ignored.ignore("+74951112244")
    return open_ignored(fakes.services(), shell.window.people)


def export(shell: Shell, fakes: Fakes, path: Path) -> ExportDialog:
    from agent_app.contacts.transfer.writing import Form

    dialog = ExportDialog(fakes.services(), fakes.contacts.contacts(), path, Form.VCARD_4, shell.window)
    dialog.open()
    return dialog


def picture(path: Path, width: int = 640, height: int = 480) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#c05020"))
    assert image.save(str(path))
    return path
