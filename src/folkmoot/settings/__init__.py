"""Django's settings, made from ours. What an owner may set is in `kit/conf.py`."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.functional import SimpleLazyObject

from folkmoot.kit.conf import read_conf
from folkmoot.settings.links import LINKS
from folkmoot.settings.secret import read_or_make

FOLKMOOT = read_conf(os.environ)
DATA: Path = FOLKMOOT.data.resolve()


def _database(url: str) -> dict[str, Any]:
    if not url:
        return {
            "ENGINE": "folkmoot.kit.sqlite",
            "NAME": str(DATA / "folkmoot.sqlite3"),
            "CONN_MAX_AGE": None,
            "TEST": {"NAME": str(DATA / "test.sqlite3")},
        }
    parts = urlsplit(url)
    socket_folder = parse_qs(parts.query).get("host", [""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or socket_folder,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": "-c statement_timeout=30000 -c lock_timeout=10000", "connect_timeout": 3},
    }


DEBUG = FOLKMOOT.debug
ALLOWED_HOSTS = ["*"]  # whether a publication lives at a host is found out by its queries: 421 if not
LOGGING_CONFIG = "folkmoot.kit.logs.configure"
LOGGING = {"format": FOLKMOOT.log_format, "level": FOLKMOOT.log_level, "hidden": LINKS}
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "folkmoot.kit",
    "folkmoot.kit.look",
    "folkmoot.readers",
    "folkmoot.articles",
    "folkmoot.discussion",
    "folkmoot.moderation",
    "folkmoot.funding",
    "folkmoot.notifications",
    "folkmoot.pages",
    "folkmoot.portability",
    "folkmoot.cli",
    "folkmoot.wiring",
]
MIDDLEWARE = [
    "folkmoot.kit.http.policy.browser_policy",
    "folkmoot.kit.static.StaticFiles",
    "folkmoot.kit.http.speaking.speak_as_the_publication",
    "folkmoot.kit.http.founding.lead_to_founding",
    "folkmoot.kit.http.handlers.Failures",
    "folkmoot.kit.http.handlers.guard_writes",  # instead of CsrfViewMiddleware: its docstring says how
    "folkmoot.kit.http.handlers.remember_acting",
    "folkmoot.kit.http.handlers.answer_head",
    "folkmoot.kit.http.sessions.Sessions",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "folkmoot.readers.views.door.second_factor_first",
    "folkmoot.kit.http.sessions.AdminMessages",
]
ROOT_URLCONF = "folkmoot.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
DATABASES = {"default": _database(FOLKMOOT.database_url)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "readers.Account"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SECRET_KEY = SimpleLazyObject(partial(read_or_make, DATA / "keys" / "secret"))  # a look around leaves no files
LOGIN_URL = "/desk/sign-in/"
_SMTP = FOLKMOOT.smtp_url
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend" if _SMTP else "folkmoot.kit.mail.NoServer"
EMAIL_HOST, EMAIL_PORT = (_SMTP.host, _SMTP.port) if _SMTP else ("", 0)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (_SMTP.user, _SMTP.password) if _SMTP else ("", "")
EMAIL_USE_SSL, EMAIL_USE_TLS = (_SMTP is not None and _SMTP.security == word for word in ("smtps", "smtp+starttls"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = FOLKMOOT.mail_from or f"folkmoot@{EMAIL_HOST or 'localhost'}"
LANGUAGE_CODE = "en"
USE_I18N = True
LOCALE_PATHS = [Path(__file__).parents[1] / "locale", *filter(None, [os.environ.get("FOLKMOOT_TEST_LOCALE")])]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "folkmoot.kit.static.HashedStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
APPEND_SLASH = True
DATA_UPLOAD_MAX_MEMORY_SIZE = FOLKMOOT.max_upload_bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000  # an article may rest on a hundred sources of five fields each
CSRF_FAILURE_VIEW = "folkmoot.kit.http.handlers.token_refused"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = FOLKMOOT.base_url.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS: list[str] = []
