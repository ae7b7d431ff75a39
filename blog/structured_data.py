"""Articles, conditions and events as structured data."""

from django.utils import timezone

from content.structured_data import (
    card_of,
    organization,
    person,
    postal_address,
    questions,
    without_empty,
)
from locations import site_context
from locations.money import amount


def article(page):
    """An article with its author, dates and sources."""
    return [
        without_empty(
            {
                "@type": "Article",
                "headline": page.title,
                "description": page.standfirst,
                "author": person(page.author),
                "publisher": organization(),
                "datePublished": page.published_on.isoformat(),
                "dateModified": (page.updated_on or page.published_on).isoformat(),
                "mainEntityOfPage": page.full_url,
                "image": card_of(page),
                "citation": [reference.citation for reference in page.sources],
            }
        )
    ]


def condition(page):
    """A health page: what it is about, when and by whom it was reviewed."""
    about = page.condition
    found = [
        without_empty(
            {
                "@type": "MedicalWebPage",
                "name": page.title,
                "url": page.full_url,
                "description": about.summary,
                "author": person(page.author),
                "lastReviewed": page.reviewed_on and page.reviewed_on.isoformat(),
                "reviewedBy": page.second_reader and person(page.second_reader),
                "about": without_empty(
                    {
                        "@type": "MedicalCondition",
                        "name": about.name,
                        "alternateName": about.also_called,
                        "associatedAnatomy": {
                            "@type": "AnatomicalSystem",
                            "name": about.get_body_region_display(),
                        },
                        "signOrSymptom": [
                            {"@type": "MedicalSignOrSymptom", "name": line}
                            for line in page.feels_like
                        ],
                    }
                ),
                "citation": [reference.citation for reference in page.sources],
            }
        )
    ]
    if page.questions:
        found.append(questions(block.value for block in page.questions))
    return found


SCHEDULED = {
    "scheduled": "https://schema.org/EventScheduled",
    "moved": "https://schema.org/EventRescheduled",
    "cancelled": "https://schema.org/EventCancelled",
}


def event(page):
    """An event on its next day, or its last one when it is over."""
    day = page.shown_day(timezone.now())
    places = []
    if page.location:
        address = postal_address(page.location)
        places = [
            without_empty(
                {"@type": "Place", "name": page.location.name, "address": address}
            )
        ]
    elif page.place:
        places = [{"@type": "Place", "name": page.place, "address": page.place}]
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": page.full_url})
    currency = site_context.current().clinic.currency
    moved = page.status == page.Status.MOVED and page.moved_from
    return [
        without_empty(
            {
                "@type": "Event",
                "name": page.title,
                "url": page.full_url,
                "description": page.summary,
                "startDate": page.start_on(day).isoformat(),
                "endDate": page.end_on(day).isoformat(),
                "eventStatus": SCHEDULED[page.status],
                "previousStartDate": page.moved_from.isoformat() if moved else "",
                "location": places,
                "performer": page.host and person(page.host),
                "organizer": organization(),
                "inLanguage": page.language,
                "offers": {
                    "@type": "Offer",
                    "price": str(amount(page.price_cents, currency)),
                    "priceCurrency": currency,
                    "url": page.full_url,
                },
            }
        )
    ]
