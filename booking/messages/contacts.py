"""Name, place and e-mail address of a visit, as all messages use them."""

from django.utils.translation import gettext as _

from locations.formatting import initialed


def address_of(appointment):
    """The e-mail address to which messages about a visit go."""
    return appointment.email


def name_of(appointment):
    return appointment.name


def first_name_of(appointment):
    return appointment.first_name


def name_for_staff(appointment):
    """A client's name as mails to staff give it, such as Robin V."""
    return initialed(name_of(appointment))


def place_for(appointment):
    """Where a visit takes place, as its client reads it in messages and calendars."""
    location = appointment.location
    if location.visits_homes:
        return _("At your home: {address}").format(address=appointment.address)
    return f"{location.name}, {location.address}" if location.address else location.name


def place_in_calendar(appointment):
    """Where a visit takes place, for a calendar file, which others may see.

    To an address that is not proven it does not reveal where the client lives.
    """
    if appointment.location.visits_homes and appointment.client.proven_at is None:
        return _("At your home")
    return place_for(appointment)
