"""A page with links and bold words, in English and Turkish, nothing translated."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from home.models import InfoPage
from portal.accounts.models import User
from portal.accounts.roles import TRANSLATOR
from portal.translators.files.answers import Answer
from portal.translators.files.models import DeliveredFile, Delivery
from tests.home.site import add
from tests.personas import person
from tests.portal.translators.conftest import Tree, browser, translate, tree
from tests.portal.translators.test_submission import in_language

__all__ = ["browser", "tree"]

Browser = Callable[..., Client]
LINKED = 'Mehr <b>dazu</b> im <a id="a1">Rathaus</a> & im Amt.'


@pytest.fixture
def article(tree: Tree) -> InfoPage:
    page = add(tree.home, InfoPage(title="Radweg", slug="radweg", summary="Worum es geht"))
    page.body = [
        (
            "text",
            '<p>Mehr <b>dazu</b> im <a href="https://rathaus.example/">Rathaus</a> &amp; im Amt.</p><p>Ende</p>',
        )
    ]
    page.save_revision().publish()
    return InfoPage.objects.get(pk=page.pk)


@pytest.fixture
def english(article: InfoPage) -> Translation:
    translate(article, "en", "tr")
    return translation_of(article, "en")


def translation_of(page: Page, code: str) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


def translator() -> User:
    return person(TRANSLATOR)


def target(translation: Translation) -> Page:
    return Page.objects.get(
        translation_key=translation.source.object_id, locale_id=translation.target_locale_id
    )


def texts(translation: Translation) -> dict[str, str]:
    """What is translated, by German text."""
    rows = StringTranslation.objects.filter(locale_id=translation.target_locale_id)
    return dict(rows.values_list("translation_of__data", "data"))


def hand_in(client: Client, address: str, name: str, data: bytes) -> Any:
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def door(translation: Translation) -> str:
    return f"/admin/localize/translate/{translation.pk}/pofile/upload/"


def only_answer() -> Answer:
    """Of the newest file."""
    file = DeliveredFile.objects.latest("pk")
    assert (file.answer is None, bytes(file.content)) == (False, b"")
    return Answer.stored(file.answer)


def newest() -> Delivery:
    return Delivery.objects.latest("pk")


__all__ += ["in_language"]
