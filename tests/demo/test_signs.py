"""The warnings of the demo: pages use codes of the one list, and no own words."""

import re

import pytest

from blog.models import ArticlePage, ConditionPage
from booking.models import TreatmentPage
from care.models import Exercise, ExercisePage, Reference
from content import red_flags
from content.models import HomePage
from demo.loader.texts import articles, conditions, read
from tests.screens import texts

# Words by which a text would begin to word a sign of its own.
SIGNS = re.compile(
    r"(between (your|the) legs|bladder trouble|bladder or bowel|chest pain"
    r"|short(ness)? of breath|fever (or|with|and)|fever, |shivering|night sweats"
    r"|(lose|losing) fluid|fluid loss|regular pains|getting weaker|newly (weak|numb)"
    r"|newly (swollen|hot)|calf or thigh|pins and needles|cough(ing)? (up )?blood"
    r"|burn(s|ing) (when|pee)|(in|down) both legs|worst (of|headache)"
    r"|bad headache|moves less)",
    re.IGNORECASE,
)
FILES = ("exercises", "treatments", "conditions", "glossary", "faq", "interviews")
UNPUBLISHED = ("to be added", "Wikipedia", "GoodRx", "Brazilian", "Physiopedia")


def codes_of(page):
    """The codes that a page names, wherever it does."""
    if isinstance(page, ExercisePage):
        return set(page.exercise.red_flags)
    found = set(getattr(page, "red_flags", []))
    for block in getattr(page, "body", []):
        if block.block_type == "care":
            found |= set(block.value["codes"])
        elif block.block_type == "full_list":
            found |= set(red_flags.ALL)
    return found


def signs_in(shown, selector=".care li"):
    return {*texts(shown, selector)}


def cards(answers, slug):
    """(level of the card, signs) of the page of a slug."""
    [shown] = [shown for page, shown in answers if page.slug == slug]
    return {
        card["class"][1].removeprefix("care--"): {i.text for i in card.select("li")}
        for card in shown.select(".care")
    }


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def test_every_page_words_its_signs_as_the_list_does(answers):
    found = {page.slug: signs_in(shown) for page, shown in answers}
    named = {
        page.slug: {red_flags.ALL[code].sign for code in codes_of(page)}
        for page, _ in answers
    }

    assert found == named


@pytest.mark.parametrize("kind", [TreatmentPage, ExercisePage])
def test_every_page_of_this_kind_shows_warnings(answers, kind):
    silent = [p.slug for p, _ in answers if type(p) is kind and not codes_of(p)]

    assert silent == []


def test_every_health_page_has_an_emergency_card(answers):
    silent = [
        page.slug
        for page, shown in answers
        if isinstance(page, ConditionPage) and page.what_it_is
        if not shown.select(".care--emergency li")
    ]

    assert silent == []


def test_the_full_list_shows_every_red_flag(answers):
    [shown] = [shown for page, shown in answers if page.slug == "when-not-massage"]

    assert signs_in(shown) == {flag.sign for flag in red_flags.ALL.values()}


def test_pages_with_warnings_link_to_the_full_list(answers):
    link = "main a[href='/articles/when-not-massage/']"
    without = [
        page.slug
        for page, shown in answers
        if isinstance(page, ConditionPage | TreatmentPage | ExercisePage)
        if codes_of(page) and not shown.select(link)
    ]

    assert without == []


def test_no_demo_text_describes_a_sign_in_its_own_words():
    read_in = {name: read(name) for name in FILES}
    read_in |= {row["slug"]: row for row in [*articles(), *conditions()]}
    read_in["home"] = read("pages")["home"]
    found = {
        name: [text for text in strings(value) if SIGNS.search(text)]
        for name, value in read_in.items()
    }

    assert {name: each for name, each in found.items() if each} == {}


def test_fever_appears_only_on_emergency_cards(answers):
    mild = {
        page.slug: signs
        for page, shown in answers
        for signs in [signs_in(shown, ".care:not(.care--emergency) li")]
        if any("fever" in sign.lower() for sign in signs)
    }

    assert mild == {}


@pytest.mark.parametrize(
    ("slug", "codes"),
    [
        ("pregnancy-related-back-and-pelvic-pain", ["RF07", "RF08", "RF23"]),
        ("meet-your-psoas", ["RF04", "RF07", "RF21", "RF22", "RF23", "RF24"]),
        ("acute-back-pain-and-flare-ups", ["RF08", "RF13"]),
        ("sciatica-and-leg-pain", ["RF01", "RF02", "RF03"]),
        ("hip-pain", ["RF21", "RF22", "RF24"]),
        ("psoas-hip-flexor-release", ["RF04", "RF07", "RF21", "RF22"]),
        ("prenatal", ["RF08", "RF23"]),
        ("neck-pain", ["HN01", "HN02", "HN03"]),
    ],
)
def test_a_page_shows_the_emergencies_of_its_body_region(answers, slug, codes):
    shown = cards(answers, slug)["emergency"]

    assert {red_flags.ALL[code].sign for code in codes} <= shown


def test_the_acute_back_pain_page_asks_about_blood_thinners_and_clots(answers):
    shown = cards(answers, "acute-back-pain-and-flare-ups")["doctor_first"]

    assert {red_flags.ALL[code].sign for code in ("RF13C", "HL02")} <= shown


def test_clues_link_to_the_emergency_card_of_their_page(answers):
    for page, shown in answers:
        if isinstance(page, ConditionPage) and page.clues:
            [hint] = shown.select("#clues .hint")
            [link] = hint.select("a")
            assert link["href"] == "#emergency"
            assert len(shown.select("section.care--emergency#emergency")) == 1
            assert not SIGNS.search(hint.text)


def test_every_treatment_page_lists_its_cautions(answers):
    for page, shown in answers:
        if isinstance(page, TreatmentPage):
            rows = shown.select("#not-for-you tbody tr")
            assert len(rows) == len(page.cautions) > 0


def test_the_home_page_says_early_when_a_back_needs_a_doctor(answers):
    [shown] = [shown for page, shown in answers if isinstance(page, HomePage)]

    assert texts(shown, "main h2")[2] == "When your back needs a doctor"
    assert len(signs_in(shown, ".doctor li")) == 7


# Evidence and references


def claims_of(slug):
    page = ConditionPage.objects.filter(slug=slug).first()
    page = page or ArticlePage.objects.get(slug=slug)
    return {claim["about"]: claim for claim in page.claims}


def test_no_claim_about_massage_has_level_a():
    sure = [
        (page.slug, claim["about"])
        for page in [*ConditionPage.objects.all(), *ArticlePage.objects.all()]
        for claim in page.claims
        if claim["level"] == "A" and re.search("massage|masaje", claim["about"], re.I)
    ]

    assert sure == []


def test_the_neck_page_cites_evidence_about_necks():
    claim = claims_of("neck-pain")["Massage for neck pain"]

    assert claim["level"] == "C"
    assert [row.doi for row in claim.sources] == ["10.1002/14651858.CD004871.pub5"]


def test_the_outer_hip_page_cites_the_trial_behind_its_advice():
    claim = claims_of("outer-hip-pain")["Teaching and exercise"]

    assert [row.doi for row in claim.sources] == ["10.1136/bmj.k1662"]


def test_the_disc_page_does_not_claim_that_activity_helps_leg_pain():
    claim = claims_of("disc-related-back-pain")[
        "Bed rest or activity, with pain down the leg"
    ]

    assert "little or no difference" in str(claim["text"])


def test_the_share_of_shrinking_discs_is_given_with_its_interval():
    row = {each["slug"]: each for each in conditions()}["disc-related-back-pain"]
    told = [text for text in strings(row) if "63%" in text]

    assert [text for text in told if "49 to 77%" not in text] == []


def test_the_sciatica_page_says_nerve_pain_may_stay_above_the_knee(answers):
    [shown] = [s for page, s in answers if page.slug == "sciatica-and-leg-pain"]
    about_the_knee = [p for p in texts(shown, "main :is(p, li, td)") if "knee" in p]

    assert about_the_knee == [
        "Nerve pain that starts in the low back and runs down a leg, often to below "
        "the knee, with tingling or numbness. Most of it eases over weeks to months. "
        "A few signs are an emergency.",
        "Sciatica (sy-AT-ih-kuh) is pain along the nerve that runs from the low back, "
        "through the buttock, down the leg. It usually begins at a nerve root, where "
        "the nerve leaves the spine. A disc next to it may press on it or irritate it. "
        "Most sciatica runs to below the knee, often with tingling or numbness in part "
        "of the lower leg or foot. A nerve from higher up in the low back hurts at the "
        "front of the thigh instead.",
        "A sore hip flexor or thigh muscle hurts at the front, above the knee. A nerve "
        "higher up can do so as well.",
        "Doctor? Maybe. Yes, if the thigh is numb or the knee gives way.",
    ]


def test_no_unfinished_reference_is_published(answers):
    unfinished = [row.title for row in Reference.objects.all() if not row.is_complete]
    shown = {
        page.slug: [w for w in (*UNPUBLISHED, *unfinished) if w in str(document)]
        for page, document in answers
    }

    assert len(unfinished) == 20
    assert {slug: words for slug, words in shown.items() if words} == {}


def test_no_page_cites_a_hidden_reference():
    hidden = {
        page.slug: list(page.own_checks())
        for page in [*ConditionPage.objects.all(), *ArticlePage.objects.all()]
        if list(page.own_checks())
    }

    hidden |= {
        exercise.slug: [row.key for row in exercise.references.all()]
        for exercise in Exercise.objects.all()
        if not all(row.is_complete for row in exercise.references.all())
    }

    assert hidden == {}
