"""Over random edits each piece keeps its identity, and every version follows from the one before."""

import uuid
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.rules import SCHEMES, Kind, NumberedPart, Part, number
from consultations.guidelines.versions.lineage import propose
from consultations.guidelines.versions.rules import part_hash, short_for, text_hash

WORDS = "Stadt Rat Beirat Liste Frist Antrag Portal Sitzung Bericht Haushalt Verfahren Ergebnis".split()
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=6, max_size=12, unique=True).map(" ".join)
KINDS: list[Kind] = ["chapter", "paragraph", "paragraph", "paragraph", "figure", "table"]
EDIT = st.tuples(
    st.sampled_from(["reword", "insert", "drop", "move"]), st.integers(0, 99), st.integers(0, 99), SENTENCE
)


@st.composite
def texts(draw: st.DrawFn) -> list[Part]:
    """A text of up to twelve pieces with identities of their own."""
    pieces = draw(
        st.lists(
            st.tuples(st.sampled_from(KINDS), st.uuids(version=4), SENTENCE),
            max_size=12,
            unique_by=lambda piece: piece[1],
        )
    )
    return [Part(kind, str(name), "", f"<p>{words}</p>") for kind, name, words in pieces]


def edited(text: list[Part], edits: list[tuple[str, int, int, str]]) -> list[Part]:
    """The text after the edits, as an editor drags and types them."""
    parts = list(text)
    for at, (what, here, there, words) in enumerate(edits):
        if what == "insert":
            name = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{at} {words}"))
            parts.insert(here % (len(parts) + 1), Part("paragraph", name, "", f"<p>{words}</p>"))
        elif parts and what == "drop":
            del parts[here % len(parts)]
        elif parts and what == "move":
            part = parts.pop(here % len(parts))
            parts.insert(there % (len(parts) + 1), part)
        elif parts:
            place = here % len(parts)
            parts[place] = replace(parts[place], html=f"<p>{words}</p>")
    return parts


def sealed(parts: list[NumberedPart]) -> str:
    return text_hash("de", "Titel", "", (part_hash(part) for part in parts))


@settings(max_examples=150, deadline=None)
@given(texts(), st.lists(EDIT, max_size=10), st.sampled_from(sorted(SCHEMES)))
def test_identity_survives_and_numbers_are_unique(
    text: list[Part], edits: list[tuple[str, int, int, str]], scheme: str
) -> None:
    before, after = number(text, scheme), number(edited(text, edits), scheme)
    kept = {part.id for part in before} & {part.id for part in after}
    anchors = [{part.id: part.anchor for part in parts} for parts in (before, after)]
    assert {name: anchors[0][name][:10] for name in kept} == {name: anchors[1][name][:10] for name in kept}
    assert len({part.anchor for part in after}) == len(after)
    assert len({(part.kind, part.number) for part in after}) == len(after)
    chapters = {part.id for part in after if part.kind == "chapter"}
    assert {part.chapter for part in after} <= chapters | {""}
    assert (sealed(before) == sealed(after)) == (
        [replace(part, chapter="", anchor="") for part in before]
        == [replace(part, chapter="", anchor="") for part in after]
    )


@settings(max_examples=150, deadline=None)
@given(texts(), st.lists(EDIT, max_size=10))
def test_proposals_lead_from_what_came_to_what_went(
    text: list[Part], edits: list[tuple[str, int, int, str]]
) -> None:
    before, after = number(text), number(edited(text, edits))
    old, new = {part.id for part in before}, {part.id for part in after}
    found = propose(before, after)
    assert len({(each.new.id, each.old.id) for each in found}) == len(found)
    for each in found:
        assert each.new.id in new and each.old.id in old and each.new.id != each.old.id
        assert each.new.id not in old or each.old.id not in new
        assert each.new.kind == each.old.kind
        assert 0 < each.likeness <= 1
    lineage: dict[str, tuple[str, ...]] = {}
    for each in found:
        lineage[each.new.id] = (*lineage.get(each.new.id, ()), each.old.id)
    changes = compare(before, after, lineage).changes
    assert sorted(part.id for change in changes for part in change.old) == sorted(old)
    assert sorted(part.id for change in changes for part in change.new) == sorted(new)


@settings(max_examples=100, deadline=None)
@given(texts())
def test_nothing_is_proposed_where_nothing_changed(text: list[Part]) -> None:
    assert propose(number(text), number(text)) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.uuids(version=4).map(lambda name: f"11111111{name.hex[8:]}"), unique=True, max_size=20))
def test_short_addresses_are_beginnings_and_unique(names: list[str]) -> None:
    taken: dict[str, str] = {}
    for name in names:
        short = short_for(name, taken)
        assert name.startswith(short) and len(short) >= 8 and short not in taken
        taken[short] = name
