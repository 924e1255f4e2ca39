"""Fixed terms lead to what readers find in the glossary."""

import pytest
from django.test import Client

from home.models import GlossaryTerm
from home.pages import GlossaryPage
from portal.accounts.roles import TRANSLATOR
from portal.translators.terms.models import Term, TermWording
from tests.home.site import add
from tests.personas import browser_of
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_submission import in_language

pytestmark = pytest.mark.django_db


def test_a_term_of_the_glossary_is_linked_at_the_desk(tree: Tree) -> None:
    add(tree.home, GlossaryPage(title="Glossar", slug="glossar"))
    GlossaryTerm.objects.create(
        term="Artikel", slug="artikel", definition="<p>Ein Text</p>", locale=tree.home.locale
    )
    for german in ("artikel", "Worum"):
        TermWording.objects.create(term=Term.objects.create(german=german), language="en", wanted="article")
    translate(tree.article, "en")
    client: Client = browser_of(TRANSLATOR)
    terms = client.get(f"/admin/translators/pages/{in_language(tree.article, 'en').pk}/").context["terms"]
    assert {one.german: one.glossary for one in terms} == {"artikel": "/de/glossar/#artikel", "Worum": ""}
