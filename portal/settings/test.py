"""Settings of the test suite: a folder of its own, quick hashing, tasks run by hand."""

import os
import tempfile

_FOLDER = os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="stadtdialog-test-")
os.environ["DATA_DIR"] = _FOLDER
os.environ["SITE_URL"] = "http://localhost"
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ["SECRET_KEY"] = "test-" * 12
os.environ["SEARCH_URL"] = ""
os.environ["SEARCH_FALLBACK"] = ""
os.environ["MACHINE_TRANSLATION"] = ""
os.environ["CACHE_URL"] = "locmemcache://"
os.environ["TRUSTED_PROXIES"] = ""
os.environ["EMAIL_URL"] = "memorymail://"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "")

from portal.settings.dev import *  # the environment must be complete first
from portal.settings.dev import BASE_DIR, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory, so that --reuse-db saves the migrations and other processes can see it.
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": str(BASE_DIR / "var" / "test.sqlite3")}
    # A test database need not survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 20_000_000
# Static files are read from where they are, nobody collects them for tests.
WHITENOISE_AUTOREFRESH = True
