"""The vocabulary of DOCX and the smallest questions to it."""

from dataclasses import dataclass
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
OFF = {"0", "false", "off", "none"}


@dataclass(slots=True)
class Style:
    """What a named style says; None where it says nothing."""

    name: str = ""
    based_on: str = ""
    outline: int | None = None
    number_id: str | None = None
    number_level: int = 0
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None


def value_of(parent: Element | None, name: str, default: str = "") -> str:
    """The value of a property below an element."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return default if found is None else found.get(f"{W}val", default)


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a property is on, off, or not there."""
    found = None if parent is None else parent.find(f"{W}{name}")
    return None if found is None else found.get(f"{W}val", "1") not in OFF


def whole(text: str, default: int = 0) -> int:
    """A number from an attribute."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
