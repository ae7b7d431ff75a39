"""Whose visit it is, where, and how they are reached: asked here by everything that
the clinic writes."""

from locations.formatting import initialed


def address_of(appointment):
    """The e-mail address to which letters about a visit go."""
    return appointment.email


def name_of(appointment):
    return appointment.name


def first_name_of(appointment):
    return appointment.first_name


def name_for_staff(appointment):
    """Robin V.: enough for colleagues, and no more than a mail should tell."""
    return initialed(name_of(appointment))


def place_for(appointment):
    """Where a visit is, as its client reads it in letters and calendars."""
    location = appointment.location
    if location.visits_homes:
        return f"At your home: {appointment.address}"
    return f"{location.name}, {location.address}" if location.address else location.name


def place_in_calendar(appointment):
    """The same for a calendar file, which others may see.

    To an address that nobody has proven it does not say where somebody lives.
    """
    if appointment.location.visits_homes and appointment.client.proven_at is None:
        return "At your home"
    return place_for(appointment)
