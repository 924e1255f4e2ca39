"""Demo synonyms, word list and recommended results."""

from wagtail.models import Page

from home.demo.content import content
from search.models import ListedWord, PromotedResult, SynonymGroup


def load_wording() -> None:
    """Needs the pages, because one of them is recommended."""
    texts = content("search")
    for words in texts["synonyms"]:
        SynonymGroup.objects.create(words=words.replace(", ", "\n"))
    for word in texts["never_split"]:
        ListedWord.objects.create(word=word, kind=ListedWord.Kind.WHOLE)
    for result in texts["recommended"]:
        PromotedResult.objects.create(
            queries=result["queries"], page=Page.objects.get(slug=result["page"]), text=result["text"]
        )
