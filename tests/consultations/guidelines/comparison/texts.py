"""Parts of made-up texts, and texts of random edits."""

from hypothesis import strategies as st

from consultations.guidelines.rules import Kind, NumberedPart

WORDS = "Die Stadt lädt alle Bürger:innen ein und der Rat prüft jede Frist im Verfahren oder eine Sitzung nicht".split()


def part(
    name: str,
    html: str = "",
    *,
    number: str = "1",
    heading: str = "",
    kind: Kind = "paragraph",
    chapter: str = "",
) -> NumberedPart:
    """One part with an address made of its name."""
    return NumberedPart(kind, name, chapter, number, f"p-{name}", heading, html)


def row(*names: str) -> list[NumberedPart]:
    """Parts named so, in this order, numbered through; the text of each is its name."""
    return [part(name, f"<p>Text {name}</p>", number=str(at)) for at, name in enumerate(names, start=1)]


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(lambda words: f"{' '.join(words)}.")
inline = st.one_of(sentences, sentences.map(lambda text: f"<b>{text}</b> und mehr"))
blocks = st.one_of(
    inline.map(lambda text: f"<p>{text}</p>"),
    st.lists(inline, min_size=1, max_size=3).map(
        lambda rows: f"<ul>{''.join(f'<li>{text}</li>' for text in rows)}</ul>"
    ),
)
rich_texts = st.lists(blocks, max_size=4).map("".join)


@st.composite
def texts(draw: st.DrawFn) -> list[NumberedPart]:
    """Up to eight parts out of ten that may be known from another text."""
    names = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8))
    return [part(name, draw(rich_texts), number=str(at)) for at, name in enumerate(names, start=1)]


@st.composite
def lineages(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """A few parts that came from others, too."""
    names = st.sampled_from("abcdefghij")
    return draw(
        st.dictionaries(names, st.lists(names, unique=True, min_size=1, max_size=2).map(tuple), max_size=3)
    )
