"""The local installation (`make demo`, `make run`): no TLS, everything below one folder, a key of its own."""

import os
import secrets
from pathlib import Path

os.environ.setdefault("DATA_DIR", str(Path(__file__).resolve().parents[2] / "var"))
os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}")
os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")


def _secret_key() -> str:
    """Made once per installation and kept beside its database, never in the repository."""
    path = Path(os.environ["DATA_DIR"]) / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(64))
        path.chmod(0o600)
    return path.read_text().strip()


os.environ.setdefault("SECRET_KEY", _secret_key())

from portal.settings.base import *  # the environment must be complete first

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_PRELOAD = SECURE_HSTS_INCLUDE_SUBDOMAINS = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
