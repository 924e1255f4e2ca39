"""The services over real connections, well-behaved and not."""

import time

import pytest

from portal.translators.machine.rules import Fault, MachineError
from portal.translators.machine.services import DeepL, Dictionary, LibreTranslate
from portal.translators.terms.rules import Wording
from tests.portal.translators.machine.server import Machine

TERMS = [Wording("Leitlinie", "guideline"), Wording("Rat", "council"), Wording("Ohne")]


def test_deepl_gets_html_the_language_and_the_agreed_words_it_needs(machine: Machine) -> None:
    texts = ["Die Leitlinien", "<b>Ohne</b>"]
    assert DeepL(machine.url, "k:fx").translate(texts, "en", TERMS) == [
        "Die Leitlinien (EN-GB)",
        "<b>Ohne</b> (EN-GB)",
    ]
    assert machine.keys == ["DeepL-Auth-Key k:fx"]
    assert machine.asked == [
        {
            "path": "/v2/translate",
            "text": texts,
            "source_lang": "DE",
            "target_lang": "EN-GB",
            "tag_handling": "html",
            "context": "Leitlinie = guideline",
        }
    ]


def test_libretranslate(machine: Machine) -> None:
    assert LibreTranslate(machine.url, "k").translate(["Eins", "Zwei"], "tr", TERMS) == [
        "Eins (tr)",
        "Zwei (tr)",
    ]
    assert machine.asked[0]["path"] == "/translate"
    assert (machine.asked[0]["format"], machine.asked[0]["api_key"]) == ("html", "k")


def test_the_dictionary_needs_no_network() -> None:
    assert Dictionary().translate(["Die Leitlinie des Rates"], "en", TERMS) == [
        "[en] Die guideline des counciles"
    ]


@pytest.mark.parametrize(
    ("mood", "fault"),
    [
        ("hang", Fault.TOO_SLOW),
        ("drip", Fault.TOO_SLOW),
        ("reset", Fault.UNREACHABLE),
        ("half", Fault.UNREACHABLE),
        ("html", Fault.UNREADABLE),
        ("few", Fault.UNREADABLE),
        (302, Fault.BROKEN),
        (403, Fault.REFUSED),
        (429, Fault.TOO_MANY),
        (456, Fault.USED_UP),
        (500, Fault.BROKEN),
    ],
)
def test_what_goes_wrong_is_named_and_ends_in_time(machine: Machine, mood: int | str, fault: Fault) -> None:
    machine.moods = [mood]
    begun = time.monotonic()
    with pytest.raises(MachineError) as caught:
        DeepL(machine.url, "secret", seconds=0.4).translate(["Eins " * 20, "Zwei"], "tr", [])
    assert caught.value.fault is fault
    assert time.monotonic() - begun < 3
    assert "secret" not in str(caught.value)
    assert len(machine.asked) == 1


def test_nobody_at_the_address() -> None:
    with pytest.raises(MachineError) as caught:
        LibreTranslate("http://127.0.0.1:9", seconds=1).translate(["Eins"], "tr", [])
    assert caught.value.fault is Fault.UNREACHABLE


def test_an_answer_of_brackets_only_is_unreadable(machine: Machine) -> None:
    machine.moods = ["deep"]
    with pytest.raises(MachineError) as caught:
        DeepL(machine.url, "k").translate(["Eins"], "tr", [])
    assert caught.value.fault is Fault.UNREADABLE


def test_keys_are_not_written_where_services_are_shown(machine: Machine) -> None:
    assert "secret" not in f"{DeepL(machine.url, 'secret')!r} {LibreTranslate(machine.url, 'secret')!r}"
