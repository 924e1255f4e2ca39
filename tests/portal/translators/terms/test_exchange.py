"""The term base as CSV and TBX, out and in."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR
from portal.translators.terms import exchange
from portal.translators.terms.exchange import Row, Unreadable
from portal.translators.terms.models import Term, TermWording
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import write
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]
ROWS = [
    Row("Beirat", "", "", "", ()),
    Row("Leitlinie", "Regel & <Rahmen>", "ar", "مبدأ توجيهي", ()),
    Row("Leitlinie", "Regel & <Rahmen>", "en", "guideline", ("policy", "rule, strict")),
]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_what_goes_out_comes_in_unchanged(kind: str) -> None:
    assert exchange.store(ROWS).refused == []
    if kind == "csv":
        read = exchange.from_csv(exchange.to_csv(exchange.rows()).encode())
    else:
        read = exchange.from_tbx(exchange.to_tbx(exchange.rows()))
    Term.objects.all().delete()
    assert exchange.store(read).taken == 3
    again = sorted(exchange.rows(), key=lambda row: (row.term, row.language))
    assert again == ROWS


@pytest.mark.django_db
def test_rows_that_do_not_fit_are_named() -> None:
    table = (
        "term;definition;language;wanted;forbidden\nOrt;;en;place;\n;;en;x;\nZeit;;xx;time;\nTag;;de;Tag;\n"
    )
    outcome = exchange.store(exchange.from_csv(table.encode()))
    assert (outcome.taken, outcome.refused) == (1, [("3", ""), ("4", "xx"), ("5", "de")])


def test_an_older_tbx_is_read() -> None:
    older = (
        '<martif type="TBX"><text><body><termEntry><langSet xml:lang="de"><tig><term>Ort</term></tig></langSet>'
        '<langSet xml:lang="fr"><tig><term>lieu</term></tig></langSet></termEntry></body></text></martif>'
    )
    assert exchange.from_tbx(older.encode()) == [Row("Ort", "", "fr", "lieu", (), "1")]


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (exchange.from_csv, b"a,b\n1,2\n"),
        (exchange.from_csv, b"\xff\xfe\x00"),
        (exchange.from_csv, b""),
        (exchange.from_tbx, b"no xml"),
        (exchange.from_tbx, b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'),
    ],
)
def test_foreign_files_are_refused(read: Callable[[bytes], list[Row]], data: bytes) -> None:
    with pytest.raises(Unreadable):
        read(data)


def test_import_over_the_admin(tree: Tree, browser: Browser) -> None:
    content = exchange.to_csv([*ROWS, Row("Leitlinie", "", "xx", "?", ())]).encode()
    file = SimpleUploadedFile("terms.csv", content)
    answer = browser(TRANSLATOR).post("/admin/translators/terms/", {"file": file}, follow=True)
    told = answer.content.decode()
    assert "Row 5 not taken: xx" in told or "xx" in told
    assert TermWording.objects.count() == 2
    broken = SimpleUploadedFile("terms.tbx", b"no xml")
    answer = browser(TRANSLATOR).post("/admin/translators/terms/", {"file": broken})
    assert answer.status_code == 200
    exported = browser(EDITOR).get("/admin/translators/terms/terms.csv").content.decode("utf-8-sig")
    assert exported == exchange.to_csv(exchange.rows())
    assert browser(EDITOR).get("/admin/translators/terms/terms.xls").status_code == 404


def test_translators_are_shown_terms_and_warned(tree: Tree, browser: Browser) -> None:
    exchange.store([Row("Artikel", "Ein Text", "en", "article", ("item",))])
    translate(tree.article, "en")
    english = in_language(tree.article, "en")
    translator = browser(TRANSLATOR)
    write(translator, english, "An item")
    desk = translator.get(f"/admin/translators/pages/{english.pk}/").content.decode()
    assert "article" in desk
    assert desk.count("help-warning") == 2
    editor = translator.get(f"/admin/pages/{english.pk}/edit/").content.decode()
    assert f"/admin/translators/pages/{english.pk}/" in editor
    write(translator, english, "An article")
    assert "help-warning" not in translator.get(f"/admin/translators/pages/{english.pk}/").content.decode()


def test_the_term_base_by_role(tree: Tree, browser: Browser) -> None:
    doors = ["/admin/snippets/portal/term/", "/admin/snippets/portal/term/add/", "/admin/translators/terms/"]
    got = [
        browser(role).get(door).status_code for door in doors for role in (EDITOR, CHIEF_EDITOR, TRANSLATOR)
    ]
    assert got == [200] * 9
    assert Page.objects.filter(depth=2).count() == 1


def test_a_spreadsheet_calculates_nothing_and_the_words_come_back() -> None:
    dangerous = [Row('=HYPERLINK("http://evil.example")', "", "en", "-minus", ("+1",))]
    table = exchange.to_csv(dangerous)
    assert "'=HYPERLINK" in table
    assert "'-minus" in table
    assert exchange.from_csv(table.encode())[0].term == dangerous[0].term
    assert exchange.from_csv(table.encode())[0].wanted == "-minus"


def test_blanks_in_the_head_lose_no_column() -> None:
    [row] = exchange.from_csv(b"term, definition, language, wanted, forbidden\nOrt,,en,place,\n")
    assert (row.language, row.wanted) == ("en", "place")


@pytest.mark.parametrize(
    "data",
    [
        b"<tbx><conceptEntry><conceptEntry/></conceptEntry></tbx>",
        b'<?xml version="1.0" encoding="utf-32"?><tbx/>',
    ],
    ids=["entries within entries", "an encoding that is none"],
)
def test_odd_tbx_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        exchange.from_tbx(data)


def test_an_endless_cell_is_refused() -> None:
    with pytest.raises(Unreadable):
        exchange.from_csv(b"term,definition,language,wanted,forbidden\n" + b"x" * 200_000 + b",,,,\n")
