"""Pictures, icons, and the contact form."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.static import serve
from wagtail.models import Page

from content import branding, icons, services, social_card
from content.forms import ContactForm
from content.models import ContactPage
from locations import site_context
from locations.locales import for_readers
from web.public_forms import PublicFormView

# The files that visitors may load from the media folder. No HTML and no SVG, which
# could carry scripts.
PICTURES = (".avif", ".webp", ".jpg", ".jpeg", ".png", ".gif")

MINUTE, DAY, WEEK = 60, 24 * 60 * 60, 7 * 24 * 60 * 60  # seconds

# Only the folders that pages show: neither originals nor uploads without a form yet.
SHOWN = {"images", "avatar_images"}


@require_GET
def media(request, path):
    """Serve sizes of uploaded pictures, when no web server in front of us does."""
    folder, *below = path.split("/")
    if folder not in SHOWN or ".." in below or not path.lower().endswith(PICTURES):
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


@require_GET
def share_card(request, page_id):
    """Serve the picture for sharing a page."""
    page = get_object_or_404(Page.objects.live(), pk=page_id)
    clinic = site_context.current().clinic
    title = page.seo_title or page.title
    card = social_card.card(title, clinic.name, branding.current())
    return _for_a_day(card, "image/png")


@require_GET
def icon(request, version, size):
    """Serve the clinic's icon in a size; its address changes with the brand."""
    if size not in icons.SIZES:
        raise Http404
    brand = _brand_of(version)
    response = HttpResponse(icons.png(brand, size), content_type="image/png")
    is_it = brand.version == version
    response.headers["Cache-Control"] = f"public, max-age={WEEK if is_it else MINUTE}"
    return response


def _brand_of(version):
    """The brand of this version, or else as it is now."""
    for brand in branding.versions():
        if brand.version == version:
            break
    return brand


@require_GET
def favicon(request):
    """Serve the icon where browsers look for it without a page."""
    return _for_a_day(icons.ico(branding.current()), "image/x-icon")


@require_GET
def touch_icon(request):
    """Serve the icon where phones look for it without a page."""
    return _for_a_day(icons.png(branding.current(), 180), "image/png")


def _for_a_day(content, content_type):
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


class Contact(PublicFormView):
    """Pass a message on to the clinic."""

    form_class = ContactForm
    anchor = "contact"

    @staticmethod
    def address(page):
        return reverse("contact")

    def page(self):
        return get_object_or_404(for_readers(ContactPage.objects))

    def save(self, page, form):
        words = {name: form.cleaned_data[name] for name in ("name", "email", "message")}
        services.pass_on(now=timezone.now(), **words)
        return "thanks"
