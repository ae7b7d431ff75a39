"""Which personal pages each kind of visitor can open.

The objects are Robin's: a known client with a visit ahead whose health form holds
answers, and a draft in the browser that books. An address that the table does not name
fails the first test.
"""

from dataclasses import replace

import pytest
from django.test import Client as Browser
from django.urls import get_resolver, reverse

from accounts.roles import Role
from booking import links
from booking.models import Appointment, Draft
from clients.message_kinds import AccessCodeLetter
from intake import links as forms
from locations.language_paths import LanguagePrefix
from outbox.models import Message
from tests import factories
from tests.booking import flow
from tests.factories import NOW, ROBIN, booked

pytestmark = pytest.mark.django_db

# What a browser may be to Robin.
UNKNOWN = "nobody: a browser that was never here"
UNPROVEN = "booked with Robin's name and mail, and proved nothing"
OTHER = "proven for somebody else"
PROVEN = "proven for Robin"
STAFF = "the front desk, signed in, on the public pages"
VISITORS = (UNKNOWN, UNPROVEN, OTHER, PROVEN, STAFF)

EVERYONE = dict.fromkeys(VISITORS, 200)
NOBODY = dict.fromkeys(VISITORS, 404)
ROBIN_ALONE = {**dict.fromkeys(VISITORS, 302), PROVEN: 200}
# Whoever has proven a mailbox, for a page about that mailbox.
PROVEN_ALONE = {**dict.fromkeys(VISITORS, 302), PROVEN: 200, OTHER: 200}
POSTED = dict.fromkeys(VISITORS, 405)

# What reading each address answers, by who asks. 302 leads to where proof is asked for.
TABLE = {
    # A draft is its browser's, and no proof opens another's.
    "booking:details": NOBODY,
    "booking:safety": NOBODY,
    "booking:help": NOBODY,
    "booking:check": NOBODY,
    "booking:somebody_else": NOBODY,
    "booking:extend": POSTED,
    "booking:call": POSTED,
    # The link of a visit shows what changes or cancels it, and the first name.
    "visit:show": EVERYONE,
    "visit:calendar": EVERYONE,
    "visit:change_time": EVERYONE,
    "visit:contact": EVERYONE,
    "visit:cancel": EVERYONE,
    "visit:from_mail": EVERYONE,
    "visit:confirm_change": dict.fromkeys(VISITORS, 422),
    # Its proving buttons are posts; what is known of the person is for the person.
    "visit:prove": POSTED,
    "visit:disown": POSTED,
    "visit:book_again": POSTED,
    "visit:still_right": ROBIN_ALONE,
    # Answers are for who wrote them or has proven to be their person.
    "intake:tasks": ROBIN_ALONE,
    "intake:page": ROBIN_ALONE,
    "intake:check": dict.fromkeys(VISITORS, 302),  # not complete: PROVEN to the list
    "intake:thanks": dict.fromkeys(VISITORS, 302),
    "intake:help": dict.fromkeys(VISITORS, 302),
    "intake:who_looked": ROBIN_ALONE,
    "intake:code": {**EVERYONE, PROVEN: 302},
    # Proving
    "proof:ask": EVERYONE,
    "proof:code": dict.fromkeys(VISITORS, 302),
    "proof:who": PROVEN_ALONE,
    "proof:close": POSTED,
    "proof:letter": EVERYONE,
}
SHARED = {
    "booking:treatments",
    "booking:times",
    "booking:who",
    "booking:where",
    "booking:hold",
}


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


@pytest.fixture
def visit():
    """Robin's, proven, with answers in the form."""
    visit = booked("15:00", contact=replace(ROBIN, name="Robin Secretname"))
    factories.proven(visit)
    form = visit.submission
    form.answers, form.saved_pages = {"pronouns": "xe and xem"}, ["name"]
    form.save()
    return Appointment.objects.with_people().get(pk=visit.pk)


@pytest.fixture
def addresses(visit):
    """Every personal address by its name."""
    draft = factories.held("13:00", browser="of nobody here")
    code = Browser()
    code.post("/been-here/", {"email": "robin@example.com"})
    letter = Message.objects.filter(kind="access_code").latest("created_at")
    button = dict(AccessCodeLetter(letter, NOW).actions)["Yes, this is my address"]
    tokens = {
        "booking": {"draft_id": draft.pk},
        "visit": {"token": links.shown(visit)},
        "intake": {"token": forms.token(visit.submission)},
        "proof": {},
    }
    in_mail = {"from_mail", "prove", "disown", "book_again", "still_right"}
    found = {}
    for name in TABLE:
        space, _, page = name.partition(":")
        kwargs = dict(tokens[space])
        if space == "visit" and page in in_mail:
            kwargs = {"token": links.in_mail(visit)}
        if name == "intake:page":
            kwargs["page_key"] = "name"
        if name == "proof:letter":
            found[name] = button.removeprefix("http://localhost")
            continue
        found[name] = reverse(name, kwargs=kwargs)
    return found


@pytest.fixture
def browsers(visit, sign_in):
    """One browser for each kind of visitor."""
    kinds = {UNKNOWN: Browser(), STAFF: sign_in(factories.staff(Role.FRONT_DESK))}
    stranger = Browser()
    flow.booked(stranger, value=flow.opening("09:00", person="tomasz"))
    sam = booked(
        "11:00", browser="sam", contact=replace(ROBIN, email="sam@example.com")
    )
    kinds |= {UNPROVEN: stranger, OTHER: Browser(), PROVEN: Browser()}
    flow.prove(kinds[OTHER], sam)
    flow.prove(kinds[PROVEN], visit)
    return kinds


def test_every_personal_url_is_in_the_table():
    ours = {"booking", "visit", "intake", "proof"}
    [public] = (
        each
        for each in get_resolver().url_patterns
        if isinstance(each.pattern, LanguagePrefix)
    )
    names = {
        f"{each.namespace}:{page.name}"
        for each in public.url_patterns
        if getattr(each, "namespace", None) in ours
        for page in each.url_patterns
    }

    assert names - SHARED == {*TABLE}


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_visitor_gets_the_status_in_the_table(browsers, addresses, visitor):
    browser = browsers[visitor]

    answered = {name: browser.get(path).status_code for name, path in addresses.items()}

    assert answered == {name: row[visitor] for name, row in TABLE.items()}


@pytest.mark.parametrize("visitor", [each for each in VISITORS if each != PROVEN])
def test_no_other_visitor_sees_what_robin_entered(browsers, addresses, visitor):
    browser = browsers[visitor]

    told = [
        (name, word)
        for name, path in addresses.items()
        for word in ("Secretname", "xe and xem", "robin@example.com", "212) 555-0111")
        if word in browser.get(path, follow=True).text
    ]

    assert told == []


@pytest.mark.parametrize("visitor", VISITORS)
def test_no_visitor_can_change_a_draft_of_another_browser(browsers, addresses, visitor):
    drafts = Draft.objects.filter(browser="of nobody here")
    [before] = [(each.contents, each.used_at) for each in drafts]
    browser = browsers[visitor]

    for name, path in addresses.items():
        if name.startswith("booking:"):
            refused = browser.post(path, flow.DETAILS).status_code
            assert refused == (405 if name == "booking:help" else 404), name

    assert [(each.contents, each.used_at) for each in drafts.all()] == [before]


@pytest.mark.parametrize("visitor", [UNKNOWN, UNPROVEN, OTHER, STAFF])
def test_no_other_visitor_can_change_the_health_answers(
    browsers, addresses, visit, visitor
):
    browsers[visitor].post(addresses["intake:page"], {"name": "Mallory"})
    browsers[visitor].post(addresses["intake:check"])

    visit.submission.refresh_from_db()
    assert visit.submission.answers == {"pronouns": "xe and xem"}
    assert visit.submission.completed_at is None
