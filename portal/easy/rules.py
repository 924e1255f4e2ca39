"""Where a German text breaks rules of Leichte Sprache; plain Python, hints and never a verdict.

Sources: BITV 2.0, annex 2 part 2 (no abbreviations, negations, conjunctive, passive or genitive; short sentences;
compounds divided; foreign words explained; special signs avoided), the rules of Netzwerk Leichte Sprache (one statement
a sentence, figures instead of number words) and DIN SPEC 33429:2025-03. The limits below are this portal's own.
A machine sees the form only: whether a text is understood, its readers say.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.easy import words as lists

WORDS_HINT = 12
WORDS_WARNING = 15
LETTERS = 12
# Of an endless sentence its beginning says which it is; each finding repeats it.
SHOWN = 400


class Rule(StrEnum):
    """What is looked for."""

    LONG_SENTENCE = "long_sentence"
    VERY_LONG_SENTENCE = "very_long_sentence"
    SEVERAL_THOUGHTS = "several_thoughts"
    LONG_WORD = "long_word"
    PASSIVE = "passive"
    NEGATION = "negation"
    ABBREVIATION = "abbreviation"
    GENITIVE = "genitive"
    NUMBER_WORD = "number_word"
    LARGE_NUMBER = "large_number"
    CONJUNCTIVE = "conjunctive"
    SPECIAL_SIGN = "special_sign"
    FOREIGN_WORD = "foreign_word"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence and what in it breaks the rule; `instead` names an easier word where the list has one."""

    rule: Rule
    sentence: str
    word: str
    instead: str = ""

    @property
    def warning(self) -> bool:
        """Whether it weighs more than a hint."""
        return self.rule is Rule.VERY_LONG_SENTENCE


Found = Iterator[tuple[Rule, str]]
_DOTTED = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(one).replace(r"\.", r"\.\s?") for one in lists.DOTTED) + ")"
)
# Stands for a dot that ends no sentence.
_QUIET_DOT = "\N{ONE DOT LEADER}"
_ORDINAL = re.compile(rf"(?<=\d)\.(?=\s+(?:{'|'.join(lists.MONTHS)}|[a-zäöü]))")
_END = re.compile(r"(?<=[.!?:])[\"“”»«)]*\s+")
# Tried at the beginning of a word only: from each of its letters it would cost the square of the length.
_ADDRESS = re.compile(r"(?<!\S)\S+@\S+|(?:https?://|www\.)\S+")
_EDGES = '.,;:!?"“”„»«()[]…'
_WORD_PARTS = re.compile(r"[·•‧\-‐‑–/:*_]")
_SPECIAL = re.compile(r"[%§&#*=+<>;()\[\]]|(?<=[^\W\d_])/(?=[^\W\d_])")
_LARGE = re.compile(
    r"(?<![\d.,+])(?:[1-9]\d{4,}|[1-9]\d{1,2}(?:[. ]\d{3})+|[1-9](?:[. ]\d{3}){2,})(?![\d.,]\d|\d)"
)
_NO_AMOUNT = re.compile(r"\b\d{5}(?=\s+[A-ZÄÖÜ])|(?<![\w.,])(?:\+|0)\d[\d /-]*")
_PREFIXES = (
    "ab an auf aus bei durch ein fest fort her hin los mit nach statt teil um unter vor weg weiter zu zurück "
    "zusammen herunter hinunter heraus hinaus dazu voran vorbei"
).split()
_PARTICIPLE = re.compile(
    rf"(?:{'|'.join(_PREFIXES)})?ge\w{{2,}}(?:t|en)|(?:{'|'.join(_PREFIXES)})?(?:be|er|ver|zer|ent)\w{{3,}}t|\w{{3,}}iert"
)
_OF_A_WOMAN_OR_MANY = re.compile(r"(?<=\w )([A-ZÄÖÜ][\w·-]+) der ([A-ZÄÖÜ][\w·-]+)")


def check(text: str, known: Iterable[str] = ()) -> list[Finding]:
    """All findings in reading order; `known` are long words that stay whole, such as the name of the city."""
    whole = {word.casefold() for word in known}
    found = []
    for sentence in sentences(text):
        shown = sentence if len(sentence) <= SHOWN else f"{sentence[:SHOWN]}…"
        bare = _ADDRESS.sub("", sentence)
        for look in _LOOKS:
            for rule, word in look(bare):
                if rule is Rule.LONG_WORD and word.casefold() in whole:
                    continue
                instead = lists.FOREIGN.get(_plain(word), "") if rule is Rule.FOREIGN_WORD else ""
                found.append(Finding(rule=rule, sentence=shown, word=word, instead=instead))
    return found


def sentences(text: str) -> list[str]:
    """A line ends a sentence unless the next one goes on in small letters; so do a colon, list items and headings."""
    joined = re.sub(r"(?<![.!?:\n])\n(?=[a-zäöüß])", " ", text.replace("\N{SOFT HYPHEN}", ""))
    found = []
    for line in joined.splitlines():
        quiet = _DOTTED.sub(lambda match: match[0].replace(".", _QUIET_DOT), line)
        quiet = _ORDINAL.sub(_QUIET_DOT, quiet)
        found += [part.replace(_QUIET_DOT, ".").strip() for part in _END.split(quiet)]
    return [sentence for sentence in found if sentence]


def _tokens(sentence: str) -> list[str]:
    bare = (token.strip(_EDGES) for token in sentence.split())
    return [token for token in bare if any(sign.isalnum() for sign in token)]


def _plain(word: str) -> str:
    return re.sub(r"[·•‧-]", "", word).casefold()


def _length(sentence: str) -> Found:
    number = len(_tokens(sentence))
    if number > WORDS_WARNING:
        yield Rule.VERY_LONG_SENTENCE, str(number)
    elif number > WORDS_HINT:
        yield Rule.LONG_SENTENCE, str(number)


def _thoughts(sentence: str) -> Found:
    if len(re.findall(r",\s", sentence)) > 1:
        yield Rule.SEVERAL_THOUGHTS, ","


def _long_words(sentence: str) -> Found:
    for token in _tokens(sentence):
        if any(sum(map(str.isalpha, part)) > LETTERS for part in _WORD_PARTS.split(token)):
            yield Rule.LONG_WORD, token


def _passive(sentence: str) -> Found:
    for clause in re.split(r"[,–]\s", sentence):
        raw = clause.split()
        if not lists.PASSIVE_AUXILIARIES & {token.strip(_EDGES).casefold() for token in raw}:
            continue
        for token, after in zip(raw, [*raw[1:], ""], strict=True):
            # Before a noun it is an adjective: "die geplanten Häuser".
            if _is_participle(_plain(token.strip(_EDGES)), token) and not after[:1].isupper():
                yield Rule.PASSIVE, token.strip(_EDGES)
                break


def _is_participle(word: str, written: str) -> bool:
    if written[:1].isupper() or word in lists.NO_PARTICIPLES:
        return False
    return word in lists.STRONG_PARTICIPLES or bool(_PARTICIPLE.fullmatch(word))


def _negation(sentence: str) -> Found:
    for token in _tokens(sentence):
        if token.casefold() in lists.NEGATIONS or re.fullmatch(r"kein(?:e[nmrs]?)?", token.casefold()):
            yield Rule.NEGATION, token


def _abbreviation(sentence: str) -> Found:
    for match in _DOTTED.finditer(sentence):
        yield Rule.ABBREVIATION, match[0].strip()
    for token in _tokens(_DOTTED.sub(" ", sentence)):
        for part in _WORD_PARTS.split(token):
            capitals = sum(map(str.isupper, part))
            if capitals > 1 and len(part) <= 7 and part not in lists.KNOWN_ABBREVIATIONS:
                yield Rule.ABBREVIATION, part


def _genitive(sentence: str) -> Found:
    tokens = _tokens(sentence)
    for place, token in enumerate(tokens):
        small = token.casefold()
        nouns = [one for one in tokens[place + 1 : place + 4] if one[0].isupper()]
        if small == "des" or small in lists.GENITIVE_PREPOSITIONS:
            yield Rule.GENITIVE, token
        elif small in lists.GENITIVE_ARTICLES and nouns and nouns[0].endswith("s"):
            yield Rule.GENITIVE, f"{token} {nouns[0]}"
    for match in _OF_A_WOMAN_OR_MANY.finditer(sentence):
        if match[1] not in lists.PRONOUNS:
            yield Rule.GENITIVE, match[0]


def _numbers(sentence: str) -> Found:
    for token in _tokens(sentence):
        if token.casefold() in lists.NUMBER_WORDS:
            yield Rule.NUMBER_WORD, token
    for match in _LARGE.finditer(_NO_AMOUNT.sub("", sentence)):
        yield Rule.LARGE_NUMBER, match[0]


def _conjunctive(sentence: str) -> Found:
    for token in _tokens(sentence):
        if re.fullmatch(rf"(?:{'|'.join(lists.CONJUNCTIVES)})(?:n|t|st)?", token.casefold()):
            yield Rule.CONJUNCTIVE, token


def _signs(sentence: str) -> Found:
    for sign in dict.fromkeys(_SPECIAL.findall(sentence)):
        yield Rule.SPECIAL_SIGN, sign


def _foreign(sentence: str) -> Found:
    for token in _tokens(sentence):
        if _plain(token) in lists.FOREIGN:
            yield Rule.FOREIGN_WORD, token


_LOOKS: tuple[Callable[[str], Found], ...] = (
    _length,
    _thoughts,
    _long_words,
    _passive,
    _negation,
    _abbreviation,
    _genitive,
    _numbers,
    _conjunctive,
    _signs,
    _foreign,
)
