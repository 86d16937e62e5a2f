"""Which of a contact's numbers and addresses to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from agent_app.snapshots import Contact, ContactPoint, PointKind
from ui.icons import icon
from ui.language import tr
from ui.theme.roles import roles_of
from ui.wording.people import point_label, remote_text

if TYPE_CHECKING:
    from collections.abc import Callable


def point_of(remote: str) -> ContactPoint:
    """The number or address of somebody who is no contact."""
    return ContactPoint(PointKind.PHONE if "@" not in remote else PointKind.SIP, remote)


def plain_menu_text(text: str) -> str:
    """Foreign text for a menu: an ampersand there would underline a letter."""
    return text.replace("&", "&&").replace("\t", " ").replace("\n", " ")


def points_menu(contact: Contact, parent: QWidget, take: Callable[[ContactPoint], object]) -> QMenu:
    """A menu of all of them; `take` gets the chosen one."""
    menu = QMenu(parent)
    color = roles_of(parent.palette()).muted
    for point in contact.points:
        image = icon("phone" if point.kind is PointKind.PHONE else "desktop", color)
        action = menu.addAction(image, plain_menu_text(f"{remote_text(point.value)}  ·  {point_label(point)}"))
        action.triggered.connect(lambda _=False, chosen=point: take(chosen))
    return menu


def call_menu(contact: Contact, parent: QWidget, take: Callable[[ContactPoint], object], type_one: Callable[..., object]) -> QMenu:
    """The conversation's "Call": one of the contact's numbers and addresses, or "Call a phone…" to type one."""
    menu = points_menu(contact, parent, take)
    if contact.points:
        menu.addSeparator()
    action = menu.addAction(icon("dots-nine", roles_of(parent.palette()).muted), tr("People", "Call a phone…"))
    action.triggered.connect(type_one)
    return menu


def ask_point(contact: Contact, spot: QPoint, parent: QWidget, take: Callable[[ContactPoint], object]) -> None:
    """The only point at once; of several the one chosen in a menu at `spot`."""
    if len(contact.points) == 1:
        take(contact.points[0])
    elif contact.points:
        points_menu(contact, parent, take).popup(spot)
