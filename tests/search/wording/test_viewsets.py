"""The editors' menu for words and recommendations."""

import pytest
from django.test import Client

from portal.accounts.roles import install_roles
from search.models import ListedWord, PromotedResult, SynonymGroup
from tests.personas import browser_of

ADMIN = "/admin/snippets/search"


@pytest.fixture
def editor(db: None) -> Client:
    install_roles()
    return browser_of("Editor")


@pytest.mark.parametrize("model", ["synonymgroup", "listedword", "promotedresult"])
def test_editors_see_lists_and_forms(editor: Client, model: str) -> None:
    SynonymGroup.objects.create(words="Protokoll, Niederschrift")
    ListedWord.objects.create(word="Rathaus", kind="whole")
    PromotedResult.objects.create(queries="Wahl", url="/de/wahl/", title="Wahl")
    assert editor.get(f"{ADMIN}/{model}/").status_code == 200
    assert editor.get(f"{ADMIN}/{model}/add/").status_code == 200


def test_editors_add_synonyms(editor: Client) -> None:
    form = {"language": "de", "words": "Protokoll\nNiederschrift", "direction": "both"}
    assert editor.post(f"{ADMIN}/synonymgroup/add/", form).status_code == 302
    assert str(SynonymGroup.objects.get()) == "Protokoll = Niederschrift"
    one = editor.post(f"{ADMIN}/synonymgroup/add/", form | {"words": "Protokoll"})
    assert (one.status_code, SynonymGroup.objects.count()) == (200, 1)


def test_editors_do_not_delete(editor: Client) -> None:
    made = SynonymGroup.objects.create(words="Protokoll, Niederschrift")
    editor.post(f"{ADMIN}/synonymgroup/delete/{made.pk}/")
    assert SynonymGroup.objects.count() == 1
