"""Put the treatments of a starting set on offer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from booking.models import BookingRules, Room, Treatment, TreatmentLength
from booking.services import schedule_change
from locations import languages
from locations.translated import translate, translated
from onboarding import starting_sets
from onboarding.starting_sets import Profession, SuggestedTreatment
from therapists.models import Therapist


@dataclass(frozen=True)
class ChosenLength:
    """A length in minutes, at the owner's price."""

    minutes: int
    price_cents: int


@dataclass(frozen=True)
class ChosenTreatment:
    """A suggested treatment under the owner's name, in one or more lengths."""

    key: str
    name: str
    lengths: tuple[ChosenLength, ...]


def start_with(
    profession: Profession, chosen: Iterable[ChosenTreatment]
) -> list[Treatment]:
    """Put chosen treatments on offer, by all therapists, in all rooms or at homes.

    A treatment that is there already, by its slug, stays as it is. The first one for
    new clients becomes the clinic's default, unless it has one. Returns the rows in the
    order of `chosen`; raises LookupError for a treatment of another profession.
    """
    pairs = [(profession.suggested(each.key), each) for each in chosen]
    with schedule_change():
        rows = [_find_or_add(suggested, each) for suggested, each in pairs]
        for row, (suggested, each) in zip(rows, pairs, strict=True):
            if each.name == suggested.name:
                _word(row, profession.key, suggested.key)
        new = TreatmentLength.objects.filter(treatment__in=rows, for_new_clients=True)
        _begin_with(new.order_by("treatment__position", "minutes").first())
    return rows


def _find_or_add(suggested: SuggestedTreatment, chosen: ChosenTreatment) -> Treatment:
    there = Treatment.objects.filter(slug__in=suggested.slugs).first()
    return there or _add(suggested, chosen)


def _add(suggested: SuggestedTreatment, chosen: ChosenTreatment) -> Treatment:
    row = Treatment.objects.create(
        name=chosen.name,
        slug=suggested.slug,
        position=_next_position(),
        summary=suggested.summary,
        setup_minutes=suggested.setup_minutes,
        cleanup_minutes=suggested.cleanup_minutes,
        travel_minutes=suggested.travel_minutes,
        is_home_visit=suggested.is_home_visit,
    )
    row.lengths.set(
        TreatmentLength(
            minutes=each.minutes,
            price_cents=each.price_cents,
            for_new_clients=suggested.for_new_clients,
        )
        for each in chosen.lengths
    )
    row.therapists.set(Therapist.objects.all())
    row.rooms.set(Room.objects.none() if row.is_home_visit else Room.objects.all())
    row.save()
    return row


def _word(row: Treatment, profession: str, key: str) -> None:
    """Word a treatment in the other languages of the clinic, as far as it is not."""
    for language in languages.offered()[1:]:
        if not translated(row, language) and language in starting_sets.languages():
            words = starting_sets.profession(profession, language).suggested(key)
            translate(row, language, {"name": words.name, "summary": words.summary})
            row.save(update_fields=["translations"])


def _next_position() -> int:
    """Behind everything that is on the price list."""
    last = Treatment.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _begin_with(length: TreatmentLength | None) -> None:
    """Let free times on the home page and on profiles stand for a treatment."""
    if length is not None:
        rules = BookingRules.objects.filter(default_treatment__isnull=True)
        rules.update(default_treatment=length.treatment, default_minutes=length.minutes)
