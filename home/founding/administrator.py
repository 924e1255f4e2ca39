"""The first login: somebody with every right, who then makes the others."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password


def administrator(email: str) -> bool:
    """Whether this address, or without one anybody at all, has every right."""
    users = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return users.filter(email__iexact=email).exists() if email else users.exists()


def make_administrator(email: str, password: str) -> None:
    """Raises ValidationError for a password that is too easy, ValueError where the address has no such rights yet."""
    users = get_user_model().objects
    if users.filter(email__iexact=email).exists():
        raise ValueError(f"{email} has a login without every right; another administrator can give them.")
    validate_password(password)
    users.create_superuser(email, password, preferred_language="de")


def make_password() -> str:
    """Long enough that nobody guesses it, with letters that can be told apart on paper."""
    letters = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(4))
