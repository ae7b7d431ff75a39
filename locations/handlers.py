"""What follows when the clinic's details, a place or a page has changed."""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from locations import languages, locales, own_language, site_context
from locations.models import ClinicDetails, Location


@receiver(pre_save, sender=ClinicDetails)
def note_the_language_before(instance: ClinicDetails, **_: Any) -> None:
    saved = ClinicDetails.objects.filter(pk=instance.pk)
    instance.language_before = saved.values_list("language", flat=True).first()


@receiver(post_save, sender=ClinicDetails)
def follow_the_languages(instance: ClinicDetails, raw: bool, **_: Any) -> None:
    if raw:
        return
    locales.follow(instance.languages)
    languages.remember(instance.languages)
    if instance.language_before not in (None, instance.language):
        own_language.change(instance.language_before, instance.language)


@receiver([post_save, post_delete], sender=ClinicDetails)
@receiver([post_save, post_delete], sender=Location)
@receiver(post_delete, sender=Page)
@receiver([page_published, page_unpublished])
def read_the_rows_again(**_: Any) -> None:
    site_context.forget()
