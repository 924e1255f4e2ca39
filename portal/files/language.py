"""A guess at a text's language, good enough to prefill a field an editor can change."""

import re
from collections import Counter

COMMON_WORDS = {
    "de": "der die das und ist nicht mit für auf den dem ein eine wird werden von zu im sich auch",
    "en": "the and of to is in that for with are this was be by on as it not have from",
    "tr": "ve bir bu için ile olarak olan da de en çok daha ne ya her gibi kadar sonra göre değil",
    "fr": "le la les et des est pour dans une que qui sur par pas avec sont au du plus cette",
}
FEWEST_HITS = 5
# How far the best language must lead: short and mixed texts stay without a guess.
LEAD = 1.5
SAMPLE_CHARACTERS = 20_000
ARABIC = re.compile("[\u0620-\u064a]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
LETTER = re.compile(r"[^\W\d_]")


def guess_language(text: str) -> str:
    """A language code, or "" when the text does not say."""
    sample = text[:SAMPLE_CHARACTERS]
    letters = len(LETTER.findall(sample))
    if not letters:
        return ""
    if len(ARABIC.findall(sample)) > letters / 2:
        return "ar"
    if len(CYRILLIC.findall(sample)) > letters / 2:
        return "uk" if UKRAINIAN.search(sample) else ""
    return guess_latin(sample)


def guess_latin(sample: str) -> str:
    """The language whose most common words stand out, or ""."""
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {code: sum(words[word] for word in common.split()) for code, common in COMMON_WORDS.items()}
    (best, hits), (_, next_hits) = Counter(scores).most_common(2)
    return best if hits >= FEWEST_HITS and hits >= LEAD * next_hits else ""
