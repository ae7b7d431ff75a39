"""Limits and codes that all processes of the site share."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.core.internal import ratelimit
from django.core.cache import cache, caches
from django.db import connection

from tests.booking import server
from tests.booking.flow import opening
from tests.factories import NOW
from web import tallies
from web.models import SharedValue, Tally

SIGN_IN = "allauth:rl:account:login:30/60/ip:ip:192.0.2.1"
MINUTE = 60


@pytest.mark.django_db
def test_a_tally_starts_again_after_its_period(time_machine):
    time_machine.move_to(NOW, tick=False)
    assert [tallies.count("hold:one", MINUTE) for _ in range(3)] == [1, 2, 3]
    assert tallies.count("hold:two", MINUTE) == 1

    time_machine.shift(MINUTE - 1)
    assert tallies.count("hold:one", MINUTE) == 4
    time_machine.shift(1)
    assert tallies.count("hold:one", MINUTE) == 1


@pytest.mark.django_db
def test_a_row_does_not_reveal_who_was_counted():
    tallies.count("hold:192.0.2.1", MINUTE)
    cache.set(SIGN_IN, [1.5], MINUTE)

    keys = [row.key for row in (*Tally.objects.all(), *SharedValue.objects.all())]

    assert [len(key) for key in keys] == [64, 64]


def test_concurrent_threads_get_different_counts(transactional_db):
    def count(_):
        try:
            return tallies.count("hold:one", MINUTE)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        counts = list(threads.map(count, range(40)))

    assert sorted(counts) == list(range(1, 41))


@pytest.mark.django_db
def test_sign_in_values_are_stored_in_rows_and_others_in_memory():
    cache.set(SIGN_IN, [2.5, 1.5], MINUTE)
    cache.set("locations.site_context", object, MINUTE)
    caches["default"].clear()  # of this process, as another process begins

    assert cache.get(SIGN_IN) == [2.5, 1.5]
    assert cache.get("locations.site_context") is None
    cache.delete(SIGN_IN)
    assert cache.get(SIGN_IN, "nothing") == "nothing"


@pytest.mark.django_db
def test_a_used_code_can_be_claimed_once_until_it_expires(time_machine):
    time_machine.move_to(NOW, tick=False)
    used = "allauth.mfa.totp.used?user=1&code=123456"

    assert [cache.add(used, "y", timeout=30) for _ in range(2)] == [True, False]
    time_machine.shift(30)
    assert cache.get(used) is None
    assert cache.add(used, "y", timeout=30)


@pytest.mark.django_db
def test_a_shared_value_cannot_be_incremented():
    with pytest.raises(NotImplementedError):
        cache.incr(SIGN_IN)


@pytest.mark.django_db
def test_sign_in_limits_include_the_counts_of_other_processes(rf):
    twice_a_minute = {"login": "2/m/ip"}

    allowed = []
    for _ in range(3):
        usage = ratelimit.consume(
            rf.post("/"), app="allauth.account", action="login", config=twice_a_minute
        )
        allowed.append(usage is not None)
        caches["default"].clear()

    assert allowed == [True, True, False]


def test_two_processes_share_one_limit(transactional_db):
    settings = {"POSTS_PER_MINUTE": "5"}
    with server.running(processes=2, preload=False, **settings) as address:
        browsers = [server.Browser(address) for _ in range(16)]
        with ThreadPoolExecutor(4) as threads:
            pressed = threads.map(lambda each: each.press(opening()), browsers)
            statuses = [answer.status_code for answer in pressed]

    assert statuses.count(429) == 11
