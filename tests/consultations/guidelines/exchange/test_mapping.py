"""Which part of the text each part of a file is."""

import time
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st

from consultations.guidelines.exchange.draft import Draft
from consultations.guidelines.exchange.links import LinkReader, LinkWriter, in_file
from consultations.guidelines.exchange.mapping import Here, Mapped, map_back
from consultations.guidelines.rules import Part, number

GUIDELINE = "0f0e0d0c-0b0a-4988-8766-554433221100"
A, B, C, D = (f"{letter * 8}-0000-4000-8000-000000000000" for letter in "abcd")
LONG = "Die Stadt beteiligt alle Menschen, die hier leben, früh, offen und in verständlicher Sprache"


def part(key: str, words: str, heading: str = "") -> Part:
    return Part("paragraph", key, heading, f"<p>{words}</p>")


def here(*parts: Part, base: list[Part] | None = None, own: tuple[str, ...] = ()) -> Here:
    numbered = number(parts)
    writer, reader = LinkWriter(numbered), LinkReader(numbered)
    before = number(base) if base is not None else None
    return Here(numbered, lambda html: in_file(html, writer), reader.stored, own, GUIDELINE, before)


def found(mapped: Mapped) -> list[tuple[str, str]]:
    return [(match.part.id, match.how) for match in mapped.matches]


def test_by_identity_then_by_words_then_by_likeness() -> None:
    new = str(uuid.uuid4())
    draft = Draft(
        parts=[
            part(B, "ganz anders"),
            part(str(uuid.uuid4()), "Gleich geblieben"),
            part(str(uuid.uuid4()), f"{LONG} und Schrift."),
            part(new, "Davon war noch nie die Rede gewesen, nirgends."),
        ],
        known=[B],
    )
    mapped = map_back(draft, here(part(A, f"{LONG}."), part(B, "Text"), part(C, "Gleich geblieben")))
    assert found(mapped) == [(B, "id"), (C, "same"), (A, "similar"), (new, "new")]
    assert 62 < mapped.matches[2].score < 100
    assert mapped.matches[2].source != A
    assert not mapped.is_foreign
    assert mapped.dropped == []


def test_a_part_that_was_dropped_once_gets_its_identity_back() -> None:
    draft = Draft(parts=[part(A, "da"), part(D, "wieder da")], known=[A, D])
    assert found(map_back(draft, here(part(A, "da"), own=(A, D)))) == [(A, "id"), (D, "id")]


def test_an_identity_of_another_guideline_stays_there() -> None:
    draft = Draft(parts=[part(D, "Ganz andere Worte stehen hier.")], known=[D], guideline=str(uuid.uuid4()))
    mapped = map_back(draft, here(part(A, "Unser Text.")))
    assert mapped.is_foreign
    assert mapped.matches[0].part.id not in (A, D)
    assert [lost.id for lost in mapped.dropped] == [A]


def test_into_an_empty_text_every_file_may_go() -> None:
    draft = Draft(parts=[part(D, "Ein Anfang.")])
    assert not map_back(draft, here()).is_foreign


def test_a_file_without_parts_is_foreign() -> None:
    assert map_back(Draft(title="Nur ein Titel"), here(part(A, "Unser Text."))).is_foreign


def test_joined_parts_are_told_as_predecessors() -> None:
    draft = Draft(parts=[part(A, "eins zwei")], known=[A], merged={A: [B]})
    mapped = map_back(draft, here(part(A, "eins"), part(B, "zwei")))
    assert mapped.lineage == {A: (B,)}
    assert [lost.id for lost in mapped.dropped] == [B]


def test_both_sides_are_told_apart_by_what_the_file_was_made_of() -> None:
    base = [part(A, "a"), part(B, "b"), part(C, "c")]
    draft = Draft(parts=[part(A, "a"), part(B, "b Datei"), part(C, "c Datei")], known=[A, B, C])
    mapped = map_back(
        draft, here(part(A, "a hier"), part(D, "neu"), part(B, "b"), part(C, "c hier"), base=base)
    )
    assert found(mapped) == [(A, "id"), (D, "kept"), (B, "id"), (C, "id")]
    assert [match.part.html for match in mapped.matches] == [
        "<p>a hier</p>",
        "<p>neu</p>",
        "<p>b Datei</p>",
        "<p>c Datei</p>",
    ]
    assert (mapped.kept, mapped.both, mapped.added) == ([A], [C], [D])


def test_what_was_only_deleted_here_stays_deleted() -> None:
    base = [part(A, "a"), part(B, "b"), part(C, "c")]
    draft = Draft(parts=[part(A, "a"), part(B, "b"), part(C, "c Datei")], known=[A, B, C])
    mapped = map_back(draft, here(part(A, "a"), base=base, own=(A, B, C)))
    assert found(mapped) == [(A, "id"), (C, "id")]
    assert (mapped.kept, mapped.both, mapped.added) == ([B], [], [])


def test_without_knowing_what_the_file_was_made_of_the_file_counts() -> None:
    draft = Draft(parts=[part(A, "a")], known=[A])
    mapped = map_back(draft, here(part(A, "a hier")))
    assert mapped.matches[0].part.html == "<p>a</p>"
    assert (mapped.kept, mapped.both) == ([], [])


def test_what_did_not_change_keeps_its_stored_form() -> None:
    stored = '<p data-block-key="abc">Siehe <a linktype="page" id="3">dort</a></p>'
    mine = here(Part("paragraph", A, "", stored))
    draft = Draft(parts=[Part("paragraph", A, "", mine.in_file(stored))], known=[A])
    assert map_back(draft, mine).matches[0].part.html == stored
    changed = Draft(
        parts=[Part("paragraph", A, "", mine.in_file(stored).replace("Siehe", "Sieh"))], known=[A]
    )
    assert map_back(changed, mine).matches[0].part.html == '<p>Sieh <a id="3" linktype="page">dort</a></p>'


def test_two_long_texts_take_bounded_time() -> None:
    words = "Die Verwaltung berichtet dem Rat über Verfahren und Ergebnisse der Beteiligung. " * 8
    mine = here(*(part(str(uuid.uuid4()), f"{place} {words}") for place in range(1500)))
    draft = Draft(parts=[part(str(uuid.uuid4()), f"{words} {place}") for place in range(1500)])
    started = time.process_time()
    mapped = map_back(draft, mine)
    assert time.process_time() - started < 15
    assert len({match.part.id for match in mapped.matches}) == 1500


TEXTS = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(["a", "b c", LONG, ""])), max_size=8)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS, st.booleans())
def test_every_part_of_the_file_has_a_place_and_no_identity_stands_twice(
    mine: list[tuple[int, str]], theirs: list[tuple[int, str]], before: list[tuple[int, str]], has_base: bool
) -> None:
    def parts(entries: list[tuple[int, str]]) -> list[Part]:
        unique = dict(entries)
        return [part(f"{key}" * 8 + "-0000-4000-8000-000000000000", words) for key, words in unique.items()]

    draft = Draft(parts=parts(theirs), known=[each.id for each in parts(theirs)])
    mapped = map_back(draft, here(*parts(mine), base=parts(before) if has_base else None))
    ids = [match.part.id for match in mapped.matches]
    assert len(ids) == len(set(ids))
    assert [match.source for match in mapped.matches if match.how != "kept"] == [
        each.id for each in parts(theirs)
    ]
    known = {each.id for each in parts(mine)}
    assert {lost.id for lost in mapped.dropped} == known - set(ids)
