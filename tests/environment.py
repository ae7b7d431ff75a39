"""The environment of the tests; loaded before Django reads its settings."""

import os

os.environ.update(
    ENV_FILE="/dev/null",
    SECRET_KEY="only for tests",
    FIELD_KEYS="test:" + "A" * 43 + "=",
    SITE_URL="http://localhost",
    ALLOWED_HOSTS="testserver 127.0.0.1",
    COLLECTED_STATIC="0",
    MAIL_TRANSPORT="django.core.mail.backends.locmem.EmailBackend",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
