"""Therapists for pages of other apps."""

from django import template
from django.utils import timezone

from locations import clock
from therapists.models import (
    InterviewPage,
    Testimonial,
    TherapistPage,
)

register = template.Library()


@register.simple_tag
def profile_of(therapist):
    """The live profile of a therapist, or None."""
    return (
        TherapistPage.objects.live().for_listing().filter(therapist=therapist).first()
    )


@register.simple_tag
def profiles_treating(condition):
    """The live profiles of everyone who treats a condition."""
    profiles = TherapistPage.objects.live().for_listing()
    return profiles.filter(therapist__treats=condition)


@register.simple_tag
def testimonials_about(condition, count):
    """A few published testimonials about a condition."""
    return Testimonial.objects.published().about(condition)[:count]


@register.simple_tag
def testimonials_naming(therapist, count):
    """A few published testimonials that name a therapist."""
    return Testimonial.objects.published().naming(therapist)[:count]


@register.simple_tag
def newest_testimonials(count):
    """A few published testimonials."""
    return Testimonial.objects.published()[:count]


@register.simple_tag
def therapist_of_the_month():
    """The newest interview that has begun, or None."""
    return _interviews().first()


@register.simple_tag
def interview_of(therapist):
    """The newest interview with a therapist, or None."""
    return _interviews().filter(feature__therapist=therapist).first()


def _interviews():
    today = clock.today(timezone.now())
    return InterviewPage.objects.live().for_listing().filter(feature__month__lte=today)
