"""Kinds of trouble in files from elsewhere: each comes out right, and what is lost is said."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from consultations.guidelines.exchange.content import Run
from consultations.guidelines.exchange.draft import Draft
from consultations.guidelines.exchange.found import Found
from consultations.guidelines.exchange.typed_numbers import mark_typed_numbers
from consultations.guidelines.exchange.wording import NOTICES
from tests.consultations.guidelines.exchange.files import read
from tests.portal.files import samples
from tests.portal.files.test_extraction import strict

HEADING = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Ziele</w:t></w:r></w:p>'
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def p(text: str, layout: str = "") -> str:
    return f'<w:p><w:pPr>{layout}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, label: str, kind: str = "decimal", start: int = 1) -> str:
    count = f'<w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
    return f'<w:lvl w:ilvl="{depth}">{count}<w:lvlText w:val="{label}"/></w:lvl>'


def word(body: str, folder: Path, *, numbering: str = "", styles: str = "") -> Draft:
    content = samples.docx_with_body(HEADING + body)
    if numbering:
        member = f"<w:numbering {SPACE}>{numbering}</w:numbering>"
        content = samples.with_member(content, "word/numbering.xml", member.encode())
    if styles:
        known = samples.member(content, "word/styles.xml").decode()
        content = samples.with_member(
            content, "word/styles.xml", known.replace("</w:styles>", f"{styles}</w:styles>").encode()
        )
    return read(content, "docx", folder)


def html(draft: Draft) -> list[str]:
    return [part.html for part in draft.parts[1:]]


def codes(draft: Draft) -> list[str]:
    return [notice.code for notice in draft.notices]


def typed(texts: Sequence[str]) -> list[str]:
    found = [Found(runs=[Run(text)]) for text in texts]
    mark_typed_numbers(found)
    return [line.text for line in found if line.is_typed]


@pytest.mark.parametrize(
    "texts",
    [
        ("(1) Eins.", "(2) Zwei.", "Mehr dazu.", "(3) Drei."),
        ("1. Zweck", "2. Geltung", "3. Verfahren"),
        ("1.1 Zweck", "1.2 Geltung", "2.1 Verfahren"),
        ("1. Zweck", "1.1 Anlass", "1.2 Ziel", "2. Geltung"),
        ("§ 3 (1) Eins", "§ 3 (2) Zwei"),
        ("1. Die Stadt plant.", "2. Die Stadt baut."),
        ("4\tZweck",),
        ("(7) Eins.", "1.200 Euro stehen bereit.", "(8) Zwei."),
    ],
)
def test_numbers_whose_neighbours_count_on_are_typed_numbers(texts: Sequence[str]) -> None:
    words = ("Mehr dazu.", "1.200 Euro stehen bereit.")
    assert typed(texts) == [text for text in texts if text not in words]


@pytest.mark.parametrize(
    "texts",
    [
        ("1.200 Euro stehen bereit.", "1.201 Euro sind es mit Zinsen."),
        ("24.11.2027 tritt sie in Kraft.", "25.11.2027 gilt sie."),
        ("1. Mai 2027 Auftakt", "2. Mai 2027 Werkstatt"),
        ("18.00 Uhr Beginn", "19.00 Uhr Pause"),
        ("1. Fachtag der Beteiligung", "2. Fachtag der Beteiligung"),
        ("5. Auflage der Broschüre", "6. Auflage der Broschüre"),
        ("10. Sitzung", "11. Sitzung"),
        ("3. Der Rat entscheidet.", "7. Der Rat tagt."),
        ("(1) Normal.", "Ohne Zahl."),
        ("2.000 Menschen leben hier.", "30 Prozent sind jünger."),
    ],
)
def test_quantities_dates_times_and_editions_are_words(texts: Sequence[str]) -> None:
    assert typed(texts) == []


def test_bookmarks_alone_make_no_paragraph(tmp_path: Path) -> None:
    empty = '<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/></w:p>'
    assert html(word(p("Eins.") + empty + p("Zwei.") + empty, tmp_path)) == ["<p>Eins.</p>", "<p>Zwei.</p>"]


def test_words_hidden_by_any_style_are_left_out_and_said(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Heir"><w:name w:val="Heir"/><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="character" w:styleId="Seen"><w:name w:val="Seen"/><w:basedOn w:val="Base"/><w:rPr>'
        '<w:vanish w:val="0"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    body = f"<w:p>{run.format('Heir', 'geerbt')}{run.format('Seen', 'Sichtbar')}</w:p>"
    draft = word(body + p("Absatz", '<w:pStyle w:val="Note"/>'), tmp_path, styles=styles)
    assert html(draft) == ["<p>Sichtbar</p>"]
    assert [(notice.code, notice.text) for notice in draft.notices] == [
        ("hidden", "geerbt"),
        ("hidden", "Absatz"),
    ]


def test_siblings_stay_siblings_and_letters_are_said(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "(%1)")}{level(1, "%2)", "lowerLetter")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("Der Rat kann") + item("prüfen,", 1) + item("ablehnen,", 1) + item("vertagen.", 1)
    draft = word(body, tmp_path, numbering=numbering)
    assert html(draft) == ["<p>Der Rat kann</p><ol><li>prüfen,</li><li>ablehnen,</li><li>vertagen.</li></ol>"]
    assert [(notice.code, notice.text) for notice in draft.notices] == [("list_count", "a) prüfen,")]


def test_a_list_style_counts_like_a_list(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Law"/>{level(0, "(%1)")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Law"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert html(word(item("Eins.") + item("Zwei."), tmp_path, numbering=numbering)) == [
        "<p>Eins.</p>",
        "<p>Zwei.</p>",
    ]


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("", []),
        ('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>', ["list_count"]),
        (f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>', ["list_count"]),
        (f'<w:lvlOverride w:ilvl="0">{level(0, "•", "bullet")}</w:lvlOverride>', []),
    ],
)
def test_overrides_and_starts_of_lists(override: str, said: list[str], tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    draft = word(p("Text") + item("eins") + item("zwei"), tmp_path, numbering=numbering)
    kind = "ul" if "bullet" in override else "ol"
    assert html(draft) == [f"<p>Text</p><{kind}><li>eins</li><li>zwei</li></{kind}>"]
    assert codes(draft) == said


def test_a_list_that_goes_on_behind_a_paragraph_is_said(tmp_path: Path) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    draft = word(item("eins") + p("Dazwischen") + item("zwei"), tmp_path, numbering=numbering)
    assert [notice.text for notice in draft.notices] == ["2. zwei"]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


TOC = '<w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'


@pytest.mark.parametrize("end", [field("end"), ""])
def test_what_stands_behind_a_contents_field_is_read(end: str, tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    entry = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Ziele 1</w:t></w:r>{}</w:p>'
    body = f"<w:p>{field('begin')}{TOC}{field('separate')}<w:r><w:t>Inhalt</w:t></w:r></w:p>"
    draft = word(
        body + entry.format("") + entry.format(end) + HEADING + p("Wichtig."), tmp_path, styles=styles
    )
    assert [(part.heading, part.html) for part in draft.parts[-2:]] == [
        ("Ziele", ""),
        ("", "<p>Wichtig.</p>"),
    ]
    assert set(codes(draft)) == {"contents"}


def test_cells_stay_in_their_column(tmp_path: Path) -> None:
    def row(marks: str, *texts: str) -> str:
        return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(f'<w:tc>{p(text)}</w:tc>' for text in texts)}</w:tr>"

    rows = row("<w:tblHeader/>", "A", "B", "C") + row('<w:gridBefore w:val="1"/>', "b", "c")
    rows += row('<w:gridAfter w:val="2"/>', "a")
    (table,) = html(word(f"<w:tbl>{rows}</w:tbl>", tmp_path))
    assert "<tr><td></td><td>b</td><td>c</td></tr><tr><td>a</td><td></td><td></td></tr>" in table


def test_forms_are_not_taken_for_text(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    box = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="{}"/></w:checkBox></w:ffData>'
    box += f"</w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r>{field('end')}"
    body = control.format("<w:showingPlcHdr/>", p("Hier klicken")) + control.format("", p("Ausgefüllt"))
    body += f"<w:p>{control.format('<w:showingPlcHdr/>', '<w:r><w:t>Name</w:t></w:r>')}<w:r><w:t>Wir</w:t></w:r></w:p>"
    body += f"<w:p>{box.format(1)}<w:r><w:t> ja</w:t></w:r></w:p><w:p>{box.format(0)}<w:r><w:t> nein</w:t></w:r></w:p>"
    draft = word(body, tmp_path)
    assert html(draft) == ["<p>Ausgefüllt</p>", "<p>Wir</p>", "<p>☒ ja</p>", "<p>☐ nein</p>"]
    assert codes(draft) == ["placeholder", "placeholder", "check_box", "check_box"]


def test_what_cannot_be_taken_is_said(tmp_path: Path) -> None:
    reference = f"{field('begin')}<w:r><w:instrText> REF _Ref1 \\h </w:instrText></w:r>{field('separate')}"
    base = "<w:rubyBase><w:r><w:t>Grund</w:t></w:r></w:rubyBase>"
    ruby = f"<w:r><w:ruby><w:rt><w:r><w:t>o</w:t></w:r></w:rt>{base}</w:ruby></w:r>"
    body = f"<w:altChunk/><w:p><w:subDoc/></w:p><w:p>{ruby}</w:p>"
    body += f"<w:p><w:r><w:t>Siehe </w:t></w:r>{reference}<w:r><w:t>§ 3</w:t></w:r>{field('end')}</w:p>"
    draft = word(body, tmp_path)
    assert html(draft) == ["<p>Grund</p>", "<p>Siehe § 3</p>"]
    assert codes(draft) == ["subdocument", "subdocument", "ruby", "cross_reference"]
    assert set(codes(draft)) <= set(NOTICES)


def test_a_recorded_join_of_paragraphs_is_listed(tmp_path: Path) -> None:
    mark = '<w:rPr><w:del w:id="1" w:author="Erika" w:date="2026-01-01T00:00:00Z"/></w:rPr>'
    draft = word(p("Eins", mark) + p(" und zwei."), tmp_path)
    assert html(draft) == ["<p>Eins und zwei.</p>"]
    assert [(change.kind, change.text, change.author) for change in draft.tracked] == [
        ("deleted", "¶", "Erika")
    ]


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    content = samples.docx_with_body(HEADING + p("Alle wirken mit."))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    for name in names:
        content = samples.with_member(content, name, strict(samples.member(content, name)))
    draft = read(content, "docx", tmp_path)
    assert [(part.kind, part.heading, part.html) for part in draft.parts] == [
        ("chapter", "Ziele", ""),
        ("paragraph", "", "<p>Alle wirken mit.</p>"),
    ]


def test_odt_leaves_out_what_is_hidden_and_says_so(tmp_path: Path) -> None:
    body = (
        '<text:h text:outline-level="1">Ziele</text:h><text:p>Sichtbar<text:hidden-text text:string-value="eins"/>'
        "<text:placeholder>hier tippen</text:placeholder></text:p>"
        '<text:section text:display="none"><text:p>zwei</text:p></text:section>'
    )
    draft = read(samples.odt_file(body), "odt", tmp_path)
    assert html(draft) == ["<p>Sichtbar</p>"]
    assert [(notice.code, notice.text) for notice in draft.notices] == [
        ("hidden", "eins"),
        ("placeholder", "hier tippen"),
        ("hidden", "zwei"),
    ]
