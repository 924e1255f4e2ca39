"""Snippets of which there is one of a name in each language."""

from collections.abc import Collection

from django.db import models


class OncePerLanguage(models.Model):
    """A second one is refused by the form: Wagtail's forms do not hold the language, so Django leaves the rule out."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Raises ValidationError, also for constraints that name the language, or a field a draft may leave empty."""
        unique = (one for one in self._meta.constraints if isinstance(one, models.UniqueConstraint))
        named = {field for one in unique for field in one.fields}
        super().validate_constraints(exclude=set(exclude or ()) - named)
