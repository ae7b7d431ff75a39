"""The permissions of each role: one table, written into groups by `manage.py roles`.

`clients/access.py` explains the last part of permissions on clients and visits: own,
any, or with a reason.
"""

from accounts.roles import Role

ENTER = ("wagtailadmin.access_admin",)


def _all(*models):
    """Permissions to view, add, change and delete rows of these models."""
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
    # Guests are signed up only by the site.
    "blog.view_eventsignup",
    "blog.change_eventsignup",
    "blog.delete_eventsignup",
    # Wagtail makes the draft of a page in another language.
    "simple_translation.submit_translation",
)

# Lists of visits, clients and messages. `clients.access` decides what can be done with
# whose visit; no form changes an appointment past the services.
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
) + (
    *HOURS,
    "booking.change_bookingrules",
    "locations.change_clinicdetails",
    "content.change_brand",
)

# Books for every therapist: everything of DAY, hours and closures.
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

# Contact details and visits of a user's own clients: see `clients.access`.
OWN = ("clients.contact_own", "booking.visits_own")
EVERYONES = ("clients.contact_any", "booking.visits_any")

PERMISSIONS = {
    Role.EDITOR: (*ENTER, *CONTENT),
    Role.FRONT_DESK: (*ENTER, *BOOKS, *EVERYONES),
    Role.THERAPIST: (
        *ENTER,
        *_view("booking.appointment", "clients.client"),
        *HOURS,
        *OWN,
        "clients.health_own",
    ),
    Role.CLINICAL_LEAD: (*ENTER, *BOOKS, *EVERYONES, "clients.health_any"),
    Role.OWNER: (
        *ENTER,
        *EVERYONES,
        "clients.health_with_reason",
        *DAY,
        *SCHEDULE,
        *CONTENT,
        *_all("outbox.wording"),
        # Accounts are deactivated, not deleted: the log of readings names them.
        *_view("accounts.user"),
        "accounts.add_user",
        "accounts.change_user",
        # Roles the clinic adds itself; their form cannot give access to health answers.
        *_view("auth.group"),
        "auth.add_group",
        "auth.change_group",
    ),
}

# On the page tree and in the picture library.
PUBLISHES = (Role.EDITOR, Role.OWNER)
