"""All settings of the site, in one file.

What differs from one machine to the next comes from the environment, or from an
`.env` file next to manage.py; `.env.example` lists every variable. Without DEBUG=1
the settings are those of production.
"""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from dotenv import load_dotenv

BASE_DIR = Path(__file__).resolve().parent.parent
ENV_FILE = Path(os.environ.get("ENV_FILE", BASE_DIR / ".env"))
load_dotenv(ENV_FILE)


def text(name, default=None):
    """The variable as text; an empty one counts as not set."""
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set {name}: see .env.example.")
    return value


def flag(name, default="0"):
    """The variable as yes (1) or no (0)."""
    return text(name, default) == "1"


def number(name, default):
    """The variable as a whole number."""
    try:
        return int(text(name, default))
    except ValueError:
        raise ImproperlyConfigured(f"{name} is not a whole number.") from None


# Where the site lives

SITE_URL = text("SITE_URL").rstrip("/")
SITE = urlsplit(SITE_URL)
DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
VAR_DIR = Path(text("VAR_DIR", str(BASE_DIR / "var")))

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
ALLOWED_HOSTS = [SITE.hostname or "", *text("ALLOWED_HOSTS", "").split()]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# How many proxies are in front of the site; each adds one X-Forwarded-For address.
PROXY_COUNT = number("PROXY_COUNT", "0")

# Keys

SECRET_KEY = text("SECRET_KEY")
SECRET_KEY_FALLBACKS = text("SECRET_KEY_FALLBACKS", "").split()

# Keys of health data: base64 of 32 bytes, the newest first; older ones only decrypt.
FIELD_KEYS = text("FIELD_KEYS").split()

# https everywhere, or nowhere

HTTPS = SITE.scheme == "https"
CSRF_FAILURE_VIEW = "clinic.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXY_COUNT else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "SAMEORIGIN"  # the editor previews pages in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY

# Pages under /admin/ get the looser policy of Wagtail's own inline scripts from
# web.admin_policy.AdminPolicy.
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}

# Apps, from the foundation up; see docs/decisions/0001-arrows-point-one-way.md

INSTALLED_APPS = [
    "clinic",
    "onboarding",
    "booking",
    "intake",
    "clients",
    "blog",
    "therapists",
    "care",
    "content",
    "accounts",
    "locations",
    "web",
    "outbox",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_htmx",
    "phonenumber_field",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.wagtail_users.StaffAccountsConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

if DEMO:
    INSTALLED_APPS.insert(0, "demo")

MIDDLEWARE = [
    "clinic.liveness.HealthChecks",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "web.admin_policy.AdminPolicy",
    "clinic.unavailable.Available",
    "locations.language_paths.LanguageOfAddress",
    "clients.unreadable.Unreadables",
    "booking.public.opens_soon.OpensSoon",
    "web.proxies.NoticeProxies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffSession",
    "accounts.middleware.OnlyRoles",
    "accounts.middleware.SecondFactor",
    "accounts.middleware.LogExports",
    "django_htmx.middleware.HtmxMiddleware",
    "web.page_cache.PageCache",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n", "content.templatetags.content"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "content.context_processors.site",
            ],
        },
    },
]

# Data

DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'plumbline.sqlite3'}"),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Immediate: a transaction that reads and then writes must not find its
    # snapshot stale. ATOMIC_REQUESTS stays off, or page views would queue for
    # the one write lock.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA busy_timeout=20000; PRAGMA cache_size=-20000",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        # Our queries are short; compiling them costs more than it saves.
        "options": "-c jit=off",
        # An unreachable database is noticed within seconds, and pages say so.
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
    }

# Limits for one statement of a page, and for its wait for a lock, on PostgreSQL. Set
# only by clinic/wsgi.py: a migration may take as long as it needs.
PAGE_TIMEOUTS = "-c statement_timeout=20s -c lock_timeout=10s"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHE_URL = text("CACHE_URL", "")
CACHES = {
    # In memory, except for keys that all processes share.
    "default": {"BACKEND": "web.shared_cache.SharedCache"},
    # Each process has its own of these two; they evict nothing else.
    "renditions": {  # where Wagtail caches renditions
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
    },
}
if CACHE_URL:
    for name in ("default", "pages"):
        CACHES[name] = {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CACHE_URL,
            "KEY_PREFIX": name,
            "OPTIONS": {"socket_connect_timeout": 3, "socket_timeout": 3},
        }
PAGE_CACHE_SECONDS = number("PAGE_CACHE_SECONDS", "10")  # seconds

# Files

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

# Fingerprinted, compressed files need `manage.py collectstatic`; without it (the
# demo, the tests) WhiteNoise serves them from their source folders.
COLLECTED_STATIC = flag("COLLECTED_STATIC", "0" if DEBUG or DEMO else "1")
WHITENOISE_USE_FINDERS = not COLLECTED_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if COLLECTED_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's page editor has many

# Language and time: instants are UTC, each location prints its own wall clock

# What ships. Which of these a clinic speaks, and which is its own, says its row.
LANGUAGES = [("en", "English"), ("es", "Español")]
LANGUAGE_CODE = "en"
# Compiled at the start from `locale/`.
LOCALE_PATHS = [VAR_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# People: clients have no account; staff sign in with an e-mailed code and,
# outside the demo, a second factor

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ALLAUTH_TRUSTED_PROXY_COUNT = PROXY_COUNT
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600  # seconds
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Pages do not reveal whether an address is known; only its own mailbox is told.
ACCOUNT_PREVENT_ENUMERATION = True
# One address per account: a new one replaces the old once its code is entered.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Every change to how a user signs in requires the second factor again.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300  # seconds
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "confirm_login_code": "accounts.forms.SignInCodeForm",
    "add_email": "accounts.forms.AddressForm",
    "confirm_email_verification_code": "accounts.forms.AddressCodeForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds that a clock may be off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.OnceMoreForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}

# The permissions to read health answers; only `accounts.services` gives them.
HEALTH_PERMISSIONS = (
    "clients.health_own",
    "clients.health_any",
    "clients.health_with_reason",
)

# Staff sessions: longest without use, longest in all, and when the page warns.
SIGNED_IN_UNUSED = timedelta(minutes=30)
SIGNED_IN_WHOLE = timedelta(hours=12)
SIGNED_IN_WARNING = timedelta(minutes=5)

# Mail

# Everything is written to the outbox first; the worker hands it to the transport.
EMAIL_BACKEND = "outbox.backends.EmailBackend"
MAIL_TRANSPORT = text(
    "MAIL_TRANSPORT",
    "django.core.mail.backends.filebased.EmailBackend"
    if DEMO
    else "outbox.transports.SMTPBackend",
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = number("EMAIL_PORT", "25")
EMAIL_HOST_USER = text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = flag("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = text("DEFAULT_FROM_EMAIL", f"clinic@{SITE.hostname}")

# Forms

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "clinic_forms"
CRISPY_FAIL_SILENTLY = False
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"

# Wagtail

# Blocks of `content.blocks.StoryBlock` that show rows of other apps, by their names.
STORY_BLOCKS = {
    "evidence": "care.blocks.EvidenceBlock",
    "exercise": "care.blocks.ExerciseBlock",
    "openings": "booking.blocks.OpeningsBlock",
}

WAGTAIL_SITE_NAME = "Plumbline"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAILIMAGES_IMAGE_MODEL = "content.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "content.pictures.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "heif", "jpeg", "jpg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 12 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # as the largest phone cameras take
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # it is changed under “How you sign in”
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "clinic.search"}}
# Our own URLs expect ASCII slugs.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
TAGGIT_STRIP_UNICODE_WHEN_SLUGIFYING = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "blog.approval.publish_what_was_approved"
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "txt", "docx", "odt"]

# Limits on the public forms

HOLDS_PER_ADDRESS = number("HOLDS_PER_ADDRESS", "10")
POSTS_PER_MINUTE = number("POSTS_PER_MINUTE", "30")

# Codes to sign in. The limit of an address is higher than that of a network, so that
# nobody can lock a user out by requesting codes for their address.
ACCOUNT_RATE_LIMITS = {
    "login": f"{POSTS_PER_MINUTE}/m/ip",
    "request_login_code": f"{POSTS_PER_MINUTE // 3}/m/ip,{POSTS_PER_MINUTE * 4}/h/ip,"
    f"{POSTS_PER_MINUTE * 6}/h/key",
    "login_failed": "10/m/ip,5/300s/key",
}

# Logs: to standard error, without addresses of personal pages

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "filters": {"no_tokens": {"()": "clinic.logs.WithoutTokens"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "level": text("LOG_LEVEL", "INFO"),
            "formatter": "line",
            "filters": ["no_tokens"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {"django_tasks": {"level": "WARNING"}, "wagtail": {"level": "WARNING"}},
}
