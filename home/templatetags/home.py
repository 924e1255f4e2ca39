"""Template tags of the front page's app."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from wagtail.rich_text import expand_db_html

from home.wording import site_text

register = template.Library()


@register.simple_tag(name="site_text")
def show_site_text(key: str) -> SafeString | str:
    """The editors' wording for a key as HTML, marked when it is only there in German; empty without one."""
    found = site_text(key)
    if found is None:
        return ""
    html = SafeString(expand_db_html(found.text))
    spoken = found.locale.language_code
    if spoken == get_language():
        return html
    return format_html('<div lang="{}" dir="ltr">{}</div>', spoken, html)
