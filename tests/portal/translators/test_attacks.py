"""What a translator types or a machine answers reaches no reader as anything but words and known tags."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils.translation import gettext
from wagtail_localize.models import StringSegment, StringTranslation

from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.test_desk import translation_of
from tests.portal.translators.test_submission import in_language

Browser = Callable[..., Client]


@pytest.mark.parametrize(
    "words",
    [
        "<!--><img src=x onerror=alert(1)>-->",
        "<!-- x --!><script>alert(1)</script>-->",
        "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<?x ><img src=x onerror=alert(1)>?>",
        "<!doctype <img src=x onerror=alert(1)>>",
    ],
)
def test_comments_carry_nothing_to_readers(browser: Browser, tree: Tree, words: str) -> None:
    page = InfoPage.objects.get(pk=tree.article.pk)
    page.body = [("text", "<p>Ein Satz</p>")]
    page.save_revision().publish()
    translate(InfoPage.objects.get(pk=page.pk), "en")
    english = in_language(page, "en")
    translation = translation_of(english)
    segment = StringSegment.objects.get(source=translation.source, string__data="Ein Satz")
    address = f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    form = "application/x-www-form-urlencoded"
    told = gettext("Comments and declarations of HTML are not allowed in a translation.")
    browser(TRANSLATOR).put(address, urlencode({"value": words}), content_type=form)
    row = StringTranslation.objects.get(translation_of=segment.string, locale=english.locale)
    assert (row.has_error, row.field_error) == (True, told)
    browser(CHIEF_EDITOR).post(f"/admin/pages/{english.pk}/edit/", {"action": "publish"})
    english = InfoPage.objects.get(pk=english.pk)
    assert str(english.body[0].value) == "<p>Ein Satz</p>"
