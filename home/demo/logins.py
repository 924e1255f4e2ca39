"""Logins of the demo: one per role, with passwords made for this installation."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

ROLES = {"editor": "Editor", "translator": "Translator", "chief": "Chief editor"}
WORDS = (
    "allee birke brunnen donau eiche fackel garten hafen insel juni kessel laube markt nebel ofen pfalz quelle "
    "regen sommer turm ufer vogel wald zander apfel boot dach erle feder gipfel halde igel"
).split()


@dataclass(frozen=True, slots=True)
class Login:
    """One way in."""

    role: str
    email: str
    password: str


def ensure_logins() -> list[Login]:
    """Make the missing demo users; the passwords stay in a file only the owner of DATA_DIR can read."""
    path = Path(settings.DATA_DIR) / "demo-logins.json"
    known = (
        {entry["email"]: entry["password"] for entry in json.loads(path.read_text())} if path.exists() else {}
    )
    logins = []
    for name, role in ROLES.items():
        email = f"{name}@demo.example"
        password = known.get(email) or "-".join(secrets.choice(WORDS) for _ in range(5))
        _ensure_user(email, password, role)
        logins.append(Login(role=role, email=email, password=password))
    path.touch(mode=0o600)
    path.write_text(json.dumps([asdict(login) for login in logins], indent=1))
    return logins


def _ensure_user(email: str, password: str, role: str) -> None:
    users = get_user_model().objects
    if users.filter(email=email).exists():
        return
    user = users.create_user(email, password, first_name="Demo", last_name=role, preferred_language="de")
    user.groups.add(Group.objects.get(name=role))
