"""No text of one language has got into the catalogue of another one."""

from itertools import combinations

import polib
import pytest

from portal.translation.catalogues import LOCALE_DIR

LANGUAGES = ("ar", "de", "fr", "tr", "uk")
# Signs and blanks only, so the same everywhere.
ALIKE = {
    "§ 1, § 1 (1), § 1 (2)",
    "%(day)s, %(time)s",
    "%(day)s, %(times)s",
    "%(first)s – %(last)s",
    "%(start)s–%(end)s",
    "%(title)s, %(version)s",
}
LONG = 12


def texts(language: str) -> dict[tuple[str | None, str], str]:
    """Whole phrases by their message; single words may well be the same in two languages."""
    entries = polib.pofile(str(LOCALE_DIR / language / "LC_MESSAGES" / "django.po"))
    found = {(e.msgctxt, e.msgid): e.msgstr or "|".join(e.msgstr_plural.values()) for e in entries}
    return {key: text for key, text in found.items() if len(text) > LONG and " " in text}


@pytest.mark.parametrize(("one", "other"), list(combinations(LANGUAGES, 2)))
def test_no_phrase_is_the_same_in_two_languages(one: str, other: str) -> None:
    others = texts(other)
    assert [text for key, text in texts(one).items() if others.get(key) == text and text not in ALIKE] == []
