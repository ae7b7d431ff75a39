"""A filled database of an earlier version, as text, and what stays true of it for ever.

`python -m tests.upgrade keep NAME` fills the empty database of DATABASE_URL and writes
`tests/upgrade/NAME.json`: the migrations it had, its rows, and the facts below.
`python -m tests.upgrade check NAME` makes the tables of that version, puts the rows in,
migrates to now, and compares.
"""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from accounts import audit_log
from booking import services
from booking.models import Appointment, Occupancy, OccupiedTick
from clients import canaries, readings
from clients.fields import Sealed
from clients.models import CareTeam
from intake.levels import Level
from tests import factories
from tests.factories import NOW, ROBIN, at, booked
from therapists.models import Therapist

HERE = Path(__file__).parent
# Pages, pictures and groups are Wagtail's and Django's, and have their own upgrades.
APPS = (
    "accounts",
    "booking",
    "care",
    "clients",
    "intake",
    "locations",
    "outbox",
    "therapists",
    "web",
)
ANSWERS = {"pronouns": "xe and xem", "reason": "a sore back — since May"}


class Encoder(DjangoJSONEncoder):
    """Bytes and sealed values as base64."""

    def default(self, o):
        if isinstance(o, Sealed):
            return {"sealed": base64.b64encode(o.stored).decode()}
        if isinstance(o, bytes | memoryview):
            return {"bytes": base64.b64encode(bytes(o)).decode()}
        return str(o) if not hasattr(o, "isoformat") else super().default(o)


def keep(name):
    """Fill this database, and write what it holds."""
    call_command("migrate", verbosity=0)
    call_command("roles", verbosity=0)
    canaries.verify()
    _fill()
    kept = {
        "leaves": sorted(MigrationExecutor(connection).loader.graph.leaf_nodes()),
        "rows": {
            model._meta.label_lower: list(model._base_manager.order_by("pk").values())
            for model in _models(apps)
        },
        "facts": facts(),
    }
    text = json.dumps(kept, cls=Encoder, indent=1, sort_keys=True)
    (HERE / f"{name}.json").write_text(text + "\n")


def differences(name):
    """(fact, as it was, as it is) of each fact that an upgrade has changed."""
    kept = json.loads((HERE / f"{name}.json").read_text())
    executor = MigrationExecutor(connection)
    then = executor.migrate([tuple(leaf) for leaf in kept["leaves"]]).apps
    _load(kept["rows"], then)
    call_command("migrate", verbosity=0)
    now = json.loads(json.dumps(facts(), cls=Encoder))
    return [
        (fact, was, now[fact])
        for fact, was in kept["facts"].items()
        if was != now[fact]
    ]


def facts():
    """What must be the same after every upgrade, read by the code of today."""
    visits = Appointment.objects.with_people().order_by("reference")
    return {
        "visits": [
            [
                visit.reference,
                visit.status,
                visit.starts_at,
                visit.therapist.slug,
                visit.location.slug,
                visit.name,
                visit.email,
                visit.price_cents,
            ]
            for visit in visits
        ],
        "occupancies": Occupancy.objects.count(),
        "ticks": sorted(OccupiedTick.objects.values_list("tick", flat=True)),
        "care teams": CareTeam.objects.count(),
        "sealed": _opened(),
        "log": [audit_log.verify(NOW).sealed, audit_log.verify(NOW).problems],
    }


def _opened():
    """Every sealed value, opened, by the fixed name of its field."""
    found = {}
    for model, field in canaries.sealed_fields():
        values = [getattr(row, field.attname) for row in model._base_manager.all()]
        told = sorted(json.dumps(each, sort_keys=True) for each in values if each)
        found[field.sealed_as] = told
    return found


def _fill():
    """A clinic with visits in every state, joined files, answers and a sealed log."""
    factories.clinic("Imani", "Tomasz", rooms=2)
    by = factories.staff("Front desk", email="desk@example.com")
    imani = Therapist.objects.get(slug="imani")
    imani.user = factories.staff("Therapist", email="imani@example.com")
    imani.save()
    known = booked("09:00", person="imani")
    factories.proven(known, NOW)
    form = known.submission
    form.answers, form.saved_pages, form.completed_at = ANSWERS, ["name"], NOW
    form.save()
    again = booked("11:00", browser="b", person="tomasz")
    factories.proven(again, NOW)
    later = NOW + timedelta(minutes=1)
    services.reschedule(
        appointment=again,
        choice=factories.choice("tomasz"),
        start=at("15:00"),
        now=later,
    )
    off = booked("13:00", browser="c", contact=replace(ROBIN, name="Ida Holm"))
    services.cancel(appointment=off, now=later, by=by)
    booked(
        "10:00",
        browser="d",
        person="tomasz",
        contact=replace(ROBIN, name="José Núñez", email="jörg@example.de"),
        safety=replace(factories.NO_FLAGS, level=Level.DOCTOR_FIRST),
    )
    factories.held("13:00", browser="e")
    factories.time_off(known.therapist)
    readings.note(
        client=known.client,
        user=imani.user,
        what="health answers",
        row_id=form.pk,
        now=NOW,
    )
    audit_log.seal(NOW)


def _models(registry):
    """Our models, without pages and without what points at them."""
    for app in APPS:
        config = registry.get_app_config(app)
        for model in config.get_models(include_auto_created=True):
            fields = model._meta.concrete_fields
            targets = {field.related_model for field in fields} - {None}
            of_others = any(
                target._meta.app_label in ("auth", "wagtailcore") for target in targets
            )
            if not issubclass(model, Page) and not of_others:
                yield model


def _load(rows, then):
    """Put rows into the tables of that time; first rows of migrations make way."""
    models = [then.get_model(label) for label in rows]
    with transaction.atomic():
        for model in models:
            model._base_manager.all().delete()
        for model in models:
            label = model._meta.label_lower
            model._base_manager.bulk_create(_row(model, each) for each in rows[label])
        resets = connection.ops.sequence_reset_sql(no_style(), models)
        with connection.cursor() as cursor:
            for statement in resets:
                cursor.execute(statement)


def _row(model, values):
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname in values:
            setattr(row, field.attname, _python(field, values[field.attname]))
    return row


def _python(field, value):
    if isinstance(value, dict) and value.keys() == {"sealed"}:
        return Sealed(base64.b64decode(value["sealed"]))
    if isinstance(value, dict) and value.keys() == {"bytes"}:
        return base64.b64decode(value["bytes"])
    if field.get_internal_type() == "JSONField":
        return value
    return field.to_python(value)
