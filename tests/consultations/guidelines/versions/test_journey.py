"""From the first draft to the second version: edit, move, split, merge, drop, all told afterwards."""

import pytest

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.preview import OUTCOMES, pairs_to_lineage, preview
from consultations.guidelines.versions.verifying import problems
from tests.consultations.guidelines.versions.test_freezing import freeze, write
from tests.factories.guidelines import chapter, make_guideline, paragraph

pytestmark = pytest.mark.django_db


def key(name: str) -> str:
    return f"{name * 8}-0000-4000-8000-000000000000"


A, B, C, D, E, F, G = (key(letter) for letter in "abcdef1")
GOALS = chapter("Ziele", key("2"))
WAYS = chapter("Wege", key("3"))
EARLY = "Die Stadt beteiligt, solange noch etwas zu entscheiden ist."
CLEAR = "Wer fragt, was offen ist, bekommt eine klare Antwort."
LIST = "Die Stadt führt eine öffentliche Vorhabenliste mit Ziel, Ort und Stand."
ASKED = "Nach jedem Verfahren befragt die Stadt alle, die mitgemacht haben."
TOLD = "Die Ergebnisse der Befragung stehen vier Wochen später im Portal."
GONE = "Der Oberbürgermeister grüßt alle Einwohner herzlich."


BEFORE = [
    GOALS,
    paragraph(A, f"{EARLY} {CLEAR}"),
    paragraph(B, f'{LIST} Siehe <a href="#p-dddddddd">2.1</a>.'),
    paragraph(C, GONE),
    WAYS,
    paragraph(D, ASKED),
    paragraph(E, TOLD),
    paragraph(F, "Der Beirat tagt öffentlich."),
]
AFTER = [
    GOALS,
    paragraph(A, EARLY),
    paragraph(G, CLEAR),
    paragraph(F, "Der Beirat tagt öffentlich."),
    WAYS,
    paragraph(B, f'{LIST} Siehe <a href="#p-dddddddd">2.1</a>.'),
    paragraph(D, f"{ASKED} {TOLD}"),
]


def test_write_freeze_edit_freeze() -> None:
    page = make_guideline(*BEFORE)
    first = freeze(page)
    write(page, *AFTER)
    page.refresh_from_db()
    shown = preview(page)
    assert [(each.kind, each.new.id, each.old.id) for each in shown.proposals] == [
        ("split", G, A),
        ("merged", D, E),
    ]
    second = freeze(page, pairs_to_lineage((each.new.id, each.old.id) for each in shown.proposals))
    old, new = selectors.parts_of(first, "de"), selectors.parts_of(second, "de")
    told = compare(old, new, selectors.lineage_of(second))
    outcomes = {change.outcome: (change.old or change.new)[0].id for change in told.changes}
    assert outcomes["split"] == A
    assert outcomes["merged"] in {D, E}
    assert outcomes["dropped"] == C
    assert told.moved >= 1
    assert new[5].html.endswith('Siehe <a href="#p-dddddddd">2.2</a>.</p>')
    counts = {str(name): count for name, count in told.counts.items()}
    assert dict(shown.counts) == {label: counts[name] for name, label in OUTCOMES.items() if name in counts}
    assert [row.number for row in selectors.history(F)] == ["2.3", "1.3"]
    assert [str(row.identity) for row in selectors.successors(A)] == [G]
    assert selectors.history(C)[-1].text.version == first
    assert list(problems()) == []


def test_the_preview_of_a_first_version() -> None:
    page = make_guideline(
        GOALS, paragraph(A, EARLY), paragraph(B, 'Siehe <a href="#c-99999999">Kapitel 9</a>.')
    )
    shown = preview(page)
    assert (shown.number, shown.chapters, shown.paragraphs, shown.last) == (1, 1, 2, None)
    assert (shown.counts, shown.proposals, shown.unpublished, shown.nothing_changed) == ([], [], False, False)
    assert [lost.words for lost in shown.lost] == ["Kapitel 9"]


def test_the_preview_says_when_nothing_changed() -> None:
    page = make_guideline(GOALS, paragraph(A, EARLY))
    freeze(page)
    assert preview(page).nothing_changed is True
    write(page, GOALS, paragraph(A, CLEAR))
    page.refresh_from_db()
    assert (preview(page).nothing_changed, preview(page).unpublished) == (False, True)
