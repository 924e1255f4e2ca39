"""How long comparing two versions of a long guideline text takes, cold.

Run: python -m tests.bench.guidelines [--paragraphs 200] [--words 120]
"""

import argparse
import random
import time
from dataclasses import replace

from consultations.guidelines.comparison.markup import Labels, inline
from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.rules import NumberedPart

_STEMS = (
    "Stadt Rat Bürger:innen Verwaltung Beteiligung Entwurf Frist Antrag Verfahren prüft und die der".split()
)


def text(paragraphs: int, words: int, seed: int) -> list[NumberedPart]:
    """A text of made-up sentences, the same for the same seed."""
    chance = random.Random(seed)
    return [
        NumberedPart(
            "paragraph", f"id-{at}", "", str(at + 1), f"p-{at}", f"Absatz {at}", _paragraph(chance, words)
        )
        for at in range(paragraphs)
    ]


def _paragraph(chance: random.Random, words: int) -> str:
    row = [f"{chance.choice(_STEMS)}{chance.choice(['', 's', 'en', '-1'])}" for _ in range(words)]
    row = [f"{word}." if at % 12 == 11 else word for at, word in enumerate(row)]
    return f"<p>{' '.join(row[: words // 2])}</p><p><b>{row[words // 2]}</b> {' '.join(row[words // 2 + 1 :])}</p>"


def edited(parts: list[NumberedPart], seed: int) -> list[NumberedPart]:
    """Every paragraph with three words replaced, one added, one dropped."""
    chance = random.Random(seed)
    result = []
    for part in parts:
        row = part.html.split(" ")
        for at in chance.sample(range(1, len(row) - 1), 3):
            row[at] = f"neu{at}"
        row.insert(chance.randrange(1, len(row)), "hinzu")
        del row[chance.randrange(1, len(row) // 2 - 2)]
        result.append(replace(part, html=" ".join(row)))
    return result


def main() -> None:
    """Measures once, in a fresh process: nothing is warm."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=200)
    parser.add_argument("--words", type=int, default=120)
    arguments = parser.parse_args()
    old = text(arguments.paragraphs, arguments.words, 1)
    new = edited(old, 2)
    start = time.process_time()
    comparison = compare(old, new, {})
    compared = time.process_time()
    labels = Labels(("", ""), ("", ""))
    size = sum(len(inline(change.text, labels)) for change in comparison.changes)
    done = time.process_time()
    print(f"{dict(comparison.counts)}: compared in {1000 * (compared - start):.0f} ms CPU")
    print(f"written in {1000 * (done - compared):.0f} ms CPU, {size} characters")


if __name__ == "__main__":
    main()
