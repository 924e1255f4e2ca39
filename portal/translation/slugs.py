"""Addresses made from words: letters that can be read aloud and put into a mail, in whatever script the words are."""

import unicodedata

from anyascii import anyascii
from django.conf import settings
from django.utils.text import slugify

from portal.translation.languages import SIMPLE, written_out

NAMELESS = "seite"
_LONGEST = 200


def slug_of(text: str, language: str | None = None) -> str:
    """`Öffentliche Straßen` gives `oeffentliche-strassen`; other scripts are written in Latin letters.

    Only German writes ö as two letters: Turkish and French lose the dots. Never empty: words without a
    letter, such as an emoji, give the same fallback everywhere.
    """
    plain = (" " if unicodedata.category(sign).startswith("S") else sign for sign in text)
    composed = unicodedata.normalize("NFC", "".join(plain))
    if language in (None, settings.LANGUAGE_CODE, SIMPLE):
        composed = written_out(composed)
    return slugify(anyascii(composed))[:_LONGEST].strip("-_") or NAMELESS
