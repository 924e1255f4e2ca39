"""The people of the journeys, each with the browser they sit at."""

from django.contrib.auth.models import Group
from django.test import Client

from portal.accounts.models import User
from portal.accounts.roles import CHIEF_EDITOR, EDITOR, TRANSLATOR

ROLES = (EDITOR, CHIEF_EDITOR, TRANSLATOR)
BACKEND = "django.contrib.auth.backends.ModelBackend"


def person(role: str, name: str = "") -> User:
    """Someone in a role, made when first asked for; `name` tells two of one role apart."""
    email = f"{name or role.replace(' ', '-').lower()}@stadt.example"
    user, made = User.objects.get_or_create(email=email, defaults={"preferred_language": "de"})
    if made:
        user.groups.add(Group.objects.get(name=role))
    return User.objects.get(pk=user.pk)


def browser_of(role: str, name: str = "") -> Client:
    """A browser in which this person is logged in."""
    client = Client()
    client.force_login(person(role, name), backend=BACKEND)
    return client
