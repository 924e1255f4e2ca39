"""Atom feed of the news."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.decorators.http import require_safe

from home.news.pages import NewsPage
from portal import atom
from portal.accounts.visibility import offered
from portal.translation.readers import foreign

LENGTH = 20


@require_safe
def news(request: HttpRequest) -> HttpResponse:
    """The latest live and public articles for readers of a language, `?lang=`; an unknown language gets German.

    Everything in the feed's own language, whatever the browser prefers. An article appeared when it was first
    published, whatever date is printed on it; that date only puts them in order.
    """
    asked = request.GET.get("lang", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with override(language):
        feed = atom.Feed(
            identity=f"news:{language}",
            title=gettext("%(site)s: news") % {"site": settings.SITE_NAME},
            link=f"/{language}/",
            address=f"{reverse('home:news-feed')}?lang={language}",
            language=language,
        )
        for item in _newest(language):
            feed.add(
                # The same everywhere this page is an entry.
                identity=f"page:{item.pk}",
                title=item.title,
                link=item.url or "",
                text=item.summary or item.subtitle,
                published=item.first_published_at or item.date,
                updated=item.last_published_at,
                language=foreign(item),
            )
        return atom.answer(request, feed)


def _newest(language: str) -> list[NewsPage]:
    """German ones where a translation is missing."""
    found = offered(NewsPage.objects.live(), language)
    return list(found.select_related("locale").order_by("-date", "-pk")[:LENGTH])
