"""Structured data for search engines (schema.org, as JSON-LD).

A page with more to tell search engines has a method `structured_data`, which lists
things from the same fields that the page prints. Nothing is said here that readers do
not see: no ratings and no reviews.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from content import branding, icons
from content.breadcrumbs import trail
from locations import site_context
from locations.models import Closure
from locations.models.locations import Weekday


def section(page, request):
    """The section for the head of a page."""
    return {"graph": of(page)}


def of(page):
    """Everything about a page, as one JSON-LD graph."""
    things = getattr(page, "structured_data", list)()
    way = trail(page)
    if way:
        things = [*things, breadcrumbs(way)]
    return {"@context": "https://schema.org", "@graph": things}


def absolute(path):
    """The absolute URL of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def card_of(page):
    """The URL of the picture shown when a page is shared."""
    return absolute(f"/share{page.url}card.png")


def without_empty(thing):
    """A thing without the properties that have no value."""
    return {key: value for key, value in thing.items() if value not in ("", None, [])}


def organization():
    """The clinic."""
    clinic = site_context.current().clinic
    return without_empty(
        {
            "@type": "Organization",
            "name": clinic.name,
            "url": absolute("/"),
            "logo": _logo(),
            "slogan": clinic.strapline,
            "email": clinic.email,
            "telephone": clinic.phone.as_e164 if clinic.phone else "",
        }
    )


def _logo():
    """The address of the logo, or of the largest icon of a clinic without one."""
    brand = branding.current()
    if brand.logo:
        return brand.logo.address
    return absolute(reverse("icon", args=[brand.version, max(icons.SIZES)]))


def website():
    """The site, with its search."""
    clinic = site_context.current().clinic
    return {
        "@type": "WebSite",
        "name": clinic.name,
        "url": absolute("/"),
        "potentialAction": {
            "@type": "SearchAction",
            "target": absolute("/search/?q={words}"),
            "query-input": "required name=words",
        },
    }


def breadcrumbs(pages):
    """The breadcrumbs of a page."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": page.title,
                "item": page.full_url,
            }
            for position, page in enumerate(pages, 1)
        ],
    }


def person(therapist):
    """An author, reviewer or host; with the profession if they have a credential."""
    title = site_context.current().clinic.profession_title
    return without_empty(
        {
            "@type": "Person",
            "name": therapist.name,
            "jobTitle": title if therapist.credential else "",
        }
    )


def postal_address(location):
    """The postal address of a location; empty for home visits."""
    if not location.street:
        return None
    return without_empty(
        {
            "@type": "PostalAddress",
            "streetAddress": location.street,
            "addressLocality": location.city,
            "addressRegion": location.region,
            "postalCode": location.postal_code,
        }
    )


def home_page(page):
    """The site and the clinic."""
    return [website(), organization()]


def location_page(page):
    """A location: how to reach it, when it is open, how to book there."""
    location = page.location
    place = without_empty(
        {
            "@type": "HealthAndBeautyBusiness",
            "name": f"{site_context.current().clinic.name}, {location.name}",
            "url": page.full_url,
            "description": location.summary,
            "address": postal_address(location),
            "telephone": location.phone.as_e164,
            "openingHoursSpecification": _week(location),
            "specialOpeningHoursSpecification": _closed_days(location),
            "hasMap": page.map_picture and page.full_url,
            "potentialAction": {
                "@type": "ReserveAction",
                "target": absolute(f"/book/?location={location.slug}"),
            },
        }
    )
    return [place]


def _closed_days(location):
    """The closures of whole days that the location's page lists."""
    told = Closure.objects.at(location).ahead(location.today(timezone.now()))
    return [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": closure.starts_on.isoformat(),
            "validThrough": closure.ends_on.isoformat(),
            "opens": "00:00",
            "closes": "00:00",
        }
        for closure in told.filter(closed_from=None, closed_until=None)
    ]


def _week(location):
    """The opening hours of a location, weekday by weekday."""
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": Weekday(hours.weekday).name.capitalize(),  # in English
            "opens": f"{hours.opens_at:%H:%M}",
            "closes": "23:59" if hours.is_all_day else f"{hours.closes_at:%H:%M}",
        }
        for hours in location.opening_hours.all()
    ]


def faq_page(page):
    """All questions of the page with their answers."""
    return [
        questions(each for group in page.groups for each in group.value["questions"])
    ]


def questions(blocks):
    """Questions with their answers; `blocks` are values of question blocks."""
    return {
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": value["question"],
                "acceptedAnswer": {"@type": "Answer", "text": str(value["answer"])},
            }
            for value in blocks
        ],
    }
