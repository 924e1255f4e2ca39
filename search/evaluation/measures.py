"""How good ranked answers are, as the usual figures, for all questions and for groups of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log2
from statistics import fmean

from search.evaluation.testset import Question, TestSet

DEPTH = 10
# A question with at most this share of its words in the right answer needs more than equal letters.
HARD = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Of one question or the mean of many: reciprocal rank, right answer first, right answer among ten, nDCG."""

    mrr_10: float
    s_1: float
    s_10: float
    ndcg_10: float


@dataclass(frozen=True, slots=True)
class Row:
    """The means of one group."""

    group: str
    queries: int
    score: Score

    def as_object(self) -> dict[str, str | int | float]:
        """The names are promised to scripts; four decimals."""
        figures = {name: round(value, 4) for name, value in asdict(self.score).items()}
        return {"group": self.group, "queries": self.queries, **figures}


def score(ranked: Sequence[str], grades: Mapping[str, int]) -> Score:
    """Of one answer; a grade of 2 gains three times as much as 1 in nDCG, as is the custom."""
    gained = [max(0, grades.get(key, 0)) for key in ranked[:DEPTH]]
    first = next((place for place, grade in enumerate(gained, start=1) if grade), 0)
    ideal = _gain(sorted(grades.values(), reverse=True)[:DEPTH])
    return Score(
        mrr_10=1 / first if first else 0.0,
        s_1=float(first == 1),
        s_10=float(first > 0),
        ndcg_10=_gain(gained) / ideal if ideal else 0.0,
    )


def table(tested: TestSet, scores: Mapping[str, Score]) -> list[Row]:
    """All questions, then each type, overlap class and both together; empty groups are left out."""
    members: dict[str, list[Score]] = {}
    for question in tested.questions:
        for group in _groups(question):
            members.setdefault(group, []).append(scores[question.key])
    order = sorted(members, key=lambda group: (group != "all", group.count(","), group))
    return [Row(group, len(members[group]), _mean(members[group])) for group in order]


def _groups(question: Question) -> Iterator[str]:
    yield "all"
    kind = f"type={question.kind}" if question.kind else ""
    hard = ""
    if question.overlap is not None:
        hard = f"overlap{'<=' if question.overlap <= HARD else '>'}{HARD}"
    yield from filter(None, (kind, hard))
    if kind and hard:
        yield f"{kind},{hard}"


def _gain(grades: Sequence[int]) -> float:
    return sum((2 ** max(0, grade) - 1) / log2(place + 1) for place, grade in enumerate(grades, start=1))


def _mean(scores: Sequence[Score]) -> Score:
    return Score(
        *(fmean(getattr(one, name) for one in scores) for name in ("mrr_10", "s_1", "s_10", "ndcg_10"))
    )
