"""Step 7: a website from the starting set, as drafts or for everyone to see."""

from django import forms
from django.urls import reverse
from wagtail.models import Site

from content.models import HomePage
from locations import site_context
from onboarding import services
from onboarding.steps.step import Row, Status, Step


class WebsiteForm(forms.Form):
    """Two buttons, and nothing to fill in."""

    publish = forms.BooleanField(required=False)


def _home():
    """The home page, if there is one."""
    root = Site.objects.get(is_default_site=True).root_page_id
    return HomePage.objects.live().filter(pk=root).first()


class Website(Step):
    key = "website"
    title = "Website"
    lead = (
        "Home, team, treatments, places, contact, rules and privacy, filled with what "
        "you have set so far. Every word can be changed."
    )
    minutes = 2
    template = "onboarding/steps/website.html"

    def status(self):
        if _home() is None:
            drafts = HomePage.objects.exists()
            words = "Drafts, which nobody sees." if drafts else "There is none yet."
            return Status(False, words)
        return Status(True, "Published")

    def rows(self):
        home = HomePage.objects.order_by("path").first()
        pages = (
            home.get_descendants(inclusive=True).filter(depth__lte=3) if home else []
        )
        return [
            Row(
                f"{page.title}{'' if page.live else ' (draft)'}",
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
            for page in pages
        ]

    def form(self, data=None):
        return WebsiteForm(data)

    def save(self, form, *, by, now):
        publish = form.cleaned_data["publish"]
        services.make_website(publish=publish, by=by)
        site_context.forget()
        return "Your website is published." if publish else "The drafts are there."
