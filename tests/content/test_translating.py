"""Editors translate words of rows beside their originals, and see what is missing."""

import pytest
from django.urls import reverse
from wagtail.models import Locale

from accounts.roles import Role
from booking.availability import catalogue
from booking.models import Treatment
from care.models import Condition, Exercise, ExerciseStep
from locations import site_context
from locations.models import ClinicDetails
from locations.translated import stored, translate, translated
from tests import factories, pages
from tests.admin_forms import edited
from tests.screens import fields, links, parsed, text, texts

pytestmark = pytest.mark.django_db

INDEX = "/admin/translations/"
MENU = "Translations"


@pytest.fixture(autouse=True)
def two_languages():
    """A clinic that offers Spanish beside English."""
    speaks("es")


def speaks(*others):
    factories.in_country("US", other_languages=[*others])
    site_context.current()


@pytest.fixture
def editor(sign_in):
    return sign_in(factories.staff(Role.EDITOR))


@pytest.fixture
def back():
    return condition("Back pain", summary="It hurts.")


def condition(name, **fields):
    slug = name.lower().replace(" ", "-")
    region = Condition.BodyRegion.LOWER
    return Condition.objects.create(name=name, slug=slug, body_region=region, **fields)


def address(row):
    return f"{INDEX}es/{row._meta.label_lower}/{row.pk}/"


def listed(response):
    """{what: [words missing, originals changed]} of the table."""
    rows = parsed(response).select(".listing tbody tr")
    cells = [[cell.get_text().strip() for cell in row.select("th, td")] for row in rows]
    return {what: counts for what, *counts in cells}


def test_the_index_says_how_many_words_each_kind_lacks(editor, back):
    translate(back, "es", {"name": "Dolor de espalda"})
    back.name = "Low back pain"
    back.save()
    condition("Neck pain")

    page = editor.get(INDEX)

    assert texts(page, "h2") == ["Español"]
    assert listed(page)["Conditions"] == ["2", "1"]
    assert listed(page)["Exercises"] == ["0", "0"]


def test_an_editor_sees_only_kinds_that_they_may_change(editor, sign_in):
    kinds = ["Conditions", "Exercises", "Muscles", "References", "Techniques", "Terms"]
    assert [*listed(editor.get(INDEX))] == kinds

    owner = sign_in(factories.staff(Role.OWNER))
    assert {*kinds, "Clinic details", "Locations", "Treatments"} < {
        *listed(owner.get(INDEX))
    }


def test_nobody_translates_a_kind_that_they_may_not_change(editor):
    factories.clinic("Imani")
    treatment = Treatment.objects.get()

    for url in (address(treatment), f"{INDEX}es/booking.treatment/"):
        assert editor.get(url).status_code == 302
    editor.post(address(treatment), {f"treatment-{treatment.pk}-name": "Masaje"})

    treatment.refresh_from_db()
    assert treatment.translations == {}


def test_rows_with_something_to_do_come_first(editor, back):
    ankle = condition("Ankle pain")
    translate(ankle, "es", {"name": "Dolor de tobillo"})
    ankle.save()

    page = editor.get(f"{INDEX}es/care.condition/")

    rows = {"Back pain": ["2", "0"], "Ankle pain": ["0", "0"]}
    assert [*listed(page).items()] == [*rows.items()]
    assert links(page, ".listing a")["Back pain"] == address(back)


def test_words_are_saved_beside_their_originals(editor, back):
    page = editor.get(address(back))
    assert texts(page, ".words__original") == ["Back pain", "It hurts."]
    assert texts(page, ".words__word .staff__flag") == ["missing", "missing"]
    field = parsed(page).select_one("[name$='-name']")
    assert (field["lang"], field["maxlength"]) == ("es", "80")

    edited(editor, address(back), **{f"condition-{back.pk}-name": "Dolor de espalda"})

    back.refresh_from_db()
    assert translated(back, "es") == {"name": "Dolor de espalda"}
    assert (stored(back, "name"), stored(back, "summary")) == ("Back pain", "It hurts.")
    page = editor.get(address(back))
    assert texts(page, ".words__word .staff__flag") == ["missing"]
    assert fields(page, ".words")[f"condition-{back.pk}-name"] == "Dolor de espalda"


def test_a_saved_page_says_what_is_still_missing(editor, back):
    url = address(back)
    form = fields(editor.get(url), ".words")

    page = editor.post(
        url, {**form, f"condition-{back.pk}-name": "Espalda"}, follow=True
    )

    said = " ".join(texts(page, ".messages li"))
    assert "“Back pain” is saved. 1 word is still missing." in said


def test_an_emptied_word_falls_back_to_the_original(editor, back):
    translate(back, "es", {"name": "Dolor de espalda"})
    back.save()

    edited(editor, address(back), **{f"condition-{back.pk}-name": ""})

    back.refresh_from_db()
    assert translated(back, "es") == {}


def test_too_long_a_word_is_refused(editor, back):
    name = f"condition-{back.pk}-name"

    page = edited(editor, address(back), **{name: "x" * 81})

    assert len(texts(page, ".error-message")) == 1
    back.refresh_from_db()
    assert back.translations == {}


@pytest.mark.parametrize(
    ("pressed", "still_changed"),
    [({}, True), ({"still_fits_name": "on"}, False), ({"name": "Lumbalgia"}, False)],
)
def test_a_changed_original_is_listed_until_somebody_looks(
    editor, back, pressed, still_changed
):
    translate(back, "es", {"name": "Dolor de espalda"})
    back.name = "Low back pain"
    back.save()
    page = editor.get(address(back))
    assert texts(page, ".staff__flag--review") == ["original changed"]

    pressed = {f"condition-{back.pk}-{name}": said for name, said in pressed.items()}
    edited(
        editor, address(back), **pressed, **{f"condition-{back.pk}-summary": "Duele"}
    )

    flags = texts(editor.get(address(back)), ".staff__flag--review")
    assert flags == (["original changed"] if still_changed else [])


def test_steps_are_translated_with_their_exercise(editor):
    exercise = Exercise.objects.create(
        name="Rolling", slug="rolling", positions=["lying"], times_per_week=7
    )
    step = ExerciseStep.objects.create(exercise=exercise, text="Lie down.")
    names = {
        f"exercise-{exercise.pk}-positions": "de espaldas, de lado",
        f"exercisestep-{step.pk}-text": "Acuéstese.",
    }
    assert "Exercise steps" not in listed(editor.get(INDEX))

    edited(editor, address(exercise), **names)

    exercise.refresh_from_db()
    step.refresh_from_db()
    assert translated(exercise, "es") == {"positions": ["de espaldas", "de lado"]}
    assert translated(step, "es") == {"text": "Acuéstese."}


def test_a_translated_step_may_not_be_too_long_to_remember(editor):
    exercise = Exercise.objects.create(name="Rolling", slug="rolling")
    step = ExerciseStep.objects.create(exercise=exercise, text="Lie down.")

    said = {f"exercisestep-{step.pk}-text": "uno " * 21}
    page = edited(editor, address(exercise), **said)

    assert texts(page, ".error-message") == [
        "Use at most 20 words; make two steps of it."
    ]


def test_a_word_with_a_default_is_not_taken_for_translated(sign_in):
    factories.clinic("Imani")
    owner = sign_in(factories.staff(Role.OWNER))
    details = ClinicDetails.objects.get()

    form = fields(owner.get(address(details)), ".words")

    assert form[f"clinicdetails-{details.pk}-therapist_word"] == ""


def test_saving_goes_on_to_the_next_row_with_something_to_do(editor, back):
    done = condition("Calf pain")
    translate(done, "es", {"name": "Dolor de pantorrilla"})
    done.save()
    neck = condition("Neck pain")

    answer = edited(editor, address(back), next="1")
    assert answer.headers["Location"] == address(neck)
    answer = edited(editor, address(neck), next="1")
    assert answer.headers["Location"] == f"{INDEX}es/care.condition/"


def test_a_translated_treatment_is_known_to_every_process(sign_in):
    factories.clinic("Imani")
    before, treatment = catalogue.version(), Treatment.objects.get()
    owner = sign_in(factories.staff(Role.OWNER))

    said = {f"treatment-{treatment.pk}-name": "Primera visita"}
    edited(owner, address(treatment), **said)

    assert catalogue.version() != before
    words = translated(catalogue.current().offers["first-visit"].row, "es")
    assert words == {"name": "Primera visita"}


def test_pages_without_translation_are_listed(editor):
    home = pages.home()
    article = pages.article()

    page = editor.get(f"{INDEX}es/pages/")

    assert {home.title, article.title} <= {*texts(page, ".listing th a")}
    url = reverse("simple_translation:submit_page_translation", args=[article.pk])
    assert links(page, ".listing td a")[f"Translate {article.title}"] == url


def test_an_editor_makes_the_draft_of_a_page_in_another_language(editor):
    home = pages.home()
    url = reverse("simple_translation:submit_page_translation", args=[home.pk])
    spanish = Locale.objects.get(language_code="es")

    editor.post(url, {"locales": [spanish.pk]})

    draft = home.get_translation(spanish)
    assert (draft.title, draft.live) == (home.title, False)


def test_a_language_that_the_clinic_does_not_offer_is_not_found(editor, back):
    assert editor.get(f"{INDEX}fr/care.condition/").status_code == 404
    assert editor.get(f"{INDEX}en/care.condition/").status_code == 404


def test_the_menu_leads_there_only_while_a_second_language_is_offered(editor):
    home = editor.get("/admin/").content.decode()
    assert f'"url": "{INDEX}"' in home

    speaks()
    home = editor.get("/admin/").content.decode()
    assert f'"url": "{INDEX}"' not in home
    said = "The clinic speaks one language."
    assert text(editor.get(INDEX), ".staff p:last-child").startswith(said)
