"""The press release in schema.org terms, for search engines and archives."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from home.news.pages import NewsPage


def news_article(page: "NewsPage", url: str) -> dict[str, Any]:
    """A NewsArticle; corrections are part of it, so that a quoting paper can see them."""
    article: dict[str, Any] = {
        "@type": "NewsArticle",
        "headline": page.title,
        "alternativeHeadline": page.subtitle,
        "description": page.summary,
        "inLanguage": page.locale.language_code,
        "datePublished": page.date.isoformat(),
        "dateModified": (page.last_published_at or page.date).isoformat(),
        "mainEntityOfPage": url,
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": str(settings.SITE_NAME),
            "url": settings.SITE_URL,
        },
        "correction": [
            {"@type": "CorrectionComment", "text": item.text, "datePublished": item.date.isoformat()}
            for item in page.corrections_in_order
        ],
    }
    return {key: value for key, value in article.items() if value}
