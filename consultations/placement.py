"""Which consultation a page belongs to: the one it stands below in the tree."""

from wagtail.models import Page


def consultation_title(page: Page) -> str:
    """Title of the consultation the page stands below, search's facet; "" when there is none or only a draft."""
    parent = page.get_parent()
    # By label, because what stands below a consultation must not import its page type.
    if parent is None or not parent.live or parent.cached_content_type.model != "consultationpage":
        return ""
    return str(parent.title)
