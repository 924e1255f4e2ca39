"""The figures by which passages are ranked, in one place for every engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Factors on BM25 scores per field.

    Measured on the known-item set of council papers (`tests/search/bench_known_item.py`, text only): the
    passage's own
    text 1, compound parts 0.5, all parts of a query word 0.5, and twice the score of the whole place (`context`).
    Parts at 1 cost 0.03 MRR; without context, cutting into passages costs 0.02 to 0.05. Title and heading
    cannot be
    tuned there; they are set so that a word in the title outranks the same word in any text.
    """

    text: float = 1.0
    parts: float = 0.5
    all_parts: float = 0.5
    context: float = 2.0
    heading: float = 1.5
    title: float = 3.0
    exact: float = 0.0
    every_word: float = 0.0


WEIGHTS = Weights()
