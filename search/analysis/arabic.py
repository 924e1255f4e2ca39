"""Arabic: vowel signs and letter variants, attached conjunctions, prepositions, article and pronouns."""

import re
import unicodedata
from collections.abc import Iterator

from search.analysis.lemmas import Snowball
from search.analysis.stemmed import Stemmed
from search.analysis.tokens import ANY_WORD

# Vowel signs, Koran marks and the stretching sign say nothing about which word it is.
_SIGNS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]")
_PERSIAN = str.maketrans("کیھە", "كيهه")
# "و" and, "ف" so; "ب" in, "ك" as, "ل" for; "ال" the. "لل" is for-the.
_CONJUNCTION = re.compile("^[وف](?=.{3})")
_PREPOSITION = re.compile("^[بكل](?=.{3})")
_FOR_THE = re.compile("^لل(?=.{3})")
_ARTICLE = re.compile("^ال(?=.{2})")
_PRONOUN = re.compile("(?<=.{3})(?:هما|كما|ها|هم|هن|كم|كن|نا|ه|ك|ي)$")
_ENDING_T = re.compile("(?<=.{2})ت$")


class Arabic(Stemmed):
    """Analyser of Arabic; broken plurals come from the dictionary."""

    language = "ar"
    rules = "ar-1"
    pattern = ANY_WORD
    # The town hall is listed under "of the country", and its stem would be the country. Minutes are listed
    # under a verb, and the plurals of plan, book, road and bridge stand by themselves.
    kept = {
        "بلدي": "بلدية",
        "بلدية": "بلدية",
        "أحضر": "محضر",
        "محاضر": "محضر",
        "خطط": "خطة",
        "كتب": "كتاب",
        "طرق": "طريق",
        "جسور": "جسر",
    }
    _snowball = Snowball("arabic")

    def bare(self, surface: str) -> str:
        """Letters only, no vowel signs."""
        word = _SIGNS.sub("", unicodedata.normalize("NFKC", self.lower(surface)))
        return word.translate(_PERSIAN) or surface

    def base(self, word: str) -> str:
        """Of the word as it is, else of the first form with something taken off that the dictionary has."""
        return next(filter(None, map(super().base, self._forms(word))), "")

    def stem(self, lemma: str) -> str:
        """Snowball, which also makes the letter variants one."""
        return self._snowball(lemma)

    def _forms(self, word: str) -> Iterator[str]:
        """Least taken off first, but for the article: with it the dictionary often has another base form."""
        begins = [word]
        for attached, put in ((_CONJUNCTION, ""), (_FOR_THE, "ال"), (_PREPOSITION, "")):
            begins += [attached.sub(put, begin) for begin in begins if attached.match(begin)]
        begins = [form for begin in begins for form in dict.fromkeys((_ARTICLE.sub("", begin), begin))]
        yield from begins
        for begin in begins:
            rest = _PRONOUN.sub("", begin)
            if rest != begin:
                yield _ENDING_T.sub("ة", rest)
                yield rest
