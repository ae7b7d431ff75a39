"""Treatments as structured data: a service with its offers."""

from django.utils.translation import gettext as _

from content.structured_data import absolute, organization
from locations import site_context
from locations.money import amount


def treatment(page):
    """A treatment as a service, with an offer for each length."""
    row = page.treatment
    currency = site_context.current().clinic.currency
    return [
        {
            "@type": "Service",
            "name": row.name,
            "url": page.full_url,
            "description": row.description,
            "provider": organization(),
            "offers": [
                {
                    "@type": "Offer",
                    "name": _("{minutes} minutes").format(minutes=length.minutes),
                    "price": str(amount(length.price_cents, currency)),
                    "priceCurrency": currency,
                    "url": absolute("/book/"),
                }
                for length in row.lengths.all()
            ],
        }
    ]
