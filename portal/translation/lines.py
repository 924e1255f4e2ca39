"""What editing leaves behind in a text without changing it: line ends of browsers, keys of the editor. Plain Python."""

import re
from collections.abc import Callable
from typing import Any

# Given by the editor to each paragraph it opens; texts that were imported have none until then.
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
# Of "\r\n" the first half stays beside the break in the parts of wagtail-localize, as itself or as a space.
_BREAK = re.compile(r"\s*<br ?/?>\s*")


def unified(value: Any) -> Any:
    """A text, or lists and dictionaries with texts in them, with "\\n" where a browser sent "\\r\\n"."""
    return _each(value, lambda text: text.replace("\r\n", "\n"))


def comparable(value: Any) -> Any:
    """As `unified`, and without the keys of the editor: two that are equal read the same."""
    return _each(value, lambda text: _BLOCK_KEY.sub("", text.replace("\r\n", "\n")))


def same_part(data: str) -> str:
    """A part as wagtail-localize keeps it, without what line ends of browsers left around its breaks."""
    return _BREAK.sub("<br/>", comparable(data))


def _each(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_each(one, change) for one in value]
    if isinstance(value, dict):
        return {key: _each(one, change) for key, one in value.items()}
    return value
