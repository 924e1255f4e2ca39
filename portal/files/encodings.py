"""How the letters of a text file are written; plain Python."""

import codecs

UTF_32 = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
UTF_16 = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LOOKED_AT = 4096
# Of two bytes of a western text in UTF-16 one is mostly zero.
SHARE_OF_ZEROS = 0.3


def marked_encoding(content: bytes) -> str:
    """The name of a wide encoding by the mark at its beginning, or ""."""
    return next((name for mark, name in (*UTF_32, *UTF_16) if content.startswith(mark)), "")


def encoding_of(content: bytes) -> str:
    """The name of a wide encoding by its mark or by its zeros, else "" for text of single bytes or UTF-8."""
    if marked := marked_encoding(content):
        return marked
    start = content[:LOOKED_AT]
    half = max(1, len(start) // 2)
    even, odd = start[0::2].count(0) / half, start[1::2].count(0) / half
    if odd >= SHARE_OF_ZEROS and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= SHARE_OF_ZEROS and not odd else ""


def decoded(content: bytes) -> str:
    """The text of a file; what is neither UTF-8 nor wide is taken for the old Windows code page."""
    wide = encoding_of(content)
    if wide:
        return content.decode(wide, errors="replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
