"""Page forms as browsers fill and send them."""

from typing import Any

from bs4 import BeautifulSoup
from django import forms
from django.test import Client
from django.urls import reverse
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.blocks.base import BlockField
from wagtail.models import Locale, Page, get_page_models
from wagtail.test.utils.form_data import querydict_from_html

from tests.portal.approval.streams import stream_data

JSON = {"Accept": "application/json"}


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def form_of(browser: Client, page: Page) -> dict[str, str]:
    """The fields as the browser shows them."""
    html = browser.get(edit_url(page)).content.decode()
    fields: dict[str, str] = querydict_from_html(html, form_id="page-edit-form").dict()
    ticked = BeautifulSoup(html, "html.parser").select("#page-edit-form input[type=checkbox][checked]")
    fields |= {str(box["name"]): "on" for box in ticked if box.get("name")}
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    form = type(draft).get_edit_handler().get_form_class()(instance=draft)
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            fields |= stream_data(name, field.block, getattr(draft, name))
    return fields


def send(browser: Client, page: Page, fields: dict[str, str], *actions: str) -> Any:
    """By a button."""
    pressed = dict(action.split("=") for action in actions)
    answer = browser.post(edit_url(page), fields | pressed)
    assert answer.status_code == 302, problems(answer)
    return answer


def autosave(browser: Client, page: Page, fields: dict[str, str]) -> dict[str, Any]:
    """As the editor's browser does by itself; answers what it was told."""
    told: dict[str, Any] = browser.post(edit_url(page), fields, headers=JSON).json()
    return told


def approve(browser: Client, page: Page, fields: dict[str, str]) -> Any:
    return send(browser, page, fields, "action-workflow-action=true", "workflow-action-name=approve")


def problems(answer: Any) -> str:
    form = answer.context["form"] if answer.context else None
    return str([form.errors, *[formset.errors for formset in form.formsets.values()]]) if form else ""


def inline_kinds() -> list[tuple[type[Page], str]]:
    """Every page type with every kind of rows its editor may add."""
    return [
        (model, panel.relation_name)
        for model in sorted(get_page_models(), key=lambda one: str(one._meta.label))
        if model.__module__.split(".")[0] in ("home", "consultations")
        for panel in _panels(model.get_edit_handler())
        if isinstance(panel, InlinePanel)
    ]


def with_row(page: Page, relation: str, fields: dict[str, str]) -> dict[str, str]:
    """The fields with one more row, in which everything that is asked for is filled in."""
    form_class = type(page).get_edit_handler().get_form_class()
    formset = form_class(instance=page).formsets[relation]
    number = int(fields[f"{relation}-TOTAL_FORMS"])
    row = {f"{relation}-{number}-{name}": _value(field) for name, field in formset.empty_form.fields.items()}
    row = {name: value for name, value in row.items() if value}
    return (
        fields
        | row
        | {
            f"{relation}-TOTAL_FORMS": str(number + 1),
            f"{relation}-{number}-ORDER": str(number + 1),
            f"{relation}-{number}-id": "",
        }
    )


def _value(field: forms.Field) -> str:
    if isinstance(field, forms.ModelChoiceField):
        return _some_row(field) if field.required else ""
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(field.initial or next(value for value, _label in choices if value))
    if isinstance(field, forms.DateTimeField):
        return "05.01.2026 10:00" if field.required else ""
    if isinstance(field, forms.DateField):
        return "05.01.2026" if field.required else ""
    if isinstance(field, forms.CharField):
        return "Etwas Neues" if field.required else ""
    return ""


def _some_row(field: forms.ModelChoiceField) -> str:
    rows: Any = field.queryset
    if any(one.name == "locale" for one in rows.model._meta.fields):
        rows = rows.filter(locale=Locale.get_default())
    return str(rows.order_by("-pk").values_list("pk", flat=True)[0])


def _panels(panel: Panel) -> list[Panel]:
    return [panel, *(one for child in getattr(panel, "children", ()) for one in _panels(child))]
