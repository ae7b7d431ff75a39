"""Health checks for machines that know neither our host name nor https."""

import pytest
from django.core.checks import Error
from django.db.migrations.recorder import MigrationRecorder

from clinic import liveness
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def on_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["clinic.example.com"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_checks_are_answered_by_ip_address_and_without_https(
    client, on_https, path
):
    answer = client.get(path, headers={"host": "10.0.0.7:8000"})

    assert answer.status_code == 200


def test_other_pages_still_require_https_and_our_host_name(client, on_https):
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400
    named = client.get("/", headers={"host": "clinic.example.com"})
    assert named.headers["Location"] == "https://clinic.example.com/"


def test_health_checks_refuse_post(client):
    assert client.post("/healthz").status_code == 405


def test_the_liveness_check_answers_without_a_query(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").text == "ok\n"


def test_readiness_reports_when_the_worker_was_last_seen(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    assert client.get("/readyz").text == "ready\nworker: not seen for a day\n"

    liveness.worker_lives(NOW)
    assert client.get("/readyz").text == "ready\nworker: seen 0 seconds ago\n"


def test_readiness_costs_two_queries_once_the_migrations_are_known(
    client, django_assert_num_queries
):
    client.get("/readyz")

    with django_assert_num_queries(2):
        client.get("/readyz")


def test_a_missing_migration_makes_the_site_unready(client):
    MigrationRecorder.Migration.objects.filter(app="booking").last().delete()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "migrations missing\n")


def test_an_unsafe_site_reports_why_it_is_not_ready(client, unproven):
    unproven(lambda app_configs, **options: [Error("A key is missing.")])

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "A key is missing.\n")


def test_a_health_check_by_ip_address_leaves_no_trace_in_the_log(
    client, on_https, caplog
):
    by_address = {"host": "10.0.0.7:8000"}

    client.get("/readyz", headers=by_address)
    assert caplog.messages == []

    client.get("/", headers=by_address)
    assert [each.name for each in caplog.records] == ["django.security.DisallowedHost"]
