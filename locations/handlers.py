"""What follows when the clinic's details, a place or a page has changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from locations import languages, locales, site_context
from locations.models import ClinicDetails, Location


@receiver(post_save, sender=ClinicDetails)
def follow_the_languages(instance: ClinicDetails, raw: bool, **_: Any) -> None:
    if not raw:
        locales.follow(instance.languages)
        languages.remember(instance.languages)


@receiver([post_save, post_delete], sender=ClinicDetails)
@receiver([post_save, post_delete], sender=Location)
@receiver(post_delete, sender=Page)
@receiver([page_published, page_unpublished])
def read_the_rows_again(**_: Any) -> None:
    site_context.forget()
