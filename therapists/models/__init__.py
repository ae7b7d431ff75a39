"""Therapists, their profile pages, interviews and testimonials."""

from therapists.models.interviews import (
    Feature,
    InterviewIndexPage,
    InterviewPage,
)
from therapists.models.pages import TherapistIndexPage, TherapistPage
from therapists.models.testimonials import Testimonial, TestimonialPage
from therapists.models.therapists import Therapist

__all__ = [
    "Feature",
    "InterviewIndexPage",
    "InterviewPage",
    "Testimonial",
    "TestimonialPage",
    "Therapist",
    "TherapistIndexPage",
    "TherapistPage",
]
