"""The page that the website stands on: found for it once, and never lost.

A fresh database has a bare page of Wagtail's there. The first home page takes its
place; after that, what carries the site cannot be deleted, unpublished or moved.
"""

from django.contrib import messages as flash
from django.db.models import ProtectedError
from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.models import Page, Site

from content.models import HomePage

REASON = _(
    "The website stands on this page: without it, no address would lead anywhere. "
    "Change what it says instead."
)


def carries_the_site(page):
    """Whether a site would be lost with a page and all that is below it."""
    return Site.objects.filter(root_page__path__startswith=page.path).exists()


def stand_on(page):
    """Let the website begin at a page."""
    for site in Site.objects.filter(is_default_site=True):
        site.root_page = page
        site.save()


@receiver(post_save, sender=HomePage)
def begin_at_the_first_home_page(instance, **_):
    """Put the first published home page in the place of Wagtail's bare page."""
    if not instance.live:
        return
    for bare in Page.objects.filter(sites_rooted_here__is_default_site=True):
        if bare.specific_class is Page and not bare.is_root():
            stand_on(instance)
            if bare.is_leaf():
                bare.delete()


@receiver(pre_delete, sender=Site)
def keep_the_site(instance, **_):
    """Refuse whatever would take the site with it, such as deleting its home page."""
    if instance.is_default_site:
        raise ProtectedError(str(REASON), {instance})


@hooks.register("before_delete_page")
@hooks.register("before_unpublish_page")
@hooks.register("before_move_page")
def say_why_not(request, page, destination=None):
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def say_why_not_to_many(request, action_type, objects, action):
    if action_type not in ("delete", "unpublish", "move"):
        return None
    return _refused(request, [each for each in objects if isinstance(each, Page)])


def _refused(request, pages):
    if not any(carries_the_site(page) for page in pages):
        return None
    flash.warning(request, REASON)
    return redirect("wagtailadmin_home")
