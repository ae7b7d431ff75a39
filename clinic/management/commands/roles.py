"""Write the table of roles into groups and permissions."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts import services
from accounts.models import User
from accounts.roles import Role
from blog import review_workflow
from clinic.roles import PERMISSIONS, PUBLISHES

PAGE_VERBS = ("add_page", "change_page", "publish_page")
LIBRARY = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)


class Command(BaseCommand):
    help = "Make the groups and permissions of clinic/roles.py; safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("--owner", metavar="E-MAIL", help="who owns this clinic")

    @transaction.atomic
    def handle(self, *, owner, **options):
        # Wagtail's own groups would be a second set of roles.
        Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
        for role in Role:
            group, _ = Group.objects.get_or_create(name=role)
            group.permissions.set(permission(name) for name in PERMISSIONS[role])
            _let_publish(group, role in PUBLISHES)
        review_workflow.ensure()
        self.stdout.write(f"{len(Role)} roles are up to date.")
        if owner:
            _make_owner(owner)
            self.stdout.write(f"{owner} is an owner and can sign in at /admin/.")


def permission(name):
    """The permission named `app.codename`; CommandError when there is none."""
    app, _, codename = name.partition(".")
    found = Permission.objects.filter(
        content_type__app_label=app, codename=codename
    ).first()
    if found is None:
        raise CommandError(f"clinic/roles.py names {name}, which does not exist.")
    return found


def _make_owner(email):
    """The first owner, who lets everybody else in from the admin."""
    user = User.objects.filter(email__iexact=email).first()
    user = user or User.objects.create_user(email)
    services.make_owner(user=user, now=timezone.now())


def _let_publish(group, publishes):
    GroupPagePermission.objects.filter(group=group).delete()
    GroupCollectionPermission.objects.filter(group=group).delete()
    if not publishes:
        return
    root, collection = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for codename in PAGE_VERBS:
        allowed = permission(f"wagtailcore.{codename}")
        GroupPagePermission.objects.create(group=group, page=root, permission=allowed)
    for app, codename in LIBRARY:
        allowed = permission(f"{app}.{codename}")
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=allowed
        )
