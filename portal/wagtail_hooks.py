"""Index of the hooks that live in feature folders; Wagtail imports this module by its name."""

from importlib import import_module
from importlib.util import find_spec

for folder in ("approval", "files", "pages", "translators", "easy", "bin"):
    if find_spec(f"portal.{folder}.wagtail_hooks"):
        import_module(f"portal.{folder}.wagtail_hooks")
