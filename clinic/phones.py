"""Phone numbers as people here write them."""

from django.conf import settings
from phonenumber_field.phonenumber import PhoneNumber, to_python
from phonenumbers import country_code_for_region


def in_words(number) -> str:
    """(212) 555-0142, or with the country when it is another: +44 20 7946 0958."""
    found = to_python(number)
    if not isinstance(found, PhoneNumber):
        return str(number)
    here = country_code_for_region(settings.PHONENUMBER_DEFAULT_REGION)
    return found.as_national if found.country_code == here else found.as_international
