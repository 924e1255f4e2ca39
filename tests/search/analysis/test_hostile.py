"""Whatever is written or asked: every analyser answers, and every word lies where it says."""

import random
import time
from itertools import pairwise

import pytest

from search.analysis import analyser_for
from search.analysis.base import Analyser
from search.analysis.repair import repaired
from search.analysis.streams import streaming

LANGUAGES = ("de", "en", "fr", "tr", "ar", "uk", "pl")
WORDS = (
    "Bürger:innen citoyen·ne·s élu.e.s l'école aujourd’hui co-operation e-mail council's İSTANBUL'DA ısı"
    " Ankara’nın وبالمشاركة الْمُوَاطِنِينَ ـــ ﷺ ﻣﺪﻳﻨﺔ п’ять обʼєднання мicто ґ 2021/0975 ٢٠٢١/٠٩٧٥ § 10 14.05.2024't"
    " ½ ² Ⅻ 12a ß ẞ ŉ ǆ ﬁ 🌳 👩‍👩‍👧 é é ͏ ͈ \u202e \u200c \u0000 \ud800 \ufffe Ω ſ K Å 東京 한국어 ไทย हिन्दी"
).split(" ")
SIGNS = "aäßeıİiIоіїґ'’ʼ`-·•.:*_/()[]{}\\|\"«»§%&<>=+~^$#@!?;,\n\t \u00a0\u00ad\u0301\u0640\u064b\u06e5٠۹①"


def hostile(number: int) -> str:
    """Words, signs and any characters in any order; some very long."""
    dice = random.Random(number)
    kind = number % 5
    if kind == 0:
        return " ".join(dice.choices(WORDS, k=dice.randint(1, 12)))
    if kind == 1:
        return "".join(dice.choices(SIGNS, k=dice.randint(1, 80)))
    if kind == 2:
        return "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randint(1, 40)))
    if kind == 3:
        return dice.choice(dice.choice(WORDS) or "x") * dice.randint(1, 400)
    return "".join(dice.choices([*WORDS, *SIGNS], k=dice.randint(1, 30)))


def check(analyser: Analyser, text: str) -> None:
    found = list(analyser.analyse(text))
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert len(token.surface) == token.end - token.start
        for term in (token.term, *token.parts):
            assert term
            assert not any(map(str.isspace, term))
        for span in analyser.part_spans(token.surface):
            assert 0 <= span.start < span.end <= len(token.surface)
        analyser.fold(token.surface)
    assert all(left.end <= right.start for left, right in pairwise(found))
    wanted = frozenset(token.term for token in found[:2])
    looked_for = [t for t in found if not wanted.isdisjoint((t.term, *t.parts))]
    quickly = streaming(analyser).words(text, wanted)
    assert [t._replace(position=0) for t in quickly] == [t._replace(position=0) for t in looked_for]
    streams = streaming(analyser).of(text)
    assert streams.whole.split() == [token.term for token in found]
    assert streams.parts.split() == [part for token in found for part in token.parts]
    for word in analyser.query(text, lambda word: ()):
        assert all(reading.term for reading in word.readings)
    analyser.phrase(text)


def run(language: str, numbers: range) -> None:
    analyser = analyser_for(language)
    analyser.query("warm up Bürgerbeteiligung", lambda word: ())
    for number in numbers:
        text = hostile(number)
        begin = time.process_time()
        for version in dict.fromkeys((text, repaired(text))):
            check(analyser, version)
        assert time.process_time() - begin < 1.0, (number, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_some_hostile_strings(language: str) -> None:
    run(language, range(150))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_thousand_hostile_strings(language: str) -> None:
    run(language, range(150, 10_000))
