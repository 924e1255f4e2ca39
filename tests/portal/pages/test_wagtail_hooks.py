from django.test import Client
from wagtail.models import Locale

from tests.portal.conftest import Tree


def test_a_language_without_home_page_leads_to_the_german_address(tree: Tree, client: Client) -> None:
    Locale.objects.create(language_code="fr")
    answer = client.get("/fr/ueber-uns/", headers={"host": "localhost"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/de/ueber-uns/")


def test_a_page_answers_at_its_own_address(tree: Tree, client: Client) -> None:
    assert client.get("/en/ueber-uns/", headers={"host": "localhost"}).status_code == 200
