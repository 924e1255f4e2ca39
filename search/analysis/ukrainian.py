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
# Case endings, longest first. They are taken off base forms as well ("рада" and the ambiguous "ради" are "рад").
_ENDINGS = re.compile(
    "(?:ського|ському|ською|ській|ських|ський|ська|ське|ські|ську|ським|ськими)$"
    "|(?:ями|ами|ого|ому|ими|ій|их|им|ої|ою|ею|єю|ям|ам|ях|ах|ів|їв|ом|ем|єм|ові|еві|єві|ий|[аяуюиіоеєїйь])$"
)
_ADJECTIVE = re.compile("ськ.*$")
SHORTEST = 3


class Ukrainian(Stemmed):
    """Analyser of Ukrainian; there is no Snowball stemmer, so the endings are our own."""

    language = "uk"
    rules = "uk-1"
    pattern = re.compile(rf"{_WORD}(?:[{_APOSTROPHES}]{_WORD})*|{NUMBER}")

    def bare(self, surface: str) -> str:
        """One apostrophe, no stress mark, Cyrillic letters only."""
        word = _JOINED.sub("'", _STRESS.sub("", self.lower(surface)))
        return word.translate(_LOOKALIKES) if _CYRILLIC.search(word) else word

    def base(self, word: str) -> str:
        """Names first: "Київ" is the city, not the billiard cues."""
        return self._lemmas.listed(word.capitalize()) or super().base(word)

    def stem(self, lemma: str) -> str:
        """Without case ending and apostrophe."""
        word = _JOINED.sub("", lemma)
        match = _ENDINGS.search(word)
        if match and match.start() >= SHORTEST:
            return _ADJECTIVE.sub("ськ", word) if match.group().startswith("ськ") else word[: match.start()]
        return word
