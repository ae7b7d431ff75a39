"""Give an empty clinic its first owner, and note that its mail arrives."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import slugify

from accounts import services as accounts
from accounts.models import User
from accounts.roles import Role
from booking.services import schedule_change
from locations.models import Location
from onboarding import opening_link
from onboarding.models import Setup
from therapists.models import Therapist
from web import key_locks

LOCK = key_locks.key_for("the set-up of", "the clinic")
ALONE = (Role.OWNER, Role.CLINICAL_LEAD, Role.THERAPIST)
CODE_LASTS = timedelta(hours=1)


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
    add_therapist()
    opening_link.end()


def add_therapist() -> None:
    """Make the therapist of somebody who works alone, once there is a place for it."""
    setup = Setup.objects.filter(works_alone=True).select_related("owner").first()
    place = Location.objects.first()
    if setup is None or place is None:
        return
    owner, slug = setup.owner, slugify(str(setup.owner)) or "therapist"
    if Therapist.objects.filter(Q(user=owner) | Q(slug=slug)).exists():
        return
    with schedule_change():
        Therapist.objects.create(
            name=str(owner),
            short_name=owner.first_name,
            slug=slug,
            user=owner,
            main_location=place,
        )


def note_code(*, setup: Setup, code: str, now: datetime) -> None:
    """Remember the code of the test letter that has just left; older ones end."""
    setup.code, setup.code_sent_at = _digest(code), now
    setup.save(update_fields=["code", "code_sent_at"])


def prove_mail(*, setup: Setup, code: str, now: datetime) -> bool:
    """Note that mail arrives, if this is the code of the last test letter.

    Letters that waited leave, and clients can book.
    """
    is_right = constant_time_compare(setup.code, _digest(code))
    if not is_right or not setup.code_sent_at or now > setup.code_sent_at + CODE_LASTS:
        return False
    with schedule_change():
        setup.mail_proven_at, setup.code = now, ""
        setup.save(update_fields=["mail_proven_at", "code"])
    return True


def _digest(code: str) -> str:
    return salted_hmac("onboarding.mail_check", code, algorithm="sha256").hexdigest()
