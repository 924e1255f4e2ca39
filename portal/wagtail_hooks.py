"""Index of the hooks that live in feature folders, and the style of all screens; Wagtail imports it by its name."""

from importlib import import_module
from importlib.util import find_spec

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

for folder in ("approval", "files", "pages", "translators", "easy", "bin"):
    if find_spec(f"portal.{folder}.wagtail_hooks"):
        import_module(f"portal.{folder}.wagtail_hooks")


@hooks.register("insert_global_admin_css")
def fit_a_phone() -> SafeString:
    """What Wagtail's style leaves out of reach in a narrow window."""
    return format_html('<link rel="stylesheet" href="{}">', static("build/admin.css"))
