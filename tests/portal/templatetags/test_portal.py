import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.template import Context, Template
from django.utils import translation

from portal.templatetags.portal import last_changed


def draw(source: str, **values: Any) -> str:
    return Template("{% load portal %}" + source).render(Context(values))


def thing(code: str, **more: Any) -> SimpleNamespace:
    return SimpleNamespace(locale=SimpleNamespace(language_code=code), alias_of_id=None, **more)


def test_last_changed_is_a_day_in_the_readers_language() -> None:
    page = SimpleNamespace(last_changed=dt.datetime(2024, 3, 8, 23, 30, tzinfo=dt.UTC))
    with translation.override("de"):
        assert last_changed(page) == '<time datetime="2024-03-09">9. März 2024</time>'


def test_a_page_never_published_has_not_changed() -> None:
    assert last_changed(SimpleNamespace(last_changed=None)) == ""


def test_text_in_another_language_says_so() -> None:
    drawn = draw("<p{% foreign_lang thing %}>", thing=thing("ar"), page_language="de")
    assert drawn == '<p lang="ar" dir="rtl">'


def test_text_in_the_language_of_the_page_needs_no_word() -> None:
    assert draw("<p{% foreign_lang thing %}>", thing=thing("de"), page_language="de") == "<p>"


def test_an_alias_speaks_its_sources_language() -> None:
    alias = thing("fr")
    alias.alias_of_id, alias.alias_of = 1, thing("de")
    assert draw("<p{% foreign_lang thing %}>", thing=alias, page_language="fr") == '<p lang="de" dir="ltr">'


def test_a_document_and_a_code_will_do() -> None:
    source = "{% foreign_lang document %}{% foreign_lang 'uk' %}"
    drawn = draw(source, document=SimpleNamespace(language="tr"), page_language="de")
    assert drawn == ' lang="tr" dir="ltr" lang="uk" dir="ltr"'
