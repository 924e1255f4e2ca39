"""Drafts of a page or snippet compared by what an author can say in them."""

import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
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
    return sameness.same(_stored(one), _stored(other), derived=frozenset(derived), comments=comments)


def same_revisions(one: Any, other: Any) -> bool:
    """The same for two revisions of one thing."""
    return same(one.content_type.model_class(), one.content, other.content)


def _stored(content: Mapping[str, Any]) -> Any:
    """As a revision keeps it: dates and decimals of what is not stored yet become text."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def _derived(model: type[Model]) -> set[str]:
    """What nobody types: it follows from the rest, or from who saved when."""
    return {field.name for field in model._meta.concrete_fields if not field.editable}
