"""The approval holds for the whole tree and for the snippets that readers see."""

from typing import Any

from django.db import migrations

from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow


def install(apps: Any, schema_editor: Any) -> None:
    """Adds what is missing."""
    install_roles(apps)
    install_workflow(apps)


class Migration(migrations.Migration):
    """In this app because it is the topmost: all tables the roles speak of exist by now."""

    dependencies = [("home", "0005_term_roles"), ("portal", "0005_machine_drafts")]

    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
