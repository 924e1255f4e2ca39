"""Texts of a page stored with one kind of line end, whoever wrote them."""

from itertools import chain
from typing import Any

from django.db import models
from wagtail.fields import StreamField

from portal.translation.lines import unified


def unify(page: Any) -> None:
    """In the fields and bodies of the page and of its inline children, as far as they are read or edited."""
    # Asking the relations themselves would read from the database what nobody is about to store.
    children = chain.from_iterable(getattr(page, "_cluster_related_objects", {}).values())
    for instance in (page, *children):
        for field in instance._meta.concrete_fields:
            if field.attname in instance.__dict__:
                _unify_field(instance, field)


def _unify_field(instance: Any, field: Any) -> None:
    value = getattr(instance, field.attname)
    if isinstance(field, StreamField):
        raw = list(value.get_prep_value()) if value else []
        if unified(raw) != raw:
            setattr(instance, field.attname, field.stream_block.to_python(unified(raw)))
    elif isinstance(field, models.CharField | models.TextField) and isinstance(value, str):
        setattr(instance, field.attname, unified(value))
