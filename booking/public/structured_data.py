"""Treatments as structured data: a service with its offers."""

from content.structured_data import absolute, organization


def treatment(page):
    """A treatment as a service, with an offer for each length."""
    row = page.treatment
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
                    "name": f"{length.minutes} minutes",
                    "price": f"{length.price_cents / 100:.2f}",
                    "priceCurrency": "USD",
                    "url": absolute("/book/"),
                }
                for length in row.lengths.all()
            ],
        }
    ]
