"""Start-up checks: a page type without template, search entry or translation plan stops the start."""

from django.core.checks import CheckMessage, Error, register
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import get_page_models

from portal.findable import Findable
from portal.pages.page import PortalPage


@register()
def check_page_types(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Every page type needs a template and says how, or that it is not, found."""
    errors: list[CheckMessage] = []
    for model in get_page_models():
        if not issubclass(model, PortalPage):
            continue
        errors += _template_errors(model) + _find_errors(model)
    return errors


def _template_errors(model: type[PortalPage]) -> list[CheckMessage]:
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        return [
            Error(
                f"{model.__name__} has no template.",
                hint=f"Write templates/{model.template}.",
                obj=model,
                id="portal.E001",
            )
        ]
    return []


def _find_errors(model: type[PortalPage]) -> list[CheckMessage]:
    if model.not_findable_because or (issubclass(model, Findable) and model.find_kind):
        return []
    hint = "Inherit portal.findable.Findable and set find_kind, or state `not_findable_because`."
    return [Error(f"{model.__name__} does not say how it is found.", hint=hint, obj=model, id="portal.E002")]
