"""Start-up checks: a page type without template, search entry or translation plan stops the start."""

from collections.abc import Callable, Sequence

from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from portal import address
from portal.findable import Findable
from portal.pages.page import PortalPage
from portal.translation import plan

PageType = type[PortalPage]


@register()
def check_page_types(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Every page type needs a template, says how it is found, and loses nothing in translation."""
    types = [model for model in get_page_models() if issubclass(model, PortalPage)]
    return [error for model in types for error in page_type_errors(model)]


@register()
def check_translatable_models(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Every field and every leaf of a block, snippets and inline children included, has a plan."""
    hint = "Give it a plan: see `manage.py translation_plan` for what is decided for each field."
    return [
        Error(f"{label}: nobody has decided what translations do with {name}.", hint=hint, id="portal.E008")
        for label, planned in plan.whole_plan().items()
        for name, decided in planned.items()
        if decided is None
    ]


@register(Tags.database)
def check_address(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: object
) -> list[CheckMessage]:
    """Wagtail's default site names the address of SITE_URL; `migrate` sees to it unless another site has it."""
    if not databases:
        return []
    try:
        wrong = address.differs()
    except DatabaseError:
        return []  # not migrated yet
    hint = "Run `manage.py migrate`; if another site in the editors' settings has this address, delete that site."
    text = "Wagtail's default site and SITE_URL name different addresses."
    return [Error(text, hint=hint, id="portal.E010")] if wrong else []


def page_type_errors(model: PageType) -> list[CheckMessage]:
    """What is missing from one page type."""
    checks: list[Callable[[PageType], list[CheckMessage]]] = [
        _template_errors,
        _find_errors,
        _plan_errors,
        _relation_errors,
        _child_errors,
        _block_errors,
        _order_errors,
    ]
    return [error for check in checks for error in check(model)]


def _template_errors(model: PageType) -> list[CheckMessage]:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        return [_error(model, "E001", "has no template.", f"Write templates/{model.template}.")]
    return []


def _find_errors(model: PageType) -> list[CheckMessage]:
    if model.not_findable_because or (issubclass(model, Findable) and model.find_kind):
        return []
    hint = "Inherit portal.findable.Findable and set find_kind, or state `not_findable_because`."
    return [_error(model, "E002", "does not say how it is found.", hint)]


def _plan_errors(model: PageType) -> list[CheckMessage]:
    hint = "Name it in `override_translatable_fields` as TranslatableField or SynchronizedField."
    return [
        _error(model, "E003", f"has no translation plan for its field {name}.", hint)
        for name in plan.unplanned_fields(model)
    ]


def _relation_errors(model: PageType) -> list[CheckMessage]:
    hint = "Use an InlinePanel with a model of (TranslatableMixin, Orderable)."
    return [
        _error(model, "E004", f"has the many-to-many field {name}, which translations lose.", hint)
        for name in plan.many_to_many_fields(model)
    ]


def _child_errors(model: PageType) -> list[CheckMessage]:
    hint = "Let the child model inherit wagtail.models.TranslatableMixin."
    return [
        _error(model, "E005", f"has children {name} whose text no translator gets to see.", hint)
        for name in plan.untranslatable_children(model)
    ]


def _block_errors(model: PageType) -> list[CheckMessage]:
    hint = "Use portal.blocks, or give the block get_translatable_segments and restore_translated_segments."
    return [
        _error(model, "E006", f"holds a block that cannot be translated ({name}).", hint)
        for name in plan.untranslatable_blocks(model)
    ]


def _order_errors(model: PageType) -> list[CheckMessage]:
    try:
        model._meta.get_field(model.newest_by)
    except FieldDoesNotExist:
        hint = "Name the date field that tells which page is newer."
        return [_error(model, "E007", f"names {model.newest_by} as `newest_by` but has no such field.", hint)]
    return []


def _error(model: PageType, number: str, problem: str, hint: str) -> CheckMessage:
    return Error(f"{model.__name__} {problem}", hint=hint, obj=model, id=f"portal.{number}")
