"""`manage.py init`: from an empty database to the portal of a city."""

import os
import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from home.founding.administrator import administrator, make_administrator, make_password
from home.founding.city import City, found_city, gaps
from home.pages import HomePage
from portal.accounts.roles import install_roles
from portal.accounts.workflow import install_workflow
from portal.installation import hindrances

PASSWORD = "INIT_PASSWORD"  # noqa: S105  # nosec B105
QUESTIONS = {
    "city": "Name of the city (e.g. Stadt Musterstadt)",
    "name": "Name of the portal",
    "office": "Office that answers for it (may be empty)",
    "address": "Its address (may be empty)",
    "email": "Its e-mail address (may be empty)",
    "phone": "Its telephone number (may be empty)",
    "admin": "E-mail address of the first administrator",
}


class Command(BaseCommand):
    """Every step may be repeated: what is there stays as it is, what is missing is made."""

    help = (
        "Set up an empty portal: tables, roles, languages, front page, sections, legal pages, menus and the first "
        "administrator. Asks for what the options do not say. The administrator's password is asked for, read from "
        "the environment variable INIT_PASSWORD, or made and printed once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option for each question."""
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", default="", help=question)
        codes = [code for code, _name in settings.LANGUAGES]
        parser.add_argument(
            "--languages",
            default=",".join(codes),
            help="codes divided by commas; all of the settings otherwise",
        )
        parser.add_argument("--no-input", action="store_true", help="ask nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tables, roles, city, administrator; then say what is left to do."""
        self._asks = not options["no_input"] and sys.stdin.isatty()
        self.stdout.write(f"Preparing the database of {settings.SITE_URL} ...")
        call_command("migrate", interactive=False, verbosity=0)
        install_roles()
        install_workflow()
        found_city(self._city(options), lambda line: self.stdout.write(f"  made: {line}"))
        self._administrator(options)
        for title, left in gaps().items():
            self.stdout.write(f"  to write on the page {title}: {', '.join(left)}")
        for problem in hindrances():
            self.stderr.write(problem)
        self.stdout.write(self.style.SUCCESS(f"Ready. Log in at {settings.SITE_URL}/admin/"))

    def _city(self, options: dict[str, Any]) -> City:
        if HomePage.objects.exists():
            # Asked only once: whatever the pages say now is the editors'.
            answers = {name: options[name] for name in QUESTIONS if name != "admin"}
            answers["city"] = answers["city"] or "[Name der Stadt ergänzen]"
        else:
            answers = {name: self._answer(name, options[name]) for name in QUESTIONS if name != "admin"}
            if not answers["city"]:
                raise CommandError("Say which city it is: --city")
        answers["name"] = answers["name"] or str(settings.SITE_NAME)
        return City(**answers, languages=self._languages(options["languages"]))

    def _languages(self, given: str) -> tuple[str, ...]:
        known = [code for code, _name in settings.LANGUAGES]
        wanted = [code.strip() for code in given.split(",") if code.strip()]
        if unknown := [code for code in wanted if code not in known]:
            raise CommandError(
                f"The portal does not speak {', '.join(unknown)}; it knows {', '.join(known)}."
            )
        return tuple(dict.fromkeys((settings.LANGUAGE_CODE, *wanted)))

    def _administrator(self, options: dict[str, Any]) -> None:
        if administrator(options["admin"]):
            return
        email = self._answer("admin", options["admin"])
        try:
            validate_email(email)
            password = self._password()
            make_administrator(email, password or (made := make_password()))
        except (ValidationError, ValueError) as error:
            told = error.messages if isinstance(error, ValidationError) else [str(error)]
            raise CommandError(f"No administrator was made (--admin {email}): {' '.join(told)}") from error
        self.stdout.write(f"  made: administrator {email}")
        if not password:
            self.stdout.write(f"  password, shown this once: {made}")

    def _answer(self, name: str, given: str) -> str:
        if given or not self._asks:
            return given
        return input(f"{QUESTIONS[name]}: ").strip()

    def _password(self) -> str:
        if PASSWORD in os.environ or not self._asks:
            return os.environ.get(PASSWORD, "")
        first = getpass("Password of the administrator (empty: make one): ")
        if first and first != getpass("Once more: "):
            raise ValueError("The two passwords differ.")
        return first
