"""Random and hostile questions put to the real search: never an error, never slow."""

import random
import time
from collections.abc import Callable, Iterator

import pytest
from django.http import QueryDict

from search.engines.base import Engine
from search.indexing import Outcome
from search.query import search
from search.request import SearchRequest
from tests.search.conftest import Make

# CPU time, so that other work on the machine does not count.
MOST_SECONDS = 0.2
WORDS = (
    "Radweg Brücke Bürger:innen Bürgermeisterinnen Straßenbahnhaltestellenüberdachung Haupt- und Finanzausschuss"
    " 2021/0975 § 10 BauGB 14.05.2024 Donaudampfschifffahrtsgesellschaftskapitän TTIP Radwgg Brükke"
).split()
SIGNS = list(
    "\"'„“”«»-–—+*?~^:;,.!/\\()[]{}<>|&%$#@=_`´§\t\n\r\x00\x01\x1f\x7f\u200b\u200c\u200d\u202e\u2066\ufeff"
)
PIECES = [
    "AND", "OR", "NOT", "UND", "typ:", "typ:sitzung", 'typ:"', "text:", "*:*", "[* TO *]", "title:(a AND",
    "' OR 1=1 --", "<script>alert(1)</script>", "%00", "%s%n", "../../etc/passwd", "${jndi:ldap://a}", "{{7*7}}",
    "\\u0000", "\ud83d", "👩‍👩‍👧‍👦", "a\u0301" * 40, "ﷺ", "İstanbul", "مُحَمَّد", "п'ять", "c'est", "ß" * 50, "½",
    "１２３", "²",
    "Wort " * 120, "x" * 900, "ab" * 400, "-" * 300, '"' * 301, "(" * 500, "a-" * 300, "1/" * 300, "1." * 400,
    "innen" * 80, "er" * 200, "strassenbahn" * 12, "schule" * 20, "ae" * 200, ":innen" * 50, "*" * 1000,
]  # fmt: skip
PARAMETERS = ("q", "type", "body", "year", "from", "to", "sort", "page", "lang", "all", "exact")


def questions(count: int, seed: int) -> Iterator[QueryDict]:
    """Always the same ones for a seed."""
    chance = random.Random(seed)

    def text() -> str:
        way = chance.randrange(5)
        if way == 0:
            return "".join(chr(chance.randrange(1, 0x11000)) for _ in range(chance.randrange(1, 60)))
        if way == 1:
            return "".join(chance.choices(SIGNS, k=chance.randrange(1, 40)))
        if way == 2:
            return chance.choice(PIECES)
        parts = chance.choices([*WORDS, *SIGNS, *PIECES[:34]], k=chance.randrange(1, 12))
        return chance.choice(("", " ")).join(parts)

    for _ in range(count):
        asked = QueryDict(mutable=True)
        asked["q"] = text()
        for name in chance.sample(PARAMETERS[1:], k=chance.choice((0, 0, 0, 1, 3))):
            asked[name] = chance.choice((text()[:300], "2024", "99999999999999999999", "-1", "de", "1"))
        yield asked


def survives(count: int, seed: int, engine: Engine) -> None:
    slow = []
    for asked in questions(count, seed):
        spent = seconds_of(asked, engine)
        # Asked once more, because the interpreter may have cleaned up its memory just then.
        if spent > MOST_SECONDS and (again := seconds_of(asked, engine)) > MOST_SECONDS:
            slow.append((round(again, 2), asked["q"][:80]))
    assert slow == []


def seconds_of(asked: QueryDict, engine: Engine) -> float:
    begin = time.process_time()
    answer = search(SearchRequest.from_query(asked, "de"), engine)
    spent = time.process_time() - begin
    assert answer.total >= len(answer.hits)
    return spent


@pytest.fixture
def filled(make: Make, work: Callable[[], Outcome], engine: Engine) -> Engine:
    for number in range(12):
        make(
            f"Radweg {number}",
            "Die Brücke an der Straßenbahnhaltestelle. Bürger:innen beraten die Vorlage 2021/0975.",
        )
    work()
    # The word lists are read once per process; no question pays for it.
    search(SearchRequest.from_query(QueryDict("q=Radwgg"), "de"), engine)
    return engine


def test_five_hundred_hostile_questions(filled: Engine) -> None:
    survives(500, 1, filled)


@pytest.mark.slow
def test_ten_thousand_hostile_questions(filled: Engine) -> None:
    survives(10_000, 2, filled)
