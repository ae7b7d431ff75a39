"""Let people in: an account with its roles, and a therapist, in one go."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from accounts import services as accounts
from accounts.models import RoleGrant, User
from accounts.roles import Role
from booking.models import Treatment
from booking.services import schedule_change
from locations.models import Location
from onboarding.services.slugs import free_slug
from therapists.models import Therapist


@transaction.atomic
def let_in(
    *,
    first_name: str,
    last_name: str,
    email: str,
    roles: Sequence[Role],
    by: User,
    now: datetime,
) -> list[RoleGrant]:
    """Make an account and invite its owner by mail; a therapist gets a row as well.

    Returns the roles that wait for a day.
    """
    user = User.objects.create_user(email, first_name=first_name, last_name=last_name)
    accounts.welcome(user=user, by=by, now=now)
    if Role.THERAPIST in roles:
        add_therapist(user)
    return accounts.set_roles(user=user, roles=list(roles), by=by, now=now)


def add_therapist(user: User) -> Therapist:
    """Make the therapist of an account, at the clinic's first place.

    They give all that is on offer; what they do not give can be taken away later.
    Raises Location.DoesNotExist before there is a place.
    """
    place = Location.objects.earliest("position", "pk")
    with schedule_change():
        therapist = Therapist.objects.create(
            name=str(user),
            short_name=user.first_name or str(user),
            slug=free_slug(Therapist, str(user)),
            user=user,
            main_location=place,
        )
        for treatment in Treatment.objects.on_offer():
            treatment.therapists.add(therapist)
            treatment.save()
    return therapist
