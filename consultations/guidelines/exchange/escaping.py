"""Words as XML."""

import html

_WHITE = str.maketrans({"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def escape(text: str) -> str:
    """Words between elements."""
    return html.escape(text, quote=False)


def quoteattr(text: str) -> str:
    """Words as the value of an attribute, quotes included; line ends and tabulators survive the parser."""
    return f'"{html.escape(text).translate(_WHITE)}"'
