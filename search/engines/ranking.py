"""The figures by which passages are ranked, in one place for every engine."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Factors on BM25 scores per field.

    Measured with `manage.py search evaluate` (1,586 real queries on council papers, text only; MRR@10
    of all queries / of the titles that share at most half their words with the text). Text 1, parts 0.5, all
    parts of a query word 0.5 and twice the score of the whole place (`context`) gave 0.786 / 0.577. The word
    as written (`exact`) at 1 and neighbours in the query that are neighbours in the text (`pair`) at 0.5
    raised that to 0.793 / 0.586. All parts at 1 cost 0.015, pairs at 1 cost 0.005, a bonus for passages with
    every word gave nothing. Title and heading cannot be tuned there; they are set so that a word in the title
    outranks the same word in a text. Roots (`base.root`) at 2 and a context thinned to what the place is about
    raised 0.793 / 0.585 to 0.801 / 0.629, both halves of the queries alike, and plain questions
    (xquad-sentences) from 0.759 to 0.773. The place at 1.6 instead of 2, and a compound's parts said in words
    ("Sanierung der Brücke", `paraphrase`) gave 0.802 / 0.631; they find the one short passage on the matter
    before long debates that mention both. Recency (years and what they add) is at most 1.0, less than one rare
    word in a text: of two that say the same, the newer one comes first.
    """

    text: float = 1.0
    exact: float = 1.0
    pair: float = 0.5
    paraphrase: float = 0.5
    parts: float = 0.5
    all_parts: float = 0.5
    context: float = 1.6
    roots: float = 2.0
    heading: float = 1.5
    title: float = 3.0
    # What is dated on the day that is asked for stands before what names it: more than a rare word in a title.
    day: float = 30.0
    recency: tuple[tuple[int, float], ...] = ((1, 0.4), (3, 0.3), (6, 0.3))


WEIGHTS = Weights()
