"""Passwords of pages and collections that stand in the database as plain text become hashes; there is no way back."""

from django.contrib.auth.hashers import identify_hasher, make_password
from django.db import migrations


def hash_them(apps, schema_editor):
    for name in ("PageViewRestriction", "CollectionViewRestriction"):
        rows = apps.get_model("wagtailcore", name).objects
        rows.exclude(restriction_type="password").exclude(password="").update(password="")  # nosec B106
        for row in rows.filter(restriction_type="password"):
            try:
                identify_hasher(row.password)
            except ValueError:
                row.password = make_password(row.password)
                row.save(update_fields=["password"])


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0006_limits_and_wishes"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(hash_them, migrations.RunPython.noop)]
