"""Settings that are safe for production; dev.py and test.py only loosen them."""

from pathlib import Path

from django.conf.locale import LANG_INFO
from django.utils.translation import gettext_lazy as _

from portal.settings import env, headers

BASE_DIR = Path(__file__).resolve().parents[2]
ENV = env.read()
DATA_DIR = ENV.data_dir
SITE_URL = ENV.site_url

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "home",
    "consultations",
    "search",
    "portal",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.accounts.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.CompressionMiddleware",
    "portal.middleware.PolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "portal.pages.moved.MovedPagesMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "portal.middleware.ForgedMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.pages.context.site",
            ],
        },
    },
]

# Database, cache, mail
DATABASES = {"default": ENV.database}
# Files made of guidelines are large and few: in memory they must not push out everything else, nor fill it.
_own_place = {"LOCATION": "files", "OPTIONS": {"MAX_ENTRIES": 60}} if "locmem" in ENV.cache["BACKEND"] else {}
_apart = {"KEY_PREFIX": ENV.cache.get("KEY_PREFIX", "") + "files"}
CACHES = {"default": ENV.cache, "files": ENV.cache | _apart | _own_place}
vars().update(ENV.email)
EMAIL_TIMEOUT = 10  # a mail server that does not answer must not hold up the worker
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = ENV.email_from

# Background work: a job is a row of the same transaction, run by `manage.py db_worker`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Accounts
WAGTAILADMIN_USER_LOGIN_FORM = "portal.accounts.forms.EmailLoginForm"
AUTH_USER_MODEL = "portal.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Locked is the account as seen from one address: nobody can lock out somebody else.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "portal.accounts.locking.account_of"
AXES_CLIENT_IP_CALLABLE = "portal.clients.network_of"
AXES_LOCKOUT_CALLABLE = "portal.accounts.locking.locked"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what the message says stays true
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # it would keep the address of every login for good
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "email"]
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "portal.accounts.forms.ResetForm"  # noqa: S105
TRUSTED_PROXIES = ENV.trusted_proxies
LOGIN_URL = "wagtailadmin_login"

# Languages: `de-simple` is Leichte Sprache; Django knows it only after this entry
LANG_INFO["de-simple"] = {
    "bidi": False,
    "code": "de-simple",
    "name": "Easy German",
    "name_local": "Leichte Sprache",
}
LANGUAGE_CODE = "de"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("de", "Deutsch"),
    ("de-simple", "Leichte Sprache"),
    ("en", "English"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
    ("uk", "Українська"),
    ("fr", "Français"),
]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

# Files
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # What a web server in front may read, whatever its user is called; originals and documents it may not.
    "renditions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640

# Wagtail
WAGTAIL_SITE_NAME = "Stadtdialog"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # oeffentliche-sitzung can be read aloud and put into a mail
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # a session has the city's time, wherever its editor sits
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H:%M"
FORMAT_MODULE_PATH = ["portal.formats"]  # lets English editors type dates that way too
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_IMAGE_MODEL = "portal.PortalImage"
WAGTAILIMAGES_RENDITION_STORAGE = "renditions"
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.files.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.files.forms.DocumentForm"
WAGTAILDOCS_DOCUMENT_MODEL = "portal.PortalDocument"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    *("csv", "docx", "ics", "mp4", "odp", "ods", "odt", "pdf", "pptx", "txt", "webm", "xlsx"),
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 60 * 1024 * 1024
WAGTAILDOCS_INLINE_CONTENT_TYPES = ["application/pdf"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "portal.desk_search", "SEARCH_CONFIG": "german"}}
# Published is what was submitted, never what was changed since: no change needs to begin the approval anew
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.approval.finishing.publish_submitted"

# wagtail-localize: the default True corrupts the tree and publishes untranslated German
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Written anew in the ordinary editor instead of translated part by part
REWRITTEN_LANGUAGES = ["de-simple"]
# Long words that Leichte Sprache does not divide: names
EASY_KNOWN_WORDS = ["Kaiserslautern"]

# Search
SEARCH_URL = ENV.search_url
SEARCH_FALLBACK = ENV.search_fallback
# "/" lets this key jump to the search box; off, because single keys get in the way of speech input (WCAG 2.1.4)
SEARCH_KEY = ""
OCR = ENV.ocr
MACHINE_TRANSLATION = ENV.machine_translation

# Security
SECURE_SSL_REDIRECT = SITE_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads the token from the cookie
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "DENY"  # Wagtail's previews set their own
CONTENT_SECURITY_POLICY = headers.PUBLIC_POLICY
ADMIN_CONTENT_SECURITY_POLICY = headers.ADMIN_POLICY
PREVIEW_CONTENT_SECURITY_POLICY = headers.PREVIEW_POLICY
PERMISSIONS_POLICY = headers.PERMISSIONS

# Logs: one line per event, to the terminal; the operator's supervisor keeps them
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"once_per_cause": {"()": "portal.logs.OncePerCause"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["once_per_cause"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {name: {"level": "WARNING"} for name in ("axes", "wagtail", "django_tasks", "fontTools")},
}

SITE_NAME = _("Stadtdialog")
