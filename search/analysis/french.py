"""French: elision, accents that were not typed, feminine forms, inclusive spelling."""

import re

from search.analysis.lemmas import Snowball
from search.analysis.stemmed import Stemmed
from search.analysis.tokens import LETTERS, NUMBER

_ENDING = r"(?:trices?|rices?|euses?|i?[èe]res?|esses?|nes?|les?|tes?|ves?|fes?|ses?|es?|x|s)"
_END = r"(?![^\W_])"
# citoyen·ne·s, élu.e.s, citoyen(ne)s, citoyen-ne-s; with a hyphen only in forms that no verb has ("dis-le").
_DOTTED = rf"[·•‧⋅.]{_ENDING}(?:[·•‧⋅.]?s)?{_END}"
_INCLUSIVE = rf"(?:{_DOTTED}|\({_ENDING}\)(?:s{_END})?|-(?:{_ENDING}-s|ne|e|trice|euse){_END})"
_SIGN = re.compile(rf"(?<=[^\W\d_]{{2}}){_INCLUSIVE}$", re.IGNORECASE)
_APOSTROPHE = re.compile(r"['’ʼ]")
# Feminine names of people that the dictionary lists by themselves: directrice and directeur are one.
_FEMININES = (
    (re.compile(r"(?<=[^\W\d_]{2})trice$"), "teur"),
    (re.compile(r"(?<=[^\W\d_]{3})euse$"), "eur"),
    (re.compile("(?<=[gh])ère$"), "er"),
)


class French(Stemmed):
    """Analyser of French; "l'", "d'", "qu'" are words of their own and among the stop words."""

    language = "fr"
    rules = "fr-1"
    pattern = re.compile(
        rf"(?i:aujourd['’ʼ]hui|prud['’ʼ]hom[^\W\d_]*|[^\W\d_]{{2,}}{_INCLUSIVE})|{LETTERS}|{NUMBER}"
    )
    # Snowball makes a council of each councillor, a walk of the market and equality of "also"; the plural of
    # new is listed under the news.
    kept = {
        "conseiller": "conseiller",
        "marché": "marché",
        "également": "également",
        "nouvelle": "nouveau",
    }
    _snowball = Snowball("french")

    def bare(self, surface: str) -> str:
        """The masculine of an inclusive form."""
        return _APOSTROPHE.sub("", _SIGN.sub("", self.lower(surface)))

    def stem(self, lemma: str) -> str:
        """Masculine of people, then Snowball: participer, participation, participatif are one."""
        for pattern, masculine in _FEMININES:
            lemma = pattern.sub(masculine, lemma)
        return self._snowball(lemma)
