"""Leaves the Arabic twin of the information page behind its German source, as an editor's change does.

Runs inside an installation (`manage.py shell --no-imports -c "$(cat this file)"`).
"""

from wagtail.models import Page

page = next(
    page
    for page in Page.objects.filter(locale__language_code="de")
    if page.get_url() == "/de/so-funktioniert-beteiligung/"
).specific
page.body.append(("heading", {"text": "Neu: ein Beirat", "level": "h2", "anchor": ""}))
page.save_revision().publish()
