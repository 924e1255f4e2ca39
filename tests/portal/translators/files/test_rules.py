"""Which rows of a file are taken, and what markup may be in them."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.translators.files import markup
from portal.translators.files.rules import Part, Reason, Row, Verdict, judge, moment, same_language

MONDAY = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
TUESDAY = MONDAY + dt.timedelta(days=1)
LINKED = 'Zum <a id="a1">Rathaus</a>'


def part(source: str = "Rathaus", **values: Any) -> Part:
    return Part(**({"path": "body.1", "source": source} | values))


def row(target: str, source: str = "Rathaus", path: str = "body.1", **values: Any) -> Row:
    return Row(place=1, path=path, source=source, target=target, **values)


def reason(one: Part, given_row: Row, exported: dt.datetime | None = MONDAY) -> Reason | None:
    verdict = judge([one], [given_row], exported)
    return verdict.refused[0][1] if verdict.refused else None


def test_a_translation_is_taken() -> None:
    verdict = judge([part()], [row("Town hall")], MONDAY)
    assert [(one.part.source, one.target) for one in verdict.changes] == [("Rathaus", "Town hall")]
    assert (verdict.unchanged, verdict.refused, verdict.absent) == (0, [], 0)


def test_what_is_the_same_is_no_change() -> None:
    verdict = judge([part(translation="Hall &amp; yard")], [row("Hall & yard")], MONDAY)
    assert verdict == Verdict(unchanged=1)


@pytest.mark.parametrize(
    ("given_row", "expected"),
    [
        (row("x", path="body.2"), Reason.GONE),
        (row("x", source="Anderes"), Reason.CHANGED),
        (row(" "), Reason.EMPTY),
        (row("x", unfinished=True), Reason.UNFINISHED),
        (row("x", obsolete=True), Reason.OBSOLETE),
        (row("x" * 31), Reason.TOO_LONG),
        (row("x" * 30), None),
        (row("<b>x</b>"), Reason.MARKUP),
        (row("x\x0bx"), Reason.MARKUP),
    ],
)
def test_what_is_refused(given_row: Row, expected: Reason | None) -> None:
    assert reason(part(limit=30), given_row) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ('To the <a id="a1">hall</a>', None),
        ('<a id="a1">Hall</a> & <yard> here'.replace("<yard>", "yard"), None),
        ("To the hall", Reason.MARKUP),
        ('To the <a id="a2">hall</a>', Reason.MARKUP),
        ('To the <a id="a1" href="https://x.example">hall</a>', Reason.MARKUP),
        ('To the <a href="javascript:alert(1)">hall</a>', Reason.MARKUP),
        ('To <a id="a1">the</a> <a id="a1">hall</a>', Reason.MARKUP),
        ('To the <a id="a1">hall', Reason.MARKUP),
        ('To the <a id="a1"><b>hall</a></b>', Reason.MARKUP),
        ('To the <a id="a1">hall</a><script>alert(1)</script>', Reason.MARKUP),
        ('To the <a id="a1">hall</a><img src=x onerror=alert(1)>', Reason.MARKUP),
        ('To the <a id="a1">hall</a><!-- x -->', Reason.MARKUP),
        ('To the <a id="a1">hall</a><?php x ?>', Reason.MARKUP),
    ],
)
def test_links_and_tags_stay(target: str, expected: Reason | None) -> None:
    assert reason(part(LINKED), row(target, LINKED)) == expected


def test_what_somebody_else_changed_since_stays() -> None:
    changed = part(translation="City hall", changed=TUESDAY, by_others=True)
    assert reason(changed, row("Town hall"), MONDAY) is Reason.NEWER
    assert reason(changed, row("Town hall"), TUESDAY) is None
    assert reason(changed, row("City hall"), MONDAY) is None
    assert reason(part(translation="City hall", changed=TUESDAY), row("Town hall"), MONDAY) is None


def test_one_part_twice() -> None:
    verdict = judge([part()], [row("Town hall"), row("Town hall"), row("City hall")], MONDAY)
    assert [one.target for one in verdict.changes] == ["Town hall"]
    assert [told for _row, told in verdict.refused] == [Reason.TWICE]


def test_a_part_of_which_the_file_is_silent_is_counted() -> None:
    assert judge([part(), part("Amt")], [row("Town hall")], MONDAY).absent == 1


def test_languages_and_moments() -> None:
    assert same_language("uk_UA", "uk")
    assert same_language("tr", "tr")
    assert not same_language("tr", "uk")
    assert not same_language("de", "de-simple")
    assert moment("2026-11-23T08:00:00+00:00") == MONDAY
    assert moment("2026-11-23T08:00:00") is None
    assert moment("yesterday") is None


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        written = markup.normal(text)
    except markup.BadMarkup:
        return
    assert markup.normal(written) == written
    assert markup.tags(written) == markup.tags(text)
