"""Groups, the ignore list, duplicates that become one contact, and pictures: kept over restarts, undone where that is promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.contacts.listeners import follow_merges
from agent_app.contacts.merging import Likeness, find_duplicates, merged, taken_apart
from agent_app.contacts.pictures import PictureFolder, read_picture
from agent_app.contacts.sections import SectionKind, sectioned
from agent_app.contacts.service import ContactService
from agent_app.settings.service import SettingsService
from agent_app.snapshots import Contact, ContactGroup, ContactPoint, PointKind

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.storage.database import Database


def phone(value: str, label: str = "") -> ContactPoint:
    return ContactPoint(PointKind.PHONE, value, label)


def address(value: str) -> ContactPoint:
    return ContactPoint(PointKind.SIP, value)


ANNA = Contact("a", "Anna Kim", (phone("+79161234567"), address("anna@sandbox.test")), note="one", group_id="g")
ANYA = Contact("b", "Аня", (phone("+79161234567", "mobile"), phone("+74951112233")), True, "two", picture="/p/x.png")
KIM = Contact("c", "Kim Anna", (address("kim@example.org"),))
MAMA = Contact("m", "Мама", (phone("+78123334455"),))


def loaded(database: Database, qtbot: QtBot, pictures: Path | None = None) -> ContactService:
    service = ContactService(database, pictures=pictures)
    with qtbot.waitSignal(service.changed):
        service.load()
    return service


# --- groups ------------------------------------------------------------------------------------------------------------------------


def test_groups_and_who_is_in_them_are_there_after_a_restart(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    family, work = service.groups.add("  Семья "), service.groups.add("Работа")
    service.add_many((ANNA, MAMA))
    service.move(["m"], family)
    service.groups.move(work, 0)
    later = loaded(database, qtbot)
    assert [group.name for group in later.groups.all()] == ["Работа", "Семья"]
    mama = later.contact("m")
    assert mama is not None
    assert mama.group_id == family


def test_a_group_is_there_once_and_can_be_renamed_and_removed(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    family = service.groups.add("Семья")
    assert service.groups.add("СЕМЬЯ") == family
    assert service.groups.add("  ") == ""
    work = service.groups.add("Work")
    assert not service.groups.rename(work, "семья")
    assert service.groups.rename(work, "WORK")
    service.add_many((msgspec.structs.replace(MAMA, group_id=work),))
    service.groups.remove(work)
    assert service.contacts()[0].group_id == ""
    assert [group.name for group in service.groups.all()] == ["Семья"]


def test_a_group_made_before_the_list_was_read_hides_no_other(database: Database, qtbot: QtBot) -> None:
    loaded(database, qtbot).groups.add("Old")
    service = ContactService(database)
    service.load()
    service.groups.add("New")
    qtbot.waitUntil(lambda: len(service.groups.all()) == 2)
    assert {group.name for group in loaded(database, qtbot).groups.all()} == {"Old", "New"}


def test_those_with_a_telephone_only_stand_in_a_group_of_their_own() -> None:
    boss = msgspec.structs.replace(MAMA, contact_id="x", group_id="g")
    sections = sectioned((ANYA, ANNA, KIM, MAMA, boss), (ContactGroup("g", "Family"), ContactGroup("e", "Empty")))
    assert [(section.kind, [contact.contact_id for contact in section.contacts]) for section in sections] == [
        (SectionKind.FAVOURITES, ["b"]),
        (SectionKind.GROUP, ["a", "x"]),
        (SectionKind.GROUP, []),
        (SectionKind.OTHERS, ["c"]),
        (SectionKind.PHONES, ["m"]),
    ]


# --- the ignore list ---------------------------------------------------------------------------------------------------------------


def test_an_ignored_contact_is_ignored_by_all_it_has_and_will_have(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    service.add_many((ANNA, MAMA))
    service.ignored.ignore("+79161234567")
    assert service.ignored.is_ignored("ANNA@sandbox.test")
    service.change(msgspec.structs.replace(ANNA, points=(*ANNA.points, address("anna@example.org"))))
    assert service.ignored.is_ignored("anna@example.org")
    assert not service.ignored.is_ignored("+78123334455")


def test_a_deleted_contact_that_was_ignored_stays_ignored_as_a_stranger(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    service.add_many((ANNA,))
    service.ignored.ignore_contact("a")
    service.remove("a")
    later = loaded(database, qtbot)
    assert later.ignored.remotes() == ("+79161234567", "anna@sandbox.test")
    later.ignored.forgive("sip:anna@sandbox.test")
    assert not later.ignored.is_ignored("anna@sandbox.test")
    assert later.ignored.is_ignored("+79161234567")


def test_a_contact_that_is_forgiven_can_be_heard_again_by_every_number(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    service.ignored.ignore("+79161234567")
    service.add_many((ANNA,))
    service.ignored.ignore_contact("a")
    service.ignored.forgive_contact(ANNA)
    assert not service.ignored.is_ignored("+79161234567")
    assert service.ignored.contact_ids() == ()


# --- duplicates --------------------------------------------------------------------------------------------------------------------


def test_duplicates_are_found_by_number_first_and_by_name_else() -> None:
    by_number, by_name = find_duplicates((ANNA, ANYA, KIM, Contact("k", "anna  KIM"), MAMA))
    assert (by_number.likeness, by_number.shared) == (Likeness.REMOTE, ("+79161234567",))
    assert [contact.contact_id for contact in by_number.contacts] == ["a", "b"]
    assert (by_name.likeness, by_name.shared) == (Likeness.NAME, ("anna kim",))
    assert [contact.contact_id for contact in by_name.contacts] == ["c", "k"]


def test_likeness_goes_over_others() -> None:
    bridge = Contact("x", "Bridge", (phone("+74951112233"), phone("+78123334455")))
    [found] = find_duplicates((ANYA, MAMA, bridge))
    assert {contact.contact_id for contact in found.contacts} == {"b", "m", "x"}


def test_a_merged_contact_has_everything_once() -> None:
    one = merged((ANNA, ANYA))
    assert one == Contact(
        "a",
        "Anna Kim",
        (phone("+79161234567", "mobile"), address("anna@sandbox.test"), phone("+74951112233")),
        favourite=True,
        note="one; two",
        group_id="g",
        picture="/p/x.png",
    )


def test_a_merge_is_undone_after_a_restart_and_keeps_what_was_added(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    service.add_many((ANNA, ANYA))
    merge_id = service.merge(("a", "b"))
    one = service.contact("a")
    assert one is not None
    assert service.contact("b") is None
    service.change(msgspec.structs.replace(one, points=(*one.points, phone("+78123334455"))))
    later = loaded(database, qtbot)
    assert [merge.merge_id for merge in later.merges()] == [merge_id]
    later.undo_merge(merge_id)
    assert later.contact("a") == msgspec.structs.replace(ANNA, points=(*ANNA.points, phone("+78123334455")))
    restored = later.contact("b")
    assert restored is not None
    assert restored.points == ANYA.points
    assert loaded(database, qtbot).merges() == ()


def test_one_contact_is_nothing_to_merge(database: Database, qtbot: QtBot) -> None:
    service = loaded(database, qtbot)
    service.add_many((ANNA,))
    assert service.merge(("a", "a", "gone")) == ""


def test_who_is_ignored_by_which_account_one_is_called_and_what_rings_survive_a_merge(
    database: Database, qtbot: QtBot, tmp_path: Path, problems: Problems
) -> None:
    service, settings = loaded(database, qtbot), SettingsService(tmp_path / "settings.json", problems)
    follow_merges(service, settings)
    service.add_many((ANNA, ANYA))
    service.ignored.ignore_contact("b")
    settings.change(preferred={"contact:b": "account", "prefix:7": "other"}, ring_tones={"b": "chime", "x": "drops"})
    service.merge(("a", "b"))
    assert service.ignored.contact_ids() == ("a",)
    assert settings.values().preferred == {"contact:a": "account", "prefix:7": "other"}
    assert settings.values().ring_tones == {"a": "chime", "x": "drops"}


def _some(contacts: list[tuple[str, list[str]]]) -> tuple[Contact, ...]:
    return tuple(
        Contact(str(n), name, tuple(phone(value) if value[0] == "+" else address(value) for value in values))
        for n, (name, values) in enumerate(contacts)
    )


_values = st.sampled_from(["+74951112233", "+78123334455", "a@b.test", "A@b.test", "c@d.test"])
_names = st.sampled_from(["Anna", "anna", "Boris", ""])
_contacts = st.lists(st.tuples(_names, st.lists(_values, max_size=3, unique_by=str.casefold)), max_size=8).map(_some)


@given(_contacts)
def test_nobody_is_suggested_twice_and_a_merge_loses_no_number(contacts: tuple[Contact, ...]) -> None:
    found = find_duplicates(contacts)
    ids = [contact.contact_id for duplicates in found for contact in duplicates.contacts]
    assert len(ids) == len(set(ids))
    for duplicates in found:
        one = merged(duplicates.contacts)
        assert {point.value.casefold() for point in one.points} == {
            point.value.casefold() for contact in duplicates.contacts for point in contact.points
        }
        assert taken_apart(duplicates.contacts, one) == duplicates.contacts


# --- pictures ----------------------------------------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def test_a_picture_is_kept_once_under_a_name_of_ours(tmp_path: Path) -> None:
    folder = PictureFolder(tmp_path / "pictures")
    first, second = folder.keep(PNG), folder.keep(PNG)
    assert first == second
    assert read_picture(first) == PNG
    assert len(list((tmp_path / "pictures").iterdir())) == 1


@pytest.mark.parametrize("picture", [b"", b"<svg/>", PNG + bytes(2**20)])
def test_what_is_no_picture_or_too_large_is_not_kept(tmp_path: Path, picture: bytes) -> None:
    assert PictureFolder(tmp_path / "pictures").keep(picture) == ""
    assert not (tmp_path / "pictures").exists()


def test_a_picture_is_found_again_where_the_profile_has_moved(database: Database, qtbot: QtBot, tmp_path: Path) -> None:
    before = loaded(database, qtbot, tmp_path / "old")
    before.add_many((msgspec.structs.replace(ANNA, picture=before.pictures.keep(PNG)),))
    [anna] = loaded(database, qtbot, tmp_path / "new").contacts()
    assert anna.picture.startswith(str(tmp_path / "new"))


def test_a_picture_that_is_gone_is_no_picture(tmp_path: Path) -> None:
    assert read_picture(str(tmp_path / "gone.png")) == b""
