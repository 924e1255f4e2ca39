"""The words of a page that a translator works on, piece by piece, and where each piece stands."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from portal.translation.changes import Place

# Readers do not see these, so a change of them makes no translation outdated.
_UNSEEN = {"slug", "seo_title", "search_description"}
_LINE_END = re.compile(r"\s*<br/>\s*")


def pieces(page: Any) -> dict[str, list[str]]:
    """All words by the id of the block, the inline child or, for a plain field, by its name."""
    structured = {field.name for field in _streams(page)} | {relation.name for relation in _children(page)}
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(page):
        field, _dot, rest = segment.path.partition(".")
        if field in _UNSEEN:
            continue
        key = rest.partition(".")[0] if field in structured else field
        if isinstance(segment, StringSegmentValue):
            found[key].append(f"{segment.path}: {_lines(segment.string.data)}")
        elif isinstance(segment, TemplateSegmentValue):
            found[key].append(f"{segment.path}: {_lines(segment.template)}")
    return dict(found)


def places(page: Any) -> dict[str, Place]:
    """Where each piece stands, by the same ids; what stands before the first heading has no label."""
    code = page.locale.language_code
    found: dict[str, Place] = {}
    for field in _streams(page):
        here = Place(label="", language=code)
        stream = getattr(page, field.name)
        _assign_places(stream)
        for child in stream:
            title = getattr(child.value, "section_title", None)
            if title is not None:
                here = Place(label=title, anchor=child.value.place, language=code)
            found[str(child.id)] = here
    for relation in _children(page):
        for child in getattr(page, relation.name).all():
            found[str(child.translation_key)] = Place(
                label=str(child), anchor=str(getattr(child, "anchor", "")), language=code
            )
    return found


def field_place(page: Any, name: str) -> Place:
    """A plain field, named in the reader's language."""
    return Place(label=str(page._meta.get_field(name).verbose_name))


def _lines(words: str) -> str:
    # Browsers send line ends as CRLF: the first save of an imported text in a form changes no word of it.
    return _LINE_END.sub("<br/>", words)


def _streams(page: Any) -> Iterator[StreamField]:
    return (field for field in page._meta.get_fields() if isinstance(field, StreamField))


def _children(page: Any) -> Iterator[Any]:
    relations = get_all_child_relations(type(page))
    return (one for one in relations if issubclass(one.related_model, TranslatableMixin))


def _assign_places(stream: Any) -> None:
    assign = getattr(getattr(stream, "stream_block", None), "assign_places", None)
    if assign is not None:
        assign(stream)
