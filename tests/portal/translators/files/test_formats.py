"""PO and XLIFF: what is written is read back, and no file whatsoever breaks the reading."""

import datetime as dt
from html import escape
from types import ModuleType

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.translators.files import markup, po, xliff
from portal.translators.files.rules import Head, Part, Problem, Refused, Row

HEAD = Head(
    translation="02f40fcc-b50c-4250-8e20-4d8771848a72",
    language="tr",
    exported=dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC),
)
SOURCE = 'Zum <a id="a1">Rathaus</a><br/><b>und</b> <i>heim</i> &amp; &lt;weg&gt;'
TARGET = '<i>x</i> \u2028<b>y</b><br/>\n <a id="a1">z</a>\t"\\n" &amp;'


def write(kind: ModuleType, parts: list[Part]) -> bytes:
    if kind is po:
        return po.write(HEAD, "Titel", parts)
    return xliff.write(HEAD, "Titel", parts, "de")


def _part(source: str, target: str) -> Part:
    return Part(path="body.1", source=source, translation=target)


def pairs(rows: list[Row]) -> list[tuple[str, str, str]]:
    return [(row.path, row.source, row.target) for row in rows]


@pytest.mark.parametrize("kind", [po, xliff])
def test_there_and_back(kind: ModuleType) -> None:
    parts = [
        Part(path="body.1", source=SOURCE, translation=TARGET),
        Part(path="body.1", source="<b><b>x</b></b>y<b>z</b>"),
        Part(path="title", source="Titel", translation="Başlık"),
    ]
    head, rows = kind.read(write(kind, parts))
    assert head == HEAD
    assert pairs(rows) == [(one.path, one.source, one.translation) for one in parts]
    assert not any(row.unfinished or row.obsolete for row in rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text(), st.sampled_from(["", "b", "em"])), max_size=5))
def test_any_text_goes_there_and_back(texts: list[tuple[str, str, str]]) -> None:
    parts = []
    for german, wanted, tag in texts:
        source, target = (markup.key(escape(one, quote=False)) for one in (german, wanted))
        if tag:
            parts.append(_part(f"<{tag}>{source}</{tag}>", f"{target}<{tag}>{target}</{tag}>"))
        elif source:
            parts.append(_part(source, target))
    for kind in (po, xliff):
        _head, rows = kind.read(write(kind, parts))
        assert pairs(rows) == [(one.path, one.source, one.translation) for one in parts]


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_file_breaks_the_reading(data: st.DataObject) -> None:
    """Whole files with pieces cut out, doubled or overwritten."""
    kind = data.draw(st.sampled_from([po, xliff]))
    whole = write(kind, [Part(path="body.1", source=SOURCE, translation=TARGET)])
    begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    words = ['"', "msgstr[x]", "#~ ", "msgid", "#| msgid", "\n", "<g>", "</target>", "&#0;", "<!DOCTYPE a>"]
    new = data.draw(st.one_of(st.binary(max_size=20), st.sampled_from(words).map(str.encode)))
    try:
        head, rows = kind.read(whole[:begin] + new + whole[end:])
    except Refused as refused:
        assert refused.problem in (Problem.ENCODING, Problem.UNREADABLE)
    else:
        assert isinstance(head, Head)
        assert all(isinstance(row.target, str) for row in rows)


def test_a_po_file_in_another_encoding_is_named() -> None:
    for data in ('msgid ""\nmsgstr "Größe"\n'.encode("latin-1"), 'msgid ""\nmsgstr ""\n'.encode("utf-16")):
        with pytest.raises(Refused) as caught:
            po.read(data)
        assert caught.value.problem is Problem.ENCODING


def test_unfinished_and_obsolete_rows_are_marked() -> None:
    text = '#, fuzzy\nmsgctxt "a"\nmsgid "b"\nmsgstr "c"\n\n#~ msgctxt "d"\n#~ msgid "e"\n#~ msgstr "f"\n'
    _head, rows = po.read(text.encode())
    assert [(row.target, row.unfinished, row.obsolete) for row in rows] == [
        ("c", True, False),
        ("f", False, True),
    ]
    file = write(xliff, [Part(path="title", source="a", translation="b")])
    _head, (row,) = xliff.read(file.replace(b'state="translated"', b'state="needs-translation"'))
    assert row.unfinished


def test_the_content_of_a_po_file_is_no_name_of_a_file(tmp_path: object) -> None:
    with pytest.raises(Refused):
        po.read(__file__.encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<xliff",
        b"<html/>",
        b'<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"/></xliff>',
        b'<xliff version="1.2"/>',
        b'<xliff version="1.2"><file/><file/></xliff>',
        b'<!DOCTYPE x [<!ENTITY a "b">]><xliff version="1.2"><file/></xliff>',
        b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><xliff version="1.2"><file/></xliff>',
        b'<?xml version="1.0" encoding="nonsense"?><xliff version="1.2"><file/></xliff>',
        b"\x89PNG\r\n\x1a\n\x00\x00",
    ],
)
def test_what_is_no_xliff_of_one_page(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        xliff.read(data)
    assert caught.value.problem is Problem.UNREADABLE


def test_unknown_and_deep_elements_make_no_text() -> None:
    file = write(xliff, [Part(path="title", source=SOURCE, translation=SOURCE)]).decode()
    deep = "<g id='t1'>" * 3000 + "x" + "</g>" * 3000
    for inside in ("<bpt id='t2'>x</bpt>" * 2, "<g id='zz'>x</g>", deep):
        begin, end = file.index('translated">') + 12, file.index("</target>")
        _head, (row,) = xliff.read((file[:begin] + inside + file[end:]).encode())
        assert row.target != SOURCE
    marked = file.replace('translated">Zum', 'translated"><mrk mtype="seg">Zum</mrk>')
    _head, (row,) = xliff.read(marked.encode())
    assert row.target == SOURCE


def test_po_editors_read_our_files() -> None:
    file = polib.pofile(write(po, [Part(path="title", source="a", translation="b")]).decode())
    assert (file.metadata["Language"], file[0].msgctxt) == ("tr", "title")
