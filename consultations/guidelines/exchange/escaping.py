"""Words as XML."""

import html
import re

# No XML may hold these, written out or not.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WHITE = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Words between elements."""
    return html.escape(FORBIDDEN.sub("", text), quote=False)


def quoteattr(text: str) -> str:
    """Words as the value of an attribute, quotes included; line ends and tabulators survive the parser."""
    return f'"{html.escape(FORBIDDEN.sub("", text)).translate(_WHITE)}"'
