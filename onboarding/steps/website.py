"""Step 7: a website from the starting set, as drafts or for everyone to see."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from content.models import HomePage
from onboarding import services
from onboarding.steps.step import Row, Status, Step


class WebsiteForm(forms.Form):
    """Two buttons, and nothing to fill in."""

    publish = forms.BooleanField(required=False)


def _home():
    """The home page, if there is one."""
    root = Site.objects.get(is_default_site=True).root_page_id
    return HomePage.objects.live().filter(pk=root).first()


def _name(page):
    """The title of a page, and whether it is a draft."""
    return page.title if page.live else _("{title} (draft)").format(title=page.title)


class Website(Step):
    key = "website"
    title = _("Website")
    lead = _(
        "Home, team, treatments, places, contact, rules and privacy, filled with what "
        "you have set so far. Every word can be changed."
    )
    minutes = 2
    template = "onboarding/steps/website.html"

    def status(self):
        if _home() is None:
            drafts = HomePage.objects.exists()
            if drafts:
                return Status(False, gettext("Drafts, which nobody sees."))
            return Status(False, gettext("There is none yet."))
        return Status(True, gettext("Published"))

    def rows(self):
        home = HomePage.objects.order_by("path").first()
        pages = (
            home.get_descendants(inclusive=True).filter(depth__lte=3) if home else []
        )
        return [
            Row(
                _name(page),
                reverse("wagtailadmin_pages:edit", args=[page.pk]),
            )
            for page in pages
        ]

    def form(self, data=None):
        return WebsiteForm(data)

    def save(self, form, *, by, now):
        publish = form.cleaned_data["publish"]
        services.make_website(publish=publish, by=by)
        if publish:
            return gettext("Your website is published.")
        return gettext("The drafts are there.")
