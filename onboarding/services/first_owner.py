"""Give an empty clinic its first owner."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts import services as accounts
from accounts.models import User
from accounts.roles import Role
from booking.services import schedule_change
from locations.models import Location
from onboarding import opening_link
from onboarding.models import Setup
from onboarding.services.team import add_therapist
from therapists.models import Therapist
from web import key_locks

LOCK = key_locks.key_for("the set-up of", "the clinic")
ALONE = (Role.OWNER, Role.CLINICAL_LEAD, Role.THERAPIST)


class AlreadyOpened(Exception):
    """Somebody else has become the owner in the meantime."""


@transaction.atomic
def open_clinic(*, owner: User, works_alone: bool, now: datetime) -> None:
    """Save the account of the first owner, and give it its roles.

    From now on letters and online booking wait until mail is proven to arrive. Raises
    AlreadyOpened when the clinic has an owner.
    """
    key_locks.lock([LOCK], now)
    if opening_link.has_owner():
        raise AlreadyOpened
    owner.save()
    roles = ALONE if works_alone else (Role.OWNER,)
    accounts.add_first_owner(user=owner, roles=roles, now=now)
    with schedule_change():
        Setup.objects.update_or_create(
            pk=Setup.ONLY, defaults={"owner": owner, "works_alone": works_alone}
        )
    add_lone_therapist()
    opening_link.end()


def add_lone_therapist() -> None:
    """Make the therapist of somebody who works alone, once there is a place for it."""
    setup = Setup.objects.filter(works_alone=True).select_related("owner").first()
    if setup is None or not Location.objects.exists():
        return
    owner = setup.owner
    if not Therapist.objects.filter(Q(user=owner) | Q(name=str(owner))).exists():
        add_therapist(owner)
