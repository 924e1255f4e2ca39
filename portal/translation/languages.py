"""The portal's languages as data, read from the settings."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

# German in short sentences and easy words: a rewriting of its own, never a translation of segments.
SIMPLE = "de-simple"

UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
_WRITTEN_OUT = str.maketrans(UMLAUTS)
_RTL = "rtl"
_LTR = "ltr"


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the portal; `code` is also the value of HTML's lang attribute and of hreflang."""

    code: str
    name: str
    dir: str


@cache
def languages() -> tuple[Language, ...]:
    """All languages in the order of the settings."""
    return tuple(_language(code, str(name)) for code, name in settings.WAGTAIL_CONTENT_LANGUAGES)


def language_choices() -> list[tuple[str, str]]:
    """For `choices` of a model field; a callable, so that adding a language needs no migration."""
    return list(settings.LANGUAGES)


def language(code: str) -> Language:
    """The language with this code; one that is no longer in the settings still gets a direction."""
    for known in languages():
        if known.code == code:
            return known
    return _language(code, code)


def source_language() -> Language:
    """The language everything is written in first."""
    return language(settings.LANGUAGE_CODE)


def written_out(text: str) -> str:
    """German umlauts as two letters, as the editor's script writes them into addresses."""
    return text.translate(_WRITTEN_OUT)


def _language(code: str, name: str) -> Language:
    known = code in LANG_INFO or code.split("-", maxsplit=1)[0] in LANG_INFO
    bidi = known and get_language_info(code)["bidi"]
    return Language(code=code, name=name, dir=_RTL if bidi else _LTR)
