"""A stranger who types a known client's details changes, learns and joins nothing."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest

from booking import services
from booking.exceptions import TooManyVisits
from booking.models import Appointment, BookingRules
from booking.models.appointments import Status
from clients import services as clients
from clients.models import AccessCode, CareTeam, Client
from intake.models import Submission
from locations.models import Location
from outbox.models import Message
from tests import factories, mails
from tests.booking import flow
from tests.booking.flow import browser_path, mail_path
from tests.content.calendar_readers import event_of
from tests.factories import NOW, ROBIN, booked
from tests.screens import heading, links, text
from web.tokens import row_id_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def clinic(time_machine):
    time_machine.move_to(NOW, tick=False)
    return factories.clinic("Imani", "Tomasz", rooms=2)


# What an unproven visitor types


def test_a_strangers_booking_does_not_change_the_known_client(known):
    before = Client.objects.filter(pk=known.pk).values().get()
    form = Submission.objects.filter(client=known).values("reader", "due_at").get()

    stranger = replace(ROBIN, name="robin VALE", email="ROBIN@example.com")
    visit = booked(
        browser="b", person="tomasz", contact=replace(stranger, phone="+12125550166")
    )

    assert Client.objects.filter(pk=known.pk).values().get() == before
    assert (
        Submission.objects.filter(client=known).values("reader", "due_at").get() == form
    )
    assert visit.client != known
    assert visit.client.proven_at is None
    assert visit.phone.as_e164 == "+12125550166"
    assert not CareTeam.objects.filter(
        client=known, user=visit.therapist.user, user__isnull=False
    )


def test_each_visit_keeps_its_own_address(known):
    secret = booked("09:00", browser="a", contact=replace(ROBIN, address="1 Secret St"))
    other = booked("11:00", browser="b", contact=replace(ROBIN, address="9 Other Road"))

    secret.refresh_from_db()
    assert (secret.address, other.address) == ("1 Secret St", "9 Other Road")


def pages_seen_with(client, email):
    """Everything that a visitor gets on the way, less what is theirs by nature."""
    details = flow.press(client).headers["Location"]
    base = details.removesuffix("details")
    seen = [client.get(details)]
    seen.append(client.post(details, {**flow.DETAILS, "email": email}))
    seen += [
        client.get(base + "safety"),
        client.post(base + "safety", {"ticked": "none"}),
    ]
    seen += [client.get(base + "check"), flow.book(client, base)]
    visit = seen[-1].headers["Location"]
    for page in ("", "cancel/", "time/", "time/?anyone=1"):
        seen.append(client.get(visit + page))
    form = links(client.get(visit))["Start your health form"]
    seen.append(client.get(form))
    token = visit.removeprefix("/visit/").strip("/")
    appointment = Appointment.objects.get(pk=row_id_in(token))
    seen += [client.get(mail_path(appointment)), client.get(visit + "visit.ics")]
    services.cancel(appointment=appointment, now=NOW)
    return [comparable(response, email) for response in seen]


# Tokens, keys, ids and references differ by nature.
OWN = re.compile(
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}(\.[\w-]+)?"
    r"|value=\"[\w-]{64}\"|<dd>[0-9A-Z]{6}</dd>|Reference: [0-9A-Z]{6}"
)


def comparable(response, email):
    text = f"{response.status_code} {response.headers.get('Location', '')} "
    text += response.text.replace("\r\n ", "")  # folded lines of calendar files
    return OWN.sub("", text.replace(email, "…") if email else text)


def test_known_and_unknown_visitors_get_identical_pages(client, known):
    unknown = pages_seen_with(type(client)(), "nobody@example.com")
    as_known = pages_seen_with(type(client)(), "robin@example.com")

    assert as_known == unknown


def test_requesting_a_code_looks_the_same_for_known_and_unknown(client, known):
    pages = []
    for email in ("robin@example.com", "nobody@example.com"):
        browser = type(client)()
        sent = browser.post("/been-here/", {"email": email})
        page = browser.get(sent.headers["Location"])
        pages.append(comparable(sent, email) + comparable(page, email))

    assert pages[0] == pages[1]
    assert Message.objects.filter(kind="access_code").count() == 2


def test_joining_clients_does_not_change_what_the_browser_link_shows(client, known):
    visit = booked(browser="b", person="tomasz")
    paths = [browser_path(visit, step) for step in ("", "cancel/", "time/")]
    before = [comparable(client.get(path), "") for path in paths]

    factories.proven(visit)
    visit.client.refresh_from_db()
    assert visit.client.joined_to == known

    assert [comparable(type(client)().get(path), "") for path in paths] == before


# Nobody is in two places


def test_a_browser_with_a_visit_at_that_time_is_asked_who_comes(client):
    flow.booked(client)
    base = flow.to_check(client, value=flow.opening(person="tomasz"))

    asked = flow.book(client, base)
    assert asked.headers["Location"] == base + "else"
    assert client.post(base + "else", {"name": "robin vale"}).status_code == 422
    safety = client.post(base + "else", {"name": "Ida Vale"}).headers["Location"]
    client.post(safety, {"ticked": "none"})
    done = flow.book(client, base)

    assert heading(client.get(done.headers["Location"])) == "You are booked, Ida"
    assert sorted(v.name for v in Appointment.objects.on_the_books()) == [
        "Ida Vale",
        "Robin Vale",
    ]


def test_a_proven_client_with_a_visit_at_that_time_is_asked_who_comes(client, known):
    other = booked("09:00", browser="b", person="tomasz")
    factories.proven(other)
    flow.prove(client, Appointment.objects.get(client=known))
    base = flow.press(client).headers["Location"].removesuffix("check")

    assert flow.book(client, base, changed="0").headers["Location"] == base + "else"


def test_a_stranger_is_not_told_of_a_known_clients_visit(client, known):
    base = flow.to_check(client, value=flow.opening("15:00", person="tomasz"))

    done = flow.book(client, base)

    assert heading(client.get(done.headers["Location"])) == "You are booked, Robin"


def test_staff_are_asked_when_the_client_is_expected_elsewhere(desk):
    booked("09:00", person="imani")
    form = {
        "opening": flow.opening(person="tomasz"),
        "treatment": "first-visit/60",
        "key": factories.key(),
        "name": "Robin Vale",
        "email": "",
        "phone": "212-555-0111",
        "safety": "none",
    }

    page = desk.post("/admin/phone/book/", form)

    assert page.status_code == 409
    assert text(page, ".help-critical") == (
        "Is this for somebody else? Robin Vale has a visit at 9:00 am with Imani. If "
        "somebody else comes, change the name below. Choose another time"
    )
    assert (
        desk.post("/admin/phone/book/", {**form, "name": "Ida Vale"}).status_code == 302
    )
    ida = Appointment.objects.get(name="Ida Vale")
    assert (ida.email, ida.status) == ("", Status.BOOKED)


# Limits


def test_the_number_of_upcoming_visits_per_browser_is_limited(client):
    BookingRules.objects.update(open_visits_per_browser=1)
    flow.booked(client)

    base = flow.to_check(client, value=flow.opening("11:00"))

    page = flow.book(client, base)

    assert page.status_code == 429
    assert heading(page) == "Please prove your e-mail address first"
    code = f"/been-here/?next={quote(base + 'check', safe='')}"
    assert links(page)["Get a code by e-mail"] == code


@pytest.mark.parametrize("email", ["robin@example.com", "new@example.com"])
@pytest.mark.parametrize("phone", ["+12125550111", "+12125550177"])
def test_the_number_of_unproven_visits_per_contact_is_limited(email, phone):
    BookingRules.objects.update(unproven_visits_per_contact=1)
    booked("09:00", browser="a")
    contact = replace(ROBIN, email=email, phone=phone)

    if (email, phone) == ("new@example.com", "+12125550177"):
        assert booked("11:00", browser="b", contact=contact)
    else:
        with pytest.raises(TooManyVisits):
            booked("11:00", browser="b", contact=contact)


def test_unproven_visits_do_not_count_against_a_proven_client(known):
    BookingRules.objects.update(unproven_visits_per_contact=1)
    booked("09:00", browser="stranger")
    visit = Appointment.objects.filter(client=known).first()

    assert booked("11:00", browser="own", proof=factories.proven(visit)).client == known


def test_the_number_of_bookings_per_network_and_day_is_limited():
    BookingRules.objects.update(bookings_per_network=1)
    booked("09:00", browser="a", network="office")
    ida = replace(ROBIN, name="Ida", email="ida@example.com", phone="+12125550155")

    with pytest.raises(TooManyVisits):
        booked("11:00", browser="b", network="office", contact=ida)
    assert (
        booked(
            "13:00", browser="c", network="office", contact=ida, now=NOW + DAY
        ).status
        == Status.BOOKED
    )


def test_code_requests_by_a_stranger_do_not_lock_the_owner_out(client, known):
    for _ in range(6):
        type(client)().post("/been-here/", {"email": "robin@example.com"})
    visit = Appointment.objects.get(client=known)

    assert flow.prove(client, visit).status_code == 302
    assert client.session["proof"]["client"] == str(known.pk)
    assert AccessCode.objects.filter(was_mailed=True).count() == 5


# Letters and joined files


def test_a_mail_to_an_unproven_address_omits_the_home_address():
    Location.objects.update(visits_homes=True)
    booked(contact=replace(ROBIN, address="1 Secret Street", postal_code="11201"))

    [mail] = mails.leaving(NOW)

    assert mails.facts(mail)["Where"] == "At your home"
    assert "Secret" not in mail.body
    assert event_of(mails.file(mail)[0])["LOCATION"] == "At your home"


def test_visits_of_joined_clients_get_the_corrected_address(known):
    again = booked("09:00", browser="b")
    factories.proven(again)

    clients.change_address(client=known, email="new@example.com", now=NOW)

    again.refresh_from_db()
    assert again.email == "new@example.com"


def test_staff_cannot_vouch_for_a_client_whose_address_they_corrected(known):
    desk = factories.staff("Front desk")
    other = booked("09:00", browser="b")
    clients.change_address(client=other.client, email="x@example.com", now=NOW, by=desk)

    clients.vouch(client=other.client, same=known, by=desk, now=NOW)

    other.client.refresh_from_db()
    assert (other.client.joined_to, other.client.proven_at) == (None, None)


def test_each_visit_of_one_client_keeps_its_own_way_to_the_door():
    below = replace(
        ROBIN, address="1 Secret St", floor="1", has_elevator=False, way_in="Ring Vale"
    )
    above = replace(
        ROBIN, address="9 Other Rd", floor="12", has_elevator=True, way_in="Ask Ida"
    )
    first = booked("09:00", contact=below)
    proof = factories.proven(first)

    second = booked("11:00", browser="b", contact=above, proof=proof)

    first.refresh_from_db()
    assert first.client == second.client
    assert (first.contact, second.contact) == (below, above)
