"""Accents that a file sets as signs of their own beside the letter ("B¨urgerhaus"); plain Python."""

import re
import unicodedata

# Letters that take the accent in the languages of the portal. An acute is often a wrong apostrophe ("geht´s"), so it
# and the grave count within a word before a vowel only.
BEFORE_LETTER = (
    ("\u00a8 ?", "\u0308", "aouAOUeiEI"),
    (r"(?<=[^\W\d_])\u00b4", "\u0301", "aeiou"),
    (r"(?<=[^\W\d_])`", "\u0300", "aeu"),
    ("\u02c6", "\u0302", "aeiouAEIOU"),
    ("\u02dc", "\u0303", "nN"),
    ("\u00b8", "\u0327", "cCsS"),
    ("\u02d8", "\u0306", "gG"),
)
BEHIND_LETTER = (("\u00a8", "\u0308", "aouAOU"), ("\u00b8", "\u0327", "cCsS"))
SEPARATED = (("\u0308", "aouAOU"), ("\u0301", "aeiou"), ("\u0327", "cCsS"))
SIGNS = re.compile("[\u00a8\u00b4`\u02c6\u02dc\u00b8\u02d8]| [\u0308\u0301\u0327]")


def with_accents(text: str) -> str:
    """Letters with their accents; a sign that fits no letter beside it stays what it is."""
    if not SIGNS.search(text):
        return text
    for sign, accent, letters in BEFORE_LETTER:
        text = re.sub(f"{sign}([{letters}])", rf"\g<1>{accent}", text)
    for sign, accent, letters in BEHIND_LETTER:
        text = re.sub(f"([{letters}]){sign}(?=[^\\W\\d_])", rf"\g<1>{accent}", text)
    for accent, letters in SEPARATED:
        text = re.sub(f"([{letters}]) {accent}", rf"\g<1>{accent}", text)
        text = re.sub(f" {accent}([{letters}])", rf"\g<1>{accent}", text)
    return unicodedata.normalize("NFC", text)
