"""The page tree of the demo clinic."""

from datetime import timedelta

from django.conf import settings
from wagtail.models import Page, Site

from blog.models import ArticleIndexPage, ArticlePage
from care.models import Condition, Reference
from clinic.management.demo import pictures
from clinic.management.demo.files import articles, read
from clinic.models import (
    ClinicDetails,
    HomePage,
    Location,
    LocationIndexPage,
    LocationPage,
    TextPage,
)
from therapists.models import Therapist, TherapistIndexPage, TherapistPage


def load(today):
    texts = read("pages")
    _add_details(texts["footer"])
    home = _home(texts["home"])
    _add_profiles(_index(home, TherapistIndexPage, texts["therapists"]))
    _add_articles(_index(home, ArticleIndexPage, texts["articles"]), today)
    _add_locations(_index(home, LocationIndexPage, texts["locations"]))
    for row in texts["page"]:
        _add_text_page(home, row)
    _name_pages()
    home.doctor_page = ArticlePage.objects.filter(slug="when-not-massage").first()
    home.save_revision().publish()


def open_each_once():
    """Ask for every page, so that its pictures are rendered before visitors come."""
    for page in Page.objects.live().filter(depth__gt=1).specific():
        page.make_preview_request()


def _add_details(footer):
    details = ClinicDetails.load()
    details.name = "Kestrel Row Bodywork"
    details.strapline = "Steady hands for backs and hips"
    details.phone = "+12125550142"
    details.email = "hello@kestrelrow.example.com"
    details.emergency_note = footer["emergency"]
    details.scope_note = footer["scope"]
    details.demo_note = footer["demo"]
    details.save()


def _name_pages():
    """The pages that booking links to."""
    details = ClinicDetails.load()
    details.privacy_page = TextPage.objects.get(slug="privacy")
    details.rules_page = TextPage.objects.get(slug="policies")
    details.save()


def _home(texts):
    existing = HomePage.objects.first()
    if existing:
        return existing
    root = Page.objects.get(depth=1)
    root.get_children().filter(slug="home").delete()
    root.refresh_from_db()
    home = root.add_child(
        instance=HomePage(
            title="Kestrel Row Bodywork",
            slug="home",
            search_description=texts["search_description"],
            headline=texts["headline"],
            introduction=texts["introduction"],
            promise=texts["promise"],
            doctor_heading=texts["doctor_heading"],
            doctor_text=texts["doctor_text"],
            steps=[("step", step) for step in texts["steps"]],
        )
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.SITE.hostname,
            "port": settings.SITE.port or (443 if settings.HTTPS else 80),
            "site_name": "Kestrel Row Bodywork",
            "root_page": home,
        },
    )
    return home


def _index(home, model, texts):
    """The page under which all pages of a kind lie; part of the menu."""
    return _put(
        home,
        model,
        slug=texts["slug"],
        title=texts["title"],
        introduction=texts["introduction"],
        search_description=texts["introduction"],
        show_in_menus=True,
    )


def _add_profiles(index):
    for row in read("therapists")["therapist"]:
        therapist = Therapist.objects.get(slug=row["slug"])
        _put(
            index,
            TherapistPage,
            slug=row["slug"],
            title=row["name"],
            search_description=row["headline"],
            therapist=therapist,
            portrait=pictures.load("portraits", row["slug"], row["portrait_alt"]),
            portrait_alt=row["portrait_alt"],
            headline=row["headline"],
            quote=row["quote"],
            focus=", ".join(row["focus"]),
            biography="".join(
                f"<p>{part.strip()}</p>" for part in row["bio"].split("\n\n")
            ),
            best_for="\n".join(row["best_for"]),
            first_visit=row["first_visit"],
            other_techniques=", ".join(row["other_techniques"]),
        )


def _add_articles(index, today):
    categories = {label: value for value, label in ArticlePage.Category.choices}
    for row in articles():
        page = _put(
            index,
            ArticlePage,
            slug=row["slug"],
            title=row["title"],
            search_description=row["search_description"],
            standfirst=row["standfirst"],
            author=Therapist.objects.get(slug=row["author"]),
            reviewed_by=Therapist.objects.get(slug=row["reviewed_by"]),
            reviewed_on=today - timedelta(days=row["days_ago"]),
            published_on=today - timedelta(days=row["days_ago"]),
            category=categories[row["category"]],
            picture=pictures.load("articles", row["slug"], row["picture_alt"]),
            picture_alt=row["picture_alt"],
            body=_story(row["body"]),
        )
        page.conditions.set(Condition.objects.filter(slug__in=row["conditions"]))
        page.save()


def _add_locations(index):
    for row in read("locations")["location"]:
        drawn = not row["visits_homes"]
        _put(
            index,
            LocationPage,
            slug=row["slug"],
            title=row["name"],
            search_description=row["summary"],
            location=Location.objects.get(slug=row["slug"]),
            map_picture=pictures.load("maps", row["slug"], row["map_alt"])
            if drawn
            else None,
            map_alt=row["map_alt"],
        )


def _add_text_page(home, row):
    _put(
        home,
        TextPage,
        slug=row["slug"],
        title=row["title"],
        search_description=row["search_description"],
        introduction=row["intro"],
        body=_story(row["body"]),
    )


def _put(parent, model, *, slug, **fields):
    """The page of this slug under a parent, made if it is not there."""
    existing = model.objects.child_of(parent).filter(slug=slug).first()
    return existing or parent.add_child(instance=model(slug=slug, **fields))


def _story(blocks):
    """Stream data with the rows that the files name by key or slug."""
    return [
        (block["type"], _with_rows(block["type"], block["value"])) for block in blocks
    ]


def _with_rows(kind, value):
    if kind == "evidence":
        references = {row.key: row for row in Reference.objects.all()}
        return {**value, "references": [references[key] for key in value["references"]]}
    if kind == "openings":
        return {
            **value,
            "condition": Condition.objects.filter(slug=value["condition"]).first(),
        }
    return value
