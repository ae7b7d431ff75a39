"""The demo's mailbox: every mail sent, as its reader would see it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from outbox.models import Message
from web.decorators import personal

SHOWN = 100


@require_GET
@personal
def mailbox(request):
    """List the mails sent, the newest first."""
    sent = Message.objects.sent().filter(demo_copy__isnull=False).order_by("-sent_at")
    address = request.GET.get("to", "")
    if address:
        sent = sent.filter(to__iexact=address)
    return render(
        request, "demo/mailbox.html", {"mails": sent[:SHOWN], "address": address}
    )


@require_GET
@personal
def mail(request, message_id):
    """Show one mail, as text and as HTML."""
    message = _sent(message_id)
    return render(
        request, "demo/mail.html", {"message": message, "mail": message.demo_copy}
    )


@require_GET
@personal
def mail_html(request, message_id):
    """Serve only the HTML part, for the frame on the page."""
    response = HttpResponse(_sent(message_id).demo_copy["html"])
    # Mails have inline styles and the logo, and nothing else.
    policy = (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; "
        "frame-ancestors 'self'"
    )
    response.headers["Content-Security-Policy"] = policy
    return response


@require_GET
@personal
def mail_file(request, message_id):
    """Serve the attached file."""
    file = _sent(message_id).demo_copy["file"]
    if file is None:
        raise Http404
    response = HttpResponse(file["text"], content_type=file["type"])
    response.headers["Content-Disposition"] = f'attachment; filename="{file["name"]}"'
    return response


def _sent(message_id):
    kept = Message.objects.sent().filter(demo_copy__isnull=False)
    return get_object_or_404(kept, pk=message_id)
