"""Every text of the interface has its German words."""

import re

import polib
import pytest

from tests.portal.translation.collecting import collect

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    return collect(tmp_path_factory.mktemp("sources"))


def test_no_text_is_without_german(collected: polib.POFile) -> None:
    assert len(collected) > 500
    assert [entry.msgid for entry in collected.untranslated_entries()] == []
    assert [entry.msgid for entry in collected.fuzzy_entries()] == []


def test_no_german_text_is_left_over(collected: polib.POFile) -> None:
    assert [entry.msgid for entry in collected.obsolete_entries()] == []


def test_placeholders_survive_translation(collected: polib.POFile) -> None:
    names = re.compile(r"%\((\w+)\)")
    wrong = [
        e.msgid for e in collected if e.msgstr and set(names.findall(e.msgid)) != set(names.findall(e.msgstr))
    ]
    assert wrong == []
