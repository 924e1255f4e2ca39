"""XLIFF 1.2 files of one page, which every translators' tool reads; tags are protected as inline elements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from xml.etree import ElementTree as ET  # defusedxml parses  # nosec B405

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from portal.translators.files import markup
from portal.translators.files.rules import MOST_ROWS, Head, Part, Problem, Refused, Row, moment

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Deeper than any text; a recursion ends here.
_DEEPEST = 30
_TYPES = {"a": "link", "b": "bold", "i": "italic", "br": "lb"}
_NAMES = {value: name for name, value in _TYPES.items()}


def write(head: Head, title: str, parts: Iterable[Part], source_language: str) -> bytes:
    """A file for any translators' tool; a part without translation has no target."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_named("xliff"), {"version": "1.2"})
    said = {
        "original": head.translation,
        "source-language": source_language,
        "target-language": head.language,
        "datatype": "html",
        "date": head.exported.isoformat() if head.exported else "",
        "product-name": markup.key(title),
    }
    file = ET.SubElement(root, _named("file"), {name: value for name, value in said.items() if value})
    body = ET.SubElement(file, _named("body"))
    for number, part in enumerate(parts, start=1):
        unit = ET.SubElement(
            body, _named("trans-unit"), {"id": str(number), "resname": part.path, _SPACE: "preserve"}
        )
        numbers: dict[str, list[str]] = defaultdict(list)
        _Writer(ET.SubElement(unit, _named("source")), numbers, first=True).fill(part.source)
        if part.translation:
            target = ET.SubElement(unit, _named("target"), {"state": "translated"})
            _Writer(target, numbers, first=False).fill(part.translation)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def read(data: bytes) -> tuple[Head, list[Row]]:
    """Raises Refused for what is no XLIFF 1.2 file of one page, and for XML with declarations of its own."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(Problem.UNREADABLE, "DTD") from error
    except (ET.ParseError, ValueError, LookupError) as error:
        raise Refused(Problem.UNREADABLE, str(error)) from error
    files = [one for one in root if _local(one) == "file"]
    if _local(root) != "xliff" or not root.get("version", "").startswith("1.") or len(files) != 1:
        raise Refused(Problem.UNREADABLE, "XLIFF 1.2")
    file = files[0]
    units = [one for one in file.iter() if _local(one) == "trans-unit"]
    if len(units) > MOST_ROWS:
        raise Refused(Problem.LARGE)
    head = Head(
        translation=file.get("original", ""),
        language=file.get("target-language", ""),
        exported=moment(file.get("date", "")),
    )
    return head, [_row(number, unit) for number, unit in enumerate(units, start=1)]


def _row(number: int, unit: ET.Element) -> Row:
    source = next((one for one in unit if _local(one) == "source"), None)
    target = next((one for one in unit if _local(one) == "target"), None)
    state = target.get("state", "") if target is not None else ""
    known = dict(_known(target)) | dict(_known(source))
    return Row(
        place=number,
        path=unit.get("resname", ""),
        source=_html(source, known),
        target=_html(target, known),
        unfinished=state == "new" or state.startswith("needs-"),
    )


def _known(element: ET.Element | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """What the ids of inline elements stand for; what the source says holds, a target may only name the id."""
    for one in element.iter() if element is not None else ():
        if _local(one) in ("g", "x"):
            kind = one.get("ctype", "")
            name = _NAMES.get(kind, kind.removeprefix("x-html-"))
            number = one.get("id", "")
            # A long name that many elements refer to would fill the memory.
            name = name if name in markup.INLINE else "unknown"
            yield number, (name, number if name == "a" and not number.startswith("t") else "")


def _html(element: ET.Element | None, known: dict[str, tuple[str, str]], depth: int = 0) -> str:
    """Unknown elements become a tag that no part may hold, so that the row is refused and shown."""
    if element is None:
        return ""
    if depth > _DEEPEST:
        return "<deep>"
    pieces = [escape(element.text or "", quote=False)]
    for one in element:
        inside = _html(one, known, depth + 1)
        if _local(one) != "mrk":
            name, number = known.get(one.get("id", ""), ("unknown", ""))
            begin = f'{name} id="{escape(number)}"' if number else name
            inside = f"<{name}/>" if name in markup.VOID else f"<{begin}>{inside}</{name}>"
        pieces += [inside, escape(one.tail or "", quote=False)]
    return "".join(pieces)


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _named(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


class _Writer(HTMLParser):
    """Fills a source or target with the text and inline elements of a part."""

    def __init__(self, element: ET.Element, numbers: dict[str, list[str]], *, first: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._stack = [element]
        self._last: ET.Element | None = None
        self._numbers = numbers
        self._first = first
        self._made = 0

    def fill(self, html: str) -> None:
        self.feed(markup.key(html))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        number = dict(attrs).get("id") or self._number(tag)
        said = {"id": number, "ctype": _TYPES.get(tag, f"x-html-{tag}")}
        made = ET.SubElement(self._stack[-1], _named("x" if tag in markup.VOID else "g"), said)
        self._last = made
        if tag not in markup.VOID:
            self._stack.append(made)
            self._last = None

    def _number(self, tag: str) -> str:
        """Made for the source; the target takes them tag by tag, whatever its order."""
        if not self._first and self._numbers[tag]:
            return self._numbers[tag].pop(0)
        self._made += 1
        number = f"t{self._made}" if self._first else f"tt{self._made}"
        if self._first:
            self._numbers[tag].append(number)
        return number

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in markup.VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._last = self._stack.pop()

    def handle_data(self, data: str) -> None:
        if self._last is not None:
            self._last.tail = (self._last.tail or "") + data
        else:
            self._stack[-1].text = (self._stack[-1].text or "") + data
