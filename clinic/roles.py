"""Who may do what: one table, written into groups by `manage.py roles`.

What a role may read of health data is not here but in `clients/access.py`: it
depends on whose client it is, not only on the role.
"""

from accounts.roles import Role

ENTER = ("wagtailadmin.access_admin",)


def _all(*models):
    """Look at, add, change and delete rows of these models."""
    return tuple(
        f"{app}.{verb}_{name}"
        for app, name in (model.split(".") for model in models)
        for verb in ("view", "add", "change", "delete")
    )


def _view(*models):
    return tuple(
        f"{app}.view_{name}" for app, name in (model.split(".") for model in models)
    )


CONTENT = _all(
    "care.condition",
    "care.exercise",
    "care.muscle",
    "care.technique",
    "care.term",
    "care.reference",
    "blog.comment",
    "blog.topicsuggestion",
    "therapists.feature",
    "therapists.testimonial",
    "wagtailredirects.redirect",
    "wagtailsearchpromotions.searchpromotion",
) + (
    # Nobody signs up guests here; the site does.
    "blog.view_eventsignup",
    "blog.change_eventsignup",
    "blog.delete_eventsignup",
)

# Lists of visits, clients and messages. What can be done with a visit, and whose, is
# asked of `clients.access`; no form changes an appointment past the services.
DAY = (
    *_view("booking.appointment", "clients.client", "outbox.message"),
    "clients.change_client",
)

HOURS = _all("booking.workinghours", "booking.shift", "booking.timeoff")

SCHEDULE = _all(
    "booking.treatment",
    "booking.room",
    "locations.location",
    "locations.closure",
    "therapists.therapist",
) + (*HOURS, "booking.change_bookingrules", "locations.change_clinicdetails")

# Keeps the books of every therapist: all of the day, hours and closures.
BOOKS = (
    *DAY,
    *HOURS,
    *_all("locations.closure"),
    *_view(
        "booking.treatment",
        "booking.room",
        "therapists.therapist",
        "locations.location",
    ),
)

PERMISSIONS = {
    Role.EDITOR: (*ENTER, *CONTENT),
    Role.FRONT_DESK: (*ENTER, *BOOKS),
    Role.THERAPIST: (
        *ENTER,
        *_view("booking.appointment", "clients.client"),
        *HOURS,
    ),
    Role.CLINICAL_LEAD: (*ENTER, *BOOKS),
    Role.OWNER: (
        *ENTER,
        *DAY,
        *SCHEDULE,
        *CONTENT,
        *_all("outbox.wording"),
        # Accounts are deactivated, not deleted: the log of readings names them.
        *_view("accounts.user"),
        "accounts.add_user",
        "accounts.change_user",
    ),
}

# On the page tree and in the picture library.
PUBLISHES = (Role.EDITOR, Role.OWNER)
