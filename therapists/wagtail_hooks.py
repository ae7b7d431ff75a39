"""What therapists add to the Wagtail admin."""

from django.urls import path
from wagtail import hooks

from therapists import staff_views
from therapists.models import Feature
from therapists.panels import NextMonthPanel, QuestionsPanel
from therapists.viewsets import FeatureViewSet, TestimonialViewSet


@hooks.register("register_admin_urls")
def interview_urls():
    return [
        path(
            "interviews/<int:feature_id>/answers/",
            staff_views.answers,
            name="interview_answers",
        ),
        path(
            "interviews/<int:feature_id>/withdraw/",
            staff_views.withdraw,
            name="interview_withdraw",
        ),
    ]


@hooks.register("register_admin_viewset")
def features():
    return FeatureViewSet("feature", url_prefix="features")


@hooks.register("register_admin_viewset")
def testimonials():
    return TestimonialViewSet("testimonial", url_prefix="testimonials")


@hooks.register("construct_homepage_panels")
def interview_panels(request, panels):
    if Feature.objects.filter(therapist__user=request.user).exists():
        panels.append(QuestionsPanel())
    if request.user.has_perm("therapists.change_feature"):
        panels.append(NextMonthPanel())
