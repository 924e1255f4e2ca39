"""A file that LibreOffice opened and saved, in whatever direction, changes nothing when it comes back."""

from pathlib import Path

import pytest
from django.test import Client

from consultations.guidelines.exchange.draft import Draft
from consultations.guidelines.exchange.facts import PictureFile, Pictures
from consultations.guidelines.exchange.names import own_style
from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.rules import Part, number
from consultations.guidelines.versions.selectors import versions_of
from tests.consultations.guidelines.exchange.files import read, written
from tests.consultations.guidelines.exchange.libreoffice import needs_libreoffice, resaved
from tests.consultations.guidelines.exchange.test_verapdf import png
from tests.demo import DemoPortal

IMAGE = (("alt", "Ein Platz mit Bäumen"), ("embedtype", "image"), ("format", "fullwidth"), ("id", "7"))
EMBED = '<embed alt="Ein Platz mit Bäumen" embedtype="image" format="fullwidth" id="7"/>'
TREE = "<ul><li>eins</li><li>zwei<ul><li>tief</li></ul></li></ul><ol><li>erstens</li><li>zweitens</li></ol>"
LISTS = (
    "<p>Text.</p><ol><li>oben<ol><li>unten</li></ol></li></ol><p>Zwischen.</p><ol><li>neu gezählt</li></ol>"
)
HEAD = '<thead><tr><th scope="col">Schritt</th><th scope="col">Frist</th></tr></thead>'
TABLE = f"<table>{HEAD}<tbody><tr><td>Start</td><td>2 Wochen</td></tr><tr><td>Ende</td><td></td></tr></tbody></table>"


def identity(place: int) -> str:
    return f"{place:08x}-0000-4000-8000-000000000000"


RICH = number(
    [
        Part(
            "chapter", identity(1), "Ziele", "<p>Vorspann mit <b>fetten</b> und <i>schrägen</i> Wörtern.</p>"
        ),
        Part(
            "paragraph",
            identity(2),
            "",
            f'<p>Siehe <a href="https://example.org/?a=1&amp;b=2">hier</a>.</p>{TREE}',
        ),
        Part("paragraph", identity(3), "", "<p>1.200 Euro stehen bereit.</p><p>2. Mai ist der Stichtag.</p>"),
        Part("paragraph", identity(4), "Mit Überschrift", LISTS),
        Part("table", identity(5), "Fristen", TABLE),
        Part("chapter", identity(6), "Verfahren"),
        Part("paragraph", identity(7), "", "<p>(2) beginnt wie eine Zahl.<br/>Zweite Zeile.</p>"),
        Part("paragraph", identity(8), "", "<ul><li>nur eine Liste</li></ul>"),
        Part("figure", identity(9), "Platz", EMBED),
        Part("table", identity(10), "", TABLE),
        Part(
            "paragraph",
            identity(11),
            "3. Quartal",
            "<p>Zwei  Leerzeichen, ge\u00a0schützt, weich\u00adgetrennt</p>",
        ),
    ]
)
PICTURES: Pictures = {IMAGE: PictureFile("platz.png", "image/png", png(), 40, 20)}
DIRECTIONS = [("docx",), ("odt",), ("docx", "odt"), ("odt", "docx")]


def what_it_says(draft: Draft) -> object:
    return draft.parts, draft.notices, draft.tracked, draft.title, draft.fingerprint, draft.guideline


def sent_on_a_way(files: list[Path], way: tuple[str, ...], folder: Path) -> list[Path]:
    for file_format in way:
        files = resaved(files, file_format, folder)
    return files


def read_file(path: Path, folder: Path) -> Draft:
    return read(path.read_bytes(), path.suffix.removeprefix("."), folder)


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("way", DIRECTIONS, ids="-".join)
def test_a_rich_text_comes_back_as_it_went(way: tuple[str, ...], tmp_path: Path) -> None:
    files = []
    for file_format in ("docx", "odt"):
        files.append(tmp_path / f"from-{file_format}.{file_format}")
        files[-1].write_bytes(written(RICH, file_format, PICTURES))
    folder = tmp_path / "work"
    folder.mkdir()
    for before, after in zip(files, sent_on_a_way(files, way, folder), strict=True):
        assert what_it_says(read_file(after, tmp_path)) == what_it_says(read_file(before, tmp_path))
        assert read_file(after, tmp_path).notices == []


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_every_version_of_the_demo_comes_back_as_it_went(
    demo_portal: DemoPortal, client: Client, file_format: str, tmp_path: Path
) -> None:
    pages = GuidelinePage.objects.filter(locale__language_code="de")
    page = max(pages, key=lambda page: len(versions_of(page)))
    files = []
    for version in versions_of(page):
        answer = client.get(f"{page.url}versions/{version.number}/leitlinien.{file_format}")
        files.append(tmp_path / f"version-{version.number}.{file_format}")
        files[-1].write_bytes(answer.content)
    assert len(files) == 3
    folder = tmp_path / "work"
    folder.mkdir()
    for way in (("docx",), ("odt",)):
        for before, after in zip(files, sent_on_a_way(files, way, folder), strict=True):
            assert what_it_says(read_file(after, tmp_path)) == what_it_says(read_file(before, tmp_path))


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("Stadtdialog Number", "Stadtdialog Number"),
        ("stadtdialog fact", "Stadtdialog Fact"),
        ("SdHead", "Stadtdialog Table Head"),
        ("Number", ""),
    ],
)
def test_styles_of_ours_are_known_by_name(name: str, own: str) -> None:
    assert own_style(name) == own
