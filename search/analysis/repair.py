"""Extracted text made readable: line-end hyphens joined, ligatures and stray control characters gone."""

import re
import unicodedata

from search.analysis.tokens import word_set

# PDFium reports a hyphen at a line end as U+0002 or U+FFFE, with or without a line break behind it.
_PDF_HYPHEN = re.compile(r"(?<=\w)[\u0002\ufffe][ \t]*\n?[ \t]*(?=\w)")
_LINE_HYPHEN = re.compile(r"(\w+)([-\u2010\u00ad])[ \t]*\n[ \t]*(?=(\w+))")
# Latin ligatures, and the joined shapes of Arabic letters that PDF files hold instead of the letters.
# Quick to find; the pattern above begins anew at every letter.
_MAYBE_HYPHEN = re.compile(r"[-\u2010\u00ad][ \t]*\n")
_LIGATURE = re.compile("[\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]")
# Controls, invisible joiners and text directions: an unclosed one would turn the page around the snippet.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# Second halves that French always writes with a hyphen: "rendez-vous", "peut-être", "au-dessus".
_FRENCH_SECOND = word_set("vous nous être même mêmes dessus dessous delà là ci")
# Words after which a hyphen stands for a left-out part: "Haupt- und Finanzausschuss".
_CONJUNCTIONS = word_set("und oder bzw sowie noch wie als bis and or et ou ve veya або أو")


def repaired(text: str) -> str:
    """Text fit to be shown and analysed, NFC; paragraphs stay divided by blank lines.

    A hyphen before a capital or a digit is kept ("Baden-Württemberg"), unless both halves are in capitals. In
    a script without capitals only a hyphen that says it is a soft one goes: Arabic does not divide words.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    text = text.replace("\f", "\n\n")
    if "\u0002" in text or "\ufffe" in text:
        text = _PDF_HYPHEN.sub("\u00ad\n", text)
    if _MAYBE_HYPHEN.search(text):
        text = _LINE_HYPHEN.sub(_join, text)
    text = _INVISIBLE.sub("", _CONTROL.sub(" ", text))
    text = _LIGATURE.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return unicodedata.normalize("NFC", text)


def _join(match: re.Match[str]) -> str:
    left, sign, right = match.groups()
    if right.lower() in _CONJUNCTIONS:
        return f"{left}- "
    if right.lower() in _FRENCH_SECOND:
        return f"{left}-"
    uncased = unicodedata.category(right[0]) == "Lo" and sign == "\u00ad"
    capitals = right.isupper() and left.isupper() and len(left) > 1
    return left if right[0].islower() or uncased or capitals else f"{left}-"
