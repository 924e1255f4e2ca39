"""Which pages everybody may see, asked within the query itself."""

from typing import TypeVar

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import PageViewRestriction

Q = TypeVar("Q", bound=QuerySet)


def public(pages: Q) -> Q:
    """Pages with no restriction on themselves or above; like `public()`, without its extra query."""
    restricted = PageViewRestriction.objects.annotate(
        below=ExpressionWrapper(OuterRef("path"), output_field=CharField())
    )
    return pages.exclude(Exists(restricted.filter(below__startswith=F("page__path"))))
