"""The contact list: found by name, number and address, kept over restarts, quick with ten thousand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.contacts.folding import fold
from agent_app.contacts.index import ContactIndex
from agent_app.contacts.service import ContactService
from agent_app.snapshots import Contact, ContactPoint, PointKind

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database

PHONE, SIP = PointKind.PHONE, PointKind.SIP
FYODOR = Contact("f", "Фёдор Ёлкин", (ContactPoint(PHONE, "+74951112233"),))
ANNA = Contact("a", "Anna-Maria Núñez", (ContactPoint(SIP, "anna@Sandbox.test"), ContactPoint(PHONE, "+79161234567", "mobile")))
BORIS = Contact("b", "boris", (ContactPoint(SIP, "boris@sandbox.test"),), favourite=True)


@pytest.fixture
def index() -> ContactIndex:
    return ContactIndex([FYODOR, ANNA, BORIS])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("федор", FYODOR),
        ("ФЁД", FYODOR),
        ("елкин фед", FYODOR),
        ("maria", ANNA),
        ("nunez", ANNA),
        ("NÚÑ", ANNA),
        ("anna@", ANNA),
        ("916 123", ANNA),
        ("+7 (495) 111-22", FYODOR),
        ("111-22-33", FYODOR),
        ("٤٩٥١١١", FYODOR),
        ("8 495 111", FYODOR),
        ("84951112233", FYODOR),
        ("0079161", ANNA),
        ("8107495", FYODOR),
        ("0495 111", FYODOR),
    ],
)
def test_a_contact_is_found_by_what_people_type(index: ContactIndex, text: str, found: Contact) -> None:
    assert index.search(text) == (found,)


@pytest.mark.parametrize("text", ["ария", "xyz", "anna boris", "999"])
def test_others_are_not_found(index: ContactIndex, text: str) -> None:
    assert index.search(text) == ()


def test_an_empty_search_finds_all_favourites_first(index: ContactIndex) -> None:
    assert index.search("  ") == (BORIS, ANNA, FYODOR)


@pytest.mark.parametrize("remote", ["anna@sandbox.test", "ANNA@sandbox.TEST", "sip:anna@sandbox.test", "+79161234567"])
def test_a_caller_is_recognised_in_any_writing(index: ContactIndex, remote: str) -> None:
    assert index.by_remote(remote) == ANNA


def test_a_shared_number_stays_known_when_one_of_its_owners_goes(index: ContactIndex) -> None:
    index.put(Contact("o", "Office", FYODOR.points))
    assert index.by_remote("+74951112233") == FYODOR
    index.drop("f")
    found = index.by_remote("+74951112233")
    assert found is not None
    assert found.name == "Office"


def test_short_i_stays_itself() -> None:
    assert fold("Йод Май ё É") == "йод май е e"


@given(st.text())
def test_folding_takes_any_text_and_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_ten_thousand_contacts_are_searched_at_each_key() -> None:
    many = [Contact(str(n), f"Имя{n} Фамилия{n}", (ContactPoint(PHONE, f"+7495{n:07}"),)) for n in range(10_000)]
    index = ContactIndex(many)
    index.sorted()
    began = time.process_time()
    assert len(index.search("фамилия99")) == 111
    assert len(index.search("49500099")) == 100
    assert time.process_time() - began < 0.06, "8 ms each on a quiet machine, the list included: measured in bench"


def test_contacts_are_there_again_after_a_restart(database: Database, qtbot: QtBot) -> None:
    service = ContactService(database)
    anna = service.add("Anna", (ContactPoint(PHONE, "+79161234567", "mobile"), ContactPoint(SIP, "anna@sandbox.test")), favourite=True)
    boris = service.add("Boris")
    service.change(Contact(anna, "Anna Ivanova", (ContactPoint(SIP, "anna@sandbox.test"),)))
    service.remove(boris)
    later = ContactService(database)
    with qtbot.waitSignal(later.changed):
        later.load()
    assert later.contacts() == (Contact(anna, "Anna Ivanova", (ContactPoint(SIP, "anna@sandbox.test"),)),)


def test_what_is_changed_while_the_list_is_being_read_is_not_lost(database: Database, qtbot: QtBot) -> None:
    before = ContactService(database)
    before.add_many((ANNA, BORIS, FYODOR))
    service = ContactService(database)
    service.load()
    service.remove("b")
    service.change(msgspec.structs.replace(ANNA, name="Anna Petrova"))
    new = service.add("Vera")
    qtbot.waitUntil(lambda: service.contact("f") is not None)
    assert {contact.name for contact in service.contacts()} == {"Anna Petrova", "Фёдор Ёлкин", "Vera"}
    assert service.contact(new) is not None


def test_a_database_begun_anew_gets_the_contacts_in_memory(database: Database, qtbot: QtBot) -> None:
    service = ContactService(database)
    service.add("Anna")
    database.write(lambda connection: connection.execute("DELETE FROM contact"))  # as a new file would be
    database.renewed.emit()
    later = ContactService(database)
    with qtbot.waitSignal(later.changed):
        later.load()
    assert [contact.name for contact in later.contacts()] == ["Anna"]
