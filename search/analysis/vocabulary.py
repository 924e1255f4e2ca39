"""The words a language is known to have, with how common they are; read once per process, on first use."""

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from math import log

from search.analysis.base import NO_LISTS, WordLists
from search.analysis.german_forms import light_stem, normalise
from search.analysis.tokens import word_set

SIZE = 50_000
# wordfreq gives shares of all words; per thousand million keeps the rarest of the 50,000 well above 1.
SCALE = 1_000_000_000
MIN_LENGTH = 4
# A portal word seen fewer times is as likely a misreading of a scan.
MIN_OWN_COUNT = 3
# Weight of a word that an editor entered or the portal uses, in the middle of the general list.
OWN_FREQUENCY = 3_000
# Words whose meaning is not that of their parts, although the parts are more common than the whole.
STAY_WHOLE = word_set(
    "Haushalt Leitlinie Richtlinie Haltestelle Gleichstellung Bürgermeister Oberbürgermeister Unterlage"
    " Mannheim Obdachlos Vorlage Niederschrift Rathaus Bürgersaal Sitzungssaal Grundstück Grundlage"
    " Hochschule Landkreis Handlung Standort Vorhaben Durchführung Rückmeldung Anliegen Beigeordnete"
    " Ehrenamt Karlsruhe Stadtrat Gemeinderat Bundestag Landtag Spielplatz Werkzeug Kindergarten Bahnhof"
    " Krankenhaus Tagesordnung Wortmeldung Zusammenarbeit Eigenbetrieb Sachstand Sicherstellung"
)


@cache
def german_frequencies() -> dict[str, int]:
    """The 50,000 most common German words of four letters or more, normalised, most common first."""
    from wordfreq import get_frequency_dict

    found: dict[str, int] = {}
    for word, share in get_frequency_dict("de").items():
        if len(word) >= MIN_LENGTH and word.isalpha():
            found.setdefault(normalise(word), int(share * SCALE))
            if len(found) >= SIZE:
                break
    return found


class GermanVocabulary:
    """General German plus what a portal adds.

    Portal words only help to take compounds apart. They never decide a stem, or the index would age with
    every new word.
    """

    def __init__(self, lists: WordLists = NO_LISTS) -> None:
        self._lists = lists

    def __contains__(self, word: str) -> bool:
        return word in self.general

    @cached_property
    def general(self) -> dict[str, int]:
        """Normalised word to frequency, the part that is the same for every portal."""
        return german_frequencies()

    @cached_property
    def never_split(self) -> frozenset[str]:
        """Stems of the words that stay whole, in every inflection."""
        return frozenset(light_stem(normalise(word)) for word in (*STAY_WHOLE, *self._lists.never_split))

    @cached_property
    def part_weights(self) -> dict[str, float]:
        """Log frequency of everything a compound may be made of."""
        weights = {word: log(1 + count) for word, count in self.general.items()}
        for word in self._portal_words():
            weights.setdefault(word, log(1 + OWN_FREQUENCY))
        return weights

    @cached_property
    def agents(self) -> frozenset[str]:
        """Nouns in -er that name people ("burger", "schuler"): those with a feminine in -erinnen."""
        return frozenset(word[:-5] for word in self.general if word.endswith("erinnen"))

    def _portal_words(self) -> Iterator[str]:
        own = self._lists.own
        counted: Iterable[str] = (word for word in own if own[word] >= MIN_OWN_COUNT)
        for word in (*self._lists.extra, *counted):
            if len(word) >= MIN_LENGTH and word.isalpha():
                yield normalise(word)
