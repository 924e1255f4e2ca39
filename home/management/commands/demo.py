"""`manage.py demo`: from an empty folder to a running portal with the Kaiserslautern case."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from home.demo.load import load_demo
from home.demo.logins import ensure_logins


class Command(BaseCommand):
    """Every step may be repeated: nothing an editor changed is overwritten, nothing appears twice."""

    help = "Migrate, load the demo content once, build the search index, start web and worker."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--no-serve` prepares only."""
        parser.add_argument("--no-serve", action="store_true", help="Prepare everything, start nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, print the logins, serve."""
        self.stdout.write(f"Preparing the installation in {settings.DATA_DIR} ...")
        call_command("migrate", interactive=False, verbosity=0)
        self._collect_static()
        if load_demo(self.stdout.write):
            self.stdout.write("Reading the files and building the search index ...")
            # The index first: a worker that finds none would build it a second time.
            call_command("search", "rebuild")
            call_command("worker", "--batch", verbosity=0)
        for login in ensure_logins():
            self.stdout.write(f"  {login.role:<13} {login.email:<32} {login.password}")
        if not options["no_serve"]:
            call_command("serve")

    def _collect_static(self) -> None:
        """Collect only when the build or the packages changed: compressing Wagtail's files takes a while."""
        build = settings.BASE_DIR / "portal" / "static" / "build"
        if not (build / "site.css").exists():
            raise CommandError("There are no styles and scripts yet: run `make assets`.")
        files = sorted(path for path in build.rglob("*") if path.is_file())
        sources = [settings.BASE_DIR / "requirements.txt", *files]
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
        stamp = Path(settings.STATIC_ROOT) / ".collected"
        if stamp.exists() and stamp.read_text() == digest:
            return
        self.stdout.write("Collecting the static files ...")
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest)
