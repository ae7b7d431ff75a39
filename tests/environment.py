"""The environment of the tests; loaded before Django reads its settings."""

import os
from pathlib import Path

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "alone")

os.environ.update(
    ENV_FILE="/dev/null",
    SECRET_KEY="only for tests, and long enough to be taken for a real one",
    FIELD_KEYS="test:" + "A" * 43 + "=",
    SITE_URL="http://localhost",
    VAR_DIR=str(Path(__file__).parent.parent / "var" / "tests" / "files" / PROCESS),
    ALLOWED_HOSTS="127.0.0.1",
    COLLECTED_STATIC="0",
    PAGE_CACHE_SECONDS="0",
    MAIL_TRANSPORT="django.core.mail.backends.locmem.EmailBackend",
    DJANGO_ALLOW_ASYNC_UNSAFE="true",
)
if "TEST_DATABASE_URL" in os.environ:
    os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]
