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
from accounts.models import RoleDefault, User
from accounts.roles import Role
from blog import review_workflow
from clinic.roles import PERMISSIONS, PUBLISHES

PAGE_VERBS = (
    "wagtailcore.add_page",
    "wagtailcore.change_page",
    "wagtailcore.publish_page",
)
LIBRARY = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


class Command(BaseCommand):
    help = (
        "Give the roles what clinic/roles.py names and they never had. "
        "Takes nothing away; safe to run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--owner", metavar="E-MAIL", help="who owns this clinic")

    @transaction.atomic
    def handle(self, *, owner, **options):
        # Wagtail's own groups would be a second set of roles.
        Group.objects.filter(name__in=["Editors", "Moderators"]).delete()
        for role in Role:
            group, _ = Group.objects.get_or_create(name=role)
            for name in _new(group, PERMISSIONS[role]):
                group.permissions.add(permission(name))
            if role in PUBLISHES:
                _let_publish(group)
        review_workflow.ensure()
        self.stdout.write(f"{len(Role)} roles are up to date.")
        if owner:
            _make_owner(owner)
            self.stdout.write(f"{owner} is an owner and can sign in at /admin/.")


def permission(name):
    """The permission `app.codename`; raises CommandError when there is none."""
    app, _, codename = name.partition(".")
    found = Permission.objects.filter(
        content_type__app_label=app, codename=codename
    ).first()
    if found is None:
        raise CommandError(f"clinic/roles.py names {name}, which does not exist.")
    return found


def _make_owner(email):
    """Make the first owner, who adds everyone else in the admin."""
    user = User.objects.filter(email__iexact=email).first()
    user = user or User.objects.create_user(email)
    services.make_owner(user=user, now=timezone.now())


def _new(group, names):
    """The permissions never given to this role before; recorded as given."""
    given = set(group.defaults.values_list("name", flat=True))
    new = [name for name in names if name not in given]
    RoleDefault.objects.bulk_create(RoleDefault(group=group, name=name) for name in new)
    return new


def _let_publish(group):
    root, collection = Page.objects.get(depth=1), Collection.objects.get(depth=1)
    for name in _new(group, PAGE_VERBS):
        GroupPagePermission.objects.create(
            group=group, page=root, permission=permission(name)
        )
    for name in _new(group, LIBRARY):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission(name)
        )
