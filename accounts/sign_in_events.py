"""React when a user signs in or out, or changes how they sign in."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.signals import authentication_step_completed, email_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.utils import timezone

from accounts import audit_log, services, sessions
from accounts.models import LogEntry


@receiver(user_logged_in)
def begin(request, user, **kwargs):
    """Start the session, and log the sign-in."""
    now = timezone.now()
    sessions.begin(request.session, now)
    audit_log.note(kind=LogEntry.Kind.SIGNED_IN, subject=user.uid, actor=user, now=now)


@receiver(user_logged_out)
def end(request, user, **kwargs):
    """Have the response ask the browser to forget the clinic's pages."""
    request.is_signing_out = True
    if user is not None:
        now = timezone.now()
        audit_log.note(
            kind=LogEntry.Kind.SIGNED_OUT, subject=user.uid, actor=user, now=now
        )


@receiver(authentication_step_completed)
def change_key(request, **kwargs):
    """Give a session that proved more a new key, which nobody can have planted."""
    request.session.cycle_key()


@receiver(authenticator_added)
def factor_added(request, user, authenticator, **kwargs):
    """Count a second factor as used once it is set up, so that the user can go on."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        services.ask_to_keep(authenticator)
        return
    _note(user, authenticator, added=True)
    record_authentication(
        request,
        user,
        "mfa",
        id=authenticator.pk,
        type=authenticator.type,
        reauthenticated=True,
    )


@receiver(authenticator_removed)
def factor_removed(user, authenticator, **kwargs):
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _note(user, authenticator, added=False)


@receiver(authenticator_reset)
def codes_renewed(user, authenticator, **kwargs):
    services.ask_to_keep(authenticator)
    _note(user, authenticator, added=True)


@receiver(email_changed)
def address_changed(request, user, from_email_address, to_email_address, **kwargs):
    """Tell the old address, and end the other sessions of this account."""
    user.refresh_from_db()
    old = from_email_address.email if from_email_address else ""
    services.change_address(user=user, old=old, by=user, now=timezone.now())
    services.end_sessions(user)
    update_session_auth_hash(request, user)


def _note(user, authenticator, *, added):
    factor = str(authenticator.type)
    services.note_factor(user=user, added=added, factor=factor, now=timezone.now())
