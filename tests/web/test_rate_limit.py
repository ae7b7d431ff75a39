"""Rate limits and origin checks: who asks, how often, and from where."""

import pytest

from web import origin, rate_limit


def test_the_connection_gives_the_address_without_a_proxy(rf):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert rate_limit.address_of(request) == "192.0.2.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 198.51.100.7", "203.0.113.9"),
        (2, "203.0.113.9", "203.0.113.9"),
    ],
)
def test_only_our_own_proxies_are_trusted(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies

    assert rate_limit.address_of(rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)) == address


def test_an_address_is_stored_as_a_hash(rf):
    request = rf.get("/", REMOTE_ADDR="192.0.2.1")

    first = rate_limit.address_hash(request)

    assert first == rate_limit.address_hash(rf.get("/", REMOTE_ADDR="192.0.2.1"))
    assert first != rate_limit.address_hash(rf.get("/", REMOTE_ADDR="192.0.2.2"))
    assert len(first) == 64


def test_all_ipv6_addresses_of_one_network_count_as_one(rf):
    def hashed(address):
        return rate_limit.address_hash(rf.get("/", REMOTE_ADDR=address))

    assert hashed("2001:db8::1") == hashed("2001:db8::ffff:2")
    assert hashed("2001:db8::1") != hashed("2001:db8:0:1::1")
    assert hashed("unknown") != hashed("2001:db8::1")


@pytest.mark.django_db
def test_posts_are_limited_per_kind_and_address(rf, settings):
    settings.POSTS_PER_MINUTE = 3
    request = rf.post("/")

    answers = [rate_limit.asks_too_often(request, "hold") for _ in range(5)]

    assert answers == [False, False, False, True, True]
    assert not rate_limit.asks_too_often(request, "code")
    assert not rate_limit.asks_too_often(rf.post("/", REMOTE_ADDR="192.0.2.2"), "hold")


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_ORIGIN": "https://evil.example"}, False),
        ({"HTTP_ORIGIN": "null"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({}, False),
    ],
)
def test_a_post_must_come_from_our_own_pages(rf, headers, ours):
    assert origin.comes_from_us(rf.post("/", **headers)) is ours
