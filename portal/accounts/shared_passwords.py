"""Passwords of pages and collections: stored as hashes, checked by them, never shown again.

Wagtail stores and compares them as plain text and offers no place for a form of one's own, so its two forms are
taught here, once, for all their subclasses and callers.
"""

from typing import Any

from django import forms
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from django.db.models.signals import pre_save
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.view_restrictions import BaseViewRestrictionForm
from wagtail.forms import PasswordViewRestrictionForm
from wagtail.models import BaseViewRestriction, CollectionViewRestriction, PageViewRestriction

KEEP = gettext_lazy(
    "It is stored so that nobody can read it. Leave the field empty to keep the present password."
)


def hashed(password: str) -> str:
    """What is stored; a hash stays as it is, so that copies of a restriction keep their password."""
    try:
        identify_hasher(password)
    except ValueError:
        return make_password(password)
    return password


def store_hash(sender: type, instance: BaseViewRestriction, **kwargs: object) -> None:
    """A restriction is about to be saved, by whatever way."""
    if instance.restriction_type == BaseViewRestriction.PASSWORD:
        instance.password = hashed(instance.password)
    else:
        instance.password = ""  # nosec B105


def install() -> None:
    """Teach Wagtail's forms, and listen to both tables."""
    for model in (PageViewRestriction, CollectionViewRestriction):
        pre_save.connect(store_hash, sender=model, dispatch_uid=f"shared_passwords.{model.__name__}")
    PasswordViewRestrictionForm.clean_password = _checked
    if not getattr(BaseViewRestrictionForm, "hides_password", False):
        _hide(BaseViewRestrictionForm)


def _checked(form: Any) -> str:
    given: str = form.cleaned_data["password"]
    if not check_password(given, form.restriction.password):
        raise forms.ValidationError(_("The password you have entered is not correct. Please try again."))
    return given


def _hide(form_class: Any) -> None:
    begin, required = form_class.__init__, form_class.clean_password

    def __init__(form: Any, *args: Any, **kwargs: Any) -> None:
        begin(form, *args, **kwargs)
        form.kept_password = _kept(form.instance)
        form.initial.pop("password", None)
        if form.kept_password:
            form.fields["password"].help_text = KEEP

    def clean_password(form: Any) -> str:
        if form.kept_password and not form.cleaned_data.get("password"):
            return str(form.kept_password)
        return str(required(form) or "")

    form_class.__init__, form_class.clean_password = __init__, clean_password
    form_class.hides_password = True


def _kept(restriction: BaseViewRestriction) -> str:
    has_one = restriction.pk and restriction.restriction_type == BaseViewRestriction.PASSWORD
    return restriction.password if has_one else ""
