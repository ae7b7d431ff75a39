"""Who may open what: every address of the site, for every role, and whose data.

A new address that no rule names fails the first test.
"""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from accounts.models import LogEntry
from accounts.roles import Role
from clients.models import CareTeam
from tests import factories, pages
from tests.factories import SAM, booked
from tests.screens import links, texts

pytestmark = pytest.mark.django_db

EDITOR, DESK, THERAPIST, LEAD, OWNER = Role
EVERYONE = frozenset(Role)
CONTENT = {EDITOR, OWNER}
BOOKS = {DESK, LEAD, OWNER}
VISITS = BOOKS | {THERAPIST}
NOBODY = set()
PUBLIC = None

# The first rule whose pattern matches the name (or, without one, the route) decides.
RULES = [
    # The public site. Personal addresses are guarded by their token or session.
    (r"robots|sitemap|stylesheet|media|wagtail_serve", PUBLIC),
    (r"(fav|touch_)?icon$", PUBLIC),
    (r"share$|contact$|care:|blog:", PUBLIC),
    (r"booking:|visit:|intake:|proof:", PUBLIC),
    (r"account_|mfa_|open_clinic$", PUBLIC),
    (
        r"wagtaildocs_(serve|authenticate)|wagtailcore_authenticate|wagtailcore_login",
        PUBLIC,
    ),
    (r"admin/log(in|out)/|_util/login/|admin/test404/", PUBLIC),
    (r"wagtailadmin_(login|logout)", PUBLIC),
    (r"wagtailadmin_password_reset", NOBODY),
    # Ours
    (r"team_|mail_check|open_clinic_", {OWNER}),
    (r"booking_(today|visit|step)$", VISITS),
    (r"booking_health$", VISITS),
    (r"booking_confirm_address$", VISITS),
    (r"booking_", BOOKS),
    (r"visits_list:", VISITS),
    (r"clients:index", VISITS),
    (r"clients:", BOOKS),
    (r"messages:", BOOKS),
    (r"wording:", {OWNER}),
    (r"blog_comment|suggestion:|signup:|feature:|testimonial:", CONTENT),
    (r"picture_(add|edit)$", CONTENT),
    # Asked of somebody's own month alone; see test_interviews.
    (r"interview_", NOBODY),
    (r"(workinghours|shift|timeoff):", VISITS),
    (r"closure:", BOOKS),
    # Whoever may change a row of a kind; the pages say no to other kinds.
    (r"translations:", BOOKS | CONTENT),
    (r"simple_translation:", CONTENT),
    (r"(treatment|room|location|therapist):index", BOOKS),
    (r"(treatment|room|location|therapist|bookingrules):", {OWNER}),
    # Wagtail: content
    (r"wagtailadmin_pages:(search|search_results)$", EVERYONE),
    # Asked about the root page, Wagtail answers these before it asks who is there.
    (r"wagtailadmin_pages:(move_confirm|confirm_workflow_cancellation)$", EVERYONE),
    (r"wagtailadmin_(pages|explore)", CONTENT),
    (r"wagtailadmin_reports:(aging|site_history|locked|workflow)", EVERYONE),
    (r"wagtailadmin_reports", CONTENT),
    # Wagtail: pickers and parts of the frame, which show published content alone
    (
        r"wagtail(images|docs)_chooser:|wagtailsnippetchoosers_|wagtailadmin_choose"
        r"|wagtailsearchpromotions:chooser",
        EVERYONE,
    ),
    (
        r"wagtail(images|docs|snippets|snippets_care_\w+|redirects|searchpromotions):",
        CONTENT,
    ),
    (r"wagtail(images|docs)_chooser:create", CONTENT),
    (r"wagtailsnippetchoosers_care_\w+:create", CONTENT),
    (r"wagtailadmin_(home|account|sprite|javascript|dismissibles|tag|block)", EVERYONE),
    (r"wagtailadmin_(editing_sessions|api|error_test)|wagtailembeds", EVERYONE),
    (r"wagtailadmin_workflows:task_cho", EVERYONE),
    (r"wagtail_bulk_action", EVERYONE),
    # Wagtail: people and machinery
    (r"wagtailusers_users:", {OWNER}),
    (r"wagtailsettings:", {OWNER}),
    (r"wagtailusers_groups:(delete|users)", NOBODY),
    (r"wagtailusers_groups:", {OWNER}),
    (r"wagtail(sites|admin_collections|admin_workflows)", NOBODY),
    (r"^admin/\^", EVERYONE),
]

# Addresses that log out or fail by design.
NOT_OPENED = re.compile(r"logout|failwhale|test404")


def routes(patterns, route="", space=""):
    """(name or route, full route) of every address."""
    for pattern in patterns:
        full = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, full, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else full, full


ALL = list(routes(get_resolver().url_patterns))


def rule_for(name):
    for pattern, allowed in RULES:
        if re.search(pattern, name):
            return allowed
    raise LookupError(f"tests/test_access.py has no rule for {name}")


def address(route):
    """The route with something in every gap."""
    filled = re.sub(r"<uuid:[^>]+>", str(uuid4()), route)
    filled = re.sub(r"<[^>]+>", "1", filled)
    return "/" + re.sub(r"\(\?P<\w+>[^)]*\)|[\^$()*?]|\\Z", "", filled)


def is_denied(response):
    """Turned away, not found, or not an address for reading."""
    if response.status_code in (301, 302):
        return True
    return response.status_code in (403, 404, 405)


def test_every_url_has_an_access_rule():
    assert [name for name, _ in ALL if _has_no_rule(name)] == []


def _has_no_rule(name):
    try:
        rule_for(name)
    except LookupError:
        return True
    return False


@pytest.mark.parametrize("role", Role, ids=str)
def test_no_role_can_open_other_roles_pages(role, sign_in):
    factories.clinic("Imani")
    browser = sign_in(factories.staff(role))

    opened = [
        name
        for name, route in ALL
        if rule_for(name) is not PUBLIC and role not in rule_for(name)
        if not NOT_OPENED.search(route)
        if not is_denied(browser.get(address(route)))
    ]

    assert opened == []


@pytest.mark.parametrize("role", Role, ids=str)
def test_every_role_can_open_its_own_pages(role, sign_in):
    factories.clinic("Imani")
    browser = sign_in(factories.staff(role))

    closed = [
        name
        for name, route in ALL
        if rule_for(name) is not PUBLIC and role in rule_for(name)
        if "<" not in route and "(" not in route and not NOT_OPENED.search(route)
        if re.match(r"booking_(today|find|calls|unfit)$|(?!wagtail)\w+:index$", name)
        if browser.get(address(route)).status_code != 200
    ]

    assert closed == []


def test_every_admin_form_opens(sign_in):
    """Listings are opened above; these need a row."""
    place = factories.clinic("Imani")
    imani = factories.Therapist.objects.get()
    rows = {
        "clients": booked("09:00").client,
        "workinghours": imani.working_hours.first(),
        "shift": factories.shift(imani, place, factories.MONDAY, "18:00", "19:00"),
        "timeoff": factories.time_off(imani),
        "closure": factories.closure(factories.MONDAY),
        "treatment": factories.Treatment.objects.get(),
        "bookingrules": factories.BookingRules.objects.get(),
        "room": factories.Room.objects.first(),
        "location": place,
        "therapist": imani,
        "wording": SimpleNamespace(pk="moved"),
        "wagtailusers_users": factories.staff(Role.EDITOR),
        "suggestion": pages.suggestion(),
        "signup": pages.event_sign_up(),
        "feature": pages.feature(imani),
        "testimonial": pages.testimonial(),
    }
    ours = {name.split(":")[0] for name, _ in ALL if re.match(r"\w+:edit$", name)}
    ours -= {name for name in ours if re.match(r"wagtail(?!users_users)", name)}
    assert ours <= set(rows)

    owner = sign_in(factories.staff(Role.OWNER))
    opened = {
        name: owner.get(reverse(f"{name}:edit", args=[row.pk])).status_code
        for name, row in rows.items()
    }

    assert set(opened.values()) == {200}, opened


def test_nobody_enters_the_admin_without_signing_in(client):
    entered = [
        name
        for name, route in ALL
        if route.startswith("admin/") and rule_for(name) is not PUBLIC
        if client.get(address(route)).status_code == 200
        # Translations and the icon sheet say nothing about anybody.
        if not re.match(r"wagtailadmin_(javascript_catalog|sprite)", name)
    ]

    assert entered == []


def test_a_session_without_the_second_factor_is_sent_to_set_it_up(client):
    client.force_login(factories.staff("Owner"))

    response = client.get("/admin/today/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/accounts/2fa/totp/activate/")


def test_a_session_that_has_not_used_its_second_factor_is_refused(client, sign_in):
    owner = factories.staff("Owner")
    sign_in(owner)
    client.force_login(owner)

    response = client.get("/admin/today/")

    assert response.headers["Location"].startswith("/accounts/2fa/reauthenticate/")


# Whose data


@pytest.fixture
def visits():
    """A visit of Imani's client, and one of Tomasz's."""
    factories.clinic("Imani", "Tomasz", rooms=2)
    mine = booked("09:00", person="imani")
    return mine, booked("09:00", contact=SAM, browser="b", person="tomasz")


@pytest.fixture
def imani(visits):
    """The account of a therapist with one own client."""
    user = factories.staff("Therapist")
    mine, _ = visits
    mine.therapist.user = user
    mine.therapist.save()
    CareTeam.objects.create(client=mine.client, user=user)
    return user


def test_a_therapist_sees_only_their_own_clients(visits, imani, sign_in):
    mine, other = visits
    browser = sign_in(imani)

    for address in ("/admin/visits/list/", "/admin/clients/"):
        assert texts(browser.get(address), ".listing td.title") == ["Robin Vale"]
    assert browser.get(f"/admin/visits/{mine.pk}/").status_code == 200
    for step in ("", "health/"):
        assert browser.get(f"/admin/visits/{other.pk}/{step}").status_code == 404


@pytest.mark.parametrize(
    ("role", "status", "shows"),
    [
        (Role.EDITOR, 302, False),
        (Role.FRONT_DESK, 302, False),
        (Role.THERAPIST, 404, False),
        (Role.CLINICAL_LEAD, 200, True),
        (Role.OWNER, 200, False),
    ],
)
def test_health_answers_open_only_for_roles_that_may_read_them(
    visits, sign_in, role, status, shows
):
    mine, _ = visits
    browser = sign_in(factories.staff(role))

    response = browser.get(f"/admin/visits/{mine.pk}/health/")

    assert response.status_code == status
    assert LogEntry.objects.readings().exists() is shows


def test_an_owner_must_give_a_logged_reason_to_read_answers(visits, sign_in):
    mine, _ = visits
    owner = factories.staff(Role.OWNER)
    browser = sign_in(owner)
    url = f"/admin/visits/{mine.pk}/health/"

    assert browser.post(url, {"reason": ""}).status_code == 200
    assert not LogEntry.objects.readings().exists()
    browser.post(url, {"reason": "A complaint was made"})

    reading = LogEntry.objects.readings().get()
    assert (reading.actor, reading.reason) == (owner.uid, "A complaint was made")


def test_reading_health_answers_is_logged(visits, imani, sign_in):
    mine, _ = visits

    sign_in(imani).get(f"/admin/visits/{mine.pk}/health/")

    reading = LogEntry.objects.readings().get()
    assert (reading.subject, reading.actor) == (mine.client.pk, imani.uid)
    assert reading.details["what"] == "health answers"


def test_a_therapist_can_change_only_their_own_time_off(visits, imani, sign_in):
    mine, other = visits
    own = factories.time_off(mine.therapist)
    foreign = factories.time_off(other.therapist)
    browser = sign_in(imani)

    assert browser.get(f"/admin/timeoff/edit/{own.pk}/").status_code == 200
    for view in ("edit", "delete", "history", "usage"):
        url = f"/admin/timeoff/{view}/{foreign.pk}/"
        assert browser.get(url).status_code == 404
        assert browser.post(url).status_code in (404, 405)
    listing = links(browser.get("/admin/timeoff/"), ".listing a[href*=edit]")
    assert {*listing.values()} == {f"/admin/timeoff/edit/{own.pk}/"}


def test_a_therapist_is_not_offered_other_therapists(visits, imani, sign_in):
    page = sign_in(imani).get("/admin/timeoff/new/")

    assert texts(page, "[name=therapist] option") == ["---------", "Imani"]
