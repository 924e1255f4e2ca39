"""The one way to an analyser."""

import subprocess
import sys
from pathlib import Path

import pytest

from search.analysis import ANALYSIS_VERSION, analyser_for
from search.analysis.arabic import Arabic
from search.analysis.base import WordLists
from search.analysis.english import English
from search.analysis.folding import Folding
from search.analysis.french import French
from search.analysis.german import German
from search.analysis.stemmed import Stemmed
from search.analysis.turkish import Turkish
from search.analysis.ukrainian import Ukrainian

HOUSE = Path(__file__).parents[3]


def test_german_and_plain_german_share_one_analyser() -> None:
    assert isinstance(analyser_for("de"), German)
    assert analyser_for("de-simple") is analyser_for("de")


@pytest.mark.parametrize("kind", [English, French, Turkish, Arabic, Ukrainian])
def test_each_language_of_the_portal_has_its_own(kind: type[Stemmed]) -> None:
    assert isinstance(analyser_for(kind.language), kind)
    assert analyser_for(kind.language) is analyser_for(kind.language)


def test_every_other_language_is_folded() -> None:
    assert isinstance(analyser_for("pl"), Folding)
    assert analyser_for("pl") is analyser_for("pl")


def test_a_portals_lists_have_their_own_analyser() -> None:
    lists = WordLists(never_split=frozenset({"Klimaschutz"}))
    assert analyser_for("de", lists) is analyser_for("de", lists)
    assert analyser_for("de", lists) is not analyser_for("de")


def test_the_version_names_every_rule_set() -> None:
    assert analyser_for("de").version in ANALYSIS_VERSION
    assert analyser_for("pl").version in ANALYSIS_VERSION
    for language in ("en", "fr", "tr", "ar", "uk"):
        rules, *sources = analyser_for(language).version.split("+")
        assert {rules, *sources} <= set(ANALYSIS_VERSION.split("+"))


def test_importing_reads_no_word_list_and_no_framework() -> None:
    code = (
        "import sys, search.analysis, search.engines.tantivy;"
        "print([name for name in ('wordfreq', 'simplemma', 'Stemmer', 'django') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE)
    assert ran.stdout.strip() == "[]"


def test_the_first_german_text_waits_for_the_word_list_only_briefly() -> None:
    code = (
        "import time; from search.analysis import analyser_for; begin = time.process_time();"
        "list(analyser_for('de').analyse('Bürgerbeteiligung')); print(time.process_time() - begin)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HOUSE)
    # Measured 0.8 s; twice that on a machine that does three things at once.
    assert float(ran.stdout) < 2.5
