"""What can be done with a contact or a group of the list, besides calling: the menus that a right click opens."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from agent_app.contacts.sections import Section, SectionKind
from agent_app.snapshots import Contact, PointKind
from ui.contacts.naming import ask_group_name
from ui.contacts.points import plain_menu_text
from ui.dialogs.questions import ask_remove
from ui.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from agent_app.contacts.service import ContactService
    from agent_app.services import Services
    from ui.contacts.people import PeopleItem


def row_menu(item: PeopleItem, services: Services, parent: QWidget, edit: Callable[[str], object]) -> QMenu:
    """Of a contact, or of the group that a heading stands for; to be shown once."""
    if isinstance(item, Contact):
        menu = contact_menu(services.contacts, item, parent, edit)
    else:
        menu = group_menu(
            services.contacts, item.section, parent, partial(_export, services, parent), partial(_write_to_all, services, parent)
        )
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def contact_menu(contacts: ContactService, contact: Contact, parent: QWidget, edit: Callable[[str], object]) -> QMenu:
    menu = QMenu(parent)
    menu.addAction(tr("People", "Edit…")).triggered.connect(lambda: edit(contact.contact_id))
    star = tr("People", "Remove from favourites") if contact.favourite else tr("People", "Add to favourites")
    menu.addAction(star).triggered.connect(lambda: contacts.change(msgspec.structs.replace(contact, favourite=not contact.favourite)))
    _add_groups(menu.addMenu(tr("People", "Move to group")), contacts, contact, parent)
    menu.addSeparator()
    if contacts.ignored.ignores_contact(contact.contact_id):
        menu.addAction(tr("People", "Stop ignoring")).triggered.connect(lambda: contacts.ignored.forgive_contact(contact))
    else:
        ignore = menu.addAction(tr("People", "Ignore calls and messages"))
        ignore.triggered.connect(lambda: contacts.ignored.ignore_contact(contact.contact_id))
    menu.addAction(tr("People", "Delete…")).triggered.connect(lambda: _delete(contacts, contact, parent))
    return menu


def group_menu(
    contacts: ContactService,
    section: Section,
    parent: QWidget,
    export: Callable[[Section], object],
    write: Callable[[Section], object],
) -> QMenu:
    menu = QMenu(parent)
    groups = contacts.groups
    if section.kind is SectionKind.GROUP:
        places = [group.group_id for group in groups.all()]
        place = places.index(section.group_id) if section.group_id in places else 0
        menu.addAction(tr("People", "Rename group…")).triggered.connect(lambda: _rename(contacts, section, parent))
        up = menu.addAction(tr("People", "Move up"))
        up.setEnabled(place > 0)
        up.triggered.connect(lambda: groups.move(section.group_id, place - 1))
        down = menu.addAction(tr("People", "Move down"))
        down.setEnabled(place < len(places) - 1)
        down.triggered.connect(lambda: groups.move(section.group_id, place + 1))
        menu.addAction(tr("People", "Delete group, keep its contacts")).triggered.connect(lambda: groups.remove(section.group_id))
        menu.addSeparator()
    menu.addAction(tr("People", "New group…")).triggered.connect(lambda: new_group(contacts, parent))
    write_action = menu.addAction(tr("People", "Write to these contacts…"))
    write_action.setEnabled(any(point.kind is PointKind.SIP for contact in section.contacts for point in contact.points))
    write_action.triggered.connect(lambda: write(section))
    export_action = menu.addAction(tr("People", "Export these contacts…"))
    export_action.setEnabled(bool(section.contacts))
    export_action.triggered.connect(lambda: export(section))
    return menu


def add_list_menu(menu: QMenu, services: Services, parent: QWidget) -> QMenu:
    """What can be done with the whole list, as the program menu's second entry."""
    from ui.chats.broadcast import open_broadcast
    from ui.contacts.exporting import export_contacts
    from ui.contacts.ignoring import open_ignored
    from ui.contacts.importing import choose_import
    from ui.contacts.merging import open_merging

    def import_file() -> None:
        dialog = choose_import(services, parent)
        if dialog is not None:
            dialog.duplicates_wanted.connect(lambda: open_merging(services, parent))

    contacts = services.contacts
    ours = QMenu(tr("Menu", "Contacts"), menu)
    ours.addAction(tr("People", "New group…")).triggered.connect(lambda: new_group(contacts, parent))
    ours.addAction(tr("Menu", "Write to several…")).triggered.connect(lambda: open_broadcast(services, parent))
    ours.addAction(tr("Menu", "Import…")).triggered.connect(import_file)
    export = ours.addAction(tr("Menu", "Export…"))
    export.setEnabled(bool(contacts.contacts()))
    export.triggered.connect(lambda: export_contacts(services, contacts.contacts(), parent))
    ours.addAction(tr("Menu", "Find duplicates…")).triggered.connect(lambda: open_merging(services, parent))
    ours.addAction(tr("Menu", "Ignored people…")).triggered.connect(lambda: open_ignored(services, parent))
    menu.insertMenu(menu.actions()[1], ours)
    return ours


def new_group(contacts: ContactService, parent: QWidget) -> str:
    """Ask for its name; the group_id, "" where the user thought better of it."""
    name = ask_group_name(parent)
    return contacts.groups.add(name) if name else ""


def _add_groups(menu: QMenu, contacts: ContactService, contact: Contact, parent: QWidget) -> None:
    def move(group_id: str) -> None:
        contacts.move([contact.contact_id], group_id, favourite=contact.favourite)

    def move_to_new() -> None:
        group_id = new_group(contacts, parent)
        if group_id:
            move(group_id)

    choices = [(group.group_id, plain_menu_text(group.name)) for group in contacts.groups.all()]
    for group_id, name in (*choices, ("", tr("People", "No group"))):
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(contact.group_id == group_id)
        action.triggered.connect(lambda _=False, chosen=group_id: move(chosen))
    menu.addSeparator()
    menu.addAction(tr("People", "New group…")).triggered.connect(move_to_new)


def _delete(contacts: ContactService, contact: Contact, parent: QWidget) -> None:
    if ask_remove(contact.name, parent):
        contacts.remove(contact.contact_id)


def _rename(contacts: ContactService, section: Section, parent: QWidget) -> None:
    name = ask_group_name(parent, section.name)
    if name:
        contacts.groups.rename(section.group_id, name)


def _export(services: Services, parent: QWidget, section: Section) -> None:
    from ui.contacts.exporting import export_contacts

    export_contacts(services, section.contacts, parent)


def _write_to_all(services: Services, parent: QWidget, section: Section) -> None:
    from ui.chats.broadcast import open_broadcast

    open_broadcast(services, parent, [contact.contact_id for contact in section.contacts])
