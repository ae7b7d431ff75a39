"""Every variable of .env.example, in a process that is really started with it."""

import base64
import os
import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests import factories
from tests.booking import server
from tests.booking.flow import opening
from tests.screens import parsed

ROOT = Path(__file__).parent.parent
REDIS = shutil.which("redis-server")

OLD_KEY, NEW_KEY = (base64.b64encode(letter * 32).decode() for letter in (b"a", b"b"))
PRODUCTION = {
    "SITE_URL": "https://clinic.example.com",
    "ALLOWED_HOSTS": "www.clinic.example.com",
    "PROXY_COUNT": "1",
    "SECRET_KEY": "abcdefghij" * 5,
    "SECRET_KEY_FALLBACKS": "klmnopqrst" * 5,
    "FIELD_KEYS": f"{os.environ['FIELD_KEYS']} k2:{OLD_KEY} {NEW_KEY}",
    "COLLECTED_STATIC": "1",
}
MAIL = {
    "MAIL_TRANSPORT": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "localhost",
    "EMAIL_PORT": "2525",
    "EMAIL_HOST_USER": "clinic",
    "EMAIL_HOST_PASSWORD": "secret",
    "EMAIL_USE_TLS": "1",
    "DEFAULT_FROM_EMAIL": "desk@clinic.example.com",
}
ON_THIS_MACHINE = {"DEMO": "1", "DEBUG": "1", "LOG_LEVEL": "WARNING"}
LIMITS = {"POSTS_PER_MINUTE": "5", "HOLDS_PER_ADDRESS": "3", "PAGE_CACHE_SECONDS": "2"}
BY_A_PROXY = {"Host": "clinic.example.com", "X-Forwarded-Proto": "https"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def clinic(transactional_db):
    return factories.clinic("Imani")


@contextmanager
def redis():
    """A throw-away Redis in memory; yields (process, address)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    process = subprocess.Popen([REDIS, *options], stdout=subprocess.DEVNULL)
    try:
        yield process, f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(10)


def manage(*arguments, **variables):
    """(exit code, standard error) of a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=os.environ | {"DATABASE_URL": server.database_url()} | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    return done.returncode, done.stderr


def presses(address, count):
    """The answers to so many presses of a time by as many visitors at once."""
    browsers = [server.Browser(address) for _ in range(count)]
    with ThreadPoolExecutor(4) as threads:
        answers = threads.map(lambda each: each.press(opening()), browsers)
        return [answer.status_code for answer in answers]


def test_every_documented_variable_is_covered_by_these_tests():
    example = (ROOT / ".env.example").read_text()
    documented = set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    elsewhere = {"DATABASE_URL", "CACHE_URL", "VAR_DIR"}  # of every test; below

    started = PRODUCTION | MAIL | ON_THIS_MACHINE | LIMITS

    assert documented == set(started) | elsewhere


def test_a_production_site_serves_collected_files_behind_its_proxy(tmp_path):
    production = PRODUCTION | {"VAR_DIR": str(tmp_path)}
    # Files of the admin are many, and no page of this test has them.
    collect = ["collectstatic", "--noinput", "--ignore", "wagtail*"]
    assert manage(*collect, **production)[0] == 0

    with server.running(processes=2, **production) as address:
        page = requests.get(f"{address}/book/", headers=BY_A_PROXY, timeout=30)
        home = requests.get(f"{address}/", headers=BY_A_PROXY, timeout=30)
        font = parsed(home.text).select_one("link[rel=preload]")["href"]
        file = requests.get(f"{address}{font}", headers=BY_A_PROXY, timeout=30)
        plain = requests.get(
            f"{address}/book/",
            headers={"Host": "www.clinic.example.com"},
            allow_redirects=False,
            timeout=30,
        )

    assert page.status_code == 200
    assert page.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert re.fullmatch(r"/static/fonts/newsreader\.\w{12}\.woff2", font)
    assert file.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert plain.headers["Location"] == "https://www.clinic.example.com/book/"


def test_the_worker_starts_with_a_mail_server():
    assert manage("worker", "--once", **MAIL) == (0, "")


def test_the_site_starts_for_local_development():
    with server.running(processes=1, **ON_THIS_MACHINE) as address:
        assert requests.get(f"{address}/demo/mail/", timeout=30).status_code == 200


@pytest.mark.skipif(not REDIS, reason="Redis is not installed")
def test_processes_share_limits_in_redis_and_survive_its_outage():
    with redis() as (process, url):
        variables = LIMITS | {"CACHE_URL": url}
        with server.running(processes=2, preload=False, **variables) as address:
            assert presses(address, 16).count(429) == 11
            ready = requests.get(f"{address}/readyz", timeout=30)
            assert (ready.status_code, ready.text.split("\n")[0]) == (200, "ready")

            process.kill()
            process.wait(10)
            away = requests.get(f"{address}/book/", timeout=30)
            ready = requests.get(f"{address}/readyz", timeout=30)

    assert (away.status_code, away.headers["Retry-After"]) == (503, "30")
    assert (ready.status_code, ready.text) == (503, "no cache\n")
