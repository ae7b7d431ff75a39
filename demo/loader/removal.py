"""Remove everything that the demo loader has loaded."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import User
from blog.models import TopicSuggestion
from booking.models import (
    Appointment,
    BookingRules,
    CallRequest,
    Draft,
    Resource,
    Room,
    Treatment,
)
from booking.services import schedule_change
from care.models import Condition, Exercise, Muscle, Reference, Technique, Term
from clients.models import Client
from content import site_root
from content.models import Brand, HomePage, Picture
from demo.loader import places
from demo.loader.texts import CLINIC_DOMAIN, DOMAIN, read
from intake.models import SafetyCheck, Submission
from locations import clock
from locations.models import ClinicDetails, Closure, Location
from outbox.models import Message
from therapists.models import Feature, Testimonial, Therapist


def remove():
    """Delete the demo's rows and all pages; returns the outcome as a sentence.

    All pages go, since they are below the demo's home page; the website then stands on
    a bare page, as before the first home page. Rows that the clinic's own
    data refers to stay, and are named.
    """
    with transaction.atomic():
        _remove_people()
    kept = []
    with schedule_change():
        _remove_pages()
        _remove_words()
        BookingRules.objects.update(default_treatment=None)
        _remove_closures()
        for rows in _vocabulary():
            kept += _delete_each(rows)
    Picture.objects.filter(title__startswith="demo ").delete()
    User.objects.filter(email__endswith=f"@{CLINIC_DOMAIN}").delete()
    Brand.objects.all().delete()
    ClinicDetails.objects.all().delete()
    if kept:
        return "Removed, but your own data still uses: " + ", ".join(kept)
    return "The demo clinic is gone."


def _remove_pages():
    root = Page.objects.get(depth=1)
    bare = root.add_child(instance=Page(title="Our website", slug="bare"))
    site_root.stand_on(bare)
    for page in HomePage.objects.all():
        page.delete()
    Locale.objects.exclude(pk=Locale.get_default().pk).delete()


def _remove_people():
    """Delete the demo's clients with their visits, forms and mails."""
    clients = Client.objects.filter(email__endswith=f"@{DOMAIN}")
    visits = Appointment.objects.filter(client__in=clients)
    checks = list(visits.values_list("safety_check", flat=True))
    Message.objects.filter(about__in=visits.values("pk")).delete()
    CallRequest.objects.filter(appointment__in=visits).delete()
    Draft.objects.all().delete()
    visits.delete()
    Appointment.objects.filter(client__isnull=True).delete()
    SafetyCheck.objects.filter(pk__in=checks).delete()
    Submission.objects.filter(client__in=clients).delete()
    clients.delete()
    for domain in (DOMAIN, CLINIC_DOMAIN):
        Message.objects.filter(to__endswith=f"@{domain}").delete()


def _remove_words():
    """Delete what the demo's therapists, clients and readers have said."""
    therapists = Therapist.objects.filter(slug__in=_slugs("therapists", "therapist"))
    Feature.objects.filter(therapist__in=therapists).delete()
    Testimonial.objects.filter(is_sample=True).delete()
    topics = _slugs("suggestions", "suggestion", "topic")
    TopicSuggestion.objects.filter(topic__in=topics).delete()


def _remove_closures():
    """Delete holidays by name; the locations' own closures go with the locations."""
    names = {reason for _, reason in places.holidays(clock.today(timezone.now()).year)}
    Closure.objects.filter(reason__in=[*names, places.CHRISTMAS_EVE]).delete()


def _vocabulary():
    """The demo's vocabulary, with rows that refer to others first."""
    therapists = Therapist.objects.filter(slug__in=_slugs("therapists", "therapist"))
    locations = Location.objects.filter(slug__in=_slugs("locations", "location"))
    rooms = Room.objects.filter(location__in=locations)
    return [
        Treatment.objects.filter(slug__in=_slugs("treatments", "treatment")),
        Resource.objects.filter(therapist__in=therapists),
        Resource.objects.filter(room__in=rooms),
        therapists,
        rooms,
        locations,
        Technique.objects.filter(slug__in=_slugs("techniques", "technique")),
        Exercise.objects.filter(slug__in=_slugs("exercises", "exercise")),
        Muscle.objects.filter(slug__in=_slugs("muscles", "muscle")),
        Term.objects.filter(slug__in=_slugs("glossary", "term")),
        Condition.objects.filter(slug__in=_slugs("conditions", "condition")),
        Reference.objects.filter(key__in=_slugs("references", "reference", "key")),
    ]


def _slugs(file, table, key="slug"):
    return [row[key] for row in read(file)[table]]


def _delete_each(rows):
    """Delete rows one by one; returns the names of protected rows."""
    kept = []
    for row in rows:
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            kept.append(str(row))
    return kept
