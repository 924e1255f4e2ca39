"""The text of a page in Leichte Sprache, piece by piece, held against the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, TranslatableMixin

from portal.easy.rules import Finding, check
from portal.pages.text import block_text, html_text
from portal.translation.languages import SIMPLE
from portal.translation.plan import translation_plan

# No sentences, or read by machines only.
_NO_TEXT = {"slug", "seo_title", "search_description"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A field, block or inline child; `path` is how Wagtail's editor finds it (`body.<id of the block>`)."""

    label: str
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A piece with what is to be said about it, at least one thing."""

    piece: Piece
    findings: tuple[Finding, ...]


def is_easy(page: Page) -> bool:
    """Whether the page is written in Leichte Sprache, by people and not as the alias of a German one."""
    return str(page.locale.language_code) == SIMPLE and page.alias_of_id is None


def checked(page: Page) -> list[Checked]:
    """Pieces of this version of the page that break rules, in the order of the editor."""
    found = ((piece, check(piece.text, settings.EASY_KNOWN_WORDS)) for piece in pieces(page.specific))
    return [Checked(piece=piece, findings=tuple(findings)) for piece, findings in found if findings]


def pieces(instance: Any, path: str = "", label: str = "") -> Iterator[Piece]:
    """All words readers see of a page or inline child."""
    plan = translation_plan(type(instance))
    children = {one.name: one for one in get_all_child_relations(type(instance))}
    for name, how in plan.items():
        if name in children:
            yield from _children(instance, children[name])
        elif how == "translated" and name not in _NO_TEXT:
            yield from _field(instance, instance._meta.get_field(name), path, label)


def _children(instance: Any, relation: Any) -> Iterator[Piece]:
    if not issubclass(relation.related_model, TranslatableMixin):
        return
    for child in getattr(instance, relation.name).all():
        place = f"{relation.name}.{child.pk}." if child.pk else ""
        yield from pieces(child, place, str(relation.related_model._meta.verbose_name))


def _field(instance: Any, field: Any, path: str, label: str) -> Iterator[Piece]:
    value = getattr(instance, field.name)
    name = f"{label}: {field.verbose_name}" if label else str(field.verbose_name)
    if isinstance(field, StreamField):
        for child in value:
            text = "\n\n".join(block_text(child.block, child.value))
            yield Piece(
                label=f"{name}: {child.block.label}", path=f"{path}{field.name}.{child.id}", text=text
            )
    elif isinstance(field, (models.CharField, models.TextField)) and value:
        text = html_text(value) if isinstance(field, RichTextField) else value
        yield Piece(label=name, path=f"{path}{field.name}", text=text)
