"""Text recognition: offered only where it is wanted and installed, bounded, marked, the original kept."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from portal.files import recognition
from portal.files.entries import document_entries
from portal.files.extraction import State
from portal.files.models import PortalDocument
from portal.files.recognition import is_installed, recognise
from portal.files.states import describe
from portal.files.tasks import extract_document, recognise_document
from tests.portal.files import samples
from tests.portal.files.conftest import MakeDocument
from tests.portal.files.test_extraction import PDF_FOLDER, real_files


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Programs of the right names that do what a test wants; this is about our limits, not about theirs."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def become(script: str) -> None:
        for name in recognition.PROGRAMS:
            program = folder / name
            program.write_text(f"#!/bin/sh\n{script}\n")
            program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return become


def waiting() -> int:
    return DBTaskResult.objects.filter(task_path=recognise_document.module_path, status="READY").count()


def read(document: PortalDocument) -> PortalDocument:
    extract_document.call(document.pk)
    return PortalDocument.objects.get(pk=document.pk)


def test_nothing_is_recognised_unless_it_is_switched_on(
    make_document: MakeDocument, programs: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs("exit 0")
    assert (read(make_document(samples.scan_pdf())).extraction_note, waiting()) == ("", 0)
    settings.OCR = True
    monkeypatch.setenv("PATH", "/nowhere")
    assert not is_installed()
    assert (read(make_document(samples.scan_pdf())).extraction_note, waiting()) == ("", 0)


def test_a_scan_waits_for_recognition_and_says_so(
    make_document: MakeDocument, programs: Any, settings: Any
) -> None:
    programs("exit 0")
    settings.OCR = True
    document = read(make_document(samples.scan_pdf()))
    assert (document.extraction_state, document.extraction_note, waiting()) == ("scan", "ocr_waiting", 1)
    assert read(make_document(samples.protocol_pdf())).extraction_note == ""
    assert waiting() == 1


def test_recognised_text_is_marked_and_the_original_kept(
    make_document: MakeDocument, programs: Any, settings: Any, tmp_path: Path
) -> None:
    result = tmp_path / "result.pdf"
    result.write_bytes(samples.protocol_pdf())
    programs(f'for last; do :; done; cp "{result}" "$last"')
    settings.OCR = True
    document = read(make_document(samples.scan_pdf(3), language="de"))
    before = document.sha256
    recognise_document.call(document.pk)
    document = PortalDocument.objects.get(pk=document.pk)
    assert (document.extraction_state, document.extraction_note, document.sha256) == ("text", "ocr", before)
    labels = [entry.label for entry in document_entries(document)]
    assert len(labels) == 3
    assert all("(" in label for label in labels)
    assert describe(document).tone == "info"
    recognise_document.call(document.pk)
    assert document.text_pages.count() == 3


def test_letters_without_meaning_wait_for_recognition_and_are_drawn_for_it(
    make_document: MakeDocument, programs: Any, settings: Any, tmp_path: Path
) -> None:
    programs(f'echo "$@" > "{tmp_path}/asked"; exit 1')
    settings.OCR = True
    document = read(make_document(samples.without_letters_pdf(["Die Buergerinnen wirken mit"] * 2)))
    assert (document.extraction_state, document.extraction_note) == ("unreadable", "ocr_waiting")
    recognise_document.call(document.pk)
    document.refresh_from_db()
    assert (document.extraction_state, document.extraction_note) == ("unreadable", "ocr_failed")
    assert "--force-ocr" in (tmp_path / "asked").read_text()


def test_a_locked_scan_that_anybody_can_open_reaches_the_program_unlocked(
    make_document: MakeDocument, programs: Any, settings: Any, tmp_path: Path
) -> None:
    programs(f'for last; do before="$source"; source="$last"; done; cp "$before" "{tmp_path}/given"; exit 1')
    settings.OCR = True
    document = read(make_document(samples.scan_pdf(owner="nur zum Drucken")))
    assert document.extraction_state == "scan"
    recognise_document.call(document.pk)
    given = (tmp_path / "given").read_bytes()
    assert given.startswith(b"%PDF")
    assert b"/Encrypt" not in given


@pytest.mark.parametrize("script", ["exit 1", "kill -9 $$", "exit 0"])
def test_a_program_that_fails_leaves_a_scan(
    make_document: MakeDocument, programs: Any, settings: Any, script: str
) -> None:
    programs(script)
    settings.OCR = True
    document = read(make_document(samples.scan_pdf()))
    recognise_document.call(document.pk)
    document.refresh_from_db()
    assert (document.extraction_state, document.extraction_note, document.pages) == ("scan", "ocr_failed", 2)
    assert describe(document).reason


def test_time_is_bounded_for_the_program_and_what_it_started(
    programs: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognition, "LEAST_SECONDS", 1)
    monkeypatch.setattr(recognition, "SECONDS_PER_PAGE", 1)
    programs(f"(sleep 3; touch {tmp_path / 'survived'}) & sleep 30")
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(samples.scan_pdf())
    begin = time.monotonic()
    assert recognise(scan, 1).note == "ocr_failed"
    assert time.monotonic() - begin < 3
    time.sleep(3)
    assert not (tmp_path / "survived").exists()


def test_a_killed_worker_leaves_no_program_and_no_folder_behind(programs: Any, tmp_path: Path) -> None:
    programs(f'touch "$TMPDIR/page.png"; sleep 30 & echo $$ $! "$TMPDIR" > {tmp_path}/told; wait')
    code = (
        "import sys, pathlib; from portal.files.recognition import recognise;"
        " recognise(pathlib.Path(sys.argv[1]), 1)"
    )
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(samples.scan_pdf())
    worker = subprocess.Popen([sys.executable, "-c", code, str(scan)])
    until(lambda: (tmp_path / "told").exists() and (tmp_path / "told").read_text().endswith("\n"))
    program, started, folder = (tmp_path / "told").read_text().split()
    assert Path(folder, "page.png").exists()
    worker.kill()
    worker.wait()
    until(lambda: not (is_alive(program) or is_alive(started) or Path(folder).exists()))


def until(has_come: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not has_come():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_alive(pid: str) -> bool:
    status = Path("/proc", pid, "stat")
    try:
        return status.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_full_disk_is_noticed_before_it_is_full(
    make_document: MakeDocument, programs: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    programs(f"touch {tmp_path / 'started'}")
    settings.OCR = True
    monkeypatch.setattr(recognition, "ROOM_PER_PAGE", 2**60)
    document = read(make_document(samples.scan_pdf()))
    recognise_document.call(document.pk)
    document.refresh_from_db()
    assert (document.extraction_state, document.extraction_note) == ("scan", "ocr_no_room")
    assert describe(document).reason
    assert not (tmp_path / "started").exists()


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.skipif(not is_installed() and os.environ.get("CI") != "true", reason="no ocrmypdf")
@pytest.mark.parametrize("record", real_files("scan")[-1:])
def test_the_words_of_a_real_scan_are_recognised(record: dict[str, Any]) -> None:
    found = recognise(PDF_FOLDER / record["file"], record["pages"])
    assert (found.state, found.note, found.page_count) == (State.TEXT, "ocr", record["pages"])
    truth = (PDF_FOLDER.parent / record["text_file"]).read_text(encoding="utf-8")
    # The picture shows the first pages of the text only, so it is what was read that must be right.
    known = set(re.findall(r"[a-zäöüß]{5,}", truth.lower()))
    read_words = re.findall(r"[a-zäöüß]{5,}", " ".join(found.pages).lower())
    assert len(read_words) > 200
    assert sum(word in known for word in read_words) / len(read_words) >= 0.95
