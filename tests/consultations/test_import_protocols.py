"""Importing protocols: from made-up lines, and from the real collections when they are at hand."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from consultations.meetings.importing import writer
from consultations.meetings.models import AgendaItem, ImportedRecord, Organization
from consultations.meetings.pages import MeetingIndexPage, MeetingPage
from portal.files.documents import PortalDocument

pytestmark = pytest.mark.django_db
DATA = Path(os.environ.get("STADTDIALOG_DATA", Path(__file__).parents[3] / "shared" / "data"))
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


def session(number: int = 1, **fields: Any) -> dict[str, Any]:
    record = {
        "id": f"ab-2024-0{number}-09",
        "collection": "ab",
        "kind": "Ergebnisprotokoll",
        "lang": "de",
        "title": f"{number}. Sitzung",
        "municipality": "Stadt Beispiel",
        "body": "Gemeinderat",
        "session_number": str(number),
        "date": f"2024-0{number}-09",
        "start_time": "18:00",
        "end_time": "20:00",
        "place": "Rathaus",
        "public": True,
        "complete": False,
        "publisher": "Stadt Beispiel",
        "licence": "amtliches Werk (DE)",
        "licence_basis": "UrhG § 5",
        "meeting_url": "https://example.org/1",
        "agenda": [{"number": "1", "title": "Eins"}, {"number": "9", "title": "Ohne Text"}],
        "sections": [
            {"id": f"ab-2024-0{number}-09#s-1", "number": "1", "title": "Eins", "text": "Gesagt.\n\nGetan."},
            {"id": f"ab-2024-0{number}-09#s-1-2", "number": "1", "title": "Eins b", "decision": "Ja."},
        ],
    }
    return {**record, **fields}


def lines(folder: Path, *records: object, name: str = "ab.jsonl") -> Path:
    path = folder / name
    rows = [record if isinstance(record, str) else json.dumps(record) for record in records]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(path: Path, *options: str) -> tuple[list[int], str]:
    """Counts of the sessions (created, updated, unchanged, kept, skipped), and everything that was said."""
    out = StringIO()
    try:
        call_command("import_protocols", str(path), *options, stdout=out, stderr=out)
    except CommandError as error:
        out.write(str(error))
    said = out.getvalue()
    [row] = [line for line in said.splitlines() if line.startswith("sessions ")]
    return [int(word) for word in row.split()[1:]], said


def test_a_session_becomes_a_page(tmp_path: Path) -> None:
    assert run(lines(tmp_path, session()))[0] == [1, 0, 0, 0, 0]
    page = MeetingPage.objects.live().get(source_id="ab-2024-01-09")
    assert page.slug == "ab-2024-01-09"
    assert str(page.organization) == "Gemeinderat (Stadt Beispiel)"
    assert page.organization.kind == Organization.Kind.COUNCIL
    assert page.get_parent().specific == MeetingIndexPage.objects.live().get()
    assert (page.publisher, page.licence, page.source_url) == (
        "Stadt Beispiel",
        "amtliches Werk (DE)",
        "https://example.org/1",
    )
    items = [(item.number, item.title, item.anchor) for item in page.agenda_items.all()]
    assert items == [("1", "Eins", "top-1"), ("1", "Eins b", "top-1-2"), ("9", "Ohne Text", "top-9")]


def test_an_editor_opens_what_was_imported(tmp_path: Path) -> None:
    run(lines(tmp_path, session()))
    page = MeetingPage.objects.get()
    draft = page.get_latest_revision_as_object()
    assert [item.pk for item in draft.agenda_items.all()] == [item.pk for item in page.agenda_items.all()]
    assert not page.has_unpublished_changes


def test_again_changes_nothing(tmp_path: Path) -> None:
    path = lines(tmp_path, session(1), session(2))
    run(path)
    before = list(MeetingPage.objects.values_list("latest_revision_id", "last_published_at"))
    assert run(path)[0] == [0, 0, 2, 0, 0]
    assert list(MeetingPage.objects.values_list("latest_revision_id", "last_published_at")) == before


def test_a_changed_source_updates_and_keeps_rows_and_places(tmp_path: Path) -> None:
    run(lines(tmp_path, session()))
    before = dict(AgendaItem.objects.values_list("source_id", "pk"))
    changed = session(title="Neuer Titel")
    changed["sections"] = [{"id": "ab-2024-01-09#s-0", "number": "1", "title": "Davor"}, *changed["sections"]]
    assert run(lines(tmp_path, changed))[0] == [0, 1, 0, 0, 0]
    page = MeetingPage.objects.get()
    after = {item.source_id: item for item in page.agenda_items.all()}
    assert page.title == "Neuer Titel"
    assert after["ab-2024-01-09#s-1"].pk == before["ab-2024-01-09#s-1"]
    assert after["ab-2024-01-09#s-1"].anchor == "top-1"
    assert after["ab-2024-01-09#s-0"].anchor == "top-1-3"


@pytest.mark.parametrize("publish", [True, False])
def test_an_editors_change_is_kept(tmp_path: Path, publish: bool) -> None:
    run(lines(tmp_path, session()))
    draft = MeetingPage.objects.get().get_latest_revision_as_object()
    draft.place = "Von Hand"
    revision = draft.save_revision()
    if publish:
        revision.publish()
    assert run(lines(tmp_path, session(title="Neuer Titel")))[0] == [0, 0, 0, 1, 0]
    assert MeetingPage.objects.get().get_latest_revision_as_object().place == "Von Hand"
    assert MeetingPage.objects.get().title == "1. Sitzung"


def test_an_unpublished_page_stays_unpublished(tmp_path: Path) -> None:
    run(lines(tmp_path, session()))
    MeetingPage.objects.get().unpublish()
    assert run(lines(tmp_path, session(title="Neu")))[0] == [0, 0, 0, 1, 0]
    assert not MeetingPage.objects.get().live


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ('{"id": ', "is not JSON"),
        ("[]", "is not a JSON object"),
        ("[" * 100_000, "is not JSON"),
        (session(id=None), "“id” is missing"),
        (session(id=7), "“id” is not a text"),
        (session(date="31.02.2024"), "“date” is not a date: 31.02.2024"),
        (session(start_time="25:00"), "“start_time” is not a time: 25:00"),
        (session(end_time="17:00"), "“end_time” 17:00 is not after “start_time” 18:00"),
        (session(date="1015-09-06"), "“date” is not plausible: the year 1015 is not between 1800 and 2100"),
        (session(date="06.09.1015"), "“date” is not plausible: the year 1015 is not between 1800 and 2100"),
        (session(end_date="2000-01-01"), "“end_date” 2000-01-01 is before “date”"),
        (session(title=""), "“title” is missing"),
        (session(public="yes"), "“public” is neither true nor false"),
        (session(sections="x"), "“sections” is not a list of objects"),
        (session(2, lang="xx"), "the portal has no language “xx”"),
    ],
)
def test_a_bad_record_is_told_and_skipped(tmp_path: Path, bad: object, reason: str) -> None:
    counts, said = run(lines(tmp_path, session(1), bad, session(3)))
    assert counts == [2, 0, 0, 0, 1]
    assert f"ab.jsonl:2: {reason}" in said
    assert "1 record(s) skipped" in said


def test_the_same_id_twice_in_one_run(tmp_path: Path) -> None:
    counts, said = run(lines(tmp_path, session(), session(title="Doppelt")))
    assert counts == [1, 0, 0, 0, 1]
    assert "ab.jsonl:2: “ab-2024-01-09” was read already at ab.jsonl:1" in said


def test_two_sessions_at_one_time_are_told_and_taken(tmp_path: Path) -> None:
    counts, said = run(lines(tmp_path, session(1), session(2, date="2024-01-09")))
    assert counts == [2, 0, 0, 0, 0]
    assert "meets at the same time as at ab.jsonl:1" in said


def test_control_characters_and_overlong_titles(tmp_path: Path) -> None:
    run(lines(tmp_path, session(title="Wort\u0000 " * 100)))
    title = MeetingPage.objects.get().title
    assert len(title) <= 255
    assert "\u0000" not in title and title.endswith("…")


def test_a_damaged_archive_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "ab.jsonl.gz"
    rows = "\n".join(json.dumps(session(number, place=os.urandom(99).hex())) for number in range(1, 9))
    path.write_bytes(gzip.compress(rows.encode())[:-200])
    counts, said = run(path)
    assert counts[0] >= 1 and counts[4] == 1
    assert "cannot be read any further" in said


def test_dry_run_stores_nothing(tmp_path: Path) -> None:
    counts, said = run(lines(tmp_path, session()), "--dry-run")
    assert counts == [1, 0, 0, 0, 0]
    assert "nothing was stored" in said
    assert not MeetingPage.objects.exists() and not Organization.objects.exists()


def test_only_one_collection(tmp_path: Path) -> None:
    counts, _said = run(lines(tmp_path, session(1), session(2, collection="other")), "--collection", "other")
    assert counts == [1, 0, 0, 0, 0]
    assert MeetingPage.objects.get().source_id == "ab-2024-02-09"


def test_stopped_in_the_middle_and_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lines(tmp_path, session(1), session(2), session(3))
    publish, calls = writer.publish, iter([False, True])

    def stop_at_second(page: MeetingPage) -> Any:
        if next(calls):
            raise KeyboardInterrupt
        return publish(page)

    monkeypatch.setattr(writer, "publish", stop_at_second)
    counts, said = run(path)
    assert counts == [1, 0, 0, 0, 0]
    assert "start again to go on" in said
    assert MeetingPage.objects.count() == AgendaItem.objects.values("page").distinct().count() == 1
    monkeypatch.setattr(writer, "publish", publish)
    assert run(path)[0] == [2, 0, 1, 0, 0]
    assert MeetingIndexPage.objects.get().numchild == 3


@pytest.mark.parametrize("name", ["missing", "empty"])
def test_a_wrong_path_gives_one_clear_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError) as caught:
        call_command("import_protocols", str(tmp_path / name))
    assert "\n" not in str(caught.value) and name in str(caught.value)


def test_turns_of_speakers_and_votes_in_the_order_of_the_session(tmp_path: Path) -> None:
    votes = {"yes": 34, "no": 0, "abstained": 1, "absent": 22}
    agenda = [
        {"number": "5.1", "title": "Satzung", "reference": "DS1/24", "video_time": "00:02:24", "votes": votes}
    ]
    turns = [
        {"id": "ab#s-1", "number": "00060", "speaker": "Erste", "start_seconds": 60, "text": "Dafür."},
        {"id": "ab#s-2", "number": "03700", "speaker": "Zweite", "start_seconds": 3700, "text": "Danke."},
    ]
    run(lines(tmp_path, session(agenda=agenda, sections=turns, start_time=None, end_time=None)))
    items = list(
        MeetingPage.objects.get().agenda_items.values_list("kind", "number", "title", "result", "anchor")
    )
    assert items == [
        ("speech", "0:01:00", "Erste", "", "speech-0-01-00"),
        ("item", "5.1", "Satzung", "Ja: 34, Nein: 0, Enthaltung: 1, abwesend: 22", "top-5-1"),
        ("speech", "1:01:40", "Zweite", "", "speech-1-01-40"),
    ]


@pytest.fixture
def pdf_folder(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "pdf"
    (folder / "retypeset").mkdir(parents=True)
    (folder / "official").mkdir()
    for name in ("retypeset/1.pdf", "official/gesetz.pdf"):
        (folder / name).write_bytes(PDF + name.encode())
    lines(tmp_path, session())
    yield folder


def entry(folder: Path, file: str, **fields: Any) -> dict[str, Any]:
    path = folder / file
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    return {"file": file, "title": file, "sha256": digest, "licence": "amtliches Werk", **fields}


def test_files_are_attached_or_stand_alone(tmp_path: Path, pdf_folder: Path) -> None:
    filed = entry(pdf_folder, "retypeset/1.pdf", section="ab-2024-01-09#s-1-2", date="2024-01-09")
    lines(pdf_folder, filed, entry(pdf_folder, "official/gesetz.pdf"), name="manifest.jsonl")
    run(tmp_path)
    [attached] = MeetingPage.objects.get().documents.all()
    assert attached.document.source_id == "pdf/retypeset/1.pdf"
    assert (attached.agenda_number, attached.document.findable_alone) == ("1", False)
    assert PortalDocument.objects.get(source_id="pdf/official/gesetz.pdf").findable_alone
    counts, said = run(tmp_path)
    assert counts == [0, 0, 1, 0, 0]
    assert said.splitlines()[-1].split() == ["files", "0", "0", "2", "0", "0"]
    assert PortalDocument.objects.count() == 2


def test_an_update_keeps_attached_files(tmp_path: Path, pdf_folder: Path) -> None:
    filed = entry(pdf_folder, "retypeset/1.pdf", section="ab-2024-01-09#s-1")
    lines(pdf_folder, filed, name="manifest.jsonl")
    run(tmp_path)
    lines(tmp_path, session(title="Neu"))
    assert run(tmp_path)[0] == [0, 1, 0, 0, 0]
    assert MeetingPage.objects.get().documents.count() == 1


@pytest.mark.parametrize(
    ("file", "digest", "reason"),
    [
        ("retypeset/missing.pdf", "", "does not exist"),
        ("../ab.jsonl", "", "lies outside the folder"),
        ("official/gesetz.pdf", "0" * 64, "is not the file the manifest describes"),
    ],
)
def test_bad_files_are_told_and_skipped(
    tmp_path: Path, pdf_folder: Path, file: str, digest: str, reason: str
) -> None:
    lines(pdf_folder, entry(pdf_folder, file) | {"sha256": digest}, name="manifest.jsonl")
    counts, said = run(tmp_path)
    assert counts == [1, 0, 0, 0, 0]
    assert "manifest.jsonl:1: " in said and reason in said
    assert not PortalDocument.objects.exists()


@pytest.mark.data
@pytest.mark.slow
def test_a_real_collection() -> None:
    folder = DATA / "protocols"
    if not folder.is_dir():
        assert not os.environ.get("CI"), "the shared data folder is missing"
        pytest.skip("the shared data folder is not here; set STADTDIALOG_DATA")
    assert run(folder / "bundestag.jsonl.gz")[0] == [14, 0, 0, 0, 0]
    assert AgendaItem.objects.count() == 74
    assert ImportedRecord.objects.count() == 14
    page = MeetingPage.objects.get(source_id="bt-17-138")
    assert page.publisher == "Deutscher Bundestag"
    assert [item.anchor for item in page.agenda_items.all()] == ["top-0", "top-2", "top-zp-1"]


@pytest.mark.parametrize(
    ("fields", "start", "end"),
    [
        ({"start_time": "18:00", "end_time": "00:30"}, "2024-01-09T18:00", "2024-01-10T00:30"),
        ({"start_time": "18.00 Uhr", "end_time": "20.15 Uhr"}, "2024-01-09T18:00", "2024-01-09T20:15"),
        ({"start_time": "18 Uhr", "end_time": "24:00"}, "2024-01-09T18:00", "2024-01-10T00:00"),
        ({"start_time": "18:00:00", "end_time": None}, "2024-01-09T18:00", None),
        (
            {"start_time": "17:00", "end_time": "12:00", "end_date": "2024-01-11"},
            "2024-01-09T17:00",
            "2024-01-11T12:00",
        ),
        ({"start_time": None, "end_time": None}, "2024-01-09T00:00", None),
        (
            {"start_time": None, "end_time": None, "end_date": "2024-01-11"},
            "2024-01-09T00:00",
            "2024-01-12T00:00",
        ),
        ({"date": "9.1.2024"}, "2024-01-09T18:00", "2024-01-09T20:00"),
    ],
)
def test_times_as_town_halls_write_them(
    tmp_path: Path, fields: dict[str, Any], start: str, end: str | None
) -> None:
    assert run(lines(tmp_path, session(**fields)))[0] == [1, 0, 0, 0, 0]
    page = MeetingPage.objects.get(source_id="ab-2024-01-09")
    begin, last = page.times
    assert (f"{begin:%Y-%m-%dT%H:%M}", f"{last:%Y-%m-%dT%H:%M}" if last else None) == (start, end)
