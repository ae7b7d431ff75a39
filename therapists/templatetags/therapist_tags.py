"""Therapists for pages of other apps."""

from django import template

from therapists.models import TherapistIndexPage, TherapistPage

register = template.Library()


@register.simple_tag
def therapist_index():
    """The page that lists everyone, or None."""
    return TherapistIndexPage.objects.live().first()


@register.simple_tag
def therapist_profiles(count):
    """The first few profiles."""
    return TherapistPage.objects.live().for_listing()[:count]


@register.simple_tag
def profile_of(therapist):
    """The live profile of a therapist, or None."""
    return (
        TherapistPage.objects.live().for_listing().filter(therapist=therapist).first()
    )
