"""Random guideline texts for round trips."""

from collections.abc import Sequence

from hypothesis import strategies as st

from consultations.guidelines.exchange.content import Block, Cell, Piece, Run, Table
from consultations.guidelines.exchange.markup import html_of, levelled, tidy
from consultations.guidelines.rules import Kind, NumberedPart

LETTERS = st.characters(
    blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff", whitelist_characters="\n"
)
BEGINNINGS = st.sampled_from(["", "(2) ", "1.2 ", "3. ", "§ 4 ", "[1] ", "Tabelle 1: ", "مرحبا ", "שלום "])
WORDS = st.builds(str.__add__, BEGINNINGS, st.text(LETTERS, min_size=0, max_size=30))
LINKS = st.sampled_from(
    [
        (),
        (),
        (),
        (("href", "https://example.org/?a=1&b=2"),),
        (("href", "mailto:info@example.org"),),
        (("href", "tel:+49631"),),
    ]
)
RUNS = st.lists(st.builds(Run, WORDS, st.booleans(), st.booleans(), LINKS), min_size=1, max_size=4)
BLOCKS = st.builds(
    lambda kind, runs, depth: Block(kind, tidy(runs), depth if kind != "p" else 0),
    st.sampled_from(["p", "p", "ul", "ol"]),
    RUNS,
    st.integers(0, 3),
)
CELLS = st.builds(
    lambda blocks, is_header: Cell(
        tuple(piece for piece in levelled(blocks) if isinstance(piece, Block) and piece.runs), is_header
    ),
    st.lists(BLOCKS, max_size=2),
    st.booleans(),
)


def rich(pieces: Sequence[Piece]) -> str:
    """Rich text of pieces that have words; a line of spaces is an empty line in every word processor."""
    return html_of(levelled(piece for piece in pieces if not isinstance(piece, Block) or _says(piece)))


def _says(block: Block) -> bool:
    return any(run.text.strip() for run in block.runs)


BODIES = st.lists(BLOCKS, max_size=4).map(rich)
TABLES = st.integers(1, 3).flatmap(
    lambda width: st.lists(
        st.lists(CELLS, min_size=width, max_size=width).map(tuple), min_size=1, max_size=3
    ).map(lambda rows: rich([Table(tuple(rows))]))
)
HEADINGS = st.one_of(st.just(""), WORDS.map(lambda text: " ".join(text.split())))


def _part(kind: Kind, identity: str, number: str, heading: str, html: str) -> NumberedPart:
    return NumberedPart(kind, identity, "", number, f"{kind[0]}-{identity[:8]}", heading, html)


PARTS = st.one_of(
    st.builds(
        _part, st.just("chapter"), st.uuids().map(str), st.sampled_from(["1", "12", "§ 3"]), HEADINGS, BODIES
    ),
    st.builds(
        _part,
        st.just("paragraph"),
        st.uuids().map(str),
        st.sampled_from(["1.1", "2.13", "(3)", "7"]),
        HEADINGS,
        BODIES,
    ),
    st.builds(_part, st.just("table"), st.uuids().map(str), st.just("1"), HEADINGS, TABLES),
)
TEXTS = st.lists(PARTS, min_size=1, max_size=6, unique_by=lambda part: part.id)
