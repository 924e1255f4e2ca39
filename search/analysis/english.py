"""English: possessives, British and American spelling, prefixes with and without a hyphen."""

import re

from search.analysis.lemmas import Snowball
from search.analysis.stemmed import Stemmed
from search.analysis.tokens import LETTERS, NUMBER

# Written together, apart or with a hyphen as the house style has it: co-operation, e-mail, by-law.
_PREFIX = r"(?i:co|e|re|non|anti|by|pre)-(?=[^\W\d_]{3})"
_POSSESSIVE = re.compile(r"['’]s?$")
_JOINED = re.compile(r"['’ʼ-]")
# British to American, on base forms; the list names stems because "hour" and "four" are no such words.
_SPELLINGS = tuple(
    (re.compile(pattern), american)
    for pattern, american in (
        (r"^(behavi|cand|col|endeav|fav|flav|harb|hon|hum|lab|neighb|rig|rum|sav|vig)our", r"\1or"),
        (r"^(cent|theat|lit|fib|(?:kilo|centi|milli)?met|spect)re$", r"\1er"),
        (r"(?<=[a-z]{3})is(e|ation|er)$", r"iz\1"),
        (r"(?<=[a-z]{3})yse$", "yze"),
        (r"^(lic|def|off|pret)ence$", r"\1ense"),
        (r"^practise$|^practize$", "practice"),
        (r"^programme$", "program"),
        (r"(?<=[a-z]{3})atory$", "ate"),
        (r"^(trave|cance|coun[cs]e|labe|mode|leve|signa|fue)ll(?=[eio])", r"\1l"),
        (r"^(enro|insta|fulfi)l(?=ment|$)", r"\1ll"),
        (r"^gr[e]y$", "gray"),
        (r"^tyre$", "tire"),
        (r"^kerb$", "curb"),
        (r"^plough", "plow"),
        (r"^jewellery$", "jewelry"),
        (r"^skilful", "skillful"),
        (r"^judgement$", "judgment"),
        (r"^ageing$", "aging"),
        (r"^acknowledgement$", "acknowledgment"),
    )
)


class English(Stemmed):
    """Analyser of English."""

    language = "en"
    rules = "en-1"
    pattern = re.compile(rf"(?:{_PREFIX})?{LETTERS}(?:['’ʼ]{LETTERS})*|{NUMBER}")
    # Porter makes parks of car parks, and makes every publication public; leaves may be those of a leaf.
    kept = {"parking": "parking", "publication": "publication", "leaf": "leav"}
    _snowball = Snowball("english")

    def bare(self, surface: str) -> str:
        """Without 's; "e-mail" is "email"."""
        return _JOINED.sub("", _POSSESSIVE.sub("", self.lower(surface)))

    def stem(self, lemma: str) -> str:
        """American spelling, then Porter's second stemmer: participation, participate are one."""
        for pattern, american in _SPELLINGS:
            lemma = pattern.sub(american, lemma)
        return self._snowball(lemma)
