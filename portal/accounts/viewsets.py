"""The administration of people."""

from django.forms import BaseForm
from wagtail.users.views.users import UserViewSet

from portal.accounts.forms import PersonCreationForm, PersonEditForm


class PersonViewSet(UserViewSet):
    """Wagtail's user pages with the language of a person's mails."""

    create_template_name = "portal/accounts/person_create.html"
    edit_template_name = "portal/accounts/person_edit.html"

    def get_form_class(self, for_update: bool = False) -> type[BaseForm]:
        """The form with the further field."""
        return PersonEditForm if for_update else PersonCreationForm
