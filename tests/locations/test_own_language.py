"""A clinic that takes another language for its own keeps every word in both."""

import pytest
from django.utils import translation

from booking.availability import catalogue
from booking.models import Treatment
from care.models import Condition
from locations import languages
from locations.models import ClinicDetails
from locations.own_language import turn
from locations.translated import changed, stored, translate, translated
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten():
    yield
    languages.forget()


def condition(**words):
    row = Condition(name="Back pain", slug="back", summary="It hurts.")
    row.body_region = Condition.BodyRegion.LOWER
    translate(row, "es", words)
    row.save()
    return row


def test_translated_words_are_stored_and_stored_ones_become_translations():
    factories.in_country("US", other_languages=["es"])
    back = condition(name="Dolor de espalda")

    factories.in_country("US", language="es", other_languages=["en"])

    back.refresh_from_db()
    assert (stored(back, "name"), stored(back, "summary")) == (
        "Dolor de espalda",
        "It hurts.",
    )
    assert back.translations.keys() == {"en"}
    assert translated(back, "en") == {"name": "Back pain"}
    languages.remember(("es", "en"))
    with translation.override("en"):
        assert (back.name, back.summary) == ("Back pain", "It hurts.")


def test_going_back_restores_every_word():
    factories.in_country("US", other_languages=["es"])
    back = condition(name="Dolor de espalda")
    before = back.translations

    factories.in_country("US", language="es", other_languages=["en"])
    factories.in_country("US", language="en", other_languages=["es"])

    back.refresh_from_db()
    assert stored(back, "name") == "Back pain"
    assert back.translations["es"] == before["es"]


def test_the_clinics_own_words_change_with_the_others():
    factories.in_country("US", other_languages=["es"])
    details = ClinicDetails.objects.get()
    translate(details, "es", {"therapist_word": "terapeuta"})
    details.save()

    factories.in_country("US", language="es", other_languages=["en"])

    assert stored(ClinicDetails.objects.get(), "therapist_word") == "terapeuta"
    assert translated(ClinicDetails.objects.get(), "en") == {
        "therapist_word": "therapist"
    }


def test_a_third_language_stays_as_current_or_outdated_as_it_was():
    back = condition(name="Dolor de espalda", summary="Duele.")
    translate(back, "fr", {"summary": "Cela fait mal."})
    back.name = "Low back pain"
    translate(back, "fr", {"name": "Mal de dos"})
    back.name = "Lower back pain"
    assert changed(back, "fr") == ["name"]

    assert turn(back, "en", "es") == ["name", "summary"]

    assert changed(back, "fr") == ["name"]
    assert translated(back, "fr") == {"name": "Mal de dos", "summary": "Cela fait mal."}


def test_the_same_language_again_changes_nothing():
    factories.in_country("US", other_languages=["es"])
    back = condition(name="Dolor de espalda")

    factories.in_country("CA", other_languages=["es"])

    back.refresh_from_db()
    assert stored(back, "name") == "Back pain"


def test_processes_learn_of_treatments_in_the_new_language():
    factories.clinic("Imani")
    factories.in_country("US", other_languages=["es"])
    treatment = Treatment.objects.get()
    translate(treatment, "es", {"name": "Primera visita"})
    treatment.save()
    before = catalogue.version()

    factories.in_country("US", language="es", other_languages=["en"])

    assert catalogue.version() != before
    offer = catalogue.current().offers["first-visit"]
    assert stored(offer.row, "name") == "Primera visita"
