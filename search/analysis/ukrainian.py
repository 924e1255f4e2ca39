"""Ukrainian: the apostrophes people type, seven cases, Latin letters that slipped in."""

import re

from search.analysis.stemmed import Stemmed
from search.analysis.tokens import NUMBER

_APOSTROPHES = "'’ʼ‘`´′＇"
_JOINED = re.compile(rf"[{_APOSTROPHES}]")
_STRESS = re.compile("[\u0300\u0301]")
_WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300\u0301])*"
# Scanned and retyped texts mix in Latin letters that look the same.
_LOOKALIKES = str.maketrans("aceiopxyі", "асеіорхуі")
_CYRILLIC = re.compile("[а-яіїєґ]")
# Base forms lose their last vowel: "рада" and the ambiguous "ради" are "рад".
_LAST = re.compile("(?<=ськ)ий$|(?<=.{3})(?:ий|[аяуюиіоеєїйь])$")
# "будинок, будинку", "велодоріжок, велодоріжка".
_FLEETING = re.compile("(?<=.{3})[оеє](?=к$)")
# Case endings of other words, longest first.
_ENDINGS = re.compile(
    "(?<=ськ)(?:ого|ому|ими|ий|ої|ій|ою|им|их|а|е|у|і)$"
    "|(?<=.{3})(?:ями|ами|ого|ому|ими|ові|еві|єві|ій|их|им|ої|ою|ею|єю|ям|ам|ях|ах|ів|їв|ом|ем|єм|ий"
    "|[аяуюиіоеєїйь])$"
)


class Ukrainian(Stemmed):
    """Analyser of Ukrainian; there is no Snowball stemmer, so the endings are our own."""

    language = "uk"
    rules = "uk-1"
    # The capital is listed under the billiard cue, in most of its cases; some plurals stand by themselves.
    kept = {"кий": "київ", "київ": "київ", "діти": "дитин", "люди": "людин", "дні": "ден"}
    pattern = re.compile(rf"{_WORD}(?:[{_APOSTROPHES}]{_WORD})*|{NUMBER}")

    def bare(self, surface: str) -> str:
        """One apostrophe, no stress mark, Cyrillic letters only."""
        word = _JOINED.sub("'", _STRESS.sub("", self.lower(surface)))
        return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) else word

    def fold(self, word: str) -> str:
        """Typed with or without apostrophe."""
        return _JOINED.sub("", super().fold(word))

    def guess(self, word: str) -> str:
        """By the endings alone; the rules of the dictionary invent vowels in foreign names."""
        return _spelled(_ENDINGS.sub("", word))

    def stem(self, lemma: str) -> str:
        """Without last vowel and apostrophe."""
        return _spelled(_LAST.sub("", lemma))


def _spelled(stem: str) -> str:
    """Without apostrophe and the vowel that comes and goes; "проект" was the spelling until 2019."""
    return _FLEETING.sub("", _JOINED.sub("", stem)).replace("проект", "проєкт")
