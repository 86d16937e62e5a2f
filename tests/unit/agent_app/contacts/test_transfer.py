"""Files of other programs: vCards of three versions and tables of any columns; what can't be read is told, row by row."""

from __future__ import annotations

import base64
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent_app.contacts.service import ContactService
from agent_app.contacts.transfer.decoding import decode
from agent_app.contacts.transfer.drafts import Draft, Drafts, Trouble, TroubleCode, Value
from agent_app.contacts.transfer.job import TooLargeError, TransferJob, add_planned, read_file
from agent_app.contacts.transfer.lines import escape, fold_line, logical_lines, unescape
from agent_app.contacts.transfer.planning import Context, ImportPlan, plan_import
from agent_app.contacts.transfer.table import Meaning, Table, drafts_of, read_table
from agent_app.contacts.transfer.vcard import read_vcards
from agent_app.contacts.transfer.writing import Form, as_table, as_vcards
from agent_app.snapshots import Contact, ContactPoint, PointKind
from telephony.numbers import NumberPlan

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
CONTEXT = Context(NumberPlan())


def card(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCARD", *lines, "END:VCARD", ""))


def only(drafts: Drafts) -> Draft:
    [draft] = drafts.drafts
    return draft


def codes(drafts: Drafts) -> list[TroubleCode]:
    return [trouble.code for trouble in drafts.troubles]


# --- vCards of other programs ------------------------------------------------------------------------------------------------------


def test_a_card_of_an_old_phone_is_read() -> None:
    """vCard 2.1: types without a name, quoted-printable with soft breaks, and a picture folded with spaces."""
    picture = base64.b64encode(PNG).decode()
    draft = only(
        read_vcards(
            card(
                "VERSION:2.1",
                "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9F=D0=B5=D1=82=D1=80=D0=BE=D0=B2;=D0=91=D0=BE=",
                "=D1=80=D0=B8=D1=81;;;",
                "TEL;CELL;VOICE:+7 916 123-45-67",
                "TEL;HOME:8 (495) 111-22-33",
                "PHOTO;PNG;BASE64:" + picture[:60],
                " " + picture[60:],
                "",
            )
        )
    )
    assert draft.name == "Борис Петров"
    assert draft.phones == (Value("+7 916 123-45-67", "cell"), Value("8 (495) 111-22-33", "home"))
    assert draft.picture == PNG


def test_a_card_in_a_named_code_page_is_read() -> None:
    quoted = "".join(f"={byte:02X}" for byte in "Мария".encode("cp1251"))
    assert only(read_vcards(card(f"FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:{quoted}"))).name == "Мария"
    assert only(read_vcards(card(f"FN;CHARSET=no-such;ENCODING=QUOTED-PRINTABLE:{quoted}"))).name == "Мария"


def test_a_card_of_apple_keeps_its_labels() -> None:
    draft = only(
        read_vcards(
            card(
                "VERSION:3.0",
                "N:Kim;Anna;;;",
                "item1.TEL;type=pref:+1 650 253 0000",
                "item1.X-ABLabel:Дача",
                "item2.TEL:+1 650 253 0001",
                "item2.X-ABLabel:_$!<Work>!$_",
                "TEL;type=IPHONE;type=CELL;type=VOICE:+1 650 253 0002",
                "IMPP;X-SERVICE-TYPE=SIP;type=WORK:sip:anna@example.org",
                "EMAIL;type=INTERNET:anna@example.com",
                "NOTE:first\\nsecond\\, third\\; \\\\",
                "CATEGORIES:Family,Work",
            )
        )
    )
    assert [value.label for value in draft.phones] == ["Дача", "work", "cell"]
    assert draft.addresses == (Value("sip:anna@example.org", "work"),)
    assert draft.note == "first\nsecond, third; \\\nanna@example.com"
    assert (draft.name, draft.group) == ("Anna Kim", "Family")


def test_a_card_of_version_4_has_uris() -> None:
    draft = only(
        read_vcards(
            card(
                "VERSION:4.0",
                "FN:Anna",
                'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-650-253-0000;ext=102',
                "TEL;VALUE=uri:sip:anna@example.org",
                "PHOTO:data:image/png;base64," + base64.b64encode(PNG).decode(),
            )
        )
    )
    assert draft.phones == (Value("+1-650-253-0000 ext. 102", "home"),)
    assert draft.addresses == (Value("sip:anna@example.org"),)
    assert draft.picture == PNG


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("BEGIN:VCARD\nFN:Anna\n", TroubleCode.UNFINISHED),
        ("BEGIN:VCARD\nFN:Anna\nBEGIN:VCARD\nFN:B\nEND:VCARD\n", TroubleCode.UNFINISHED),
        (card("FN:Anna", "what is this"), TroubleCode.BAD_LINE),
        (card("VERSION:3.0"), TroubleCode.NOBODY),
        (card("KIND:group", "FN:Friends"), TroubleCode.NOT_A_PERSON),
        (card("FN:Anna", "PHOTO;ENCODING=b:&&&"), TroubleCode.PICTURE),
        (card("FN:Anna", "PHOTO;VALUE=uri:https://example.org/a.jpg"), TroubleCode.PICTURE_ELSEWHERE),
        (card("FN:Anna", *[f"TEL:+749511122{n:02}" for n in range(60)]), TroubleCode.TOO_MANY),
    ],
)
def test_what_can_not_be_read_of_a_card_is_told_with_its_line(text: str, code: TroubleCode) -> None:
    read = read_vcards(text)
    assert codes(read) == [code]
    assert read.troubles[0].row >= 1


def test_foreign_names_are_one_plain_line() -> None:
    assert only(read_vcards(card("FN:\u202eevil\\nname\x07 <b>"))).name == "evil name <b>"


def test_a_name_that_stands_nowhere_is_the_address() -> None:
    assert only(read_vcards(card("IMPP:sip:anna@example.org"))).name == "sip:anna@example.org"


@given(st.text(max_size=300))
def test_any_text_is_read_as_cards_without_harm(text: str) -> None:
    read_vcards(f"BEGIN:VCARD\n{text}\nEND:VCARD\n")
    for _ in logical_lines(text):
        pass


@given(st.text().filter(lambda text: "\r" not in text))
def test_text_is_escaped_and_folded_and_comes_back(text: str) -> None:
    assert unescape(escape(text)) == text
    line = "NOTE:" + escape(text)
    folded = fold_line(line)
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))
    assert folded.replace("\r\n ", "")[:-2] == line


# --- what we write -----------------------------------------------------------------------------------------------------------------

_words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=30)
_label = st.sampled_from(["", "мобильный", "Home", "Дача у моря, 2"])
_phones = st.integers(0, 9999).map(lambda n: ContactPoint(PointKind.PHONE, f"+7495111{n:04}"))
_sips = st.from_regex(r"[a-z][a-z0-9.]{0,8}[a-z]@[a-z]{3,8}\.org", fullmatch=True).map(lambda text: ContactPoint(PointKind.SIP, text))


@st.composite
def _contact(draw: st.DrawFn) -> Contact:
    points = (*draw(st.lists(_phones, max_size=3)), *draw(st.lists(_sips, max_size=3)))
    unique = {point.value: ContactPoint(point.kind, point.value, draw(_label)) for point in points}
    name, note = draw(_words), " ".join(draw(st.lists(_words, max_size=3)))
    return Contact("x", name, tuple(unique.values()), draw(st.booleans()), note, draw(st.sampled_from(["", "g"])))


LABELS = {"home": "Home", "cell": "мобильный"}


@settings(max_examples=60, deadline=None)
@given(_contact(), st.sampled_from([Form.VCARD_3, Form.VCARD_4]))
def test_a_contact_comes_back_from_its_card(contact: Contact, form: Form) -> None:
    written = as_vcards([contact], {"g": "Семья; и, друзья"}, LABELS, form)
    plan = plan_import(read_vcards(decode(written)), Context(NumberPlan(), LABELS))
    assert plan.troubles == ()
    [(again, group)] = plan.contacts
    assert (again.name, again.points, again.favourite, again.note) == (contact.name, contact.points, contact.favourite, contact.note)
    assert group == ("Семья; и, друзья" if contact.group_id else "")


@settings(max_examples=60, deadline=None)
@given(_contact())
@example(Contact("x", "'"))
@example(Contact("x", "'=1+1"))
@example(Contact("x", "=O'-1"))
def test_a_contact_comes_back_from_its_row(contact: Contact) -> None:
    table = read_table(decode(as_table([contact], {"g": "Семья"})))
    plan = plan_import(drafts_of(table, table.meanings), Context(NumberPlan(), LABELS))
    assert plan.troubles == ()
    [(again, group)] = plan.contacts
    assert [(point.kind, point.value) for point in again.points] == [(point.kind, point.value) for point in contact.points]
    assert (again.name, again.favourite, group) == (contact.name, contact.favourite, "Семья" if contact.group_id else "")


@pytest.mark.parametrize("form", [Form.VCARD_3, Form.VCARD_4])
def test_a_picture_goes_with_its_card(tmp_path: Path, form: Form) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    written = as_vcards([Contact("a", "Anna", picture=str(tmp_path / "a.png"))], {}, {}, form)
    assert only(read_vcards(decode(written))).picture == PNG
    kept: list[bytes] = []

    def keep(picture: bytes) -> str:
        kept.append(picture)
        return "/kept.png"

    plan = plan_import(read_vcards(decode(written)), Context(NumberPlan(), keep_picture=keep))
    assert plan.contacts[0][0].picture == "/kept.png"
    assert kept == [PNG]


# --- tables ------------------------------------------------------------------------------------------------------------------------


def test_the_table_of_google_is_recognised() -> None:
    table = read_table(
        "First Name,Middle Name,Last Name,Organization Name,Notes,Labels,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value\r\n"
        "Anna,,Kim,Acme,hello,* myContacts ::: Family,a@b.org,Mobile,+7 916 123-45-67 ::: +7 495 111-22-33\r\n"
    )
    draft = only(drafts_of(table, table.meanings))
    assert (draft.name, draft.note, draft.group) == ("Anna Kim", "hello", "Family")
    assert draft.phones == (Value("+7 916 123-45-67", "cell"), Value("+7 495 111-22-33", "cell"))


def test_the_table_of_russian_outlook_is_recognised_in_its_code_page() -> None:
    data = (
        '"Имя";"Отчество";"Фамилия";"Организация";"Рабочий телефон";"Телефон дом.";"Телефон переносной";"Заметки"\r\n'
        '"Борис";"Ильич";"Петров";"Связь";"8 (495) 111-22-33";"";"";"две\r\nстроки"\r\n'
        '"";"";"";"ООО ""Ромашка""";"+7 812 333-44-55";"";"";""\r\n'
    ).encode("cp1251")
    table = read_table(decode(data))
    boris, firm = drafts_of(table, table.meanings).drafts
    assert (boris.name, boris.phones, boris.note) == ("Борис Ильич Петров", (Value("8 (495) 111-22-33", "work"),), "две\nстроки")
    assert (firm.name, firm.row) == ('ООО "Ромашка"', 4)


def test_a_table_without_headings_is_known_by_its_values() -> None:
    table = read_table("Anna\t+7 916 123-45-67\tsip:anna@example.org\nBoris\t8 495 111-22-33\t\n")
    assert table.meanings == (Meaning.NAME, Meaning.PHONE, Meaning.SIP)
    assert [draft.name for draft in drafts_of(table, table.meanings).drafts] == ["Anna", "Boris"]


def test_columns_are_mapped_by_hand() -> None:
    table = read_table("Кто,Куда\nАнна,+74951112233\n")
    assert (table.headings, table.sample(0)) == (("", ""), "Кто"), "no heading that anybody knows: the first row is shown too"
    by_hand = drafts_of(table, (Meaning.NAME, Meaning.PHONE)).drafts[1]
    assert (by_hand.name, by_hand.phones[0].text) == ("Анна", "+74951112233")


def test_a_row_with_nobody_and_one_that_is_too_long_are_told() -> None:
    table = read_table("Name,Phone\n,\n , \nAnna,1\n," + "\n" + "x" * 140_000 + ",2\nBoris,3\n")
    read = drafts_of(table, table.meanings)
    assert [draft.name for draft in read.drafts] == ["Anna", "Boris"]
    assert codes(read) == [TroubleCode.BAD_LINE]


def test_what_a_spreadsheet_would_calculate_is_text() -> None:
    written = decode(as_table([Contact("x", "=1+1", note="@sum")], {}))
    assert "'=1+1" in written
    table = read_table(written)
    assert only(drafts_of(table, table.meanings)).name == "=1+1"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_of_something(data: bytes) -> None:
    table = read_table(decode(data))
    drafts_of(table, table.meanings)
    assert len(table.headings) == len(table.meanings)


# --- from a file to the list -------------------------------------------------------------------------------------------------------


def test_numbers_become_full_and_what_is_none_is_told() -> None:
    draft = Draft(
        7, "Anna", (Value("8 (495) 111-22-33", "home"), Value("+74951112233"), Value("112")), (Value("sip:anna@b.org"), Value("anna"))
    )
    plan = plan_import(Drafts((draft,)), Context(NumberPlan(), {"home": "дом"}))
    [(anna, _)] = plan.contacts
    assert anna.points == (ContactPoint(PointKind.PHONE, "+74951112233", "дом"), ContactPoint(PointKind.SIP, "anna@b.org"))
    assert plan.troubles == (Trouble(7, TroubleCode.NUMBER, "Anna: 112"), Trouble(7, TroubleCode.ADDRESS, "Anna: anna"))


def test_who_is_here_already_is_not_added_again() -> None:
    drafts = Drafts((Draft(1, "Anna", (Value("+74951112233"),)), Draft(2, "ANNA", (Value("84951112233"),)), Draft(3, "Boris")))
    here = Contact("b", "boris")
    plan = plan_import(drafts, Context(NumberPlan(), existing=(here,)))
    assert ([contact.name for contact, _ in plan.contacts], plan.known) == (["Anna"], 2)


def test_a_broken_picture_is_told_and_the_contact_kept() -> None:
    plan = plan_import(Drafts((Draft(1, "Anna", picture=b"?"),)), CONTEXT)
    assert plan.contacts[0][0].picture == ""
    assert plan.troubles == (Trouble(1, TroubleCode.PICTURE, "Anna"),)


def test_a_file_goes_through_the_job_into_the_list_and_out_again(database: Database, qtbot: QtBot, tmp_path: Path) -> None:
    service = ContactService(database)
    with qtbot.waitSignal(service.changed):
        service.load()
    path = tmp_path / "people.vcf"
    path.write_text(card("FN:Анна", "TEL:+74951112233", "CATEGORIES:Семья") + card("FN:Борис"), encoding="utf-8-sig")
    job = TransferJob()
    told: list[object] = []
    for signal in (job.opened, job.planned, job.failed):
        signal.connect(told.append)
    with qtbot.waitSignal(job.opened):
        job.open(path)
    assert isinstance(told[0], Drafts)
    with qtbot.waitSignal(job.planned):
        job.plan(told[0], (), CONTEXT)
    plan = told[1]
    assert isinstance(plan, ImportPlan)
    add_planned(service, plan)
    [family] = service.groups.all()
    assert [(contact.name, contact.group_id) for contact in service.contacts()] == [("Анна", family.group_id), ("Борис", "")]
    out = tmp_path / "out.vcf"
    with qtbot.waitSignal(job.exported):
        job.export(service.contacts(), {family.group_id: family.name}, {}, Form.VCARD_4, out)
    assert len(read_vcards(decode(out.read_bytes())).drafts) == 2
    job.close()


def test_a_file_that_can_not_be_read_is_an_error(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    job = TransferJob()
    told: list[object] = []
    job.failed.connect(told.append)
    with qtbot.waitSignal(job.failed):
        job.open(tmp_path / "gone.vcf")
    assert isinstance(told[0], FileNotFoundError)
    job.close()
    monkeypatch.setattr("agent_app.contacts.transfer.job.LARGEST_FILE", 10)
    (tmp_path / "large.csv").write_bytes(bytes(11))
    with pytest.raises(TooLargeError):
        read_file(tmp_path / "large.csv")


def test_a_cancelled_import_ends_and_tells_nothing(qtbot: QtBot) -> None:
    job = TransferJob()
    told: list[object] = []
    job.planned.connect(told.append)
    job.failed.connect(told.append)
    many = Drafts(tuple(Draft(n, f"n{n}", picture=b"x") for n in range(10_000)))

    def slow(_: bytes) -> str:
        time.sleep(0.005)
        return ""

    with qtbot.waitSignal(job.progressed):
        job.plan(many, (), Context(NumberPlan(), keep_picture=slow))
    job.cancel()
    job.plan(Drafts(), (), CONTEXT)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert told == [ImportPlan()]
    job.close()


def test_a_table_is_told_apart_from_cards(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Name,Phone\nAnna,+74951112233\n", encoding="utf-8")
    assert isinstance(read_file(tmp_path / "a"), Table)
