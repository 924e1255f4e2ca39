"""The administration of people keeps the language of their mails."""

import pytest
from django.test import Client

from portal.accounts.models import User

FORM = {
    "email": "Neu@Stadt.example",
    "first_name": "Nora",
    "last_name": "Neu",
    "preferred_language": "tr",
    "password1": "vier-lange-deutsche-woerter",
    "password2": "vier-lange-deutsche-woerter",
}


def test_a_person_is_made_and_changed(admin_client: Client) -> None:
    assert 'name="preferred_language"' in admin_client.get("/admin/users/new/").content.decode()
    assert admin_client.post("/admin/users/new/", FORM).status_code == 302
    person = User.objects.get(email="neu@stadt.example")
    assert person.preferred_language == "tr"
    address = f"/admin/users/edit/{person.pk}/"
    assert 'name="preferred_language"' in admin_client.get(address).content.decode()
    admin_client.post(address, FORM | {"preferred_language": "ar", "password1": "", "password2": ""})
    person.refresh_from_db()
    assert person.preferred_language == "ar"


@pytest.mark.parametrize("address", ["neu@stadt.example", "NEU@stadt.example"])
def test_a_taken_address_is_refused_with_a_message(admin_client: Client, address: str) -> None:
    User.objects.create_user("neu@stadt.example", "x")
    answer = admin_client.post("/admin/users/new/", FORM | {"email": address})
    assert answer.status_code == 200
    assert "email" in answer.context["form"].errors


def test_an_unknown_language_is_refused(admin_client: Client) -> None:
    answer = admin_client.post("/admin/users/new/", FORM | {"preferred_language": "xx"})
    assert list(answer.context["form"].errors) == ["preferred_language"]


def test_the_list_finds_people(admin_client: Client) -> None:
    User.objects.create_user("nora@stadt.example", "x", first_name="Nora")
    assert "Nora" in admin_client.get("/admin/users/?q=nora").content.decode()
