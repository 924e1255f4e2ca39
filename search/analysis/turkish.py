"""Turkish: dotted and dotless i, suffixes behind an apostrophe, chains of suffixes in vowel harmony."""

import re

from search.analysis.lemmas import Snowball
from search.analysis.stemmed import Stemmed
from search.analysis.tokens import LETTERS, NUMBER

_SUFFIX = re.compile(r"['’ʼ].*$")
_AGENT = re.compile("[cç][ıiuü]")
_CAPITALS = str.maketrans("İI", "iı")
# Arabic loans keep their circumflex in careful spelling only: kâğıt, imkân, resmî.
_CIRCUMFLEX = str.maketrans("âîû", "aiu")


class Turkish(Stemmed):
    """Analyser of Turkish; a proper name and its suffix ("Ankara'nın") are one word."""

    language = "tr"
    rules = "tr-1"
    pattern = re.compile(rf"{LETTERS}(?:['’ʼ]{LETTERS})?|(?:{NUMBER})(?:['’ʼ]{LETTERS})?")
    _snowball = Snowball("turkish")

    def lower(self, word: str) -> str:
        """İ is the capital of i, I that of ı."""
        return super().lower(word.translate(_CAPITALS))

    def bare(self, surface: str) -> str:
        """Without the suffix behind the apostrophe."""
        return _SUFFIX.sub("", self.lower(surface))

    def base(self, word: str) -> str:
        """Both spellings of a circumflex are looked up; who does a thing is not the thing (katılımcı)."""
        lemma = super().base(word) or super().base(word.translate(_CIRCUMFLEX))
        if lemma and word.startswith(lemma) and (agent := _AGENT.match(word, len(lemma))):
            return lemma + agent.group()
        return lemma

    def guess(self, word: str) -> str:
        """By Snowball, which is for unknown words only: of "başkan" (mayor) it makes "başka" (other)."""
        return self._snowball(self._lemmas.guessed(word))
