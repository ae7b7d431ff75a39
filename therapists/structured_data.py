"""Therapists and interviews as structured data; never as physicians."""

from content.structured_data import card_of, organization, person, without_empty


def profile(page):
    """A profile: name, licence and languages of a therapist."""
    therapist = page.therapist
    return [
        {
            "@type": "ProfilePage",
            "url": page.full_url,
            "mainEntity": without_empty(
                {
                    **person(therapist),
                    "url": page.full_url,
                    "description": page.headline,
                    "hasCredential": therapist.license_number
                    and {
                        "@type": "EducationalOccupationalCredential",
                        "credentialCategory": "license",
                        "name": f"{therapist.credential} {therapist.license_number}",
                    },
                    "knowsLanguage": therapist.languages,
                    "worksFor": organization(),
                    "workLocation": {
                        "@type": "Place",
                        "name": therapist.main_location.name,
                    },
                }
            ),
        }
    ]


def interview(page):
    """An interview: an article about a person."""
    return [
        {
            "@type": "Article",
            "headline": page.title,
            "description": page.standfirst,
            "about": person(page.feature.therapist),
            "author": organization(),
            "publisher": organization(),
            "datePublished": page.feature.month.isoformat(),
            "mainEntityOfPage": page.full_url,
            "image": card_of(page),
        }
    ]
