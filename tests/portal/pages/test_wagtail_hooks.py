from django.test import Client
from wagtail.models import Locale, PageViewRestriction

from tests.portal.conftest import Tree


def test_german_is_not_served_at_a_french_address(tree: Tree, client: Client) -> None:
    Locale.objects.create(language_code="fr")
    answer = client.get("/fr/ueber-uns/", headers={"host": "localhost"})
    assert answer.status_code == 404
    assert '<html lang="fr" dir="ltr">' in answer.content.decode()


def test_a_private_page_leads_to_its_own_address_where_access_is_asked(tree: Tree, client: Client) -> None:
    Locale.objects.create(language_code="fr")
    for page in (tree.info, tree.info_en):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = client.get("/fr/ueber-uns/", headers={"host": "localhost"})
    assert answer.status_code == 302
    assert "Über uns" not in answer.content.decode()


def test_a_page_answers_at_its_own_address(tree: Tree, client: Client) -> None:
    assert client.get("/en/ueber-uns/", headers={"host": "localhost"}).status_code == 200
