"""What all tests share: the database, a fresh memory, and the clock."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from accounts import sessions
from booking.availability import catalogue, impact, occupancy
from clinic import startup
from content import sections
from demo import sections as of_the_demo
from locations import languages, locales, site_context
from tests import databases

# The headless shell is the quickest: it draws nothing that nobody sees.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
TESTS = Path(__file__).parent
COVERED = {"booking", "clients", "intake", "outbox"}  # as in pyproject.toml
# They ask pages and mails, whose rooms do not count for the coverage.
OF_OTHER_ROOMS = {
    "test_bad_input",
    "test_calendar_files",
    "test_checks",
    "test_impact",
    "test_mails",
    "test_notices",
    "test_opening_hours",
    "test_schedule_views",
    "test_staff",
    "test_therapist_search",
    "test_times_page",
    "test_treatment_page",
    "test_visit_page",
}
LONG_AFTER = 4e9  # seconds since 1970: in the year 2096
# Examples may take long on a busy machine; what they find does not depend on it.
hypothesis.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis.load_profile("patient")
# Fixtures that copy the demo clinic.
DEMO = {"demo_environment", "demo", "project"}
COMMITS = {"transactional_db", "live_server", "server"}


def pytest_collection_modifyitems(items):
    """Say which tests this machine cannot run, and which count for the coverage."""
    for item in items:
        if "browser" in item.keywords and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))
        if not _is_watched(item):
            item.add_marker(pytest.mark.no_cover)


def _is_watched(item):
    """Whether a test counts for the coverage: an example, in the tests of its own app.

    To watch the others, or hundreds of examples of one property, costs minutes.
    """
    is_property = hasattr(getattr(item, "obj", None), "hypothesis")
    app = item.path.relative_to(TESTS).parts[0]
    return app in COVERED and item.path.stem not in OF_OTHER_ROOMS and not is_property


def pytest_collection_finish(session):
    """Load the demo while the first of two processes or more runs other tests."""
    waits = any(DEMO & set(item.fixturenames) for item in session.items)
    if databases.PROCESS == "gw0" and waits:
        command = [sys.executable, "-m", "tests.template", "--demo"]
        session.loading = subprocess.Popen(
            command, cwd=databases.ROOT, stdout=subprocess.DEVNULL
        )


def pytest_sessionfinish(session):
    """End the loading of a demo that no test has waited for."""
    loading = getattr(session, "loading", None)
    if loading:
        loading.terminate()
        loading.wait()


def pytest_terminal_summary(terminalreporter):
    """Say what this run says nothing about."""
    if connection.vendor == "sqlite":
        terminalreporter.write_line(
            "Left out: PostgreSQL. Run them there with ./script/with-postgres "
            "./script/test, or name one in TEST_DATABASE_URL."
        )


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock():
        database = databases.for_this_engine(tmp_path_factory.mktemp("database"))
        database.create()
        # Once here, so that no page of a test pays for it. Django's test client
        # asks for pages of "testserver", which no real site would answer to.
        with override_settings(ALLOWED_HOSTS=["localhost"]):
            startup.prove()
        pytest.database = database
        pytest.needs_restore = False
        yield database
        database.destroy()


@pytest.fixture(autouse=True, scope="session")
def no_flush():
    """Leave it to `restore` to undo commits.

    Django would empty every table and make all permissions anew, which takes four
    seconds a test and still loses the first rows.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        yield


@pytest.fixture(autouse=True)
def fresh_database(request, django_db_blocker):
    """Put the first rows back when the last test committed."""
    restore(django_db_blocker)
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or COMMITS & set(request.fixturenames):
        pytest.needs_restore = True


def restore(django_db_blocker):
    """Put the first rows back if a test has committed."""
    if getattr(pytest, "needs_restore", False):
        with django_db_blocker.unblock():
            pytest.database.restore()
        pytest.needs_restore = False


@pytest.fixture(autouse=True)
def quick_settings(settings):
    """What takes time on the site for reasons that tests do not have."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Or each new test client would list all static files.
    settings.WHITENOISE_AUTOREFRESH = True
    # Nor are rows listed for the search, or where they are used; see `indexed`.
    settings.TASKS = tasks("dummy.DummyBackend")


@pytest.fixture
def indexed(quick_settings, settings):
    """Search and Wagtail's list of what is used where know every row that is saved."""
    settings.TASKS = tasks("immediate.ImmediateBackend")


def tasks(backend):
    """Django's setting for what may be done later."""
    return {"default": {"BACKEND": f"django_tasks.backends.{backend}"}}


@pytest.fixture(autouse=True)
def fresh_memory():
    """Nothing remembered from the rows of another test."""
    forget()


def forget():
    """Remember nothing of the database, which is another one from now on."""
    site_context.forget()
    languages.forget()
    locales.forget()
    catalogue.forget()
    occupancy.forget()
    impact.forget()
    for name in settings.CACHES:
        caches[name].clear()


@pytest.fixture
def demo_sections(monkeypatch):
    """What the demo adds to pages, as on a site that is started with DEMO=1."""
    monkeypatch.setattr(sections, "_sections", dict(sections._sections))
    of_the_demo.register()


@pytest.fixture
def sign_in(client):
    """Sign a user in as after the code and the second factor; returns the browser.

    The session outlives whatever a test does to the clock.
    """

    def sign_in(user):
        Authenticator.objects.get_or_create(
            user=user, type=Authenticator.Type.TOTP, defaults={"data": {}}
        )
        browser = type(client)()
        browser.force_login(user)
        session = browser.session
        session["account_authentication_methods"] = [
            {
                "method": "mfa",
                "at": time.time(),
                "type": "totp",
                "reauthenticated": True,
            }
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session[sessions.BEGAN] = session[sessions.USED] = LONG_AFTER
        session.save()
        return browser

    return sign_in
