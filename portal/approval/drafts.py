"""Drafts of a page or snippet compared by what an author can say in them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from modelcluster.models import get_all_child_relations

from portal.approval import sameness


def same(
    model: type[Model], one: Mapping[str, Any], other: Mapping[str, Any], *, comments: bool = False
) -> bool:
    """Whether the contents of two revisions say the same; remarks of the authors count only with `comments`."""
    derived = _derived(model)
    for relation in get_all_child_relations(model):
        derived |= _derived(relation.related_model)
    return sameness.same(one, other, derived=frozenset(derived), comments=comments)


def same_revisions(one: Any, other: Any) -> bool:
    """The same for two revisions of one thing."""
    return same(one.content_type.model_class(), one.content, other.content)


def _derived(model: type[Model]) -> set[str]:
    """What nobody types: it follows from the rest, or from who saved when."""
    return {field.name for field in model._meta.get_fields() if getattr(field, "editable", None) is False}
